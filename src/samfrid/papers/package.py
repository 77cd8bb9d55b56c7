"""A Word file as a package of parts: opened without trust, written without a trace of who or when.

The same guard stands in :mod:`samfrid.reading.intake`; the two rooms are on one floor and may not import each other.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

MAX_FILE_BYTES: Final = 20 * 2**20
MAX_UNPACKED_BYTES: Final = 100 * 2**20
#: the largest XML part that is parsed: its tree takes about ten times as much memory
MAX_XML_BYTES: Final = 24 * 2**20
MAX_MEMBERS: Final = 2000
#: unpacked bytes for each packed byte, once a part is larger than the floor; ordinary documents stay below 30
MAX_RATIO: Final = 150
RATIO_FLOOR_BYTES: Final = 2 * 2**20
_STEP: Final = 2**18
#: the earliest time that a zip can tell: documents do not say when they were made
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"

_NOT_WORD: Final = "Filen är inget Word-dokument (DOCX). Spara den som Word-dokument (.docx) och försök igen."
_BROKEN: Final = "Filen är skadad och kan inte öppnas. Öppna den i Word, spara den på nytt och försök igen."
_LOCKED: Final = (
    "Filen är skyddad med lösenord eller sparad i Words äldre format (.doc). "
    "Ta bort lösenordet, spara den som Word-dokument (.docx) och försök igen."
)
_BOMB: Final = "Filen är orimligt stor när den packas upp, och öppnas därför inte."


class Refused(ValueError):  # noqa: N818 - it says what became of the file
    """A file from outside that is not taken; ``str(error)`` is a sentence in Swedish for the giver."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part says that it needs: its id and kind, and the part's full name, or an address outside the file."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """The parts of a Word file. Raises ``refusal`` for what is none, is locked, damaged, or unpacks beyond reason."""

    def __init__(self, data: bytes, refusal: type[Refused] = Refused) -> None:
        self._refusal = refusal
        if len(data) > MAX_FILE_BYTES:
            raise refusal(f"Filen är större än {MAX_FILE_BYTES // 2**20} MB.")
        if data.startswith(_OLE):
            raise refusal(_LOCKED)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise refusal(_NOT_WORD if data[:4] != b"PK\x03\x04" else _BROKEN) from error
        members = [member for member in self._zip.infolist() if not member.is_dir()]
        self._members = {member.filename.replace("\\", "/").lstrip("/"): member for member in members}
        if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
            raise refusal(_BOMB)
        if len(self._members) != len(members):
            raise refusal(_BROKEN)
        self._unpacked = 0
        self._defaults, self._overrides = self._content_types()
        self.main = self._main()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._members)

    def part(self, name: str, limit: int = MAX_UNPACKED_BYTES) -> bytes | None:
        """The bytes of a part, streamed and counted: what the directory says about its size is not trusted."""
        member = self._members.get(name)
        if member is None:
            return None
        if member.flag_bits & 1:
            raise self._refusal(_LOCKED)
        packed, size = max(member.compress_size, 1), 0
        chunks: list[bytes] = []
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(_STEP):
                    size += len(chunk)
                    self._unpacked += len(chunk)
                    if size > limit or self._unpacked > MAX_UNPACKED_BYTES:
                        raise self._refusal(_BOMB)
                    if size > RATIO_FLOOR_BYTES and size / packed > MAX_RATIO:
                        raise self._refusal(_BOMB)
                    chunks.append(chunk)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
            if isinstance(error, Refused):
                raise
            raise self._refusal(_BROKEN) from error
        return b"".join(chunks)

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part, without entities or network; None when there is no such part."""
        data = self.part(name, MAX_XML_BYTES)
        if data is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(_transitional(data), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._refusal(_BROKEN) from error
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
            raise self._refusal(_BROKEN)
        return root

    def relations(self, name: str = "") -> tuple[Relation, ...]:
        """What a part refers to; without a name, what the whole file does."""
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        if root is None:
            return ()
        return tuple(_relation(element, folder) for element in root.iter(f"{{{_RELATIONSHIPS}}}Relationship"))

    def kind(self, name: str) -> str:
        """The content type of a part."""
        return self._overrides.get(name.lower()) or self._defaults.get(name.rpartition(".")[2].lower(), "")

    def _content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        root = self.xml("[Content_Types].xml")
        if root is None:
            raise self._refusal(_NOT_WORD)
        defaults = root.iter(f"{{{_TYPES}}}Default")
        overrides = root.iter(f"{{{_TYPES}}}Override")
        return (
            {one.get("Extension", "").lower(): one.get("ContentType", "") for one in defaults},
            {one.get("PartName", "").lstrip("/").lower(): one.get("ContentType", "") for one in overrides},
        )

    def _main(self) -> str:
        for relation in self.relations():
            if relation.kind == "officeDocument" and "wordprocessingml" in self.kind(relation.target):
                return relation.target
            if relation.kind == "officeDocument" and "ms-word" in self.kind(relation.target):
                return relation.target
        raise self._refusal(_NOT_WORD)


def _transitional(data: bytes) -> bytes:
    """Strict Open XML, which Word can also save, in the names that all other Word files use."""
    if b"http://purl.oclc.org/ooxml/" not in data:
        return data
    data = data.replace(b"http://purl.oclc.org/ooxml/officeDocument/relationships", OFFICE.encode())
    return re.sub(
        rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|drawingml)/",
        rb"http://schemas.openxmlformats.org/\1/2006/",
        data,
    )


def _relation(element: etree._Element, folder: str) -> Relation:
    target, external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target, external)


@dataclass(frozen=True, slots=True)
class Part:
    """A part to write: its bytes, its content type, and what it refers to."""

    data: bytes
    kind: str
    relations: tuple[Relation, ...] = ()


def write(parts: Mapping[str, Part], roots: Iterable[Relation]) -> bytes:
    """A Word file of these parts: the same parts give the same bytes, and no time is told."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        _add(archive, "[Content_Types].xml", _types_xml(parts))
        _add(archive, "_rels/.rels", _relations_xml(roots, ""))
        for name, part in parts.items():
            _add(archive, name, part.data)
            if part.relations:
                folder, last = posixpath.split(name)
                _add(archive, f"{folder}/_rels/{last}.rels", _relations_xml(part.relations, folder))
    return file.getvalue()


