"""What the verb export writes, by its word; it loads no screen unless something goes to paper."""

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from typing import Any

from app.desk import Desk
from app.domain.dates import Period
from app.domain.markings import Naming
from app.late import late

Write = Callable[[Any, Desk, Namespace, date], Any]
"""Writes with app.commands.exports, at a desk, what the options ask for, on a day; answers with what was written."""
PAPER = ".pdf"


def export(desk: Desk, options: Namespace, today: date) -> Any:
    """Write what is asked for to the file that is asked for."""
    return EXPORTS[options.what](late("app.commands.exports"), desk, options, today)


def _prep(exports: Any, desk: Desk, options: Namespace, today: date) -> Any:
    week = options.week or today
    return _sheets(exports, desk, late("app.queries.prep.sheets").PrepWeek(options.iro, week, by_login=True), options)


def _team_week(exports: Any, desk: Desk, options: Namespace, _: date) -> Any:
    query = late("app.queries.teamweek").TeamWeek(options.team or "", named=options.names, by_name=True)
    return _sheets(exports, desk, query, options)


def _record(exports: Any, desk: Desk, options: Namespace, _: date) -> Any:
    query = late("app.queries.record.sheets").ChildRecord(options.child, tuple(options.part or ()), by_reference=True)
    return _sheets(exports, desk, query, options)


def _account(exports: Any, desk: Desk, options: Namespace, _: date) -> Any:
    account = late("app.queries.account")
    wanted = account.AccountFilter(first=options.first, last=options.last, reference=options.child)
    return exports.export_table(desk, account.AccountTable(wanted), options.to)


def _pack(exports: Any, desk: Desk, options: Namespace, _: date) -> Any:
    if _is_paper(options):
        return exports.export_pack_paper(
            desk, options.month, options.to, late("ui.printing").drawing().draw_pack, _naming(options)
        )
    return exports.export_pack(desk, options.month, options.to, naming=_naming(options))


def _sheets(exports: Any, desk: Desk, query: Any, options: Namespace) -> Any:
    """A workbook, or paper where the file's ending says so."""
    if _is_paper(options):
        return exports.export_papers(desk, query, options.to, late("ui.printing").drawing().drawn(query))
    return exports.export_sheets(desk, query, options.to)


def _naming(options: Namespace) -> Naming | None:
    """How children shall stand in it, where that was said."""
    return Naming(options.naming) if options.naming else None


def _is_paper(options: Namespace) -> bool:
    return bool(options.to.suffix.lower() == PAPER)


EXPORTS: dict[str, Write] = {
    "timeliness": lambda exports, desk, o, _: exports.export_timeliness(desk, o.month, o.to, naming=_naming(o)),
    "due": lambda exports, desk, o, _: exports.export_due(desk, o.to, naming=_naming(o)),
    "challenges": lambda exports, desk, o, _: exports.export_challenges(
        desk, Period(o.first, o.last), o.to, naming=_naming(o)
    ),
    "calendar": lambda exports, desk, o, _: exports.export_calendar(desk, o.iro, o.names, o.to),
    "return": lambda exports, desk, o, _: exports.export_return(desk, o.iro, o.month, not o.initials, o.to),
    "caseload": lambda exports, desk, o, today: exports.export_caseload(desk, today, o.to, naming=_naming(o)),
    "ahead": lambda exports, desk, o, _: exports.export_ahead(desk, o.to, naming=_naming(o)),
    "month-pack": _pack,
    "account": _account,
    "prep": _prep,
    "record": _record,
    "ssda903": lambda _exports, desk, o, _: late("app.commands.dfe").export_ssda903(desk, o.year, o.to),
    "cin": lambda _exports, desk, o, _: late("app.commands.dfe").export_cin(desk, o.year, o.to),
    "team-week": _team_week,
}
