"""The pages of plans, their indicators, and routines."""
