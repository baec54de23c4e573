"""Tables and records are the same thing said twice, so a test holds them equal."""

import dataclasses
import types
import typing
from datetime import date, datetime, time

import pytest
from sqlalchemy import Boolean, Date, Integer, String, Time

from app.commands.recorded import RECORDS, from_json
from app.domain.records import Record
from app.domain.reviews import Meeting, Review
from app.store import Where
from db.tables import KEPT
from db.tables.columns import Moment
from tests.builders import NOW, Service

TYPES = {str: String, int: Integer, bool: Boolean, date: Date, time: Time, datetime: Moment}


def kinds(below: type[Record] = Record) -> list[type[Record]]:
    """Every kind of record there is in the core."""
    own = [kind for kind in below.__subclasses__() if kind.__module__.startswith("app.domain.")]
    return [found for kind in own for found in (kind, *kinds(kind))]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_a_record_and_its_table_have_the_same_fields(kind: type[Record]) -> None:
    kept = KEPT[kind]
    hints = typing.get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    assert [*names, *kept.derived] == [column.name for column in kept.table.columns]
    for name in names:
        column = kept.table.c[name]
        may_be_none = isinstance(hints[name], types.UnionType)
        inner = next(one for one in typing.get_args(hints[name]) or (hints[name],) if one is not types.NoneType)
        assert isinstance(column.type, TYPES[inner]), name
        assert column.nullable == may_be_none, name


def test_undo_knows_every_kind_of_record_that_is_kept() -> None:
    assert set(RECORDS.values()) == set(KEPT)


def test_no_record_goes_because_another_one_does() -> None:
    keys = [key for kept in KEPT.values() for key in kept.table.foreign_keys]
    assert keys
    assert {(key.ondelete, key.onupdate) for key in keys} == {(None, None)}


def test_what_is_worked_out_from_a_record_follows_it(service: Service) -> None:
    child = service.child(" AB-12 ", name="Zoë  Ångström", known_as="Zo", date_of_birth=date(2008, 2, 29))
    row = service.rows("children", ("search", "reference_key", "eighteenth"), Where("id", "is", child.id))
    assert row == [("ab-12 zoe angstrom zo", "ab-12", date(2026, 3, 1))]
    service.keep(dataclasses.replace(child, name="", known_as="", date_of_birth=None))
    assert service.rows("children", ("search", "child", "eighteenth")) == [("ab-12", " AB-12 ", None)]


def test_a_record_comes_back_as_it_was_kept_with_its_types(service: Service) -> None:
    meeting = service.kept(Meeting(date=date(2026, 3, 1), time=time(9, 30), minutes=45, voided_at=NOW, voided_by="a"))
    again = service.now(meeting)
    assert again == meeting
    assert (again.time, again.voided_at) == (time(9, 30), NOW)


def test_the_audit_text_of_a_record_makes_the_same_record_again(service: Service) -> None:
    child = service.child(name='O\'Neill "Bo" \N{HEBREW LETTER ALEF}')
    review = service.kept(Review(child_id=child.id, kind="rcpc", held=date(2026, 1, 2), note="x\n\t"))
    with service.read() as store:
        (change,) = store.accounts.changes(store.accounts.latest(None, 1)[0].number)
    assert change.after is not None
    assert from_json(Review, change.after) == review
