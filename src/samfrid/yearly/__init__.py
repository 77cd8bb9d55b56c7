"""The yearly wheel: meetings, payments, notice days, reports, reviews and sittings of one year, and as a calendar feed."""
