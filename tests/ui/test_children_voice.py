"""The strip of a child's participation: by shapes, by words, by keys, reviews and conferences apart; and the meeting's form."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.commands.practice import KeepMeeting
from app.domain.voice import Voice
from app.queries.practice import MeetingInFull
from app.queries.voice import ParticipationStrip
from tests.builders import CALENDAR, Service
from ui.children.meetingforms import record_meeting
from ui.children.strip import MEANINGS, shape_of
from ui.children.task import Kit
from ui.children.voice import VoiceCard
from ui.notices import Notices
from ui.page import Tools
from ui.preferences import Preferences
from ui.runner import Runner

Acts = list[tuple[str, str]]


@pytest.fixture
def tools(runner: Runner, qtbot: QtBot) -> Tools:
    notices = Notices()
    qtbot.addWidget(notices)
    return Tools(runner, notices, Preferences(runner), lambda: CALENDAR)


@pytest.fixture
def acts() -> Acts:
    """What the card asked the page to do."""
    return []


@pytest.fixture
def card(tools: Tools, acts: Acts, qtbot: QtBot) -> Iterator[VoiceCard]:
    made = VoiceCard(tools, lambda what, key: acts.append((what, key)))
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    yield made
    made.hide()


@pytest.fixture
def child_id(service: Service) -> str:
    """A child with three reviews, the last of which was chaired, and no conference."""
    child = service.child(date_of_birth=date(2012, 5, 1))
    care = service.period(child, date(2025, 11, 3))
    service.held(care, date(2025, 11, 20), participation="PN7")
    service.held(care, date(2026, 2, 10))
    last = service.held(care, date(2026, 8, 3), participation="PN1")
    service.desk().do(KeepMeeting(last.id, Voice(child_id="", review_id="", chaired="chaired")))
    return child.id


def shown(card: VoiceCard, tools: Tools, child_id: str, qtbot: QtBot) -> None:
    card.show_child(child_id)
    qtbot.waitUntil(lambda: tools.runner._waiting == 0)


def test_reviews_and_conferences_stand_apart_with_their_shares(
    card: VoiceCard, tools: Tools, service: Service, child_id: str, qtbot: QtBot
) -> None:
    shown(card, tools, child_id, qtbot)
    assert card.reviews.share.text() == "Took part in 1 of 2 reviews (50.0 %); 1 not recorded"
    assert card.conferences.isHidden()
    with service.read() as store:
        child = store.shelf(type(service.child())).get(child_id)
    service.held(service.period(child, date(2026, 1, 5), "rcpc"), date(2026, 3, 30), participation="PN6")
    shown(card, tools, child_id, qtbot)
    assert card.conferences.share.text() == "Took part in 1 of 1 conference (100.0 %)"


def test_the_keyboard_goes_through_the_strip_and_the_ear_hears_each_meeting(
    card: VoiceCard, tools: Tools, acts: Acts, child_id: str, qtbot: QtBot
) -> None:
    shown(card, tools, child_id, qtbot)
    strip = card.reviews.strip
    assert card.reviews.told.text() == (
        "Looked-after review, 3 August 2026: Attended and spoke for themselves. The child chaired it. Not recorded."
    )
    QTest.keyClick(strip, Qt.Key.Key_Home)
    assert strip.accessibleName().startswith("Participation in reviews, 1 of 3: Looked-after review, 20 November 2025")
    QTest.keyClick(strip, Qt.Key.Key_Left)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    now = strip.now()
    assert now is not None
    assert now.date == date(2026, 2, 10)
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert acts == [("record-meeting", now.review_id)]


def test_each_way_to_take_part_has_a_shape_of_its_own(service: Service) -> None:
    child = service.child(date_of_birth=date(2022, 1, 1))
    care = service.period(child, date(2025, 1, 6))
    codes = ("PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7", None)
    for month, code in enumerate(codes, 1):
        service.held(care, date(2026, month, 5), participation=code)
    shapes = [shape_of(one) for one in service.desk().ask(ParticipationStrip(child.id))]
    assert shapes == ["young", "spoke", "spoke", "spoke", "there", "sent", "sent", "no-part", "unknown"]
    assert {*shapes} == {*MEANINGS}


def test_a_child_who_had_no_review_yet_is_told_so(
    card: VoiceCard, tools: Tools, service: Service, qtbot: QtBot
) -> None:
    shown(card, tools, service.child().id, qtbot)
    assert not card._none.isHidden()
    assert card.reviews.isHidden()


def test_a_meeting_of_any_age_is_recorded_on_the_childs_page(
    tools: Tools, service: Service, child_id: str, qtbot: QtBot
) -> None:
    first = service.desk().ask(ParticipationStrip(child_id))[0]
    facts = service.desk().ask(MeetingInFull(first.review_id))
    task = record_meeting(facts, Kit(tools, None))  # type: ignore[arg-type]
    qtbot.addWidget(task.form)
    task.form.plan.choices["education_plan"].set_value("yes")  # type: ignore[attr-defined]
    service.desk().do(task.command({}))
    assert service.desk().ask(MeetingInFull(first.review_id)).quality.education_plan == "yes"
