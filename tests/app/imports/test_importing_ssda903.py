"""An SSDA903 return becomes children, periods and reviews; the DfE's rules are counted over its rows as they stand."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.children import Child, LegalStatus, Placement
from app.domain.errors import Refusal
from app.domain.imports import ImportedValues, ImportRun
from app.domain.reviews import Review, Series
from app.files.layouts.recognise import facts_of
from app.files.reading import Book, Sheet
from app.queries.imports.outcome import ImportPlan, summary
from app.queries.imports.plan import plan
from tests.app.imports.conftest import Importing
from tests.app.imports.files import EPISODES, HEADER, REVIEWS, episode, write_903, write_csv
from tests.builders import Service

CHILDREN = (
    ("1", "01/02/2015"),
    ("0012", "01/03/2023"),
    ("AB7", "15/06/2010"),
    ("9", "01/01/2012"),
    ("10", "01/01/2012"),
)
EPISODE_ROWS = (
    episode("1", "10/01/2024", "05/05/2024", ends="X1", place="U1"),
    episode("1", "05/05/2024", "01/09/2024", begins="P", ends="E4A", place="U4"),
    episode("1", "10/02/2025"),
    episode("0012", "03/06/2024", begins="P"),
    episode("AB7", "01/07/2024", "08/07/2024", ends="X1", status="V4"),
    episode("AB7", "20/09/2024", "27/09/2024", ends="X1", status="V3"),
    episode("9", "04/03/2024"),
)
REVIEW_ROWS = (
    ("1", "01/02/2015", "30/01/2024", "PN1"),
    ("1", "01/02/2015", "20/04/2024", "PN2"),
    ("1", "01/02/2015", "05/03/2025", "PN0"),  # breaks 440
    ("0012", "01/03/2023", "01/08/2024", "PN3"),  # breaks 441
    ("0012", "01/03/2023", "01/08/2024", "PN3"),  # breaks 441, and repeats the row above
    ("AB7", "15/06/2010", "05/07/2024", "PN1"),  # breaks 399
    ("9", "02/01/2012", "20/03/2024", "PN1"),  # breaks INT17: refused
    ("9", "01/01/2012", "20/03/2024", "PN9"),  # breaks 167: refused
    ("9", "01/01/2012", "30/02/2024", "PN1"),  # breaks 166: refused
    ("9", "01/01/2012", "21/11/2026", "PN1"),  # lies in the future: refused
    ("10", "01/01/2012", "20/03/2024", "PN1"),  # breaks 1012
    ("404", "01/01/2012", "20/03/2024", "PN1"),  # breaks 1012 and INT08
    ("", "01/01/2012", "20/03/2024", "PN1"),  # no child: refused, and breaks 1012 and INT08
)
WARNINGS = {"166": 1, "167": 1, "399": 1, "440": 1, "441": 2, "1012": 3, "INT08": 2, "INT17": 1, "duplicate": 1}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small return whose counts are known."""
    return write_903(tmp_path / "return", CHILDREN, EPISODE_ROWS, REVIEW_ROWS)


def counts(planned: ImportPlan, name: str) -> dict[str, int]:
    return {what: number for what, number in summary(planned)[name].items() if number}


def test_the_counts_of_a_small_return_are_those_it_was_built_with(importing: Importing, folder: Path) -> None:
    planned = importing.files(folder)
    assert counts(planned, "new") == {"children": 6, "periods": 6, "reviews": 7}
    assert counts(planned, "changed") == counts(planned, "unchanged") == {}
    assert (planned.warnings, len(planned.refused)) == (WARNINGS, 5)
    assert len([r for r in importing.all(Review) if r.held]) == 7


def test_the_same_return_again_changes_and_keeps_nothing(importing: Importing, folder: Path) -> None:
    importing.files(folder)
    before = (importing.all(Review), importing.all(Series), importing.all(ImportedValues), importing.all(ImportRun))
    again = importing.files(folder)
    assert counts(again, "new") == counts(again, "changed") == {}
    assert counts(again, "unchanged") == {"children": 6, "periods": 6, "reviews": 7}
    assert not again.writes
    assert again.warnings == WARNINGS
    assert before == (
        importing.all(Review),
        importing.all(Series),
        importing.all(ImportedValues),
        importing.all(ImportRun),
    )


def test_a_preview_says_what_the_import_does_and_writes_nothing(importing: Importing, folder: Path) -> None:
    previewed = importing.preview(folder)
    assert importing.all(Child) == ()
    assert summary(previewed) == summary(importing.files(folder))


