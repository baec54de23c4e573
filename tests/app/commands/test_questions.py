"""The questions of checks: added, changed, moved and retired in Settings."""

from dataclasses import replace

import pytest

from app.commands.questions import KeepQuestion
from app.desk import Desk
from app.domain.errors import Refusal
from app.queries.checks import AskCheckAbout
from app.queries.questions import QuestionsTable
from tests.builders import Service


def asked(desk: Desk, kind: str = "monitoring") -> list[str]:
    """The keys of what a form asks."""
    return [one.key for one in desk.ask(AskCheckAbout(kind)).questions]


def test_a_question_is_added_at_its_place_with_a_key_of_its_own(desk: Desk) -> None:
    desk.do(KeepQuestion("monitoring", "Is the chronology up to date?", theme="recording-quality", place=2))
    assert asked(desk)[:2] == ["recorded", "is-the-chronology-up-to-date"]
    again = desk.do(KeepQuestion("monitoring", "Is the chronology up-to-date!")).result
    assert again.key == "is-the-chronology-up-to-date-2"
    assert asked(desk)[-1] == again.key


def test_a_question_is_changed_moved_and_retired_under_its_key(desk: Desk) -> None:
    desk.do(KeepQuestion("monitoring", "Were all visits made?", place=1, key="visits"))
    assert asked(desk)[0] == "visits"
    assert desk.ask(AskCheckAbout("monitoring")).questions[0].words == "Were all visits made?"
    desk.do(KeepQuestion("monitoring", "Were all visits made?", retired=True, key="visits"))
    assert "visits" not in asked(desk)
    row = next(row for row in desk.ask(QuestionsTable()).rows.rows if row.id == "monitoring:visits")  # type: ignore[attr-defined]
    assert row.cells[-1] == "Retired"


def test_a_question_without_words_a_second_time_or_unknown_is_refused(desk: Desk) -> None:
    for wrong in (
        KeepQuestion("monitoring", " "),
        KeepQuestion("monitoring", "were visits made in time?"),
        KeepQuestion("monitoring", "New?", key="unheard-of"),
        KeepQuestion("monitoring", "New?", theme="unheard-of"),
        KeepQuestion("lunch", "Was it good?"),
    ):
        with pytest.raises(Refusal):
            desk.do(wrong)
    assert len(asked(desk)) == 5


def test_an_iro_does_not_change_the_questions(service: Service) -> None:
    iro = service.desk(replace(service.person, role="iro"))
    with pytest.raises(Refusal):
        iro.do(KeepQuestion("monitoring", "New?"))
