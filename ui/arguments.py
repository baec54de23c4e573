"""The words of the command line: its verbs and their arguments, the common ones before or after the verb."""

import argparse
from collections.abc import Callable
from datetime import date
from typing import Any

from app import VERSION
from app.domain.kinds import KINDS
from ui.typed import ending_year, file_only, file_or_input, file_path, iso_date, iso_day, iso_month, name, positive
from ui.wholefile import add_whole_file


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument(
        "--database", type=file_path, metavar="FILE", help="the service's file (default: in the user's data folder)"
    )
    common.add_argument(
        "--passphrase-file",
        type=file_or_input,
        metavar="FILE",
        help="its first line is the passphrase; - is standard input",
    )
    common.add_argument("--as-of", type=iso_day, metavar="DATE", help="count as at this day instead of today")
    common.add_argument("--json", action="store_true", help="print JSON and nothing else on standard output")
    return common


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    common = _common()
    whole = argparse.ArgumentParser(
        prog="iro-tracker",
        allow_abbrev=False,
        parents=[common],
        description="Due dates, timeliness and challenges of an Independent Reviewing Officer service. Without a verb it opens the window.",
    )
    whole.add_argument(
        "--demo", action="store_true", help="open the window on a demonstration service of invented children"
    )
    whole.add_argument("--version", action="version", version=f"IRO Tracker {VERSION}")
    verbs = whole.add_subparsers(dest="verb", metavar="VERB")
    _demo(verbs.add_parser("demo", parents=[common], allow_abbrev=False, help="make a demonstration service"))
    _import(
        verbs.add_parser(
            "import",
            parents=[common, _recovery("written to it when a new file is made, instead of being printed once")],
            allow_abbrev=False,
            help="import SSDA903, SSD or Annex A files, or the service's own sheets",
        )
    )
    _locks(verbs, common)
    _template(verbs, common)
    add_whole_file(verbs, common)
    _export(
        verbs.add_parser(
            "export", parents=[common], allow_abbrev=False, help="write an Excel workbook, a calendar or a return"
        ),
        common,
    )
    _figures(verbs.add_parser("figures", parents=[common], allow_abbrev=False, help="print figures"), common)
    _due_date(
        verbs.add_parser(
            "due-date", parents=[common], allow_abbrev=False, help="work out one due date and the rule behind it"
        )
    )
    return whole


def _locks(verbs: Any, common: argparse.ArgumentParser) -> None:
    verbs.add_parser(
        "encrypt", parents=[common, _recovery("written to it, instead of being printed once")], allow_abbrev=False,
        help="encrypt the file of an earlier version, once",
    )  # fmt: skip
    change = verbs.add_parser(
        "passphrase", parents=[common, _recovery("read from it, instead of the old passphrase")], allow_abbrev=False,
        help="change the passphrase of a file",
    )  # fmt: skip
    change.add_argument("--new-passphrase-file", type=file_or_input, required=True, metavar="FILE")
    verbs.add_parser(
        "recovery-key", parents=[common, _recovery("written to it, instead of being printed once")], allow_abbrev=False,
        help="make a new recovery key; the one before opens the file no longer",
    )  # fmt: skip


def _template(verbs: Any, common: argparse.ArgumentParser) -> None:
    template = verbs.add_parser(
        "template", parents=[common], allow_abbrev=False, help="write an empty sheet to fill in and import"
    )
    template.add_argument("file", type=file_path, metavar="FILE.xlsx")


def _recovery(words: str) -> argparse.ArgumentParser:
    recovery = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    recovery.add_argument("--recovery-key-file", type=file_only, metavar="FILE", help=f"the recovery key is {words}")
    return recovery


