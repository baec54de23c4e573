"""Forms about the child: add, correct, and who their brothers and sisters are."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.commands.children import AddChild, CorrectChild, JoinSiblings
from app.desk import Command, Done
from app.domain.children import Child
from app.domain.errors import Refusal
from app.queries.child import ChildFacts
from app.queries.find import Find
from ui.children.task import Kit, Task, Values, choice
from ui.children.words import SEXES
from ui.parts.form import Form
from ui.parts.picker import Picker

BLAME = {"expected": "expected_on", "birth": "date_of_birth", "born": "date_of_birth", "reference": "reference"}
AT_ONCE = 4
"""How many brothers and sisters can be picked in one go."""


def add_child(kit: Kit, then: Callable[[Done[Any]], None]) -> Task:
    """Only the reference is needed."""
    form = kit.form("&Save", "Add a child", "add")
    _fields(kit, form)
    form.fill({})
    return Task(form, lambda v: AddChild(**v), "The child was added.", BLAME, then=then)


def correct_child(kit: Kit, child: Child) -> Task:
    """What is recorded of the child, to be corrected."""
    form = kit.form("&Save", "Correct the child's record", f"correct.{child.id}")
    _fields(kit, form)
    names = ("reference", "name", "known_as", "date_of_birth", "expected_on", "sex")
    form.fill({name: getattr(child, name) for name in names})

    def command(values: Values) -> CorrectChild:
        return CorrectChild(child.id, version=child.version, **values)

    return Task(form, command, "The child's record was corrected.", BLAME)


def _fields(kit: Kit, form: Form) -> None:
    form.add("reference", "&Reference", QLineEdit(), "The number that the case system gives the child.")
    form.add("name", "&Name", QLineEdit())
    form.add("known_as", "Likes to be &called", QLineEdit(), "Shown instead of the name.")
    form.add("date_of_birth", "&Date of birth", kit.date(optional=True), "The 18th birthday ends every clock.")
    form.add("expected_on", "E&xpected date of birth", kit.date(optional=True), "Of a child who is not yet born.")
    form.add("sex", "S&ex", choice("Sex", SEXES))


def join_siblings(kit: Kit, facts: ChildFacts) -> Task:
    """Pick the children who are brothers and sisters of this one."""
    form = kit.form("&Join", "Join brothers and sisters", f"siblings.{facts.child.id}")
    known = ", ".join(sibling.shown_name for sibling in facts.siblings)
    form.text(f"{facts.child.shown_name} is in a group with {known}." if known else f"Of {facts.child.shown_name}.")
    query = partial(Find, kinds=("child",))
    pickers = [Picker(kit.tools.runner, query, "Type a name or reference") for _ in range(AT_ONCE)]
    for at, picker in enumerate(pickers):
        hint = "A child who has a group already brings everybody in it." if at == 0 else ""
        form.add(f"child{at}", "Brother or &sister" if at == 0 else "Another brother or sister", picker, hint)
        picker.changed.connect(lambda: _show_next(form, pickers))
    form.fill({})
    _show_next(form, pickers)

    def command(values: Values) -> JoinSiblings:
        others = [other for other in values.values() if other]
        if not others:
            raise Refusal("No child was chosen.", "Type a part of the name, then choose from the list.")
        if facts.child.id in others:
            raise Refusal("This is the child you are on.", "Choose another child.")
        return JoinSiblings(tuple(dict.fromkeys((facts.child.id, *others))))

    return Task(form, command, "They are one sibling group now.", otherwise="child0")


def _show_next(form: Form, pickers: Sequence[Picker]) -> None:
    """One empty field below those that are filled."""
    for at in range(1, len(pickers)):
        form.show_field(f"child{at}", pickers[at].value() is not None or pickers[at - 1].value() is not None)


def leave_siblings(facts: ChildFacts) -> Command[Any]:
    """Take the child out of the sibling group."""
    return JoinSiblings((facts.child.id,))
