#!/usr/bin/env python3
"""An independent oracle: judges a real ticket log against a small service contract.

    python3 uci.py LOG [--details FILE]     LOG is the unpacked CSV, or the zip that holds it
    python3 uci.py --self-test              cases computed by hand, no log needed

It prints one JSON object. README.md beside this file states every rule in words. The program shares no code with
the engine that it is compared with, and needs only Python's standard library and the system's time zone database.

Every instant and every length of time is a whole number of milliseconds; an instant counts from 1970-01-01 UTC.
"""

import argparse
import bisect
import csv
import io
import json
import random
import sys
import zipfile
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo

# ---------------------------------------------------------------------------------------------------------------
# 1. The contract
# ---------------------------------------------------------------------------------------------------------------

MINUTE = 60_000
HOUR = 60 * MINUTE

ZONE = ZoneInfo("Europe/Berlin")
IN_FORCE_FROM = date(2016, 1, 1)
PERIOD = (date(2016, 2, 1), date(2017, 3, 1))  # local dates; the second is the first day that is no longer in it

OPENS_AT = 8  # Monday to Friday, 08:00 to 18:00 local, no holidays
CLOSES_AT = 18
CALENDAR_ENDS = date(2030, 1, 1)  # far beyond every due instant; asking for later time is an error, never a guess

REACTION_LIMIT = {"High": 1 * HOUR, "Medium": 4 * HOUR, "Low": 24 * HOUR}
UPDATE_LIMIT = {"High": 2 * HOUR, "Medium": 4 * HOUR, "Low": 48 * HOUR}
REACTION_ONLY_BY_PHONE = {"High": True, "Medium": True, "Low": False}
URGENCY = {"Low": 1, "Medium": 2, "High": 3}  # a change to a greater number raises the priority

# How the log's words are read.
PRIORITY = {"1": "High", "2": "High", "3": "Medium", "4": "Low"}
CHANNEL = {"Phone": "phone", "IVR": "phone", "Self service": "portal", "Direct opening": "portal", "Email": "mail"}
QUESTION_STATE = "Awaiting User Info"
ENDED_STATES = ("Resolved", "Closed")
STATES = ("New", "Active", "Awaiting User Info", "Awaiting Vendor", "Awaiting Problem", "Awaiting Evidence",
          "Resolved", "Closed")

NEVER = 1 << 62  # a due instant that is not fixed, because a pause has no end yet


# ---------------------------------------------------------------------------------------------------------------
# 2. Local time
# ---------------------------------------------------------------------------------------------------------------

def offsets(reading):
    """The zone's offset before and after a change, for a local reading that a change concerns; else twice the same."""
    before = reading.replace(tzinfo=ZONE, fold=0).utcoffset()
    after = reading.replace(tzinfo=ZONE, fold=1).utcoffset()
    return before, after


def kind_of_reading(reading):
    """'gap' if no clock on the wall ever showed this reading, 'repeated' if it was shown twice, else 'plain'."""
    before, after = offsets(reading)
    if before == after:
        return "plain"
    return "gap" if before < after else "repeated"


def to_ms(utc):
    return (utc - datetime(1970, 1, 1)) // timedelta(milliseconds=1)


def instant(reading):
    """The instant of a local reading: in a gap the first instant after the gap, if repeated the first of the two."""
    before, after = offsets(reading)
    if before >= after:  # plain, or repeated: the first showing is the one under the old offset
        return to_ms(reading - before)
    # A gap. Under the new offset the reading lies before the change: walk on to the minute of the change.
    utc = reading - after
    while utc.replace(tzinfo=timezone.utc).astimezone(ZONE).utcoffset() != after:
        utc += timedelta(minutes=1)
    return to_ms(utc)


def parse_reading(text):
    """'29/2/2016 01:16' as a local reading, or None if it cannot be read."""
    try:
        return datetime.strptime(text, "%d/%m/%Y %H:%M")
    except ValueError:
        return None


