"""The forms of what happens while a challenge is open: chased, answered, actions agreed and ended, a meeting."""

from typing import Any

from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.commands.challenges.steps import (
    AgreeActions,
    Chase,
    EndAction,
    HoldMeeting,
    RecordResponse,
    RecordView,
)
from app.desk import Command, Done
from app.domain.challenges import records
from app.domain.dates import long
from app.domain.errors import Refusal
from ui.challenges.forms import MoveForm
from ui.theme import set_icon

MOST_ACTIONS = 8
NO_VIEW = ("", "To come")


class ChaseForm(MoveForm):
    """Somebody was asked again for the response."""

    code, title, save_words = "chase", "Chase the response", "&Save"
    together = True

    def build(self) -> None:
        """How, by whom, what was said, when."""
        self.how = self.add_one_of("how", "By what &means", self.listed("chased-how"))
        self.add_words("by", "&By whom")
        self.add_text("words", "Wha&t was said")
        self.add_day()
        self.add_joined()

    def starting(self) -> dict[str, Any]:
        """The first way of chasing, by the person who types."""
        person = self.tools.runner.desk.stamp().person
        return {"how": next(iter(self.listed("chased-how")), ("", ""))[0], "by": person.name or person.login}

    def command(self) -> Command[Any]:
        """Chase."""
        values = self.values()
        return Chase(self.ids(), values["how"], values["by"], values["words"], values["on"])

    def said(self, done: Done[Any]) -> str:
        """That it stops no clock."""
        return "Chased. The response date stays as it is."


class ResponseForm(MoveForm):
    """The response came, and perhaps already what the IRO thinks of it."""

    code, title, save_words = "response", "Record the response", "&Save the response"
    together = True

    def build(self) -> None:
        """What it says, who answered and when; the IRO's view in one go."""
        self.add_text("words", "What the response sa&ys")
        self.add_words("by", "Who answere&d")
        self.add_day("Da&te of the response")
        self.view = self.add_one_of("view", "The IRO's view of &it", [NO_VIEW, *records.VIEWS.items()])
        self.add_text("view_words", "Why the IRO thin&ks so")
        self.view.changed.connect(self._look)
        self.add_joined()
        self._look()

    def starting(self) -> dict[str, Any]:
        """Whoever was asked answered."""
        return {"by": self.given.challenge.addressee if self.given.sheet else "", "view": ""}

    def command(self) -> Command[Any]:
        """RecordResponse, with the view when there is one."""
        values = self.values()
        view = values["view"] or None
        words = values["view_words"] if view else ""
        return RecordResponse(self.ids(), values["words"], values["by"], view, words, values["on"])

    def blame(self, refusal: Refusal) -> str:
        """Mostly the words are missing."""
        return "words" if "response" in refusal.message.casefold() and not self.values()["words"] else ""

    def said(self, done: Done[Any]) -> str:
        """What comes next."""
        return "The response is recorded."

    def _look(self) -> None:
        self.show_field("view_words", bool(self.view.value()))


class ViewForm(MoveForm):
    """What the IRO thinks of a response that is recorded."""

    code, title, save_words = "view", "The IRO's view of the response", "&Save the view"
    together = True

    def build(self) -> None:
        """Which view, why, when."""
        self.add_one_of("view", "The IRO's v&iew", [*records.VIEWS.items()])
        self.add_text("words", "Wh&y")
        self.add_day()
        self.add_joined()

    def command(self) -> Command[Any]:
        """RecordView."""
        values = self.values()
        return RecordView(self.ids(), values["view"], values["words"], values["on"])

    def blame(self, refusal: Refusal) -> str:
        """The view itself when none was chosen."""
        return "" if self.values()["view"] else "view"

    def said(self, done: Done[Any]) -> str:
        """That it is kept."""
        return "The IRO's view is recorded."


