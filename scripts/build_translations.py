"""Translations: Swedish is the source, English the second language; both complete, or the build fails.

* without arguments: compiles ``src/samfrid/web/locale/*.po`` to ``build/locale`` (no gettext tools needed)
* ``--update``: takes the strings of the code and the templates into the English file; new ones come empty
* ``--check``: fails if a string of the code is not translated, or a translation has no string any more
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "samfrid"
ENGLISH = SOURCE / "web" / "locale" / "en.po"
COMPILED = ROOT / "build" / "locale"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
#: nothing that changes by itself, so that an update without new strings changes nothing
HEADER = r"""# English translations for Samfrid. The source strings are Swedish.
msgid ""
msgstr ""
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

Message = tuple[str | tuple[str, ...], str | None, str, int]


def messages() -> Iterator[Message]:
    """Every string to translate: (text or (one, many), context, file, line)."""
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]):
        if "migrations" in path.parts or "reading" in path.relative_to(SOURCE).parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # what is left of the template is no Python: its indentation must not look like any
            text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
        stream = io.BytesIO(text.encode("utf-8"))
        for line, message, _comments, context in extract("python", stream, keywords=KEYWORDS):
            if message:
                yield message, context, str(path.relative_to(ROOT)), line


def wanted() -> Catalog:
    """A catalogue of all strings, without translations."""
    catalog = Catalog(locale="en")
    for message, context, file, _line in messages():
        catalog.add(message, context=context, locations=[(file, 1)])
    return catalog


def known() -> Catalog:
    """The English file as it is."""
    if not ENGLISH.exists():
        return Catalog(locale="en")
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def update() -> None:
    """Take new strings in, drop those that are gone, keep every translation."""
    catalog, before = wanted(), known()
    for message in catalog:
        same = message.id and before.get(message.id, context=message.context)
        if same:
            message.string = same.string
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    save(catalog)


def save(catalog: Catalog) -> None:
    """Write the English file, in the order of its strings."""
    with ENGLISH.open("wb") as file:
        file.write(HEADER.encode("utf-8"))
        write_po(file, catalog, width=120, omit_header=True, sort_output=True, include_lineno=False)


def _forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    """The one text, or singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def _differ(source: str, translation: str) -> bool:
    return sorted(_PLACEHOLDER.findall(source)) != sorted(_PLACEHOLDER.findall(translation))


def problems() -> Iterator[str]:
    """What is wrong with the English file, a line each."""
    catalog, english = wanted(), known()
    for message in catalog:
        if not message.id:
            continue
        found = english.get(message.id, context=message.context)
        strings = _forms(found.string) if found else ()
        if not strings or not all(strings):
            yield f"not translated: {message.id!r} ({message.locations[0][0]})"
            continue
        if any(map(_differ, _forms(message.id), strings)):
            yield f"placeholders differ: {message.id!r}"
    for message in english:
        if message.id and catalog.get(message.id, context=message.context) is None:
            yield f"no longer used: {message.id!r}"


def compile_all(folder: Path = COMPILED) -> None:
    """English as translated; Swedish as an empty catalogue, since its strings are the source."""
    for language, catalog in (("en", known()), ("sv", Catalog(locale="sv"))):
        target = folder / language / "LC_MESSAGES" / "django.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_mo(file, catalog)


def main() -> int:
    settings.configure()
    if "--update" in sys.argv:
        update()
    if "--check" in sys.argv:
        found = list(problems())
        print(*found, sep="\n")
        return 1 if found else 0
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
