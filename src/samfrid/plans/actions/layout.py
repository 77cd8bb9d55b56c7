"""How the municipality wants its plans on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities.permissions import require
from samfrid.plans.models import PlanLayout
from samfrid.plans.rules.paper import COLUMNS, HEADINGS, LONGEST


@transaction.atomic
def save_layout(
    actor: Actor, *, columns: Sequence[str], words: Mapping[str, str], introduction: str = ""
) -> PlanLayout:
    """Say which columns a plan has on paper, in which order, and what they and the headings are called."""
    require(actor, "plans.edit")
    chosen = [name for name in dict.fromkeys(columns) if name in COLUMNS]
    if "activity" not in chosen:
        raise ValidationError({"activity": _("Kolumnen Aktivitet måste vara med.")})
    known = COLUMNS | HEADINGS
    tidy = {name: " ".join(word.split()) for name, word in words.items() if name in known}
    if too_long := [name for name, word in tidy.items() if len(word) > LONGEST]:
        raise ValidationError({too_long[0]: _("Skriv högst 80 tecken.")})
    kept = {name: word for name, word in tidy.items() if word and word != known[name]}
    made, _new = PlanLayout.objects.update_or_create(
        municipality_id=actor.municipality_code,
        defaults={"columns": chosen, "words": kept, "introduction": introduction.strip()},
    )
    record(actor, "plans.save_layout", made, columns=chosen)
    return made
