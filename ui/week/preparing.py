"""Papers for the week: the prep sheets of an IRO's meetings, and the week of every social-work team."""

from app.domain.calendar import add_days
from app.domain.dates import short
from app.late import late
from app.queries.week.meetings import week_of
from ui.outgoing import Outgoing
from ui.page import Tools


class WeekPapers:
    """Asks where they shall go and writes them; at a weekend they are about the week that comes."""

    def __init__(self, tools: Tools, out: Outgoing) -> None:
        self._tools, self._out = tools, out

    def ask_prep(self, officer_id: str, name: str, suffix: str = "pdf", later: int = 0) -> None:
        """The prep sheets of one IRO's week, or of one so many weeks later."""
        if not officer_id:
            self._tools.notices.inform("Prep sheets are one IRO's. Choose whose week it is first, then press it again.")
            return
        monday = add_days(week_of(self._tools.today())[0], later * 7)
        query = late("app.queries.prep.sheets").PrepWeek(officer_id, monday)
        late("ui.papers").Papers(self._tools, self._out).ask_prep(query, f"{name}, week of {short(monday)}", suffix)

    def ask_teams(self, suffix: str = "pdf") -> None:
        """The weeks of all teams, by reference and initials."""
        late("ui.papers").Papers(self._tools, self._out).ask_team_week(
            late("app.queries.teamweek").TeamWeek(), "all teams", suffix
        )
