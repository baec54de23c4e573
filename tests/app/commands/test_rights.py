"""Who may do what: every right in every role, at the desk; a refused right leaves one entry in the account."""

import importlib
import pkgutil
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

import app.commands
import app.queries
from app.commands.settings import ChangeSetting
from app.desk import Desk, SignIn, sign_in
from app.domain.access import RIGHTS, ROLE_TITLES, WITHOUT_A_CHILD, NotAllowed, Person, Right, Role, Whose
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.settings import Setting
from app.queries.week.look import MyWeek
from app.store import Where
from tests.builders import NOW, Service

TABLE = {
    #                  manager  IRO     support  reader
    Right.SEE:       ("otxw", "otxw", "otxw", "otxw"),
    Right.RECORD:    ("otxw", "ot",   "otx",  ""),
    Right.CHALLENGE: ("otxw", "ot",   "otx",  ""),
    Right.ALLOCATE:  ("otxw", "",     "otx",  ""),
    Right.IMPORT:    ("otxw", "",     "otxw", ""),
    Right.EXPORT:    ("otxw", "otw",  "otxw", ""),
    Right.NAMES:     ("otxw", "ot",   "otxw", ""),
    Right.SET_UP:    ("otxw", "",     "",     ""),
    Right.PEOPLE:    ("otxw", "",     "",     ""),
    Right.AUDIT:     ("otxw", "",     "",     ""),
    Right.DISPOSE:   ("otxw", "",     "",     ""),
    Right.KEEP_SAFE: ("otxw", "otxw", "otxw", ""),
    Right.PUT_BACK:  ("otxw", "",     "",     ""),
}  # fmt: skip
"""Own, team, other, whole: each role's reach, written out once more by hand."""
LETTERS = dict(zip("otxw", Whose, strict=True))
CELLS = [(role, right) for role in Role for right in Right]


def may(role: Role, right: Right) -> frozenset[Whose]:
    return frozenset(LETTERS[letter] for letter in TABLE[right][list(Role).index(role)])


def declared(package: Any) -> list[type[Any]]:
    """Every command or query of a package: what declares the right it needs."""
    found = {}
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        for one in vars(importlib.import_module(module.name)).values():
            if isinstance(one, type) and is_dataclass(one) and hasattr(one, "right") and hasattr(one, "run"):
                found[f"{one.__module__}.{one.__qualname__}"] = one
    return list(found.values())


COMMANDS: list[type[Any]] = [*(one for one in declared(app.commands) if hasattr(one, "title")), SignIn]


def blank(kind: type[Any]) -> Any:
    """A command that nobody has looked into yet: the desk refuses before it runs."""
    command = object.__new__(kind)
    for field in fields(kind):
        object.__setattr__(command, field.name, None)
    return command


def as_role(service: Service, role: Role) -> Desk:
    return service.desk(Person(login=f"one-{role}", role=role))


@pytest.mark.parametrize(("role", "right"), CELLS, ids=lambda one: one.name)
def test_every_role_has_its_rights_and_no_others(role: Role, right: Right) -> None:
    assert Person(login="x", role=role).reach(right) == may(role, right)
    assert Person(login="x", role=role).may(right) == bool(may(role, right))


@pytest.mark.parametrize(("role", "right"), CELLS, ids=lambda one: one.name)
def test_the_desk_lets_through_what_a_role_may_and_nothing_else(service: Service, role: Role, right: Right) -> None:
    child = Child(reference="1001")

    class Keep:
        title = "Keep"

        def run(self, store: Any, stamp: Any) -> Child:
            kept: Child = store.shelf(Child).keep(child)
            return kept

    command: Any = Keep()
    command.right = right
    asking: Any = _Asking(right)
    desk = as_role(service, role)
    reached = WITHOUT_A_CHILD[right] in may(role, right)
    if reached:
        assert desk.do(command).topics == {Child}
        assert desk.ask(asking) == 1
        return
    with pytest.raises(Refusal, match="may not"):
        desk.do(command)
    for _ in range(3):  # a page asks again and again
        with pytest.raises(Refusal, match="may not"):
            desk.ask(asking)
    assert service.count("children") == 0
    refused = service.rows("audit", ("login", "summary"), Where("action", "is", "Right refused"))
    said = f"Your role ({ROLE_TITLES[role]}) may not {right}"
    assert [login for login, _ in refused] == [f"one-{role}"] * 2
    assert [words.partition(": ")[0] for _, words in refused] == ["Keep", "Asking"]
    assert all(said in words for _, words in refused)


