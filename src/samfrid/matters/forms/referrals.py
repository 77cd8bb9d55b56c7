"""Asking several at once, and what each answers."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from samfrid.audit.actions import Actor
from samfrid.matters.models import ReferralRole, Stance
from samfrid.municipalities.actions import body_named, organisation_named
from samfrid.municipalities.forms import DayField
from samfrid.municipalities.models import Body, Organisation, SwedishKey
from samfrid.municipalities.rules import fold_name


class ReferForm(forms.Form):
    """To whom it is referred, for what, and by when. Those who are not there yet are added on purpose."""

    bodies = forms.ModelMultipleChoiceField(
        Body.objects.none(), label=_("Kommunens organ"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=_("Fler organ eller organisationer"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ett namn på varje rad, så som det står i Samfrid."),
    )
    new_bodies = forms.CharField(
        label=_("Nya organ i kommunen"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bara det som ska läggas till, ett namn på varje rad."),
    )
    new_organisations = forms.CharField(
        label=_("Nya organisationer utanför kommunen"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bara det som ska läggas till, ett namn på varje rad."),
    )
    role = forms.ChoiceField(label=_("Vad begärs?"), choices=ReferralRole.choices, initial=ReferralRole.STATEMENT)
    sent_on = DayField(label=_("Skickas"), error_messages={"required": _("Ange dagen då remissen skickas.")})
    due_on = DayField(label=_("Svar senast"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen: Any = self.fields["bodies"]
        chosen.queryset = Body.objects.order_by(SwedishKey(F("name")))

    def clean_others(self) -> list[Body | Organisation]:
        """Those that are named; raises ``ValidationError`` for a name that nobody has, with those that are like it."""
        known: dict[str, Body | Organisation] = {}
        known |= {fold_name(one.name): one for one in Organisation.objects.all()}
        known |= {fold_name(one.name): one for one in Body.objects.all()}
        found, problems = [], []
        for line in _lines(self.cleaned_data["others"]):
            named = known.get(fold_name(line))
            if named is not None:
                found.append(named)
                continue
            likely = get_close_matches(fold_name(line), known, 1, 0.75)
            problems.append(_not_there(line, known[likely[0]].name if likely else ""))
        if problems:
            raise forms.ValidationError(problems)
        return found

    def clean(self) -> dict[str, Any]:
        """Somebody must be asked."""
        cleaned = super().clean() or self.cleaned_data
        named = [cleaned.get(name) for name in ("bodies", "others")]
        written = [_lines(cleaned.get(name) or "") for name in ("new_bodies", "new_organisations")]
        if not any([*named, *written]) and not self.errors:
            self.add_error("bodies", _("Välj minst en som ska svara."))
        return cleaned

    def asked(self, actor: Actor) -> Iterable[Body | Organisation]:
        """Everybody who is asked, each once; those who were written on purpose are added."""
        told = self.cleaned_data
        everybody: dict[Body | Organisation, None] = dict.fromkeys([*told["bodies"], *told["others"]])
        everybody |= dict.fromkeys(body_named(actor, name) for name in _lines(told["new_bodies"]))
        everybody |= dict.fromkeys(organisation_named(actor, name) for name in _lines(told["new_organisations"]))
        return everybody


def _lines(text: str) -> list[str]:
    return [" ".join(line.split())[:160] for line in text.splitlines() if line.strip(" .,;:–-\t\r")]


def _not_there(name: str, likely: str) -> forms.ValidationError:
    if likely:
        return forms.ValidationError(
            _(
                "”%(name)s” finns inte. Menas ”%(likely)s”? Annars: lägg till den under Nya organ i kommunen eller"
                " Nya organisationer."
            ),
            params={"name": name, "likely": likely},
        )
    return forms.ValidationError(
        _("”%(name)s” finns inte; lägg till den under Nya organ i kommunen eller Nya organisationer."),
        params={"name": name},
    )


class AnswerForm(forms.Form):
    """What somebody answered."""

    prefix = "svar"
    stance = forms.ChoiceField(label=_("Svar"), choices=[("", _("Välj …")), *Stance.choices], required=False)
    condition = forms.CharField(
        label=_("Förutsättning"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bara när det tillstyrks under en förutsättning."),
    )
    text = forms.CharField(label=_("Yttrandet"), required=False, widget=forms.Textarea(attrs={"rows": 5}))
    answered_on = DayField(label=_("Svaret kom"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class DueForm(forms.Form):
    """Another last day."""

    prefix = "frist"
    due_on = DayField(label=_("Svar senast"), required=False)


class ReminderForm(forms.Form):
    """The day on which the answer was asked for again."""

    prefix = "paminnelse"
    on = DayField(label=_("Påmind"))


class WithdrawForm(forms.Form):
    """Why a referral is taken back."""

    prefix = "aterta"
    reason = forms.CharField(label=_("Varför återtas remissen?"), max_length=300, required=False)
