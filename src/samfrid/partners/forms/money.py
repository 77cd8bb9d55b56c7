"""The forms of an agreement's money: sums, conditions, payments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samfrid.commitments.offered import Offer
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.forms import DayField
from samfrid.municipalities.sums import parse_sum
from samfrid.partners.models import Agreement, Amount
from samfrid.partners.rules import Proposed
from samfrid.partners.shown import kronor


class SekField(forms.CharField):
    """A sum in whole kronor, written as one does: ``50 000``, ``50 tkr``, ``1,2 mnkr``, ``50.000:-``."""

    default_error_messages = {"required": _("Skriv beloppet.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=60, **options)

    def clean(self, value: Any) -> int | None:
        """Whole kronor, or None for nothing; raises ``ValidationError`` for what is no sum."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        try:
            return parse_sum(text)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class ReleaseForm(forms.Form):
    """That the condition of a sum was met: when, who said so, and what shows it."""

    on = DayField(label=_("Villkoret uppfyllt"))
    by = forms.CharField(
        label=_("Vem har bedömt det?"),
        required=False,
        max_length=200,
        help_text=_("En funktion eller ett namn. Lämnas det tomt står ditt namn."),
    )
    evidence = forms.CharField(label=_("Vad visar det?"), required=False, max_length=500)
    document = forms.ChoiceField(label=_("Dokument som visar det"), required=False)

    def __init__(self, *args: Any, documents: Sequence[Offer] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self._documents = {one.value: one for one in documents}
        if documents:
            field: Any = self.fields["document"]
            field.choices = [("", _("Inget dokument")), *((one.value, one.label) for one in documents)]
        else:
            del self.fields["document"]

    def told(self) -> dict[str, Any]:
        """What :func:`~samfrid.partners.actions.release` takes."""
        given = self.cleaned_data
        document = self._documents.get(given.get("document", ""))
        return {"on": given["on"], "by": given["by"], "evidence": given["evidence"], "document": document}


class DeclineForm(forms.Form):
    """That the condition of a sum was not met, and why."""

    on = DayField(label=_("Dagen då det stod klart"))
    reason = forms.CharField(
        label=_("Varför uppfylldes det inte?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv varför villkoret inte uppfylldes.")},
    )


class DecideByForm(forms.Form):
    """By when it is to be decided whether a condition is met."""

    by = DayField(
        label=_("Avgörs senast"), required=False, help_text=_("Utan dag gäller den dag då avtalets period slutar.")
    )


class PayForm(forms.Form):
    """The day of a payment."""

    on = DayField(label=_("Betalt dagen"))


class PaymentForm(forms.Form):
    """A payment to plan: by when, how much, of which of the agreement's sums."""

    prefix = "betalning"
    due_on = DayField(label=_("Betalas senast"))
    sek = SekField(label=_("Belopp, kronor"))
    amount = forms.ModelChoiceField(
        Amount.objects.none(), label=_("Del av"), required=False, empty_label=_("Inget av avtalets belopp")
    )
    note = forms.CharField(label=_("Anteckning"), required=False, max_length=300)

    def __init__(
        self, *args: Any, agreement: Agreement, amounts: Iterable[Amount] | None = None, **options: Any
    ) -> None:
        """``amounts``: the sums to choose among, where they have been read already."""
        super().__init__(*args, **options)
        field: Any = self.fields["amount"]
        field.queryset = agreement.amounts.filter(struck_on__isnull=True).order_by("created_at")
        field.label_from_instance = lambda one: f"{kronor(one.sek)} {one.get_per_display()}"
        if amounts is not None:
            field.choices = [
                ("", field.empty_label),
                *((str(one.pk), field.label_from_instance(one)) for one in amounts),
            ]


class ProposedForm(forms.Form):
    """One payment of a proposal: whether to plan it, and on which day."""

    take = forms.BooleanField(label=_("Planera"), required=False, initial=True)
    due_on = DayField(label=_("Betalas senast"))

    def __init__(self, *args: Any, proposed: Proposed, **options: Any) -> None:
        options["prefix"] = f"{proposed.amount_id}_{proposed.due_on.isoformat()}"
        options["initial"] = {"due_on": proposed.due_on, "take": True}
        super().__init__(*args, **options)
        self.proposed = proposed
        told = {"sum": kronor(proposed.sek), "per": proposed.per.label, "day": in_words(proposed.due_on)}
        self.fields["take"].label = _("%(sum)s %(per)s, från %(day)s") % told
