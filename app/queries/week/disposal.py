"""Once a year: the list of what is due for disposal, for whoever decides about it."""

from app.domain.access import Right, Stamp
from app.domain.calendar import add_months
from app.domain.dates import long
from app.domain.retention import SETTINGS
from app.late import late
from app.queries.service import setting
from app.queries.week.shapes import Act, Line, Opens, Section
from app.store import Store
from app.table import Tone

YEAR = 12
"""After so many months the list is to be gone through again."""
LIST = Opens("settings", "disposal")
SAID = "Records due for disposal are to be gone through"


def yearly_list(store: Store, stamp: Stamp) -> tuple[Section, ...]:
    """Nothing until a year has passed since the list was last gone through, or for whoever may not decide."""
    if not stamp.person.may(Right.DISPOSE) or not any(setting(store, key) for key in SETTINGS.values()):
        return ()
    last = late("app.queries.retention").gone_through(store)
    if last is not None and add_months(last, YEAR) > stamp.true_day:
        return ()
    since = f"Last on {long(last)}" if last else "Never yet"
    line = Line("disposal", "The yearly list", since, "", Tone.SOON, LIST, Act("Go through it", LIST))
    return (Section("disposal", SAID, 1, (line,), LIST, Tone.SOON, beside=True),)
