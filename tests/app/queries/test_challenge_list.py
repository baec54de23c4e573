"""The list of challenges and the board: one filter for both, and every number equals its rows."""

import json
from datetime import date
from typing import Any

import pytest

from app.desk import Desk
from app.domain.challenges import records
from app.domain.challenges.records import Challenge
from app.domain.errors import Refusal
from app.queries.challenges.board import AskBoard
from app.queries.challenges.listing import (
    PARTS,
    Addressees,
    ChallengeCounts,
    ChallengeFilter,
    ChallengeList,
    quiet_since,
)
from app.queries.tables import CountOf, WindowOf
from app.table import Order, Row, Table, Tone
from tests import challenges
from tests.builders import CALENDAR, TODAY, Service

FRIDAY = date(2026, 11, 20)
assert FRIDAY == TODAY


def rows(desk: Desk, table: Table, order: Order | None = None) -> list[dict[str, Any]]:
    """The rows by the keys of their columns, as many as the table counts."""
    found = desk.ask(WindowOf(table, order, 0, 50))
    assert len(found) == desk.ask(CountOf(table))
    return [cells(table, row) for row in found]


def cells(table: Table, row: Row) -> dict[str, Any]:
    named = {column.key: cell for column, cell in zip(table.columns, row.cells, strict=True)}
    return {**named, "id": row.id, "tone": row.tone}


@pytest.fixture
def some(service: Service) -> dict[str, Challenge]:
    """One in each state and part; TODAY is Friday 20 November 2026."""
    mary, north = service.officer("Mary Iro"), service.team("North")
    jo = service.child("1001", name="Jo Alder", date_of_birth=date(2014, 5, 1))
    sam = service.child("1002", name="Sam Birch", date_of_birth=date(2015, 5, 1))
    service.allocated(jo, mary, date(2026, 1, 5))
    service.in_team(jo, north, date(2026, 1, 5))
    made = {
        "fresh": challenges.challenge(service, jo, 2, date(2026, 11, 19), theme="drift-delay", raised_by_id=mary.id),
        "late": challenges.challenge(service, jo, 3, date(2026, 11, 9), other_themes=["health"]),
        "informal": challenges.challenge(service, sam, 1, date(2026, 11, 13), raised_by_id=mary.id),
        "action": challenges.challenge(service, sam, 2, date(2026, 11, 2)),
        "service": challenges.challenge(service, None, 4, date(2026, 11, 18), status=records.NEITHER),
        "good": challenges.challenge(service, jo, theme="good-practice", raised_on=date(2026, 11, 10)),
        "closed": challenges.challenge(service, sam, 2, date(2026, 10, 1)),
        "seen": challenges.challenge(service, sam, 2, date(2026, 9, 1)),
        "comply": challenges.challenge(service, jo, 2, date(2026, 9, 2)),
        "answered": challenges.challenge(service, jo, 5, date(2026, 10, 6)),
    }
    challenges.step(
        service, made["action"], records.ACTIONS, date(2026, 11, 6), [("Visit the school", "Ann", date(2026, 11, 18))]
    )
    challenges.closed(service, made["closed"], date(2026, 10, 9))
    challenges.step(
        service, made["seen"], records.CLOSING, date(2026, 9, 20), code="plan-changed", due=date(2026, 11, 20)
    )
    challenges.closed(service, made["comply"], date(2026, 9, 21))
    challenges.step(service, made["comply"], records.IMPACT, date(2026, 10, 21), code=records.COMPLIANCE, scope="child")
    challenges.step(service, made["answered"], records.RESPONSE, date(2026, 10, 12), words="No", by="Head")
    return made


def names(some: dict[str, Challenge], found: list[dict[str, Any]]) -> list[str]:
    by_id = {challenge.id: name for name, challenge in some.items()}
    return [by_id[row["id"]] for row in found]


