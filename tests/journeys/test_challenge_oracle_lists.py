"""Random histories of challenges through the whole program: log, lists and clinic hold what the oracle says."""

from collections.abc import Callable
from datetime import date
from itertools import groupby
from typing import Any

import pytest

from app.commands.settings import ChangeSetting
from app.domain.dates import Period
from app.queries.challenges.clinic import ClinicCounts, ClinicList
from app.queries.challenges.filing import NotOnFile
from app.queries.challenges.listing import PARTS, ChallengeCounts, ChallengeFilter, ChallengeList
from app.queries.challenges.log import ChallengeLog
from app.table import Table
from tests.journeys.challenge_made import PERIODS, Made
from tests.journeys.challenge_oracle import Told
from tests.journeys.challenge_oracle_rows import Holding


def logged(told: Told, stop: str) -> dict[str, Any]:
    """The row of one challenge in the log, as far as it follows from the steps."""
    process = told.process or (None, None, None)
    stopped = told.stopped(stop)
    return {
        "reference": told.case.reference,
        "raised_on": told.case.raised_on,
        "first_level": told.levels[0] if told.levels else None,
        "level": told.level or None,
        "highest": told.highest or None,
        "bypasses": sum(entry.passed for entry in told.entries),
        "addressee": told.addressee or None,
        "entered": [step.on for step in told.steps if step.kind == "entered"][-1],
        "original_due": told.chapter[0].due,
        "response_due": told.response_due,
        "extended": "Yes" if told.last("extended") else "No",
        "answered_on": told.answered_on,
        "accepted_on": told.accepted_on,
        "actions_due": told.actions_due,
        "done_on": told.done_on,
        "formal_on": next((entry.entered for entry in told.entries if entry.level > 1), None),
        "process_original": process[1],
        "process_due": process[2],
        "stopped": stopped,
        "in_time": judged(told, stopped, process[1]),
        "in_time_extended": judged(told, stopped, process[2]),
        "closed_on": told.closed_on,
        "follow_up_due": told.follow_up,
        "impact_on": told.impact.on if told.impact else None,
        "consulted": "Yes" if any(step.kind == "cafcass-consulted" for step in told.steps) else "No",
        "referred": "Yes" if any(step.kind == "cafcass-referred" for step in told.steps) else "No",
        "last_moved": told.last_moved,
    }


def judged(told: Told, stopped: date | None, due: date | None) -> str | None:
    """Whether it was resolved by a day; "Not yet" while it is open, nothing where nothing is judged."""
    if due is None:
        return None
    if stopped is None:
        return None if told.ending else "Not yet"
    return "Yes" if stopped <= due else "No"


@pytest.mark.parametrize("stop", ["accepted", "done", "closed"])
def test_every_row_of_the_log_is_the_one_worked_out_by_hand(made: Made, stop: str) -> None:
    made.service.desk().do(ChangeSetting("challenges.stop", stop))
    first, last = PERIODS[0]
    table: Table = made.service.desk().ask(ChallengeLog(Period(first, last)))
    keys = [column.key for column in table.columns]
    rows = {row.id: dict(zip(keys, row.cells, strict=True)) for row in made.rows(table)}
    told = {one.case.id: logged(one, stop) for one in made.told if first <= one.case.raised_on <= last}
    assert set(rows) == set(told)
    for key, expected in told.items():
        shown = {name: rows[key][name] for name in expected}
        for name in ("first_level", "level", "highest"):
            shown[name] = int(shown[name].split(":")[0].split()[1]) if shown[name] else None
        assert shown == expected


# ---------------------------------------------------------------------------------------------------- the lists


