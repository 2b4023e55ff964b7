#!/usr/bin/env python3
"""An independent oracle: between which bounds the availability of monitored web services lies, month by month.

    python3 tests/oracle/bern.py LOG.csv[.gz]               # the result as JSON, keys sorted
    python3 tests/oracle/bern.py LOG.csv[.gz] --every 30    # with a check due every 30 minutes
    python3 tests/oracle/bern.py --self-test                # cases computed by hand; needs no log

The log is the public history of a university's Upptime monitoring and no part of the project. The program shares no code
with the engine or the other oracles, and needs only Python's standard library and the system's time zone database.

The rules, in words:

- A calendar month is one of Europe/Zurich. Its base is all of its time. Promised: at least 99.5 %.
- A row is one check of a service: `up` passed, `down` failed, any other status says nothing. What it shows holds until the next row of the
  service, but no longer than a check is due: 25 hours. From then to the next row nothing is known, whatever both say.
- Before the first row of a service, and from 25 hours after its last, nothing is known.
- Down is what a failed check shows. Best case: all unknown time is up. Worst case: all of it is down.
- down > (1 - target) * base is missed; down + unknown <= (1 - target) * base is met; else it is undetermined. A percentage is
  cut to two decimals.
- A service that was renamed is one service. The two examples that the monitoring tool ships with are none.
- `gaps` are the times without a check when one was due; `failures` the spells of failed checks, both cut to the month.
"""

import csv
import gzip
import json
import re
import sys
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Zurich")
MONTHS = [(2026, 3), (2026, 4), (2026, 5), (2026, 6), (2026, 7)]
TARGET = Fraction(995, 1000)
DUE = 25 * 60 * 60_000
NO_SERVICES = {"Wikipedia", "Hacker News"}
RENAMED = {
    "Digital Editions - University of Bern": "Digital Editions – University of Bern",
    "Re-use of editions and text collections": "ReSED – Re-use of editions and text collections",
    "Parzival-Projekt": "Parzival",
    "hallerNet (data)": "RdL – hallerNet (data)",
    "République des Lettres (CodiMD)": "RdL – République des Lettres (CodiMD)",
    "République des Lettres - Daten- und Editionsplattform": "RdL – République des Lettres - Daten- und Editionsplattform",
}
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def ms(when):
    return (when - EPOCH) // timedelta(milliseconds=1)


def service(site):
    """A redirect is called by the host that redirects; all else by its name today."""
    old_host = re.fullmatch(r"(?:RdL – )?((?:md\.)?hallernet\.org) \(Redirect to .*\)", site)
    host = re.fullmatch(r".* \(Redirect to ([a-z0-9.-]+\.ch)\)", site)
    if old_host or host:
        return (old_host or host)[1]
    return RENAMED.get(site, site)


def checks(rows):
    found = defaultdict(list)
    for row in rows:
        if row["site"] not in NO_SERVICES and row["status"] in ("up", "down"):
            at = ms(datetime.fromisoformat(row["time"].replace("Z", "+00:00")))
            found[service(row["site"])].append((at, row["status"] == "up"))
    return {name: sorted(its) for name, its in found.items()}


def classify(its, start, end, due):
    """What is known of [start, end): down and unknown as lists of (from, until); all else is up."""
    down, unknown = [], []
    edge = start
    for number, (at, passed) in enumerate(its):
        follows = its[number + 1][0] if number + 1 < len(its) else end
        if number == 0:
            unknown.append((start, at))
        known_until = min(follows, at + due)
        if not passed:
            down.append((at, known_until))
        unknown.append((known_until, follows))
        edge = follows
    if not its:
        unknown.append((edge, end))
    return clip(down, start, end), clip(unknown, start, end)


def clip(spells, start, end):
    """Cut to [start, end), touching ones joined."""
    joined = []
    for since, until in spells:
        since, until = max(since, start), min(until, end)
        if since >= until:
            continue
        if joined and joined[-1][1] == since:
            joined[-1] = (joined[-1][0], until)
        else:
            joined.append((since, until))
    return joined


