"""The figures of participation: the codes and the share as Durham prints them, how the child was heard, who came and reported."""

from typing import Any

from app.domain.conferences import CONFERENCES
from app.domain.contacts import DECLINED, DONE, DUTY, EXCEPTIONS, HOW, NO, NOT_APPROPRIATE
from app.domain.kinds import CHILD, KINDS
from app.domain.participation import ADVOCATE, ATTENDED, CODES, UNDER_FOUR, VIEWS_GIVEN, participated
from app.domain.voice import APP, CHAIRED, CHAIRING, CO_CHAIRED, FORM, IN_TIME, LATE, NONE, VISITORS
from app.queries.contacts import seen_before_reviews
from app.queries.figures import Measured
from app.queries.practice_figures.measures import COUNT, PART, Asked, Measure, Part, Split, narrowed
from app.queries.service import labels
from app.store import Selection, Where

RECORDED, UNKNOWN = Where("participation", "is not", None), Where("participation", "is", None)
NOUN = {False: ("review", "reviews"), True: ("conference", "conferences")}


def _kinds(asked: Asked, *, conferences: bool) -> tuple[str, ...]:
    """The conferences, or all other reviews of children."""
    return tuple(k for k in asked.kinds() if (k in CONFERENCES) is conferences and KINDS[k].subject == CHILD)


def _of(conferences: bool) -> dict[str, str]:
    return {"of": "conferences"} if conferences else {}


def _table(asked: Asked, *, conferences: bool) -> tuple[Measure, ...]:
    held = asked.held(_kinds(asked, conferences=conferences))
    split = Split("code", "participation", {code: f"{code}  {words}" for code, words in CODES.items()})
    said = "Held in the period with this code, of all held with a code."
    shared: dict[str, Any] = {"beside": _of(conferences), "month": "month_held", "noun": NOUN[conferences]}
    return (
        Measure("code", "", Measured(held, (RECORDED,), ()), said, PART, split=split, bare=True, **shared),
        Measure(
            "not-recorded", "Not recorded", Measured(held, (), (UNKNOWN,)),
            "Held in the period without a code, of all held: shown, and never counted as no.", **shared,
        ),
        *_shares(asked, held, conferences=conferences),
    )  # fmt: skip


def _shares(asked: Asked, held: Selection, *, conferences: bool) -> tuple[Measure, ...]:
    """Participation itself, and the shares that are printed beside it, all of children of 4 and over."""
    missing = tuple(asked.setting("participation.not"))
    taking = tuple(code for code in CODES if participated(code, missing))
    judged = (Where("participation", "in", tuple(code for code in CODES if code != UNDER_FOUR)),)
    formula = f"(all - PN0 - {' - '.join(missing)}) ÷ (all - PN0), of those with a code"
    codes = (
        ("participation", "Participation", taking, formula),
        ("attended", "Attended", ATTENDED, "PN1 to PN4, of all with a code but PN0"),
        ("views-given", "Gave their views, themselves or through others", VIEWS_GIVEN, "PN1, PN2, PN3, PN5 and PN6, of all with a code but PN0"),
        ("through-advocate", "Through an advocate", ADVOCATE, "PN2 and PN5, of all with a code but PN0"),
    )  # fmt: skip
    every = " By child: in every one of the period." if asked.unit else ""
    return tuple(
        Measure(
            code, words, Measured(held, judged, (Where("participation", "in", some),)), f"{meaning}.{every}",
            unit=asked.unit, silent=(UNKNOWN,), beside=_of(conferences), month="month_held", noun=NOUN[conferences],
            target=asked.target("participation.target") if code == "participation" else None,
            lead=code == "participation",
        )
        for code, words, some, meaning in codes
    )  # fmt: skip


def _reviews(asked: Asked) -> tuple[Measure, ...]:
    return _table(asked, conferences=False)


def _conferences(asked: Asked) -> tuple[Measure, ...]:
    return _table(asked, conferences=True)


def _seen(asked: Asked) -> tuple[Measure, ...]:
    """Seen before the review: the exceptions leave the denominator and are shown."""
    held = asked.held(tuple(kind for kind in asked.kinds() if kind in DUTY))
    seen = seen_before_reviews(asked.store, [row[0] for row in asked.store.rows(held, ("id",))])
    how = {answer: tuple(key for key, one in seen.items() if one.how == answer) for answer in (*HOW, "")}
    done = tuple(key for answer in HOW if answer in DONE for key in how[answer])
    judged = Where("id", "in", (*done, *how[NO]))
    silent = Where("id", "in", how[""])
    exceptions = tuple(key for answer in HOW if answer in EXCEPTIONS for key in how[answer])
    shared: dict[str, Any] = {"month": "month_held"}
    return (
        Measure(
            "seen-before", "Seen or spoken to before the review", Measured(held, (judged,), (Where("id", "in", done),)),
            "Of the reviews of children who are looked after held in the period: declined, not appropriate and not recorded "
            "leave the denominator (reg 36(1)(b)).",
            unit=asked.unit, silent=(silent,), target=asked.target("contacts.target"), lead=True, **shared,
        ),
        *(
            Measure(f"seen-{answer}", HOW[answer], Measured(held, (Where("id", "in", how[answer]),), ()),
                    "Reviews held in the period.", COUNT, **shared)
            for answer in HOW
        ),
        Measure(
            "seen-exceptions", "Left out of the share", Measured(held, (), (Where("id", "in", exceptions),)),
            f"{HOW[DECLINED]}, or {HOW[NOT_APPROPRIATE].lower()}: of all reviews held in the period.", **shared,
        ),
    )  # fmt: skip