def shown(at):
    """An instant as people write it, for the printed as-of."""
    return datetime.fromtimestamp(at // 1000, ZONE).isoformat(timespec="minutes")


def start_of_day(day):
    return instant(datetime(day.year, day.month, day.day))


# ---------------------------------------------------------------------------------------------------------------
# 3. Service time
# ---------------------------------------------------------------------------------------------------------------

class ServiceWindow:
    """Every opening of the service window, in order, as half-open intervals of instants."""

    def __init__(self):
        self.openings = []
        day = IN_FORCE_FROM
        while day < CALENDAR_ENDS:
            if day.isoweekday() <= 5:
                midnight = datetime(day.year, day.month, day.day)
                self.openings.append((instant(midnight.replace(hour=OPENS_AT)),
                                      instant(midnight.replace(hour=CLOSES_AT))))
            day += timedelta(days=1)
        self.closings = [closes for _, closes in self.openings]

    def due(self, start, limit, pauses):
        """The earliest t >= start such that the service time in [start, t), less the pauses, is at least the limit.

        `pauses` are disjoint and in order. A pause that begins when the limit is already used up moves nothing, and
        a limit used up exactly at closing is due at closing: both follow from 'the earliest'.
        NEVER if a pause without an end comes first.
        """
        assert limit > 0
        left = limit
        next_pause = 0
        for opens, closes in self.openings[bisect.bisect_right(self.closings, start):]:
            at = max(opens, start)
            while at < closes:
                # The pauses that are over by now do not matter any more.
                while next_pause < len(pauses) and pauses[next_pause][1] <= at:
                    next_pause += 1
                if next_pause < len(pauses) and pauses[next_pause][0] <= at:  # inside a pause: leave it
                    at = pauses[next_pause][1]
                    if at == NEVER:
                        return NEVER
                    continue
                until = closes
                if next_pause < len(pauses):
                    until = min(until, pauses[next_pause][0])
                if until - at >= left:
                    return at + left
                left -= until - at
                at = until
        raise SystemExit("a due instant lies beyond the calendar of this program")


SERVICE = ServiceWindow()


def merged(intervals):
    """Intervals in order and disjoint; empty ones are void."""
    result = []
    for begin, end in sorted(intervals):
        if begin >= end:
            continue
        if result and begin <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((begin, end))
    return result


# ---------------------------------------------------------------------------------------------------------------
# 4. The log: rows
# ---------------------------------------------------------------------------------------------------------------

class Row(NamedTuple):
    updated: int       # instant of sys_updated_at
    mod_count: int     # sys_mod_count
    line: int          # line of the file, the header being line 1
    opened: int        # instant of opened_at
    state: str         # ident_state
    priority: str      # High, Medium, Low
    channel: str       # phone, portal, mail


class Log(NamedTuple):
    tickets: dict      # number -> its usable rows, in their order
    rows: int          # rows of the file, without the header
    unusable: list     # rows that were ignored: line, ticket, why
    summer_time: dict  # column -> how many readings of usable rows fall into a gap or a repeated hour
    file_order_differs: list  # tickets whose rows stand in the file in another order than that of their times


def open_log(path):
    """The text of the log, from the CSV or from the zip that holds exactly one CSV."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(".csv")]
            if len(names) != 1:
                raise SystemExit(f"expected one CSV in the zip, found {len(names)}")
            return io.StringIO(archive.read(names[0]).decode("utf-8-sig"), newline="")
    return open(path, encoding="utf-8-sig", newline="")


def read_log(path):
    known = {}  # text -> (kind of reading, instant), since few texts differ

    def read_time(text):
        if text not in known:
            reading = parse_reading(text)
            known[text] = reading and (kind_of_reading(reading), instant(reading))
        return known[text]

    tickets = defaultdict(list)
    unusable = []
    summer_time = {"opened_at": Counter(gap=0, repeated=0), "sys_updated_at": Counter(gap=0, repeated=0)}
    rows = 0
    with open_log(path) as text:
        reader = csv.reader(text)
        header = next(reader)
        column = {name: header.index(name) for name in ("number", "ident_state", "sys_mod_count", "opened_at",
                                                        "sys_updated_at", "contact_type", "priority")}
        for cells in reader:
            rows += 1
            cell = {name: cells[index] for name, index in column.items()}
            number = cell["number"]
            opened = read_time(cell["opened_at"])
            updated = read_time(cell["sys_updated_at"])
            why = None
            if cell["ident_state"] not in STATES:
                why = f"ident_state {cell['ident_state']}"
            elif opened is None:
                why = f"opened_at {cell['opened_at']}"
            elif updated is None:
                why = f"sys_updated_at {cell['sys_updated_at']}"
            if why is not None:
                unusable.append({"line": reader.line_num, "ticket": number, "why": why})
                continue
            for name, (kind, _) in (("opened_at", opened), ("sys_updated_at", updated)):
                if kind != "plain":
                    summer_time[name][kind] += 1
            if cell["priority"] not in PRIORITY or cell["contact_type"] not in CHANNEL:
                raise SystemExit(f"line {reader.line_num}: no rule says how to read this priority or contact type")
            tickets[number].append(Row(updated[1], int(cell["sys_mod_count"]), reader.line_num, opened[1],
                                       cell["ident_state"], PRIORITY[cell["priority"]],
                                       CHANNEL[cell["contact_type"]]))
    file_order_differs = []
    for number, its_rows in tickets.items():
        in_order = sorted(its_rows)  # by updated, then mod_count, then line: the first three fields
        if in_order != its_rows:
            file_order_differs.append(number)
        tickets[number] = in_order
    return Log(dict(tickets), rows, unusable, summer_time, file_order_differs)


# ---------------------------------------------------------------------------------------------------------------
# 5. From rows to events
# ---------------------------------------------------------------------------------------------------------------

class Event(NamedTuple):
    at: int
    kind: str          # reported, priority, answer, reaction, question, restored, closed, reopened, message
    value: str = ""    # of reported: the channel; of priority: the new priority


def events_of(rows):
    """The events of one ticket in their order, which also decides between events of one instant.

    The report comes first and carries the first row's priority; every event dated before it counts at its instant.
    """
    report = rows[0].opened
    events = [Event(report, "reported", rows[0].channel), Event(report, "priority", rows[0].priority)]
    reacted = False
    before = None
    for row in rows:
        at = max(row.updated, report)
        was = before.state if before else None
        made = []
        if was == QUESTION_STATE and row.state != QUESTION_STATE:
            made.append("answer")
        if row.state != "New" and not reacted:
            made.append("reaction")
            reacted = True
        if row.state == QUESTION_STATE and was != QUESTION_STATE:
            made.append("question")
        if row.state == "Resolved" and was not in ENDED_STATES:
            made.append("restored")
        if row.state == "Closed" and was != "Closed":
            made.append("closed")
        if was in ENDED_STATES and row.state not in ENDED_STATES:
            made.append("reopened")
        if before and not made:
            made.append("message")
        if before and row.priority != before.priority:
            events.append(Event(at, "priority", row.priority))
        events += [Event(at, kind) for kind in made]
        before = row
    return events


def pauses_of(events):
    """When the clocks of a ticket stand still: from a question to its answer, and from its end to its reopening.

    A question without an answer pauses without an end. An end without a reopening is no pause: it ends the clock.
    """
    pauses = []
    asked = ended = None
    for event in events:
        if event.kind == "question":
            asked = event.at
        elif event.kind == "answer":
            pauses.append((asked, event.at))
            asked = None
        elif event.kind in ("restored", "closed") and ended is None:
            ended = event.at
        elif event.kind == "reopened":
            pauses.append((ended, event.at))
            ended = None
    if asked is not None:
        pauses.append((asked, NEVER))
    return merged(pauses)


# ---------------------------------------------------------------------------------------------------------------
# 6. Clocks and verdicts
# ---------------------------------------------------------------------------------------------------------------

class Verdict(NamedTuple):
    promise: str       # reaction, update
    start: int
    end: int | None    # the act or the case's end, if there was one
    due: int | None    # None: not owed, or not fixed since a pause has no end
    verdict: str       # met, missed, open, not_owed
    priority: str      # the priority at the clock's end, under which the verdict counts


def judge(promise, limits, owed_under, start, priority, changes, end, pauses, as_of):
    """One clock. `changes` are the changes of priority after its start and before its end, in order."""
    owed = owed_under(priority)
    due = SERVICE.due(start, limits[priority], pauses) if owed else None
    for at, new in changes:
        if owed and at > due:
            break  # the miss has happened and stands; later changes touch nothing
        still_owed = owed_under(new)
        if still_owed:
            new_due = SERVICE.due(at, limits[new], pauses)
            raised = URGENCY[new] > URGENCY[priority]
            due = min(new_due, due) if owed and raised else new_due
        else:
            due = None
        owed, priority = still_owed, new
    if not owed:
        verdict = "not_owed"
    elif end is not None:
        verdict = "met" if end <= due else "missed"
    else:
        verdict = "missed" if as_of > due else "open"
    return Verdict(promise, start, end, None if due == NEVER else due, verdict, priority)


def reaction_verdict(events, pauses, as_of):
    """From the report to the reaction."""
    report, priority = events[0], events[1].value
    by_phone = report.value == "phone"
    changes = []
    reaction = None
    for event in events[2:]:
        if event.kind == "priority":
            changes.append((event.at, event.value))
        elif event.kind == "reaction":
            reaction = event.at
            break
    return judge("reaction", REACTION_LIMIT, lambda p: by_phone or not REACTION_ONLY_BY_PHONE[p],
                 report.at, priority, changes, reaction, pauses, as_of)


def update_verdicts(events, pauses, as_of):
    """One verdict for each gap, from a message to the next one, to the case's end, or to as-of."""
    verdicts = []
    priority = None
    gap = None     # (start, priority at its start), once the reaction has armed the clock
    changes = []   # changes of priority since the gap began
    ended = None   # (instant, number of changes before it), while the case is ended

    def judge_gap(its_changes, end):
        verdicts.append(judge("update", UPDATE_LIMIT, lambda _: True, gap[0], gap[1], its_changes, end, pauses, as_of))

    for event in events:
        if event.kind == "priority":
            priority = event.value
            changes.append((event.at, priority))
        elif event.kind in ("restored", "closed"):
            if ended is None:
                ended = (event.at, len(changes))
        elif event.kind == "reopened":
            ended = None  # the closed time is a pause, and the same gap goes on
        elif event.kind in ("reaction", "question", "message"):
            if ended is not None:
                continue  # a message while the case is ended: re-arms nothing, ends nothing
            if gap is None and event.kind != "reaction":
                continue  # not armed yet
            if gap is not None and event.at > gap[0]:
                judge_gap(changes, event.at)
            gap = (event.at, priority)
            changes = []
    if gap is not None:
        if ended is None:
            judge_gap(changes, None)
        elif ended[0] > gap[0]:
            judge_gap(changes[:ended[1]], ended[0])
    return verdicts


def judge_ticket(events, as_of):
    """All verdicts of one ticket, on the events that have happened by as-of."""
    events = [event for event in events if event.at <= as_of]
    if not events:
        return []
    pauses = pauses_of(events)
    return [reaction_verdict(events, pauses, as_of)] + update_verdicts(events, pauses, as_of)


# ---------------------------------------------------------------------------------------------------------------
# 7. The report
# ---------------------------------------------------------------------------------------------------------------

def report_on(path, details):
    log = read_log(path)
    events = {number: events_of(rows) for number, rows in log.tickets.items()}
    for number, its_events in events.items():
        if its_events[0].at < start_of_day(IN_FORCE_FROM):
            raise SystemExit(f"ticket {number} was reported before the contract was in force")

    period_begin, period_end = map(start_of_day, PERIOD)
    as_of = min(period_end, max(event.at for its_events in events.values() for event in its_events))

    counts = {promise: {priority: Counter(met=0, missed=0, open=0, not_owed=0) for priority in URGENCY}
              for promise in ("reaction", "update")}
    outside_period = 0
    judged = 0
    for number in sorted(events):
        verdicts = judge_ticket(events[number], as_of)
        judged += bool(verdicts)
        for verdict in verdicts:
            if not period_begin <= verdict.start < period_end:
                outside_period += 1
                continue
            counts[verdict.promise][verdict.priority][verdict.verdict] += 1
            if details:
                details.write(json.dumps({"ticket": number, **verdict._asdict()}, sort_keys=True) + "\n")

    kinds = Counter(event.kind for its_events in events.values() for event in its_events)
    kinds["priority"] -= len(events)  # the first is the report's own priority, not a change
    return {
        "as_of": {"local": shown(as_of), "utc_ms": as_of},
        "counts": counts,
        "events": kinds,
        "figures": {
            "rows_dated_before_their_report": sum(row.updated < rows[0].opened
                                                  for rows in log.tickets.values() for row in rows),
            "rows_in_summer_time_gap_or_repeated_hour": log.summer_time,
            "tickets_never_active": sum(all(row.state != "Active" for row in rows)
                                        for rows in log.tickets.values()),
            "tickets_not_starting_with_new": sum(rows[0].state != "New" for rows in log.tickets.values()),
            "tickets_reopened": sum(any(event.kind == "reopened" for event in its_events)
                                    for its_events in events.values()),
            "tickets_with_rows_out_of_order_in_the_file": log.file_order_differs,
            "verdicts_outside_the_period": outside_period,
        },
        "rows": log.rows,
        "tickets": judged,
        "unusable_rows": log.unusable,
    }


# ---------------------------------------------------------------------------------------------------------------
# 8. Self-test: cases computed by hand
# ---------------------------------------------------------------------------------------------------------------

def day_and_time(text):
    """'Mon 08:00' in the week of Monday 2016-02-01, 'Mon2 08:00' in the week after it; or a full reading."""
    if "/" in text:
        return instant(parse_reading(text))
    day, time = text.split()
    week = int(day[3:] or 1) - 1
    weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].index(day[:3])
    hours, minutes = map(int, time.split(":"))
    return instant(datetime(2016, 2, 1, hours, minutes) + timedelta(days=7 * week + weekday))


