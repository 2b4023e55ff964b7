#!/usr/bin/env python3
"""An independent oracle: how long each feature of a hosted service was down by its status page, quarter by quarter.

    python3 tests/oracle/github.py INCIDENTS.json[.gz]    # the result as JSON, keys sorted
    python3 tests/oracle/github.py --self-test            # cases computed by hand; needs no archive

The archive is a public one of githubstatus.com and no part of the project. The program shares no code with the engine,
the conversion (scripts/github_status.py) or the other oracles, and needs only Python's standard library.

The rules, in words:

- A calendar quarter is one of UTC. Its base is all of its time; no downtime is planned. Promised: at least 99.9 %.
- An incident whose updates say states of components: from the instant that an update shows (`display_at`) a component
  has the state that it says, within this incident, until the next update that says one; before the first it is
  operational. `started_at` and `resolved_at` are not looked at.
- An incident without such updates has one state for each component that it names, from its creation to its last update
  that is called "resolved" (`resolved_at` has the wrong year where midnight came between). Names that the archive ran together
  are taken apart ("and Actions", "Issues and Pull Requests"). Without an end it lasts for ever.
- An incident that names no component concerns no feature.
- Of incidents without such updates every state is called "degraded_performance", whatever happened: before 2025-Q4 the
  narrow reading knows nothing, and its figures mean nothing.
- A feature is *down* under the narrow reading while any incident says major_outage of it, and under the wide reading while
  any incident says a state other than operational. Two incidents at once are not twice the time.
- down <= (1 - target) * base is met, else missed, in whole milliseconds. A percentage is cut to two decimals.
- `counted_twice_ms` is what the sum over all incidents has more than the union: what naive counting would add.
"""

import gzip
import json
import sys
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from fractions import Fraction

FEATURES = ["API Requests", "Actions", "Codespaces", "Copilot", "Copilot AI Model Providers", "Git Operations", "Issues",
            "Packages", "Pages", "Pull Requests", "Webhooks"]
QUARTERS = [(year, quarter) for year in range(2021, 2027) for quarter in (1, 2, 3, 4) if (year, quarter) <= (2026, 2)]
TARGET = Fraction(999, 1000)
NARROW = {"major_outage"}
WIDE = {"degraded_performance", "partial_outage", "major_outage"}
FOR_EVER = 1 << 60
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def ms(text):
    return (datetime.fromisoformat(text.replace("Z", "+00:00")) - EPOCH) // timedelta(milliseconds=1)


def spells(incidents):
    """For each feature, what each incident says: (from, until, state)."""
    said = defaultdict(list)
    for incident in incidents:
        steps = defaultdict(list)
        for update in incident["incident_updates"]:
            for component in update.get("affected_components") or ():
                steps[component["name"]].append((ms(update["display_at"]), component["new_status"]))
        if not steps:
            ends = [ms(update["created_at"]) for update in incident["incident_updates"] if update["status"] == "resolved"]
            until = max(ends, default=FOR_EVER)
            for component in incident["components"]:
                for name in component["name"].removeprefix("and ").split(" and "):
                    steps[name] = [(ms(incident["created_at"]), component["new_status"]), (until, "operational")]
        for name, its in steps.items():
            its.sort(key=lambda step: step[0])
            for (since, state), (until, _) in zip(its, its[1:] + [(FOR_EVER, "")]):
                if state != "operational" and since < until:
                    said[name].append((since, until, state))
    return said


def measure(its, states, start, end):
    """The time within [start, end) in which any incident says one of the states, and the sum over the incidents."""
    edges = defaultdict(int)
    total = 0
    for since, until, state in its:
        since, until = max(since, start), min(until, end)
        if state in states and since < until:
            edges[since] += 1
            edges[until] -= 1
            total += until - since
    union, running, last = 0, 0, start
    for at in sorted(edges):
        if running > 0:
            union += at - last
        running += edges[at]
        last = at
    return union, total