def in_part(told: Told) -> dict[str, bool]:
    """Which parts of the list a challenge stands in."""
    today, due = told.log.today, told.follow_up
    return {
        "open": told.open,
        "overdue": told.overdue,
        "actions-late": told.actions_late,
        "quiet": told.quiet,
        "follow-up": bool(due and due <= today),
        "follow-up-later": bool(due and due > today),
        "not-on-file": bool(told.case.child and any(not step.filed for step in told.steps)),
        "compliance": told.looked == "compliance",
        "nobody-looked": told.looked == "nobody-looked",
        "good-practice": told.case.positive,
        "closed": told.state == "closed",
        "all": True,
    }


def test_every_part_of_the_list_holds_what_it_should(made: Made) -> None:
    expected = {code: {one.case.id for one in made.told if in_part(one)[code]} for code in PARTS}
    desk = made.service.desk()
    for code, of_part in expected.items():
        assert set(made.ids(desk.ask(ChallengeList(ChallengeFilter(code))).table)) == of_part, code
    assert desk.ask(ChallengeCounts()) == {code: len(of_part) for code, of_part in expected.items()}


def test_every_filter_of_the_list_lets_through_what_it_should(made: Made) -> None:
    log, since = made.log, date(2026, 5, 1)
    officer, team = log.iros[0].holder, log.teams[0].holder

    def has(told: Told, holdings: tuple[Holding, ...]) -> str | None:
        return log.holder(holdings, told.case.child, log.today)

    filters: dict[ChallengeFilter, Callable[[Told], bool]] = {
        ChallengeFilter("all", levels=(2, 4)): lambda one: one.level in (2, 4),
        ChallengeFilter("all", theme="health"): lambda one: "health" in {one.case.theme, *one.case.others},
        ChallengeFilter("all", officer_id=officer): lambda one: officer in (one.case.raised_by, has(one, log.iros)),
        ChallengeFilter("all", team_id=team): lambda one: has(one, log.teams) == team,
        ChallengeFilter("all", status="both"): lambda one: one.case.status == "both",
        ChallengeFilter("all", states=("agreed", "done")): lambda one: one.state in ("agreed", "done"),
        ChallengeFilter("all", addressee="Head of service"): lambda one: one.addressee == "Head of service",
        ChallengeFilter("open", overdue=True, raised_from=since): lambda o: o.overdue and o.case.raised_on >= since,
        ChallengeFilter("open", actions_late=True): lambda one: one.actions_late,
        ChallengeFilter("closed", raised_until=since): lambda o: o.state == "closed" and o.case.raised_on <= since,
        ChallengeFilter("all", follow_up=True): lambda one: in_part(one)["follow-up"],
    }
    for chosen, passes in filters.items():
        shown = made.ids(made.service.desk().ask(ChallengeList(chosen)).table)
        assert sorted(shown) == sorted(one.case.id for one in made.told if passes(one)), chosen


def test_the_clinic_holds_what_is_late_or_still_by_addressee_and_oldest_first(made: Made) -> None:
    here = [one for one in made.told if one.overdue or one.actions_late or one.quiet]
    desk = made.service.desk()
    table: Table = desk.ask(ClinicList())
    rows = made.rows(table)
    assert {row.id for row in rows} == {one.case.id for one in here}
    assert all(row.cells[table.column("why")] for row in rows)
    raised, addressee = {one.case.id: one.case.raised_on for one in here}, table.column("addressee")
    for _, of_one in groupby(rows, lambda row: (row.cells[addressee], row.cells[table.column("team")])):
        days = [raised[row.id] for row in of_one]
        assert days == sorted(days)
    shown = [row.cells[addressee] for row in rows]
    assert shown == sorted(shown, key=str.casefold)
    assert desk.ask(ClinicCounts()) == {
        "all": len(here),
        "overdue": sum(one.overdue for one in here),
        "actions-late": sum(one.actions_late for one in here),
        "quiet": sum(one.quiet for one in here),
    }


def test_every_step_that_is_not_on_the_childs_file_is_listed(made: Made) -> None:
    expected = {s.id for one in made.told if one.case.child for s in one.steps if not s.filed}
    assert set(made.ids(made.service.desk().ask(NotOnFile()))) == expected
