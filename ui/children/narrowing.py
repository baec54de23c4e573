"""What the list of children is narrowed to: the filters above it, and a part that another place asked for."""

from collections.abc import Callable

from app.queries.children import PARTS, ChildrenFilter
from app.queries.service import Choices
from ui.page import Page
from ui.parts.filters import Choice, ClearFilters, Search


class Narrowing:
    """The filters of the page; `changed` is called when one of them changes."""

    def __init__(self, page: Page, changed: Callable[[], None]) -> None:
        self._wanted: ChildrenFilter | None = None
        self.search = Search("Search name or reference")
        self.part = Choice("Sho&w", [(key, words) for key, (words, _) in PARTS.items()])
        self.iro = Choice("&IRO", [("", "All IROs")])
        self.team = Choice("&Team", [("", "All teams")])
        parts = (self.search, self.part, self.iro, self.team)
        for part in parts:
            part.changed.connect(changed)
            page.add_filter(part)
        page.add_filter(ClearFilters(parts))

    def value(self) -> ChildrenFilter:
        """What is chosen now."""
        return ChildrenFilter(
            self.part.value() or "running", self.iro.value() or None, self.team.value() or None, self.search.value()
        )

    def show(self, chosen: ChildrenFilter) -> None:
        """Choose this; an IRO who is not offered yet is chosen once the choices have come."""
        self._wanted = chosen if chosen.officer_id and self.iro.box.count() == 1 else None
        self.part.set_value(chosen.part)
        self.iro.set_value(chosen.officer_id or "")
        self.team.set_value(chosen.team_id or "")
        self.search.set_value(chosen.text)

    def offer(self, choices: Choices) -> ChildrenFilter | None:
        """The IROs and teams have come; answers with what waited for them."""
        self.iro.set_options([("", "All IROs"), *((o.id, o.name) for o in choices.officers)])
        self.team.set_options([("", "All teams"), *((t.id, t.name) for t in choices.teams)])
        wanted, self._wanted = self._wanted, None
        return wanted
