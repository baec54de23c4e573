"""The form that logs a challenge: four things are asked, and the rest is filled in, in one line that opens to be changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QPushButton

from app.commands.challenges.log import LogChallenge
from app.desk import Command, Done
from app.domain.challenges import records
from app.domain.challenges.records import Challenge
from app.domain.dates import long, short
from app.domain.errors import Refusal
from app.queries.challenges.defaults import AskDefaults, Defaults
from app.queries.challenges.offered import ChallengeChoices
from app.queries.child import ChildFacts, ChildPage, ReviewLine
from app.queries.find import Find
from ui.actform import entries
from ui.challenges.forms import ChallengeForm
from ui.page import Tools
from ui.parts.filters import MultiChoice
from ui.parts.offered import AnyOf, OneOf
from ui.parts.picker import Picker
from ui.theme import set_icon

FOLDED = ("raised_by", "raised_on", "status", "to", "due", "asked", "others", "review")
PROPOSED = ("level", "raised_by", "status", "to", "due")
MOST_REVIEWS = 12
OWN_REASONS = {"raised": "raised_on", "born": "raised_on", "birth": "raised_on", "level": "level", "reason": "reason"}


@dataclass(frozen=True)
class Begun:
    """What is known when logging begins."""

    child_ids: tuple[str, ...] = ()
    review_id: str | None = None
    theme: str = ""


class LogForm(ChallengeForm):
    """Child, theme, what is wrong, level; everything else is proposed and changeable."""

    code, title, save_words = "log", "Log a challenge", "&Log the challenge"

    def __init__(self, tools: Tools, offered: ChallengeChoices, begun: Begun) -> None:
        self.offered, self.begun = offered, begun
        self._defaults: Defaults | None = None
        self._named: dict[str, str] = {}
        super().__init__(tools, "challenges.log" + "".join(f".{one}" for one in begun.child_ids[:1]), "")
        self._meet_children()
        self._ask()

    # ------------------------------------------------------------------------------------------------------- fields

    def build(self) -> None:
        """What is needed, the line of what is filled in, and behind it the fields of that line."""
        self._add_child()
        themes = entries(self.offered.choices.lists["challenge-theme"])
        self.theme = self.add_choice("theme", "Main &theme", [("", "Choose a theme"), *themes])
        self.add_text("concern", "&What is wrong")
        rungs = [(rung.level, rung.title) for rung in self.offered.choices.ladder.rungs]
        self.level = self.add_choice("level", "Le&vel", rungs)
        self.reason = OneOf(entries(self.offered.choices.lists["bypass-reason"]))
        self.add("reason", "Why lower levels are &passed over", self.reason)
        self.summary = self.text("")
        self.summary.setAccessibleName("Filled in")
        self.unfold = QPushButton("Chan&ge these")
        set_icon(self.unfold, "chevron-down")
        self.unfold.clicked.connect(self.open_folded)
        self.add("unfold", "", self.unfold)
        self._add_folded(themes)
        self.watch(*PROPOSED)
        for key in FOLDED:
            self.show_field(key, False)
        self._connect()

    def starting(self) -> dict[str, Any]:
        """What the press that began it knew."""
        level = self.offered.choices.ladder.rungs[min(1, len(self.offered.choices.ladder.rungs) - 1)].level
        self.touched.clear()
        self.propose({"level": level})
        return {"theme": self.begun.theme, "raised_on": self.tools.today()}

    def _add_child(self) -> None:
        self.child = Picker(self.tools.runner, lambda text: Find(text, ("child",)), "Type a name or reference")
        self.add("child", "C&hild", self.child)
        self.service = QCheckBox("The servi&ce, no child")
        self.add("service", "", self.service)
        self.siblings = AnyOf()
        self.add("siblings", "&Also about", self.siblings, "One challenge each, joined.")
        self.show_field("siblings", False)

    def _add_folded(self, themes: Sequence[tuple[str, str]]) -> None:
        officers = [(officer.id, officer.name) for officer in self.offered.choices.officers]
        self.raised_by = self.add_choice("raised_by", "Raised &by", [("", "Nobody named"), *officers])
        self.day = self.add_date("raised_on", "&Date raised")
        self.status = self.add_choice("status", "Stat&us", [*records.STATUSES.items()])
        self.add_words("to", "To wh&om")
        self.due = self.add_date("due", "&Response due", optional=True)
        self.add_text("asked", "What is as&ked for")
        self.others = MultiChoice("", themes, "None")
        self.add("others", "Other the&mes", self.others)
        self.review = self.add_choice("review", "L&inked review", [("", "None")])

    def _connect(self) -> None:
        self.child.changed.connect(self._child_changed)
        self.service.toggled.connect(self._service_changed)
        for control in (self.theme, self.level, self.day):
            control.changed.connect(self._ask)
        for key in FOLDED:
            self.on_field(key, self._say_summary)
        self.siblings.changed.connect(self._say_save)

    # ------------------------------------------------------------------------------------------------------ children

    def _meet_children(self) -> None:
        """The children that logging begins with, by name; without any, what the draft held is asked for again."""
        known = self.begun.child_ids or ((self.child.value(),) if self.child.value() else ())
        for child_id in known:
            if child_id:
                self.tools.runner.ask(ChildPage(child_id), self._met, lambda _no: None)

    def _met(self, facts: ChildFacts) -> None:
        child = facts.child
        self._named[child.id] = child.shown_name
        if not self.begun.child_ids or child.id == self.begun.child_ids[0]:
            if self.child.value() != child.id:
                self.child.set_value(child.id, child.shown_name)
                self._first = self._typed()
            self._offer_reviews(facts)
        self._offer_siblings()

    def _child_changed(self) -> None:
        """Another child: other defaults, other siblings, other reviews."""
        child_id = self.child.value()
        if child_id:
            self.service.setChecked(False)
            self.clear_refusals()
            self.tools.runner.ask(ChildPage(child_id), self._know, lambda _no: None, ticket=(self, "child"))
        self._note()
        self._ask()

    def _know(self, facts: ChildFacts) -> None:
        if self.child.value() == facts.child.id:
            self._offer_reviews(facts)

    def _service_changed(self) -> None:
        concern = self.service.isChecked()
        if concern:
            self.child.set_value(None)
        self._fields["child"].control.setEnabled(not concern)
        self._ask()

    def _offer_siblings(self) -> None:
        """Brothers and sisters, and who else was chosen before logging began, those ticked."""
        siblings = dict(self._defaults.siblings) if self._defaults else {}
        chosen = {one: name for one, name in self._named.items() if one in self.begun.child_ids[1:]}
        offered = {**siblings, **chosen}
        offered.pop(self.child.value() or "", None)
        fresh = [one for one in chosen if one not in self.siblings.offered()]
        self.siblings.set_options([*offered.items()])
        if fresh:
            self.siblings.set_value((*self.siblings.value(), *fresh))
        self.show_field("siblings", bool(offered))
        self._say_save()

    def _offer_reviews(self, facts: ChildFacts) -> None:
        lines = [line for period in facts.periods for line in period.reviews]
        lines.sort(key=lambda line: line.review.held or line.review.due or date.min, reverse=True)
        self.review.set_options(
            [("", "None"), *((line.review.id, _review_words(line)) for line in lines[:MOST_REVIEWS])]
        )
        if self.begun.review_id and "review" not in self.touched:
            self.propose({"review": self.begun.review_id})
        self._say_summary()

    # ------------------------------------------------------------------------------------------------------ defaults

    def _ask(self) -> None:
        """Ask what follows from the child, the theme, the level and the day."""
        child_id = self.child.value()
        level = self.level.value() if "level" in self.touched else None
        question = AskDefaults((child_id,) if child_id else (), self.theme.value() or "", level, self.day.value())
        self.tools.runner.ask(question, self._take, self._no_defaults, ticket=(self, "defaults"))

    def _take(self, defaults: Defaults) -> None:
        self._defaults = defaults
        positive = self.is_positive()
        if defaults.raised_by_id and defaults.raised_by_id not in {one.id for one in self.offered.choices.officers}:
            officers = [(officer.id, officer.name) for officer in self.offered.choices.officers]
            self.raised_by.set_options([("", "Nobody named"), *officers, (defaults.raised_by_id, defaults.raised_by)])
        self.propose(
            {
                "level": defaults.level,
                "raised_by": defaults.raised_by_id or "",
                "status": defaults.status,
                "to": defaults.to,
                "due": None if positive else defaults.response_due,
            }
        )
        self.show_field("level", not positive)
        self.show_field("reason", defaults.reason_needed and not positive)
        self._offer_siblings()
        self._say_summary()

    def _no_defaults(self, _refusal: Refusal) -> None:
        """Nothing can be filled in yet; saving says why."""

    def is_positive(self) -> bool:
        """Whether the theme is good practice, which asks for no answer."""
        return self.theme.value() in self.offered.positive

    # ------------------------------------------------------------------------------------------------------ the line

    def _say_summary(self) -> None:
        """Raised by Alison Wright · 22 Nov 2026 · CLA · to Team manager, response due 29 Nov 2026."""
        values = self.values()
        raised_by = self.raised_by.box.currentText() if values["raised_by"] else "nobody named"
        day = short(values["raised_on"]) if values["raised_on"] else "no date"
        to = f"to {values['to']}" if values["to"] else "to nobody named"
        due = f", response due {short(values['due'])}" if values["due"] else ", no response due"
        parts = [f"Raised by {raised_by}", day, records.STATUSES.get(values["status"], "")]
        parts += [to if self.is_positive() else to + due]
        parts += [f"about the {self.review.box.currentText()}"] if values["review"] else []
        self.summary.setText(" · ".join(part for part in parts if part))

    def _say_save(self) -> None:
        number = len(self.siblings.value()) + 1
        self.save.setText("&Log the challenge" if number == 1 else f"&Log {number} challenges")

    def open_folded(self) -> None:
        """Show the fields of the line instead of it."""
        for key in FOLDED:
            self.show_field(key, key != "due" or not self.is_positive())
        self.show_field("review", not self.service.isChecked())
        self.summary.hide()
        had_focus = self.unfold.hasFocus()
        self.show_field("unfold", False)
        if had_focus:
            self.raised_by.setFocus()

    # ------------------------------------------------------------------------------------------------------ saving

    def command(self) -> Command[Any]:
        """LogChallenge; refuses what is not filled in, one field after the other as they are read."""
        values = self.values()
        self._check(values)
        children = () if values["service"] else (values["child"], *values["siblings"])
        mine = {key: values[key] for key in ("raised_by", "status", "to", "due") if key in self.touched}
        return LogChallenge(
            child_ids=children,
            theme=values["theme"],
            concern=values["concern"],
            level=None if self.is_positive() else values["level"],
            raised_on=values["raised_on"],
            raised_by_id=mine.get("raised_by") or None,
            status=mine.get("status"),
            to=mine.get("to") or None,
            response_due=None if self.is_positive() else mine.get("due"),
            asked=values["asked"],
            other_themes=tuple(one for one in values["others"] if one != values["theme"]),
            review_id=values["review"] or None,
            bypass_reason=values["reason"] if self._needs_reason() else "",
        )

    def _check(self, values: dict[str, Any]) -> None:
        if not values["service"] and not values["child"]:
            typed = self.child.text().strip()
            first = f'Nobody is chosen for "{typed}".' if typed else "No child is chosen."
            raise Refusal(first, 'Type part of the name and choose from the list, or tick "The service, no child".')
        if not values["theme"]:
            raise Refusal("No theme is chosen.", "Choose the main theme.")
        if not values["concern"]:
            raise Refusal("Nothing is said yet.", "Say in a few words what is wrong.")
        if self._needs_reason() and not values["reason"]:
            raise Refusal("Lower levels are passed over.", "Choose the reason.")

    def _needs_reason(self) -> bool:
        return not self._fields["reason"].isHidden()

    def blame(self, refusal: Refusal) -> str:
        """The first field that is empty, or the one that the words speak of."""
        values, words = self.values(), refusal.message.casefold()
        if not values["service"] and not values["child"]:
            return "child"
        empty = next((key for key in ("theme", "concern") if not values[key]), "")
        if self._needs_reason() and not values["reason"]:
            empty = empty or "reason"
        return empty or next((key for word, key in OWN_REASONS.items() if word in words), "")

    def refuse(self, refusal: Refusal, key: str = "") -> None:
        """A refusal of a folded field opens the line."""
        if key in FOLDED:
            self.open_folded()
        super().refuse(refusal, key)

    def said(self, done: Done[tuple[Challenge, ...]]) -> str:
        """The reference to quote, and when the response is due."""
        made = done.result
        which = made[0].reference if len(made) == 1 else f"{made[0].reference} to {made[-1].reference}"
        due = made[0].response_due
        return f"{which} {'is' if len(made) == 1 else 'are'} logged." + (f" Response due {long(due)}." if due else "")


def _review_words(line: ReviewLine) -> str:
    review = line.review
    when = f"held {short(review.held)}" if review.held else f"due {short(review.due)}" if review.due else "not held"
    return f"{review.kind_title}, {when}"
