"""What the cards of a child's page begin, the record that is saved from it, and foster households on it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.commands.exports import export_papers
from app.commands.going import WholeSheets
from app.domain.checks import Check
from app.domain.children import Child
from app.domain.conferences import ProtectionPlan
from app.domain.filed import Filed
from app.domain.quality import CourtStatement, FinalPlan
from app.queries.record.sheets import ChildRecord
from tests.builders import TODAY, Service
from tests.ui.children_screen import Screen, amira_in, open_window
from ui.papers import draw_record, record_sheets
from ui.parts.paper import area_of, laid_out


@pytest.fixture
def amira(service: Service) -> Child:
    """A child in our care and on a plan."""
    child = amira_in(service)
    service.period(child, date(2026, 3, 2), "rcpc")
    return child


@pytest.fixture
def screen(amira: Child, service: Service, qtbot: QtBot) -> Iterator[Screen]:
    made = open_window(service, qtbot, None)
    made.open(amira, "quality")
    yield made
    made.window.close()


def begun(screen: Screen, what: str, key: str = "") -> Any:
    """The form that a card asks for."""
    screen.page._act(what, key)
    screen.bot.waitUntil(lambda: screen.page.pane.task is not None)
    assert screen.page.pane.task is not None
    return screen.page.pane.task.form


def all_of(screen: Screen, sort: type[Any]) -> tuple[Any, ...]:
    with screen.service.read() as store:
        return tuple(store.shelf(sort).find())


def test_a_statement_a_final_plan_and_a_check_are_kept_from_the_quality_card(screen: Screen, amira: Child) -> None:
    series = {p.series.kind: p.series for p in screen.page.sheet.facts.periods} if screen.page.sheet.facts else {}
    begun(screen, "keep-statement").fill({"due": date(2026, 12, 4), "note": "Final hearing"})
    screen.save()
    begun(screen, "keep-final-plan", series["looked-after"].id).fill({"ratified": date(2026, 7, 1)})
    screen.save()
    begun(screen, "keep-check", "midway").fill({"found": "All well"})
    screen.press_save()
    screen.until_said("questions are not answered")
    screen.save()
    assert [one.due_on for one in all_of(screen, CourtStatement)] == [date(2026, 12, 4)]
    assert [one.ratified_on for one in all_of(screen, FinalPlan)] == [date(2026, 7, 1)]
    assert [(one.child_id, one.found) for one in all_of(screen, Check)] == [(amira.id, "All well")]
    screen.until_said("Statement to court due on 4 December 2026")


def test_a_plan_is_kept_from_the_protection_card(screen: Screen) -> None:
    screen.page.sheet.show_part("protection")
    screen.until_said("First child protection plan")
    assert screen.page.sheet.facts is not None
    (plan,) = [p.series for p in screen.page.sheet.facts.periods if p.series.kind == "rcpc"]
    begun(screen, "keep-plan", plan.id).fill({"initial_category": "NEG"})
    screen.save()
    assert [one.initial_category for one in all_of(screen, ProtectionPlan)] == ["NEG"]
    screen.until_said("Neglect")


def test_the_parts_of_the_record_are_ticked_and_it_is_saved_under_the_reference(
    screen: Screen, amira: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(screen.page.saving.out, "ask", lambda title, name, _then: asked.append((title, name)))
    screen.action("save-record").trigger()
    card = screen.page.sheet.record
    assert screen.page.sheet.part == "record"
    assert screen.said("This record may name other people")
    card.tick_all(on=False)
    assert not card.pdf.isEnabled()
    card.ticks["reviews"].setChecked(True)
    assert card.parts() == ("reviews",)
    card.pdf.click()
    card.excel.click()
    assert asked == [
        ("Record: 1001", "Record 1001 20 Nov 2026.pdf"),
        ("Record: 1001", "Record 1001 20 Nov 2026.xlsx"),
    ]


def test_the_record_on_paper_has_what_is_recorded_and_says_what_is_not(
    screen: Screen, amira: Child, tmp_path: Path
) -> None:
    export_papers(screen.service.desk(), ChildRecord(amira.id), tmp_path / "record.pdf", draw_record)
    assert (tmp_path / "record.pdf").stat().st_size > 1000
    _, wholes = screen.service.desk().ask(WholeSheets(ChildRecord(amira.id)))
    sheets = record_sheets(wholes)
    laid = laid_out(sheets, area_of(sheets))
    said = " ".join(words for page in laid for placed in page for words in placed.block.words if words)
    assert "Record of 1001" in said
    assert "Amira Khan" in said
    assert "may name other people" in said
    assert "First looked-after review, held 3 February 2026" in said
    assert "Nothing recorded" in said


def test_a_review_is_copied_and_marked_as_on_the_childs_file_from_the_record(screen: Screen, amira: Child) -> None:
    screen.page.sheet.show_part("record")
    screen.until_said("First looked-after review, held 3 February 2026.")
    screen.press("Copy")
    screen.bot.waitUntil(lambda: "Copied from IRO Tracker" in QGuiApplication.clipboard().text())
    screen.press("On file today")
    screen.until_said("Everything that belongs there is marked as on the child's file.")
    assert [one.date for one in all_of(screen, Filed)] == [TODAY]


def test_a_meeting_is_told_from_the_voice_card_and_a_clinic_opens_in_its_own_place(screen: Screen) -> None:
    with screen.bot.waitSignal(screen.page.wanted) as wanted:
        screen.page._act("open-clinic", "k1")
    assert wanted.args == ["clinics", ("clinic", "k1")]
    assert screen.page.sheet.facts is not None
    review = next(r.review for p in screen.page.sheet.facts.periods for r in p.reviews if r.review.held)
    form = begun(screen, "record-meeting", review.id)
    assert form.title == "The meeting"


def test_a_foster_household_is_added_opened_and_corrected(screen: Screen) -> None:
    screen.page.go_back()
    screen.begin("add-household", reference="F7", carers="Pat and Sam Hill", approved_for="Two children")
    assert screen.page.pane.task is not None
    screen.page.pane.task.form.fill({**screen.page.pane.task.form.values(), "approved_on": date(2026, 1, 6)})
    screen.save()
    screen.until_said("Pat and Sam Hill")
    assert not screen.said("Brothers and sisters")
    form = begun(screen, "correct-child")
    form.fill({**form.values(), "approved_for": "Three children"})
    screen.save()
    assert [one.household for one in all_of(screen, Child) if one.is_household] == ["Three children"]
