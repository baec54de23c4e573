"""A number of challenges equals its rows, and every field means in SQL what it means in the domain."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.domain.challenges import records
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep, ChallengeTheme, LevelEntry
from app.domain.children import Child
from app.store import Selection, Tally, Where
from db.populations import POPULATIONS
from tests.builders import TODAY, Service


def every_row(service: Service, population: str, as_at: date, **options: str) -> Iterator[dict[str, Any]]:
    """All rows with all their fields."""
    fields = tuple(POPULATIONS[population].fields)
    with service.read() as store:
        for row in store.each(Selection(population, (), as_at, None, options), fields):
            yield dict(zip(fields, row, strict=True))


def everything(service: Service, kind: type[Any]) -> dict[str, Any]:
    """All records of a kind that count, by key."""
    with service.read() as store:
        return {one.id: one for one in store.shelf(kind).find()}


def counting(service: Service) -> dict[str, Challenge]:
    """The challenges that count: not entered in error themselves, nor was their child."""
    children = everything(service, Child)
    challenges = everything(service, Challenge).values()
    return {one.id: one for one in challenges if one.child_id is None or one.child_id in children}


def looked(one: Challenge, as_at: date) -> str:
    """What is known of the impact, in Python."""
    if one.impact or one.state != records.CLOSED:
        return one.impact
    if one.outcome == records.WITHDRAWN:
        return records.WITHDRAWN
    if not one.formal:
        return records.NOT_ASKED
    return records.TO_COME if one.follow_up_due and one.follow_up_due >= as_at else records.NOBODY_LOOKED


def stopped(one: Challenge, stop: str) -> date | None:
    """The day a challenge was resolved, in Python."""
    if one.outcome == records.WITHDRAWN:
        return None
    if stop == "closed":
        return one.closed_on
    if stop == "accepted":
        return one.accepted_on or one.closed_on
    return None if one.actions_due else one.done_on or one.accepted_on or one.closed_on


def by(day: date | None, due: date | None) -> bool | None:
    """Whether a day lies by another, where both are known."""
    return None if day is None or due is None else day <= due


@pytest.mark.parametrize("as_at", [TODAY, date(2025, 3, 1)])
@pytest.mark.parametrize("stop", ["accepted", "done", "closed"])
def test_challenges_say_what_the_domain_says(history: Service, as_at: date, stop: str) -> None:
    challenges, themes = counting(history), everything(history, ChallengeTheme).values()
    rows = {row["id"]: row for row in every_row(history, "challenges", as_at, stop=stop, quiet_since="2025-06-01")}
    assert set(rows) == set(challenges)
    for key, one in challenges.items():
        row = rows[key]
        response = one.state == records.AWAITING and one.response_due is not None and one.response_due < as_at
        process = one.accepted_on is None and one.process_due is not None and one.process_due < as_at
        assert (row["open"], row["formal"], row["informal"]) == (one.open, one.formal, one.highest == 1)
        assert row["service_concern"] == (one.child_id is None) == (row["child"] is None)
        assert row["overdue"] == (one.open and (response or process))
        assert row["actions_late"] == (one.open and one.actions_due is not None and one.actions_due < as_at)
        assert row["late"] == (row["overdue"] or row["actions_late"])
        assert row["quiet"] == (one.open and one.last_moved is not None and one.last_moved <= date(2025, 6, 1))
        assert row["for_clinic"] == (row["late"] or row["quiet"])
        assert row["looked"] == looked(one, as_at)
        assert row["nobody_looked"] == (row["looked"] == records.NOBODY_LOOKED)
        follow_up = one.state == records.CLOSED and one.follow_up_due is not None
        assert row["follow_up"] == follow_up
        assert row["follow_up_due_now"] == (follow_up and one.follow_up_due is not None and one.follow_up_due <= as_at)
        assert row["stopped"] == stopped(one, stop)
        assert row["in_time"] == by(stopped(one, stop), one.process_original)
        assert row["in_time_extended"] == by(stopped(one, stop), one.process_due)
    for theme in ("drift", "health", "education"):
        theirs = {one.challenge_id for one in themes if one.theme == theme}
        theirs |= {one.id for one in challenges.values() if one.theme == theme}
        assert history.count("challenges", Where("any_theme", "is", theme)) == len(theirs & set(challenges))
        assert history.count("challenges", Where("any_theme", "is not", theme)) == len(set(challenges) - theirs)


def test_entries_steps_and_actions_say_what_the_domain_says(history: Service) -> None:
    challenges = counting(history)
    for kind, population in ((LevelEntry, "entries"), (ChallengeStep, "steps"), (ChallengeAction, "actions")):
        rows = {row["id"]: row for row in every_row(history, population, TODAY)}
        mine = {key: one for key, one in everything(history, kind).items() if one.challenge_id in challenges}
        assert set(rows) == set(mine)
        for key, one in mine.items():
            row, of = rows[key], challenges[one.challenge_id]
            assert (row["challenge_reference"], row["child_id"]) == (of.reference, of.child_id)
            assert row["iro_id"] == of.raised_by_id
            if isinstance(one, LevelEntry):
                assert row["in_time"] == by(one.answered, one.original_due)
                assert row["in_time_extended"] == by(one.answered, one.response_due)
                assert row["was_closing"] == (of.state == records.CLOSED and of.level == one.level)
            elif isinstance(one, ChallengeStep):
                assert row["to_file"] == (one.on_file is None and of.child_id is not None)
            elif isinstance(one, ChallengeAction):
                assert row["waiting"] == one.waiting
                assert row["late"] == (one.waiting and of.open and one.due < TODAY)


def test_a_number_of_challenges_equals_the_rows_it_opens(history: Service) -> None:
    for population in ("challenges", "entries", "steps", "actions", "themes"):
        rows = list(every_row(history, population, TODAY))
        for name in ("status", "iro_now", "iro", "team", "month", "family", "theme", "state"):
            if name in POPULATIONS[population].fields:
                tallied = history.tally(Tally(Selection(population, (), TODAY), (name,)))
                assert {key[0]: line[1] for key, line in tallied.items()} == Counter(row[name] for row in rows)
