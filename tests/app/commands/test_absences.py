"""When officers are away, and whom they must not be the IRO of."""

from datetime import date

import pytest

from app.commands.absences import KeepAbsence, VoidAbsence
from app.commands.conflicts import KeepConflict, VoidConflict
from app.commands.undo import Undo, UndoLatest
from app.desk import Desk
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.officers import Absence, Conflict, Officer
from tests.builders import Service

START, BACK = date(2026, 12, 1), date(2026, 12, 14)


def test_an_absence_is_added_changed_and_taken_back(service: Service, desk: Desk, iro: Officer) -> None:
    kept = desk.do(KeepAbsence(iro.id, START)).result
    assert kept.end is None
    changed = desk.do(KeepAbsence(iro.id, START, BACK, "sickness", kept.id)).result
    assert (changed.end, changed.kind) == (BACK, "sickness")
    desk.do(VoidAbsence(kept.id, "Entered for the wrong officer"))
    assert service.now(kept).voided
    desk.do(UndoLatest())
    assert not service.now(kept).voided


def test_nobody_is_away_twice_on_a_day(service: Service, desk: Desk, iro: Officer) -> None:
    desk.do(KeepAbsence(iro.id, START, BACK))
    with pytest.raises(Refusal, match=r"Irene Osei is away already from 1 December 2026 to 13 December 2026 \(annual"):
        desk.do(KeepAbsence(iro.id, date(2026, 12, 13)))
    desk.do(KeepAbsence(iro.id, BACK))
    with pytest.raises(Refusal, match="end not known"):
        desk.do(KeepAbsence(iro.id, date(2027, 5, 1)))
    desk.do(KeepAbsence(service.officer("Nora").id, START, BACK))


def test_undo_never_makes_somebody_away_twice(service: Service, desk: Desk, iro: Officer) -> None:
    kept = desk.do(KeepAbsence(iro.id, START, BACK)).result
    voided = desk.do(VoidAbsence(kept.id, "Not taken"))
    desk.do(KeepAbsence(iro.id, date(2026, 12, 7), BACK))
    assert voided.entry is not None
    with pytest.raises(Refusal, match="away already"):
        desk.do(Undo(voided.entry))


@pytest.mark.parametrize(
    ("kind", "end", "words"), [("holiday", None, "why the officer is away"), ("leave", START, "first day back")]
)
def test_what_cannot_be_an_absence(desk: Desk, iro: Officer, kind: str, end: date | None, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        desk.do(KeepAbsence(iro.id, START, end, kind))
    with pytest.raises(Refusal, match="no longer here"):
        desk.do(KeepAbsence("f" * 32, START))


def test_a_conflict_is_added_once_with_its_reason_and_taken_back(
    service: Service, desk: Desk, iro: Officer, child: Child
) -> None:
    with pytest.raises(Refusal, match="Say what the conflict"):
        desk.do(KeepConflict(iro.id, child.id, " "))
    kept = desk.do(KeepConflict(iro.id, child.id, "Is a neighbour.")).result
    assert kept.why == "Is a neighbour"
    with pytest.raises(Refusal, match="here already for Irene Osei and the child 1001"):
        desk.do(KeepConflict(iro.id, child.id, "Again"))
    with pytest.raises(Refusal, match="Say why it is no"):
        desk.do(VoidConflict(kept.id, ""))
    desk.do(VoidConflict(kept.id, "Moved away"))
    with service.read() as store:
        assert store.shelf(Conflict).find() == ()


def test_an_absence_needs_a_reason_to_be_void(desk: Desk, iro: Officer) -> None:
    kept: Absence = desk.do(KeepAbsence(iro.id, START)).result
    with pytest.raises(Refusal, match="Say why"):
        desk.do(VoidAbsence(kept.id, " "))
