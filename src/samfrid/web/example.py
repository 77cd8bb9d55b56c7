"""The example municipality: invented people and places, ten documents that are read by the real reader.

Made by ``samfrid run`` on the first start, in a process of its own. Eight of the documents are approved by a stand-in
for a reviewer, so that there is something to see at once; two are left for whoever tries the product. Nothing is
prepared beforehand.
"""

from __future__ import annotations

import datetime as dt
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
    ("partner", "forening", "Jorun Exempelsson", "förening"),
)
#: (unit, invented name, function, local part of the address, whether she is the head): whom a round of reporting asks.
#: Children's and education has none, so that somebody who cannot be reached is there to be seen too.
CONTACTS: Final = (
    ("Socialförvaltningen", "Saga Påhittsson", "enhetschef, individ och familj", "saga.pahittsson", True),
    ("Socialförvaltningen", "Sixten Påhittsson", "verksamhetsutvecklare", "sixten.pahittsson", False),
    ("Kommunledningsförvaltningen", "Kaisa Påhittsson", "utvecklingschef", "kaisa.pahittsson", True),
    ("Kommunstyrelsen", "Knut Påhittsson", "kanslichef", "knut.pahittsson", True),
)
#: how long those who are asked have to answer, in days
ANSWER_DAYS: Final = 14
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
        _ask(actor)
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
    from samfrid.web import (
        example_association,
        example_coop,
        example_money,
        example_orgs,
        example_plans,
        example_terms,
        example_yearly,
    )

    for part in (
        example_terms,
        example_money,
        example_orgs,
        example_plans,
        example_coop,
        example_yearly,
        example_association,
    ):
        part.fill(actor)


def _ask(actor: Actor) -> None:
    """Give the units somebody to ask, and open a round, so that the letters have something in them."""
    from samfrid.municipalities.actions import add_contact
    from samfrid.municipalities.dates import today
    from samfrid.municipalities.models import Unit
    from samfrid.reporting.actions.rounds import open_round

    day = today()
    units = {unit.name: unit for unit in Unit.objects.filter(abolished_on__isnull=True)}
    for unit, name, function, address, is_head in CONTACTS:
        if unit in units:
            email = f"{address}@{DOMAIN}"
            add_contact(
                actor, unit=units[unit], name=name, function=function, email=email, is_head=is_head, verified_on=day
            )
    open_round(
        actor,
        name="Läget för det som är beslutat",
        opens_on=day,
        due_on=day + dt.timedelta(days=ANSWER_DAYS),
        today=day,
        asker=f"{PEOPLE[0][2]}, {PEOPLE[0][3]}",
        reach=f"{PEOPLE[0][1]}@{DOMAIN}",
    )


def logins() -> str:
    """The example's log-ins, to be printed. The password is made for each installation."""
    lines = [f"Logga in i exempelkommunen {NAME} med lösenordet {secret('example')} och någon av adresserna:"]
    width = max(len(address) for _right, address, _name, _role in PEOPLE) + len(DOMAIN) + 1
    people = (f"  {f'{address}@{DOMAIN}':<{width}}  {role}" for _right, address, _name, role in PEOPLE)
    return "\n".join([*lines, *people])


if __name__ == "__main__":
    import django

    django.setup()
    fill()