def timeless(data: bytes) -> bytes:
    """A Word file that another wrote, without the times at which it did."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(file, "w") as archive:
        for name in source.namelist():
            _add(archive, name, source.read(name))
    return file.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    archive.writestr(entry, data, compresslevel=6)


def _types_xml(parts: Mapping[str, Part]) -> bytes:
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap=_default(_TYPES))
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    etree.SubElement(root, f"{{{_TYPES}}}Default", Extension="rels", ContentType=rels)
    etree.SubElement(root, f"{{{_TYPES}}}Default", Extension="xml", ContentType="application/xml")
    for name, part in parts.items():
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=part.kind)
    return xml_bytes(root)


def _relations_xml(relations: Iterable[Relation], folder: str) -> bytes:
    root = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap=_default(_RELATIONSHIPS))
    for relation in relations:
        kind = f"{OFFICE}/{relation.kind}"
        if relation.kind == "core-properties":
            kind = f"{_RELATIONSHIPS}/metadata/core-properties"
        entry = {"Id": relation.id, "Type": kind}
        if relation.external:
            entry |= {"Target": relation.target, "TargetMode": "External"}
        else:
            entry |= {"Target": posixpath.relpath(relation.target, folder or ".")}
        etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", entry)
    return xml_bytes(root)


def _default(namespace: str) -> Any:
    """A namespace without a prefix; lxml's stubs know none."""
    return {None: namespace}


def xml_bytes(root: etree._Element) -> bytes:
    """An XML part's bytes."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