def cut(numerator, denominator):
    hundredths = numerator * 10_000 // denominator
    return f"{hundredths // 100}.{hundredths % 100:02}"


def judge(its, start, end, due):
    down, unknown = classify(its, start, end, due)
    base = end - start
    down_ms, unknown_ms = (sum(until - since for since, until in spells) for spells in (down, unknown))
    allowed = (1 - TARGET) * base
    verdict = "missed" if down_ms > allowed else "met" if down_ms + unknown_ms <= allowed else "undetermined"
    return {
        "base_ms": base, "down_ms": down_ms, "unknown_ms": unknown_ms, "verdict": verdict,
        "best": cut(base - down_ms, base), "worst": cut(base - down_ms - unknown_ms, base),
        "failures": down, "gaps": unknown,
    }


def judge_all(rows, due=DUE):
    result = {}
    by_service = checks(rows)
    for year, month in MONTHS:
        start = ms(datetime(year, month, 1, tzinfo=ZONE))
        end = ms(datetime(year, month + 1, 1, tzinfo=ZONE))
        result[f"{year}-{month:02}"] = {name: judge(its, start, end, due) for name, its in by_service.items()}
    return result


def self_test():
    hour = 3_600_000
    row = lambda time, status, site="Parzival-Projekt": {"time": f"2026-{time}Z", "site": site, "status": status}
    rows = [row("02-28T23:00:00", "up")]
    rows += [row(f"03-{day:02}T23:00:00", "up", "Parzival") for day in range(1, 31) if day not in (10, 11)]
    rows += [row("03-20T10:00:00", "down"), row("03-20T12:30:00", "up"), row("03-01T10:00:00", "up", "Wikipedia")]
    march = judge_all(rows)["2026-03"]
    assert list(march) == ["Parzival"]
    its = march["Parzival"]
    # 31 days less the hour of spring. Between the 9th and the 12th, 23:00 UTC, there are 72 h, of which 25 h are known.
    assert (its["base_ms"], its["down_ms"], its["unknown_ms"]) == (743 * hour, 2.5 * hour, 47 * hour)
    assert (its["best"], its["worst"], its["verdict"]) == ("99.66", "93.33", "undetermined")
    # The last row is of the 30th, 23:00 UTC; April begins 23 hours later. The rest of April is unknown after 2 hours.
    april = judge_all(rows)["2026-04"]["Parzival"]
    assert (april["down_ms"], april["unknown_ms"]) == (0, 718 * hour)
    # A failed check shows no more than 25 hours of downtime, unless the next one fails too.
    fails = [row("03-05T00:00:00", "down"), row("03-07T00:00:00", "up")]
    its = judge_all(fails)["2026-03"]["Parzival"]
    assert (its["down_ms"], its["verdict"]) == (25 * hour, "missed")
    assert service("hallernet.org (Redirect to ''X'')") == service('RdL – hallernet.org (Redirect to "X")') == "hallernet.org"
    assert service("Parzival – Cgm 19 (Redirect to cgm19.parzival.unibe.ch)") == "cgm19.parzival.unibe.ch"
    print("self-test passed")


def main():
    arguments = sys.argv[1:]
    if arguments == ["--self-test"]:
        return self_test()
    due = DUE
    if len(arguments) == 3 and arguments[1] == "--every":
        due = int(arguments[2]) * 60_000
    elif len(arguments) != 1:
        sys.exit(__doc__)
    opened = gzip.open if arguments[0].endswith(".gz") else open
    with opened(arguments[0], "rt", encoding="utf-8", newline="") as file:
        judged = judge_all(csv.DictReader(file), due)
    print(json.dumps(judged, indent=1, sort_keys=True, ensure_ascii=False))


if __name__ == "__main__":
    main()
