#!/usr/bin/env python3
"""Turns an archive of a status page's incidents into events (docs/events.md), one JSON object a line.

    python3 scripts/github_status.py INCIDENTS.json[.gz] > events.ndjson

The archive is a JSON array of incidents as the Statuspage API shows them. What each becomes, what is left out, and what
the archive can and cannot show, is said in contracts/github/README.md; what was left out is counted on the error stream.
It needs Python 3.9 or later and only the standard library. It decides nothing about a contract: which states are
downtime, and what overlapping incidents come to, is the contract's and the engine's affair.
"""

import gzip
import json
import sys
from collections import Counter

SOURCE = "status page"

# The four states of a component: a type of event, and the degree of an impairment. Whether it counts is said by the contract.
STATES = {
    "operational": ("service.up", None),
    "degraded_performance": ("service.degraded", "degraded performance"),
    "partial_outage": ("service.degraded", "partial outage"),
    "major_outage": ("service.down", None),
}

COMPONENTS = {
    "API Requests", "Actions", "Codespaces", "Copilot", "Copilot AI Model Providers", "Git Operations", "Issues",
    "Packages", "Pages", "Pull Requests", "Webhooks",
}


def main(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as file:
        incidents = json.load(file)
    left_out = Counter()
    changes = []
    for incident in incidents:
        changes.extend(changes_of(incident, left_out))
    # The page shows no order among updates of one instant other than the one in which they were written.
    changes.sort(key=lambda change: (change["at"], change["known_at"], change["id"]))
    for number, change in enumerate(changes, 1):
        if change["known_at"] <= change["at"]:
            del change["known_at"]
        print(json.dumps({**change, "seq": number}, ensure_ascii=False, separators=(",", ":")))
    print(f"{len(changes)} events of {len(incidents)} incidents", file=sys.stderr)
    for why, count in sorted(left_out.items()):
        print(f"  {count} {why}", file=sys.stderr)


def changes_of(incident, left_out):
    updates = incident["incident_updates"]
    if any(update.get("affected_components") for update in updates):
        return recorded(incident, left_out)
    if not incident["components"]:
        left_out["incidents name no component: nothing says whose state changed"] += 1
        return []
    return summed_up(incident, left_out)


def recorded(incident, left_out):
    """Incidents whose updates say each component's state: an event for each change of it within the incident."""
    found, state = [], {}
    for update in sorted(incident["incident_updates"], key=shown_at):
        for component in update.get("affected_components") or []:
            name, now = component["name"], component["new_status"]
            if now == state.get(name, "operational"):
                continue
            state[name] = now
            found.append(event(incident, name, now, shown_at(update), update["created_at"], update["id"]))
    for name, last in sorted(state.items()):
        if last != "operational":
            left_out[f"component states are never said to end: {name} in incident {incident['id']}"] += 1
    return found


def summed_up(incident, left_out):
    """Older incidents: one state of each component for the whole incident, and no `started_at`."""
    # Not `resolved_at`: it lacks where an account was posted afterwards, and has a wrong year where midnight came between.
    ends = [update["created_at"] for update in incident["incident_updates"] if update["status"] == "resolved"]
    until = max(ends, default=None)
    since, found = incident["created_at"], []
    for component in incident["components"]:
        for name in names(component["name"]):
            if name not in COMPONENTS:
                left_out[f"component names are no component: {name}"] += 1
                continue
            state = component["new_status"]
            if until is not None and until <= since:
                left_out["component states have no duration"] += 1
                continue
            found.append(event(incident, name, state, since, since, "start"))
            if until is None:
                left_out[f"component states are never said to end: {name} in incident {incident['id']}"] += 1
            else:
                found.append(event(incident, name, "operational", until, until, "end"))
    # A component that the archive names twice is one.
    return list({one["id"]: one for one in found}.values())


def names(text):
    """The archive cut some lists in two at their commas: "and Actions", "Issues and Pull Requests"."""
    return [name.strip() for name in text.removeprefix("and ").split(" and ")]


def shown_at(update):
    """When the page says that it was so; an update written afterwards says an earlier time than its own."""
    return update.get("display_at") or update["created_at"]


def event(incident, component, state, at, known_at, part):
    kind, degree = STATES[state]
    return {
        "id": f"{incident['id']}/{part}/{component}",
        "at": at,
        "known_at": known_at,
        "source": SOURCE,
        "type": kind,
        "subject": component,
        "data": {"incident": incident["id"], **({"degree": degree} if degree else {})},
    }


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
