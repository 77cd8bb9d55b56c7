"""What an edition's columns say, what has moved between two, and what looks like somebody's own data. No database."""
