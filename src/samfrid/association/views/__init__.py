"""The pages of an association's log-in."""
