"""The page of the year, and the same as a file."""

from samfrid.yearly.views.year import year, year_file

__all__ = ["year", "year_file"]
