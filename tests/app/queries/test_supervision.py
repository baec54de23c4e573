"""The supervision sheet of an IRO has what they carry, what is late and why, and what has no date, and nothing of others."""

from datetime import date

from app.commands.afterwards import NoteDone
from app.commands.contacts import RecordContact, SayIfSeen
from app.commands.settings import ChangeSetting
from app.queries.reviews import DueFilter, DueList
from app.queries.supervision import SupervisionSheet
from app.queries.week.look import MyWeek
from app.table import Sheets
from tests.builders import Service


def sheet_of(service: Service, officer_id: str) -> Sheets:
    """The sheet as at the service's day."""
    made: Sheets = service.desk().ask(SupervisionSheet(officer_id))
    return made


def listed(service: Service, sheets: Sheets, name: str) -> list[dict[str, object]]:
    """The rows of one of its lists, by column."""
    table = dict(sheets.tables)[name]
    keys = [column.key for column in table.columns]
    with service.read() as store:
        return [dict(zip(keys, row.cells, strict=True)) for row in table.rows.each(store)]


def test_the_sheet_lists_what_is_overdue_held_late_and_not_booked_of_this_iro_alone(service: Service) -> None:
    ann, bea = service.officer("Ann Lee"), service.officer("Bea Moss")
    for name, officer, start, held in (
        ("Overdue", ann, date(2026, 10, 5), None),
        ("Late", ann, date(2026, 9, 14), date(2026, 10, 30)),
        ("Other", bea, date(2026, 10, 5), None),
    ):
        child = service.child(name=name)
        service.allocated(child, officer, start)
        period = service.decided(service.period(child, start))
        if held:
            service.held(period, held)
    sheets = sheet_of(service, ann.id)
    assert sheets.title == "Supervision sheet: Ann Lee, 20 November 2026"
    assert [row["child"] for row in listed(service, sheets, "Overdue")] == ["Overdue"]
    assert [(row["child"], row["days_late"]) for row in listed(service, sheets, "Held late")] == [("Late", 14)]
    assert [row["child"] for row in listed(service, sheets, "No date booked")] == ["Overdue", "Late"]
    assert [row["child"] for row in listed(service, sheets, "Children")] == ["Late", "Overdue"]
    assert listed(service, sheets, "Challenges at rest") == []


def test_the_first_page_counts_what_the_lists_and_the_list_of_reviews_hold(service: Service) -> None:
    ann = service.officer("Ann Lee", fte_hundredths=5)
    for _ in range(4):
        child = service.child()
        service.allocated(child, ann, date(2026, 10, 5))
        service.decided(service.period(child, date(2026, 10, 5)))
    sheets = sheet_of(service, ann.id)
    facts = {str(row["what"]): row["value"] for row in listed(service, sheets, "Caseload")}
    assert facts["Children"] == "4 children"
    assert facts["Children for each full-time equivalent"] == "80.0: Over the band of 50 to 70"
    overdue = service.desk().ask(DueList(DueFilter("overdue", ann.id))).counts["overdue"]
    assert facts["Overdue"] == f"{overdue:,}" == str(len(listed(service, sheets, "Overdue"))) == "4"


def test_the_sheet_says_who_was_seen_before_the_review_and_which_records_are_owed(service: Service) -> None:
    ann, bea = service.officer("Ann Lee"), service.officer("Bea Moss")
    desk = service.desk()
    desk.do(ChangeSetting("records.from", "2026-10-01"))
    held = {}
    for name, officer in (("Seen", ann), ("Declined", ann), ("Missed", ann), ("Silent", ann), ("Other", bea)):
        child = service.child(name=name)
        service.allocated(child, officer, date(2026, 9, 14))
        held[name] = service.held(service.period(child, date(2026, 9, 21)), date(2026, 10, 16))
    desk.do(RecordContact((held["Seen"].child_id,), date(2026, 10, 12), "spoken"))
    desk.do(SayIfSeen(held["Declined"].id, "declined"))
    desk.do(SayIfSeen(held["Missed"].id, "no"))
    desk.do(NoteDone((held["Seen"].id, held["Declined"].id), "record", date(2026, 11, 2)))
    sheets = sheet_of(service, ann.id)
    facts = {str(row["what"]): row["value"] for row in listed(service, sheets, "Caseload")}
    assert facts["Seen before the review, since 21 Aug 2026"] == (
        "1 of 2 = 50.0 % (target 95 %; left out: 1 declined, 1 not recorded)"
    )
    assert (facts["Not seen before"], facts["Records owed"]) == ("1, and 1 not recorded", "2")
    assert {tuple(one.key for one in table.columns[:2]) for _, table in sheets.tables[1:]} == {("child", "reference")}
    unseen = {row["child"]: row["before"] for row in listed(service, sheets, "Not seen before")}
    assert unseen == {"Missed": "Not seen before the review", "Silent": "Not recorded"}
    owed = {(row["child"], row["what"], row["left"]) for row in listed(service, sheets, "Records owed")}
    assert owed == {(name, "Decisions not recorded", "20 working days late") for name in ("Missed", "Silent")}
    assert desk.ask(MyWeek(ann.id)).section("records").count == 2