def _heard(asked: Asked) -> tuple[Measure, ...]:
    """How the child was heard, at reviews and conferences together; by kind they are apart."""
    held = asked.held(tuple(kind for kind in asked.kinds() if KINDS[kind].subject == CHILD))
    over_three = (Where("participation", "is not", UNDER_FOUR),)
    lines = (
        ("chaired", "Chaired or co-chaired by the child", "chaired", (CHAIRED, CO_CHAIRED), tuple(CHAIRING)),
        ("consulted", "Consultation form or statement in an app", "consultation", (FORM, APP), (FORM, APP, "no")),
        ("visitor", "Has an independent visitor", "visitor", ("has",), tuple(VISITORS)),
    )
    offered, used = Where("advocate_offered", "is", True), Where("advocate_used", "is", True)
    shared: dict[str, Any] = {"month": "month_held", "unit": asked.unit}
    recorded = "Of the reviews and conferences held in the period of which it was recorded; children under 4 (PN0) are left out."
    return (
        *(
            Measure(
                code, words, Measured(narrowed(held, *over_three), (Where(name, "in", known),), (Where(name, "in", yes),)),
                recorded, silent=(Where(name, "is", None),), lead=code == "chaired", **shared,
            )
            for code, words, name, yes, known in lines
        ),
        Measure("advocate-offered", "Advocate offered", Measured(narrowed(held, *over_three), (Where("advocate_offered", "is not", None),), (offered,)), recorded, silent=(Where("advocate_offered", "is", None),), **shared),
        Measure("advocate-used", "Advocate used", Measured(narrowed(held, *over_three), (Where("advocate_used", "is not", None),), (used,)), recorded, silent=(Where("advocate_used", "is", None),), **shared),
        Measure("letter", "Letter to the child", Measured(held, (), (Where("letter_on", "is not", None),)), "Reviews and conferences held in the period after which the child was sent a letter, of all.", **shared),
    )  # fmt: skip


def _came(asked: Asked) -> tuple[Measure, ...]:
    """Who was invited, came and reported in time; of each only where it was recorded."""
    kinds = tuple(kind for kind in asked.kinds() if KINDS[kind].subject == CHILD)
    held = asked.held(kinds)
    rows = Selection("attendances", held.where, held.as_at, None, held.options)
    split = Split("who", "who", labels(asked.store, "attender"), str, quiet=True)
    shared: dict[str, Any] = {"month": "month_held", "noun": ("entry", "entries")}
    invited, attended = Where("invited", "is", True), Where("attended", "is", True)
    asked_for, in_time = Where("report", "in", (IN_TIME, LATE, NONE)), Where("report", "is", IN_TIME)
    agencies = Where("who", "in", AGENCIES)
    return (
        Measure("parent-attended", "A parent attended", Measured(held, (Where("parents_known", "is", True),), (Where("parents_came", "is", True),)), "Of the reviews and conferences held in the period of which the mother's or father's attendance was recorded.", unit=asked.unit, month="month_held"),
        Measure("agencies-attended", "Agencies attended", Measured(narrowed(rows, agencies), (Where("attended", "is not", None),), (attended,)), f"{AGENCY_WORDS}: each recorded at a review or conference held in the period.", lead=True, **shared),
        Measure("agencies-reported", "Agencies reported in time", Measured(narrowed(rows, agencies), (asked_for,), (in_time,)), f"{AGENCY_WORDS}: of the reports that were asked for.", **shared),
        Measure("invited", "Invited", Measured(rows, (Where("invited", "is not", None),), (invited,)), "Of the reviews and conferences held in the period of which it was recorded.", split=split, **shared),
        Measure("attendance", "Attended", Measured(rows, (Where("attended", "is not", None),), (attended,)), "Of the reviews and conferences held in the period of which it was recorded.", split=split, **shared),
        Measure("reported", "Reported in time", Measured(rows, (asked_for,), (in_time,)), "Of the reports asked for, for reviews and conferences held in the period.", split=split, **shared),
    )  # fmt: skip


AGENCIES = ("social-worker", "fostering-worker", "school", "health", "police", "guardian", "other-agency")
AGENCY_WORDS = "Social worker, supervising social worker, school, health, police, guardian and other agencies"


PARTS = (
    Part("reviews", "Participation in reviews", _reviews),
    Part("conferences", "Participation in conferences", _conferences),
    Part("seen", "Seen before the review", _seen),
    Part("heard", "How the child was heard", _heard),
    Part("came", "Who came and reported", _came),
)
