"""The section of Settings with the questions of midway reviews, monitoring and audits."""

from typing import Any

from app.commands.questions import KeepQuestion
from app.desk import Command
from app.domain.checks import KINDS_OF_CHECK, MIDWAY
from app.domain.errors import Refusal
from app.queries.questions import QuestionsTable
from app.queries.service import Choices
from app.table import Row
from ui.page import Tools
from ui.parts.form import Form
from ui.settings.section import Section, Values, choice, line, tick


def _fields(form: Form, _tools: Tools, choices: Choices) -> None:
    choice(form, "kind", "&Check", list(KINDS_OF_CHECK.items()), "A question stays with its check.")
    line(form, "words", "&Question", "Answered yes, partly, no or not applicable; no is what a challenge is about.")
    line(form, "place", "&Place", "Its number in the list; empty: where it is, a new one last.")
    tick(form, "good", "It asks for &good practice: yes is worth telling")
    themes = [(one.code, one.label) for one in choices.lists["challenge-theme"]]
    choice(form, "theme", "&Theme of a challenge about it", [("", "None fits"), *themes])
    tick(form, "retired", "&Retired: asked no longer, still readable")


def _values(row: Row, choices: Choices) -> Values:
    themes = {one.label: one.code for one in choices.lists["challenge-theme"]}
    _, place, words, good, theme, state = row.cells
    return {
        "kind": row.id.partition(":")[0],
        "words": words,
        "place": str(place),
        "good": good == "Yes",
        "theme": themes.get(theme or "", ""),
        "retired": state == "Retired",
    }


def _keep(values: Values, row_id: str) -> Command[Any]:
    kind, _, key = row_id.partition(":")
    if key and kind != values["kind"]:
        raise Refusal("A question stays with its check.", "Retire it here, and add it to the other check.")
    place = values["place"].strip()
    if place and not (place.isdecimal() and int(place) > 0):
        raise Refusal(f'"{place}" is not a place.', "Give a number such as 1, or leave it empty.")
    return KeepQuestion(
        values["kind"],
        values["words"],
        values["good"],
        values["theme"],
        int(place) if place else None,
        values["retired"],
        key,
    )


QUESTIONS = Section(
    "questions",
    "Questions of checks",
    "list-checks",
    QuestionsTable,
    _fields,
    _values,
    _keep,
    "question",
    {"kind": MIDWAY, "place": ""},
)
