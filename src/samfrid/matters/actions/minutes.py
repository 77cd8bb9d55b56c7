"""Minutes: opened, adjusted, announced on the notice board, taken down, appealed; and which decisions they hold.

Each day may be entered anew while the days around it allow it: a registrar who mistyped one is not locked in. What
stood there before stays in the trail. KL = kommunallagen (2017:725).
"""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.matters.models import Decision, Minutes
from samfrid.matters.rules import minutes as law
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Body
from samfrid.municipalities.permissions import require


def _refused(sentence: str, **values: object) -> ValidationError:
    return ValidationError({"on": sentence % values if values else sentence})


def _has_been(on: dt.date, today: dt.date | None) -> None:
    if on > (today or dates.today()):
        raise _refused(_("Dagen har inte varit än."))


def _locked(actor: Actor, minutes: Minutes) -> Minutes:
    require(actor, "matters.edit", minutes)
    return Minutes.objects.select_for_update(of=("self",), no_key=True).select_related("body").get(pk=minutes.pk)


def _save(actor: Actor, own: Minutes, verb: str, on: dt.date, before: dt.date | None, *fields: str) -> Minutes:
    own.save(update_fields=list(fields))
    record(
        actor,
        f"matters.{verb}",
        own,
        body=own.body.name,
        on=on.isoformat(),
        before=before.isoformat() if before else None,
    )
    return own


@transaction.atomic
def open_minutes(
    actor: Actor,
    *,
    body: Body,
    met_on: dt.date,
    part: str = "",
    kept_at: str = "",
    secretary: str = "",
    today: dt.date | None = None,
) -> Minutes:
    """Open the minutes of a meeting, or of the paragraphs (``part``) that were adjusted by themselves (KL 5:69).

    Raises ``ValidationError`` for a meeting to come, and for minutes that are there.
    """
    require(actor, "matters.edit", body)
    if met_on > (today or dates.today()):
        raise ValidationError({"met_on": _("Sammanträdet har inte varit än.")})
    made = Minutes(
        municipality_id=actor.municipality_code,
        body=body,
        met_on=met_on,
        part=" ".join(part.split())[:60],
        kept_at=" ".join(kept_at.split())[:200],
        secretary=" ".join(secretary.split())[:160],
    )
    # two registrars at once: the second waits here, and is told like one who came later
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    if Minutes.objects.filter(
        municipality_id=actor.municipality_code, body=body, met_on=met_on, part=made.part
    ).exists():
        raise ValidationError({"met_on": _("Det protokollet finns redan.")})
    made.save()
    record(actor, "matters.open_minutes", made, body=body.name, on=met_on.isoformat(), part=made.part)
    return made


@transaction.atomic
def adjust(actor: Actor, minutes: Minutes, *, on: dt.date, today: dt.date | None = None) -> Minutes:
    """Say when the minutes were adjusted (KL 5:69). Not before the meeting, nor after they were announced."""
    own = _locked(actor, minutes)
    _has_been(on, today)
    if on < own.met_on:
        raise _refused(_("Sammanträdet var %(day)s. Protokollet kan inte justeras före det."), day=in_words(own.met_on))
    if own.announced_on and on > own.announced_on:
        raise _refused(
            _("Protokollet anslogs %(day)s. Det kan inte ha justerats efter det."), day=in_words(own.announced_on)
        )
    before, own.adjusted_on = own.adjusted_on, on
    return _save(actor, own, "adjust", on, before, "adjusted_on")


@transaction.atomic
def announce(actor: Actor, minutes: Minutes, *, on: dt.date, today: dt.date | None = None) -> Minutes:
    """Say when the notice was put up (KL 8:12).

    After a notice that came down too early a new one begins the time for appeal anew; the earlier stays in the trail.
    """
    own = _locked(actor, minutes)
    _has_been(on, today)
    if own.adjusted_on is None:
        raise _refused(_("Protokollet är inte justerat. Ange först när det justerades."))
    if on < own.adjusted_on:
        raise _refused(
            _("Protokollet justerades %(day)s. Det kan inte anslås före det."), day=in_words(own.adjusted_on)
        )
    if own.announced_on and own.taken_down_on and on >= own.taken_down_on:
        if law.kept_up(own.announced_on, own.taken_down_on):
            raise _refused(
                _("Anslaget satt uppe hela tiden och togs ned %(day)s. Det behöver inte sättas upp igen."),
                day=in_words(own.taken_down_on),
            )
        own.taken_down_on = None
    before, own.announced_on = own.announced_on, on
    return _save(actor, own, "announce", on, before, "announced_on", "taken_down_on")


