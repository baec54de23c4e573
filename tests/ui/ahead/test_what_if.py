"""What if: each sort of change is seen at once and written nowhere; taken back, discarded, kept as a draft, applied and undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.domain.access import Role
from app.domain.officers import Conflict
from app.domain.scenarios import Joins, Moves
from app.queries.caseload.lines import NOBODY
from tests.builders import MANAGER, TODAY, Service
from tests.ui.ahead.conftest import ANN, BEA, Desktop
from ui.ahead.moveform import SEVERAL, MoveForm
from ui.ahead.views import CASELOAD, MOVES
from ui.ahead.whatif import KEPT, packed, unpacked
from ui.preferences import DRAFT


def told(desktop: Desktop) -> list[str]:
    """The changes as the pane lists them."""
    return [line.button.accessibleName().removeprefix("Take this out: ") for line in desktop.page.pane.lines]


def moved(desktop: Desktop, **values: object) -> None:
    """Ann's children move, to Cal unless something else is said."""
    ann, cal = desktop.officer("Ann Ash").id, desktop.officer("Cal Cole").id
    desktop.tried("move", **{"from": ann, "which": "all", "together": True, "to": cal, **values})


def test_children_who_move_leave_one_line_for_another_and_nothing_is_written(desktop: Desktop) -> None:
    before, of_ann = desktop.recorded(), desktop.cell("Ann Ash", "all")
    moved(desktop)
    assert desktop.cell("Ann Ash", "all") == 0
    assert desktop.cell("Cal Cole", "all") == of_ann
    assert desktop.page.band.words.text() == "Nothing is saved yet: 8 children move."
    assert told(desktop) == ["8 children move to Cal Cole on 20 November 2026: 8 from Ann Ash"]
    assert "after what is tried" in desktop.page.line.text()
    assert desktop.recorded() == before


def test_the_picture_of_the_one_who_gives_falls_to_nothing_beside_what_is_recorded(desktop: Desktop) -> None:
    table = desktop.page.months.table
    desktop.settled(lambda: table.setCurrentIndex(table.rows.index(0, 0)))
    recorded = desktop.drawn()
    moved(desktop)
    assert sum(desktop.drawn()) == 0
    plot = desktop.page.months.chart.widget
    assert [value or 0 for value in plot._said["earlier"]] == recorded  # type: ignore[union-attr]
    assert desktop.page.months.before.isVisible()


def test_so_many_of_them_move_with_brothers_and_sisters_together(desktop: Desktop) -> None:
    desktop.settled(lambda: desktop.page.trying.begin("move"))
    desktop.settled(lambda: desktop.form().fill({"from": desktop.officer("Ann Ash").id}))
    desktop.settled(lambda: desktop.form().fill({"which": "number", "number": 3, "to": desktop.officer("Cal Cole").id}))
    desktop.settled(desktop.form().saved.emit)
    change = desktop.page.what_if.steps[0].change
    assert isinstance(change, Moves)
    assert len(change.child_ids) == 3
    desktop.settled(lambda: desktop.page.switch.choose(MOVES))
    assert desktop.page.moves.table.count() == 3


def test_a_child_who_is_ticked_takes_its_sister_along(desktop: Desktop) -> None:
    desktop.settled(lambda: desktop.page.trying.begin("move"))
    form = desktop.page.pane.form
    assert isinstance(form, MoveForm)
    desktop.settled(lambda: form.fill({"from": desktop.officer("Ann Ash").id, "which": "chosen"}))
    form.picks.search.setText("K0")
    form.picks.set_value([next(key for key, line in form._lines.items() if line.reference == "K0")])
    assert sorted(line.reference for line in form.lines()) == ["K0", "K1"]
    form.together.setChecked(False)
    assert [line.reference for line in form.lines()] == ["K0"]


def test_a_caseload_is_shared_out_among_several(desktop: Desktop) -> None:
    bea, cal = desktop.officer("Bea Birch").id, desktop.officer("Cal Cole").id
    desktop.settled(lambda: desktop.page.trying.begin("move"))
    form = desktop.page.pane.form
    assert isinstance(form, MoveForm)
    desktop.settled(lambda: form.fill({"from": desktop.officer("Ann Ash").id, "to": SEVERAL}))
    form.between.set_value((bea, cal))
    desktop.settled(form.saved.emit)
    desktop.settled(lambda: desktop.page.switch.choose(CASELOAD))
    table = desktop.page.figures(CASELOAD).table
    held = [desktop.cell(name, "children", table) for name in ("Bea Birch", "Cal Cole")]
    assert held == [5, 5]


