"""What the forms of a challenge's moves share: what they are about, the day, joined challenges, and reasons to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from app.desk import Done
from app.domain.challenges.ladder import Ladder
from app.domain.challenges.records import Challenge
from app.queries.challenges.one import ChallengeSheet
from app.queries.service import Choices
from ui.actform import ActForm, entries
from ui.page import Tools
from ui.parts.dates import DateField
from ui.parts.offered import AnyOf, OneOf


@dataclass(frozen=True)
class Given:
    """What a form is about: one challenge with its sheet, or several; more holds what the press that began it knew."""

    tools: Tools
    choices: Choices
    challenge_ids: tuple[str, ...]
    sheet: ChallengeSheet | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ladder(self) -> Ladder:
        """The levels of today."""
        return self.choices.ladder

    @property
    def one(self) -> ChallengeSheet:
        """The sheet of the one challenge."""
        assert self.sheet is not None
        return self.sheet

    @property
    def challenge(self) -> Challenge:
        """The one challenge."""
        return self.one.challenge

    @property
    def about(self) -> str:
        """Which challenge, in one line."""
        if self.sheet is None:
            return f"{len(self.challenge_ids):,} challenges are chosen."
        level = f", {self.ladder.name(self.challenge.level)}" if self.challenge.level else ""
        return f"{self.challenge.reference}, {self.sheet.child_name}: {self.sheet.theme}{level}."


class ChallengeForm(ActForm):
    """A form about challenges."""

    def said(self, done: Done[Any]) -> str:
        """What is said when it is done. The fields are gone by then."""
        raise AssertionError


class MoveForm(ChallengeForm):
    """A form about what is given. together says whether joined challenges are ticked at first."""

    together: ClassVar[bool | None] = None
    """None: the move is of one challenge alone."""

    def __init__(self, given: Given) -> None:
        self.given = given
        own = given.more.get("action_id") or given.more.get("step_id") or given.challenge_ids[0]
        super().__init__(given.tools, f"challenges.{self.code}.{own}" if given.sheet else "", given.about)

    # ---------------------------------------------------------------------------------------------- what is given

    def ids(self) -> tuple[str, ...]:
        """The challenges that the step is taken for: with the joined ones when that is ticked."""
        return (*self.given.challenge_ids, *(self.values().get("joined") or ()))

    def joined(self) -> list[tuple[str, str]]:
        """The joined challenges that are open, or closed, as this one is."""
        sheet = self.given.sheet
        if sheet is None:
            return []
        same = [one for one in sheet.joined if one.challenge.open == sheet.challenge.open]
        return [(one.challenge.id, f"{one.challenge.reference}, {one.child_name}") for one in same]

    def add_joined(self) -> None:
        """Ticks for taking the step for the joined challenges too."""
        joined = self.joined()
        if self.together is None or not joined:
            return
        ticks = AnyOf(joined)
        ticks.set_value([key for key, _ in joined] if self.together else [])
        self.add("joined", "Also for the &joined", ticks)

    # ---------------------------------------------------------------------------------------------- kinds of field

    def add_day(self, label: str = "&Date", key: str = "on") -> DateField:
        """The day of the step: today until another is typed."""
        day = self.add_date(key, label)
        day.set_value(self.tools.today())
        return day

    def add_one_of(self, key: str, label: str, options: list[tuple[Any, str]], hint: str = "") -> OneOf:
        """One of a few values, all of them to be seen."""
        made = OneOf(options)
        self.add(key, label, made, hint)
        return made

    def listed(self, name: str, kept: str | None = None) -> list[tuple[str, str]]:
        """The values of one of the service's lists."""
        return entries(self.given.choices.lists[name], kept=kept)

    def label_of(self, name: str, code: str) -> str:
        """A value of one of the service's lists in words."""
        return dict(self.listed(name)).get(code, code)
