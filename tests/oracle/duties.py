#!/usr/bin/env python3
"""An independent oracle: judges a log of events on duties by contracts/systembetrieb/duties.klausel.md for the year 2025.

    python3 duties.py LOG          prints one JSON object: as of, and each verdict with duty, subject and period

It is written from docs/meaning.md and the text of the contract, from the raw rows, and shares no code with the engine or
with the program that writes the log. Instants are aware datetimes; the last event is as of, or the end of the year.
"""

import json
import sys
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)


def midnight(day):
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)


def holidays(year):
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    l = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    easter = date(year, month, day + 1)
    moving = [easter + timedelta(days=n) for n in (-2, 1, 39, 50, 60)]
    return set(moving) | {date(year, *md) for md in ((1, 1), (1, 6), (5, 1), (8, 15), (10, 3), (11, 1), (12, 25), (12, 26))}


def is_working(day):
    return day.weekday() < 5 and day not in holidays(day.year)


def working_day(day, n):
    """The n-th working day after a day; the day itself, or the next that is one, is day 0. The limit ends with it."""
    while not is_working(day):
        day += DAY
    while n:
        day += DAY
        n -= is_working(day)
    return midnight(day + DAY)


def after_month(first, n):
    """The n-th working day after a month: its last working day is day 0."""
    day = (date(first.year + first.month // 12, first.month % 12 + 1, 1)) - DAY
    while not is_working(day):
        day -= DAY
    return working_day(day, n)


def facts(data):
    evidence = data.get("evidence")
    if isinstance(evidence, dict):
        return dict(evidence)
    return {name: None for name in ([evidence] if isinstance(evidence, str) else evidence or [])}


def has(data, wanted):
    """Whether an act states a piece of evidence; a single text is the document that is asked for."""
    stated = facts(data)
    return wanted in stated or (len(stated) == 1 and None in stated.values())


class Judge:
    def __init__(self, rows):
        self.rows = sorted(rows, key=lambda row: (row["at"], row["seq"]))
        self.as_of = min(self.rows[-1]["at"], midnight(date(2026, 1, 1)))
        self.found = []

    def of(self, *types):
        return [row for row in self.rows if row["type"] in types]

    def verdict(self, duty, subject, due, done, period=None, prompt=None):
        if done is not None and (due is None or done <= due):
            word = "met"
        elif due is not None and (done is not None or due < self.as_of):
            word = "missed"
        else:
            word = "open"
        arose, contested = prompt or (None, False)
        if word == "met" and contested and done > arose:
            word = "undetermined"
        self.found.append({"duty": duty, "subject": subject, "period": period, "verdict": word})

    def not_owed(self, duty, subject):
        self.found.append({"duty": duty, "subject": subject, "period": None, "verdict": "not_owed"})

    def cases(self):
        for report in self.of("case.reported"):
            its = [row for row in self.rows if row["subject"] == report["subject"]]
            closed = next((row["at"] for row in its if row["type"] == "case.closed"), None)
            stated, done = set(), None
            for row in its:
                stated |= {key for key in ("channel", "reporter", "service", "category") if row["data"].get(key)}
                if len(stated) == 4 and done is None:
                    done = row["at"]
            self.verdict("vorgänge-dokumentieren", report["subject"], closed, done)
            notes = (row["at"] for row in its if row["type"] == "duty.performed" and has(row["data"], "risk note"))
            self.verdict("risiken-abwägen", report["subject"], closed, next(notes, None))

    def accesses(self):
        for row in self.of("access.made"):
            own = row["data"].get("credentials") == "customer's administration"
            self.verdict("zugangsdaten-verwenden", row["subject"], row["at"], row["at"] if own else None)
            logged = row["data"].get("client") and row["data"].get("address")
            self.verdict("zugriffsprotokoll", row["subject"], row["at"], row["at"] if logged else None)

    def third_parties(self):
        for row in self.of("duty.arose"):
            name, at = row["subject"], row["at"]
            if row["data"]["kind"] == "call-in":
                words = [one for one in self.of("consent.given", "consent.refused") if one["subject"] == name and one["at"] < at]
                given = words and words[-1]["type"] == "consent.given" and words[-1]["data"].get("form") == "e-mail"
                self.verdict("dritte-hinzuziehen", name, at, at if given else None)
            else:
                notes = [one["at"] for one in self.of("duty.performed") if one["subject"] == name and has(one["data"], "supervision note")]
                due = working_day(at.astimezone(ZONE).date(), 1)
                self.verdict("fremdzugriffe-überwachen", name, due, notes[0] if notes else None)

    def customer(self):
        kinds = (
            ("customer.changed", "customer.notified", "änderungen-melden", 3),
            ("update.published", "update.installed", "arbeitsplatzgeräte-aktuell-halten", 5),
        )
        for began, ended, duty, days in kinds:
            for row in self.of(began):
                name, at = row["subject"], row["at"]
                if row["data"].get("service") == "SmaWo Lite":
                    self.not_owed(duty, name)
                    continue
                done = next((one["at"] for one in self.of(ended) if one["subject"] == name), None)
                contested = any(one["subject"] == name for one in self.of("duty.contested"))
                due = working_day(at.astimezone(ZONE).date(), days)
                self.verdict(duty, name, due, done, prompt=(at, contested))

    def in_periods(self):
        def acts(duty):
            return [row for row in self.of("duty.performed") if row["subject"] == duty]

        for quarter in range(4):
            first, name = date(2025, 3 * quarter + 1, 1), f"2025-Q{quarter + 1}"
            end = midnight(date(2025 + (quarter == 3), (3 * quarter + 3) % 12 + 1, 1))
            its = []
            for row in acts("Restore test"):
                period = row["data"].get("period")
                mine = period == name if period else midnight(first) <= row["at"] < end
                stated = facts(row["data"])
                if mine and stated.get("selection") == "random" and "result" in stated:
                    its.append(row["at"])
            if midnight(first) <= self.as_of:
                self.verdict("restore-test", "restore-test", end, min(its, default=None), str(first))
        its = [row["at"] for row in acts("Improve procedures") if has(row["data"], "note of the measures")]
        end = midnight(date(2026, 1, 1))
        self.verdict("verfahren-weiterentwickeln", "verfahren-weiterentwickeln", end, min(its, default=None), "2025-01-01")
        for duty, key, evidence in (
            ("Evaluate cases", "vorgänge-auswerten", "evaluation report"),
            ("Report", "bericht", "monthly report"),
        ):
            for month in range(1, 13):
                first = date(2025, month, 1)
                its = []
                for row in acts(duty):
                    at = row["at"].astimezone(ZONE)
                    before = (at.year * 12 + at.month - 2) - 2025 * 12 == month - 1
                    period = row["data"].get("period")
                    mine = period == f"2025-{month:02}" if period else before
                    if mine and has(row["data"], evidence):
                        its.append(row["at"])
                if midnight(first) <= self.as_of:
                    self.verdict(key, key, after_month(first, 10), min(its, default=None), str(first))


def main():
    rows = []
    for line in open(sys.argv[1], encoding="utf-8"):
        row = json.loads(line)
        rows.append({**row, "at": datetime.fromisoformat(row["at"].replace("Z", "+00:00")), "data": row.get("data", {})})
    judge = Judge(rows)
    for part in (judge.cases, judge.accesses, judge.third_parties, judge.customer, judge.in_periods):
        part()
    judge.found.sort(key=lambda one: (one["duty"], one["subject"], one["period"] or ""))
    print(json.dumps({"verdicts": judge.found}, ensure_ascii=False))


if __name__ == "__main__":
    main()
