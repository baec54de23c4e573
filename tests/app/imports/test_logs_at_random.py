"""Logs of random rows: read again they write nothing, and what is kept is always what the steps tell."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep, LevelEntry
from app.domain.challenges.story import tell
from app.queries.challenges.terms import terms_of
from tests.app.imports.conftest import Importing

FIRST = date(2026, 8, 1)
CHOICES: dict[str, Sequence[Any]] = {
    "Child ID": ("1", "2", "3", "Service", None),
    "Theme": ("Health", "Drift and delay", "Odd", "Good practice", None, "Health; Odd"),
    "Issue": ("a", "b", ""),
    "Response": ("ok", None),
    "Outcome": ("Plan changed", "Closed", "weird", None, "Withdrawn"),
    "CLA/CP": ("CLA", "CP", "both", None),
    "Cafcass": ("Yes", "No", None, "consulted"),
    "Impact": ("No change", "Too early", "so so", None),
    "Status": ("Open", "Closed", None),
    "Raised by": ("Ira Orr", None, "TBC"),
    "Sent to": ("Jo", None),
    "Challenge ref": ("A1", "A2", "A3", None),
    "Level": (1, 2, 3, "L4", "Informal", None, "?"),
}
DAYS = {"Date raised": 0.97, "Response date": 0.5, "Date closed": 0.4, "Response due": 0.3}
LEVELS = {"Level 1 date": 0.5, "Level 2 date": 0.6, "Level 3 date": 0.3}


def headings_of(draw: Random) -> list[str]:
    """The columns of one log: with or without references of its own, one level or a date for each."""
    dated = draw.random() < 0.5
    without = {"Challenge ref"} if draw.random() < 0.6 else set()
    without |= {"Level"} if dated and draw.random() < 0.5 else set()
    return [name for name in (*CHOICES, *DAYS, *(LEVELS if dated else ())) if name not in without]


def row_of(draw: Random, headings: Sequence[str]) -> list[Any]:
    """One row; now and then a day that is none or lies ahead."""
    whole = {name: draw.choice(values) for name, values in CHOICES.items()}
    for name, filled in (DAYS | LEVELS).items():
        day = FIRST + timedelta(draw.randrange(150))
        whole[name] = "soon" if draw.random() < 0.03 else day if draw.random() < filled else None
    return [whole[name] for name in headings]


def changed(draw: Random, row: list[Any], headings: Sequence[str]) -> list[Any]:
    """The row as it may stand in the next log: the same, with other cells, or another one."""
    other, chance = row_of(draw, headings), draw.random()
    if chance < 0.2:
        return other
    return [*row[:3], *other[3:]] if chance < 0.6 else row


def check(importing: Importing) -> None:
    """Hold every challenge and its entries against its steps, told anew."""
    with importing.service.read() as store:
        terms = terms_of(store)
        for challenge in store.shelf(Challenge).find():
            steps = store.shelf(ChallengeStep).find(challenge_id=challenge.id)
            story = tell(challenge, steps, store.shelf(ChallengeAction).find(challenge_id=challenge.id), terms)
            assert story.challenge == challenge
            kept = {entry.step_id: entry for entry in store.shelf(LevelEntry).find(challenge_id=challenge.id)}
            told = {entry.step_id: entry for entry in story.entries}
            assert kept.keys() == told.keys()
            for key, entry in kept.items():
                same: dict[str, Any] = {"id": entry.id, "version": entry.version, "import_id": entry.import_id}
                assert replace(told[key], **same) == entry


@pytest.mark.parametrize("seed", range(12))
def test_a_log_read_again_writes_nothing_and_what_is_kept_is_what_the_steps_tell(
    importing: Importing, seed: int
) -> None:
    draw = Random(seed)
    headings = headings_of(draw)
    rows = [row_of(draw, headings) for _ in range(25)]
    for _ in range(3):
        first = importing.rows(headings, *rows)
        check(importing)
        again = importing.rows(headings, *rows)
        assert not again.writes
        assert [one.row for one in again.refused] == [one.row for one in first.refused]
        rows = [changed(draw, row, headings) for row in rows]
        draw.shuffle(rows)
