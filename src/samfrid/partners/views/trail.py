"""The way to a page that belongs to an agreement."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from samfrid.partners.models import Agreement


def trail_to(agreement: Agreement, *last: str) -> list[tuple[str, str]]:
    """Agreements, the agreement, and this page."""
    here = agreement.get_absolute_url() if last else ""
    return [(_("Avtal"), reverse("partners:agreements")), (agreement.title, here), *((name, "") for name in last)]
