"""The face and the running of it: settings, addresses, shell, translations, server."""
