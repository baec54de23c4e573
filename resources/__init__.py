"""The files that ship with the program: icons, styles, templates, help, lists of names and bank holidays."""

from importlib.resources import files
from pathlib import Path


def path(name: str) -> Path:
    """Where a shipped file is, by its name below this folder, such as "holidays.csv" or "icons/search.svg"."""
    return Path(str(files("resources").joinpath(name)))
