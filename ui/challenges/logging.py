"""The form that logs a challenge: four things are asked, and the rest is filled in, in one line that opens to be changed."""

from datetime import date
from typing import Any

from app.commands.challenges.log import LogChallenge
from app.desk import Command, Done
from app.domain.challenges.records import Challenge
from app.domain.dates import long, short
from app.domain.errors import Refusal
from app.queries.challenges.defaults import AskDefaults, Defaults
from app.queries.challenges.offered import ChallengeChoices
from app.queries.child import ChildFacts, ChildPage, ReviewLine
from ui.challenges.logfields import CONCERN, FOLDED, Begun, LogFields
from ui.page import Tools

MOST_REVIEWS = 12
OWN_REASONS = {
    "cannot be due": "due",
    "future": "raised_on",
    "born": "raised_on",
    "passed over": "reason",
    "level": "level",
    "review": "review",
}
"""The field that a refusal belongs to, by words in it."""


class LogForm(LogFields):
    """Child, theme, what is wrong, level; everything else is proposed and changeable."""

    def __init__(self, tools: Tools, offered: ChallengeChoices, begun: Begun) -> None:
        self._defaults: Defaults | None = None
        self._named: dict[str, str] = {}
        super().__init__(tools, offered, begun)
        self._meet_children()
        self._ask()

    def build(self) -> None:
        """The fields; what follows from each is asked for when it changes."""
        super().build()
        self.child.changed.connect(self._child_changed)
        self.service.toggled.connect(self._service_changed)
        for control in (self.theme, self.level, self.day):
            control.changed.connect(self._ask)
        self.siblings.changed.connect(self._say_save)

    def _say_save(self) -> None:
        number = len(self.siblings.value()) + 1
        self.save.setText("&Save the challenge" if number == 1 else f"&Save {number} challenges")

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
        self.put_in_order()
        self._say_save()

    def _offer_reviews(self, facts: ChildFacts) -> None:
        lines = [line for period in facts.periods for line in period.reviews]
        lines.sort(key=lambda line: line.review.held or line.review.due or date.min, reverse=True)
        self.review.set_options(
            [("", "None"), *((line.review.id, _review_words(line)) for line in lines[:MOST_REVIEWS])]
        )
        if self.begun.review_id:
            self.propose({"review": self.begun.review_id})
        self.say_summary()

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
        self.call_field("concern", "What was done &well" if positive else CONCERN)
        self.show_field("level", not positive)
        self.show_field("reason", defaults.reason_needed and not positive)
        self.say_already(defaults.already)
        self._offer_siblings()
        self.say_summary()

    def _no_defaults(self, _refusal: Refusal) -> None:
        """Nothing can be filled in yet; saving says why."""

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
            check_id=self.begun.check_id,
            clinic_child_id=self.begun.clinic_child_id,
        )

    def _check(self, values: dict[str, Any]) -> None:
        if not values["service"] and not values["child"]:
            typed = self.child.text().strip()
            first = f'Nobody is chosen for "{typed}".' if typed else "No child is chosen."
            raise Refusal(
                first, 'Type part of the name and choose from the list, or tick "Just the service, no child".'
            )
        if not values["theme"]:
            raise Refusal("No theme is chosen.", "Choose the main theme.")
        if not values["concern"]:
            what = "what was done well" if self.is_positive() else "what is wrong"
            raise Refusal("Nothing is said yet.", f"Say in a few words {what}.")
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
        between = " and " if len(made) == 2 else " to "
        which = between.join(dict.fromkeys((made[0].reference, made[-1].reference)))
        due = made[0].response_due
        return f"{which} {'is' if len(made) == 1 else 'are'} logged." + (f" Response due {long(due)}." if due else "")


def _review_words(line: ReviewLine) -> str:
    review = line.review
    when = f"held {short(review.held)}" if review.held else f"due {short(review.due)}" if review.due else "not held"
    return f"{review.kind_title}, {when}"
