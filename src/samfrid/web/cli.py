"""The ``samfrid`` command, all but ``samfrid read``, which needs no database and starts quicker without Django."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samfrid.municipalities.models import Municipality

DEFAULT_PORT = 8000


def _connect() -> None:
    """Set Django up against the running database. Ends with what to do if there is none."""
    import django
    from django.db import OperationalError, connection

    from samfrid.web.server.postgres import APPLICATION, Cluster, ServerError

    if "DATABASE_URL" not in os.environ:
        try:
            os.environ["DATABASE_URL"] = Cluster.default().url(APPLICATION)
        except ServerError as error:
            sys.exit(str(error))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samfrid.web.settings")
    django.setup()
    try:
        connection.ensure_connection()
    except OperationalError:
        sys.exit("Databasen svarar inte. Starta Samfrid i ett annat fönster (make run) och försök igen.")


def _municipality(code: str) -> Municipality:
    """The tenant with that code, opened if it is one of Sweden's municipalities and new here."""
    from samfrid.municipalities.actions import open_municipality
    from samfrid.municipalities.models import Municipality
    from samfrid.reading.knowledge.municipalities import by_code

    known = Municipality.objects.filter(code=code).first()
    if known:
        return known
    real = by_code().get(code)
    if real is None:
        sys.exit(f"Det finns ingen kommun med koden {code}. Ange SCB:s kommunkod, till exempel 0580 för Linköping.")
    opened = open_municipality(code, real.name)
    print(f"{opened.name} ({code}) är ny i den här installationen.")
    return opened


def run(arguments: argparse.Namespace) -> int:
    """``samfrid run``"""
    from samfrid.web.server.postgres import ServerError
    from samfrid.web.server.running import run_until_stopped

    try:
        return run_until_stopped(arguments.host, arguments.port, with_example=not arguments.no_example)
    except ServerError as error:
        print(f"PostgreSQL kunde inte startas:\n{error}\nKör samfrid doctor för hjälp.", file=sys.stderr)
        return 1


def doctor(_arguments: argparse.Namespace) -> int:
    """``samfrid doctor``"""
    from samfrid.web.server.doctor import examine

    return examine()


def import_documents(arguments: argparse.Namespace) -> int:
    """``samfrid import FOLDER --municipality CODE``"""
    if not arguments.folder.is_dir():
        sys.exit(f"Det finns ingen mapp {arguments.folder}.")
    _connect()
    from samfrid.documents.importing import import_folder
    from samfrid.municipalities.actors import SystemActor
    from samfrid.municipalities.tenancy import within

    municipality = _municipality(arguments.municipality)
    with within(municipality.code):
        report = import_folder(
            SystemActor(municipality.code), arguments.folder, wait=not arguments.no_wait, on_progress=print
        )
    return 1 if report.failed else 0


def add_user(arguments: argparse.Namespace) -> int:
    """``samfrid user EMAIL --name … --role … --municipality CODE``"""
    _connect()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from samfrid.municipalities.actions import add_member
    from samfrid.municipalities.actors import SystemActor
    from samfrid.municipalities.models import Role, User
    from samfrid.municipalities.tenancy import within

    municipality = _municipality(arguments.municipality)
    password = None
    if not User.objects.filter(email__iexact=arguments.email).exists():
        password = sys.stdin.readline().rstrip("\n") if arguments.password_stdin else getpass.getpass("Lösenord: ")
        try:
            validate_password(password)
        except ValidationError as error:
            sys.exit("\n".join(error.messages))
    with within(municipality.code):
        membership = add_member(
            SystemActor(municipality.code),
            email=arguments.email,
            name=arguments.name,
            role=Role(arguments.role),
            password=password,
        )
    print(f"{membership.user.name} är {membership.get_role_display()} i {municipality.name}.")
    return 0


def check_audit(_arguments: argparse.Namespace) -> int:
    """``samfrid audit``: whether every municipality's trail holds."""
    _connect()
    from samfrid.audit.queries import first_broken_link
    from samfrid.municipalities.models import Municipality

    broken = 0
    for municipality in Municipality.objects.order_by("code"):
        number = first_broken_link(municipality.code)
        broken += number is not None
        print(f"{municipality.code} {municipality.name}: {'hel' if number is None else f'bruten vid post {number}'}")
    return 1 if broken else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="samfrid", description="Samfrid: kommunens arbete mot våld i nära relationer."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="KOMMANDO")

    add = commands.add_parser("run", help="starta databasen, webbservern och arbetaren")
    add.add_argument("--host", default=os.environ.get("SAMFRID_HOST", "127.0.0.1"))
    add.add_argument("--port", type=int, default=int(os.environ.get("SAMFRID_PORT", DEFAULT_PORT)))
    add.add_argument("--no-example", action="store_true", help="utan exempelkommunen")
    add.set_defaults(act=run)

    commands.add_parser("doctor", help="vad som saknas och hur det lagas").set_defaults(act=doctor)

    add = commands.add_parser("import", help="läs in en mapp med dokument")
    add.add_argument("folder", type=Path, metavar="MAPP")
    add.add_argument("--municipality", required=True, metavar="KOD", help="SCB:s kommunkod, fyra siffror")
    add.add_argument("--no-wait", action="store_true", help="återvänd utan att vänta på läsningen")
    add.set_defaults(act=import_documents)

    add = commands.add_parser("user", help="ge någon ett konto och en roll")
    add.add_argument("email", metavar="E-POST")
    add.add_argument("--name", required=True, metavar="NAMN")
    add.add_argument("--municipality", required=True, metavar="KOD")
    roles = ["coordinator", "registrar", "officer", "elected", "administrator"]
    add.add_argument("--role", required=True, choices=roles)
    add.add_argument("--password-stdin", action="store_true", help="läs lösenordet från standard in")
    add.set_defaults(act=add_user)

    commands.add_parser("audit", help="kontrollera att händelseloggen är hel").set_defaults(act=check_audit)
    return parser


def main(argv: Sequence[str]) -> int:
    """Run a command; returns the exit code."""
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.act(arguments)
    except KeyboardInterrupt:
        return 130
    return code
