"""What a record's own page tells of its gaps: rooms below this one show it without knowing of it."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from samfrid.gaps import actions, queries, shown
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Membership, TenantModel

register = template.Library()


@register.inclusion_tag("gaps/_known.html", takes_context=True)
def known_gaps(context: Context, record: TenantModel) -> dict[str, Any]:
    """What falls short about the record and is known for a while, with the reason. One query where nothing is."""
    actor = getattr(context.get("request"), "actor", None)
    if not isinstance(actor, Membership) or not queries.is_known(record.pk):
        return {"rows": []}
    day = today()
    # what was mended a moment ago is not said to be known
    actions.catch_up(actor.municipality_code, day)
    found = queries.known_of(record.pk)
    why = queries.reasons(found)
    return {"rows": [shown.gap(one, day, actor, why.get(one.pk)) for one in found]}
