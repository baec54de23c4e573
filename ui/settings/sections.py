"""The sections of the Settings page: what each lists, how a row is edited, and which command keeps it."""

from typing import Any

from app.commands.arrangements import ChangeKind, KeepStaff
from app.commands.people import KeepPerson, RemovePerson
from app.commands.settings import KeepHoliday, KeepListEntry, KeepTeam, VoidHoliday
from app.desk import Command
from app.domain.access import ROLE_TITLES, Role
from app.domain.errors import Refusal
from app.domain.officers import POST_ROLES
from app.domain.settings import LISTS
from app.queries.rights import RightsTable
from app.queries.service import Choices
from app.queries.settings import (
    HolidaysTable,
    KindsTable,
    LatestEntries,
    ListTable,
    PeopleTable,
    StaffTable,
    TeamsTable,
)
from app.table import Row
from ui.page import Tools
from ui.parts.form import Form
from ui.settings.challenges import CHALLENGE_SECTIONS
from ui.settings.officers import OFFICER_SECTIONS
from ui.settings.questions import QUESTIONS
from ui.settings.retention import DISPOSAL, OLD_BACKUPS
from ui.settings.section import Section, Values, choice, day, line, tick

# --------------------------------------------------------------------------------------------------- kinds and limits


def _kind_fields(form: Form, _tools: Tools, _choices: Choices) -> None:
    tick(form, "chaired", "The service &chairs this kind")
    line(form, "name", "Its own &name", "For example: child in our care review. Empty: the standard one.")
    line(form, "local", "Local time &limits", "For example: 28 days, 12 weeks. Shown beside the result by law.")
    line(form, "approver", "Who may agree to a &move", "For example: head of service.")


def _kind_values(row: Row, _choices: Choices) -> Values:
    _, chaired, name, _, local, approver = row.cells
    limits = (local or "").replace(", then ", ", ")
    return {"chaired": chaired == "Yes", "name": name or "", "local": limits, "approver": approver or ""}


def _keep_kind(values: Values, row_id: str) -> Command[Any]:
    return ChangeKind(row_id, values["chaired"], values["name"], values["local"], values["approver"])


# --------------------------------------------------------------------------------------------------- officers and posts


def _staff_fields(form: Form, tools: Tools, _choices: Choices) -> None:
    line(form, "name", "&Name", "Empty: the post is vacant.")
    line(form, "login", "&Login", "The login of the computer, if they use the program.")
    choice(form, "role", "&Post", list(POST_ROLES.items()))
    line(form, "fte", "Full-&time equivalent", "For example: 1 or 0.6.")
    day(form, tools, "start", "F&rom", optional=False)
    day(form, tools, "end", "&Until", optional=True)
    tick(form, "agency", "&Agency")
    line(form, "cla", "Share for children loo&ked after, in per cent", "Empty: all of the post.")
    line(form, "specialisms", "&Specialisms", "In words, with commas between. For example: deaf children, Welsh.")


def _staff_values(row: Row, _choices: Choices) -> Values:
    name, _, fte, start, end, agency, login, cla, specialisms = row.cells
    codes = {title: code for code, title in POST_ROLES.items()}
    return {
        "name": "" if row.id.startswith(":") else name,
        "login": login or "",
        "role": codes.get(row.cells[1], "iro"),
        "fte": f"{fte:g}" if fte is not None else "1",
        "start": start,
        "end": end,
        "agency": bool(agency),
        "cla": "" if cla is None else str(cla),
        "specialisms": specialisms or "",
    }


def _keep_staff(values: Values, row_id: str) -> Command[Any]:
    officer_id, _, post_id = row_id.partition(":")
    try:
        hundredths = round(float(values["fte"].replace(",", ".") or "1") * 100)
    except ValueError as error:
        raise Refusal(f'"{values["fte"]}" is not a number.', "Write for example 1 or 0.6.") from error
    return KeepStaff(
        values["name"],
        values["login"],
        values["role"],
        values["start"],
        values["end"],
        hundredths,
        values["agency"],
        officer_id or None,
        post_id or None,
        _percent(values["cla"]),
        values["specialisms"],
    )