@transaction.atomic
def take_down(
    actor: Actor, minutes: Minutes, *, on: dt.date, early: bool = False, today: dt.date | None = None
) -> Minutes:
    """Say when the notice came down. Before the time for appeal is over (KL 8:12) only with ``early``: the one who
    enters it has then been told that nothing has legal force, and that the minutes must be announced anew.
    """
    own = _locked(actor, minutes)
    _has_been(on, today)
    if own.announced_on is None:
        raise _refused(_("Protokollet är inte anslaget. Ange först när anslaget sattes upp."))
    if on < own.announced_on:
        raise _refused(
            _("Anslaget sattes upp %(day)s. Det kan inte ha tagits ned före det."), day=in_words(own.announced_on)
        )
    earliest = law.earliest_down(own.announced_on).on
    if on < earliest and not early:
        raise ValidationError(
            {
                "early": _(
                    "Anslaget ska sitta uppe till och med %(day)s. Togs det ned tidigare vinner besluten inte laga"
                    " kraft, och protokollet måste anslås på nytt. Bekräfta om det ändå togs ned den dagen."
                )
                % {"day": in_words(earliest - law.ONE_DAY)}
            }
        )
    before, own.taken_down_on = own.taken_down_on, on
    return _save(actor, own, "take_down", on, before, "taken_down_on")


@transaction.atomic
def appeal(actor: Actor, minutes: Minutes, *, on: dt.date, today: dt.date | None = None) -> Minutes:
    """Say that an appeal came in (KL 13:5): nothing in the minutes has legal force until it is settled.

    Raises ``ValidationError`` for one that came before the meeting, or when the time was over.
    """
    own = _locked(actor, minutes)
    _has_been(on, today)
    if on < own.met_on:
        raise _refused(
            _("Sammanträdet var %(day)s. Ett överklagande kan inte komma före det."), day=in_words(own.met_on)
        )
    if own.announced_on and law.kept_up(own.announced_on, own.taken_down_on):
        last = law.last_day_of_appeal(own.announced_on).on
        if on > last:
            raise _refused(
                _("Tiden för överklagande gick ut %(day)s. Det som kom in senare hindrar inte laga kraft."),
                day=in_words(last),
            )
    if own.appeal_settled_on and on > own.appeal_settled_on:
        raise _refused(
            _("Överklagandet avgjordes %(day)s. Det kan inte ha kommit in efter det."),
            day=in_words(own.appeal_settled_on),
        )
    before, own.appealed_on = own.appealed_on, on
    return _save(actor, own, "appeal", on, before, "appealed_on")


@transaction.atomic
def settle_appeal(actor: Actor, minutes: Minutes, *, on: dt.date, today: dt.date | None = None) -> Minutes:
    """Say when the appeal was settled for good: the court's decision had legal force, or it was withdrawn."""
    own = _locked(actor, minutes)
    _has_been(on, today)
    if own.appealed_on is None:
        raise _refused(_("Inget överklagande är antecknat."))
    if on < own.appealed_on:
        raise _refused(
            _("Överklagandet kom in %(day)s. Det kan inte ha avgjorts före det."), day=in_words(own.appealed_on)
        )
    before, own.appeal_settled_on = own.appeal_settled_on, on
    return _save(actor, own, "settle_appeal", on, before, "appeal_settled_on")


@transaction.atomic
def describe_minutes(actor: Actor, minutes: Minutes, *, kept_at: str, secretary: str) -> Minutes:
    """Say where the minutes are kept, which the notice tells (KL 8:12), and who wrote them."""
    own = _locked(actor, minutes)
    own.kept_at, own.secretary = " ".join(kept_at.split())[:200], " ".join(secretary.split())[:160]
    own.save(update_fields=["kept_at", "secretary"])
    record(actor, "matters.describe_minutes", own, body=own.body.name)
    return own


def fits(minutes: Minutes, *, body: Body | None, on: dt.date | None) -> None:
    """Raise ``ValidationError`` unless a decision of that body and day can stand in the minutes."""
    if body is None or on is None:
        raise ValidationError({"minutes": _("Ange först vilket organ som beslutade och vilken dag.")})
    if body.pk != minutes.body_id:
        raise ValidationError(
            {
                "minutes": _("Protokollet är för %(body)s, men beslutet är fattat av %(other)s.")
                % {"body": minutes.body.name, "other": body.name}
            }
        )
    if on != minutes.met_on:
        raise ValidationError(
            {
                "minutes": _("Protokollet är från %(day)s, men beslutet är från %(other)s.")
                % {"day": in_words(minutes.met_on), "other": in_words(on)}
            }
        )


@transaction.atomic
def place(actor: Actor, decision: Decision, *, minutes: Minutes | None) -> Decision:
    """Place a decision in the minutes of its meeting, or with None take it out of them.

    Raises ``ValidationError`` for minutes of another body or day.
    """
    require(actor, "matters.edit", decision.matter)
    own = (
        Decision.objects.select_for_update(of=("self",), no_key=True)
        .select_related("body", "minutes")
        .get(pk=decision.pk)
    )
    if minutes is not None:
        require(actor, "matters.edit", minutes)
        fits(minutes, body=own.body, on=own.on)
    before, own.minutes = own.minutes, minutes
    own.save(update_fields=["minutes"])
    record(
        actor,
        "matters.place",
        own.matter,
        decision=str(own.pk),
        minutes=str(minutes.pk) if minutes else None,
        before=str(before.pk) if before else None,
    )
    return own