def judge(down, base):
    percent = (base - down) * 10_000 // base
    return {
        "down_ms": down,
        "percent": f"{percent // 100}.{percent % 100:02}",
        "verdict": "met" if Fraction(base - down, base) >= TARGET else "missed",
    }


def judge_all(incidents):
    said = spells(incidents)
    result = {}
    for year, quarter in QUARTERS:
        start = ms(f"{year}-{3 * quarter - 2:02}-01T00:00:00Z")
        end = ms(f"{year + quarter // 4}-{3 * quarter % 12 + 1:02}-01T00:00:00Z")
        for feature in FEATURES:
            row = {"base_ms": end - start}
            for reading, states in (("narrow", NARROW), ("wide", WIDE)):
                union, total = measure(said[feature], states, start, end)
                row[reading] = {**judge(union, end - start), "counted_twice_ms": total - union}
            result.setdefault(f"{year}-Q{quarter}", {})[feature] = row
    return result


def self_test():
    def update(at, *components):
        return {"display_at": at, "created_at": at, "status": "investigating", "affected_components": [
            {"name": name, "new_status": state} for name, state in components]}
    incidents = [
        # Partly down from 10:00, wholly from 10:30 to 11:00, over at 11:30; another from 11:15 to 12:00.
        {"created_at": "2026-01-05T09:00:00Z", "resolved_at": "2026-01-05T09:30:00Z", "components": [], "incident_updates": [
            update("2026-01-05T11:30:00Z", ("Actions", "operational")),
            update("2026-01-05T11:00:00Z", ("Actions", "partial_outage")),
            update("2026-01-05T10:30:00Z", ("Actions", "major_outage")),
            update("2026-01-05T10:00:00Z", ("Actions", "partial_outage"), ("Pages", "operational"))]},
        {"created_at": "2026-01-05T11:15:00Z", "resolved_at": "2029-01-05T12:00:00Z", "components": [
            {"name": "and Actions", "new_status": "degraded_performance"}], "incident_updates": [
            {"created_at": "2026-01-05T12:00:00Z", "status": "resolved"},
            {"created_at": "2026-01-06T12:00:00Z", "status": "investigating"}]},
        # Over the end of the year: half an hour on either side.
        {"created_at": "2025-12-31T23:00:00Z", "resolved_at": None, "components": [], "incident_updates": [
            update("2026-01-01T00:30:00Z", ("Issues", "operational")),
            update("2025-12-31T23:30:00Z", ("Issues", "major_outage"))]},
    ]
    judged = judge_all(incidents)
    actions, minute = judged["2026-Q1"]["Actions"], 60_000
    assert actions["base_ms"] == 90 * 24 * 60 * minute
    assert actions["narrow"] == {"down_ms": 30 * minute, "percent": "99.97", "verdict": "met", "counted_twice_ms": 0}
    # 0.1 % of 90 days are 129 min 36 s.
    assert actions["wide"] == {"down_ms": 120 * minute, "percent": "99.90", "verdict": "met",
                               "counted_twice_ms": 15 * minute}
    assert judged["2025-Q4"]["Issues"]["narrow"]["down_ms"] == 30 * minute
    assert judged["2026-Q1"]["Issues"]["wide"]["down_ms"] == 30 * minute
    assert judged["2026-Q1"]["Pages"]["wide"]["percent"] == "100.00"
    assert judge(129 * minute + 36_000, 129_600 * minute)["verdict"] == "met"
    assert judge(129 * minute + 36_001, 129_600 * minute) == {
        "down_ms": 129 * minute + 36_001, "percent": "99.89", "verdict": "missed"}
    print("self-test passed")


def main():
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    elif len(sys.argv) == 2:
        opened = gzip.open if sys.argv[1].endswith(".gz") else open
        with opened(sys.argv[1], "rt", encoding="utf-8") as file:
            print(json.dumps(judge_all(json.load(file)), indent=1, sort_keys=True))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
