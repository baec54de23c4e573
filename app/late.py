"""The one place that imports heavy libraries, and parts that the start can do without, when they are first needed."""

from importlib import import_module
from typing import Any


def late(module: str) -> Any:
    """A module of the program that is slow to import, most often for its libraries (pandas, openpyxl, python-calamine)."""
    return import_module(module)
