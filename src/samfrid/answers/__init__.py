"""Memos and answers: what the records know, written as the municipality writes, with its sources."""
