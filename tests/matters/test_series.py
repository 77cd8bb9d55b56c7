"""Gap-free series of diary numbers: one at a time, also when two registrars take a number at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import psycopg
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from samfrid.audit.queries import history
from samfrid.matters.actions import add_number, register
from samfrid.matters.actions.series import open_series, take_number
from samfrid.matters.models import DiaryNumber, Matter, MatterKind, NumberSeries
from samfrid.matters.rules import number_key
from samfrid.matters.rules.series import FORM, written, wrong_with_form
from samfrid.municipalities.actions import body_named
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.models import Access, Membership, Municipality, Role
from samfrid.municipalities.tenancy import enter, within
from samfrid.web.server.postgres import OWNER, Cluster
from tests.conftest import member
from tests.matters.together import at_once


@pytest.mark.parametrize(
    ("form", "number"),
    [
        (FORM, "KS 2026/007"),
        ("{prefix} {year}-{number}", "KS 2026-7"),
        ("{prefix}/{year}:{number}", "KS/2026:7"),
        ("{year}/{prefix} {number:04}", "2026/KS 0007"),
        ("{prefix}-{number:05}-{year}", "KS-00007-2026"),
    ],
)
def test_the_forms_that_municipalities_use(form: str, number: str) -> None:
    assert wrong_with_form(form, "KS", 2026) == ""
    assert written(form, "KS", 2026, 7) == number
    assert number_key(number)


@pytest.mark.parametrize(
    "form",
    [
        "",
        "KS 2026/1",
        "{prefix} {year}",
        "{year}/{number}",
        "{prefix} {year}{number}",  # 2026 and 11 would be written as 20261 and 1
        "{prefix} {year}/{number} {number}",
        "{prefix} {year}/{number",
        "{prefix} {year}/{löpnummer}",
        "{prefix.__class__} {year}/{number}",
        "{prefix[0]} {year}/{number}",
        "{prefix!r} {year}/{number}",
        "{prefix} {year}/{number:>30}",
        "{prefix} {year}/{number:x}",
        " {prefix} {year}/{number} ",
        "{prefix}  {year}/{number}",
        "{prefix} {year}/{number} ett mycket långt tillägg som aldrig får plats",
    ],
)
def test_a_form_that_makes_no_number_is_refused_with_a_sentence(form: str) -> None:
    assert wrong_with_form(form, "KS", 2026)


@given(st.text(alphabet="{}prefixyearnumber:0!/ -.[]", max_size=40), st.integers(1, 9999), st.integers(1, 9999))
def test_no_form_can_break_and_those_that_hold_tell_numbers_apart(form: str, one: int, two: int) -> None:
    if wrong_with_form(form, "KS", 2026) == "":
        keys = [number_key(written(form, "KS", 2026, number)) for number in (one, two)]
        assert (keys[0] == keys[1]) is (one == two)


def series_of(actor: Membership | SystemActor, prefix: str = "KS", last: int = 0) -> NumberSeries:
    return open_series(actor, body=body_named(actor, "kommunstyrelsen"), prefix=prefix, year=2026, last=last)


def matter_of(actor: Membership | SystemActor, title: str = "Motion") -> Matter:
    return register(actor, kind=MatterKind.MOTION, title=title)


def test_numbers_follow_each_other(registrar: Membership) -> None:
    series = series_of(registrar, last=41)
    taken = [take_number(registrar, matter_of(registrar), series=series) for _ in range(3)]
    assert [one.number for one in taken] == ["KS 2026/042", "KS 2026/043", "KS 2026/044"]
    assert [one.serial for one in taken] == [42, 43, 44]
    assert {one.body for one in taken} == {series.body}


def test_a_matter_has_one_number_of_a_series_and_several_of_several(registrar: Membership) -> None:
    matter = matter_of(registrar)
    own = series_of(registrar)
    other = open_series(registrar, body=body_named(registrar, "socialnämnden"), prefix="son", year=2026)
    for series in (own, other):
        take_number(registrar, matter, series=series)
    add_number(registrar, matter, "Dnr 31/16")
    assert [one.number for one in matter.diary_numbers.order_by("created_at")] == [
        "KS 2026/001",
        "SON 2026/001",
        "Dnr 31/16",
    ]
    with pytest.raises(ValidationError) as refused:
        take_number(registrar, matter, series=own)
    assert "KS 2026/001" in refused.value.message_dict["series"][0]
    assert NumberSeries.objects.get(pk=own.pk).last == 1


def test_a_number_that_was_not_kept_goes_to_the_next(registrar: Membership) -> None:
    series, matter = series_of(registrar), matter_of(registrar)
    before = transaction.savepoint()
    assert take_number(registrar, matter, series=series).serial == 1
    transaction.savepoint_rollback(before)
    assert take_number(registrar, matter, series=series).serial == 1


def test_a_number_written_by_hand_takes_its_place(registrar: Membership) -> None:
    by_hand, later = matter_of(registrar, "För hand"), matter_of(registrar, "Sedan")
    add_number(registrar, by_hand, "ks 2026/1")
    series = series_of(registrar)
    assert take_number(registrar, later, series=series).number == "KS 2026/002"
    kept = DiaryNumber.objects.get(matter=by_hand)
    assert (kept.number, kept.serial, kept.series) == ("ks 2026/1", 1, series)
    # and is the matter's own if its turn has come
    own = matter_of(registrar, "Nästa")
    add_number(registrar, own, "KS 2026/3")
    assert take_number(registrar, own, series=series).number == "KS 2026/3"
    serials = DiaryNumber.objects.filter(series=series).order_by("serial").values_list("serial", flat=True)
    assert list(serials) == [1, 2, 3]


def test_a_number_of_a_matter_that_the_actor_may_not_read_takes_its_place(registrar: Membership) -> None:
    secret, later, series = matter_of(registrar, "Hemligt"), matter_of(registrar, "Sedan"), series_of(registrar)
    add_number(registrar, secret, "KS 2026/1")
    Matter.objects.filter(pk=secret.pk).update(access=Access.CONFIDENTIAL)
    with within("0580", str(registrar.user_id), Access.INTERNAL):
        assert take_number(registrar, later, series=series).number == "KS 2026/002"
    assert DiaryNumber.objects.get(matter=secret).serial == 1
    assert history(secret)[0].act == "matters.place_number"


@pytest.mark.parametrize(
    ("prefix", "year", "form", "last", "field"),
    [
        ("", 2026, FORM, 0, "prefix"),
        ("123", 2026, FORM, 0, "prefix"),
        ("KOMMUNSTYRELSEN", 2026, FORM, 0, "prefix"),
        ("K{S}", 2026, FORM, 0, "prefix"),
        ("KS", 26, FORM, 0, "year"),
        ("KS", 2026, "{number}", 0, "form"),
        ("KS", 2026, FORM, -1, "last"),
    ],
)
def test_a_series_that_cannot_be(
    registrar: Membership, prefix: str, year: int, form: str, last: int, field: str
) -> None:
    body = body_named(registrar, "kommunstyrelsen")
    with pytest.raises(ValidationError) as refused:
        open_series(registrar, body=body, prefix=prefix, year=year, form=form, last=last)
    assert field in refused.value.message_dict


def test_a_series_is_opened_once(registrar: Membership) -> None:
    series_of(registrar)
    with pytest.raises(ValidationError) as refused:
        series_of(registrar, "k s")
    assert refused.value.message_dict == {"prefix": ["Serien KS 2026 finns redan."]}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ELECTED])
def test_who_may_not(role: Role, registrar: Membership, linkoping: Municipality) -> None:
    series, matter = series_of(registrar), matter_of(registrar)
    actor = member(linkoping, role)
    with pytest.raises(PermissionDenied):
        series_of(actor, "SON")
    with pytest.raises(PermissionDenied):
        take_number(actor, matter, series=series)
    assert NumberSeries.objects.get().last == 0


def test_another_municipalitys_series_gives_nothing(registrar: Membership, vallentuna: Municipality) -> None:
    theirs = series_of(member(vallentuna, Role.REGISTRAR))
    enter("0580")
    with pytest.raises(PermissionDenied):
        take_number(registrar, matter_of(registrar), series=theirs)


TOWN = "9002"


@pytest.fixture
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker, cluster: Cluster) -> Iterator[SystemActor]:
    """A municipality whose rows are really written, so that other connections see them; cleared away afterwards."""
    with django_db_blocker.unblock():
        Municipality.objects.get_or_create(code=TOWN, defaults={"name": "Samtidigt"})
        enter(TOWN)
        try:
            yield SystemActor(TOWN)
        finally:
            connection.close()
            with psycopg.connect(cluster.url(OWNER)) as owner:
                for table in ("diarynumber", "numberseries", "matter"):
                    owner.execute(f"DELETE FROM matters_{table} WHERE municipality_id = %s", [TOWN])  # noqa: S608
                owner.execute("DELETE FROM municipalities_body WHERE municipality_id = %s", [TOWN])


def test_two_who_take_a_number_at_once_get_one_each(town: SystemActor) -> None:
    series = series_of(town)

    def take(n: int) -> None:
        for part in range(10):
            take_number(town, matter_of(town, f"Motion {n} {part}"), series=series)

    assert at_once(TOWN, *[lambda n=n: take(n) for n in range(4)]) == []
    serials = DiaryNumber.objects.filter(series=series).order_by("serial").values_list("serial", flat=True)
    assert list(serials) == list(range(1, 41))
    assert len(set(DiaryNumber.objects.filter(series=series).values_list("number", flat=True))) == 40


def test_one_who_gives_up_leaves_no_gap(town: SystemActor) -> None:
    """The second waits for the first, and gets the number that the first gave back."""
    series, taken, holds, waits = series_of(town), [], threading.Event(), threading.Event()

    def gives_up() -> None:
        try:
            with transaction.atomic():
                taken.append(take_number(town, matter_of(town, "Ångrad"), series=series).serial)
                holds.set()
                # until the other is seen to wait for the row
                assert waits.wait(20)
                raise RuntimeError
        except RuntimeError:
            return

    def follows() -> None:
        assert holds.wait(20)
        threading.Timer(0.4, waits.set).start()
        taken.append(take_number(town, matter, series=series).serial)

    matter = matter_of(town, "Kvar")
    assert at_once(TOWN, gives_up, follows) == []
    assert taken == [1, 1]
    assert list(DiaryNumber.objects.filter(series=series).values_list("matter", "serial")) == [(matter.pk, 1)]


def test_the_row_is_really_locked(town: SystemActor, cluster: Cluster) -> None:
    series = series_of(town)
    with transaction.atomic():
        take_number(town, matter_of(town), series=series)
        with psycopg.connect(cluster.url(OWNER)) as other, pytest.raises(psycopg.errors.LockNotAvailable):
            other.execute("SELECT 1 FROM matters_numberseries WHERE id = %s FOR UPDATE NOWAIT", [series.pk])
