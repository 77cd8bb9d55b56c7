"""Rounds in which those responsible are asked how it goes, by a link that opens their commitments alone."""
