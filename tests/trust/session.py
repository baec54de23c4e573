"""One random session in a process of its own: `python -m tests.trust.session SEED FOLDER`; what it leaves, others look through."""

import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from pathlib import Path
from typing import Any

import main
from app.desk import Desk
from tests.builders import NOW, TODAY
from tests.trust.hands import Hands
from tests.trust.places import CANARIES
from tests.trust.plants import BREAKING, KEEPING, PLANTS, TYPING
from ui.memory import write_none_to_disk

KILLED, BROKEN, WINDOW = 0.3, 0.3, 0.55
"""How many sessions of one are killed, meet an error in the program, and are held in the window."""

LONGEST = 6.0
EXPORTS: tuple[tuple[str, ...], ...] = (
    ("due", ".xlsx"),
    ("challenges", ".xlsx"),
    ("caseload", ".xlsx"),
    ("ahead", ".xlsx"),
    ("timeliness", ".xlsx", "--month", "2026-10"),
    ("month-pack", ".pdf", "--month", "2026-10"),
    ("team-week", ".pdf", "--names"),
    ("team-week", ".xlsx", "--names"),
    ("record", ".pdf", "--child", "R000"),
    ("record", ".xlsx", "--child", "R001"),
    ("prep", ".pdf", "--iro", "Ann Smith"),
    ("calendar", ".ics", "--iro", "Ann Smith", "--names"),
)


class Session:
    """What one person does, by chance."""

    def __init__(self, seed: int, folder: Path, kind: str = "") -> None:
        self._kind = kind
        self._chance = random.Random(seed)
        self._folder = folder
        self._number = 0

    def run(self) -> None:
        """Through the window or the command line, to its end or not; a session with a planted fault is of one kind."""
        if self._chance.random() < KILLED and not self._kind:
            signal.setitimer(signal.ITIMER_REAL, self._chance.uniform(0.5, LONGEST))
        broken = self._kind == BREAKING or (self._chance.random() < BROKEN and not self._kind)
        in_window = self._kind in (BREAKING, TYPING) or (self._chance.random() < WINDOW and not self._kind)
        with breaking(self._chance, self._chance.randrange(4, 30)) if broken else nullcontext():
            self._in_window() if in_window else self._on_the_command_line()
        if self._chance.random() < KILLED / 3 and not self._kind:
            os.abort()  # a core is asked for, where the computer keeps one

    def _in_window(self) -> None:
        Hands(self._chance, self._folder).work()

    def _on_the_command_line(self) -> None:
        for _ in range(self._chance.randrange(2, 5)):
            does = (self._export, self._import, self._keep, self._figures)
            words = self._keep() if self._kind == KEEPING else self._chance.choice(does)()
            common = ["--database", str(self._file), "--passphrase-file", str(self._given / "passphrase.txt")]
            with (self._folder / "stdout.txt").open("a", encoding="utf-8") as out, redirect_stdout(out):
                main.main([*words, *common])

    @property
    def _given(self) -> Path:
        return self._folder / "given"

    @property
    def _file(self) -> Path:
        return self._folder / "service" / "service.irotracker"

    def _export(self) -> list[str]:
        self._number += 1
        what, ending, *more = self._chance.choice(EXPORTS)
        target = self._folder / "asked" / f"asked {self._number}{ending}"
        return ["export", what, *more, "--to", str(target), "--as-of", TODAY.isoformat()]

    def _import(self) -> list[str]:
        checked = ["--check"] if self._chance.random() < 0.4 else []
        return [
            "import",
            "--dates",
            "day-first",
            str(self._given / self._chance.choice(("903", "sheet.xlsx", "broken.xlsx"))),
            *checked,
        ]

    def _keep(self) -> list[str]:
        self._number += 1
        if self._kind == KEEPING:
            return ["backup"]
        verbs = [["check"], ["check", "--full"], ["backup"], ["restore"], ["figures", "caseload"]]
        verbs += [["backup", "--copy", str(self._folder / "service" / f"copy {self._number}.irocopy")]]
        return self._chance.choice(verbs)

    def _figures(self) -> list[str]:
        return [
            "figures",
            self._chance.choice(("timeliness", "challenges")),
            "--from",
            "2026-04-01",
            "--until",
            "2026-11-01",
        ]


@contextmanager
def breaking(chance: random.Random, after: int) -> Iterator[None]:
    """From then on one question or change in five meets an error whose words, values and causes name a child."""
    left = [after]

    def wrapped(real: Callable[..., Any]) -> Callable[..., Any]:
        def done(desk: Desk, asked: Any) -> Any:
            left[0] -= 1
            if left[0] < 0 and chance.random() < 0.2:
                name = chance.choice(CANARIES)
                try:
                    dict[str, int]()[name]
                except KeyError as error:
                    raise ValueError(f"{name} is not what was meant") from error
            return real(desk, asked)

        return done

    real_do, real_ask = Desk.do, Desk.ask
    Desk.do, Desk.ask = wrapped(real_do), wrapped(real_ask)  # type: ignore[method-assign]
    try:
        yield
    finally:
        Desk.do, Desk.ask = real_do, real_ask  # type: ignore[method-assign]


def begin(arguments: list[str]) -> None:
    """Plant what is to be planted, and begin."""
    seed, folder = int(arguments[0]), Path(arguments[1])
    write_none_to_disk()
    kind = ""
    for name in arguments[2:]:
        kind, plant = PLANTS[name]
        plant()
    main.now = lambda: NOW
    Session(seed, folder, kind).run()


if __name__ == "__main__":
    begin(sys.argv[1:])
    sys.exit(0)
