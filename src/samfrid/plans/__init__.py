"""Action plans with versions, goals and activities."""
