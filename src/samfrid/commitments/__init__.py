"""The ledger: what is promised, by whom, to when, with what evidence, how far."""
