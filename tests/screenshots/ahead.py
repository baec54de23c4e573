"""The pictures of the months ahead: the weeks of everybody, a what-if, a suggestion, the caseloads before and after."""

from tests.screenshots.album import Stage, until
from ui.ahead.endforms import SuggestForm
from ui.ahead.page import AheadPage
from ui.ahead.views import CASELOAD, MONTHS, MOVES
from ui.theme import theme


def months(stage: Stage) -> None:
    """Everybody's weeks."""
    _page(stage, "light")


def months_dark(stage: Stage) -> None:
    """One IRO's weeks drawn, in the dark."""
    page = _page(stage, "dark")
    table = page.months.table
    stage.settle(lambda: table.setCurrentIndex(table.rows.index(4, 0)))


def what_if(stage: Stage) -> None:
    """Somebody leaves, a post comes, more children come into care."""
    page = _page(stage, "light")
    _tried(stage, page)


def suggestion(stage: Stage) -> None:
    """Where the children of who leaves would go, each with its reason."""
    page = _suggested(stage, "light")
    stage.settle(lambda: page.switch.choose(MOVES))


def suggestion_dark(stage: Stage) -> None:
    """The caseloads before and after, in the dark."""
    page = _suggested(stage, "dark")
    stage.settle(lambda: page.switch.choose(CASELOAD))


def _page(stage: Stage, look: str, percent: int = 100) -> AheadPage:
    stage.settle(lambda: theme().set(look, percent))
    page = stage.page("ahead", AheadPage)
    assert isinstance(page, AheadPage)
    stage.settle(page.pane.close_form)
    stage.settle(page.what_if.forget)
    stage.settle(lambda: page.show_details(False, remember=False))
    stage.settle(lambda: page.switch.choose(MONTHS))
    stage.settle(page.months.table.clearSelection)
    page.months.table.setFocus()
    return page


def _tried(stage: Stage, page: AheadPage) -> None:
    officers = [row.id for row in page.months.table.rows.kept()]
    for code, values in (("leave", {"who": officers[4]}), ("join", {"name": "Nadia Holt", "fte": "0.8"}), ("more", {})):
        stage.settle(lambda code=code: page.trying.begin(code))  # type: ignore[misc]  # the lambda is called at once
        form = page.pane.form
        assert form is not None
        form.fill(values)
        stage.settle(form.saved.emit)


def _suggested(stage: Stage, look: str) -> AheadPage:
    page = _page(stage, look)
    officers = [row.id for row in page.months.table.rows.kept()]
    stage.settle(lambda: page.trying.begin("leave"))
    assert page.pane.form is not None
    page.pane.form.fill({"who": officers[4]})
    stage.settle(page.pane.form.saved.emit)
    stage.settle(page.trying.begin_suggesting)
    form = page.pane.form
    assert isinstance(form, SuggestForm)
    form.saved.emit()
    until(lambda: not page.work.is_running)
    stage.settle()
    return page