def case(opened, rows, channel="phone", as_of="Fri2 18:00"):
    """The verdicts of a small ticket, as (promise, start, due, verdict, priority)."""
    its_rows = [Row(day_and_time(at), count, count, day_and_time(opened), state, priority, channel)
                for count, (at, state, priority) in enumerate(rows)]
    return [(v.promise, v.start, v.due, v.verdict, v.priority)
            for v in judge_ticket(events_of(sorted(its_rows)), day_and_time(as_of))]


def expected(*lines):
    """'update, Mon 09:00, Mon 11:00, met, High', as `case` gives it; '-' is no due instant."""
    result = []
    for line in lines:
        promise, start, due, verdict, priority = line.split(", ")
        result.append((promise, day_and_time(start), None if due == "-" else day_and_time(due), verdict, priority))
    return result


CASES = [
    ("A High case by phone on Monday 17:30 has until Tuesday 08:30. A reaction at that very instant is met; restored "
     "within 2 h of it, the only gap is met.",
     dict(opened="Mon 17:30", rows=[("Mon 17:31", "New", "High"), ("Tue 08:30", "Active", "High"),
                                    ("Tue 10:30", "Resolved", "High")]),
     ["reaction, Mon 17:30, Tue 08:30, met, High", "update, Tue 08:30, Tue 10:30, met, High"]),

    ("An hour that is used up exactly at closing is due at closing: 18:00 on Monday is in time, 18:01 is not.",
     dict(opened="Mon 17:00", rows=[("Mon 18:00", "Resolved", "High")]),
     ["reaction, Mon 17:00, Mon 18:00, met, High"]),
    ("The same a minute later is missed, though no service time has passed since.",
     dict(opened="Mon 17:00", rows=[("Mon 18:01", "Resolved", "High")]),
     ["reaction, Mon 17:00, Mon 18:00, missed, High"]),

    ("Low, reported on Friday 17:00 by mail: 1 h on Friday, 10 h each on Monday and Tuesday, 3 h on Wednesday make "
     "24 h. The update gap from Wednesday 11:00 has 7 h on that day, 40 h on the next four and 1 h on the Wednesday "
     "after; the message on Thursday 10:00 ends it in time. The next gap, 8 h and four days of 10 h, is still open.",
     dict(opened="Fri 17:00", channel="mail",
          rows=[("Wed2 11:00", "Active", "Low"), ("Thu2 10:00", "Active", "Low")]),
     ["reaction, Fri 17:00, Wed2 11:00, met, Low", "update, Wed2 11:00, Wed3 09:00, met, Low",
      "update, Thu2 10:00, Wed3 18:00, open, Low"]),

    ("A Medium case by mail owes no reaction, however late it is, but the updates: from the reaction on Tuesday "
     "10:00 until 14:00. The silence until Wednesday is one miss.",
     dict(opened="Mon 08:00", channel="mail", rows=[("Tue 10:00", "Active", "Medium"),
                                                    ("Wed 17:00", "Resolved", "Medium")]),
     ["reaction, Mon 08:00, -, not_owed, Medium", "update, Tue 10:00, Tue 14:00, missed, Medium"]),

    ("A question on Monday 10:00, answered on Tuesday 09:00, is a pause. The question is a message: the gap of one "
     "hour before it is met. The gap from the question has its 4 h from Tuesday 09:00 to 13:00; the answer is no "
     "message; restored at 13:00 is in time. (The due instants of reaction and first gap are shown as the whole set "
     "of pauses moves them, also by the pause that began after the act; that turns no verdict.)",
     dict(opened="Mon 09:00", rows=[("Mon 09:00", "Active", "Medium"), ("Mon 10:00", "Awaiting User Info", "Medium"),
                                    ("Tue 09:00", "Active", "Medium"), ("Tue 13:00", "Resolved", "Medium")]),
     ["reaction, Mon 09:00, Tue 12:00, met, Medium", "update, Mon 09:00, Tue 12:00, met, Medium",
      "update, Mon 10:00, Tue 13:00, met, Medium"]),

    ("A question as the first act: reaction and question fall on one instant, so there is no gap between them. "
     "Never answered, the gap is not fixed and stays open.",
     dict(opened="Mon 09:00", rows=[("Mon 09:30", "New", "Medium"), ("Mon 10:00", "Awaiting User Info", "Medium")]),
     ["reaction, Mon 09:00, -, met, Medium", "update, Mon 10:00, -, open, Medium"]),

    ("A pause that begins where the time is used up moves nothing: the gap from 09:00 is due at 13:00, when the next "
     "question is sent, and met by it.",
     dict(opened="Mon 09:00", rows=[("Mon 09:00", "Active", "Medium"), ("Mon 13:00", "Awaiting User Info", "Medium"),
                                    ("Wed 08:00", "Resolved", "Medium")]),
     ["reaction, Mon 09:00, Mon 13:00, met, Medium", "update, Mon 09:00, Mon 13:00, met, Medium",
      "update, Mon 13:00, Wed 12:00, met, Medium"]),

    ("Raised from Medium to High on Monday 11:30, while new: one hour from then would be 12:30, the old due is 12:00, "
     "and the earlier one holds. Resolved at 12:10: missed, counted as High.",
     dict(opened="Mon 08:00", rows=[("Mon 08:00", "New", "Medium"), ("Mon 11:30", "New", "High"),
                                    ("Mon 12:10", "Resolved", "High")]),
     ["reaction, Mon 08:00, Mon 12:00, missed, High"]),

    ("Lowered from High to Medium on Monday 08:30: 4 h from then, 12:30, although the hour would have ended at 09:00.",
     dict(opened="Mon 08:00", rows=[("Mon 08:00", "New", "High"), ("Mon 08:30", "New", "Medium"),
                                    ("Mon 12:30", "Closed", "Medium")]),
     ["reaction, Mon 08:00, Mon 12:30, met, Medium"]),
    ("Lowered at the due instant itself is not after it: the change holds.",
     dict(opened="Mon 08:00", rows=[("Mon 08:00", "New", "High"), ("Mon 09:00", "New", "Medium"),
                                    ("Mon 12:30", "Closed", "Medium")]),
     ["reaction, Mon 08:00, Mon 13:00, met, Medium"]),
    ("Lowered a minute after the hour was missed: the miss stands, counted as High.",
     dict(opened="Mon 08:00", rows=[("Mon 08:00", "New", "High"), ("Mon 09:01", "New", "Medium"),
                                    ("Mon 09:30", "Closed", "Medium")]),
     ["reaction, Mon 08:00, Mon 09:00, missed, High"]),
    ("Lowered in the row that reacts, an hour and a half late: still after the due instant, so missed as High. "
     "Restored two hours later, the gap counts as Medium.",
     dict(opened="Mon 08:00", rows=[("Mon 08:00", "New", "High"), ("Mon 09:30", "Active", "Medium"),
                                    ("Mon 11:30", "Resolved", "Medium")]),
     ["reaction, Mon 08:00, Mon 09:00, missed, High", "update, Mon 09:30, Mon 13:30, met, Medium"]),

    ("By portal, from Medium (not owed) to Low on Tuesday 08:00: owed from then, 24 h later, Thursday 12:00.",
     dict(opened="Mon 08:00", channel="portal", rows=[("Mon 08:00", "New", "Medium"), ("Tue 08:00", "New", "Low"),
                                                      ("Thu 12:01", "Closed", "Low")]),
     ["reaction, Mon 08:00, Thu 12:00, missed, Low"]),
    ("By portal, from Low (owed) to High on Tuesday 08:00: not owed from then.",
     dict(opened="Mon 08:00", channel="portal", rows=[("Mon 08:00", "New", "Low"), ("Tue 08:00", "New", "High"),
                                                      ("Thu 12:01", "Closed", "High")]),
     ["reaction, Mon 08:00, -, not_owed, High"]),

    ("Raised to High during a gap, at 10:00: two hours from then, 12:00, which is earlier than the old 13:00. The "
     "row that raises it is also a message, so the gap before it ends there, met as High, and the next one has 2 h.",
     dict(opened="Mon 09:00", rows=[("Mon 09:00", "Active", "Medium"), ("Mon 10:00", "Active", "High"),
                                    ("Mon 12:01", "Resolved", "High")]),
     ["reaction, Mon 09:00, Mon 13:00, met, Medium", "update, Mon 09:00, Mon 12:00, met, High",
      "update, Mon 10:00, Mon 12:00, missed, High"]),

    ("Two rows of one minute: the second message re-arms, and makes no gap. Reopened: resolved on Monday 10:00 with "
     "1 h of the 4 h used, reopened on Tuesday 09:00; the same gap goes on and is due at Tuesday 12:00. The message "
     "at 12:01 is late; the gap that it begins is ended by the closing at 13:00.",
     dict(opened="Mon 09:00", rows=[("Mon 09:00", "Active", "Medium"), ("Mon 09:00", "Active", "Medium"),
                                    ("Mon 10:00", "Resolved", "Medium"), ("Mon 10:30", "Resolved", "Medium"),
                                    ("Mon 11:00", "Closed", "Medium"), ("Tue 09:00", "Active", "Medium"),
                                    ("Tue 12:01", "Active", "Medium"), ("Tue 13:00", "Closed", "Medium")]),
     ["reaction, Mon 09:00, Tue 12:00, met, Medium", "update, Mon 09:00, Tue 12:00, missed, Medium",
      "update, Tue 12:01, Tue 16:01, met, Medium"]),

    ("Resolved in the row that reacts, and reopened a day later: the gap began on Monday 09:00, stood still until "
     "Tuesday 09:00 and is due at 13:00. Resolved again at 12:00, it is met.",
     dict(opened="Mon 09:00", rows=[("Mon 09:00", "Resolved", "Medium"), ("Tue 09:00", "Active", "Medium"),
                                    ("Tue 12:00", "Resolved", "Medium"), ("Wed 12:00", "Closed", "Low")]),
     ["reaction, Mon 09:00, Tue 13:00, met, Medium", "update, Mon 09:00, Tue 13:00, met, Medium"]),

    ("Reopened by a question: the question comes before the reopening in its row, so the case is still ended and the "
     "question re-arms nothing; the gap from Monday 09:00 goes on. One hour of it was used by 10:00, the rest runs "
     "from the answer on Wednesday 08:00 to 11:00. The closing at 11:01 is late.",
     dict(opened="Mon 09:00", rows=[("Mon 09:00", "Active", "Medium"), ("Mon 10:00", "Resolved", "Medium"),
                                    ("Tue 09:00", "Awaiting User Info", "Medium"), ("Wed 08:00", "Active", "Medium"),
                                    ("Wed 11:01", "Closed", "Medium")]),
     ["reaction, Mon 09:00, Wed 11:00, met, Medium", "update, Mon 09:00, Wed 11:00, missed, Medium"]),

    ("A row dated before the report counts at the report: the reaction is met at once, and the gap begins there.",
     dict(opened="Mon 09:00", rows=[("Mon 08:00", "Active", "High"), ("Mon 10:00", "Resolved", "High")]),
     ["reaction, Mon 09:00, Mon 10:00, met, High", "update, Mon 09:00, Mon 11:00, met, High"]),

    ("Without an act, due and as-of decide: at the due instant the clock is open, later it is missed.",
     dict(opened="Mon 09:00", rows=[("Mon 09:00", "New", "High")], as_of="Mon 10:00"),
     ["reaction, Mon 09:00, Mon 10:00, open, High"]),
    ("The same a minute later.",
     dict(opened="Mon 09:00", rows=[("Mon 09:00", "New", "High")], as_of="Mon 10:01"),
     ["reaction, Mon 09:00, Mon 10:00, missed, High"]),
]


