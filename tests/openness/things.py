"""One record of each sort that an address of the API names."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from uuid import uuid4

from samfrid.matters import actions
from samfrid.matters.models import (
    Attachment,
    EventKind,
    Matter,
    MatterKind,
    Outcome,
    Pause,
    PauseKind,
    ReferralRole,
    Stage,
)
from samfrid.municipalities.actions import body_named, organisation_named, unit_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Membership

RAISED = PartialDate.parse("2026-03-30")


@dataclass
class Things:
    """The records, by the word that stands before the key in an address."""

    matter: Matter
    keys: dict[str, str]

    def key_for(self, path: str) -> dict[str, str]:
        """What stands in the place of the key in ``path``, if it has one."""
        found = re.search(r"/([a-z-]+)/\{key\}", path)
        return {"key": self.keys[found[1]]} if found else {}


def things_of(actor: Membership, *, access: Access = Access.PUBLIC, title: str = "Motion om skyddat boende") -> Things:
    """A matter with one of each of its parts."""
    matter = actions.register(
        actor,
        kind=MatterKind.MOTION,
        title=title,
        raised=RAISED,
        numbers=[f"KS 2026/{101 + access}"],
        access=access,
    )
    actions.add_request(actor, matter, "Att utreda behovet av skyddat boende.")
    council, board = body_named(actor, "kommunfullmäktige"), body_named(actor, "socialnämnden")
    unit_named(actor, "Socialförvaltningen")
    organisation_named(actor, "Kvinnojouren")
    referral = actions.refer(
        actor, matter, body=board, role=ReferralRole.STATEMENT, sent_on=dt.date(2026, 4, 10), due_on=dt.date(2026, 9, 1)
    )
    clauses = [actions.ClauseIn("att utreda behovet av skyddat boende", Outcome.TASKED)]
    decision = actions.record_decision(
        actor, matter, body=council, stage=Stage.FINAL, on=dt.date(2026, 10, 1), clauses=clauses
    )
    clause = decision.clauses.get()
    commitment = actions.promise(actor, clause, text="Utreda behovet av skyddat boende")
    event = actions.take_step(actor, matter, kind=EventKind.RECEIVED, on=dt.date(2026, 3, 30))
    minutes = actions.open_minutes(actor, body=council, met_on=dt.date(2026, 10, 1), part=f"§ {access + 1}")
    dispatch = actions.add_recipient(actor, decision, recipient="Socialnämnden")
    # as rows: a matter that is decided can no longer wait, and the file itself is not what is tried here
    pause = Pause.objects.create(
        municipality_id=matter.municipality_id,
        matter=matter,
        kind=PauseKind.TABLED,
        began_on=dt.date(2026, 9, 1),
        reasons="Mer underlag behövs",
    )
    attachment = Attachment.objects.create(
        municipality_id=matter.municipality_id, matter=matter, document_id=uuid4(), name=f"{title}.pdf"
    )
    keys = {
        "matters": matter.pk,
        "referrals": referral.pk,
        "decisions": decision.pk,
        "clauses": clause.pk,
        "commitments": commitment.pk,
        "events": event.pk,
        "minutes": minutes.pk,
        "dispatches": dispatch.pk,
        "pauses": pause.pk,
        "attachments": attachment.pk,
    }
    return Things(matter, {word: str(key) for word, key in keys.items()})
