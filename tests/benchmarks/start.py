"""Starting the program until its first page shows its rows, beside a bare window that shows the same rows."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measuring import Result, side_by_side
from tests.benchmarks.services import HOUSE, TODAY, Scale, database

GOAL = 3.0
CHILDREN = 1100


def run(scale: Scale) -> Iterator[Result]:
    """Whole processes, from nothing to the end; both end as soon as the rows are painted."""
    path = database(CHILDREN, 0)
    with tempfile.TemporaryDirectory() as home:
        # QSettings, logs and the like must neither be read from nor left in the home of whoever measures.
        own = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_STATE_HOME": home}
        environment = {**os.environ, **own, "IRO_TRACKER_EXIT_WHEN_SHOWN": "1"}
        # As where the program is installed: modules are compiled once, in the run that is not counted, and kept.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = str(Path(home) / "compiled")
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")

        def ours() -> None:
            _process([str(HOUSE / "main.py"), "--database", str(path), "--as-of", TODAY.isoformat()], environment)

        def reference() -> None:
            _process(["-m", "tests.benchmarks.bare_window", str(path), TODAY.isoformat()], environment)

        mine, theirs = side_by_side(ours, reference, scale.times)
    yield Result("Start until the first page shows its rows / a bare window", mine, theirs, GOAL)


def _process(arguments: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=HOUSE, env=environment, capture_output=True, check=False, timeout=120
    )
    if done.returncode:
        raise RuntimeError(f"{Path(arguments[0]).name} ended with {done.returncode}: {done.stderr.decode()[-2000:]}")
