"""The child process that solves a programme with HiGHS: asked on stdin by a line of JSON, it answers on stdout.

Each line of the answer is a JSON list: ["so far", seconds, best, bound] again and again, best and bound null while not known;
at the end ["solved", seconds, objective, bound, [value of each column]], or ["none"] when no answer was found in the time.
The same programme gives the same answer, unless the time ends first: one thread, and chance that always falls alike.
"""

import json
import math
import sys
from typing import Any

import highspy

FOUND = 2
"""HiGHS: a solution that keeps every rule."""


def answer() -> None:
    """Solve one programme."""
    request = json.loads(sys.stdin.buffer.readline())
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # the library leaves this one without types
    options = {
        "output_flag": False,
        "threads": 1,
        "parallel": "off",
        "random_seed": 1,
        "time_limit": request["seconds"],
        "mip_rel_gap": request["gap"],
        "mip_min_logging_interval": 0.2,
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.cbMipLogging += _say
    solver.cbMipImprovingSolution += _say
    solver.passModel(_model(request["programme"]))
    solver.run()
    _end(solver, proved=not any(request["programme"]["whole"]))


def _model(programme: dict[str, Any]) -> highspy.HighsLp:
    found = highspy.HighsLp()
    found.num_col_, found.num_row_ = len(programme["costs"]), len(programme["entries"])
    found.offset_ = programme["offset"]
    found.col_cost_ = programme["costs"]
    found.col_lower_ = [0.0] * found.num_col_
    found.col_upper_ = _ends(programme["uppers"], math.inf)
    found.row_lower_ = _ends(programme["lows"], -math.inf)
    found.row_upper_ = _ends(programme["highs"], math.inf)
    kinds = {True: highspy.HighsVarType.kInteger, False: highspy.HighsVarType.kContinuous}
    found.integrality_ = [kinds[whole] for whole in programme["whole"]]
    starts = [0]
    for row in programme["entries"]:
        starts.append(starts[-1] + len(row))
    found.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    found.a_matrix_.start_ = starts
    found.a_matrix_.index_ = [column for row in programme["entries"] for column, _ in row]
    found.a_matrix_.value_ = [float(value) for row in programme["entries"] for _, value in row]
    return found


def _ends(ends: list[float | None], without: float) -> list[float]:
    return [without if end is None else float(end) for end in ends]


def _say(event: highspy.HighsCallbackEvent) -> None:
    now = event.data_out
    _send("so far", now.running_time, _finite(now.mip_primal_bound), _finite(now.mip_dual_bound))


def _end(solver: highspy.Highs, *, proved: bool) -> None:
    """Give the answer; without whole numbers there is no bound beside it, and it is the best possible."""
    info = solver.getInfo()
    if info.primal_solution_status != FOUND:
        _send("none")
        return
    values = [float(value) for value in solver.getSolution().col_value]
    best = info.objective_function_value
    _send("solved", solver.getRunTime(), best, best if proved else _finite(info.mip_dual_bound), values)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _send(*words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    answer()