class _Asking:
    def __init__(self, right: Right) -> None:
        self.right = right

    def run(self, store: Any, stamp: Any) -> int:
        return len(store.shelf(Child).find())


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
def test_a_reader_changes_nothing(service: Service, kind: type[Any]) -> None:
    if kind.right == Right.SEE:
        assert kind.__name__ in {
            "OpenChild",
            "Remember",
            "KeepView",
            "ForgetView",
            "SignIn",
            "Unlock",
            "WrongTry",
            "BeginFile",
            "ForgetFiles",
        }
        return
    before = service.count("audit")
    with pytest.raises(Refusal, match=r"Your role \(Reader\) may not"):
        as_role(service, Role.READER).do(blank(kind))
    assert service.count("audit") == before + 1


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
def test_an_iro_may_not_allocate_import_or_set_up(service: Service, kind: type[Any]) -> None:
    if kind.right in RIGHTS[Role.IRO]:
        return
    assert may(Role.IRO, kind.right) == frozenset()
    with pytest.raises(Refusal, match=r"Your role \(Independent Reviewing Officer\) may not"):
        as_role(service, Role.IRO).do(blank(kind))


def test_commands_that_set_up_allocate_and_import_declare_so() -> None:
    needs = {kind.__name__: kind.right for kind in COMMANDS}
    expected = {
        Right.ALLOCATE: ("Allocate", "EndAllocation", "EndAllocations", "HandOver", "Cover", "CoverCaseload"),
        Right.IMPORT: ("CommitImport",),
        Right.SET_UP: (
            "ChangeSetting",
            "KeepHoliday",
            "VoidHoliday",
            "KeepListEntry",
            "KeepOfficer",
            "KeepPost",
            "KeepTeam",
        ),
        Right.PEOPLE: ("KeepPerson", "RemovePerson"),
        Right.RECORD: (
            "AddChild",
            "CorrectChild",
            "RecordHeld",
            "FillDown",
            "StartPeriod",
            "Plan",
            "Undo",
            "UndoLatest",
        ),
    }
    assert {name: right for right, names in expected.items() for name in names}.items() <= needs.items()


@pytest.mark.parametrize("kind", declared(app.queries), ids=lambda kind: kind.__name__)
def test_every_query_declares_a_right(kind: type[Any]) -> None:
    assert kind.right in set(Right)


def test_a_refusal_leaves_nothing_behind_and_a_bug_neither(service: Service, desk: Desk) -> None:
    class Half:
        right, title = Right.RECORD, "Half"

        def __init__(self, error: Exception) -> None:
            self.error = error

        def run(self, store: Any, stamp: Any) -> None:
            store.shelf(Child).keep(Child(reference="1001"))
            raise self.error

    for error in (Refusal("No."), ZeroDivisionError()):
        half: Any = Half(error)
        with pytest.raises(type(error)):
            desk.do(half)
    assert (service.count("children"), service.count("audit")) == (0, 1)


def test_a_stranger_is_told_whom_to_ask(service: Service) -> None:
    with pytest.raises(Refusal, match='The login "nobody" is not entered'):
        sign_in(service.keeper, "nobody", lambda: NOW)
    assert service.rows("audit", ("login", "summary"), Where("action", "is", "Right refused")) == [
        ("nobody", "Sign in: this login is not entered in the service")
    ]


def test_who_signs_in_is_entered_with_the_role_they_have(service: Service, desk: Desk) -> None:
    desk.do(SignIn("the window"))
    entered = service.rows("audit", ("login", "summary"), Where("action", "is", "Sign in"))
    assert entered == [("manager", "Through the window, as IRO team manager")]


def test_a_login_is_recognised_whatever_its_case(service: Service) -> None:
    assert sign_in(service.keeper, "MANAGER", lambda: NOW).person.name == "Mia Manager"


def test_in_the_demonstration_everyone_is_a_manager(service: Service) -> None:
    service.keep(Setting(key="service.demonstration", start=service.today, value="true"))
    assert sign_in(service.keeper, "nobody", lambda: NOW).person.role == Role.MANAGER


def test_from_a_day_still_to_come_one_looks_and_changes_nothing(service: Service) -> None:
    service.keep(Person(login="ann", name="Ann", role=Role.MANAGER))
    ahead = sign_in(service.keeper, "ann", lambda: NOW, date(2027, 3, 1))
    ahead.do(SignIn("the window"))
    ahead.ask(MyWeek())
    with pytest.raises(Refusal, match="1 March 2027, which is still to come"):
        ahead.do(ChangeSetting("lock.minutes", 9))
    sign_in(service.keeper, "ann", lambda: NOW, date(2026, 3, 1)).do(ChangeSetting("lock.minutes", 9))


def test_a_role_taken_away_ends_in_a_window_that_is_open(service: Service, desk: Desk) -> None:
    entered: Person = service.kept(Person(login="ann", name="Ann", role=Role.MANAGER))
    open_window = service.desk(entered)
    open_window.do(ChangeSetting("lock.minutes", 9))
    lowered: Person = service.kept(replace(entered, role=Role.READER))
    for _ in range(2):
        with pytest.raises(NotAllowed, match=r"Your role \(Reader\) may not"):
            open_window.do(ChangeSetting("lock.minutes", 8))
    with service.change() as store:
        store.shelf(Person).void(lowered, "Left")
    with pytest.raises(NotAllowed, match="not entered in this service any more"):
        open_window.ask(MyWeek())
