"""What stands beside a matter's chain: who may read it, its documents, and the ways to add to it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samfrid.matters.models import Attachment, Matter
from samfrid.municipalities.models import Access, Membership
from samfrid.municipalities.permissions import may

#: shape and colour of each access, as ``components/state.html`` has them
TONES = {Access.PUBLIC: "open", Access.INTERNAL: "info", Access.CONFIDENTIAL: "refused"}


def access_state(access: int, *, published: bool) -> tuple[str, str]:
    """Tone and word of who may read it, and of whether it is published."""
    word = capfirst(str(Access(access).label))
    return ("done", _("Publicerat")) if published else (TONES[Access(access)], word)


def section(matter: Matter, attachments: list[Attachment], actor: Membership) -> dict[str, Any]:
    """For ``_belongings.html``; attachments are those that the reader may read."""
    ways = [
        (_("Diarienummer"), "matters:add_number"),
        (_("Person"), "matters:add_person"),
        (_("Yrkande"), "matters:add_request"),
        (_("Fråga"), "matters:add_question"),
        (_("Handling"), "belonging:of_matter"),
        (_("Annat ärende som hör ihop"), "matters:relate"),
    ]
    tone, word = access_state(matter.access, published=matter.published)
    may_edit = may(actor, "matters.edit", matter)
    return {
        "access_tone": tone,
        "access_word": word,
        "access_url": reverse("matters:access", args=[matter.pk]) if may(actor, "matters.classify", matter) else "",
        "title_url": reverse("matters:title", args=[matter.pk]) if may_edit else "",
        "ways": [(label, reverse(name, args=[matter.pk])) for label, name in ways] if may_edit else [],
        "memos_url": reverse("answers:memos", args=[matter.pk]),
        "attachments": [
            {"name": one.name, "role": capfirst(one.get_role_display()), "url": one.get_absolute_url()}
            for one in attachments
        ],
    }
