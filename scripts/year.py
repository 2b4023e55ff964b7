#!/usr/bin/env python3
"""Writes a year of a provider's work under the founding contract, event by event: contracts/systembetrieb/year.ndjson.

    python3 scripts/year.py                          # writes the committed file anew
    python3 scripts/year.py --seed 7 --out FILE      # another year of the same kinds

The same seed gives the same bytes, whatever the version of Python: chance is drawn by integers of our own. What the
events come to is not known here; tests/oracle/year.py computes it. How the files of a log look is in docs/events.md.

Each kind of thing that happens is a function of its own, in a table that says how often it is: scripts/yearly/ holds
them.
"""

import argparse
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # a run leaves nothing behind in the repository

from yearly.chance import Chance  # noqa: E402
from yearly.habits import HABITS  # noqa: E402
from yearly.kinds import CASES  # noqa: E402
from yearly.log import Log  # noqa: E402
from yearly.maintenance import MAINTENANCE  # noqa: E402
from yearly.services import HAPPENINGS  # noqa: E402

SEED = 2025
YEAR = Path(__file__).parent.parent / "contracts" / "systembetrieb" / "year.ndjson"


def the_year(seed):
    log = Log(Chance(seed))
    for kinds in (HAPPENINGS, MAINTENANCE, CASES):
        for kind, times in kinds:
            for _ in range(times):
                kind(log)
    for habit in HABITS:
        habit(log)
    return "".join(line + "\n" for line in log.lines())


def main():
    parser = argparse.ArgumentParser(description="writes a year of events under the founding contract")
    parser.add_argument("--seed", type=int, default=SEED, help=f"another year; without it {SEED}, the committed one")
    parser.add_argument("--out", type=Path, default=YEAR, help="where to; without it the committed file")
    chosen = parser.parse_args()
    chosen.out.write_bytes(the_year(chosen.seed).encode("utf-8"))


if __name__ == "__main__":
    main()
