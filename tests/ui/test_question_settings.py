"""The questions of checks are set up in Settings: added, moved, retired; and refused where they cannot be asked."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.queries.checks import AskCheckAbout
from tests.builders import Service
from tests.ui.test_challenge_settings import SettingsScreen


@pytest.fixture
def screen(service: Service, qtbot: QtBot) -> Iterator[SettingsScreen]:
    """The page at the questions."""
    made = SettingsScreen(service, qtbot)
    made.go("questions")
    yield made
    made.runner.finish()


def asked(screen: SettingsScreen) -> list[str]:
    """What an audit asks."""
    return [one.words for one in screen.service.desk().ask(AskCheckAbout("audit")).questions]


def test_a_question_is_added_at_a_place_and_retired_and_stays_with_its_check(screen: SettingsScreen) -> None:
    screen.page.new.trigger()
    assert not screen.save(kind="audit", words="Was the child asked how it felt?", place="1", theme="participation")
    assert asked(screen)[0] == "Was the child asked how it felt?"
    screen.table.choose("audit:was-the-child-asked-how-it-felt")
    screen.settle()
    assert not screen.save(retired=True)
    assert "Was the child asked how it felt?" not in asked(screen)
    screen.table.choose("audit:analysis")
    screen.settle()
    assert "stays with its check" in screen.save(kind="midway")
    assert "needs words" in screen.save(kind="audit", words="")
    assert "is not a place" in screen.save(words="Why?", place="first")
