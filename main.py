"""Join the parts of IRO Tracker: read the arguments, open the records, sign in, then the command line or the window."""

import gc
import sys
from datetime import UTC, datetime

gc.disable()  # what is imported stays: looking through it for what may be thrown away is lost time
try:
    from app.desk import sign_in
    from db.database import Database
    from ui.console import Console, Parts
    from ui.memory import write_none_to_disk
except ModuleNotFoundError as missing:
    if missing.name in {"app", "db", "ui", "resources"} or (missing.name or "").startswith(("app.", "db.", "ui.")):
        raise
    sys.exit("IRO Tracker needs its libraries first: run `python dev.py run` in the folder of the program.")
gc.freeze()
gc.enable()


def now() -> datetime:
    """The only clock anybody reads."""
    return datetime.now(UTC)


def main(arguments: list[str] | None = None) -> int:
    """Run the program; the exit code is 0 when done, 1 when refused with words, 2 for wrong usage."""
    write_none_to_disk()
    return Console(Parts(Database, sign_in, now)).run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
