#!/usr/bin/env python3
"""Writes a year of events about duties, contracts/systembetrieb/duties.ndjson: the same bytes from the same seed.

    python3 scripts/duties.py [--seed N] [--out FILE]

Each kind of duty has a function that says what happens in it: kept in time, at the last instant, a second late, without
what it must state, or not at all. What it comes to is left to the contract.
"""

import argparse
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from yearly.chance import Chance

ZONE = ZoneInfo("Europe/Berlin")
SEED = 29
OUT = Path(__file__).parent.parent / "contracts/systembetrieb/duties.ndjson"


def local(month, day, hour=0, minute=0, second=0):
    return datetime(2025, month, day, hour, minute, second, tzinfo=ZONE).astimezone(timezone.utc)


class Log:
    def __init__(self, seed):
        self.chance, self.rows = Chance(seed), []

    def put(self, at, event, subject, **data):
        self.rows.append((at, event, subject, data))

    def some_time(self):
        day = datetime(2025, 1, 2, tzinfo=ZONE) + timedelta(days=self.chance.between(0, 350))
        return day.replace(hour=self.chance.between(7, 19), minute=self.chance.between(0, 59)).astimezone(timezone.utc)

    def later(self, at, most_minutes):
        return at + timedelta(minutes=self.chance.between(1, most_minutes))

    def lines(self):
        ordered = sorted(enumerate(self.rows), key=lambda one: (one[1][0], one[0]))
        for number, (_, (at, kind, subject, data)) in enumerate(ordered, 1):
            event = {"id": f"p-{number}", "at": at.isoformat().replace("+00:00", "Z"), "source": "records"}
            event |= {"seq": number, "type": kind, "subject": subject} | ({"data": data} if data else {})
            yield json.dumps(event, ensure_ascii=False, separators=(",", ":"))


def cases(log):
    """Reported, categorised, weighed and closed, or some of it."""
    chance = log.chance
    for number in range(1, 151):
        case, at = f"V-{number:03}", log.some_time()
        said = {"channel": chance.one_of(["phone", "e-mail"])}
        said |= {"reporter": "reception"} if chance.percent(92) else {}
        said |= {"service": chance.one_of(["SmaWo", "Call Connect"])} if chance.percent(94) else {}
        said |= {"category": "Incident"} if chance.percent(60) else {}
        log.put(at, "case.reported", case, **said)
        closed = log.later(at, 5 * 24 * 60)
        when = chance.between(1, 100)
        if "category" not in said and when <= 90:
            log.put(log.later(at, max(1, int((closed - at).total_seconds() // 60) - 1)), "case.categorised", case, category="Support")
        elif "category" not in said and when <= 95:
            log.put(closed + timedelta(hours=1), "case.categorised", case, category="Support")
        noted = chance.between(1, 100)
        note = {"duty": "Weigh risks", "evidence": "risk note"} if noted <= 97 else {"duty": "Weigh risks", "evidence": {"risk": "low", "by": "desk"}}
        if noted <= 86:
            log.put(at + (closed - at) / 2, "duty.performed", case, **note)
        elif noted <= 90:
            log.put(closed, "duty.performed", case, **note)
        elif noted <= 94:
            log.put(closed + timedelta(seconds=1), "duty.performed", case, **note)
        elif noted > 97:
            log.put(at + (closed - at) / 3, "duty.performed", case, **note)
        if not chance.percent(5):
            log.put(closed, "case.closed", case)


def accesses(log):
    """By the customer's administration or another account, with and without client and address."""
    for number in range(1, 201):
        own = log.chance.percent(95)
        said = {"credentials": "customer's administration" if own else "provider's account"}
        said |= {"client": f"N-{log.chance.between(1, 9)}"} if log.chance.percent(97) else {}
        said |= {"address": f"192.0.2.{log.chance.between(1, 99)}"} if log.chance.percent(95) else {}
        log.put(log.some_time(), "access.made", f"Z-{number:03}", **said)


def third_parties(log):
    """Called in with consent, without, too late, in the wrong form, after a refusal; their accesses with a note or late."""
    for number in range(1, 25):
        name, at = f"H-{number:02}", log.some_time()
        log.put(at, "duty.arose", name, kind="call-in")
        what = log.chance.between(1, 100)
        form = "phone" if what > 90 else "e-mail"
        form = {"form": form} if form == "e-mail" else {"form": "any_form"}
        given = at if 60 < what <= 68 else at - timedelta(hours=5) if what <= 85 or what > 90 else at + timedelta(hours=1)
        log.put(given, "consent.given", name, to="call-in", by="customer", **form)
        if 50 < what <= 60:
            log.put(at - timedelta(hours=1), "consent.refused", name, to="call-in", by="customer")
    for number in range(1, 21):
        name, at = f"F-{number:02}", log.some_time()
        log.put(at, "duty.arose", name, kind="third-party access")
        if log.chance.percent(85):
            log.put(log.later(at, 3 * 24 * 60), "duty.performed", name, duty="Supervise third-party access", evidence="supervision note")


def customer(log):
    """Changes reported at once, in time, contested, late or never; updates installed so too, some of them taken over."""
    for number in range(1, 41):
        name, at = f"A-{number:02}", log.some_time()
        log.put(at, "customer.changed", name, what="network")
        what = log.chance.between(1, 100)
        told = at if what <= 5 else log.later(at, 6 * 24 * 60)
        if what <= 88:
            log.put(told, "customer.notified", name)
            if log.chance.percent(15):
                log.put(told + timedelta(hours=20), "duty.contested", name, duty="Report changes", by="provider")
    for number in range(1, 49):
        name, at = f"U-{number:02}", log.some_time()
        lite = {"service": "SmaWo Lite"} if log.chance.percent(15) else {}
        log.put(at, "update.published", name, version=f"4.{number}", **lite)
        if log.chance.percent(88):
            log.put(log.later(at, 10 * 24 * 60), "update.installed", name)


def in_periods(log):
    """Restore tests, evaluations, reports and improvements: named or not, in time, late, without evidence."""
    log.put(local(2, 17, 10), "duty.performed", "Restore test", evidence={"selection": "random", "result": "complete"})
    log.put(local(5, 20, 10), "duty.performed", "Restore test", evidence={"selection": "by hand", "result": "complete"})
    log.put(local(6, 30, 23, 59, 59), "duty.performed", "Restore test", evidence={"selection": "random", "result": "in part"})
    log.put(local(10, 6, 9), "duty.performed", "Restore test", period="2025-Q3", evidence={"selection": "random", "result": "complete"})
    log.put(local(12, 30, 9), "duty.performed", "Restore test", evidence={"selection": "random"})
    log.put(local(11, 20, 10), "duty.performed", "Improve procedures", evidence="M-2025.pdf")
    for duty, evidence in (("Evaluate cases", "evaluation report"), ("Report", "monthly report")):
        for month in range(1, 12):
            day, named = log.chance.between(3, 20), log.chance.percent(50)
            said = {"period": f"2025-{month:02}"} if named else {}
            said |= {"evidence": evidence} if log.chance.percent(88) else {}
            if log.chance.percent(94):
                log.put(local(month + 1, day, log.chance.between(7, 22)), "duty.performed", duty, **said)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args()
    log = Log(asked.seed)
    for kind in (cases, accesses, third_parties, customer, in_periods):
        kind(log)
    asked.out.write_text("".join(line + "\n" for line in log.lines()), encoding="utf-8")


if __name__ == "__main__":
    main()
