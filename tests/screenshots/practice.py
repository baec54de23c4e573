"""The pictures of children's own pages, of the meetings that IROs chair, and of the checks and clinics beside them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QWidget

from app.domain.answers import NO, PARTLY, YES
from app.domain.challenges.records import Challenge
from app.domain.checks import MIDWAY, Check
from app.domain.children import Child, LegalStatus, Placement
from app.domain.clinics import Clinic, ClinicChild
from app.domain.conferences import CONTINUES, ENDS, ConferenceOutcome
from app.domain.contacts import Contact
from app.domain.kinds import LOOKED_AFTER, RCPC
from app.domain.quality import CourtStatement, FinalPlan, Quality
from app.domain.recommendations import Recommendation
from app.domain.reviews import Rearrangement, Review, Series
from app.domain.voice import Attendance, Voice
from app.store import Store
from db.database import Database
from tests.screenshots.album import STAMP, TODAY, Stage
from ui.actform import ActForm
from ui.children.cards import OVERVIEW, PROTECTION, VOICE
from ui.children.page import ChildrenPage
from ui.children.sheet import Sheet
from ui.children.timeline import TimelineCard
from ui.clinics.page import ClinicsPage
from ui.conferenceform import HELD, ConferenceForm
from ui.conferencerows import ConferenceRows
from ui.meetingform.form import COMING, MeetingForm
from ui.meetingform.form import VOICE as HEARD
from ui.quality.page import QualityPage
from ui.reviews.page import ReviewsPage
from ui.theme import GRID, theme

OF_A_CHILD: tuple[Any, ...] = (Placement, LegalStatus, Series, Review, Challenge, ConferenceOutcome, Check, Contact)
OF_A_CHILD = (*OF_A_CHILD, FinalPlan, Quality, CourtStatement, ClinicChild, Voice)
MOST = 4
"""So many records of one sort say as much about a child as more of them would."""
ANSWERS = (
    (PARTLY, "Three of five; life story work has not begun."),
    (YES, ""),
    (YES, ""),
    (NO, "No application was made, though it was agreed in June."),
    (YES, ""),
)
FOUND = "The plan has drifted since the last review: the next steps have no dates."
SAID = "The home is calmer; school still reports hunger. Core groups were held in time."
SEEN = 16
"""So many rows of a list are in sight."""


def overview(stage: Stage) -> None:
    """A child's own page: what is due next, and one picture of all that happened."""
    _child(stage, OVERVIEW)


def overview_dark(stage: Stage) -> None:
    """The picture of time in the dark theme, one of its reviews chosen."""
    page = _child(stage, OVERVIEW, "dark")
    card = next(card for card in page.sheet.cards[OVERVIEW] if isinstance(card, TimelineCard))
    stage.settle(lambda: page.sheet.verticalScrollBar().setValue(_top(card, page.sheet) - GRID))


def overview_large_text(stage: Stage) -> None:
    """The same with text of twice the size."""
    _child(stage, OVERVIEW, percent=200)


def protection(stage: Stage) -> None:
    """The plans of the child, and the conferences that made them."""
    _child(stage, PROTECTION)


def voice(stage: Stage) -> None:
    """How the child took part, review after review."""
    _child(stage, VOICE)


def conference(stage: Stage) -> None:
    """One conference of brothers and sisters, recorded for each of them."""
    _conference(stage)


def conference_large_text(stage: Stage) -> None:
    """The same with text of twice the size."""
    form = _conference(stage, percent=200)
    stage.settle(partial(_bring_up, form.who.rows[0]))


def meeting(stage: Stage) -> None:
    """How the child was heard at a review."""
    _meeting(stage, HEARD)


def meeting_came(stage: Stage) -> None:
    """Who was invited, came and reported."""
    _meeting(stage, COMING)


