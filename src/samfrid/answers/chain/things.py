"""What can be asked about, as words."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from samfrid.matters.models import MatterKind

#: a matter in its definite form, as it stands in running text
THE: Final[dict[MatterKind, str | Promise]] = {
    MatterKind.MOTION: gettext_lazy("motionen"),
    MatterKind.INTERPELLATION: gettext_lazy("interpellationen"),
    MatterKind.QUESTION: gettext_lazy("frågan"),
    MatterKind.INITIATIVE: gettext_lazy("initiativärendet"),
    MatterKind.CITIZEN_PROPOSAL: gettext_lazy("medborgarförslaget"),
    MatterKind.AUDIT_LETTER: gettext_lazy("revisionsskrivelsen"),
    MatterKind.OWN: gettext_lazy("ärendet"),
}
