"""What the pages of matters read. A constant number of queries, whatever the number of rows."""

from samfrid.matters.matching import Certainty, Match, find_match
from samfrid.matters.queries.listed import MatterList, Standing, Where, listed_where, matters, settled
from samfrid.matters.queries.page import MatterPage, matter_page, where_of

__all__ = [
    "Certainty",
    "Match",
    "MatterList",
    "MatterPage",
    "Standing",
    "Where",
    "find_match",
    "listed_where",
    "matter_page",
    "matters",
    "settled",
    "where_of",
]
