"""Asking bodies and organisations, reminding them, and what they answer."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.matters import rules
from samfrid.matters.actions.ending import ended_by, sentence_of_end
from samfrid.matters.actions.listed import refresh
from samfrid.matters.actions.register import locked
from samfrid.matters.models import Matter, Referral, ReferralRole, Reminder, Stance
from samfrid.matters.rules.referrals import wrong_with_answer, wrong_with_days
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Body, Organisation
from samfrid.municipalities.permissions import require
from samfrid.provenance.actions import Sentence, cite


@transaction.atomic
def refer(
    actor: Actor,
    matter: Matter,
    *,
    body: Body | None = None,
    organisation: Organisation | None = None,
    role: ReferralRole | str = ReferralRole.STATEMENT,
    sent_on: dt.date | None = None,
    due_on: dt.date | None = None,
    today: dt.date | None = None,
) -> Referral:
    """Ask a body or an organisation outside for its statement, its preparation or its decision.

    One that a document has told of without days gets them; the same referral twice is one. Raises ``ValidationError``
    for impossible days, for a matter that has ended, and for one who has been asked the same on another day.
    """
    require(actor, "matters.edit", matter)
    if (body is None) == (organisation is None):
        raise ValidationError({"to": _("Välj vem som ska svara.")})
    own = locked(matter)
    _check_days(own, sent_on, due_on, today or dates.today())
    known = own.referrals.filter(body=body, organisation=organisation, role=role).first()
    if known is None:
        _check_open(own)
        known = Referral(
            municipality_id=actor.municipality_code, matter=own, body=body, organisation=organisation, role=role
        )
    elif known.sent_on:
        if (known.sent_on, known.due_on) == (sent_on, due_on):
            return known
        raise ValidationError(
            {
                "to": _("%(who)s har redan remissen, skickad %(day)s. Ändra sista svarsdagen på den, eller påminn.")
                % {"who": known.asked, "day": in_words(known.sent_on)}
            }
        )
    _check_before_answer(known, sent_on)
    known.sent_on, known.due_on = sent_on, due_on
    known.save()
    record(actor, "matters.refer_to", own, body=known.asked, role=str(role), due=due_on.isoformat() if due_on else None)
    refresh(own)
    return known


def _check_days(matter: Matter, sent_on: dt.date | None, due_on: dt.date | None, today: dt.date) -> None:
    raised = rules.first_possible_day(matter.raised_on, matter.raised_precision) if matter.raised_on else None
    wrong = wrong_with_days(sent_on, due_on, raised, today)
    if wrong:
        raise ValidationError(dict(wrong))


def _check_open(matter: Matter) -> None:
    ended = ended_by(matter)
    if ended:
        raise ValidationError(sentence_of_end(ended))


def _check_before_answer(referral: Referral, sent_on: dt.date | None) -> None:
    if sent_on and referral.answered_on and referral.answered_on < sent_on:
        raise ValidationError(
            {
                "sent_on": _("%(who)s svarade redan %(day)s. Remissen skickades före dess.")
                % {"who": referral.asked, "day": in_words(referral.answered_on)}
            }
        )


@transaction.atomic
def add_referral(
    actor: Actor,
    matter: Matter,
    *,
    body: Body,
    stance: Stance | str = "",
    text: str = "",
    answered_on: dt.date | None = None,
    sentences: Sequence[Sentence] = (),
) -> Referral:
    """Say that a body was asked, and what it thought, as a document tells it. What was not known is filled in.

    It joins the statement that the body was asked for by hand, else whatever it was asked for.
    """
    require(actor, "matters.edit", matter)
    locked(matter)
    asked = {one.role: one for one in matter.referrals.filter(body=body)}
    referral = asked.get(ReferralRole.STATEMENT) or next(iter(asked.values()), None)
    if referral is None:
        referral = Referral(municipality_id=actor.municipality_code, matter=matter, body=body)
    changed = referral._state.adding
    for name, value in (("stance", str(stance)), ("text", text.strip()), ("answered_on", answered_on)):
        if value and not getattr(referral, name):
            setattr(referral, name, value)
            changed = True
    if changed:
        referral.save()
        record(actor, "matters.refer", matter, body=body.name, stance=referral.stance)
        refresh(matter)
    cite(referral, list(sentences))
    return referral


def _held(actor: Actor, referral: Referral) -> Referral:
    """The referral as it is now, with its matter held."""
    require(actor, "matters.edit", referral.matter)
    own = locked(referral.matter)
    held = Referral.objects.select_related("body", "organisation").filter(pk=referral.pk).first()
    if held is None:
        raise ValidationError(_("Remissen finns inte längre. Någon har återtagit den."))
    held.matter = own
    return held


def as_seen(referral: Referral) -> str:
    """What a form has shown of a referral, in short; see ``correcting.seen``."""
    told = [referral.stance, referral.condition, referral.text, str(referral.answered_on), str(referral.due_on)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


@transaction.atomic
def answer_referral(
    actor: Actor,
    referral: Referral,
    *,
    stance: Stance | str,
    text: str = "",
    condition: str = "",
    answered_on: dt.date | None,
    seen: str | None = None,
    today: dt.date | None = None,
) -> Referral:
    """Record the answer, or put a recorded one right; the trail keeps what it was.

    ``seen`` is :func:`as_seen` of what the form showed. Raises ``ValidationError`` for a support on a condition that
    does not say which, an impossible day, and where somebody has changed it meanwhile.
    """
    held = _held(actor, referral)
    if seen is not None and seen != as_seen(held):
        raise ValidationError(
            _("Någon annan har ändrat svaret sedan du öppnade det. Jämför med vad som står nu, och spara igen.")
        )
    wrong = wrong_with_answer(str(stance), condition, answered_on, held.sent_on, today or dates.today())
    if wrong:
        raise ValidationError(dict(wrong))
    before = held.stance
    told = {"stance": str(stance), "condition": condition.strip(), "text": text.strip(), "answered_on": answered_on}
    if all(getattr(held, name) == value for name, value in told.items()):
        return held
    for name, value in told.items():
        setattr(held, name, value)
    held.save(update_fields=list(told))
    record(actor, "matters.answer_referral", held.matter, body=held.asked, stance=str(stance), before=before)
    refresh(held.matter)
    return held


@transaction.atomic
def remind(actor: Actor, referral: Referral, *, on: dt.date, today: dt.date | None = None) -> Reminder:
    """Note that the answer was asked for again. Each day's reminder is noted once.

    Raises ``ValidationError`` where the answer has come, and for a day to come or before the referral was sent.
    """
    held = _held(actor, referral)
    if held.answered_on or held.stance:
        raise ValidationError(_("%(who)s har redan svarat.") % {"who": held.asked})
    if on > (today or dates.today()):
        raise ValidationError({"on": _("Dagen har inte varit än.")})
    if held.sent_on and on < held.sent_on:
        raise ValidationError({"on": _("Remissen var inte skickad då.")})
    reminder, made = Reminder.objects.get_or_create(municipality_id=held.municipality_id, referral=held, on=on)
    if made:
        record(actor, "matters.remind", held.matter, body=held.asked, on=on.isoformat())
    return reminder


@transaction.atomic
def set_referral_due(actor: Actor, referral: Referral, *, due_on: dt.date | None) -> Referral:
    """Set another last day; None takes it away. Raises ``ValidationError`` for one before the referral was sent."""
    held = _held(actor, referral)
    if due_on and held.sent_on and due_on < held.sent_on:
        raise ValidationError({"due_on": _("Svaret kan inte vara begärt före dagen då remissen skickades.")})
    before, held.due_on = held.due_on, due_on
    if before != due_on:
        held.save(update_fields=["due_on"])
        record(
            actor,
            "matters.set_referral_due",
            held.matter,
            body=held.asked,
            due=due_on.isoformat() if due_on else None,
            before=before.isoformat() if before else None,
        )
    return held


@transaction.atomic
def withdraw_referral(actor: Actor, referral: Referral, *, reason: str) -> None:
    """Take back a referral that nobody has answered; the trail keeps to whom it went, and why it was taken back."""
    held = _held(actor, referral)
    if held.answered_on or held.stance:
        raise ValidationError(_("%(who)s har svarat. En besvarad remiss kan inte återtas.") % {"who": held.asked})
    tidy = " ".join(reason.split())
    if not tidy:
        raise ValidationError({"reason": _("Skriv varför remissen återtas.")})
    sent = held.sent_on.isoformat() if held.sent_on else None
    record(actor, "matters.withdraw_referral", held.matter, body=held.asked, sent=sent, reason=tidy)
    held.delete()
    refresh(held.matter)
