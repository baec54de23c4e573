"""The command line: what a scheduled task can do at night, and the way into the window; it loads no screen itself."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Protocol

from app.desk import Desk, SignIn
from app.domain.access import Person, Role, Stamp
from app.domain.calendar import Calendar, shipped_holidays, today_in_london
from app.domain.counting import counted
from app.domain.dates import long
from app.domain.errors import Refusal
from app.domain.explanations import rule_words
from app.domain.kinds import kind_of
from app.late import late
from app.store import Keeper
from ui.arguments import parser
from ui.locking import Locks
from ui.login import system_login
from ui.newfile import draft_of, move
from ui.reports import report
from ui.streams import flush, let_go_of_output, speak_any_script, unusable

SORRY = "Something went wrong in the program. What was saved is safe. Please report these lines; they name no child."
DEFAULT_FILE, DEMONSTRATION_FILE = "service.irotracker", "demonstration.irotracker"


class Database(Keeper, Protocol):
    """The records' file, as the console needs it."""

    def close(self) -> None:
        """Finish."""


@dataclass(frozen=True)
class Parts:
    """What main.py joins: the records, signing in, and the clock."""

    database: type[Any]
    sign_in: Callable[[Keeper, str, Callable[[], datetime], date | None], Desk]
    now: Callable[[], datetime]


