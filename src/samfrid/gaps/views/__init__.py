"""The pages of this room: Idag, a gap, what is known and what was mended, the rules."""