def _demo(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("file", type=file_path, metavar="FILE", nargs="?")
    verb.add_argument("--children", type=positive, default=1100, metavar="N")
    verb.add_argument("--years", type=positive, default=10, metavar="Y")
    verb.add_argument("--seed", type=int, default=1, metavar="S")


def _import(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("paths", type=file_path, nargs="+", metavar="PATH", help="files, a folder or a zip")
    verb.add_argument(
        "--as",
        dest="layout",
        choices=("ssda903", "ssd", "annex-a", "workbook", "return"),
        help="what the files are (default: seen from them)",
    )
    verb.add_argument("--check", action="store_true", help="say what would be written, and write nothing")
    verb.add_argument("--dates", choices=("day-first", "month-first"), help="how dates written as 03/04/2026 are meant")
    verb.add_argument(
        "--match", type=file_path, metavar="FILE", help='a JSON file {"heading": "field"} that matches columns'
    )


def _export(verb: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    what = verb.add_subparsers(dest="what", metavar="WHAT", required=True)
    timeliness = what.add_parser("timeliness", parents=[common], allow_abbrev=False, help="a month's timeliness")
    timeliness.add_argument("--month", type=iso_month, required=True, metavar="YYYY-MM")
    due = what.add_parser("due", parents=[common], allow_abbrev=False, help="the reviews that are due")
    challenges = what.add_parser(
        "challenges", parents=[common], allow_abbrev=False, help="the log of challenges and every table of them"
    )
    _period(challenges)
    returned = _of_an_iro(what, common)
    caseload = what.add_parser(
        "caseload", parents=[common], allow_abbrev=False, help="caseloads on the day of --as-of, and for five years"
    )
    ahead = what.add_parser(
        "ahead", parents=[common], allow_abbrev=False, help="the reviews of the next 26 weeks, and what can be held"
    )
    pack = what.add_parser(
        "month-pack", parents=[common], allow_abbrev=False, help="a month's timeliness, challenges, caseload and moves"
    )
    pack.add_argument("--month", type=iso_month, required=True, metavar="YYYY-MM")
    account = _account(what, common)
    _papers(what, pack, common)
    _returns(what, common)
    for one in (timeliness, due, challenges, caseload, ahead, pack):
        _naming(one)
    for one in (timeliness, due, challenges, returned, caseload, ahead, account):
        one.add_argument("--to", type=file_path, required=True, metavar="FILE.xlsx")


def _account(what: Any, common: argparse.ArgumentParser) -> argparse.ArgumentParser:
    account: argparse.ArgumentParser = what.add_parser(
        "account", parents=[common], allow_abbrev=False, help="who did what, and when; of one child with --child"
    )
    account.add_argument("--child", default="", metavar="REFERENCE", help="only what was done about this child")
    account.add_argument("--from", dest="first", type=iso_date, metavar="YYYY-MM-DD", help="from this day on")
    account.add_argument("--until", dest="last", type=iso_date, metavar="YYYY-MM-DD", help="until this day")
    return account


def _of_an_iro(what: Any, common: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """What goes to one officer; returns the return sheet, whose file is asked for like the others."""
    calendar = what.add_parser(
        "calendar", parents=[common], allow_abbrev=False, help="an IRO's booked meetings, for Outlook"
    )
    calendar.add_argument("--iro", required=True, metavar="LOGIN", help="the officer's login, or their name")
    calendar.add_argument("--names", action="store_true", help="children's names instead of initials")
    calendar.add_argument("--to", type=file_path, required=True, metavar="FILE.ics")
    returned: argparse.ArgumentParser = what.add_parser(
        "return", parents=[common], allow_abbrev=False, help="an IRO's month to fill in and import"
    )
    returned.add_argument("--iro", required=True, metavar="LOGIN", help="the officer's login, or their name")
    returned.add_argument("--month", type=iso_month, metavar="YYYY-MM", help="default: the month of today")
    returned.add_argument("--initials", action="store_true", help="children's initials instead of names")
    return returned


def _naming(export: argparse.ArgumentParser) -> None:
    """How children stand in what goes out: by their initials and reference unless one of these says otherwise."""
    one = export.add_mutually_exclusive_group()
    for word, words in NAMING.items():
        one.add_argument(f"--{word}", dest="naming", action="store_const", const=word, help=words)


NAMING = {
    "names": "children's full names instead of initials",
    "references": "children's references only",
    "publication": "small numbers held back, lists such that nobody can be told",
}


def _papers(what: Any, pack: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """What goes to a workbook or to paper, as the ending of the file says."""
    prep = what.add_parser(
        "prep", parents=[common], allow_abbrev=False, help="the prep sheets of an IRO's week, review after review"
    )
    prep.add_argument("--iro", required=True, metavar="LOGIN", help="the officer's login, or their name")
    prep.add_argument("--week", type=iso_day, metavar="DATE", help="a day of the week (default: today)")
    teams = what.add_parser(
        "team-week", parents=[common], allow_abbrev=False, help="what comes to a social-work team in the next 28 days"
    )
    teams.add_argument("--team", type=name, metavar="NAME", help="the team's name (default: every team)")
    teams.add_argument("--names", action="store_true", help="children's names instead of initials")
    record = what.add_parser(
        "record",
        parents=[common],
        allow_abbrev=False,
        help="the whole record of one child, for a subject access request",
    )
    record.add_argument("--child", required=True, metavar="REFERENCE", help="the child's reference")
    record.add_argument("--part", action="append", metavar="PART", help="only this part; may be repeated")
    for one in (pack, prep, teams, record):
        one.add_argument("--to", type=file_path, required=True, metavar="FILE", help="ends in .xlsx or .pdf")


def _returns(what: Any, common: argparse.ArgumentParser) -> None:
    """What the Department for Education (DfE) wants once a year."""
    reviews = what.add_parser(
        "ssda903",
        parents=[common],
        allow_abbrev=False,
        help="reviews.csv of the SSDA903 return; rows that break a rule are written and listed",
        description="Writes reviews.csv: the looked-after reviews held in the year, those of children who left too. Reviews of "
        "short breaks, and those under the adoption and secure accommodation regulations, are left out.",
    )
    reviews.add_argument("--to", type=file_path, required=True, metavar="FOLDER", help="made when it is not there")
    census = what.add_parser(
        "cin", parents=[common], allow_abbrev=False, help="review dates of child protection plans for the CIN census"
    )
    census.add_argument("--to", type=file_path, required=True, metavar="FILE.csv", help="or a folder, which is made")
    for one in (reviews, census):
        one.add_argument(
            "--year", type=ending_year, required=True, metavar="YYYY", help="ends on 31 March of this year"
        )


def _figures(verb: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    what = verb.add_subparsers(dest="what", metavar="WHAT", required=True)
    timeliness = what.add_parser("timeliness", parents=[common], allow_abbrev=False, help="reviews in timescale")
    _period(timeliness)
    timeliness.add_argument("--by", choices=("kind", "iro", "team", "month"), default="")
    timeliness.add_argument("--basis", choices=("review", "child"), default="review")
    timeliness.add_argument("--count", choices=("held", "due"), default="held")
    challenges = what.add_parser(
        "challenges", parents=[common], allow_abbrev=False, help="challenges by level and more"
    )
    _period(challenges)
    challenges.add_argument(
        "--by", choices=("level", "theme", "status", "iro", "month", "outcome", "impact"), default=""
    )
    challenges.add_argument("--count", choices=("highest", "entries", "children", "families"), default="highest")
    what.add_parser(
        "caseload", parents=[common], allow_abbrev=False, help="children and FTE of each IRO on the day of --as-of"
    )
    for word, words in PRACTICE.items():
        _practice(what.add_parser(word, parents=[common], allow_abbrev=False, help=words))


PRACTICE = {
    "meetings": "meetings held, moved and otherwise, conferences, final plans",
    "participation": "how children took part and were heard, who came and reported",
    "quality": "plans at reviews, recommendations, records, statements, checks",
    "plans": "child protection plans: started, ended, open at the end of the period, repeated",
}


def _practice(figure: argparse.ArgumentParser) -> None:
    _period(figure, iso_day)
    figure.add_argument("--by", choices=("kind", "iro", "team", "month"), default="")
    figure.add_argument("--basis", choices=("review", "child", "family", "meeting"), default="review")


def _period(what: argparse.ArgumentParser, day: Callable[[str], date] = iso_date) -> None:
    what.add_argument("--from", dest="first", type=day, required=True, metavar="DATE")
    what.add_argument("--until", dest="last", type=day, required=True, metavar="DATE")


def _due_date(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--kind", choices=tuple(KINDS), required=True)
    verb.add_argument("--sequence", type=positive, required=True, metavar="N")
    verb.add_argument(
        "--from", dest="counted_from", type=iso_date, required=True, metavar="DATE",
        help="what starts the clock for N = 1, else the day the previous review was held",
    )  # fmt: skip
