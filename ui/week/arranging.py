"""The form in which business support names who takes the minutes of a meeting."""

from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.commands.arranging import NameMinuteTaker
from app.desk import Command
from ui.actform import ActForm
from ui.page import Tools

LAST = "week.minute-taker"


class MinuteTakerForm(ActForm):
    """One name; that of the last time stands there already."""

    code, title, save_words = "minuted", "Who takes the minutes?", "&Save"

    def __init__(self, tools: Tools, meeting_id: str, about: str) -> None:
        self.meeting_id = meeting_id
        super().__init__(tools, f"week.minuted.{meeting_id}", about)

    def build(self) -> None:
        """The name."""
        self.name = QLineEdit()
        self.add("name", "&Name", self.name)

    def starting(self) -> dict[str, Any]:
        """Most often it is the same person as the last time."""
        return {"name": str(self.tools.preferences.get(LAST, ""))}

    def command(self) -> Command[Any]:
        """NameMinuteTaker."""
        return NameMinuteTaker((self.meeting_id,), self.values()["name"])

    def blame(self, _refusal: Any) -> str:
        """The name."""
        return "name"
