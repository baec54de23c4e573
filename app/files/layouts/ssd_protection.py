"""Child protection as the tables of the Standard Safeguarding Dataset (SSD) tell it: plans, enquiries, conferences."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from app.domain.conferences import CONTINUES, ENDS, NO_PLAN, NOT_NEEDED, PLAN
from app.domain.kinds import ICPC, RCPC, TRANSFER_IN
from app.files.facts import Line, Protection
from app.files.headings import normal
from app.files.layouts import protection_words as words
from app.files.layouts.columns import BAD
from app.files.layouts.one_table import NO_CHILD, NO_DATE, Table


def protection_lines(of: Callable[[str], Iterator[Table]]) -> list[Line]:
    """The lines of all tables of child protection."""
    reading = _Protection(of)
    reading.conferences(reading.plans())
    reading.initial(reading.enquiries())
    return reading.lines


@dataclass
class _Protection:
    """The tables while they are read."""

    of: Callable[[str], Iterator[Table]]
    lines: list[Line] = field(default_factory=list)

    def plans(self) -> dict[str, date]:
        """The lines of the plans; when each began, by its key."""
        starts: dict[str, date] = {}
        for table in self.of("ssd_cp_plans"):
            people, keys = table.people("cppl_person_id"), table.ids("cppl_cp_plan_id")
            began = table.dates("cppl_cp_plan_start_date", needed=True)
            ended = table.dates("cppl_cp_plan_end_date")
            first, latest = table.texts("cppl_cp_plan_initial_category"), table.texts("cppl_cp_plan_latest_category")
            for place, (written, key) in enumerate(people):
                start = began[place]
                if not key:
                    table.refuse(place, "cppl_person_id", NO_CHILD)
                elif start is BAD or start is None:
                    table.refuse(place, "cppl_cp_plan_start_date", NO_DATE)
                else:
                    starts[keys[place]] = start
                    end = table.ended(place, "cppl_cp_plan_end_date", start, ended[place])
                    categories = [
                        self._category(table, place, "cppl_cp_plan_initial_category", first[place]),
                        self._category(table, place, "cppl_cp_plan_latest_category", latest[place]),
                    ]
                    plan = Protection(category=categories[0], latest=categories[1]) if any(categories) else None
                    line = Line(table.at, table.numbers[place], written, key, None, RCPC, True, start=start, end=end)
                    self.lines.append(line._replace(protection=plan))
        return starts

    def _category(self, table: Table, place: int, column: str, text: str) -> str:
        found = words.category(text)
        if found is None:
            table.ignore(place, column, "This is not a category of abuse, so it was not used.")
        return found or ""

    def conferences(self, starts: dict[str, date]) -> None:
        for table in self.of("ssd_cp_reviews"):
            people, plans = table.people("cppr_person_id"), table.ids("cppr_cp_plan_id")
            held, due = table.dates("cppr_cp_review_date", needed=True), table.dates("cppr_cp_review_due")
            goes_on, quorate = table.texts("cppr_cp_review_outcome_continue_cp"), table.texts("cppr_cp_review_quorate")
            codes = table.texts("cppr_cp_review_participation")
            for place, (written, key) in enumerate(people):
                day = held[place]
                if not key:
                    table.refuse(place, "cppr_person_id", NO_CHILD)
                elif day is BAD:
                    table.refuse(place, "cppr_cp_review_date", "The date of the conference is not a date.")
                else:
                    code = table.participation(place, "cppr_cp_review_participation", codes[place])
                    told = {True: CONTINUES, False: ENDS}.get(words.said(goes_on[place]), "")  # type: ignore[arg-type] # None is neither
                    was = words.said(quorate[place])
                    of_it = Protection(outcome=told, quorate=was) if day and (told or was is not None) else None
                    start, number = starts.get(plans[place]), table.numbers[place]
                    line = Line(
                        table.at, number, written, key, None, RCPC, True, day, code, start=start, due=due[place]
                    )
                    self.lines.append(line._replace(protection=of_it))

    def enquiries(self) -> dict[str, Line]:
        """The enquiries by their key, each as the line it is unless a conference tells of it."""
        found: dict[str, Line] = {}
        for table in self.of("ssd_s47_enquiry"):
            people, keys = table.people("s47e_person_id"), table.ids("s47e_s47_enquiry_id")
            began = table.dates("s47e_s47_start_date", needed=True)
            ended, nothing = table.dates("s47e_s47_end_date"), table.texts("s47e_s47_nfa")
            outcomes = table.texts("s47e_s47_outcome_json")
            for place, (written, key) in enumerate(people):
                start, number = began[place], table.numbers[place]
                if not key:
                    table.refuse(place, "s47e_person_id", NO_CHILD)
                elif start is BAD or start is None:
                    table.refuse(place, "s47e_s47_start_date", NO_DATE)
                else:
                    end = table.ended(place, "s47e_s47_end_date", start, ended[place])
                    if end and words.said(nothing[place]) is not True and _wants_conference(outcomes[place]):
                        end = None
                    line = Line(table.at, number, written, key, None, ICPC, True, start=start, end=end)
                    line = line._replace(end_reason=NOT_NEEDED if end else "", protection=Protection(section47=start))
                    found[keys[place] or f"{table.at}:{number}"] = line
        return found

    def initial(self, enquiries: dict[str, Line]) -> None:
        """The initial and transfer-in conferences, then the enquiries that none of them is about."""
        told: set[str] = set()
        for table in self.of("ssd_initial_cp_conference"):
            people, about = table.people("icpc_person_id"), table.ids("icpc_s47_enquiry_id")
            held, due = table.dates("icpc_icpc_date", needed=True), table.dates("icpc_icpc_target_date")
            moved, plans = table.texts("icpc_icpc_transfer_in"), table.texts("icpc_icpc_outcome_cp_flag")
            for place, (written, key) in enumerate(people):
                day, number = held[place], table.numbers[place]
                if not key:
                    table.refuse(place, "icpc_person_id", NO_CHILD)
                elif day is BAD:
                    table.refuse(place, "icpc_icpc_date", "The date of the conference is not a date.")
                else:
                    kind = TRANSFER_IN if words.said(moved[place]) else ICPC
                    enquiry = enquiries.get(about[place])
                    if enquiry is not None and enquiry.key == key:
                        told.add(about[place])
                    start = enquiry.start if enquiry is not None and enquiry.key == key else None
                    plan = words.said(plans[place]) if day else None
                    outcome = "" if plan is None else PLAN if plan else NO_PLAN
                    line = Line(table.at, number, written, key, None, kind, True, day, start=start, due=due[place])
                    about_it = Protection(section47=start if kind == ICPC else None, outcome=outcome)
                    self.lines.append(words.concluded(line._replace(protection=about_it)))
        self.lines += [line for key, line in enquiries.items() if key not in told]


def _wants_conference(outcome: str) -> bool:
    """Whether an ended enquiry's outcome says that a conference is to follow."""
    text = normal(outcome)
    return "cp conference flag y" in text or "initial cp conference" in text
