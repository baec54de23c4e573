"""What a what-if says of itself: how many children, who, and where they go."""

from app.domain.counting import counted
from app.domain.scenarios import Joins, Leaves, MoreChildren, Scenario


def children_words(number: int) -> str:
    """42 children."""
    return counted(number, "child", "children")


def band_words(scenario: Scenario) -> str:
    """12 children move, 1 more post, 1 person leaves, 40 more children."""
    more = sum(change.number for change in scenario.changes if isinstance(change, MoreChildren))
    joins = sum(isinstance(change, Joins) for change in scenario.changes)
    leaves = sum(isinstance(change, Leaves) for change in scenario.changes)
    moving = len(scenario.moved)
    parts = [
        *([f"{children_words(moving)} {'moves' if moving == 1 else 'move'}"] if moving else []),
        *([counted(joins, "more post", "more posts")] if joins else []),
        *([f"{counted(leaves, 'person', 'people')} {'leaves' if leaves == 1 else 'leave'}"] if leaves else []),
        *([counted(more, "more child", "more children")] if more else []),
    ]
    return ", ".join(parts)
