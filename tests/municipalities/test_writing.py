"""Rows of several tables by one statement: all are there, and what a constraint refuses is told by the numbers."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from samfrid.matters.models import DiaryNumber, Matter, MatterKind, MatterPerson, PersonRole
from samfrid.municipalities.models import Membership, Municipality
from samfrid.municipalities.writing import insert_together


def rows(code: str, *keys: str) -> tuple[Matter, list[DiaryNumber]]:
    matter = Matter(municipality_id=code, kind=MatterKind.MOTION, title="Motion", listed={"numbers": list(keys)})
    return matter, [DiaryNumber(municipality_id=code, matter=matter, number=key, key=key) for key in keys]


def test_all_are_written_by_one_statement_as_the_orm_would(registrar: Membership) -> None:
    matter, numbers = rows("0580", "KS 2021-1", "KS 2021-2")
    people = [MatterPerson(municipality_id="0580", matter=matter, name="Eva Ek", role=PersonRole.MOVER)]
    with CaptureQueriesContext(connection) as queries:
        assert insert_together([matter], numbers, people, []) == [1, 2, 1, 0]
    assert len(queries) == 1
    for row in (matter, *numbers, *people):
        kept = type(row)._default_manager.get(pk=row.pk)
        fields = [field.attname for field in row._meta.concrete_fields]
        assert [getattr(kept, name) for name in fields] == [getattr(row, name) for name in fields]
        assert not row._state.adding


def test_a_row_that_a_unique_constraint_refuses_is_left_out_and_counted(registrar: Membership) -> None:
    first, numbers = rows("0580", "KS 2021-1")
    assert insert_together([first], numbers) == [1, 1]
    second, numbers = rows("0580", "KS 2021-1", "KS 2021-2")
    assert insert_together([second], numbers) == [1, 1]
    assert list(second.diary_numbers.values_list("key", flat=True)) == ["KS 2021-2"]


@pytest.mark.parametrize(
    ("code", "title", "refused"), [("0115", "Motion", ProgrammingError), ("0580", "", IntegrityError)]
)
def test_other_constraints_and_row_security_hold(
    registrar: Membership, vallentuna: Municipality, code: str, title: str, refused: type[Exception]
) -> None:
    matter, _numbers = rows(code)
    matter.title = title
    with pytest.raises(refused), transaction.atomic():
        insert_together([matter])
    assert not Matter.objects.exists()
