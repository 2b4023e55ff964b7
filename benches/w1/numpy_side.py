"""The same workload by hand in numpy: two binary searches over prefix sums. Reads the files of $BENCH_DATA."""

import os
import statistics
import time

import numpy as np

FOLDER = os.environ["BENCH_DATA"].rstrip("/") + "/"
STARTS, PAIRS, WINDOWS = (
    np.fromfile(FOLDER + name, dtype="<i8").reshape(-1, 2) for name in ("w1_add.bin", "w1_pairs.bin", "windows.bin")
)
BEFORE = np.concatenate([[0], np.cumsum(WINDOWS[:, 1] - WINDOWS[:, 0])])


def open_before(at):
    window = np.searchsorted(WINDOWS[:, 0], at, side="right") - 1
    return BEFORE[window] + np.minimum(at, WINDOWS[window, 1]) - WINDOWS[window, 0]


def due():
    opened = open_before(STARTS[:, 0]) + STARTS[:, 1]
    window = np.searchsorted(BEFORE, opened, side="left") - 1
    return WINDOWS[window, 0] + opened - BEFORE[window]


def elapsed():
    return open_before(PAIRS[:, 1]) - open_before(PAIRS[:, 0])


for name, work, rows in (("due", due, len(STARTS)), ("elapsed", elapsed, len(PAIRS))):
    times = []
    for _ in range(9):
        begun = time.process_time_ns()
        work()
        times.append(time.process_time_ns() - begun)
    print(f"numpy {name:<28}{statistics.median(times) / rows:>10.1f} ns a row")
