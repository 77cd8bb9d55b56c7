"""What the page of a decision's dispatch reads."""

from __future__ import annotations

from dataclasses import dataclass

from samfrid.matters.models import Clause, Decision, DiaryNumber, Dispatch, MatterPerson, PersonRole, Referral


@dataclass(frozen=True, slots=True)
class DispatchPage:
    """A decision with those that it is or may be sent to."""

    decision: Decision
    clauses: list[Clause]
    numbers: list[DiaryNumber]
    dispatches: list[Dispatch]
    #: names to choose with one press, none of them a recipient yet
    proposed: list[str]


def dispatch_page(decision: Decision) -> DispatchPage:
    """The decision, to whom it goes, and to whom it may go: those who raised it, those who were asked, and those that
    the proposals and earlier decisions in the matter named.
    """
    matter = decision.matter
    dispatches = list(decision.dispatches.order_by("created_at", "id"))
    taken = {one.recipient.casefold() for one in dispatches}
    proposed: dict[str, str] = {}
    for name in _those_concerned(decision):
        if name and name.casefold() not in taken:
            proposed.setdefault(name.casefold(), name)
    numbers = list(matter.diary_numbers.order_by("created_at"))
    return DispatchPage(decision, list(decision.clauses.all()), numbers, dispatches, list(proposed.values()))


def _those_concerned(decision: Decision) -> list[str]:
    matter = decision.matter_id
    movers = MatterPerson.objects.filter(matter=matter, role=PersonRole.MOVER).order_by("created_at")
    asked = Referral.objects.filter(matter=matter).select_related("body", "organisation").order_by("created_at")
    told = Dispatch.objects.filter(decision__matter=matter).exclude(decision=decision).order_by("created_at")
    names = [one.name for one in movers]
    names += [one.asked for one in asked]
    names += list(told.values_list("recipient", flat=True))
    return names
