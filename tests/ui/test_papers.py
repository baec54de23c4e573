"""Prep sheets and teams' weeks on paper: a review takes two pages at most, a team begins a page, and what is read there is in the tables."""

from datetime import date, time
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.commands.exports import export_papers, export_sheets
from app.commands.going import Whole, WholeSheets
from app.desk import Desk
from app.domain.challenges import records
from app.domain.contacts import Contact
from app.domain.recommendations import Recommendation
from app.domain.reviews import Rearrangement, Review
from app.queries.catalogue import SheetsQuery
from app.queries.prep.sheets import PrepReviews, PrepWeek
from app.queries.teamweek import TeamWeek
from tests.builders import TODAY, Service
from tests.challenges import challenge, step
from ui.papers import WRITE, draw_prep, draw_team_week, prep_sheets, team_sheets
from ui.parts.paper import Sheet, area_of, laid_out

LONG = "Everybody agreed that the plan is to be looked at again before the school year ends. " * 30


def pages(sheets: list[Sheet], *, upright: bool = False) -> list[str]:
    """The words of each page."""
    laid = laid_out(sheets, area_of(sheets, upright=upright))
    return ["\n".join(words for placed in page for words in placed.block.words if words) for page in laid]


def wholes(desk: Desk, query: SheetsQuery) -> tuple[Whole, ...]:
    """The tables with all their rows."""
    _, made = desk.ask(WholeSheets(query))
    return tuple(made)


def full_review(service: Service) -> Review:
    """A review about which there is as much to tell as the sheet has room for, and more."""
    ann = service.officer("Ann Lee")
    child = service.child(name="Amira Khan", sibling_group="khan", date_of_birth=date(2012, 5, 1))
    service.allocated(child, ann, date(2020, 1, 6))
    period = service.period(child, date(2020, 1, 6))
    held = [date(2020 + n // 2, 2 if n % 2 == 0 else 8, 3) for n in range(13)]
    last = service.held(period, *held, participation="PN5", note=LONG)
    for _ in range(12):
        service.keep(
            Recommendation(child_id=child.id, review_id=last.id, words=LONG, owner="The social worker", due=TODAY)
        )
    review = service.open_review(period)
    meeting = service.planned(review, date(2026, 11, 24), time=time(10), place="County Hall", minutes=90)
    for n in range(8):
        service.period(service.child(name=f"Sibling {n} Khan", sibling_group="khan"), date(2026, 11, 2))
        service.keep(Contact(child_id=child.id, date=date(2026, 9, 1 + n), officer_id=ann.id, note=LONG))
        service.keep(
            Rearrangement(
                meeting_id=meeting.id,
                review_id=review.id,
                requested_by="social-worker",
                requested_on=date(2026, 9, 1 + n),
                reason="illness",
                old_date=date(2026, 9, 20),
                new_date=date(2026, 11, 24),
            )
        )
        made = challenge(service, child, level=3, raised_on=date(2026, 11, 2), concern=LONG)
        made = step(service, made, records.RESPONSE, date(2026, 11, 5), words=LONG)
        made = step(service, made, records.VIEW, date(2026, 11, 5), code=records.ACCEPTED)
        actions = [(LONG, "The team manager of the social worker", date(2026, 11, 27))]
        step(service, made, records.ACTIONS, date(2026, 11, 6), actions=actions)
    return review


def test_a_review_takes_two_pages_however_much_there_is_to_tell_with_room_to_write(
    qtbot: QtBot, service: Service, desk: Desk
) -> None:
    review = full_review(service)
    said = pages(prep_sheets(wholes(desk, PrepReviews((review.id,)))), upright=True)
    assert len(said) == 2
    assert all(heading in said[-1] for heading in WRITE)
    assert "There are more, in the program." in "\n".join(said)


def test_the_pages_of_a_prep_sheet_say_what_its_tables_say(qtbot: QtBot, service: Service, desk: Desk) -> None:
    review = full_review(service)
    made = wholes(desk, PrepReviews((review.id,)))
    read = " ".join(" ".join(pages(prep_sheets(made), upright=True)).split())
    for whole in made[1:4]:
        for row in whole.rows:
            assert " ".join(str(row.cells[-1]).split()) in read
    for part in ("Recommended before", "Reviews held", "Contacts", "Challenges", "Agreed actions", "Siblings"):
        assert part in read


def test_a_week_of_prep_sheets_begins_with_its_list_and_each_review_with_a_page(
    qtbot: QtBot, service: Service, desk: Desk
) -> None:
    ann = service.officer("Ann Lee")
    for name, hour in (("Second", 14), ("First", 9)):
        child = service.child(name=name)
        service.allocated(child, ann, date(2026, 11, 2))
        service.planned(
            service.open_review(service.period(child, date(2026, 11, 2))), date(2026, 11, 24), time=time(hour)
        )
    said = pages(prep_sheets(wholes(desk, PrepWeek(ann.id, date(2026, 11, 24)))), upright=True)
    assert said[0].startswith("Prep sheets: Ann Lee, week of 23 November 2026")
    assert [page.split(",")[0] for page in said[1:] if "Reference" in page] == ["First", "Second"]
    assert "No contact is recorded. Nobody asked to move it. No challenge is open." in said[1]


def test_each_team_begins_a_page_and_what_it_has_not_is_said_in_one_line(
    qtbot: QtBot, service: Service, desk: Desk
) -> None:
    for name in ("North", "South"):
        team, child = service.team(name), service.child(name="Amira Khan")
        service.in_team(child, team, date(2026, 11, 2))
        service.planned(service.open_review(service.period(child, date(2026, 11, 2))), date(2026, 11, 24))
    said = pages(team_sheets(wholes(desk, TeamWeek())))
    assert [page.split("\n")[0] for page in said] == ["Team week: all teams", "Team week: North", "Team week: South"]
    assert "No answer to a challenge is awaited. Nothing is overdue." in said[1]
    assert "Amira" not in " ".join(said)


def test_the_same_tables_go_to_paper_and_to_a_workbook(
    qtbot: QtBot, service: Service, desk: Desk, tmp_path: Path
) -> None:
    review = full_review(service)
    service.in_team(service.child(), service.team("North"), TODAY)
    for query, draw in ((PrepReviews((review.id,)), draw_prep), (TeamWeek(), draw_team_week)):
        paper = export_papers(desk, query, tmp_path / "made.pdf", draw)
        book = export_sheets(desk, query, tmp_path / "made.xlsx")
        assert paper.rows == book.rows
        assert paper.path.read_bytes().startswith(b"%PDF-")
    assert b"Amira" not in (tmp_path / "made.pdf").read_bytes()
