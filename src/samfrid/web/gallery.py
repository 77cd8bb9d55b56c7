"""The gallery: every component on one page with invented sample data, for the one who designs or writes a page.

Reached at ``/utveckling/galleri/`` when ``SAMFRID_DEBUG=1``, and by the tests that check the components with axe.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samfrid.web.templatetags.face import day, kr

QUOTE = {
    "sentence": "Kommunfullmäktige beslutar att bifalla motionens första att-sats.",
    "document": "Protokoll från kommunfullmäktige",
    "page": 14,
    "url": "#",
}

STATES = [
    ("done", "Klart"),
    ("open", "Pågår"),
    ("soon", "Snart dags"),
    ("late", "Försenat"),
    ("paused", "Vilar"),
    ("todo", "Inte påbörjat"),
    ("none", "Ingen ansvarig"),
    ("refused", "Avslaget"),
    ("asks", "Behöver svar"),
    ("info", "För kännedom"),
]


class SampleForm(forms.Form):
    """One field of each kind that the pages use."""

    title = forms.CharField(label="Rubrik", max_length=120)
    due = forms.DateField(
        label="Klart senast",
        help_text="Den dag som står i beslutet. Finns ingen dag lämnar du fältet tomt.",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    sum = forms.DecimalField(label="Belopp i kronor", required=False)
    body = forms.ChoiceField(label="Ansvarig nämnd", choices=[("", "Ingen utpekad"), ("sn", "Socialnämnden")])
    note = forms.CharField(label="Vad har gjorts?", widget=forms.Textarea, required=False)
    how = forms.ChoiceField(
        label="Hur långt har det kommit?",
        choices=[("begun", "Påbörjat"), ("half", "Till hälften"), ("done", "Klart")],
        widget=forms.RadioSelect,
    )
    whom = forms.MultipleChoiceField(
        label="Vilka berörs?",
        choices=[("child", "Barn"), ("adult", "Vuxna")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    public = forms.BooleanField(label="Får visas öppet", required=False)


def gaps() -> list[dict[str, Any]]:
    """Three things that fall short, one of each weight."""
    return [
        {
            "tone": "late",
            "word": "Försenad",
            "sentence": "Motionen om skyddat boende lämnades in för 19 månader sedan och är inte besvarad. "
            "Fullmäktige skulle ha beslutat eller fått en redovisning senast 28 mars 2026.",
            "about": "Motion om skyddat boende",
            "url": "#",
            "since": dt.date(2026, 3, 28),
            "basis": "Kommunallagen 5 kap. 35 §",
            "act_url": "#",
            "act_label": "Registrera beslut",
        },
        {
            "tone": "none",
            "word": "Ingen ansvarig",
            "sentence": "Åtgärden ”utbilda all personal i att fråga om våld” har ingen som svarar för den.",
            "about": "Handlingsplan 2024–2027",
            "url": "#",
            "since": dt.date(2024, 1, 1),
            "basis": "Handlingsplanen, s. 7",
            "act_url": "#",
            "act_label": "Ange ansvarig",
        },
        {
            "tone": "soon",
            "word": "Snart dags",
            "sentence": "Avtalet med kvinnojouren ska sägas upp senast 31 december 2026, annars löper det ett år till.",
            "about": "Idéburet offentligt partnerskap",
            "url": "#",
            "since": dt.date(2026, 10, 1),
            "basis": "Avtalet, § 9",
            "act_url": "#",
            "act_label": "Ta ställning",
        },
    ]


def chain() -> list[dict[str, Any]]:
    """One matter from asked to done."""
    return [
        {"tone": "done", "word": "Begärt", "title": "Motion av Karin Ek (V)", "when": day(dt.date(2022, 3, 28))},
        {"tone": "done", "word": "Remitterat", "title": "Socialnämnden", "when": day(dt.date(2022, 5, 9))},
        {"tone": "done", "word": "Föreslaget", "title": "Kommunstyrelsen: bifall", "when": day(dt.date(2022, 11, 2))},
        {
            "tone": "done",
            "word": "Beslutat: bifall",
            "title": "Kommunfullmäktige",
            "when": day(dt.date(2022, 12, 14)),
            "quote": QUOTE,
        },
        {
            "tone": "late",
            "word": "Lovat, men ingen har rapporterat",
            "title": "Inrätta två platser i skyddat boende",
            "text": "Socialnämnden skulle ha rapporterat senast i juni 2023.",
            "url": "#",
            "quote": QUOTE,
        },
        {"tone": "todo", "word": "Inte gjort", "title": "Två platser i drift"},
    ]


def sample() -> dict[str, Any]:
    """The context of the page."""
    form = SampleForm({"sum": "femtio", "note": "Det här är kvar."})
    form.is_valid()
    return {
        "trail": [("Idag", "/"), ("Utveckling", "#"), ("Galleri", "")],
        "head": {
            "title": "Fler platser i skyddat boende för kvinnor och barn",
            "lead": "Väckt av Karin Ek (V) i mars 2022. Bifallen i december samma år. "
            "Ingen har rapporterat vad som gjorts.",
        },
        "empty": "Här samlas kommunens avtal med kvinnojourer och andra föreningar. Lägg in ett avtal så läser "
        "Samfrid ut parter, period och belopp.",
        "form": form,
        "gaps": gaps(),
        "chain": chain(),
        "quote": QUOTE,
        "facts": [
            ("Diarienummer", "KS 2022/0178"),
            ("Väckt", day(dt.date(2022, 3, 28))),
            ("Belopp per år", kr(Decimal(50000))),
            ("Period", f"{day(dt.date(2025, 7, 1))} – {day(dt.date(2027, 6, 30))}"),
            ("Ansvarig", "Ingen utpekad"),
        ],
        "states": STATES,
        "filters": [("Alla", "#", True), ("Försenade", "#", False), ("Utan ansvarig", "#", False)],
        "tabs": [("Översikt", "#", True), ("Handlingar", "#", False), ("Historik", "#", False)],
        "rows": [
            ("Motion om skyddat boende", ["Motion", "KS 2022/0178", day(dt.date(2022, 3, 28))], "late", "Försenad"),
            ("Interpellation om barns rätt till stöd", ["Interpellation", "KS 2025/0312"], "done", "Besvarad"),
            ("Medborgarförslag om trygga gångvägar", ["Medborgarförslag", "KS 2026/0044"], "open", "Pågår"),
        ],
        "years": [(2023, 112, Decimal(50000)), (2024, 134, Decimal(50000)), (2025, 1208, Decimal(75000))],
    }


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, once."""
    return render(request, "samfrid/gallery.html", sample())
