"""The officer whom a word means: a key, a login, or a name that only one officer has."""

from app.domain.access import Person
from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.domain.records import fold
from app.store import Store


def officer_called(store: Store, word: str) -> Officer:
    """The officer with this key, this login (of their own record or their person's) or this name; refuses what is not one."""
    officers, wanted = store.shelf(Officer).find(), fold(word)
    people = {person.officer_id for person in store.shelf(Person).find() if fold(person.login) == wanted}
    sure = [one for one in officers if one.id in {word, *people} or fold(one.login) == wanted]
    found = sure or [one for one in officers if fold(one.name) == wanted]
    if not wanted or not found:
        raise Refusal(f'There is no officer "{word}".', "Give a login, or the name as it stands in Settings, Officers.")
    if len(found) > 1 and not sure:
        raise Refusal(
            f'{len(found)} officers are called "{word}". Nothing was written.',
            "Give the login of the one you mean: it stands in Settings, Officers.",
        )
    return found[0]
