"""What became of a commitment in the plans, for its own page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samfrid.commitments.groups import Life
from samfrid.commitments.models import Commitment
from samfrid.municipalities.dates import today
from samfrid.plans.models import Activity, Succession, SuccessionKind
from samfrid.plans.queries import lives_of
from samfrid.plans.shown.plans import period, version_word


def lives_for(commitment: Commitment) -> list[Life]:
    """In which versions it stands, what it took the place of, what took its place."""
    found, day = [], today()
    for one, gone in lives_of(commitment):
        plan = one.version.plan
        where = f"{plan.name}, {period(one.version)}"
        if isinstance(one, Activity):
            told = _("Står i %(where)s (%(state)s)") % {"where": where, "state": version_word(one.version, day)}
            found.append(Life(told, "", plan.get_absolute_url()))
        else:
            found.append(Life(succession(one, gone=gone, where=where), one.why, plan.get_absolute_url()))
    return found


def succession(one: Succession, *, gone: bool, where: str) -> str:
    """What became of an activity in a version, as a sentence about it, or about the one that took its place."""
    if one.kind == SuccessionKind.DROPPED:
        return _("Struken i %(where)s") % {"where": where}
    other = one.after if gone else one.before
    told = {"other": str(other) if other else _("en annan aktivitet"), "where": where}
    if one.kind == SuccessionKind.MERGED:
        words = _("Uppgått i ”%(other)s” i %(where)s") if gone else _("Har tagit upp ”%(other)s” i %(where)s")
        return words % told
    return (_("Ersatt av ”%(other)s” i %(where)s") if gone else _("Ersätter ”%(other)s” i %(where)s")) % told
