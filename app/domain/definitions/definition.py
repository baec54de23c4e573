"""What a setting is: its key, its words and its usual value."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Definition:
    """A setting that exists: its key, its words, what it means and its value until somebody changes it."""

    key: str
    title: str
    help: str
    default: Any
