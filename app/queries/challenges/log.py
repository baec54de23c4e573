"""The log of challenges: one row a challenge raised in a period, good practice too, with all that is known of it."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges.records import STATES
from app.domain.counting import counted
from app.domain.dates import Period, long
from app.queries.challenges import facts
from app.queries.challenges.facts import (
    CHILD,
    IMPACT,
    OUTCOME,
    RAISED_BY,
    STATE,
    Fact,
    Words,
    facts_table,
)
from app.queries.challenges.figures import dated
from app.queries.challenges.grouping import STATUS_WORDS, positive_themes
from app.queries.challenges.resolved import STOPS
from app.queries.service import setting
from app.store import Selection, Store, Where
from app.table import Column, Table

TOLD = {"yes": "Yes", "not-appropriate": "Not appropriate: age or understanding"}
SCOPES = {"child": "The child", "service": "The whole service"}


def _other_themes(values: facts.Values, words: Words) -> str | None:
    codes = words.themes.get(values["id"], ())
    return "; ".join(filter(None, (words.label("challenge-theme", code) for code in codes))) or None


def _in_time(key: str, title: str, name: str) -> Fact:
    """Whether it was resolved by a due date; "Not yet" while it is open, nothing where there is no due date."""

    def cell(values: facts.Values, _: Words) -> str | None:
        if values[name] is None:
            return "Not yet" if values["process_due"] and values["state"] != "closed" else None
        return "Yes" if values[name] else "No"

    return Fact(Column(key, title, width=12), (name, "process_due", "state"), cell)


COLUMNS: tuple[Fact, ...] = (
    facts.plain("reference", "Challenge", width=12),
    facts.day("raised_on", "Raised on"),
    *CHILD,
    facts.named("status", "Status", STATUS_WORDS, width=24),
    facts.label("theme", "Main theme", "challenge-theme", width=32),
    Fact(Column("other_themes", "Other themes", width=32), ("theme",), _other_themes),
    facts.plain("concern", "What is wrong", width=50),
    facts.plain("asked", "What is asked for", width=40),
    RAISED_BY,
    facts.plain("team", "Team when raised", width=20),
    facts.plain("iro_now", "IRO now", width=20),
    facts.plain("team_now", "Team now", width=20),
    facts.plain("social_worker", "Social worker", "social_worker_now", width=20),
    facts.level("first_level", "First level"),
    facts.level("level", "Level now or when closed"),
    facts.level("highest", "Highest level"),
    facts.plain("bypasses", "Levels passed over", kind=facts.NUMBER),
    STATE,
    facts.plain("addressee", "Addressee", width=28),
    facts.day("entered", "Level entered on"),
    facts.day("original_due", "Response due"),
    facts.day("response_due", "Response due, extended"),
    facts.yes("extended", "Extended"),
    facts.day("answered_on", "Answered on"),
    facts.day("accepted_on", "Response accepted on"),
    facts.day("actions_due", "Next action due"),
    facts.day("done_on", "Actions done on"),
    facts.day("formal_on", "Formal since"),
    facts.day("process_original", "Whole process due"),
    facts.day("process_due", "Whole process due, extended"),
    facts.day("stopped", "Resolved on"),
    _in_time("in_time", "In time, original date", "in_time"),
    _in_time("in_time_extended", "In time, with extensions", "in_time_extended"),
    facts.day("closed_on", "Closed on"),
    OUTCOME,
    facts.day("follow_up_due", "Follow-up due"),
    IMPACT,
    facts.named("impact_for", "Impact for", SCOPES),
    facts.day("impact_on", "Impact recorded on"),
    facts.named("child_informed", "Child told", TOLD, width=24),
    facts.named("advocate", "Advocate offered", TOLD, width=24),
    facts.yes("consulted", "Cafcass consulted"),
    facts.yes("referred", "Referred to Cafcass"),
    facts.day("last_moved", "Last moved on"),
)


@dataclass(frozen=True)
class ChallengeLog:
    """Every challenge raised in a period, and good practice noted in it, in order of date."""

    period: Period
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """The log; resolved means what the service's setting says."""
        stop = setting(store, "challenges.stop")
        selection = Selection("challenges", dated("raised_on", self.period), stamp.today, options={"stop": stop})
        good = store.count(replace(selection, where=(*selection.where, Where("positive", "is", True))))
        number = store.count(selection) - good
        practice = ", ".join(positive_themes(store).fixed.values()) or STATES["recorded"]
        line = f"{counted(number, 'challenge')} raised; good practice noted {counted(good, 'time')}"
        notes = (
            f"Resolved {STOPS[stop]}. Rows whose main theme is good practice ({practice}) are in no count of challenges.",
            f"As at {long(stamp.today)}.",
        )
        natural = (("raised_on", False), ("reference", False))
        words = Words.of(store, stamp.today, self._themes(store, stamp))
        title = f"Log of challenges, {self.period.title_at(stamp.today)}"
        return facts_table(selection, words, COLUMNS, natural, title, line, notes)

    def _themes(self, store: Store, stamp: Stamp) -> dict[str, tuple[Any, ...]]:
        """The other themes of the challenges of the period."""
        where = (*dated("raised_on", self.period), Where("main", "is", False))
        found: dict[str, tuple[Any, ...]] = {}
        for challenge_id, theme in store.each(
            Selection("themes", where, stamp.today), ("challenge_id", "theme"), (("theme", False),)
        ):
            found[challenge_id] = (*found.get(challenge_id, ()), theme)
        return found
