"""The one place that imports heavy libraries, when they are first needed."""

from importlib import import_module
from typing import Any


def late(module: str) -> Any:
    """A module of the program whose libraries are slow to import (pandas, openpyxl, python-calamine)."""
    return import_module(module)
