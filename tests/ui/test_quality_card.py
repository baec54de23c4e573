"""The quality of a child's plan on the child's sheet: what it says, and what its links ask for."""

from datetime import date

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.commands.checks import KeepCheck
from app.commands.plans import KeepFinalPlan, KeepStatement
from app.domain.calendar import Calendar, shipped_holidays
from app.domain.checks import Answered
from tests.builders import TODAY, Service
from ui.children.quality import QualityCard
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner


def test_the_card_tells_the_plan_the_midway_review_statements_and_checks_and_asks_for_what_is_pressed(
    service: Service, runner: Runner, qtbot: QtBot
) -> None:
    child, desk = service.child("C1", name="Ada Byron"), service.desk()
    care = service.period(child, date(2026, 3, 2))
    service.held(care, date(2026, 3, 20), date(2026, 6, 1))
    desk.do(KeepFinalPlan(care.id, date(2026, 9, 3)))
    statement = desk.do(KeepStatement(child.id, date(2026, 11, 10))).result
    check = desk.do(KeepCheck(child.id, "audit", TODAY, (Answered("analysis", "no"),), grade="good")).result
    tools = Tools(runner, Notices(), Preferences(runner), lambda: Calendar.from_rows(shipped_holidays()))
    asked: list[tuple[str, str]] = []
    card = QualityCard(tools, lambda code, record_id: asked.append((code, record_id)))
    qtbot.addWidget(card)
    card.show()
    card.show_child(child.id)
    qtbot.waitUntil(lambda: any("Peer audit" in words.text() for words in card.findChildren(QLabel)))
    said = " ".join(words.text() for words in card.findChildren(QLabel))
    assert "Final plan ratified on 3 September 2026 (over 6 to 8 months)." in said
    assert "Midway review due on 31 August 2026" in said
    assert "Statement to court due on 10 November 2026, not sent yet." in said
    assert "Peer audit, 20 Nov 2026: good. 1 no." in said
    for button in card.findChildren(QPushButton):
        button.click()
    assert asked == [
        ("keep-check", "midway"),
        ("keep-check", "monitoring"),
        ("keep-check", "audit"),
        ("keep-statement", ""),
        ("keep-final-plan", care.id),
        ("keep-check", "midway"),
        ("keep-statement", statement.id),
        ("void-statement", statement.id),
        ("raise-from-check", check.id),
        ("correct-check", check.id),
        ("void-check", check.id),
    ]