def test_a_conflict_of_interest_is_refused_in_the_form(desktop: Desktop, service: Service) -> None:
    cal = desktop.officer("Cal Cole")
    with service.read() as store:
        child = store.shelf(type(next(iter(desktop.recorded()[0])))).find(reference="K3")[0]
    service.keep(Conflict(officer_id=cal.id, child_id=child.id, why="was the social worker"))
    moved(desktop)
    assert desktop.page.pane.form is not None
    assert "Cal Cole has a conflict of interest with Child 3" in desktop.page.pane.form._fields["to"].refused.text()
    assert not desktop.page.what_if.is_on


def test_a_post_more_can_hold_reviews_and_takes_children(desktop: Desktop) -> None:
    before = desktop.recorded()
    desktop.tried("join", name="Dee Dunn", fte="0.5", start=TODAY)
    assert desktop.cell("Dee Dunn", "all") == 0
    joins = desktop.page.what_if.joiners()[0]
    assert joins.fte_hundredths == 50
    moved(desktop, to=joins.key)
    assert desktop.cell("Dee Dunn", "all") == 8
    assert desktop.page.band.words.text() == "Nothing is saved yet: 8 children move, 1 more post."
    assert desktop.recorded() == before


def test_a_post_that_is_taken_out_takes_its_moves_along(desktop: Desktop) -> None:
    desktop.tried("join", name="", fte="1", start=TODAY)
    moved(desktop, to=desktop.page.what_if.joiners()[0].key)
    desktop.settled(desktop.page.pane.lines[0].button.click)
    assert not desktop.page.what_if.is_on


def test_a_post_needs_a_part_that_can_be_read(desktop: Desktop) -> None:
    desktop.tried("join", name="Dee", fte="half", start=TODAY)
    assert desktop.page.pane.form is not None
    assert "is not a number" in desktop.page.pane.form._fields["fte"].refused.text()


def test_who_leaves_leaves_the_children_to_nobody(desktop: Desktop) -> None:
    before = desktop.recorded()
    desktop.tried("leave", who=desktop.officer("Ann Ash").id, end=TODAY)
    nobody = next(row for row in desktop.page.months.table.rows.kept() if row.id == NOBODY)
    assert nobody.cells[desktop.page.months.table.rows.table.column("all")] == 8
    assert told(desktop) == ["Ann Ash leaves: 20 November 2026 is the first day without them"]
    assert desktop.recorded() == before


def test_forty_children_more_are_counted_and_written_nowhere(desktop: Desktop) -> None:
    before, due = desktop.recorded(), sum(desktop.drawn())
    desktop.tried("more", number=40, start=TODAY)
    assert sum(desktop.drawn()) >= due + 40
    desktop.settled(lambda: desktop.page.switch.choose(CASELOAD))
    assert "10 children allocated" in desktop.page.line.text()
    assert desktop.recorded() == before


def test_control_z_takes_back_the_latest_change_and_leaves_what_is_saved_alone(desktop: Desktop) -> None:
    desktop.tried("more", number=40, start=TODAY)
    desktop.tried("leave", who=desktop.officer("Bea Birch").id, end=TODAY)
    table = desktop.page.months.table
    table.setFocus()
    desktop.settled(lambda: QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier))
    assert told(desktop) == ["40 more children become looked after on 20 November 2026, without an IRO yet"]
    desktop.settled(desktop.page.trying.take_back.trigger)
    assert not desktop.page.what_if.is_on
    assert not desktop.page.band.isVisible()
    assert not desktop.page.trying.take_back.isEnabled()


def test_what_is_discarded_can_be_taken_back(desktop: Desktop) -> None:
    moved(desktop)
    desktop.settled(desktop.page.trying.discard.trigger)
    assert desktop.cell("Ann Ash", "all") == 8
    assert not desktop.page.trying.apply.isEnabled()
    desktop.settled(desktop.page.what_if.take_back)
    assert desktop.cell("Ann Ash", "all") == 0


def test_what_is_tried_is_here_again_when_the_program_starts_anew(desktop: Desktop) -> None:
    desktop.tried("join", name="Dee Dunn", fte="0.5", start=TODAY)
    moved(desktop, to=desktop.page.what_if.joiners()[0].key)
    desktop.tried("leave", who=desktop.officer("Bea Birch").id, end=date(2027, 1, 4))
    desktop.tried("more", number=40, start=TODAY)
    steps, seen = desktop.page.what_if.steps, desktop.page.what_if.seen
    again = desktop.opened()
    assert again.what_if.steps == steps
    assert again.what_if.seen == seen
    assert again.band.isVisible()
    assert [unpacked(packed(step)) for step in steps] == [*steps]


def test_a_draft_that_cannot_be_read_is_left_aside(desktop: Desktop) -> None:
    desktop.preferences.set(KEPT, {"day": "2026-11-20", "steps": [{"what": "nonsense"}]}, DRAFT)
    assert not desktop.opened().what_if.is_on