def check(stage: Stage) -> None:
    """A midway review, half filled in."""
    stage.settle(lambda: theme().set("light", 100))
    page = _quality(stage)
    stage.settle(lambda: page.switch.choose(MIDWAY))
    stage.settle(lambda: page.table.setCurrentIndex(page.table.rows.index(3, 0)))
    stage.settle(page.doing.begin)
    form = page.sheet.form
    assert isinstance(form, ActForm)
    asked: Any = form
    keys = [line.question.key for line in asked.answers.lines]
    answers = tuple((key, *said) for key, said in zip(keys, ANSWERS, strict=False))
    stage.settle(lambda: form.fill({"answers": answers, "found": FOUND}))
    asked.answers.lines[len(ANSWERS)].keys.setFocus()


def quality(stage: Stage) -> None:
    """The midway reviews that are due, one of them chosen."""
    stage.settle(lambda: theme().set("light", 100))
    page = _quality(stage)
    stage.settle(lambda: page.switch.choose(MIDWAY))
    stage.settle(lambda: page.show_details(True, remember=False))
    stage.settle(lambda: page.table.setCurrentIndex(page.table.rows.index(0, 0)))


def final_plans(stage: Stage) -> None:
    """The final plans that were not ratified in time."""
    stage.settle(lambda: theme().set("light", 100))
    page = _quality(stage)
    stage.settle(lambda: page.switch.choose("plans"))
    stage.settle(lambda: page.show_details(True, remember=False))
    stage.settle(lambda: page.table.setCurrentIndex(page.table.rows.index(0, 0)))


def clinic(stage: Stage) -> None:
    """A clinic of children, one of them being filled in."""
    stage.settle(lambda: theme().set("light", 100))
    latest = _read(stage, lambda store: max(store.shelf(Clinic).find(), key=lambda one: one.date))
    page = stage.page("clinics", ClinicsPage)
    assert isinstance(page, ClinicsPage)
    stage.settle(lambda: page.open_clinic(latest.id))
    table = page.one.table
    stage.settle(lambda: table.setCurrentIndex(table.rows.index(4, 0)))
    stage.settle(lambda: page.filling.enter(table.rows.kept()[4].id))
    form = page.pane.form
    assert form is not None
    stage.settle(lambda: form.fill({"found": SAID}))


def clinics(stage: Stage) -> None:
    """The rules with what each finds today, and the clinics that were held."""
    stage.settle(lambda: theme().set("light", 100))
    page = stage.page("clinics", ClinicsPage)
    assert isinstance(page, ClinicsPage)
    stage.settle(page.begin_again)
    stage.settle(lambda: page.home.rules.setCurrentIndex(page.home.rules.rows.index(0, 0)))


# ------------------------------------------------------------------------------------------------------------- children


def _child(stage: Stage, part: str, colours: str = "light", percent: int = 100) -> ChildrenPage:
    page = _opened(stage, _read(stage, _fullest).id, colours, percent)
    stage.settle(lambda: page.sheet.show_part(part))
    stage.settle(page.sheet.take_focus)
    return page


def _top(widget: QWidget, sheet: Sheet) -> int:
    """How far down the sheet something begins."""
    inside = sheet.widget()
    assert inside is not None
    return widget.mapTo(inside, QPoint(0, 0)).y()


def _opened(stage: Stage, child_id: str, colours: str = "light", percent: int = 100) -> ChildrenPage:
    stage.settle(lambda: theme().set(colours, percent))
    page = stage.page("children", ChildrenPage)
    assert isinstance(page, ChildrenPage)
    if page.pane.task is not None:
        stage.settle(page.pane.task.form.cancel)
    stage.settle(lambda: page.open(child_id))
    assert page.is_sheet
    return page


def _conference(stage: Stage, percent: int = 100) -> ConferenceForm:
    due = _read(stage, _family_due)
    page = _opened(stage, due.child_id, percent=percent)
    stage.settle(lambda: page.sheet.show_part(PROTECTION))
    stage.settle(partial(page._act, "record-conference", due.id))
    form = page.pane.task.form if page.pane.task else None
    assert isinstance(form, ConferenceForm)
    stage.settle(partial(_decide, form.who))
    stage.settle(lambda: form.fill({"quorate": HELD}))
    return form


