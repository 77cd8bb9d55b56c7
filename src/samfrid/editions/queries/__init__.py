"""What is followed today, how it is frozen, and the editions that are kept."""
