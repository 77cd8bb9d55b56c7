"""How the example municipality is made: its people, its documents, and what these do not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samfrid.web.example.place import CODE, DOMAIN, NAME, PEOPLE
from samfrid.web.paths import PROJECT
from samfrid.web.server.config import secret

if TYPE_CHECKING:
    from samfrid.audit.actions import Actor

FOLDER: Final = PROJECT / "examples"
#: the worker is started just before, and a busy machine takes its time
WORKER_SECONDS: Final = 60
#: documents left to be reviewed by the one who tries the product
LEFT: Final = ("02-", "10-")


def fill() -> None:
    """Make the example municipality, unless it is there: people, and the documents read."""
    from samfrid.municipalities.actions import add_member, open_municipality
    from samfrid.municipalities.actors import SystemActor
    from samfrid.municipalities.models import Municipality, Role
    from samfrid.municipalities.tenancy import within

    if Municipality.objects.filter(code=CODE).exists() or not FOLDER.is_dir():
        return
    print(f"\nFyller exempelkommunen {NAME} (påhittade personer och platser).", flush=True)
    open_municipality(CODE, NAME, is_example=True)
    actor = SystemActor(CODE, "Exempelgranskaren")
    with within(CODE):
        for role, address, name, _swedish in PEOPLE:
            # who is of an organisation comes with the organisation, later
            if Role(role) is not Role.PARTNER:
                add_member(actor, email=f"{address}@{DOMAIN}", name=name, role=Role(role), password=secret("example"))
        _read_and_approve(actor)
        _more(actor)


def _read_and_approve(reviewer: Actor) -> None:
    from samfrid.documents.actions import accept, confirm_municipality
    from samfrid.documents.actions.access import classify
    from samfrid.documents.approval import approve
    from samfrid.documents.importing import import_folder
    from samfrid.documents.models import Document, DocumentState, FindingState
    from samfrid.municipalities.models import Access

    import_folder(
        reviewer, FOLDER, wait=True, on_progress=lambda line: print(line, flush=True), worker_within=WORKER_SECONDS
    )
    for document in Document.objects.filter(state=DocumentState.READ).order_by("name"):
        if document.name.startswith(LEFT):
            continue
        confirm_municipality(reviewer, document, CODE)
        for finding in document.findings.filter(state=FindingState.PROPOSED):
            accept(reviewer, finding, finding.version)
        # the example's documents are such as a municipality shows to anybody: minutes, plans, answers
        classify(reviewer, document, access=Access.PUBLIC)
        approve(reviewer, document)


def _more(actor: Actor) -> None:
    """What the documents do not tell: each part in its own file, and the log-in of an association, which they name."""
    from samfrid.web.example import (
        agreements,
        asking,
        association,
        cooperation,
        money,
        organisations,
        plans,
        sittings,
    )

    for part in (asking, agreements, money, organisations, plans, cooperation, sittings, association):
        part.fill(actor)
