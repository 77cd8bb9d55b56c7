"""The yearly wheel: meetings, payments, notice days, reports, reviews and sittings of one year, and a calendar feed."""
