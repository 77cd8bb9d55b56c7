"""The forms of agreements and of cooperation groups."""
