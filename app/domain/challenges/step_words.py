"""The steps of a challenge in words: what happened, its details, and a dated and signed text for the child's record."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.challenges import records
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeStep
from app.domain.counting import counted
from app.domain.dates import long

NAMED = 3
"""So many open actions are named; of more the number is said."""
LISTS = {
    records.ENTERED: "bypass-reason",
    records.EXTENDED: "extension-reason",
    records.CHASED: "chased-how",
    records.CLOSING: "challenge-outcome",
}
"""The list of the service that a step's code belongs to."""
TOLD = {"yes": "yes", "not-appropriate": "not appropriate (age or understanding)"}
SCOPES = {"child": "For the child.", "service": "For the whole service."}
BY = {records.RESPONSE: "From {}.", records.MEETING: "There: {}.", records.CHASED: "Chased by {}."}
"""What the person named in a step did; of an ending it stands in words already on whose behalf it was done."""
DUE = {
    records.ENTERED: "Response due {}.",
    records.REOPENED: "Response due {}.",
    records.EXTENDED: "Response now due {}.",
    records.CLOSING: "Look again by {}.",
    records.IMPACT: "Look again by {}.",
}


@dataclass(frozen=True)
class Names:
    """What turns the codes of steps into words: the service's lists, and the name that a level had on a day."""

    lists: Mapping[str, Mapping[str, str]]
    level: Callable[[int, date], str]

    def label(self, name: str, code: str) -> str:
        """A value of a list in words, or as it stands."""
        return self.lists.get(name, {}).get(code, code)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def step_title(step: ChallengeStep, names: Names, *, first: bool = False) -> str:
    """What happened, in a few words: "Escalated to Level 3: Service manager", "Chased, by email"."""
    if step.kind == records.ENTERED:
        return _entered(step, names, first)
    title, more = records.STEPS[step.kind], _more(step, names)
    return f"{title}: {_small(more)}" if more else title


def _entered(step: ChallengeStep, names: Names, first: bool) -> str:
    if not step.level:
        return "Good practice recorded"
    return f"{'Raised at' if first else 'Escalated to'} {names.level(step.level, step.on)}"


def _more(step: ChallengeStep, names: Names) -> str:
    """What the step's code or level adds to its title."""
    if step.kind == records.MEETING:
        return names.level(step.level, step.on) if step.level else ""
    if step.kind in (records.INFORMED, records.ADVOCATE):
        return TOLD.get(step.code, step.code)
    said = {records.VIEW: records.VIEWS, records.IMPACT: records.IMPACTS}.get(step.kind)
    if said is not None:
        return said.get(step.code, step.code)
    return names.label(LISTS[step.kind], step.code) if step.kind in (records.CHASED, records.CLOSING) else ""


def step_words(step: ChallengeStep, names: Names, actions: Iterable[ChallengeAction] = ()) -> str:
    """The details of a step in sentences; actions are those of the challenge."""
    return " ".join(_details(step, names, tuple(actions)))


def _details(step: ChallengeStep, names: Names, actions: tuple[ChallengeAction, ...]) -> Iterator[str]:
    if step.to and step.kind == records.ENTERED:
        yield f"To {step.to}."
    if step.by:
        yield BY.get(step.kind, "{}.").format(step.by)
    if step.due and step.kind in DUE:
        yield DUE[step.kind].format(long(step.due))
    if step.code and step.kind in (records.ENTERED, records.EXTENDED):
        past = "Went past a level" if step.kind == records.ENTERED else "Because"
        yield f"{past}: {_small(names.label(LISTS[step.kind], step.code))}."
    if step.scope:
        yield SCOPES.get(step.scope, step.scope)
    if step.kind == records.ACTIONS:
        yield from (f"{a.what}: {a.owner}, by {long(a.due)}." for a in actions if a.step_id == step.id)
    if step.action_id:
        yield from (f"{a.what} ({a.owner})." for a in actions if a.id == step.action_id)
    if step.words:
        yield step.words


@dataclass(frozen=True)
class Signed:
    """Who recorded a step, and on which day."""

    name: str
    on: date


def record_text(
    challenge: Challenge,
    step: ChallengeStep,
    names: Names,
    signed: Signed,
    actions: Iterable[ChallengeAction] = (),
    *,
    first: bool = False,
) -> str:
    """One step for the child's record: plain text, dated, signed; the first one says what was wrong and asked for."""
    about = names.label("challenge-theme", challenge.theme)
    lines = [
        f"IRO challenge {challenge.reference}: {_small(about)}",
        f"{long(step.on)}: {step_title(step, names, first=first)}",
    ]
    if first:
        lines += [challenge.concern, f"Asked for: {challenge.asked}" if challenge.asked else ""]
    lines += [step_words(step, names, actions), f"Recorded by {signed.name}, {long(signed.on)}"]
    return "\n".join(line for line in lines if line)


def step_message(challenge: Challenge, step: ChallengeStep, of: str, names: Names, *, first: bool = False) -> str:
    """A message about a level entered or a chase: reference and initials, nothing that was typed; none of other steps."""
    opening = f"Challenge {challenge.reference} ({of})"
    if step.kind == records.ENTERED and step.level:
        due = f" A response is due by {long(step.due)}." if step.due else ""
        return f"{opening}: {_small(step_title(step, names, first=first))} on {long(step.on)}.{due}"
    if step.kind == records.CHASED:
        return f"{opening}, {names.level(challenge.level, step.on)}: a reminder of {long(step.on)}."
    return ""


def waiting_words(actions: Iterable[ChallengeAction], today: date) -> str:
    """The agreed action due first, with how many more there are (late ones when it is late); nothing when none waits."""
    waiting = sorted((a for a in actions if a.waiting), key=lambda a: a.due)
    if not waiting:
        return ""
    alike = [action for action in waiting if action.due < today] or waiting
    more = f", and {len(alike) - 1:,} more" if len(alike) > 1 else ""
    return f"{waiting[0].what}{more}"


def open_words(actions: Iterable[ChallengeAction]) -> str:
    """2 actions are open: Book the panel; Tell the school. What is due first stands first."""
    ordered = sorted(actions, key=lambda action: action.due)
    named = "; ".join(action.what.rstrip(". ") for action in ordered[:NAMED])
    more = f"; and {len(ordered) - NAMED:,} more" if len(ordered) > NAMED else ""
    return f"{counted(len(ordered), 'action')} {'is' if len(ordered) == 1 else 'are'} open: {named}{more}."
