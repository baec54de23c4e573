"""The clinic, what is not on file, learning points, a month's themes, and finding challenges by typing."""

from datetime import date
from typing import Any

import pytest

from app.desk import Desk
from app.domain.challenges import records
from app.domain.challenges.records import Challenge, LearningLink, LearningPoint
from app.domain.dates import Period
from app.queries.challenges.clinic import ClinicCounts, ClinicList, MessagesAbout
from app.queries.challenges.filing import NotOnFile, TextsToFile
from app.queries.challenges.learning import AskLearningPoint, LearningPoints, ThemeSheet
from app.queries.find import Find
from app.queries.tables import CountOf, WindowOf
from app.table import Order, Table, Tone
from tests import challenges
from tests.builders import Service

NOVEMBER = Period.month(2026, 11)


def rows(desk: Desk, table: Table, order: Order | None = None) -> list[dict[str, Any]]:
    found = desk.ask(WindowOf(table, order, 0, 50))
    assert len(found) == desk.ask(CountOf(table))
    keys = [column.key for column in table.columns]
    return [{**dict(zip(keys, row.cells, strict=True)), "id": row.id, "tone": row.tone} for row in found]


@pytest.fixture
def some(service: Service) -> dict[str, Challenge]:
    """Late at two levels in two teams, with a late action, quiet for long, a service concern, and one that is well."""
    north, south = service.team("North"), service.team("South")
    jo = service.child("1001", name="Jo Alder")
    sam = service.child("1002", name="Sam Birch")
    nameless = service.child("1003")
    service.in_team(jo, south, date(2026, 1, 5))
    service.in_team(sam, north, date(2026, 1, 5))
    made = {
        "jo": challenges.challenge(service, jo, 2, date(2026, 11, 9), theme="health"),
        "sam": challenges.challenge(service, sam, 2, date(2026, 11, 10), other_themes=["health"]),
        "older": challenges.challenge(service, sam, 2, date(2026, 11, 3)),
        "action": challenges.challenge(service, nameless, 3, date(2026, 10, 12)),
        "quiet": challenges.challenge(service, sam, 1, date(2026, 10, 20)),
        "concern": challenges.challenge(service, None, 4, date(2026, 11, 2), status=records.NEITHER),
        "well": challenges.challenge(service, jo, 2, date(2026, 11, 19)),
        "good": challenges.challenge(service, jo, theme="good-practice", raised_on=date(2026, 11, 5)),
    }
    challenges.step(
        service, made["action"], records.ACTIONS, date(2026, 10, 14), [("Visit", "Ann", date(2026, 11, 17))]
    )
    challenges.answered(service, made["quiet"], date(2026, 10, 22))
    return made


def names(some: dict[str, Challenge], found: list[dict[str, Any]]) -> list[str]:
    by_id = {challenge.id: name for name, challenge in some.items()}
    return [by_id[row["id"]] for row in found]


def test_the_clinic_is_grouped_by_addressee_and_team_and_the_oldest_comes_first(
    desk: Desk, some: dict[str, Challenge]
) -> None:
    table = desk.ask(ClinicList())
    found = rows(desk, table)
    assert names(some, found) == ["action", "quiet", "concern", "older", "sam", "jo"]
    assert [(row["addressee"], row["team"]) for row in found] == [
        ("Service manager", None),
        ("Social worker and team manager", "North"),
        ("Strategic manager", None),
        ("Team manager", "North"),
        ("Team manager", "North"),
        ("Team manager", "South"),
    ]
    assert table.line == "6 challenges by addressee and team, as at Friday 20 November 2026"
    by_team = names(some, rows(desk, desk.ask(ClinicList("team"))))
    assert by_team == ["quiet", "older", "sam", "jo", "action", "concern"]


def test_every_row_says_why_it_is_here(desk: Desk, some: dict[str, Challenge]) -> None:
    told = dict(zip(names(some, rows(desk, desk.ask(ClinicList()))), rows(desk, desk.ask(ClinicList())), strict=True))
    assert told["jo"]["why"] == "Response 4 working days late"
    assert told["older"]["why"] == (
        "Response 8 working days late; No movement for 13 working days, since 3 November 2026"
    )
    assert told["action"]["why"] == (
        "Action 3 working days late; No movement for 27 working days, since 14 October 2026"
    )
    assert told["quiet"]["why"] == "No movement for 21 working days, since 22 October 2026"
    assert told["jo"]["open_for"] == 9
    assert told["jo"]["tone"] == Tone.LATE
    assert desk.ask(ClinicCounts()) == {"all": 6, "overdue": 4, "actions-late": 1, "quiet": 4}


def test_children_are_initials_unless_names_are_asked_for(desk: Desk, some: dict[str, Challenge]) -> None:
    plain = desk.ask(ClinicList())
    shown = {row["child"] for row in rows(desk, plain)}
    assert shown == {"JA", "SB", "No name recorded", "Service concern"}
    assert not {"child_reference", "concern"} & {column.key for column in plain.columns}
    named = desk.ask(ClinicList(named=True))
    assert {row["child"] for row in rows(desk, named)} == {"Jo Alder", "Sam Birch", "1003", None}
    for column in plain.columns:
        assert len(rows(desk, plain, Order(column.key))) == 6


