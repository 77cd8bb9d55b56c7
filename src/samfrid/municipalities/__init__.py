"""Who and where: municipalities (tenants), bodies, units, organisations, users and their roles."""
