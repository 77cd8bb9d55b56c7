"""What is found, by whom, and how soon."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samfrid.commitments.actions import commit
from samfrid.documents.actions import keep_reading
from samfrid.documents.actions.access import classify as classify_document
from samfrid.documents.models import Document
from samfrid.matters.actions import record_decision, register
from samfrid.matters.actions.access import classify
from samfrid.matters.actions.register import entitle
from samfrid.matters.joining import ClauseIn
from samfrid.matters.models import Matter, MatterKind, Outcome, Stage
from samfrid.municipalities.actions import body_named, organisation_named, unit_named
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from samfrid.municipalities.permissions import clearance
from samfrid.municipalities.tenancy import enter, within
from samfrid.partners.actions import register_agreement
from samfrid.partners.models import AgreementForm
from samfrid.plans.actions import register_plan
from samfrid.search import actions, queries
from samfrid.search.lexemes import VERSION
from samfrid.search.models import Checkpoint, EntryKind, SearchEntry
from samfrid.search.queries import Found, find
from samfrid.search.tiers import Rank
from tests.conftest import member
from tests.documents.conftest import reading

D = dt.date


def motion(actor: Membership, title: str, *, raised: str = "2021-03-30", **more: object) -> Matter:
    return register(actor, kind=MatterKind.MOTION, title=title, raised=PartialDate.parse(raised), **more)  # type: ignore[arg-type]


def seen_by(actor: Membership, text: str, **more: object) -> Found:
    """A search as the middleware lets the reader make it: with her clearance, and no more."""
    enter(actor.municipality_code, str(actor.user_id), clearance(actor))
    try:
        return find(actor, text, **more)  # type: ignore[arg-type]
    finally:
        enter(actor.municipality_code, str(actor.user_id))


def titles(found: Found) -> list[str]:
    return [hit.entry.title for hit in found.hits]


@pytest.fixture
def field(coordinator: Membership) -> Matter:
    """One of each kind, about the same thing."""
    matter = motion(coordinator, "Motion om skyddat boende", numbers=["KS 2021-257", "SON 2021-459"])
    record_decision(
        coordinator,
        matter,
        body=body_named(coordinator, "kommunfullmäktige"),
        stage=Stage.FINAL,
        on=D(2022, 2, 1),
        paragraph="§ 31",
        clauses=[ClauseIn(text="Fler platser i skyddat boende inrättas.", outcome=Outcome.GRANTED)],
    )
    unit = unit_named(coordinator, "Socialförvaltningen")
    commit(coordinator, text="Utreda skyddat boende för män", responsible=unit, promised_on=D(2023, 1, 1))
    register_plan(coordinator, name="Handlingsplan för skyddat boende")
    jour = organisation_named(coordinator, "Kvinnojouren Ellinor")
    register_agreement(
        coordinator,
        form=AgreementForm.IOP,
        title="Avtal om skyddat boende",
        parties=[("Kommunen", None), (jour.name, jour)],
        first_starts_on=D(2021, 7, 1),
        first_ends_on=D(2023, 6, 30),
    )
    return matter


def test_everything_is_found_by_its_words(coordinator: Membership, field: Matter) -> None:
    found = seen_by(coordinator, "skyddade boenden")
    assert set(found.kinds) == set(EntryKind.values) - {"document"}
    assert found.total == 5 + (found.kinds["commitment"] - 1)
    assert {hit.entry.kind for hit in found.hits} == set(found.kinds)


def test_a_document_is_found_by_its_text(coordinator: Membership) -> None:
    document = _document(coordinator)
    found = seen_by(coordinator, "yrkar utreder platser")
    assert [hit.entry.record_id for hit in found.hits] == [document.pk]
    assert [hit.entry.record_id for hit in seen_by(coordinator, "ks 2022/178").hits] == [document.pk]


def _document(actor: Membership) -> Document:
    document = Document.objects.create(
        municipality_id=actor.municipality_code, name="motion.pdf", sha256="0" * 64, size=1, uploaded_by="x"
    )
    keep_reading(SystemActor(actor.municipality_code), document, reading())
    return document


@pytest.mark.parametrize(("kind", "n"), [("matter", 1), ("decision", 1), ("plan", 1), ("agreement", 1), ("x", 5)])
def test_a_kind_narrows_and_an_unknown_one_does_not(coordinator: Membership, field: Matter, kind: str, n: int) -> None:
    found = seen_by(coordinator, "skyddat boende", kind=kind)
    assert len(found.hits) >= n
    assert kind == "x" or {hit.entry.kind for hit in found.hits} == {kind}
    assert len(found.kinds) == 5, "the other kinds stay to be chosen"


def test_a_year_narrows(coordinator: Membership, field: Matter) -> None:
    found = seen_by(coordinator, "skyddat boende", year=2022)
    assert [hit.entry.kind for hit in found.hits] == ["decision"]
    assert 2021 in found.years


def test_the_number_comes_before_the_title_and_the_title_before_the_text(coordinator: Membership) -> None:
    motion(coordinator, "Ny", people=[], raised="2025-01-01", addressee="om jourboende i KS 2021-257")
    motion(coordinator, "Jourboende", raised="2020-01-01")
    motion(coordinator, "Gammal", raised="1999-01-01", numbers=["KS 2021-257"])
    assert titles(seen_by(coordinator, "jourboende")) == ["Jourboende", "Ny"]
    found = seen_by(coordinator, "KS 2021-257")
    assert titles(found) == ["Gammal", "Ny"]
    assert [hit.rank for hit in found.hits] == [Rank.NUMBER, Rank.TEXT]


#: as seen in council papers (domain.md 1.4), and ways that people type them
NUMBERS = [
    ("SON 2021-459", "son 2021/459"),
    ("SON 2021-459", "2021-459"),
    ("KS 2021-257", "ks2021-257"),
    ("KS 2020/045", "KS 2020-45"),
    ("KSKF/2016:345", "kskf 2016/345"),
    ("KSN-2014-1495", "KSN 2014 1495"),
    ("KS/2013:1210", "Dnr KS 2013-1210"),
    ("KS2014/143 nr 2014.3074", "KS 2014/143"),
    ("KS 2002/0257-01", "ks 2002/257-1"),
    ("2012/KS 0190 001", "2012/KS 190 1"),
    ("2012/1631-47", "2012-1631-47"),
    ("2013/0591-1.2.1", "2013/591"),
    ("147-2009-099", "147-2009-99"),
    ("421-0317/2008", "421-317/2008"),
    ("10.1-0510/2008", "10.1-510/2008"),
    ("040-207/2002", "40-207/2002"),
    ("SN.2018.3", "SN 2018/3"),
    ("SN 18/0098", "sn18-98"),
    ("SN16/76", "SN 16-76"),
    ("KS/2015:568", "KS 2015/568"),
    ("KS2016/1963-2", "KS 2016-1963"),
    ("KS-2014/742.912", "KS 2014/742"),
    ("KK10/166", "kk 10/166"),
    ("Dnr 31/16", "31-16"),
    ("RS 2019/242", "rs2019:242"),
    ("KS/2012:628-805", "KS 2012/628"),
    ("801-2652-16", "dnr 801-2652-16"),
]


@pytest.mark.parametrize(("number", "typed"), NUMBERS)
def test_a_diary_number_is_found_in_any_form(coordinator: Membership, number: str, typed: str) -> None:
    motion(coordinator, "Rätt", numbers=[number])
    motion(coordinator, "Fel", numbers=["KS 2021-2570", "SON 2020-459"], raised="2026-01-01")
    found = seen_by(coordinator, typed)
    assert titles(found)[:1] == ["Rätt"]
    assert found.hits[0].rank in (Rank.NUMBER, Rank.PART_OF_NUMBER)


def test_parts_of_compounds_are_found_where_asked_for(coordinator: Membership) -> None:
    motion(coordinator, "Stöd till våldsutsatta", raised="2020-01-01")
    motion(coordinator, "Våld i nära relationer", raised="2019-01-01")
    motion(coordinator, "Vågor mot stranden")
    assert titles(seen_by(coordinator, "våld")) == ["Våld i nära relationer"]
    wide = seen_by(coordinator, "våld", compounds=True)
    assert titles(wide) == ["Våld i nära relationer", "Stöd till våldsutsatta"]
    assert not wide.widened
    assert titles(seen_by(coordinator, "våldsutsatta")) == ["Stöd till våldsutsatta"]
    assert titles(seen_by(coordinator, "våldsutsatta", compounds=True))[0] == "Stöd till våldsutsatta"
    assert "Våld i nära relationer" in titles(seen_by(coordinator, "våldsutsatta", compounds=True))


def test_compounds_are_looked_in_unasked_where_there_is_nothing_else(coordinator: Membership) -> None:
    motion(coordinator, "Kvinnofridssamordnare saknas")
    found = seen_by(coordinator, "kvinnofrid")
    assert titles(found) == ["Kvinnofridssamordnare saknas"]
    assert found.widened


def test_quotation_marks_and_minus(coordinator: Membership) -> None:
    motion(coordinator, "Våld i nära relation", raised="2021-01-01")
    motion(coordinator, "Nära relation till våldet", raised="2020-01-01")
    assert titles(seen_by(coordinator, '"våld i nära relation"')) == ["Våld i nära relation"]
    assert titles(seen_by(coordinator, '"våldet"')) == ["Nära relation till våldet"]
    assert titles(seen_by(coordinator, 'relation -"våld i"')) == ["Nära relation till våldet"]
    assert seen_by(coordinator, "relation -våld").total == 0


# --- whose rights


MATRIX = [
    (Role.COORDINATOR, {Access.PUBLIC, Access.INTERNAL, Access.CONFIDENTIAL}),
    (Role.REGISTRAR, {Access.PUBLIC, Access.INTERNAL, Access.CONFIDENTIAL}),
    (Role.OFFICER, {Access.PUBLIC, Access.INTERNAL}),
    (Role.ELECTED, {Access.PUBLIC}),
    (Role.ADMINISTRATOR, {Access.PUBLIC}),
]


@pytest.mark.parametrize(("role", "levels"), MATRIX)
@pytest.mark.parametrize("first", ["indexed by the coordinator", "indexed by the reader's own search"])
def test_nobody_finds_more_than_she_may_read(
    linkoping: Municipality, coordinator: Membership, role: Role, levels: set[Access], first: str
) -> None:
    for access in Access:
        matter = motion(coordinator, f"Tystnadsplikt {access.label}", access=access, numbers=[f"KS 2026-{access}77"])
        clauses = [ClauseIn(text="Tystnadsplikt gäller.", outcome=Outcome.GRANTED)]
        record_decision(coordinator, matter, body=None, stage=Stage.FINAL, on=D(2022, 2, 1), clauses=clauses)
        commit(coordinator, text=f"Tystnadsplikt utreds {access.label}", access=access)
    if first == "indexed by the coordinator":
        seen_by(coordinator, "tystnadsplikt")
    reader = coordinator if role == Role.COORDINATOR else member(linkoping, role)
    found = seen_by(reader, "tystnadsplikt", size=50)
    assert {hit.entry.access for hit in found.hits} == levels
    assert sum(found.kinds.values()) == sum(found.years.values()) + found.kinds["commitment"] == len(found.hits)
    for access in Access:
        assert bool(seen_by(reader, f"KS 2026-{access}77").total) is (access in levels)


def test_what_becomes_confidential_is_gone_at_once_and_comes_back(coordinator: Membership, elected: Membership) -> None:
    matter = motion(coordinator, "Tystnadsplikt")
    assert seen_by(elected, "tystnadsplikt").total == 1
    classify(coordinator, matter, access=Access.CONFIDENTIAL)
    # even before the trail has been followed
    assert SearchEntry.objects.get(record_id=matter.pk).access == Access.CONFIDENTIAL
    found = seen_by(elected, "tystnadsplikt")
    assert (found.total, found.kinds, found.hits) == (0, {}, [])
    classify(coordinator, matter, access=Access.PUBLIC)
    assert seen_by(elected, "tystnadsplikt").total == 1


def test_an_entry_that_lags_behind_its_record_is_not_shown(coordinator: Membership, elected: Membership) -> None:
    """The second net: were the index wrong, the record's own row is asked."""
    matter = motion(coordinator, "Tystnadsplikt", access=Access.CONFIDENTIAL)
    seen_by(coordinator, "tystnadsplikt")
    SearchEntry.objects.filter(record_id=matter.pk).update(access=Access.PUBLIC)
    assert seen_by(elected, "tystnadsplikt").hits == []


