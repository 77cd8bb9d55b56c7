"""Pictures of numbers and days: SVG made here, each with the table that says the same. A pure library."""
