"""The forms of what is tried with posts and numbers: somebody joins, somebody leaves, more children come."""

from typing import ClassVar
from uuid import uuid4

from PySide6.QtWidgets import QSpinBox

from app.domain.errors import Refusal
from app.domain.scenarios import Joins, Leaves, MoreChildren
from ui.ahead.tryform import TryForm
from ui.ahead.whatif import Step

MOST_FTE, MOST_CHILDREN = 100, 500
"""Of a post in hundredths, and how many more children can be tried at once."""


class JoinForm(TryForm):
    """A post more, whoever will hold it."""

    code = "join"
    title = "Add a post"

    def build(self) -> None:
        """Who, how much, from when."""
        self.add_words("name", "Na&me", "Leave it empty if nobody is appointed yet.")
        self.add_words("fte", "Full-time e&quivalent (FTE)", "For example: 1 or 0.6.")
        self.add_words("cla", "Share for children l&ooked after, in per cent", "Empty: all of the post.")
        self.add_date("start", "F&rom")

    def starting(self) -> dict[str, object]:
        """A whole post from the day of the what-if."""
        return {"fte": "1", "start": self.what_if.day}

    def steps(self) -> tuple[Step, ...]:
        """One."""
        values = self.values()
        name = values["name"] or f"New post {len(self.what_if.joiners()) + 1}"
        if name.casefold() in {known.casefold() for known in self.names.values()}:
            raise Refusal(f"Somebody is called {name} already.", "Give the new post another name.")
        fte = _hundredths(values["fte"])
        cla = _per_cent(values["cla"]) if values["cla"] else None
        joins = Joins(f"joins-{uuid4().hex}", name, values["start"], fte, cla)
        return (Step(joins),)

    def blame(self, refusal: Refusal) -> str:
        """The field that a refusal belongs to."""
        if "is called" in refusal.message:
            return "name"
        return "cla" if "per cent" in refusal.next_step else "fte"


class LeaveForm(TryForm):
    """Somebody's posts end."""

    code: ClassVar[str] = "leave"
    title: ClassVar[str] = "Somebody leaves"

    def build(self) -> None:
        """Who, from when."""
        gone = {*self.what_if.whole.leaving, *(one.key for one in self.what_if.joiners())}
        open_to = [(key, name) for key, name in self.staying() if key not in gone]
        self.add_choice("who", "&Who leaves", [("", "Choose an officer"), *open_to])
        self.add_date("end", "First day without the&m")
        self.text(
            "Their children are nobody's from that day, until you move them or let the program suggest where they go."
        )

    def starting(self) -> dict[str, object]:
        """From the day of the what-if."""
        return {"end": self.what_if.day}

    def steps(self) -> tuple[Step, ...]:
        """One."""
        values = self.values()
        if not values["who"]:
            raise Refusal("Nobody was chosen.", "Choose who leaves.")
        return (Step(Leaves(str(values["who"]), values["end"])),)

    def blame(self, refusal: Refusal) -> str:
        """The only field that can be empty."""
        return "who"


class MoreForm(TryForm):
    """So many children more, without names."""

    code: ClassVar[str] = "more"
    title: ClassVar[str] = "More children"

    def build(self) -> None:
        """How many, from when."""
        number = QSpinBox()
        number.setRange(1, MOST_CHILDREN)
        self.add("number", "How man&y more children", number)
        self.add_date("start", "F&rom")
        self.text("Nobody knows them yet, so they stand under No IRO. They are left out when the what-if is applied.")

    def starting(self) -> dict[str, object]:
        """Forty, as in a year of growth."""
        return {"number": 40, "start": self.what_if.day}

    def steps(self) -> tuple[Step, ...]:
        """One."""
        values = self.values()
        return (Step(MoreChildren(int(values["number"]), values["start"])),)


def _hundredths(text: str) -> int:
    """A part of a full-time equivalent."""
    return _figure(text, 100, "Write for example 1 or 0.6.")


def _per_cent(text: str) -> int:
    return _figure(text.removesuffix("%").strip(), 1, "Write a figure from 0 to 100 per cent.")


def _figure(text: str, times: int, next_step: str) -> int:
    try:
        figure = round(float(text.replace(",", ".")) * times)
    except (ValueError, OverflowError) as error:
        raise Refusal(f'"{text}" is not a number.', next_step) from error
    if not 0 <= figure <= 100 or (times == MOST_FTE and not figure):
        raise Refusal(f"{text} is not a part of a post.", next_step)
    return figure
