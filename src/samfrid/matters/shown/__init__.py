"""Matters as the templates take them: the rows of a list, the chain from asked to done, the line of time."""

from samfrid.matters.shown.decisions import UNPREPARED, all_taken, title_of_decision
from samfrid.matters.shown.listed import KINDS, STANDINGS, ListHead, raised, rows, settling, standing
from samfrid.matters.shown.page import chain, facts, marks, named, problems, promises_picture
from samfrid.matters.shown.referrals import shown_referral, summed_up
from samfrid.matters.shown.words import ACTS, THE, TOLD

__all__ = [
    "ACTS",
    "KINDS",
    "STANDINGS",
    "THE",
    "TOLD",
    "UNPREPARED",
    "ListHead",
    "all_taken",
    "chain",
    "facts",
    "marks",
    "named",
    "problems",
    "promises_picture",
    "raised",
    "rows",
    "settling",
    "shown_referral",
    "standing",
    "summed_up",
    "title_of_decision",
]
