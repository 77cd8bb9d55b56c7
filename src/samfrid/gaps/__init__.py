"""What falls short today: rules over all records, each with its legal or plan basis and the act that mends it."""
