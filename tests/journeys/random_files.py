"""Random small returns and sheets, with what goes wrong in real ones, for the check against the oracle."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.journeys.oracle_rows import CODES, Episode, Return, ReviewRow, SheetRow

AS_OF = date(2026, 11, 20)
KINDS = ("looked-after", "rcpc", "icpc")
BIRTHS = st.one_of(
    st.dates(date(2008, 1, 1), date(2009, 3, 1)),
    st.dates(date(2010, 1, 1), date(2021, 1, 1)),
    st.just(date(2008, 2, 29)),
)
STEPS = st.one_of(st.integers(10, 45), st.integers(85, 96), st.integers(176, 190), st.integers(1, 300))
DAYS = st.dates(date(2023, 10, 1), AS_OF)


def rarely(draw: st.DrawFn, one_in: int) -> bool:
    """True once in so many draws."""
    return draw(st.integers(1, one_in)) == one_in


@st.composite
def returns(draw: st.DrawFn) -> Return:
    """A small return: chains with gaps, periods that began before it, short breaks, reviews anywhere, bad rows."""
    header, episodes, reviews = [], [], []
    for number in range(draw(st.integers(1, 5))):
        child, born = f"90{number}", draw(BIRTHS)
        if number == 0 or not rarely(draw, 9):
            header.append((child, born))
        if not rarely(draw, 9):
            episodes += draw(histories(child))
        days = draw(held_days([e.start for e in episodes if e.child == child]))
        reviews += [draw(review_rows(child, born, day)) for day in days]
    if reviews and rarely(draw, 3):
        reviews.append(draw(st.sampled_from(reviews)))
    return Return(tuple(header), tuple(episodes), tuple(reviews))


@st.composite
def histories(draw: st.DrawFn, child: str) -> list[Episode]:
    """The episodes of one child, in chains that follow each other after a gap."""
    made: list[Episode] = []
    day = draw(st.dates(date(2023, 10, 1), date(2026, 6, 1)))
    many = draw(st.integers(1, 3))
    for chain in range(1, many + 1):
        short = rarely(draw, 6)
        begins = draw(st.sampled_from("SSSSPLB"))
        length = draw(st.integers(1, 3))
        for link in range(1, length + 1):
            status = draw(st.sampled_from(["V3", "V4"] if short else ["C2", "E1", "V2"]))
            end: date | None = day + timedelta(draw(st.integers(1, 260)))
            ends = "X1" if link < length else draw(st.sampled_from(["E11", "X1", "E4A"]))
            if (chain == many and link == length and not rarely(draw, 4)) or (end and end > AS_OF):
                end, ends = None, ""
            made.append(Episode(child, day, end, begins if link == 1 else "P", ends, status))
            if end is None:
                return made
            day = end
        day += timedelta(draw(st.integers(1, 120)))
        if day > AS_OF:
            return made
    return made


@st.composite
def held_days(draw: st.DrawFn, starts: list[date]) -> list[date]:
    """Days of reviews: some walking on from a start, some anywhere."""
    days = draw(st.lists(DAYS, max_size=2))
    if starts:
        day = draw(st.sampled_from(starts))
        for step in draw(st.lists(STEPS, max_size=5)):
            day += timedelta(step)
            days.append(day)
    return days


@st.composite
def review_rows(draw: st.DrawFn, child: str, born: date, day: date) -> ReviewRow:
    """One row of reviews.csv, now and then one that cannot be used."""
    written = "31/02/2026" if rarely(draw, 25) else f"{day:%d/%m/%Y}"
    code = "PN9" if rarely(draw, 25) else draw(st.sampled_from(CODES))
    return ReviewRow(child, born + timedelta(7 * rarely(draw, 25)), written, code)


@st.composite
def sheets(draw: st.DrawFn) -> tuple[SheetRow, ...]:
    """A small sheet of looked-after reviews and conferences, of which parts are not recorded."""
    rows: list[SheetRow] = []
    for number in range(draw(st.integers(1, 5))):
        child, born = f"S{number}", draw(st.one_of(st.none(), BIRTHS))
        team = draw(st.sampled_from([None, "Riverside", "Hilltop"]))
        kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=2, unique=True))
        rows += [row for kind in kinds for row in draw(of_kind(child, born, kind, team, len(kinds) == 1))]
    return tuple(rows)


@st.composite
def of_kind(draw: st.DrawFn, child: str, born: date | None, kind: str, team: str | None, alone: bool) -> list[SheetRow]:
    """The rows of one kind of one child: one period, or two that follow each other."""
    rows: list[SheetRow] = []
    day = draw(st.dates(date(2023, 10, 1), date(2026, 6, 1)))
    periods = draw(st.integers(1, 2))
    known = periods == 2 or not alone or not rarely(draw, 4)
    for last in (False, True)[2 - periods :]:
        rows += draw(period_rows(child, born, kind, team, day, last, known))
        day = max([day, *(row.end or row.held or day for row in rows if row.child == child)])
        day += timedelta(draw(st.integers(2, 60)))
        if day > AS_OF:
            break
    return rows


@st.composite
def period_rows(
    draw: st.DrawFn, child: str, born: date | None, kind: str, team: str | None, start: date, last: bool, known: bool
) -> list[SheetRow]:
    """The rows of one period: a row per review, some left out, with or without numbers and due dates."""
    numbered = kind != "icpc" and draw(st.booleans())
    days, day = [], start
    for step in draw(st.lists(STEPS, min_size=0 if known else 1, max_size=1 if kind == "icpc" else 5)):
        day += timedelta(step)
        days += [day] if day <= AS_OF else []
    end = (
        min(max([start, *days]) + timedelta(draw(st.integers(0, 200))), AS_OF) if not last or rarely(draw, 3) else None
    )
    names = st.sampled_from([None, "Ann Lee", "Bo Reid"])
    single = draw(names)
    rows = []
    for number, held in enumerate(days, start=1):
        if rarely(draw, 5):
            continue
        told = number if numbered and not rarely(draw, 3) else None
        due = held + timedelta(draw(st.integers(-9, 9))) if rarely(draw, 3) else None
        iro = draw(names) if rarely(draw, 4) else single
        code = draw(st.sampled_from([None, *CODES]))
        rows.append(SheetRow(child, born, kind, start if known else None, end, iro, team, held, due, told, code))
    if not rows:
        due = start + timedelta(draw(st.integers(5, 200))) if rarely(draw, 2) else None
        rows.append(SheetRow(child, born, kind, start if known else None, end, single, team, due=due))
    return rows
