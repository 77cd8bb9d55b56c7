"""Which organisations outside answer for a commitment, and which take part."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samfrid.audit.actions import Actor
from samfrid.commitments.models import Commitment
from samfrid.municipalities.actions import organisation_named
from samfrid.municipalities.forms import NamedForm
from samfrid.municipalities.models import Organisation, SwedishKey


class OrganisationsForm(NamedForm):
    """Who answers outside the municipality, and who takes part; one that is not there yet is written."""

    def __init__(self, *args: Any, commitment: Commitment, **options: Any) -> None:
        there = list(commitment.partners.values_list("pk", flat=True))
        options["initial"] = {"responsible": commitment.responsible_organisation_id, "partners": there}
        super().__init__(*args, **options)
        # those that are no more are shown where they already stand
        kept = Q(ended_on__isnull=True) | Q(pk__in=[*there, commitment.responsible_organisation_id])
        rows = Organisation.objects.filter(kept, municipality_id=commitment.municipality_id)
        self.ask_for(
            "responsible",
            rows,
            label=_("Organisation som ansvarar"),
            new_label=_("Eller en ny organisation som ansvarar"),
            none=_("Ingen utanför kommunen"),
        )
        self.fields["partners"] = forms.ModelMultipleChoiceField(
            rows.order_by(SwedishKey(F("name"))),
            label=_("Organisationer som medverkar"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["partners_new"] = forms.CharField(
            label=_("Nya organisationer som medverkar"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("En organisation på varje rad."),
        )

    def told_partners(self, actor: Actor) -> list[Organisation]:
        """Those that were ticked, and those that were written: found by name or made."""
        names = [" ".join(line.split())[:160] for line in self.cleaned_data["partners_new"].splitlines()]
        return [*self.cleaned_data["partners"], *(organisation_named(actor, name) for name in names if name)]
