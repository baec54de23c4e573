"""The pictures of the Calendar: a month of everybody, a week of an IRO, a team in the dark, and a request for a move."""

from functools import partial

from app.queries.calendar import spans
from app.queries.calendar.shapes import Event
from app.queries.service import ServiceChoices
from tests.screenshots.album import TODAY, Stage
from ui.calendar.page import CalendarPage
from ui.theme import theme


def month(stage: Stage) -> None:
    """What the month holds for everybody."""
    _page(stage, spans.MONTH)


def lines(stage: Stage) -> None:
    """The coming weeks by IRO, with those who are on leave."""
    page = _page(stage, spans.WEEK)
    while not any(one.words == "on leave" for day in page.look.days for one in day.away):
        stage.settle(lambda: page.asking.step(1))


def week_dark(stage: Stage) -> None:
    """The week of a team by the hour, in the dark theme."""
    page = _page(stage, spans.WEEK, "dark")
    _fullest(stage, page, [team.id for team in stage.window.runner.desk.ask(ServiceChoices()).teams])


def move(stage: Stage) -> None:
    """A meeting of brothers and sisters, and what the day to which it was dragged would do to each of them."""
    page = _page(stage, spans.MONTH)
    stage.settle(lambda: page.asking.step(1))
    shared = [event for event in _events(page) if event.can_move and len({one.name for one in event.children}) > 1]
    event = next(one for one in shared if one.officer_id)
    stage.settle(lambda: page.asking.iro.set_value(str(event.officer_id)))
    first = min(child.due for child in event.children if child.due)
    calendar = page.tools.calendar()
    stage.settle(lambda: page._walk(event.day))
    stage.settle(lambda: page._ask_move(event.meeting_id, calendar.add_working_days(first, 2)))


def large_text(stage: Stage) -> None:
    """The month of an IRO with text of twice the size."""
    page = _page(stage, spans.MONTH, percent=200)
    stage.settle(lambda: page.asking.iro.set_value(str(next(e.officer_id for e in _events(page) if e.officer_id))))


def _events(page: CalendarPage) -> list[Event]:
    return [event for day in page.look.days for event in day.events]


def _fullest(stage: Stage, page: CalendarPage, teams: list[str]) -> None:
    """The team with most meetings."""
    found: dict[str, int] = {}
    for team in teams:
        stage.settle(partial(page.asking.team.set_value, team))
        found[team] = len(_events(page))
    stage.settle(lambda: page.asking.team.set_value(max(found, key=lambda key: found[key])))


def _page(stage: Stage, view: str, colours: str = "light", percent: int = 100) -> CalendarPage:
    stage.settle(lambda: theme().set(colours, percent))
    page = stage.page("calendar", CalendarPage)
    assert isinstance(page, CalendarPage)
    stage.settle(page.pane.close_form)
    stage.settle(lambda: page.asking.switch.choose(view))
    for choice in (page.asking.iro, page.asking.team):
        stage.settle(partial(choice.set_value, ""))
    stage.settle(lambda: page.asking.come_to(TODAY, anew=True))
    page.sight.setFocus()
    return page