PARTS_HOLD = {
    "open": ["answered", "late", "action", "informal", "service", "fresh"],
    "overdue": ["answered", "late"],
    "actions-late": ["action"],
    "quiet": ["answered", "action"],
    "follow-up": ["seen"],
    "follow-up-later": [],
    "not-on-file": ["answered", "late", "action", "informal", "seen", "fresh", "comply", "closed", "good"],
    "compliance": ["comply"],
    "nobody-looked": ["closed"],
    "good-practice": ["good"],
    "closed": ["closed", "comply", "seen"],
    "all": ["closed", "comply", "seen", "fresh", "service", "informal", "good", "late", "action", "answered"],
}


@pytest.mark.parametrize("part", list(PARTS))
def test_each_part_holds_its_challenges_and_its_number_equals_its_rows(
    desk: Desk, some: dict[str, Challenge], part: str
) -> None:
    answer = desk.ask(ChallengeList(ChallengeFilter(part)))
    found = names(some, rows(desk, answer.table))
    assert sorted(found) == sorted(PARTS_HOLD[part])
    assert answer.counts == {code: len(held) for code, held in PARTS_HOLD.items()}
    assert answer.table.line.endswith(f": {len(found)}")


@pytest.mark.parametrize("part", list(PARTS))
def test_the_board_shows_the_same_challenges_as_the_list(desk: Desk, some: dict[str, Challenge], part: str) -> None:
    board = desk.ask(AskBoard(ChallengeFilter(part)))
    cards = {column.level: rows(desk, column.table) for column in board.columns}
    assert [len(cards[column.level]) for column in board.columns] == [column.count for column in board.columns]
    shown = {row["id"] for column in cards.values() for row in column}
    listed = {row["id"] for row in rows(desk, desk.ask(ChallengeList(ChallengeFilter(part))).table)}
    good = set() if part == "good-practice" else {some["good"].id}
    assert shown == listed - good
    assert bool(board.note) == bool(listed & good)
    assert [column.level for column in board.columns] == ([0] if part == "good-practice" else [1, 2, 3, 4, 5])


def test_columns_say_how_many_cards_are_late_and_put_the_first_due_first(
    desk: Desk, some: dict[str, Challenge]
) -> None:
    board = desk.ask(AskBoard())
    assert [(c.title, c.count, c.overdue) for c in board.columns] == [
        ("Level 1: Informal", 1, 0),
        ("Level 2: Team manager", 2, 1),
        ("Level 3: Service manager", 1, 1),
        ("Level 4: Strategic manager", 1, 0),
        ("Level 5: Head of service", 1, 1),
    ]
    assert board.count == 6
    assert names(some, rows(desk, board.columns[1].table)) == ["action", "fresh"]
    late = rows(desk, board.columns[2].table)[0]
    assert late["child"] == "Jo Alder"
    assert (late["left"], late["days_left"], late["tone"]) == ("4 working days late", -4, Tone.LATE)
    assert late["next"] == "Chase or escalate"
    assert (late["iro"], late["level_number"], late["state_code"]) == ("Mary Iro", 3, "awaiting")
    answered = rows(desk, board.columns[4].table)[0]
    assert (answered["next"], answered["left"]) == ("Accept, agree actions or escalate", "13 working days late")
    assert answered["tone"] == Tone.LATE


