"""Runs the benchmarks, or those that are named, and prints each ratio with its goal beside it."""

import argparse
import importlib
import json
import os
import sys

from tests.benchmarks.measuring import Result
from tests.benchmarks.services import FULL, QUICK, say

NAMES = (
    "start",
    "timeliness",
    "due_list",
    "week",
    "board",
    "caseload",
    "suggestion",
    "ahead",
    "scrolling",
    "importing",
    "sheet",
    "encryption",
)


def main(arguments: list[str]) -> int:
    """0 when every goal is met, 1 when one is missed."""
    options = _options(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    scale = QUICK if options.quick else FULL
    results: list[Result] = []
    for name in options.names or NAMES:
        say(f"== {name}")
        for result in importlib.import_module(f"tests.benchmarks.{name}").run(scale):
            results.append(result)
            say(_line(result))
    print(json.dumps([result.as_json() for result in results], indent=2) if options.json else _table(results))
    return 1 if any(result.met is False for result in results) else 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to run: {', '.join(NAMES)} (default: all)")
    parser.add_argument("--quick", action="store_true", help="small sizes: to see that the benchmarks work")
    parser.add_argument("--json", action="store_true", help="print JSON and nothing else on standard output")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in NAMES]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; there are {', '.join(NAMES)}")
    return options


def _table(results: list[Result]) -> str:
    width = max(len(result.name) for result in results)
    head = f"{'':{width}}  {'ours':>11} {'reference':>11} {'ratio':>7} {'goal':>6}"
    return "\n".join([head, *(_line(result, width) for result in results)])


def _line(result: Result, width: int = 0) -> str:
    goal = "-" if result.goal is None else f"{result.goal:.1f}"
    said = {True: "met", False: "MISSED", None: ""}[result.met]
    if result.met and result.goal and result.ratio > result.goal:
        said = f"met: at most {_amount(result.allowance, result.unit)} more"
    ours, reference = _amount(result.ours, result.unit), _amount(result.reference, result.unit)
    note = f"  ({result.note})" if result.note else ""
    return f"{result.name:{width}}  {ours:>11} {reference:>11} {result.ratio:>7.2f} {goal:>6}  {said}{note}"


def _amount(value: float, unit: str) -> str:
    return f"{value * 1000:,.1f} ms" if unit == "s" and value < 1 else f"{value:,.2f} {unit}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
