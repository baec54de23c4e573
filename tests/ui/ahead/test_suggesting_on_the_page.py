"""A suggestion on the page: it fills the what-if with reasons, can be cancelled, and single moves can be taken out."""

from tests.ui.ahead.conftest import Desktop
from ui.ahead.endforms import SuggestForm
from ui.ahead.views import CASELOAD, MOVES, VIEWS


def begun(desktop: Desktop) -> SuggestForm:
    """The form of a suggestion."""
    desktop.settled(desktop.page.trying.suggest.trigger)
    form = desktop.page.pane.form
    assert isinstance(form, SuggestForm)
    return form


def test_a_suggestion_fills_the_what_if_with_a_reason_for_each_child(desktop: Desktop) -> None:
    before = desktop.recorded()
    form = begun(desktop)
    assert len(form.takers.offered()) == 3
    desktop.settled(form.saved.emit)
    page = desktop.page
    assert page.what_if.moving > 0
    assert all(step.suggested for step in page.what_if.steps)
    assert page.view is VIEWS[MOVES]
    assert page.moves.table.count() == page.what_if.moving
    assert all(row.cells[-1] for row in page.moves.table.rows.kept())
    assert page.pane.note.text()
    assert desktop.recorded() == before
    desktop.settled(lambda: page.switch.choose(CASELOAD))
    held = [desktop.cell(name, "children", page.figures(CASELOAD).table) for name in ("Ann Ash", "Cal Cole")]
    assert held[0] < 8
    assert held[1] > 0


def test_all_of_a_suggestion_is_taken_back_at_once_and_another_replaces_it(desktop: Desktop) -> None:
    desktop.settled(begun(desktop).saved.emit)
    number = desktop.page.what_if.moving
    desktop.settled(begun(desktop).saved.emit)
    assert desktop.page.what_if.moving == number
    desktop.settled(desktop.page.what_if.take_back)
    desktop.settled(desktop.page.what_if.take_back)
    assert not desktop.page.what_if.is_on


def test_at_most_so_many_children_move(desktop: Desktop) -> None:
    form = begun(desktop)
    form.fill({"most": "1", "together": True})
    desktop.settled(form.saved.emit)
    assert desktop.page.what_if.moving == 1


def test_a_limit_that_is_no_number_and_nobody_to_take_children_are_refused(desktop: Desktop) -> None:
    form = begun(desktop)
    form.fill({"most": "few"})
    form.saved.emit()
    assert '"few" is not a number' in form._fields["most"].refused.text()
    form.fill({"most": ""})
    form.takers.set_value(())
    form.saved.emit()
    assert "Nobody is ticked" in form._fields["takers"].refused.text()


def test_a_suggestion_that_is_cancelled_leaves_everything_as_it_was(desktop: Desktop) -> None:
    form = begun(desktop)
    form.saved.emit()
    assert not desktop.page.work.isHidden()
    desktop.settled(desktop.page.work.button.click)
    assert desktop.page.work.isHidden()
    assert not desktop.page.what_if.is_on
    assert desktop.notices.words == ""
