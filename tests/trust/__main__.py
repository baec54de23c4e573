"""Runs the harnesses, or those that are named, and prints what was tried, what was found, and which planted faults were caught."""

import argparse
import importlib
import json
import os
import sys

from tests.trust.harness import Findings, Harness

NAMES = ("kills", "faults", "damage", "tampering", "canaries", "workbooks")


def main(arguments: list[str]) -> int:
    """0 when nothing was found and every planted fault was caught, else 1."""
    options = _options(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    lines: list[Findings] = []
    missed: list[str] = []
    for name in options.names or NAMES:
        harness: Harness = importlib.import_module(f"tests.trust.{name}").HARNESS
        _say(f"== {harness.name}: {harness.about}")
        for findings in () if options.only_planted else harness.run(options.count):
            lines.append(findings)
            _say(_line(findings))
        for fault, run in {} if options.no_planted else harness.planted.items():
            caught = run().found
            _say(f"   planted: {fault}: {'caught' if caught else 'NOT CAUGHT'}")
            missed += [] if caught else [f"{harness.name}: {fault}"]
    print(json.dumps({"lines": [line.as_json() for line in lines], "not caught": missed}) if options.json else "")
    _say(_end(lines, missed))
    return 1 if missed or any(line.found for line in lines) else 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python dev.py trust", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to run: {', '.join(NAMES)} (default: all)")
    parser.add_argument("--count", type=int, metavar="N", help="how often each is tried (default: its own)")
    parser.add_argument("--only-planted", action="store_true", help="only prove that planted faults are caught")
    parser.add_argument("--no-planted", action="store_true", help="plant no faults")
    parser.add_argument("--json", action="store_true", help="print JSON and nothing else on standard output")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in NAMES]
    if unknown:
        parser.error(f"there is no harness {unknown[0]}; there are {', '.join(NAMES)}")
    return options


def _line(findings: Findings) -> str:
    counts = "".join(f"; {words} {count:,}" for words, count in findings.counts.items())
    said = f"{findings.name:32} {findings.tried:>7,} tried {len(findings.found):>4,} found{counts}"
    return "\n".join([said, *(f"      {words}" for words in findings.found[:20])])


def _end(lines: list[Findings], missed: list[str]) -> str:
    tried, found = sum(line.tried for line in lines), sum(len(line.found) for line in lines)
    return f"{tried:,} tried, {found:,} found, {len(missed):,} planted faults not caught"


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