def test_the_list_of_who_moves_lets_single_children_stay(desktop: Desktop) -> None:
    moved(desktop)
    desktop.settled(lambda: desktop.page.switch.choose(MOVES))
    view = desktop.page.moves
    assert view.table.count() == ANN
    assert view.why.text().endswith("Your own choice")
    view.table.selectRow(0)
    desktop.settled(view.stay.click)
    assert view.table.count() == ANN - 1
    assert desktop.page.band.words.text() == "Nothing is saved yet: 7 children move."


def test_applying_tells_what_it_will_do_and_undo_puts_all_back(desktop: Desktop) -> None:
    before = desktop.recorded()
    desktop.tried("join", name="Dee Dunn", fte="1", start=TODAY)
    moved(desktop, to=desktop.page.what_if.joiners()[0].key)
    desktop.tried("more", number=40, start=TODAY)
    desktop.settled(desktop.page.trying.apply.trigger)
    form = desktop.page.pane.form
    assert form is not None
    said = " ".join(form.told())  # type: ignore[attr-defined]  # an ApplyForm
    assert "8 children move to 1 IRO on Friday 20 November 2026." in said
    assert "Dee Dunn joins" in said
    assert "40 more children are left out" in said
    desktop.settled(form.saved.emit)
    assert desktop.notices.words.startswith("Applied: 8 children moved, 1 joins")
    assert not desktop.page.what_if.is_on
    assert desktop.cell("Dee Dunn", "all") == 8
    undo = next(one for one in desktop.notices.findChildren(QPushButton) if one.text() == "Undo")
    desktop.settled(undo.click)
    assert {one.id: one.end for one in desktop.recorded()[3]} == {one.id: one.end for one in before[3]}
    assert desktop.cell("Ann Ash", "all") == 8


def test_the_form_that_applies_can_be_left_to_the_keyboard_and_goes_when_something_else_is_tried(
    desktop: Desktop,
) -> None:
    moved(desktop)
    desktop.settled(desktop.page.trying.apply.trigger)
    assert desktop.form().save.hasFocus()
    desktop.settled(desktop.page.what_if.take_back)
    assert desktop.form() is None


def test_what_was_suggested_before_the_program_was_closed_is_taken_back_at_once(desktop: Desktop) -> None:
    cal = desktop.officer("Cal Cole").id
    ids = sorted(child.id for child in desktop.recorded()[0])
    desktop.settled(
        lambda: desktop.page.what_if.suggest([Moves((one,), cal, "Fairer") for one in ids[:3]], {}, "Fairer.")
    )
    again = desktop.opened()
    assert (again.what_if.moving, again.pane.note.text()) == (3, "Fairer.")
    desktop.settled(lambda: again.what_if.leave_children(ids[:1]))
    assert again.pane.note.text().startswith("Some of the children suggested stay")
    desktop.settled(again.what_if.take_back)
    desktop.settled(again.what_if.take_back)
    assert not again.what_if.is_on


def test_only_a_manager_applies(open_page: Callable[..., Desktop]) -> None:
    desktop = open_page(replace(MANAGER, role=Role.IRO))
    moved(desktop)
    desktop.settled(desktop.page.trying.apply.trigger)
    assert "may not change settings" in desktop.notices.words
    assert desktop.page.pane.form is None
    assert desktop.page.what_if.is_on


def test_a_day_that_is_over_is_refused(desktop: Desktop) -> None:
    desktop.settled(lambda: desktop.page.pane.day.set_value(date(2026, 11, 2)))
    assert "2 November 2026 is over" in desktop.notices.words
    assert desktop.page.what_if.day == TODAY


def test_moves_take_effect_on_the_day_that_is_chosen(desktop: Desktop) -> None:
    moved(desktop)
    desktop.settled(lambda: desktop.page.pane.day.set_value(date(2027, 1, 4)))
    assert told(desktop) == ["8 children move to Cal Cole on 4 January 2027: 8 from Ann Ash"]


def test_two_posts_cannot_have_one_name(desktop: Desktop) -> None:
    desktop.tried("join", name="ann ash", fte="1", start=TODAY)
    assert desktop.page.pane.form is not None
    assert "called ann ash already" in desktop.page.pane.form._fields["name"].refused.text()
    assert not any(isinstance(step.change, Joins) for step in desktop.page.what_if.steps)


def test_children_moved_before_can_move_on(desktop: Desktop) -> None:
    moved(desktop)
    cal, bea = desktop.officer("Cal Cole").id, desktop.officer("Bea Birch").id
    desktop.tried("move", **{"from": cal, "which": "all", "together": True, "to": bea})
    assert desktop.cell("Bea Birch", "all") == ANN + BEA
    assert set(desktop.page.what_if.seen.values()) == {desktop.officer("Ann Ash").id}
