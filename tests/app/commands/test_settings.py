"""What the service sets up: settings, holidays, lists, officers, posts, teams, people, preferences."""

from datetime import date
from typing import Any

import pytest

from app.commands.people import KeepPerson, RemovePerson
from app.commands.preferences import Remember
from app.commands.reviews import SetLateReason
from app.commands.settings import (
    ChangeSetting,
    KeepHoliday,
    KeepListEntry,
    KeepOfficer,
    KeepPost,
    KeepTeam,
    PasteOfficers,
    VoidHoliday,
)
from app.commands.undo import UndoLatest
from app.desk import Desk, sign_in
from app.domain.access import Person, Role
from app.domain.errors import Refusal
from app.domain.officers import Officer, Post
from app.domain.reviews import Review, Series
from app.domain.settings import Holiday
from app.queries.deciding import Decided, HolidayEffect
from app.queries.preferences import Recall, RecallAll
from app.queries.service import ServiceChoices, setting
from tests.builders import NOW, Service


def value(service: Service, key: str) -> Any:
    with service.read() as store:
        return setting(store, key)


def test_a_setting_holds_from_its_day_on(service: Service, desk: Desk) -> None:
    desk.do(ChangeSetting("timeliness.target", 90))
    desk.do(ChangeSetting("timeliness.target", 97.5, date(2026, 12, 1)))
    assert value(service, "timeliness.target") == 90
    service.today = date(2026, 12, 1)
    assert value(service, "timeliness.target") == 97.5


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("no.such", 1),
        ("ahead.usual-weeks", 0),
        ("ahead.usual-weeks", 1_000_000_000),
        ("papers.report-days", -1),
        ("papers.report-days", 61),
        ("timeliness.target", 101),
        ("timeliness.target", True),
        ("timeliness.target", "95"),
        ("timeliness.attribution", "team"),
        ("kinds.chaired", []),
        ("kinds.chaired", ["review"]),
        ("kinds.names", {"review": "Meeting"}),
        ("timeliness.local", {"icpc": ["soon"]}),
        ("timeliness.local", {"review": ["28 days"]}),
        ("service.name", 7),
        ("service.demonstration", True),
    ],
)
def test_a_value_that_cannot_be_is_refused(service: Service, desk: Desk, key: str, given: Any) -> None:
    with pytest.raises(Refusal):
        desk.do(ChangeSetting(key, given))
    if key != "no.such":
        assert service.count("audit") == 1


def test_a_local_limit_is_shown_beside_the_law(service: Service, desk: Desk) -> None:
    enquiry = service.period(service.child(), date(2026, 6, 1), "icpc")
    assert desk.do(ChangeSetting("timeliness.local", {"icpc": ["10 working days"]})).result == Decided(0, 0)
    review = service.open_review(enquiry)
    assert (review.due, review.local_due) == (date(2026, 6, 22), date(2026, 6, 15))
    desk.do(UndoLatest())
    assert service.open_review(enquiry).local_due is None


# ------------------------------------------------------------------------------------------------ bank holidays


@pytest.fixture
def two(service: Service) -> tuple[Series, Series]:
    """One open review due on 29 September 2026; one held in time on its due date, 30 March 2026."""
    waiting = service.period(service.child("1001"), date(2026, 9, 1))
    done = service.period(service.child("1002"), date(2026, 3, 2))
    service.held(done, date(2026, 3, 31))
    return waiting, done


def test_a_new_holiday_moves_due_dates_and_says_how_many(
    service: Service, desk: Desk, two: tuple[Series, Series]
) -> None:
    waiting, done = two
    assert service.reviews(done)[0].due == date(2026, 3, 30)
    assert desk.do(KeepHoliday(date(2026, 9, 8), "National day")).result == Decided(1, 0)
    assert service.open_review(waiting).due == date(2026, 9, 30)
    assert desk.do(KeepHoliday(date(2026, 3, 10), "Another day")).result == Decided(1, 1)
    assert service.reviews(done)[0].due == date(2026, 3, 31)


def test_what_a_holiday_will_change_is_told_before_and_comes_true(
    service: Service, desk: Desk, two: tuple[Series, Series]
) -> None:
    before = [service.reviews(series) for series in two]
    march, september = date(2026, 3, 10), date(2026, 9, 8)
    told = desk.ask(HolidayEffect(march))
    assert [service.reviews(series) for series in two] == before
    assert desk.do(KeepHoliday(march, "National day")).result == told == Decided(1, 1)
    with service.read() as store:
        (kept,) = store.shelf(Holiday).find(date=march)
    moved = desk.ask(HolidayEffect(september, instead_of=march))
    assert desk.do(KeepHoliday(september, "National day", holiday_id=kept.id)).result == moved == Decided(2, 1)
    gone = desk.ask(HolidayEffect(september, adding=False))
    assert desk.do(VoidHoliday(kept.id)).result == gone == Decided(1, 0)
    assert [[r.due for r in service.reviews(series)] for series in two] == [[r.due for r in b] for b in before]


def test_a_holiday_at_a_weekend_or_already_there_changes_nothing(desk: Desk, two: tuple[Series, Series]) -> None:
    assert desk.ask(HolidayEffect(date(2026, 9, 12))) == Decided()
    assert desk.ask(HolidayEffect(date(2026, 12, 25))) == Decided()
    assert desk.ask(HolidayEffect(date(2026, 9, 8), adding=False)) == Decided()


