"""Where the example is, who works there, and how they log in. Read at each start, without Django."""

from __future__ import annotations

from typing import Final

from samfrid.web.server.config import secret

CODE: Final = "9901"
NAME: Final = "Sälgmyra"
DOMAIN: Final = "salgmyra.example"
#: (role, local part of the address, invented name, the role in Swedish)
PEOPLE: Final = (
    ("coordinator", "samordnare", "Siri Exempelsson", "samordnare"),
    ("registrar", "registrator", "Ragnar Exempelsson", "registrator"),
    ("officer", "handlaggare", "Hanna Exempelsson", "handläggare"),
    ("elected", "fortroendevald", "Folke Exempelsson", "förtroendevald"),
    ("administrator", "administrator", "Alva Exempelsson", "administratör"),
    ("partner", "forening", "Jorun Exempelsson", "förening"),
)


def logins() -> str:
    """The example's log-ins, to be printed. The password is made for each installation."""
    lines = [f"Logga in i exempelkommunen {NAME} med lösenordet {secret('example')} och någon av adresserna:"]
    width = max(len(address) for _right, address, _name, _role in PEOPLE) + len(DOMAIN) + 1
    people = (f"  {f'{address}@{DOMAIN}':<{width}}  {role}" for _right, address, _name, role in PEOPLE)
    return "\n".join([*lines, *people])