def _meeting(stage: Stage, section: str) -> None:
    stage.settle(lambda: theme().set("light", 100))
    page = stage.page("reviews", ReviewsPage)
    assert isinstance(page, ReviewsPage)
    stage.settle(page.pane.close_form)
    stage.settle(lambda: page.tabs.choose("held"))
    said = _read(stage, _said_of)
    best = max(range(SEEN), key=lambda at: said[page.table.rows.kept()[at].id])
    stage.settle(lambda: page.table.setCurrentIndex(page.table.rows.index(best, 0)))
    stage.settle(page.deeds.actions["meeting"].trigger)
    form: Any = page.pane.form
    assert isinstance(form, MeetingForm)
    stage.settle(form.sections[section].unfold)


def _bring_up(part: QWidget) -> None:
    """Scroll the form so that this part begins at the top."""
    area: QWidget | None = part
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    assert area is not None
    inside = area.widget()
    assert inside is not None
    area.verticalScrollBar().setValue(part.mapTo(inside, QPoint(0, 0)).y() - GRID)


def _decide(rows: ConferenceRows) -> None:
    """The plan goes on for the first, as for the others; for the last it ends."""
    first, last = rows.rows[0], rows.rows[-1]
    first.outcome.set_value(CONTINUES)
    first.participation.set_value("PN3")
    last.outcome.set_value(ENDS)


def _quality(stage: Stage) -> QualityPage:
    page = stage.page("quality", QualityPage)
    assert isinstance(page, QualityPage)
    stage.settle(page.sheet.leave)
    stage.settle(page.room.leave)
    stage.settle(page.show_list)
    return page


# ---------------------------------------------------------------------------------------------------- who shows much


def _read(stage: Stage, what: Any) -> Any:
    with Database.open(stage.demonstration) as database, database.read(STAMP) as store:
        return what(store)


def _fullest(store: Store) -> Child:
    """The child in our care of whom most sorts of record are kept."""
    worth: Counter[str] = Counter()
    for kind in OF_A_CHILD:
        worth.update(_points(record.child_id for record in store.shelf(kind).find()))
    reviews = {review.id: review.child_id for review in store.shelf(Review).find()}
    worth.update(_points(reviews.get(one.review_id, "") for one in store.shelf(Rearrangement).find()))
    cared = {one.child_id for one in store.shelf(Series).find(kind=LOOKED_AFTER) if one.end is None and _is_open(one)}
    children = [child for child in store.shelf(Child).find() if child.id in cared]
    return max(children, key=lambda child: (worth[child.id], child.reference))


def _is_open(series: Series) -> bool:
    return series.closes is None or series.closes > TODAY


def _points(ids: Iterable[str | None]) -> dict[str, int]:
    return {key: MOST * 2 + min(number, MOST) for key, number in Counter(ids).items() if key}


def _family_due(store: Store) -> Review:
    """The conference that is due first of those of three brothers and sisters."""
    groups = {child.id: child.sibling_group for child in store.shelf(Child).find() if child.sibling_group}
    due: dict[str, list[Review]] = defaultdict(list)
    for review in store.shelf(Review).find(kind=RCPC, held=None):
        if review.child_id in groups and review.due and review.due > TODAY and not review.voided:
            due[groups[review.child_id]].append(review)
    three = [family for family in due.values() if len(family) == 3 and len({one.due for one in family}) == 1]
    return min((min(one, key=lambda review: review.child_id) for one in three), key=lambda one: (one.due, one.child_id))


def _said_of(store: Store) -> Counter[str]:
    """How much is recorded of each meeting."""
    said: Counter[str] = Counter(one.review_id for one in store.shelf(Attendance).find())
    said.update(one.review_id for one in store.shelf(Voice).find())
    said.update(one.review_id for one in store.shelf(Recommendation).find())
    return said