def test_steps_wait_for_the_childs_file_oldest_first(service: Service, desk: Desk, some: dict[str, Challenge]) -> None:
    table = desk.ask(NotOnFile())
    found = rows(desk, table)
    days = [row["on"] for row in found]
    assert days == sorted(days)
    assert table.line == "10 steps not on the child's file, as at Friday 20 November 2026"
    assert (found[0]["reference"], found[0]["kind"]) == (some["action"].reference, "Raised or escalated")
    assert some["concern"].reference not in {row["reference"] for row in found}
    texts = desk.ask(TextsToFile((found[1]["id"], found[0]["id"]))).split("\n\n")
    assert [text.splitlines()[1] for text in texts] == [
        "14 October 2026: Actions agreed",
        "12 October 2026: Raised at Level 3: Service manager",
    ]
    step = challenges.steps_of(service, some["action"])[0]
    with service.change() as store:
        store.shelf(type(step)).keep(type(step)(**{**vars(step), "on_file": service.today}))
    assert len(rows(desk, desk.ask(NotOnFile()))) == 9


def test_an_iro_sees_the_steps_of_their_own(service: Service, desk: Desk, some: dict[str, Challenge]) -> None:
    mary = service.officer("Mary")
    made = challenges.challenge(service, service.child("9"), 2, date(2026, 11, 2), raised_by_id=mary.id)
    found = rows(desk, desk.ask(NotOnFile(mary.id)))
    assert [row["reference"] for row in found] == [made.reference]


def test_messages_about_chosen_challenges_name_nobody(desk: Desk, some: dict[str, Challenge]) -> None:
    said = desk.ask(MessagesAbout((some["sam"].id, some["concern"].id))).splitlines()
    assert said == [
        (
            "Challenge CH0002 (SB), Level 2: Team manager. A response was due on 17 November 2026 and is 3 working days "
            "late. Please send it, or say when it will come."
        ),
        (
            "Challenge CH0006 (Service concern), Level 4: Strategic manager. A response was due on 9 November 2026 and is "
            "9 working days late. Please send it, or say when it will come."
        ),
    ]


@pytest.fixture
def points(service: Service, some: dict[str, Challenge]) -> list[LearningPoint]:
    made = [
        LearningPoint(
            theme="health", noticed_on=date(2026, 10, 5), words="Dentists are booked late", shared_where="Team day",
            shared_on=date(2026, 11, 12), action="A list", owner="Ann", due=date(2026, 11, 10),
        ),
        LearningPoint(
            theme="health", noticed_on=date(2026, 9, 5), words="Plans lack dates", changed="A new form",
            changed_on=date(2026, 11, 18),
        ),
        LearningPoint(theme="drift-delay", noticed_on=date(2026, 3, 5), words="Old"),
    ]  # fmt: skip
    service.keep(*made)
    service.keep(*(LearningLink(learning_id=made[0].id, challenge_id=some[name].id) for name in ("sam", "jo")))
    return made


def test_learning_points_say_how_far_they_have_come(desk: Desk, points: list[LearningPoint]) -> None:
    found = rows(desk, desk.ask(LearningPoints()))
    assert [(row["words"], row["state"], row["challenges"]) for row in found] == [
        ("Dentists are booked late", "Action late", 2),
        ("Plans lack dates", "Changed", 0),
        ("Old", "To be shared", 0),
    ]
    assert len(rows(desk, desk.ask(LearningPoints("health")))) == 2


def test_a_learning_point_shows_its_challenges(
    desk: Desk, some: dict[str, Challenge], points: list[LearningPoint]
) -> None:
    sheet = desk.ask(AskLearningPoint(points[0].id))
    assert sheet.theme == "Health"
    assert [(line.challenge.reference, line.initials) for line in sheet.challenges] == [
        (some["jo"].reference, "JA"),
        (some["sam"].reference, "SB"),
    ]


def test_a_months_theme_sheet_counts_themes_and_says_what_was_learnt(
    desk: Desk, some: dict[str, Challenge], points: list[LearningPoint]
) -> None:
    table = desk.ask(ThemeSheet(NOVEMBER))
    found = {row["id"]: row for row in rows(desk, table)}
    health, whole = found["health"], found["whole"]
    assert (health["main"], health["any"], health["level_2"], health["learning"]) == (1, 2, 1, 2)
    assert health["shared"] == "Dentists are booked late (Team day, 12 November 2026)"
    assert health["changed"] == "A new form"
    assert (whole["main"], whole["any"], whole["level_4"], whole["good"]) == (5, 5, 1, 1)
    assert "drift-delay" not in found
    assert found["good-practice"]["good"] == 1
    for row in desk.ask(WindowOf(table, None, 0, 50)):
        for key, query in row.opens.items():
            opened = rows(desk, desk.ask(query))
            assert len({each["reference"] for each in opened}) == row.cells[table.column(key)]


def test_challenges_are_found_by_reference_child_and_words(desk: Desk, some: dict[str, Challenge]) -> None:
    by_reference = desk.ask(Find("CH0001"))
    assert [(f.kind, f.id, f.words, f.more) for f in by_reference] == [
        ("challenge", some["jo"].id, "CH0001 Jo Alder", "Awaiting response")
    ]
    kinds = [found.kind for found in desk.ask(Find("alder"))]
    assert kinds == ["child", "challenge", "challenge", "challenge"]
    assert len(desk.ask(Find("nothing has happened", ("challenge",)))) == 8
    assert "CH0006 Service concern" in {found.words for found in desk.ask(Find("CH0006"))}
