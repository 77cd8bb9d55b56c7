"""A plan in the example municipality that is being revised: goals under one another, a draft, and what became of an
activity.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from samfrid.audit.actions import Actor

NAME: Final = "Strategi för ett Sälgmyra utan våld"
#: (activity, goal, due, level, arena): invented
ROWS: Final = (
    ("Samtala om gränser i alla klasser i årskurs 8", 0, "2027-06", "universal", "individual"),
    ("Lära bovärdar i Sälgmyrabostäder att se tecken på våld", 0, "2026-12", "selective", "organisation"),
    ("Dela ut kontaktkort på bibliotek och badhus", 1, "2027", "universal", "society"),
    ("Erbjuda stödgrupper för barn som har upplevt våld", 1, "", "indicated", "individual"),
)


def fill(actor: Actor) -> None:
    """A strategy that was adopted, and a draft that revises it."""
    from samfrid.municipalities.actions import body_named, unit_named
    from samfrid.municipalities.dates import PartialDate, today
    from samfrid.plans import actions
    from samfrid.plans.models import GoalLevel

    day = today()
    first = dt.date(day.year, 1, 1)
    version = actions.start_plan(actor, name=NAME, starts_on=first, ends_on=dt.date(day.year + 2, 12, 31))
    effect = actions.add_goal(actor, version, "Ingen i Sälgmyra lever med våld", level=GoalLevel.EFFECT)
    outcome = actions.add_goal(
        actor, version, "Våld upptäcks och avbryts tidigare", level=GoalLevel.OUTCOME, parent=effect
    )
    goals = [
        actions.add_goal(actor, version, text, parent=outcome)
        for text in ("Fler känner igen våld och vågar fråga", "Den som är utsatt hittar stödet")
    ]
    unit = unit_named(actor, "Socialförvaltningen")
    for number, (text, goal, due, level, arena) in enumerate(ROWS):
        actions.enter_activity(
            actor,
            version,
            text=text,
            due=PartialDate.parse(due),
            # one without anybody responsible is there to be seen
            responsible=unit if number != 1 else None,
            goal=goals[goal],
            level=level,
            arena=arena,
        )
    actions.add_alias(actor, version.plan, "Våldsstrategin")
    held = actions.adopt(actor, version, body=body_named(actor, "Kommunfullmäktige"), on=first, paragraph="§ 4")
    actions.set_review(actor, held, dt.date(day.year + 1, 10, 1))
    draft = actions.new_version(
        actor, held.plan, starts_on=dt.date(day.year + 1, 1, 1), ends_on=dt.date(day.year + 4, 12, 31)
    )
    rows = {one.commitment.text: one for one in draft.activities.select_related("commitment", "version__plan")}
    after, _plan = actions.enter_activity(
        actor, draft, text="Dela ut kontaktkort till alla hushåll", responsible=unit, level="universal", arena="society"
    )
    actions.succeed(actor, rows[ROWS[2][0]], kind="replaced", after=after, why="Korten når för få på biblioteken.")