def test_each_refused_row_is_named_with_its_file_row_column_value_and_reason(
    importing: Importing, folder: Path
) -> None:
    refused = [(r.file, r.row, r.column, r.value) for r in importing.preview(folder).refused]
    assert refused == [
        ("reviews.csv", 8, "DOB", "02/01/2012"),
        ("reviews.csv", 9, "REVIEW_CODE", "PN9"),
        ("reviews.csv", 10, "REVIEW", "30/02/2024"),
        ("reviews.csv", 11, "REVIEW", "21/11/2026"),
        ("reviews.csv", 14, "CHILD", ""),
    ]
    assert all(r.reason.endswith(".") for r in importing.preview(folder).refused)


def test_a_chain_of_episodes_is_one_period_and_a_gap_begins_another(importing: Importing, folder: Path) -> None:
    importing.files(folder)
    child = {c.reference: c.id for c in importing.all(Child)}
    periods = sorted(
        (s.start, s.start_known, s.end, s.end_reason, s.kind) for s in importing.all(Series) if s.child_id == child["1"]
    )
    assert periods == [
        (date(2024, 1, 10), True, date(2024, 9, 1), "returned-home", "looked-after"),
        (date(2025, 2, 10), True, None, "", "looked-after"),
    ]


def test_a_chain_that_begins_otherwise_than_by_starting_has_no_known_start(importing: Importing, folder: Path) -> None:
    importing.files(folder)
    child = {c.reference: c.id for c in importing.all(Child)}
    (series,) = (s for s in importing.all(Series) if s.child_id == child["0012"])
    assert (series.start, series.start_known, series.history_complete) == (date(2024, 6, 3), False, False)


def test_chains_of_v3_and_v4_are_short_breaks(importing: Importing, folder: Path) -> None:
    importing.files(folder)
    kinds = [s.kind for s in importing.all(Series) if s.start and s.start.month in (7, 9) and s.start.year == 2024]
    assert kinds == ["short-breaks", "short-breaks"]


def test_legal_status_and_home_are_kept_from_day_to_day(importing: Importing, folder: Path) -> None:
    importing.files(folder)
    child = {c.reference: c.id for c in importing.all(Child)}
    homes = sorted((p.start, p.end, p.code) for p in importing.all(Placement) if p.child_id == child["1"])
    assert homes == [
        (date(2024, 1, 10), date(2024, 5, 5), "U1"),
        (date(2024, 5, 5), date(2024, 9, 1), "U4"),
        (date(2025, 2, 10), None, "U1"),
    ]
    statuses = sorted((s.start, s.end, s.code) for s in importing.all(LegalStatus) if s.child_id == child["1"])
    assert statuses == [(date(2024, 1, 10), date(2024, 9, 1), "C2"), (date(2025, 2, 10), None, "C2")]


def test_a_review_in_no_period_is_kept_with_its_child_and_listed(importing: Importing, folder: Path) -> None:
    planned = importing.files(folder)
    assert [(u.reference, u.held) for u in planned.unplaced] == [
        ("10", date(2024, 3, 20)),
        ("404", date(2024, 3, 20)),
    ]
    unplaced = [r for r in importing.all(Review) if r.held and r.series_id is None]
    assert len(unplaced) == 2
    assert all(r.due is None for r in unplaced)


def test_leading_zeros_of_a_reference_are_kept(importing: Importing, folder: Path) -> None:
    importing.files(folder)
    assert "0012" in {child.reference for child in importing.all(Child)}


def test_every_running_period_has_one_open_review(importing: Importing, folder: Path) -> None:
    importing.files(folder)
    for series in importing.all(Series):
        waiting = [r for r in importing.all(Review) if r.series_id == series.id and r.held is None]
        assert len(waiting) == (series.end is None)


def test_a_review_on_the_day_a_period_ends_belongs_to_it(importing: Importing, tmp_path: Path) -> None:
    episodes = [episode("1", "10/01/2024", "01/09/2024", ends="E8"), episode("1", "01/09/2024")]
    importing.files(
        write_903(tmp_path / "r", [("1", "01/02/2015")], episodes, [("1", "01/02/2015", "01/09/2024", "PN1")])
    )
    (held,) = (r for r in importing.all(Review) if r.held)
    ended = next(s for s in importing.all(Series) if s.end)
    assert held.series_id == ended.id


