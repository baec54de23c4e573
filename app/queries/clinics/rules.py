"""The saved rules: how each finds its children on a day, in words and as a selection, and how many it finds."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.clinics import LONG_PLANS, RULES, Clinic
from app.domain.conferences import CATEGORIES
from app.domain.counting import counted
from app.domain.dates import full
from app.domain.errors import Refusal
from app.domain.settings import Setting
from app.queries.service import calendar_of, setting_at
from app.store import Selection, Store, Where
from app.table import Column, Fixed, Kind, Row, Table

FINAL_MONTHS = "plans.final-months"
ANSWER_DAYS = 20
"""So many working days after a second review nobody need have recorded yet what it said of permanence."""
FACTS = ("id", "child", "reference", "family", "category", "plan_number", "plan_since")


def options_of(store: Store, day: date) -> dict[str, str]:
    """What the settings of the day say about the rules."""
    months = setting_at(store.shelf(Setting).find(key=FINAL_MONTHS), FINAL_MONTHS, day)
    answered_by = calendar_of(store).add_working_days(day, -ANSWER_DAYS - 1)
    return {"final_months": str(months), "answered_by": answered_by.isoformat()}


def found_by(store: Store, rule: str, day: date) -> Selection:
    """The children whom a rule finds on a day."""
    check_rule(rule)
    return Selection(
        "found", (Where("a_child", "is", True), Where(rule, "is", True)), day, options=options_of(store, day)
    )


def check_rule(rule: str) -> None:
    """Refuse a rule that does not exist."""
    if rule not in RULES:
        raise Refusal(f'"{rule}" is not a rule of clinics.', f"Use one of: {', '.join(RULES)}.")


def definition(rule: str, months: int) -> str:
    """How a rule finds its children, in a sentence."""
    if rule in LONG_PLANS:
        return (
            f"A child protection plan is open and began more than {LONG_PLANS[rule]} months before the day. "
            "Plans whose start is not known are left out."
        )
    return _DEFINITIONS[rule].format(months=counted(months, "month"), days=counted(ANSWER_DAYS, "working day"))


_DEFINITIONS = {
    "second-plan": (
        "A child protection plan is open and is the second or a later one. Earlier plans here are those recorded, or as "
        "many as the source says, whichever is more; plans with other councils are added."
    ),
    "no-permanence": (
        "Looked after, and the second review of this period of care or a later one has been held. The latest review in "
        "it that says anything of permanence says that there is no plan. Where no review has said anything, the child is "
        "found once a second or later review was held more than {days} before: until then it is not recorded yet."
    ),
    "final-plan": (
        "Looked after for more than {months}, counted from the start of this period of care, and no day is recorded on "
        "which the final plan was ratified."
    ),
    "home-on-order": (
        "The home is with parents (P1) and the legal status is a full or an interim care order (C2, C1), both on the day."
    ),
    "not-matched": (
        "Looked after in a foster home whose code is not a long-term one (U2, U3, U5, U6), while the latest permanence "
        "plan is long-term foster care. No record holds the day of a match: the code U1 or U4 is taken for it."
    ),
    "unregistered": (
        "The home has the code Z1, another home, which is how SSDA903 shows one that is registered nowhere. "
        "Look at each: some of them may be lawful."
    ),
}


@dataclass(frozen=True)
class RuleToday:
    """One rule: its words, how it finds its children, how many it finds now, and its latest clinic."""

    rule: str
    words: str
    definition: str
    children: int
    families: int


@dataclass(frozen=True)
class RulesOn:
    """Ask what each saved rule finds on a day; without a day, today."""

    day: date | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> tuple[RuleToday, ...]:
        """In the order of the rules."""
        day = self.day or stamp.today
        months = int(options_of(store, day)["final_months"])
        return tuple(
            RuleToday(rule, words, definition(rule, months), *_numbers(store, rule, day))
            for rule, words in RULES.items()
        )


def _numbers(store: Store, rule: str, day: date) -> tuple[int, int]:
    families = [row[0] for row in store.rows(found_by(store, rule, day), ("family",))]
    return len(families), len(set(families))


RULE_COLUMNS = (
    Column("rule", "Rule", width=36),
    Column("children", "Children today", Kind.NUMBER, 13),
    Column("families", "Families", Kind.NUMBER, 9),
    Column("latest", "Latest clinic", Kind.DATE, 13),
)


@dataclass(frozen=True)
class RulesTable:
    """Ask for the saved rules with what each finds today, and when its latest clinic was."""

    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a rule; its number opens the children."""
        latest = {one.rule: one.date for one in sorted(store.shelf(Clinic).find(), key=lambda one: one.date)}
        rows = tuple(
            Row(
                one.rule,
                (one.words, one.children, one.families, latest.get(one.rule)),
                opens={"children": FoundOn(one.rule)} if one.children else {},
            )
            for one in RulesOn().run(store, stamp)
        )
        line = f"Children whom the saved rules find, as at {full(stamp.today)}"
        return Table("Rules", RULE_COLUMNS, Fixed(rows, tuple(column.key for column in RULE_COLUMNS)), line)


COLUMNS = (
    Column("reference", "Reference", width=12),
    Column("child", "Child", width=24),
    Column("category", "Category", width=24),
    Column("plan_number", "Plan number", Kind.NUMBER, 11),
    Column("plan_since", "Plan since", Kind.DATE, 13),
)


@dataclass(frozen=True)
class FoundOn:
    """Ask for the children whom a rule finds on a day; without a day, today."""

    rule: str
    day: date | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """One row a child, by name."""
        day = self.day or stamp.today
        rows = store.rows(found_by(store, self.rule, day), FACTS, (("child", False),))
        shown = tuple(
            Row(child_id, (reference, child, category_words(category), number, since))
            for child_id, child, reference, _, category, number, since in rows
        )
        families = len({row[3] for row in rows})
        line = (
            f"{counted(len(rows), 'child', 'children')} of {counted(families, 'family', 'families')}, as at {full(day)}"
        )
        months = int(options_of(store, day)["final_months"])
        table = Fixed(shown, tuple(column.key for column in COLUMNS))
        return Table(RULES[self.rule], COLUMNS, table, line, (definition(self.rule, months),))


def category_words(category: str | None) -> str | None:
    """A category of abuse in words; one that no list has, as it is."""
    return CATEGORIES.get(category, category) if category else None
