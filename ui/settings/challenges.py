"""The sections of the Settings page about challenges: the levels, who answers at each by team, and where themes begin."""

from typing import Any

from app.commands.arrangements import KeepLevel, KeepThemeLevel
from app.commands.challenges.ladder import KeepRungHolder, VoidRungHolder
from app.desk import Command
from app.domain.errors import Refusal
from app.queries.challenges.setup import HoldersTable, LevelsTable, ThemeLevelsTable
from app.queries.service import Choices
from app.table import Row
from ui.page import Tools
from ui.parts.form import Form
from ui.parts.steady import Number
from ui.settings.section import Section, Values, choice, day, line, tick

IN_ERROR = "Entered in error"


def _level_fields(form: Form, tools: Tools, _choices: Choices) -> None:
    line(form, "name", "&Name", "For example: Service manager.")
    line(form, "addressee", "Who &answers", "The role. Who that is by team stands in Who answers challenges.")
    form.add("days", "Working &days to answer", Number(1, 250))
    day(form, tools, "start", "F&rom", "Empty: from today. What was entered before keeps its level and dates.")
    tick(form, "remove", "&Take this level away")


def _level_values(row: Row, _choices: Choices) -> Values:
    title, addressee, days, _ = row.cells
    return {"name": title.partition(": ")[2], "addressee": addressee, "days": days, "start": None, "remove": False}


def _keep_level(values: Values, row_id: str) -> Command[Any]:
    level = int(row_id.partition(":")[0].removeprefix("level ")) if row_id else None
    return KeepLevel(
        level, values["name"], values["addressee"], values["days"], values["start"], remove=values["remove"]
    )


def _holder_fields(form: Form, tools: Tools, choices: Choices) -> None:
    choice(form, "level", "Wh&ich level", [(rung.level, rung.title) for rung in choices.ladder.rungs])
    teams = [("", "The whole service"), *((team.id, team.name) for team in choices.teams)]
    choice(form, "team_id", "&Team", teams)
    line(form, "name", "&Name", "The person who answers, as it should stand in the challenge.")
    day(form, tools, "start", "F&rom", optional=False)
    day(form, tools, "end", "&Until", optional=True)
    tick(form, "void", "Entered in err&or: take it away")


def _holder_values(row: Row, _choices: Choices) -> Values:
    level, _, rest = row.id.partition("/")
    _, _, name, start, end = row.cells
    return {"level": int(level), "team_id": rest.partition(":")[0], "name": name, "start": start, "end": end}


def _keep_holder(values: Values, row_id: str) -> Command[Any]:
    holder_id = row_id.rpartition(":")[2]
    if values["void"]:
        if not holder_id:
            raise Refusal("This one is not kept yet, so there is nothing to take away.", "Press Cancel instead.")
        return VoidRungHolder(holder_id, IN_ERROR)
    return KeepRungHolder(
        values["level"], values["name"], values["start"], values["team_id"] or None, values["end"], holder_id or None
    )


def _theme_fields(form: Form, _tools: Tools, choices: Choices) -> None:
    usual = [("", "None: as whoever logs it begins"), *((rung.level, rung.title) for rung in choices.ladder.rungs)]
    hint = "A challenge that begins there needs no reason for going past lower levels."
    choice(form, "level", "&Usual first level", usual, hint)
    tick(form, "positive", "Good &practice")


def _theme_values(row: Row, choices: Choices) -> Values:
    levels = {rung.title: rung.level for rung in choices.ladder.rungs}
    return {"level": levels.get(row.cells[1], ""), "positive": row.cells[2] == "Yes"}


def _keep_theme(values: Values, row_id: str) -> Command[Any]:
    return KeepThemeLevel(row_id.partition(":")[2], values["level"] or None, positive=values["positive"])


CHALLENGE_SECTIONS = (
    Section(
        "levels",
        "Levels of challenge",
        "trending-up",
        LevelsTable,
        _level_fields,
        _level_values,
        _keep_level,
        "level",
        {"days": 5},
    ),
    Section(
        "holders",
        "Who answers challenges",
        "users",
        HoldersTable,
        _holder_fields,
        _holder_values,
        _keep_holder,
        "person",
    ),
    Section(
        "themes", "Where themes begin", "messages-square", ThemeLevelsTable, _theme_fields, _theme_values, _keep_theme
    ),
)
