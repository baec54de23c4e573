"""The files that ship with the program: icons, styles, templates, help, lists of names and bank holidays."""

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """Where a shipped file is, by its name below this folder, such as "holidays.csv" or "icons/search.svg"."""
    return _FOLDER / name
