"""The figures of initial conferences: the local and the national clock, request and conference apart, not needed, transfer-in."""

from app.domain.calendar import add_days
from app.domain.conferences import NOT_NEEDED
from app.domain.kinds import ICPC, KINDS, TRANSFER_IN
from app.queries.figures import Measured
from app.queries.practice_figures.measures import AVERAGE, COUNT, Asked, Measure, between, narrowed
from app.store import Selection, Where

IN_TIME, DUE_KNOWN = Where("in_time", "is", True), Where("due", "is not", None)


def conferences(asked: Asked) -> tuple[Measure, ...]:
    """Initial conferences: local and national clock, request and conference apart; transfer-in on lines of its own."""
    return (*_initial(asked), *_days(asked), *_unborn(asked), *_ended(asked), *_transferred(asked))


def _initial(asked: Asked) -> tuple[Measure, ...]:
    initial = asked.held((ICPC,))
    since = Where("section47_on", "is not", None)
    starts = {row[0]: row[1:] for row in asked.store.each(narrowed(initial, since), ("id", "section47_on", "held"))}
    calendar, limit = asked.calendar(), KINDS[ICPC].steps[0].interval.number
    met = tuple(key for key, (start, held) in starts.items() if held <= calendar.add_working_days(start, limit))
    target = asked.target("timeliness.target")
    return (
        Measure(
            "icpc-local", "In time from the strategy discussion (local)",
            Measured(initial, (DUE_KNOWN,), (IN_TIME,)),
            "Initial child protection conferences held in the period: within 15 working days of the strategy discussion.",
            unit=asked.unit, silent=(Where("due", "is", None),), target=target, month="month_held", lead=True,
        ),
        Measure(
            "icpc-dfe", "In time from the section 47 start (DfE)",
            Measured(initial, (since,), (Where("id", "in", met),)),
            "The same counted as the Department for Education (DfE) does: from the actual start of the section 47 enquiry.",
            unit=asked.unit, silent=(Where("section47_on", "is", None),), target=target, month="month_held",
        ),
    )  # fmt: skip


def _days(asked: Asked) -> tuple[Measure, ...]:
    """A late conference is often a late request, so that the two stretches are told apart."""
    initial = asked.held((ICPC,))
    asking, waiting = _stretches(asked, initial)
    return tuple(
        Measure(
            code, words, Measured(initial, (Where("id", "in", tuple(days)),), ()), f"{words}: {meaning}", AVERAGE,
            month="month_held", values=days,
        )
        for code, words, days, meaning in (
            ("strategy-to-request", "Working days, strategy discussion to request", asking, "days ÷ conferences held in the period with both days known."),
            ("request-to-conference", "Working days, request to conference", waiting, "days ÷ conferences held in the period with the request known, from when the service received it."),
        )
    )  # fmt: skip


def _stretches(asked: Asked, initial: Selection) -> tuple[dict[str, int], dict[str, int]]:
    """Working days from strategy discussion to request, and from there to the conference, by review."""
    calendar, asking, waiting = asked.calendar(), {}, {}
    fields = ("id", "start", "start_known", "requested_on", "received_on", "held")
    for key, start, known, requested, received, held in asked.store.each(initial, fields):
        came = received or requested
        if requested and start and known and start <= requested:
            asking[key] = calendar.working_days_between(start, requested)
        if came and came <= held:
            waiting[key] = calendar.working_days_between(came, held)
    return asking, waiting


def _unborn(asked: Asked) -> tuple[Measure, ...]:
    """Conferences about children who were not born yet, against the local target in weeks."""
    weeks = int(asked.setting("conferences.unborn-weeks"))
    expected = narrowed(asked.held((ICPC,)), Where("expected_on", "is not", None))
    rows = list(asked.store.each(expected, ("id", "held", "expected_on", "date_of_birth")))
    unborn = {key: (held, due) for key, held, due, born in rows if held < (born or due)}
    met = tuple(key for key, (held, due) in unborn.items() if held <= add_days(due, -7 * weeks))
    measured = Measured(expected, (Where("id", "in", tuple(unborn)),), (Where("id", "in", met),))
    return (
        Measure(
            "unborn", f"Unborn children: at least {weeks} weeks before the expected date", measured,
            "Of the initial conferences held in the period about children not born yet: a local target.",
            unit=asked.unit, month="month_held",
        ),
    )  # fmt: skip


def _ended(asked: Asked) -> tuple[Measure, ...]:
    ended = (Where("kind", "is", ICPC), Where("end_reason", "is", NOT_NEEDED), *between("end", asked.period))
    return (
        Measure(
            "icpc-not-needed", "Not needed", Measured(asked.select("clocks", *ended), (), ()),
            "Enquiries that ended in the period because no conference was needed: never late.", COUNT,
            unit=asked.child_unit, month="month_end", noun=("enquiry", "enquiries"),
        ),
    )  # fmt: skip


def _transferred(asked: Asked) -> tuple[Measure, ...]:
    held = asked.held((TRANSFER_IN,))
    return (
        Measure(
            "transfer-in", "Transfer-in conferences in time", Measured(held, (DUE_KNOWN,), (IN_TIME,)),
            "Held within 15 working days of the transfer, of those held in the period: on a line of their own and in no other line of initial conferences.",
            unit=asked.unit, silent=(Where("due", "is", None),), target=asked.target("timeliness.target"),
            month="month_held",
        ),
    )  # fmt: skip