def test_reviews_alone_make_children_with_periods_whose_start_is_not_known(
    importing: Importing, tmp_path: Path
) -> None:
    reviews = [("1", "01/02/2015", "30/01/2024", "PN1"), ("1", "01/02/2015", "20/04/2024", "PN0")]
    folder = write_903(tmp_path / "r", None, None, reviews)
    planned = importing.files(folder)
    assert counts(planned, "new") == {"children": 1, "periods": 1, "reviews": 2}
    assert planned.warnings == {"440": 1}
    (series,) = importing.all(Series)
    assert (series.start, series.start_known) == (None, False)
    assert planned.not_judged == 1
    assert counts(importing.files(folder), "unchanged") == {"children": 1, "periods": 1, "reviews": 2}


def test_a_full_return_later_tells_the_start_that_reviews_alone_did_not(importing: Importing, tmp_path: Path) -> None:
    reviews = [("1", "01/02/2015", "30/01/2024", "PN1")]
    importing.files(write_903(tmp_path / "a", None, None, reviews))
    planned = importing.files(write_903(tmp_path / "b", [("1", "01/02/2015")], [episode("1", "10/01/2024")], reviews))
    assert counts(planned, "changed") == {"periods": 1, "children": 1}
    (series,) = importing.all(Series)
    assert (series.start, series.start_known) == (date(2024, 1, 10), True)


def test_files_are_known_by_their_headings_whatever_they_are_called(importing: Importing, tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", REVIEWS, [("1", "01/02/2015", "30/01/2024", "PN1")])
    write_csv(tmp_path / "b.csv", EPISODES, [episode("1", "10/01/2024")])
    write_csv(tmp_path / "c.csv", HEADER, [("1", "2", "01/02/2015", "WBRI", "", "", "")])
    planned = importing.files(tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv")
    assert counts(planned, "new") == {"children": 1, "periods": 1, "reviews": 1}


def test_a_zip_is_read_as_the_files_inside_it(importing: Importing, folder: Path, tmp_path: Path) -> None:
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", folder)
    assert counts(importing.files(Path(packed)), "new") == {"children": 6, "periods": 6, "reviews": 7}


def test_what_is_no_return_is_refused_as_one(importing: Importing, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "list.csv", ("Child ID", "Name"), [("1", "Ann")])
    with pytest.raises(Refusal, match="SSDA903"):
        importing.files(path, layout="ssda903")


def test_a_period_that_starts_within_the_span_of_the_reviews_has_its_whole_history(
    importing: Importing, folder: Path
) -> None:
    importing.files(folder)
    child = {c.reference: c.id for c in importing.all(Child)}
    complete = {s.start: s.history_complete for s in importing.all(Series) if s.child_id == child["1"]}
    assert complete == {date(2024, 1, 10): False, date(2025, 2, 10): True}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(st.data())
def test_the_order_of_rows_never_changes_the_result(service: Service, data: st.DataObject) -> None:
    def planned(reviews: list[tuple[str, ...]], episodes: list[tuple[str, ...]]) -> ImportPlan:
        sheets = (
            Sheet("header", 1, (HEADER, *((c, "1", b, "W", "", "", "") for c, b in CHILDREN))),
            Sheet("episodes", 1, (EPISODES, *(tuple(cell or None for cell in row) for row in episodes))),
            Sheet("reviews", 1, (REVIEWS, *(tuple(cell or None for cell in row) for row in reviews))),
        )
        with service.read() as store:
            return plan(store, facts_of((Book("return.xlsx", "workbook", sheets),)), service.stamp)

    def essence(one: ImportPlan) -> object:
        children = {child.id: child.reference for child in one.keep[Child]}
        return (
            {**summary(one), "refusals": None},
            sorted((children[s.child_id], s.kind, s.start, str(s.end), s.closes or date.max) for s in one.keep[Series]),
            sorted(
                (children[r.child_id], str(r.held), str(r.due), r.number, r.number_basis, r.series_id is None)
                for r in one.keep[Review]
            ),
        )

    straight = planned(list(REVIEW_ROWS), list(EPISODE_ROWS))
    shuffled = planned(data.draw(st.permutations(REVIEW_ROWS)), data.draw(st.permutations(EPISODE_ROWS)))
    assert essence(straight) == essence(shuffled)


SAMPLE = Path(__file__).parents[4] / "shared" / "samples" / "ssda903"


@pytest.mark.skipif(not SAMPLE.is_dir(), reason="the public sample is not in the repository")
def test_the_public_sample_breaks_exactly_the_rules_it_is_known_to_break(service: Service) -> None:
    importing = Importing(service)
    service.today = date(2026, 11, 22)
    planned = importing.preview(SAMPLE)
    assert planned.warnings == {"399": 967, "440": 1435, "441": 663, "1012": 3070, "duplicate": 14}
    assert counts(planned, "new") == {"children": 2675, "periods": 2249, "reviews": 12500}
    assert len(planned.refused) == 68
