"""The example municipality: invented people and places, ten documents that are read by the real reader.

Run by ``samfrid run`` as a process of its own: ``fill`` makes it on the first start, ``show`` prints the log-ins.
Eight of the documents are approved by a stand-in for a reviewer, so that there is something to see at once; two are
left for whoever tries the product. Nothing is prepared beforehand.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import django

from samfrid.web.paths import PROJECT

if TYPE_CHECKING:
    from samfrid.audit.actions import Actor

CODE: Final = "9901"
NAME: Final = "Sälgmyra"
DOMAIN: Final = "salgmyra.example"
FOLDER: Final = PROJECT / "examples"
#: (role, local part of the address, invented name)
PEOPLE: Final = (
    ("coordinator", "samordnare", "Siri Exempelsson"),
    ("registrar", "registrator", "Ragnar Exempelsson"),
    ("officer", "handlaggare", "Hanna Exempelsson"),
    ("elected", "fortroendevald", "Folke Exempelsson"),
    ("administrator", "administrator", "Alva Exempelsson"),
)
#: documents left to be reviewed by the one who tries the product
LEFT: Final = ("02-", "10-")


def fill() -> None:
    """Make the example municipality, unless it is there: people, and the documents read."""
    from samfrid.municipalities.actions import add_member, open_municipality
    from samfrid.municipalities.actors import SystemActor
    from samfrid.municipalities.models import Municipality, Role
    from samfrid.municipalities.tenancy import within
    from samfrid.web.server.config import secret

    if Municipality.objects.filter(code=CODE).exists() or not FOLDER.is_dir():
        return
    print(f"\nFyller exempelkommunen {NAME} (påhittade personer och platser).", flush=True)
    open_municipality(CODE, NAME, is_example=True)
    actor = SystemActor(CODE, "Exempelgranskaren")
    with within(CODE):
        for role, address, name in PEOPLE:
            add_member(actor, email=f"{address}@{DOMAIN}", name=name, role=Role(role), password=secret("example"))
        _read_and_approve(actor)


def _read_and_approve(reviewer: Actor) -> None:
    from samfrid.documents.actions import accept, confirm_municipality
    from samfrid.documents.approval import approve
    from samfrid.documents.importing import import_folder
    from samfrid.documents.models import Document, DocumentState, FindingState

    import_folder(reviewer, FOLDER, wait=True, on_progress=lambda line: print(line, flush=True))
    for document in Document.objects.filter(state=DocumentState.READ).order_by("name"):
        if document.name.startswith(LEFT):
            continue
        confirm_municipality(reviewer, document, CODE)
        for finding in document.findings.filter(state=FindingState.PROPOSED):
            accept(reviewer, finding, finding.version)
        approve(reviewer, document)


def show() -> None:
    """Print the example log-ins. The password is made for each installation."""
    from samfrid.municipalities.models import Municipality, Role
    from samfrid.web.server.config import secret

    if not Municipality.objects.filter(code=CODE).exists():
        return
    print(f"\nLogga in i exempelkommunen {NAME} med lösenordet {secret('example')} och någon av adresserna:")
    for role, address, _name in PEOPLE:
        print(f"  {address}@{DOMAIN:<20} {Role(role).label}")
    print(flush=True)


if __name__ == "__main__":
    django.setup()
    {"fill": fill, "show": show}[sys.argv[1]]()