def test_a_new_name_of_a_holiday_moves_nothing(service: Service, desk: Desk) -> None:
    with service.read() as store:
        (boxing,) = store.shelf(Holiday).find(date=date(2026, 12, 28))
    assert desk.do(KeepHoliday(boxing.date, "Boxing Day (substitute)", holiday_id=boxing.id)).result == Decided()
    with pytest.raises(Refusal, match="bank holiday already"):
        desk.do(KeepHoliday(boxing.date, "Once more"))
    with pytest.raises(Refusal, match="needs a name"):
        desk.do(KeepHoliday(date(2026, 9, 8), " "))
    desk.do(VoidHoliday(boxing.id))
    for command in (VoidHoliday(boxing.id), KeepHoliday(boxing.date, "Back", holiday_id=boxing.id)):
        with pytest.raises(Refusal, match="taken away"):
            desk.do(command)


# ------------------------------------------------------------------------------------------------ lists


def test_a_list_value_is_added_renamed_and_retired(service: Service, desk: Desk) -> None:
    added = desk.do(KeepListEntry("late-reason", " School holidays ", "Other")).result
    assert (added.code, added.label) == ("school-holidays", "School holidays")
    review: Review = service.open_review(service.period(service.child(), date(2026, 1, 5)))
    desk.do(SetLateReason((review.id,), "school-holidays"))
    desk.do(KeepListEntry("late-reason", "Holidays", "Other", added.id))
    desk.do(KeepListEntry("late-reason", "Holidays", "Other", added.id, retired=True))
    assert "Holidays" not in [e.label for e in desk.ask(ServiceChoices()).lists["late-reason"]]
    again = desk.do(KeepListEntry("late-reason", "School holidays")).result
    assert again.code == "school-holidays-2"
    with pytest.raises(Refusal, match='has "holidays" already'):
        desk.do(KeepListEntry("late-reason", "holidays"))
    for name, label in (("late-reason", " "), ("no-list", "Words")):
        with pytest.raises(Refusal, match="Give the words"):
            desk.do(KeepListEntry(name, label))


# ------------------------------------------------------------------------------------------------ staff


def test_officers_are_pasted_from_a_sheet(service: Service, desk: Desk) -> None:
    text = "Name\tFTE\tLogin\r\nMary Moor\t0,6\tmmoor\r\n\r\nZoë Ünal\t80%\nMary Moor\t1\n  Sam Sloe  "
    assert desk.do(PasteOfficers(text)).result == 3
    assert desk.do(PasteOfficers(text)).result == 0
    with service.read() as store:
        names = {o.id: (o.name, o.login) for o in store.shelf(Officer).find()}
        posts = {names[p.officer_id or ""]: p.fte_hundredths for p in store.shelf(Post).find()}
    assert posts == {("Mary Moor", "mmoor"): 60, ("Zoë Ünal", ""): 80, ("Sam Sloe", ""): 100}


def test_officers_and_teams_have_names_of_their_own(service: Service, desk: Desk) -> None:
    mary = desk.do(KeepOfficer("Mary Moor")).result
    north = desk.do(KeepTeam("North")).result
    assert desk.do(KeepOfficer("Mary Moore", "mm", mary.id)).result.name == "Mary Moore"
    assert desk.do(KeepTeam("North East", north.id)).result.id == north.id
    for command in (KeepOfficer("mary moore"), KeepOfficer(" "), KeepTeam("north east"), KeepTeam(" ")):
        with pytest.raises(Refusal):
            desk.do(command)


def test_a_post_that_cannot_be_is_refused(service: Service, desk: Desk) -> None:
    day = date(2026, 1, 1)
    assert desk.do(KeepPost(None, "iro", day)).result.officer_id is None
    for command in (
        KeepPost(None, "driver", day),
        KeepPost(None, "iro", day, fte_hundredths=0),
        KeepPost(None, "iro", day, fte_hundredths=101),
        KeepPost(None, "iro", day, date(2025, 12, 31)),
        KeepPost("f" * 32, "iro", day),
    ):
        with pytest.raises(Refusal):
            desk.do(command)


def test_the_service_always_has_a_manager(service: Service, desk: Desk) -> None:
    with service.read() as store:
        (first,) = store.shelf(Person).find()
    for command in (KeepPerson("manager", "Mia", Role.READER, person_id=first.id), RemovePerson(first.id)):
        with pytest.raises(Refusal, match="at least one manager"):
            desk.do(command)
    for command in (
        KeepPerson("MANAGER", "Two", Role.READER),
        KeepPerson(" ", "X", Role.READER),
        KeepPerson("x", "X", "boss"),
    ):
        with pytest.raises(Refusal):
            desk.do(command)
    with pytest.raises(Refusal, match="This is the only manager"):
        desk.do(KeepPerson("manger", "Mia", Role.MANAGER, person_id=first.id))
    desk.do(KeepPerson("Manager", "Mia M", Role.MANAGER, person_id=first.id))
    desk.do(KeepPerson("second", "Second", Role.MANAGER))
    desk.do(RemovePerson(first.id))
    with pytest.raises(Refusal, match='login "manager" is not entered'):
        sign_in(service.keeper, "manager", lambda: NOW)
    assert sign_in(service.keeper, "SECOND", lambda: NOW).person.role == Role.MANAGER


def test_what_a_person_remembers_is_theirs_and_not_accounted_for(service: Service, desk: Desk) -> None:
    reader = service.desk(Person(login="rita", role=Role.READER))
    desk.do(Remember("preference", "columns", "[1]"))
    assert reader.do(Remember("preference", "columns", "[2]")).entry is None
    assert desk.ask(Recall("preference", "columns")) == "[1]"
    assert reader.ask(RecallAll("preference")) == {"columns": "[2]"}
    reader.do(Remember("preference", "columns", None))
    assert reader.ask(Recall("preference", "columns")) is None
    assert service.count("audit") == 1