def walked_due(start, limit, pauses):
    """`due` once more, in the dullest way: minute by minute, asking the wall clock whether the minute is service."""
    at = start
    while limit > 0:
        local = datetime.fromtimestamp(at // 1000, ZONE)
        in_window = local.isoweekday() <= 5 and OPENS_AT <= local.hour < CLOSES_AT
        if in_window and not any(begin <= at < end for begin, end in pauses):
            limit -= MINUTE
        at += MINUTE
    return at


def self_test():
    for sentence, given, wanted in CASES:
        got = case(**given)
        assert got == expected(*wanted), f"{sentence}\n got    {got}\n wanted {expected(*wanted)}"

    def utc(*parts):
        return to_ms(datetime(*parts))

    # The clocks went from 02:00 to 03:00 on 2016-03-27 (01:00 UTC), and from 03:00 to 02:00 on 2016-10-30.
    assert day_and_time("27/3/2016 01:59") == utc(2016, 3, 27, 0, 59)
    assert day_and_time("27/3/2016 02:59") == day_and_time("27/3/2016 03:00") == utc(2016, 3, 27, 1, 0)
    assert day_and_time("30/10/2016 02:30") == utc(2016, 10, 30, 0, 30)
    assert day_and_time("30/10/2016 03:00") == utc(2016, 10, 30, 2, 0)
    assert day_and_time("29/2/2016 01:16") == utc(2016, 2, 29, 0, 16)
    assert parse_reading("30/2/2016 01:16") is None and parse_reading("?") is None
    # Over that weekend 08:00 moves from 07:00 UTC to 06:00 UTC: an hour from Friday 17:30 is due on Monday 08:30.
    assert SERVICE.due(utc(2016, 3, 25, 16, 30), HOUR, []) == utc(2016, 3, 28, 6, 30)
    # Pauses that overlap or touch are one; empty ones are void.
    assert merged([(5, 9), (1, 3), (3, 4), (7, 12), (20, 20)]) == [(1, 4), (5, 12)]

    # The quick due instant equals the walked one, on random starts and pauses (a fixed seed).
    chance = random.Random(2016)
    for _ in range(150):
        start = utc(2016, 3, 20) + chance.randrange(14 * 24 * 60) * MINUTE
        pauses = []
        for _ in range(chance.randrange(4)):
            begin = start + chance.randrange(-600, 3000) * MINUTE
            pauses.append((begin, begin + chance.randrange(3000) * MINUTE))
        limit = chance.choice([1, 59, 60, 240, 600, 1440, 2880]) * MINUTE
        assert SERVICE.due(start, limit, merged(pauses)) == walked_due(start, limit, merged(pauses))
    print(f"self-test: {len(CASES)} cases by hand and 150 walked due instants agree")


def main():
    parser = argparse.ArgumentParser(description="judges a ticket log against the contract of README.md")
    parser.add_argument("log", nargs="?", help="the unpacked CSV, or the zip that holds it")
    parser.add_argument("--details", metavar="FILE", help="write one line for each verdict, as NDJSON")
    parser.add_argument("--self-test", action="store_true", help="check the cases computed by hand, and stop")
    chosen = parser.parse_args()
    if chosen.self_test:
        self_test()
        return
    if chosen.log is None:
        parser.error("the log's path is missing")
    if chosen.details:
        with open(chosen.details, "w", encoding="utf-8") as details:
            result = report_on(chosen.log, details)
    else:
        result = report_on(chosen.log, None)
    json.dump(result, sys.stdout, sort_keys=True, indent=2)
    print()


if __name__ == "__main__":
    main()
