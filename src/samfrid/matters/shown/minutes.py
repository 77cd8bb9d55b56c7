"""Minutes as the templates take them: rows of the list, the line of steps, what is to be done next."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.matters.course import days_of
from samfrid.matters.models import Decision, Minutes
from samfrid.matters.queries.minutes import MinutesStanding
from samfrid.matters.rules import minutes as law
from samfrid.matters.rules.minutes import Force
from samfrid.municipalities.dates import in_words

MINUTES_STANDINGS: Final = {
    MinutesStanding.TO_ADJUST: gettext_lazy("Att justera"),
    MinutesStanding.TO_ANNOUNCE: gettext_lazy("Att anslå"),
    MinutesStanding.UP: gettext_lazy("Anslagna nu"),
    MinutesStanding.ARCHIVE: gettext_lazy("Nedtagna"),
}
_FORCE_TONES: Final = {
    Force.NOT_ANNOUNCED: "todo",
    Force.RUNNING: "open",
    Force.BROKEN: "late",
    Force.APPEALED: "paused",
    Force.REACHED: "done",
}


def title_of(minutes: Minutes) -> str:
    """What some minutes are called: "Socialnämnden 18 augusti 2020, § 12"."""
    name = f"{capfirst(minutes.body.name)} {in_words(minutes.met_on)}"
    return f"{name}, {minutes.part}" if minutes.part else name


def minutes_standing(minutes: Minutes, today: dt.date) -> tuple[str, str]:
    """Where some minutes are, as tone and word: the next step, and whether it is late."""
    if minutes.adjusted_on is None:
        due = law.adjustment_due(minutes.met_on).on
        return _waiting(due, today, _("ska justeras senast %(day)s"), _("skulle ha justerats senast %(day)s"))
    if minutes.announced_on is None:
        due = law.announcement_due(minutes.adjusted_on).on
        return _waiting(due, today, _("ska anslås senast %(day)s"), _("skulle ha anslagits senast %(day)s"))
    force = law.legal_force(days_of(minutes), today)
    if force.state == Force.BROKEN:
        return "late", _("anslaget togs ned för tidigt")
    if force.state == Force.APPEALED:
        return "paused", _("överklagat")
    if force.state == Force.RUNNING:
        last = law.last_day_of_appeal(minutes.announced_on).on
        return "open", _("kan överklagas till och med %(day)s") % {"day": in_words(last)}
    if minutes.taken_down_on is None:
        return "soon", _("laga kraft, anslaget kan tas ned")
    return "done", _("laga kraft %(day)s") % {"day": in_words(force.on)} if force.on else _("laga kraft")


def _waiting(due: dt.date, today: dt.date, coming: str, late: str) -> tuple[str, str]:
    day = {"day": in_words(due)}
    if today > due:
        return "late", late % day
    return ("soon" if (due - today).days <= 3 else "todo"), coming % day


def minutes_rows(found: list[Minutes], today: dt.date) -> list[dict[str, Any]]:
    """Minutes as rows of a list."""
    rows = []
    for one in found:
        tone, word = minutes_standing(one, today)
        meta = [_("sammanträde %(day)s") % {"day": in_words(one.met_on)}]
        meta += [one.part] if one.part else []
        if one.announced_on:
            meta.append(_("anslaget %(day)s") % {"day": in_words(one.announced_on)})
        title = capfirst(one.body.name)
        rows.append({"url": one.get_absolute_url(), "title": title, "meta": meta, "tone": tone, "word": word})
    return rows


def steps(minutes: Minutes, today: dt.date) -> list[dict[str, str]]:
    """The line from the meeting to legal force, each step with its day and on what ground, for the chain."""
    found = [_step("done", _("Sammanträde"), in_words(minutes.met_on))]
    found.append(
        _dated(_("Justerat"), _("Ska justeras"), minutes.adjusted_on, law.adjustment_due(minutes.met_on), today)
    )
    if minutes.adjusted_on:
        due = law.announcement_due(minutes.adjusted_on)
        found.append(_dated(_("Anslaget"), _("Ska anslås"), minutes.announced_on, due, today))
    if minutes.announced_on:
        found += _appeal_steps(minutes, minutes.announced_on, today)
    force = law.legal_force(days_of(minutes), today)
    word = (
        _("Laga kraft") if force.state in (Force.NOT_ANNOUNCED, Force.REACHED, Force.RUNNING) else _("Ingen laga kraft")
    )
    when = in_words(force.on) if force.on else ""
    found.append(_step(_FORCE_TONES[force.state], word, when, force.text))
    return found


def _step(tone: str, word: str, when: str = "", title: str = "") -> dict[str, str]:
    return {"tone": tone, "word": word, "when": when, "title": capfirst(title)}


def _dated(done: str, awaited: str, on: dt.date | None, due: law.Due, today: dt.date) -> dict[str, str]:
    """A step that has a last day: taken in time, taken late, awaited, or overdue."""
    latest = _("Senast %(day)s: %(why)s.") % {"day": in_words(due.on), "why": due.text}
    if on is None:
        return _step("late" if today > due.on else "todo", awaited, "", latest)
    if on <= due.on:
        return _step("done", done, in_words(on), latest)
    late = _("För sent. %(latest)s") % {"latest": latest}
    return _step("late", done, in_words(on), late)


def _appeal_steps(minutes: Minutes, announced_on: dt.date, today: dt.date) -> list[dict[str, str]]:
    last, earliest = law.last_day_of_appeal(announced_on), law.earliest_down(announced_on)
    over = today > last.on
    found = [
        _step("done" if over else "open", _("Sista dag att överklaga"), in_words(last.on), f"{last.text}."),
    ]
    if minutes.appealed_on:
        found.append(_step("paused", _("Överklagat"), in_words(minutes.appealed_on)))
    if minutes.appeal_settled_on:
        found.append(_step("done", _("Överklagandet avgjort"), in_words(minutes.appeal_settled_on)))
    told = _("Tidigast %(day)s: %(why)s.") % {"day": in_words(earliest.on), "why": earliest.text}
    if minutes.taken_down_on is None:
        found.append(_step("soon" if over else "todo", _("Anslaget tas ned"), "", told))
    elif law.kept_up(announced_on, minutes.taken_down_on):
        found.append(_step("done", _("Anslaget togs ned"), in_words(minutes.taken_down_on), told))
    else:
        early = _("För tidigt. %(earliest)s") % {"earliest": told}
        found.append(_step("late", _("Anslaget togs ned"), in_words(minutes.taken_down_on), early))
    return found


def minutes_facts(minutes: Minutes) -> list[tuple[str, str]]:
    """What stands beside the line of steps."""
    return [
        (_("Organ"), capfirst(minutes.body.name)),
        (_("Paragrafer"), minutes.part or _("Hela protokollet")),
        (_("Protokollet förvaras"), minutes.kept_at or _("Inte angivet")),
        (_("Sekreterare"), minutes.secretary or _("Inte angiven")),
    ]


def next_act(minutes: Minutes, today: dt.date) -> str:
    """The act that is next, by its word in the address; empty where nothing is awaited of us."""
    if minutes.adjusted_on is None:
        return "justerat"
    force = law.legal_force(days_of(minutes), today)
    if force.state in (Force.NOT_ANNOUNCED, Force.BROKEN):
        return "anslaget"
    if force.state == Force.APPEALED:
        return "avgjort"
    return "nedtaget" if force.state == Force.REACHED and minutes.taken_down_on is None else ""


def placed(decision: Decision) -> dict[str, Any]:
    """A decision in the minutes: the matter, the paragraph, and where its dispatch is."""
    return {
        "key": decision.pk,
        "title": decision.matter.title,
        "url": decision.matter.get_absolute_url(),
        "paragraph": decision.paragraph,
        "stage": decision.get_stage_display(),
        "outcomes": list(dict.fromkeys(str(one.get_outcome_display()) for one in decision.clauses.all())),
    }


def how_to_appeal(last: dt.date | None) -> list[str]:
    """How a member of the municipality has a decision's lawfulness tried, in plain paragraphs (KL 13 chapter)."""
    told = [
        _(
            "Den som är medlem av kommunen kan få besluten laglighetsprövade genom att överklaga dem till"
            " förvaltningsrätten (kommunallagen 13 kap.). Medlem är den som är folkbokförd i kommunen, äger fast"
            " egendom här eller ska betala kommunalskatt här."
        ),
        _(
            "Överklaga skriftligt. Skriv vilket beslut du överklagar och de omständigheter som du grundar överklagandet"
            " på. Nya omständigheter kan inte läggas till när tiden för överklagande har gått ut."
        ),
    ]
    if last:
        told.append(
            _("Överklagandet ska ha kommit in till förvaltningsrätten senast %(day)s.") % {"day": in_words(last)}
        )
    return told