class Console:
    """Runs one command line and answers with its exit code."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._options = Namespace()

    def run(self, arguments: list[str]) -> int:
        """0 when done, 1 refused with words on standard error, 2 wrong usage."""
        speak_any_script()
        try:
            self._options = _parsed(arguments)
        except SystemExit as usage:
            return int(usage.code or 0)
        try:
            return self._told()
        except Refusal as no:
            print(no, file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            print("Stopped.", file=sys.stderr)
            return 130
        except Exception as error:  # noqa: BLE001 the words of an error nobody foresaw may name a child
            print(f"{SORRY}\n{report(type(error), error, error.__traceback__)}", file=sys.stderr)
            return 1

    def _told(self) -> int:
        """What a computer does to a command is told in words; the window has its own way to tell."""
        try:
            code = self._verb()
            flush()
        except BrokenPipeError:
            let_go_of_output()
            return 0
        except OSError as error:
            if self._options.verb is None:
                raise
            let_go_of_output()
            raise unusable(error) from error
        return code

    def _verb(self) -> int:
        name = f"_{self._options.verb or 'window'}".replace("-", "_")
        run: Callable[[], int] = getattr(self, name)
        return run()

    # ------------------------------------------------------------------------------------------------ the file

    def _path(self, name: str = DEFAULT_FILE) -> Path:
        given: Path | None = getattr(self._options, "database", None)
        path = given or Path(late("platformdirs").user_data_path("IRO Tracker", appauthor=False)) / name
        return Path(self._parts.database.true_path(path))

    def _stamp(self) -> Stamp:
        now = self._parts.now().astimezone(UTC)
        return Stamp(now, self._today(), Person(login=system_login(), role=Role.MANAGER))

    def _today(self) -> date:
        given: date | None = getattr(self._options, "as_of", None)
        return given or today_in_london(self._parts.now().astimezone(UTC))

    def _enter(self, database: Keeper) -> Desk:
        as_of = getattr(self._options, "as_of", None)
        return self._parts.sign_in(database, system_login(), self._parts.now, as_of)

    def _desk(self, database: Database) -> Desk:
        desk = self._enter(database)
        desk.do(SignIn("the command line"))
        late("app.commands.unfinished").erase_unfinished(desk)
        return desk

    def _with_desk(self, work: Callable[[Desk], int]) -> int:
        path = self._path()
        return self._at_desk(self._parts.database.open(path, self._locks().key(path)), work)

    def _locks(self) -> Locks:
        return Locks(self._parts.database, self._options)

    def _at_desk(self, database: Database, work: Callable[[Desk], int]) -> int:
        try:
            return work(self._desk(database))
        finally:
            database.close()

    def _with_new_desk(self, path: Path, work: Callable[[Desk], int]) -> int:
        """Work in a database that does not exist yet: it is made beside its place, and moved there when work succeeds."""
        checking = getattr(self._options, "check", False)
        made = self._locks().new(kept=not checking)
        with draft_of(path, None if checking else path.parent) as draft:
            code = self._at_desk(self._parts.database.begin(draft, self._stamp(), made), work)
            if code == 0 and not checking:
                with self._locks().handing_over(made, self._parts.database.keys.path_of(path)):
                    move(draft, path)
        return code

    def _print(self, words: str, answer: Any) -> None:
        print(json.dumps(answer) if getattr(self._options, "json", False) else words)

    # ------------------------------------------------------------------------------------------------ the verbs

    def _window(self) -> int:
        path = self._path(DEMONSTRATION_FILE if self._options.demo else DEFAULT_FILE)
        if self._options.demo and not path.exists():
            print("Making a demonstration service of invented children ...", file=sys.stderr)
            self._make_demonstration(path, 1100, 10, 1)
        if getattr(self._options, "database", None) and not path.exists():
            raise Refusal(f"There is no file {path}.", "Check the name, or make it with import or demo.")
        as_of = getattr(self._options, "as_of", None)
        key = self._locks().key(path) if self._locks().is_given else None
        result: int = late("ui.opening").open_window(self._parts, path, system_login(), as_of, key)
        return result

    def _demo_file(self) -> Path | None:
        return self._options.file or getattr(self._options, "database", None)

    def _demo(self) -> int:
        path = self._demo_file() or Path()
        made = self._make_demonstration(path, self._options.children, self._options.years, self._options.seed)
        words = f"Made a demonstration service of {counted(made.children, 'invented child', 'invented children')} and {counted(made.reviews, 'review')}."
        self._print(words, {"file": str(path), "children": made.children, "reviews": made.reviews})
        return 0

    def _make_demonstration(self, path: Path, children: int, years: int, seed: int) -> Any:
        """Made in another place first, so that it appears whole or not at all."""
        if path.exists():
            raise Refusal(f"{path.name} is already there.", "Choose another name, or move that file first.")
        making, stamp, made = late("app.demonstration"), self._stamp(), None
        with draft_of(path, path.parent) as draft:
            database = self._parts.database.create_demonstration(draft, stamp)
            try:
                size = making.Size(children=children, years=years)
                for made in making.demonstrate_in_parts(database, stamp, size, seed):
                    print(
                        f"  {counted(made.children, 'child', 'children')}, {counted(made.reviews, 'review')}",
                        file=sys.stderr,
                    )
            finally:
                database.close()
            move(draft, path)
        return made

    def _import(self) -> int:
        path = self._path()
        return self._with_desk(self._import_at) if path.exists() else self._with_new_desk(path, self._import_at)

    def _import_at(self, desk: Desk) -> int:
        importing = late("app.commands.imports")
        options = self._options
        facts = importing.read_for(desk, options.paths, options.layout, dates=options.dates, match=options.match)
        plan = (
            desk.ask(importing.PreviewImport(facts)) if options.check else desk.do(importing.CommitImport(facts)).result
        )
        summary = importing.summary(plan)
        self._print(importing.in_words(plan), summary)
        used = any(sum(summary[part].values()) for part in ("new", "changed", "unchanged"))
        if not used:
            print("Nothing in these files could be used. Nothing was changed.", file=sys.stderr)
        return 0 if used else 1

    def _relock(self) -> int:
        """Encrypt, passphrase, recovery-key: each is a verb of Relocking."""
        parts = (self._parts.database, self._options, self._path(), self._locks(), self._at_desk, self._stamp())
        verb: Callable[[], int] = getattr(
            late("ui.relocking").Relocking(*parts, self._print), self._options.verb.replace("-", "_")
        )
        return verb()

    _encrypt = _passphrase = _recovery_key = _relock

    def _whole_file(self) -> int:
        """Check, backup, restore, move: each is a verb of Keeping."""
        locks = self._locks()
        keys = (locks.key, locks.key_in)
        parts = (self._parts.database, self._options, self._path(), *keys, self._enter, self._stamp(), self._print)
        code: int = getattr(late("ui.keeping").Keeping(*parts), self._options.verb)()
        return code

    _check = _backup = _restore = _move = _whole_file

    def _template(self) -> int:
        written = late("app.files.template").write_template(self._options.file)
        self._print(f"Wrote {written}.", {"file": str(written)})
        return 0

    def _export(self) -> int:
        return self._with_desk(self._export_at)

    def _export_at(self, desk: Desk) -> int:
        exported = late("ui.exporting").export(desk, self._options, self._today())
        for remark in exported.remarks:
            print(remark, file=sys.stderr)
        self._print(f"Wrote {exported.path}.", {"file": str(exported.path), "rows": dict(exported.rows)})
        return 0

    def _figures(self) -> int:
        def told(desk: Desk) -> int:
            words, answer = late("ui.figuring").figures(desk, self._options, self._today())
            self._print(words, answer)
            return 0

        return self._with_desk(told)

    def _due_date(self) -> int:
        options = self._options
        kind = kind_of(options.kind)
        step = kind.step(options.sequence)
        if step is None:
            raise Refusal(
                f"The {kind.title.lower()} is held once: there is no number {options.sequence}.", "Use --sequence 1."
            )
        calendar = Calendar.from_rows(shipped_holidays())
        try:
            due = step.interval.after(options.counted_from, calendar)
        except (OverflowError, ValueError) as error:
            raise Refusal("That date is too late to count from.", "Check the year.") from error
        words = rule_words(kind.code, options.sequence, options.counted_from)
        if step.interval.unit == "working days" and calendar.beyond_confirmed(due):
            print("Bank holidays of that year are not confirmed yet: the date may move.", file=sys.stderr)
        self._print(f"{long(due)}\n{words}", {"due": due.isoformat(), "rule": step.rule, "explanation": words})
        return 0


def _parsed(arguments: list[str]) -> Namespace:
    """The options; wrong usage says so and ends with the code 2."""
    whole = parser()
    options = whole.parse_args(arguments)
    if getattr(options, "first", None) and options.first > options.last:
        whole.error("--from lies after --until")
    if options.verb == "demo" and not (options.file or getattr(options, "database", None)):
        whole.error("demo needs a FILE")
    return options