def _percent(words: str) -> int | None:
    """A whole number of per cent as it was typed; None for all of the post."""
    digits = words.strip().removesuffix("%").strip()
    if digits and not digits.isdecimal():
        raise Refusal(f'"{words}" is not a whole number of per cent.', "Write for example 60, or leave it empty.")
    return int(digits) if digits else None


# --------------------------------------------------------------------------------------------------- people and roles


def _person_fields(form: Form, _tools: Tools, choices: Choices) -> None:
    line(form, "login", "&Login", "The login of the computer.")
    line(form, "name", "&Name")
    choice(form, "role", "&Role", [(role.value, ROLE_TITLES[role]) for role in Role])
    choice(
        form,
        "officer_id",
        "Which &officer they are",
        [("", "None of them"), *((o.id, o.name) for o in choices.officers)],
    )


def _person_values(row: Row, choices: Choices) -> Values:
    person = next(p for p in choices.people if p.id == row.id)
    return {"login": person.login, "name": person.name, "role": str(person.role), "officer_id": person.officer_id or ""}


def _keep_person(values: Values, row_id: str) -> Command[Any]:
    return KeepPerson(values["login"], values["name"], values["role"], values["officer_id"] or None, row_id or None)


# --------------------------------------------------------------------------------------------------- holidays and lists


def _holiday_fields(form: Form, tools: Tools, _choices: Choices) -> None:
    day(form, tools, "day", "&Date", optional=False)
    line(form, "name", "&Name")
    tick(form, "confirmed", "&Published by the government")


def _holiday_values(row: Row, _choices: Choices) -> Values:
    return {"day": row.cells[0], "name": row.cells[2], "confirmed": row.cells[3] == "Published"}


def _keep_holiday(values: Values, row_id: str) -> Command[Any]:
    return KeepHoliday(values["day"], values["name"], values["confirmed"], row_id or None)


def _entry_fields(form: Form, _tools: Tools, _choices: Choices) -> None:
    line(form, "label", "W&ords")
    line(form, "group", "Gro&up", "Child and family, social work, review service, or other.")
    tick(form, "retired", "&Retired: no longer offered, still readable")


def _entry_values(row: Row, _choices: Choices) -> Values:
    return {"label": row.cells[0], "group": row.cells[1] or "", "retired": row.cells[2] == "Retired"}


def _list_section(code: str, title: str) -> Section:
    def keep(values: Values, row_id: str) -> Command[Any]:
        return KeepListEntry(code, values["label"], values["group"], row_id or None, values["retired"])

    return Section(
        f"list:{code}",
        title,
        "list-checks",
        lambda: ListTable(code),
        _entry_fields,
        _entry_values,
        keep,
        new="value",
    )


SECTIONS = (
    DISPOSAL,
    OLD_BACKUPS,
    Section("kinds", "Kinds and time limits", "calendar-check", KindsTable, _kind_fields, _kind_values, _keep_kind),
    Section(
        "staff",
        "Officers and posts",
        "user",
        StaffTable,
        _staff_fields,
        _staff_values,
        _keep_staff,
        "officer",
        {"fte": "1"},
    ),
    Section(
        "teams",
        "Teams",
        "users",
        TeamsTable,
        lambda form, _tools, _choices: line(form, "name", "&Name"),
        lambda row, _choices: {"name": row.cells[0]},
        lambda values, row_id: KeepTeam(values["name"], row_id or None),
        new="team",
    ),
    *OFFICER_SECTIONS,
    Section(
        "people",
        "People and roles",
        "keyboard",
        PeopleTable,
        _person_fields,
        _person_values,
        _keep_person,
        "person",
        {"role": Role.IRO.value},
        remove=RemovePerson,
        remove_words="Re&move this person",
    ),
    Section("rights", "What each role may do", "list-checks", RightsTable, alone=True),
    Section(
        "holidays",
        "Bank holidays",
        "calendar-x",
        HolidaysTable,
        _holiday_fields,
        _holiday_values,
        _keep_holiday,
        "holiday",
        remove=VoidHoliday,
        remove_words="Re&move the bank holiday",
    ),
    *CHALLENGE_SECTIONS,
    QUESTIONS,
    *(_list_section(code, title) for code, title in LISTS.items()),
    Section("done", "What was done", "history", LatestEntries),
)
