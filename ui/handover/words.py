"""What a transfer says of itself before it is saved, and after."""

from collections.abc import Sequence

from app.commands.handover import HandedOver
from app.domain.counting import counted, noun
from app.domain.dates import long
from app.queries.handover.preview import Line, Preview

NAMED = 6
"""How many children are named; the rest are counted."""


def children_words(number: int) -> str:
    """42 children."""
    return counted(number, "child", "children")


def named(names: Sequence[str]) -> str:
    """Ann, Ben and 12 more."""
    rest = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {rest:,} more" if rest > 0 else "")


def about_words(preview: Preview, lines: Sequence[Line]) -> str:
    """Which children, of whom, and who is left out."""
    said = []
    if lines:
        irons = list(dict.fromkeys(line.from_name for line in lines))
        who = named([line.name for line in lines]) if len(lines) <= NAMED else children_words(len(lines))
        said.append(f"{who}, held by {named(irons)} on {long(preview.start)}.")
    if preview.left_out:
        has = "has" if len(preview.left_out) == 1 else "have"
        said.append(f"{named(preview.left_out)} {has} no IRO on that day: allocate one instead.")
    if preview.later:
        said.append(f"{children_words(preview.later)} held only from a later day stay as they are.")
    return " ".join(said) or f"No children are held on {long(preview.start)}."


def going_words(lines: Sequence[Line]) -> str:
    """What follows the child whatever is chosen, and what stays whatever is chosen."""
    challenges = sum(len(line.going.challenges) for line in lines)
    follow_ups = sum(len(line.going.follow_ups) for line in lines)
    owed = sum(len(line.going.owed) for line in lines)
    records = sum(len(line.going.records) for line in lines)
    covered = sum(bool(line.cover) for line in lines)
    said = []
    if challenges:
        follow = f"{counted(challenges, 'open challenge')} {noun(challenges, 'follows', 'follow')}"
        said.append(f"{follow} the child: whoever holds the child may close {noun(challenges, 'it', 'them')}.")
    if follow_ups:
        follow = f"{counted(follow_ups, 'follow-up')} due {noun(follow_ups, 'follows', 'follow')}"
        said.append(f"{follow} the child: the new IRO looks again at what came of the challenge.")
    if owed:
        stay = f"{counted(owed, 'held review')} without participation {noun(owed, 'stays', 'stay')}"
        said.append(f"{stay} with who held {noun(owed, 'it', 'them')}.")
    if records:
        still = f"{counted(records, 'record')} of held reviews {noun(records, 'is', 'are')} still to be written"
        said.append(f"{still}: the new IRO is told, and so is who chaired.")
    if covered:
        said.append(f"Cover for {children_words(covered)} ends on that day.")
    return " ".join(said)


def shared_words(numbers: Sequence[tuple[str, int]]) -> str:
    """Nora Patel 22, Olga Reid 20."""
    return ", ".join(f"{name} {number:,}" for name, number in numbers)


def things_words(reviews: int, actions: int) -> str:
    """12 open reviews and 3 agreed actions; nothing is said of what there is none of."""
    parts = [
        *([counted(reviews, "open review")] if reviews else []),
        *([counted(actions, "agreed action")] if actions else []),
    ]
    return " and ".join(parts)


def done_words(done: HandedOver) -> str:
    """42 children were transferred, with 12 open reviews and 3 agreed actions."""
    things = things_words(done.reviews, done.actions)
    more = f", with {things}" if things else ""
    were = "was" if done.children == 1 else "were"
    return f"{children_words(done.children)} {were} transferred{more}."