def test_a_document_that_becomes_confidential_is_gone_too(coordinator: Membership, linkoping: Municipality) -> None:
    document = _document(coordinator)
    officer = member(linkoping, Role.OFFICER)
    assert seen_by(officer, "platser").total == 1
    classify_document(coordinator, document, access=Access.CONFIDENTIAL)
    assert seen_by(officer, "platser").total == 0


def test_another_municipality_finds_nothing_of_it(
    coordinator: Membership, vallentuna: Municipality, field: Matter
) -> None:
    assert seen_by(coordinator, "skyddat boende").total
    other = member(vallentuna, Role.COORDINATOR)
    for text in ("skyddat boende", "KS 2021-257", "2021-459", '"skyddat boende"', "skydd*"):
        assert seen_by(other, text, compounds=True).total == 0
    # nor by a query that names the other's lexemes
    enter("0115", None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_hits(ARRAY['''0580wboende'''], ARRAY[3::smallint], '', 0, null, null, null, 9)")
        row = cursor.fetchone()
    assert row is not None
    assert '"total": 0' in row[0]


def test_somebody_without_a_role_may_not_search(coordinator: Membership) -> None:
    coordinator.ended_on = D(2020, 1, 1)
    with pytest.raises(PermissionDenied):
        find(coordinator, "våld")


# --- how soon


def test_an_act_is_found_at_once_and_a_new_name_instead_of_the_old(coordinator: Membership) -> None:
    matter = motion(coordinator, "Äldre titel")
    assert titles(seen_by(coordinator, "äldre")) == ["Äldre titel"]
    entitle(coordinator, matter, "Nyare rubrik")
    assert seen_by(coordinator, "äldre").total == 0
    assert titles(seen_by(coordinator, "nyare")) == ["Nyare rubrik"]
    register(coordinator, kind=MatterKind.MOTION, title="Nyare än")
    assert seen_by(coordinator, "nyare").total == 2


def test_what_is_removed_is_gone_at_once(coordinator: Membership) -> None:
    matter = motion(coordinator, "Borttagen")
    assert seen_by(coordinator, "borttagen").total == 1
    matter.delete()
    assert not SearchEntry.objects.filter(page_id=matter.pk).exists()


def test_a_long_backlog_is_left_to_the_worker(coordinator: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(queries, "AT_ONCE", 3)
    monkeypatch.setattr(queries, "follow_later", asked.append)
    for number in range(8):
        motion(coordinator, f"Eftersläpning {number}")
    found = seen_by(coordinator, "eftersläpning")
    assert 0 < found.total < 8
    assert asked == ["0580"]
    with within("0580"):
        while not actions.catch_up("0580", 3):
            continue
    assert seen_by(coordinator, "eftersläpning").total == 8


def test_all_of_it_can_be_made_anew(coordinator: Membership, field: Matter) -> None:
    before = seen_by(coordinator, "skyddat boende")
    SearchEntry.objects.all().delete()
    Checkpoint.objects.update(version=0)
    with within("0580"):
        assert actions.rebuild("0580") >= 4
    after = seen_by(coordinator, "skyddat boende")
    assert (after.kinds, after.total) == (before.kinds, before.total)
    assert Checkpoint.objects.get().version == VERSION


# --- pages and costs


def test_pages_go_on_where_the_last_one_ended(coordinator: Membership) -> None:
    for number in range(25):
        motion(coordinator, f"Rad {number:02}", raised=f"20{number % 10 + 10}-01-01")
    seen, cursor = [], ""
    for _page in range(9):
        found = seen_by(coordinator, "rad", size=4, cursor=cursor)
        seen += titles(found)
        cursor = found.cursor
        if not cursor:
            break
    assert sorted(seen) == [f"Rad {number:02}" for number in range(25)]


@pytest.mark.parametrize("cursor", ["x", "3_2026-13-01_x", "99_2026-01-01_00000000-0000-0000-0000-000000000000", "__"])
def test_a_place_that_is_none_is_the_first_page(coordinator: Membership, cursor: str) -> None:
    motion(coordinator, "Rad")
    assert seen_by(coordinator, "rad", cursor=cursor).total == 1


def test_the_same_number_of_queries_whatever_is_found(coordinator: Membership, field: Matter) -> None:
    counts = []
    for more in (1, 15):
        for number in range(more):
            motion(coordinator, f"Skyddat boende {more}-{number}")
        seen_by(coordinator, "skyddat")
        with CaptureQueriesContext(connection) as asked:
            seen_by(coordinator, "skyddat boende")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 6


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "'",
        "''",
        "\\",
        "a:*b",
        "& | !",
        "<->",
        "😀 våld",
        "x" * 10_000,
        "%s %(a)s",
        "(((",
        "-",
        '"',
        "ﬁ",
        "\ud800",
    ],
)
def test_no_text_breaks_the_search(coordinator: Membership, text: str) -> None:
    assert seen_by(coordinator, text, compounds=True).total == 0
