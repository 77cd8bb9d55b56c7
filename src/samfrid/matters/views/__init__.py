"""The pages of matters: parse, call, render."""
