"""Files kept, their readings, and the review that turns a proposal into a record."""