class ActionsForm(MoveForm):
    """Answered, actions agreed: each with what, who and by when."""

    code, title, save_words = "actions", "Agree actions", "&Save the actions"
    together = True

    def build(self) -> None:
        """One action after another; as many as were typed before."""
        draft = self.draft()
        typed = [at for at in range(MOST_ACTIONS) if any(draft.get(f"{part}{at}") for part in PARTS)]
        for at in range(MOST_ACTIONS):
            self._add_action(at)
        self.more = QPushButton("Add another act&ion")
        self.more.setProperty("link", True)
        self.more.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        set_icon(self.more, "plus", "accent")
        self.more.clicked.connect(self._show_next)
        self.add("more", "", self.more)
        self.add_text("words", "An&ything else that was said")
        self.add_day("Da&te agreed")
        self.add_joined()
        self._shown = 0
        for _ in range(max([0, *typed]) + 1):
            self._show_next()

    def command(self) -> Command[Any]:
        """AgreeActions with the rows that are filled; refuses one that is filled in part."""
        values = self.values()
        rows = [tuple(values[f"{part}{at}"] for part in PARTS) for at in range(self._shown)]
        filled = tuple((what, owner, due) for what, owner, due in rows if what or owner or due)
        for at, (what, owner, due) in enumerate(rows):
            if (what or owner or due) and not (what and owner and due):
                raise Refusal(f"Action {at + 1} is not whole.", "Say what will be done, by whom and by when.")
        return AgreeActions(self.ids(), filled, values["words"], values["on"])

    def blame(self, refusal: Refusal) -> str:
        """The first field that is empty in the row that the refusal names, or in the first."""
        at = next((n for n in range(self._shown) if refusal.message.startswith(f"Action {n + 1} ")), 0)
        values = self.values()
        return next((f"{part}{at}" for part in PARTS if not values[f"{part}{at}"]), "")

    def said(self, done: Done[Any]) -> str:
        """How many are watched now."""
        return "The agreed actions are recorded. Each is watched until it is done."

    def _add_action(self, at: int) -> None:
        first = at == 0
        number = "" if first else f" ({at + 1})"
        self.add_words(f"what{at}", f"What will {'&' if first else ''}be done{number}")
        self.add_words(f"owner{at}", f"By who{'&' if first else ''}m{number}")
        self.add_date(f"due{at}", f"{'&Due' if first else 'Due'}{number}", optional=True)
        for part in PARTS:
            self.show_field(f"{part}{at}", False)

    def _show_next(self) -> None:
        at = self._shown
        for part in PARTS:
            self.show_field(f"{part}{at}", True)
        self._shown += 1
        self.more.setEnabled(self._shown < MOST_ACTIONS)
        if at:
            self._fields[f"what{at}"].control.setFocus()


PARTS = ("what", "owner", "due")
"""The three fields of an action."""


class EndActionForm(MoveForm):
    """An agreed action is done."""

    code, title, save_words = "action-done", "The action is done", "&Save as done"
    words_label = "How &you know"
    is_done = True

    def build(self) -> None:
        """Which one, when, and how one knows."""
        action = next(line.action for line in self.given.one.actions if line.action.id == self.given.more["action_id"])
        self.text(f"{action.what}. {action.owner}, due {long(action.due)}.")
        self.add_day()
        self.add_text("words", self.words_label)

    def command(self) -> Command[Any]:
        """EndAction."""
        values = self.values()
        return EndAction(self.given.more["action_id"], self.is_done, values["words"], values["on"])

    def blame(self, refusal: Refusal) -> str:
        """The reason when it is empty and needed, else the day."""
        return "words" if not self.is_done and not self.values()["words"] else "on"

    def said(self, done: Done[Any]) -> str:
        """That it is kept."""
        return "The action is done." if self.is_done else "The action is no longer needed."


class DropActionForm(EndActionForm):
    """An agreed action is no longer needed."""

    code, title, save_words = "action-dropped", "The action is no longer needed", "&Save"
    words_label = "Wh&y"
    is_done = False


class MeetingForm(MoveForm):
    """A resolution meeting was held."""

    code, title, save_words = "meeting", "Resolution meeting held", "&Save the meeting"
    together = True

    def build(self) -> None:
        """At which level, who came, what was said, when."""
        rungs = [(rung.level, rung.title) for rung in self.given.ladder.rungs]
        self.add_choice("level", "Level of the &meeting", rungs)
        self.add_words("who", "Who was &there")
        self.add_text("words", "What was sa&id")
        self.add_day("&Date of the meeting")
        self.add_joined()

    def starting(self) -> dict[str, Any]:
        """The level that the challenge is at."""
        return {"level": self.given.challenge.level} if self.given.sheet else {}

    def command(self) -> Command[Any]:
        """HoldMeeting."""
        values = self.values()
        return HoldMeeting(self.ids(), values["level"], values["who"], values["words"], values["on"])

    def blame(self, refusal: Refusal) -> str:
        """Mostly nobody was named."""
        return "" if self.values()["who"] else "who"

    def said(self, done: Done[Any]) -> str:
        """That it is kept."""
        return "The resolution meeting is recorded."
