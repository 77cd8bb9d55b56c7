"""Which sentence in which document a record rests on. Below every room that has records, above none that keeps files."""
