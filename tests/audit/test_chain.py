"""T13: the trail cannot be changed by the application, and any tampering shows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import psycopg
import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from psycopg import sql

from samfrid.audit.actions import record, record_many
from samfrid.audit.models import Entry
from samfrid.audit.queries import first_broken_link, history, touched
from samfrid.municipalities.models import Membership, Municipality
from samfrid.municipalities.tenancy import enter
from samfrid.web.server.postgres import APPLICATION, DATABASE, Cluster


def test_entries_are_numbered_and_chained(coordinator: Membership) -> None:
    first = record(coordinator, "test.act", coordinator.municipality, what="ett")
    second = record(coordinator, "test.act", coordinator.municipality, what="två")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert second.previous_hash == first.hash
    assert len(first.hash) == 64
    assert first_broken_link("0580") is None
    assert [entry.number for entry in history(coordinator.municipality)] == [2, 1]
    place = (first.record_kind, first.record_id, 2)
    assert touched("0580", [first.record_kind], 0, 2, 10) == touched("0580", [first.record_kind], 1, 2, 10) == [place]
    assert touched("0580", ["matters.matter"], 0, 2, 10) == touched("0580", [first.record_kind], 2, 9, 10) == []


@pytest.mark.parametrize("sql", ["UPDATE audit_entry SET act='x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"])
def test_the_application_cannot_change_the_trail(coordinator: Membership, sql: str) -> None:
    record(coordinator, "test.act", coordinator.municipality)
    with pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
        Entry.objects.raw(sql)[:]


def test_many_at_once_are_chained_in_their_order(coordinator: Membership) -> None:
    town = coordinator.municipality
    record_many(coordinator, "test.none", [])
    record_many(coordinator, "test.act", [(town, {"what": "ett"}), (coordinator, {"what": "två 'citat'"}), (town, {})])
    found = list(Entry.objects.order_by("number").values_list("number", "record_kind", "detail"))
    assert found == [
        (1, "municipalities.municipality", {"what": "ett"}),
        (2, "municipalities.membership", {"what": "två 'citat'"}),
        (3, "municipalities.municipality", {}),
    ]
    assert first_broken_link("0580") is None


def test_the_application_cannot_move_the_head(coordinator: Membership) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        Entry.objects.raw("UPDATE audit_head SET number = 0")[:]


def test_a_made_up_number_and_hash_are_not_taken(coordinator: Membership) -> None:
    entry = Entry.objects.create(
        municipality_code="0580", actor="x", act="test.act", record_kind="k", record_id="1", number=99, hash="f" * 64
    )
    entry.refresh_from_db()
    assert entry.number == 1
    assert entry.hash != "f" * 64


@pytest.mark.parametrize(
    ("tamper", "broken"),
    [
        ("UPDATE audit_entry SET actor = 'någon annan' WHERE number = 2 AND municipality_code = '9001'", 2),
        ("UPDATE audit_entry SET detail = '{}' WHERE number = 1 AND municipality_code = '9001'", 1),
        ("DELETE FROM audit_entry WHERE number = 2 AND municipality_code = '9001'", 2),
        ("DELETE FROM audit_entry WHERE number = 3 AND municipality_code = '9001'", 3),
        (
            "UPDATE audit_entry SET number = -1 WHERE number = 1 AND municipality_code = '9001'",
            1,
        ),
    ],
)
def test_tampering_by_a_superuser_shows(cluster: Cluster, db: None, tamper: str, broken: int) -> None:
    with psycopg.connect(cluster.url("postgres", DATABASE)) as owner:
        for number in range(3):
            owner.execute(
                "INSERT INTO audit_entry (municipality_code, number, actor_id, actor, act, record_kind, record_id,"
                " detail, previous_hash, hash) VALUES ('9001', 0, '', 'a', 'test.act', 'k', '1', %s, '', '')",
                [f'{{"n": {number}}}'],
            )
        owner.execute("SET CONSTRAINTS audit_link IMMEDIATE")
        check = "SELECT audit_first_broken_link('9001')"
        assert owner.execute(check).fetchone() == (None,)
        owner.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_no_change")
        owner.execute(tamper)
        assert owner.execute(check).fetchone() == (broken,)
        owner.rollback()


def test_an_entry_is_numbered_when_its_act_is_committed(coordinator: Membership) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS audit_link DEFERRED")
        entries = [record(coordinator, "test.act", coordinator.municipality, what=word) for word in ("ett", "två")]
        entries[0].refresh_from_db()
        assert (entries[0].number, entries[0].hash) == (None, "")
        cursor.execute("SET CONSTRAINTS audit_link IMMEDIATE")
    for number, entry in enumerate(entries, 1):
        entry.refresh_from_db()
        assert entry.number == number
    assert first_broken_link("0580") is None


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE audit_entry SET number = 1, act = 'test.other' WHERE municipality_code = '9001'",
        "UPDATE audit_entry SET act = 'test.other' WHERE municipality_code = '9001'",
        "DELETE FROM audit_entry WHERE municipality_code = '9001'",
    ],
)
def test_an_entry_that_waits_for_its_number_cannot_be_changed_either(cluster: Cluster, db: None, tamper: str) -> None:
    with psycopg.connect(cluster.url("postgres", DATABASE)) as owner:
        owner.execute(
            "INSERT INTO audit_entry (municipality_code, actor_id, actor, act, record_kind, record_id, detail,"
            " previous_hash, hash) VALUES ('9001', '', 'a', 'test.act', 'k', '1', '{}', '', '')"
        )
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            owner.execute(tamper)
        owner.rollback()


def test_acts_at_the_same_time_neither_stand_still_nor_leave_gaps(cluster: Cluster, db: None) -> None:
    """One writes an entry and then wants the record that another has locked and is about to write an entry of: a
    deadlock, if an entry held the chain. Sixteen at once, in one municipality.
    """
    url = cluster.url(APPLICATION)
    with psycopg.connect(cluster.url("postgres", DATABASE), autocommit=True) as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS test_lock (id int PRIMARY KEY)")
        owner.execute("INSERT INTO test_lock SELECT generate_series(1, 64) ON CONFLICT DO NOTHING")
        owner.execute(sql.SQL("GRANT SELECT, UPDATE ON test_lock TO {}").format(sql.Identifier(APPLICATION)))
        held = owner.execute("SELECT coalesce(max(number), 0) FROM audit_entry WHERE municipality_code = '9002'")
        before = (held.fetchone() or (0,))[0]

    def act(worker: int) -> None:
        with psycopg.connect(url) as own:
            own.execute("SELECT set_config('samfrid.municipality', '9002', false)")
            own.commit()
            for turn in range(10):
                mine, shared = worker + 1, (worker + turn) % 16 + 17
                for record_id in (mine, shared) if worker % 2 else (shared, mine):
                    own.execute("SELECT id FROM test_lock WHERE id = %s FOR UPDATE", [record_id])
                    own.execute(
                        "INSERT INTO audit_entry (municipality_code, actor_id, actor, act, record_kind, record_id,"
                        " detail, previous_hash, hash) VALUES ('9002', '', 'a', 'test.act', 'k', '1', '{}', '', '')"
                    )
                own.commit()

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(act, range(16)))
    with psycopg.connect(cluster.url("postgres", DATABASE), autocommit=True) as owner:
        count = "SELECT count(*), max(number) FROM audit_entry WHERE municipality_code = '9002'"
        assert owner.execute(count).fetchone() == (before + 320, before + 320)
        assert owner.execute("SELECT audit_first_broken_link('9002')").fetchone() == (None,)


def test_an_act_without_a_transaction_is_refused(coordinator: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samfrid.audit.actions.connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(transaction.TransactionManagementError):
        record(coordinator, "test.act", coordinator.municipality)


def test_many_without_a_transaction_are_refused(coordinator: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samfrid.audit.actions.connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(transaction.TransactionManagementError):
        record_many(coordinator, "test.act", [(coordinator.municipality, {})])


def test_another_municipality_does_not_see_the_trail(coordinator: Membership, vallentuna: Municipality) -> None:
    record(coordinator, "test.act", coordinator.municipality)
    enter(vallentuna.code)
    assert not Entry.objects.exists()
