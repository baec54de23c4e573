"""Changing the questions of midway reviews, monitoring and audits: add one, change its words, move it, retire it."""

from dataclasses import dataclass, replace
from itertools import chain, count
from typing import ClassVar

from app.commands.settings import ChangeSetting
from app.domain.access import Right, Stamp
from app.domain.checks import KINDS_OF_CHECK, Question, questions_of
from app.domain.errors import Refusal
from app.domain.records import fold
from app.domain.settings import ListEntry
from app.queries.service import setting
from app.store import Store

SETTING = "checks.questions"
LONGEST_KEY = 40


@dataclass(frozen=True)
class KeepQuestion:
    """Add a question to a sort of check, or change the one with this key; checks that were made keep the words of then.

    place is where it stands among the questions, from 1; None leaves it there, a new one last.
    """

    kind: str
    words: str
    good: bool = False
    theme: str = ""
    place: int | None = None
    retired: bool = False
    key: str = ""
    right: ClassVar[Right] = Right.SET_UP
    title: ClassVar[str] = "Change a question of checks"

    def run(self, store: Store, stamp: Stamp) -> Question:
        """The question as it is asked from today on."""
        value = setting(store, SETTING)
        asked = list(questions_of(value, self.kind))
        if self.kind not in KINDS_OF_CHECK:
            raise Refusal("There is no such check.", f"Choose one of: {', '.join(KINDS_OF_CHECK.values())}.")
        if self.theme and not store.shelf(ListEntry).find(list="challenge-theme", code=self.theme):
            raise Refusal("That theme is not one of the list.", "Choose another, or none.")
        old = next((one for one in asked if one.key == self.key), None)
        if self.key and old is None:
            raise Refusal("This question is asked no longer.", "Look at the list again.")
        blank = old or Question(_free_key(self.words, {one.key for one in asked}), "")
        question = replace(blank, words=self.words.strip(), good=self.good, theme=self.theme, retired=self.retired)
        at = asked.index(old) if old else len(asked)
        others = [one for one in asked if one is not old]
        others.insert(self.place - 1 if self.place else at, question)
        ChangeSetting(SETTING, {**value, self.kind: [one.as_kept() for one in others]}).run(store, stamp)
        return question


def _free_key(words: str, taken: set[str]) -> str:
    plain = "".join(letter if letter.isalnum() else " " for letter in fold(words))
    key = "-".join(plain.split())[:LONGEST_KEY] or "question"
    return next(one for one in chain((key,), (f"{key}-{n}" for n in count(2))) if one not in taken)
