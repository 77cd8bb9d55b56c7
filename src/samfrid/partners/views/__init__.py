"""The pages of agreements and of cooperation groups."""
