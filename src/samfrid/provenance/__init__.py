"""Which sentence in which document a record rests on. Below every room that has records or keeps files."""
