"""The example municipality: invented people and places, ten documents that are read by the real reader.

Made by ``samfrid run`` on the first start, in a process of its own. Eight of the documents are approved by a stand-in
for a reviewer, so that there is something to see at once; two are left for whoever tries the product. Nothing is
prepared beforehand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from samfrid.web.paths import PROJECT
from samfrid.web.server.config import secret

if TYPE_CHECKING:
    from samfrid.audit.actions import Actor

CODE: Final = "9901"
NAME: Final = "Sälgmyra"
DOMAIN: Final = "salgmyra.example"
FOLDER: Final = PROJECT / "examples"
#: (role, local part of the address, invented name, the role in Swedish)
PEOPLE: Final = (
    ("coordinator", "samordnare", "Siri Exempelsson", "samordnare"),
    ("registrar", "registrator", "Ragnar Exempelsson", "registrator"),
    ("officer", "handlaggare", "Hanna Exempelsson", "handläggare"),
    ("elected", "fortroendevald", "Folke Exempelsson", "förtroendevald"),
    ("administrator", "administrator", "Alva Exempelsson", "administratör"),
)
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
            add_member(actor, email=f"{address}@{DOMAIN}", name=name, role=Role(role), password=secret("example"))
        _read_and_approve(actor)


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


def logins() -> str:
    """The example's log-ins, to be printed. The password is made for each installation."""
    lines = [f"Logga in i exempelkommunen {NAME} med lösenordet {secret('example')} och någon av adresserna:"]
    return "\n".join([*lines, *(f"  {address}@{DOMAIN:<20} {role}" for _right, address, _name, role in PEOPLE)])


if __name__ == "__main__":
    import django

    django.setup()
    fill()
