"""Who did or read what, when: append-only, chained, written in the transaction of the act."""