def test_a_row_says_how_it_stands(desk: Desk, some: dict[str, Challenge]) -> None:
    everything = {row["id"]: row for row in rows(desk, desk.ask(ChallengeList(ChallengeFilter("all"))).table)}
    told = {name: everything[challenge.id] for name, challenge in some.items()}
    assert told["action"]["next"] == "Action late: escalate"
    assert told["late"]["next"] == "Response 4 working days late: chase or escalate"
    assert told["answered"]["next"].endswith("; the whole process is 13 working days late")
    assert told["service"]["child"] is None
    assert told["service"]["child_reference"] == "Service concern"
    assert told["closed"]["state"] == "Closed: plan changed"
    assert told["closed"]["next"] == "Say what came of it: nobody has looked again"
    assert told["seen"]["next"] == "Look again today"
    assert told["comply"]["next"] == told["good"]["next"] == "Nothing more to do"
    assert (told["good"]["level"], told["good"]["state"], told["good"]["tone"]) == (
        "Good practice",
        "Good practice",
        Tone.INFORMATION,
    )
    assert (told["informal"]["left"], told["informal"]["tone"]) == ("due today", Tone.SOON)
    assert told["fresh"]["next"] == "Response due in 4 working days"
    assert told["fresh"]["tone"] == Tone.PLAIN


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"levels": (2, 3)}, ["action", "fresh", "late"]),
        ({"theme": "health"}, ["late"]),
        ({"theme": "drift-delay"}, ["fresh"]),
        ({"addressee": "Head of service"}, ["answered"]),
        ({"status": "neither"}, ["service"]),
        ({"states": ("answered", "agreed")}, ["action", "answered"]),
        ({"overdue": True}, ["answered", "late"]),
        ({"actions_late": True}, ["action"]),
        ({"part": "all", "follow_up": True}, ["seen"]),
        ({"raised_from": date(2026, 11, 13), "raised_until": date(2026, 11, 18)}, ["informal", "service"]),
        ({"text": "birch"}, ["action", "informal"]),
        ({"text": "CH0002"}, ["late"]),
        ({"text": "alder happened"}, ["answered", "fresh", "late"]),
    ],
)
def test_the_list_is_narrowed(
    desk: Desk, some: dict[str, Challenge], chosen: dict[str, Any], expected: list[str]
) -> None:
    kept = ChallengeFilter(**chosen)
    answer = desk.ask(ChallengeList(kept))
    assert sorted(names(some, rows(desk, answer.table))) == expected
    assert answer.counts[kept.part] == len(expected)
    assert ChallengeFilter.from_json(json.loads(json.dumps(kept.as_json()))) == kept
    assert kept.narrowed


def test_an_iros_are_those_they_raised_and_those_of_children_they_hold_now(
    desk: Desk, some: dict[str, Challenge]
) -> None:
    mary = some["fresh"].raised_by_id
    found = rows(desk, desk.ask(ChallengeList(ChallengeFilter(officer_id=mary))).table)
    assert sorted(names(some, found)) == ["answered", "fresh", "informal", "late"]
    assert "Mary Iro" in desk.ask(ChallengeList(ChallengeFilter(officer_id=mary))).table.line


def test_a_filter_remembers_only_what_was_chosen_and_ignores_what_it_does_not_know() -> None:
    assert ChallengeFilter().as_json() == {}
    kept = ChallengeFilter("closed", levels=(4,), raised_from=date(2026, 1, 2))
    assert kept.as_json() == {"part": "closed", "levels": [4], "raised_from": "2026-01-02"}
    assert ChallengeFilter.from_json({**kept.as_json(), "colour": "red"}) == kept


def test_a_part_that_is_no_more_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(Refusal, match='no part "nonsense"'):
        desk.ask(ChallengeList(ChallengeFilter("nonsense")))


def test_every_column_sorts(desk: Desk, some: dict[str, Challenge]) -> None:
    for part in ("open", "closed"):
        table = desk.ask(ChallengeList(ChallengeFilter(part))).table
        usual = sorted(row["id"] for row in rows(desk, table))
        for column in table.columns:
            assert sorted(row["id"] for row in rows(desk, table, Order(column.key, True))) == usual


def test_the_addressees_of_open_challenges_can_be_chosen(desk: Desk, some: dict[str, Challenge]) -> None:
    assert desk.ask(Addressees()) == (
        "Head of service",
        "Service manager",
        "Social worker and team manager",
        "Strategic manager",
        "Team manager",
    )
    assert desk.ask(ChallengeCounts())["open"] == 6


@pytest.mark.parametrize("today", [date(2026, 11, day) for day in range(16, 24)])
def test_quiet_begins_on_the_last_day_with_so_many_working_days_behind_it(today: date) -> None:
    day = quiet_since(today, 10, CALENDAR)
    assert CALENDAR.working_days_between(day, today) >= 10
    assert CALENDAR.working_days_between(date.fromordinal(day.toordinal() + 1), today) < 10
