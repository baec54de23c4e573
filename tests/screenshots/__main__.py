"""Makes the pictures: `python -m tests.screenshots [FOLDER]`, by default into docs/screenshots."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is loaded: pictures are the same on every desktop

from tests.screenshots.album import Album, Stage
from tests.screenshots.scenes import SCENES

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"


def main() -> int:
    """Make every picture, or those that are named; the exit code."""
    asked = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=FOLDER, metavar="FOLDER")
    asked.add_argument("--only", action="append", choices=list(SCENES), help="make only this picture; may be repeated")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made, Stage(Path(made)) as stage:
        album = Album(stage, options.folder)
        for name, scene in SCENES.items():
            if name in (options.only or SCENES):
                album.take(name, scene(stage))
    return 0


if __name__ == "__main__":
    sys.exit(main())
