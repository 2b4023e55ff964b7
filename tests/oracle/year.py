#!/usr/bin/env python3
"""An independent oracle: judges a log of events against the founding contract for the year 2025.

    python3 year.py LOG [--details FILE] [--known-as-of T]     LOG is NDJSON, as docs/events.md says
    python3 year.py --self-test                                cases computed by hand, no log needed

It prints one JSON object. README.md beside this file says what it computes and what it decided where the rules are
silent. It is written from docs/meaning.md and from the text of contracts/systembetrieb/contract.klausel.md, whose facts
stand below. It shares no code with the engine, with uci.py or with the program that writes the year, and needs only
Python's standard library and the system's time zone database.

Every instant and every length of time is a whole number of milliseconds; an instant counts from 1970-01-01 UTC.
"""

import argparse
import bisect
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

# ---------------------------------------------------------------------------------------------------------------
# 1. The contract
# ---------------------------------------------------------------------------------------------------------------

MINUTE = 60_000
HOUR = 60 * MINUTE
ZONE = ZoneInfo("Europe/Berlin")
YEAR = 2025
NEVER = 1 << 62

PRIORITIES = ("High", "Medium", "Low")  # the highest first
REACTION = {"High": 1 * HOUR, "Medium": 4 * HOUR, "Low": 24 * HOUR}
UPDATE = {"High": 2 * HOUR, "Medium": 4 * HOUR, "Low": 48 * HOUR}
BY_PHONE_ONLY = {"High": True, "Medium": True, "Low": False}

ROUTER_SIDES = {  # what lies before the handover point of a service, and what lies behind it
    "SmaWo": ({"router", "application servers", "data centre network", "standard programs"},
              {"internet access", "workstations", "customer software"}),
    "Call Connect": ({"router", "telephone system", "Swyx server"}, {"internet access", "handsets"}),
}
TARGET = {"SmaWo": 985, "Call Connect": 999}  # thousandths
EXCLUDED_CAUSES = {"SmaWo": {"customer software"}, "Call Connect": set()}
SERVICES_WITHOUT_PROMISE = {"SmaWo Lite"}
CONSENTING_FORMS = {"in text form", "in writing"}  # writing is more than text form

GLOSSARY = {  # the German names of the contract's glossary, and the catalogue's words for channels and parties
    "Anwendungsserver": "application servers", "Arbeitsplatzgeräte": "workstations", "Ausfall": "outage",
    "Beeinträchtigung": "impairment", "eine Leistung ganz": "one whole service", "Endgeräte": "handsets",
    "Fremdsoftware": "customer software", "Gering": "Low", "Hoch": "High", "Internetanschluss": "internet access",
    "keine Auswirkung": "no effect", "Mittel": "Medium", "Netz im Rechenzentrum": "data centre network",
    "Router": "router", "Standardprogramme": "standard programs", "Swyx-Server": "Swyx server",
    "Teil einer Leistung": "part of a service", "Telefonanlage": "telephone system", "Telefon": "phone",
    "E-Mail": "e-mail", "Auftragnehmer": "provider", "Auftraggeber": "customer", "in Textform": "in text form",
}
KINDS = """service.down service.degraded service.up maintenance.agreed maintenance.announced maintenance.moved
    maintenance.extended maintenance.withdrawn maintenance.finished case.reported case.contacted case.categorised
    case.prioritised case.reacted case.messaged case.questioned case.answered case.restored case.closed
    case.reopened""".split()
KINDS_OF_NO_CLAUSE = """probe.failed probe.ok effort.recorded duty.performed access.made consent.given consent.refused
    customer.changed customer.notified update.published update.installed""".split()


def table_row(effect, extent):
    """The priority that the table has for an effect and an extent."""
    if effect == "outage" and extent == "one whole service":
        return "High"
    if effect == "outage" and extent == "part of a service" or effect == "impairment":
        return "Medium"
    return "Low"


def english(word):
    return GLOSSARY.get(word, word)


# ---------------------------------------------------------------------------------------------------------------
# 2. Time
# ---------------------------------------------------------------------------------------------------------------

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def ms(moment):
    return (moment - EPOCH) // timedelta(milliseconds=1)


def local(day, hour=0, minute=0):
    """The first instant that bears a local reading; the year has no reading of ours in a gap."""
    return ms(datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE, fold=0))


def easter(year):
    """The Sunday, by the anonymous Gregorian rule."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def holidays_in_munich(year):
    fixed = {date(year, *day) for day in ((1, 1), (1, 6), (5, 1), (8, 15), (10, 3), (11, 1), (12, 25), (12, 26))}
    return fixed | {easter(year) + timedelta(days=days) for days in (-2, 1, 39, 50, 60)}


def openings(first_year, last_year):
    """Monday to Friday 08:00 to 18:00 but on holidays, as half-open intervals."""
    day, found = date(first_year, 1, 1), []
    free = set().union(*(holidays_in_munich(year) for year in range(first_year, last_year + 1)))
    while day.year <= last_year:
        if day.isoweekday() <= 5 and day not in free:
            found.append((local(day, 8), local(day, 18)))
        day += timedelta(days=1)
    return found


OPENINGS = openings(YEAR - 1, YEAR + 2)
CLOSINGS = [closes for _, closes in OPENINGS]


def merged(intervals):
    result = []
    for begin, end in sorted(intervals):
        if begin >= end:
            continue
        if result and begin <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((begin, end))
    return result


def common(ones, others):
    """What lies in both lists."""
    return merged((max(a, c), min(b, d)) for a, b in ones for c, d in others if max(a, c) < min(b, d))


def without(intervals, taken):
    rest = merged(intervals)
    for begin, end in merged(taken):
        rest = [piece for a, b in rest for piece in ((a, min(b, begin)), (max(a, end), b)) if piece[0] < piece[1]]
    return rest


def length(intervals):
    return sum(end - begin for begin, end in intervals)


def opening_at_or_after(instant):
    opens, _ = OPENINGS[bisect.bisect_right(CLOSINGS, instant)]
    return max(opens, instant)


def due(start, limit, pauses):
    """The earliest instant by which the window, without the pauses, has measured the limit since the start."""
    for opens, closes in OPENINGS[bisect.bisect_right(CLOSINGS, start):]:
        for begin, end in without([(max(opens, start), closes)], [pause for pause in pauses if pause[1] > opens]):
            if limit <= end - begin:
                return begin + limit
            limit -= end - begin
        if any(begin <= closes and end == NEVER for begin, end in pauses):
            return NEVER
    raise SystemExit("a due instant beyond the calendar of this program")


# ---------------------------------------------------------------------------------------------------------------
# 3. From lines to facts
# ---------------------------------------------------------------------------------------------------------------

@dataclass
class Event:
    line: int
    id: str
    source: str
    at: int
    known: int
    kind: str
    subject: str
    seq: int | None
    corrects: str | None
    previous: str | None
    data: dict
    holds_from: int = 0      # when it counts: its own time, or that of the value that it corrects
    place: "Event" = None    # whose place it has in the order of events

    def content(self):
        return self.at, self.seq, self.corrects, self.previous, self.kind, self.subject, sorted(self.data.items())


RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")


def instant(text):
    """The instant, or why there is none."""
    found = RFC3339.fullmatch(text)
    if not found:
        return "bad_field"
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return "bad_field"
    return ms(moment) if found[2] else "no_zone"


def read_line(number, line):
    """The event of a line, or why it is none."""
    try:
        fields = json.loads(line)
    except ValueError:
        return "not_json"
    if not isinstance(fields, dict):
        return "not_json"
    for name in ("at", "source", "type", "subject"):
        if name not in fields:
            return "missing_field"
    at = instant(fields["at"])
    known = instant(fields["known_at"]) if "known_at" in fields else at
    for time in (at, known):
        if isinstance(time, str):
            return time
    if fields["type"] in KINDS_OF_NO_CLAUSE:
        return "no_clause"
    if fields["type"] not in KINDS:
        return "unknown_type"
    data = {key: english(value) for key, value in fields.get("data", {}).items()}
    subject = data.get("service", fields["subject"]) if fields["type"].startswith("maintenance.") else fields["subject"]
    if not fields["type"].startswith("case."):
        if subject in SERVICES_WITHOUT_PROMISE:
            return "no_clause"
        if subject not in TARGET:
            return "unknown_name"
    return Event(number, fields["id"], fields["source"], at, known, fields["type"], subject, fields.get("seq"),
                 fields.get("corrects"), fields.get("previous"), data, at)


TURNS = (("case.reported",), ("case.contacted",), ("case.prioritised", "case.categorised"),
         ("case.answered", "case.reopened"), ("case.reacted", "case.messaged"), ("case.questioned",), ("case.restored",),
         ("case.closed",))


def turn(event):
    """Start before change before resume before act before pause before stop."""
    return next((place for place, kinds in enumerate(TURNS) if event.kind in kinds), 0)


def in_order(events):
    """By time; at one instant by the source's own sequence, else by what they are."""
    ordered = []
    events = sorted(events, key=lambda event: (event.holds_from, turn(event.place), event.place.line))
    while events:
        same = [event for event in events if event.holds_from == events[0].holds_from]
        events = events[len(same):]
        sequences = {event.place.seq for event in same}
        if len({event.source for event in same}) == 1 and None not in sequences:
            same.sort(key=lambda event: event.place.seq)
        elif len(same) > 1 and len({turn(event.place) for event in same}) < len(same):
            raise SystemExit(f"nothing orders line {same[0].line} and those of its instant")
        ordered += same
    return ordered


def standing(events, as_of, known_as_of, unused):
    """The facts of one subject in their order: what is known, has happened, and was not replaced."""
    known = []
    for event in events:
        if event.known <= known_as_of:
            known.append(event)
        else:
            unused["not_yet_known" if event.at <= as_of else "after_as_of"].append(event.line)
    by_identity = defaultdict(list)
    for event in sorted(known, key=lambda event: (event.known, event.line)):
        its = by_identity[event.source, event.id]
        if any(one.content() == event.content() for one in its):
            unused["duplicate"].append(event.line)
            continue
        if its and its[-1].known == event.known:
            raise SystemExit(f"line {event.line} is disputed, and this program has no rule for that")
        its.append(event)
    facts = {}
    for identity, its in by_identity.items():
        facts[identity] = its[-1]
        unused["corrected"] += [event.line for event in its[:-1]]
    corrections = defaultdict(list)
    for event in facts.values():
        event.place = event
        if event.corrects is not None:
            corrections[event.source, event.corrects].append(event)
    for identity, its in corrections.items():
        if identity not in facts or len(its) > 1 or identity in [(one.source, one.id) for one in its]:
            raise SystemExit(f"line {its[0].line}: this program has no rule for such a correction")
        target = facts[identity]
        if its[0].kind == "case.prioritised":
            # The value was so from the beginning of the one that was wrong.
            its[0].holds_from, its[0].place = target.holds_from, target
        unused["corrected"].append(target.line)
        del facts[identity]
    happened = [event for event in facts.values() if event.holds_from <= as_of]
    unused["after_as_of"] += [event.line for event in facts.values() if event.holds_from > as_of]
    return in_order(happened)


# ---------------------------------------------------------------------------------------------------------------
# 4. Cases
# ---------------------------------------------------------------------------------------------------------------

@dataclass
class Case:
    start: int               # when the report counts as received
    by_phone: bool
    values: list             # (instant, place in the order, priority) from there on
    calls: list              # (instant, place in the order) of later calls, when they count as received
    acts: list               # (instant, place in the order, what), from the start on
    pauses: list             # (begin, end)

    def priority(self, at, place=NEVER):
        """The priority in force at a place of the order; the first one holds from the start."""
        held = [value for when, where, value in self.values if (when, where) <= (at, place)]
        return held[-1] if held else self.values[0][2]


def is_automatic(event):
    return event.data.get("automatic") is True


def the_case(facts, unused):
    """What the facts of a case tell, or nothing where the table promises nothing for it."""
    report = next((event for event in facts if event.kind == "case.reported"), None)
    if report is None:
        raise SystemExit(f"line {facts[0].line}: a case without a report")
    if report.data.get("category", "incident") != "incident":
        return None  # the table applies to incidents
    case = Case(opening_at_or_after(report.at), report.data["channel"] == "phone", [], [], [], [])
    said, asked, ended = {}, None, None
    order = [report] + [event for event in facts if event is not report]
    for place, event in enumerate(order):
        at = max(event.holds_from, report.at)
        if event.kind.split(".")[1] not in ("reported", "contacted", "prioritised") and event.at < report.at:
            unused["before_report"].append(event.line)
        match event.kind:
            case "case.reported" | "case.contacted" | "case.prioritised":
                said |= {key: value for key, value in event.data.items() if key in ("priority", "effect", "extent")}
                priority = said.get("priority") or table_row(said.get("effect"), said.get("extent"))
                if not case.values or case.values[-1][2] != priority:
                    case.values.append((at, place, priority))
                if event is not report and event.data.get("channel") == "phone":
                    case.calls.append((opening_at_or_after(at), place))
            case "case.answered":
                if asked is None:
                    unused["answer_without_question"].append(event.line)
                else:
                    case.pauses.append((asked, event.at))
                    asked = None
            case "case.reopened":
                if ended is not None:
                    case.pauses.append((ended, event.at))
                    case.acts.append((max(at, case.start), place, "reopened"))
                    ended = None
            case "case.restored" | "case.closed":
                if ended is None:
                    case.acts.append((max(at, case.start), place, "ended"))
                    ended = event.at
            case "case.reacted" | "case.messaged" | "case.questioned":
                if is_automatic(event):
                    continue
                if event.kind == "case.questioned" and asked is None:
                    asked = event.at
                what = event.kind.split(".")[1] + (" while ended" if ended is not None else "")
                case.acts.append((max(at, case.start), place, what))
    if asked is not None:
        case.pauses.append((asked, NEVER))
    return case


def is_raised(old, new):
    return PRIORITIES.index(new) < PRIORITIES.index(old)


def pauses_before(case, end):
    """Once a clock has stopped, no pause that begins then or later moves it."""
    return merged(pause for pause in case.pauses if end is None or pause[0] < end)


def verdict_of(due_at, end, as_of):
    if end is not None:
        return "met" if end <= due_at else "missed"
    return "missed" if as_of > due_at else "open"


def clock_line(case, promise, start, due_at, end, end_place, row, as_of):
    verdict = verdict_of(due_at, end, as_of)
    if verdict == "missed":
        priority = case.priority(due_at)
    else:
        priority = case.priority(as_of) if end is None else case.priority(end, end_place)
    limit = (REACTION if promise == "reaction" else UPDATE)[row]
    return {"promise": promise, "start": start, "due": None if due_at == NEVER else due_at, "end": end,
            "verdict": verdict, "priority": priority, "row": row, "limit": limit}


def judge_reaction(case, as_of):
    """From the report to the first personal reply."""
    act = next(((at, place) for at, place, what in case.acts if what.startswith("reacted")), None)
    end, end_place = act or (None, NEVER)
    pauses = pauses_before(case, end)
    # What was set between the report and the clock's start holds when it starts.
    happenings = [(at, place, "change") for at, place, _ in case.values if at > case.start]
    happenings += [(at, place, "call") for at, place in case.calls]

    def row(own, called):
        """By whose limit the reaction runs: without a report by phone, row Low's."""
        return own if called or not BY_PHONE_ONLY[own] else "Low"

    start, priority, called = case.start, case.priority(case.start), case.by_phone
    its_row = row(priority, called)
    due_at = due(start, REACTION[its_row], pauses)
    for at, place, what in sorted(happenings):
        if at > as_of or act is not None and (at, place) >= act or due_at < at:
            break  # the clock has stopped, or the miss stands
        now, called = case.priority(at, place), called or what == "call"
        new_row = row(now, called)
        if new_row != its_row:
            new_due = due(at, REACTION[new_row], pauses)
            if what == "call":
                start, due_at = at, new_due
            else:
                due_at = min(due_at, new_due) if is_raised(priority, now) else new_due
            its_row = new_row
        priority = now
    return clock_line(case, "reaction", start, due_at, end, end_place, its_row, as_of)


def judge_updates(case, as_of):
    """One verdict for each gap, from a message to the next or to the end of the case."""
    found, gap, ended = [], None, None

    def judge(end, end_place):
        start, place = gap
        pauses = pauses_before(case, end)
        priority = row = case.priority(start, place)
        due_at = due(start, UPDATE[row], pauses)
        for at, where, new in case.values:
            if not (start, place) < (at, where) or at > as_of or end is not None and (at, where) >= (end, end_place):
                continue
            if due_at < at:
                break
            new_due = due(at, UPDATE[new], pauses)
            due_at = min(due_at, new_due) if is_raised(priority, new) else new_due
            priority = row = new
        found.append(clock_line(case, "update", start, due_at, end, end_place, row, as_of))

    for at, place, what in case.acts:
        if what == "ended":
            ended = at, place
        elif what == "reopened":
            ended = None  # the same gap goes on
        elif not what.endswith("while ended") and (gap is not None or what == "reacted"):
            if gap is not None and at > gap[0]:
                judge(at, place)
            gap = at, place
    if gap is not None and ended is None:
        judge(None, NEVER)
    elif gap is not None and ended[0] > gap[0]:
        judge(*ended)
    return found


# ---------------------------------------------------------------------------------------------------------------
# 5. Services
# ---------------------------------------------------------------------------------------------------------------

def outages_of(facts, as_of, unused):
    """(begin, end, state, place, cause): each part's state holds from an event to the next; an event without a part
    speaks of all of them. What a later event of the same outage does not say again still holds."""
    changes = [event for event in facts if event.kind.startswith("service.")]
    parts = {event.data.get("part") for event in changes} | {None}
    found, ends_something = [], {event.line: False for event in changes}
    for part in parts:
        now = None  # (since, state, place, cause)
        for event in changes:
            if event.data.get("part") not in (None, part):
                continue
            state = event.kind.split(".")[1]
            if now is not None:
                ends_something[event.line] = True
            if state == "up":
                new = None
            else:
                _, _, place, cause = now or (0, "", None, None)
                new = event.at, state, event.data.get("place", place), event.data.get("cause", cause)
            if now is not None and (new is None or now[1:] != new[1:]):
                found.append((now[0], event.at, *now[1:]))
                now = None
            now = now if now is not None and new is not None else new
        if now is not None:
            found.append((now[0], as_of, *now[1:]))
    unused["up_without_down"] += [event.line for event in changes if event.kind == "service.up"
                                  and event.previous is None and not ends_something[event.line]]
    return found


def counts(service, state, place, cause):
    """Impairments do not count, nor what the customer's side or an excluded cause brought; all else does."""
    return state == "down" and place not in ROUTER_SIDES[service][1] and cause not in EXCLUDED_CAUSES[service]


def planned_of(facts, unused):
    """Intervals to which the customer consented in text form before they began."""
    plans = []  # [name, begin, end, counts]

    def consented(event, begin):
        return event.at < begin and event.data.get("by") == "customer" and event.data.get("form") in CONSENTING_FORMS

    def end_now(name, at):
        for plan in plans:
            if plan[0] == name and plan[2] > at:
                plan[2] = max(at, plan[1])

    for event in facts:
        if not event.kind.startswith("maintenance."):
            continue
        act, name = event.kind.split(".")[1], event.data["agreement"]
        begin, end = (instant(event.data[key]) if key in event.data else None for key in ("from", "until"))
        is_good = True
        if act in ("agreed", "announced", "moved"):
            if act == "moved":
                end_now(name, event.at)
            is_good = act != "announced" and consented(event, begin)
            plans.append([name, begin, end, is_good])
        elif act == "extended":
            old_end = [plan for plan in plans if plan[0] == name][-1][2]
            is_good = consented(event, old_end)
            plans.append([name, old_end, end, is_good])
        else:
            end_now(name, event.at)
        if not is_good:
            unused["agreement_does_not_count"].append(event.line)
    return merged((begin, end) for _, begin, end, is_good in plans if is_good)


def availability(service, period, down, planned):
    """Met iff (base − down) / base is at least the target, in whole numbers."""
    window = common(OPENINGS, [period])
    base = without(window, planned)
    base_ms, down_ms = length(base), length(common(down, base))
    target = TARGET[service]
    percent = (base_ms - down_ms) * 10_000 // base_ms  # rounded down: a missed target is never shown as met
    return {"service": service, "window_ms": length(window), "planned_ms": length(window) - base_ms, "base_ms": base_ms,
            "down_ms": down_ms, "budget_ms": base_ms * (1000 - target) // 1000,
            "percent": f"{percent // 100}.{percent % 100:02}",
            "verdict": "met" if (base_ms - down_ms) * 1000 >= target * base_ms else "missed"}


# ---------------------------------------------------------------------------------------------------------------
# 6. The year
# ---------------------------------------------------------------------------------------------------------------

def report_on(lines, details=None, known_as_of=None):
    unused, subjects, last = defaultdict(list), defaultdict(list), 0
    for number, line in enumerate(lines, 1):
        event = read_line(number, line)
        if isinstance(event, str):
            unused[event].append(number)
        else:
            last = max(last, event.at)
            subjects[event.subject].append(event)
    period = local(date(YEAR, 1, 1)), local(date(YEAR + 1, 1, 1))
    as_of = min(period[1], last)
    if as_of != period[1]:
        raise SystemExit("the log ends before the year does: this program judges whole years")
    known_as_of = as_of if known_as_of is None else known_as_of

    year, months = [], []
    for service in TARGET:
        facts = standing(subjects.pop(service, []), as_of, known_as_of, unused)
        outages = outages_of(facts, as_of, unused)
        down = merged((begin, end) for begin, end, *what in outages if counts(service, *what))
        planned = planned_of(facts, unused)
        year.append(availability(service, period, down, planned))
        for month in range(1, 13):
            until = local(date(YEAR + month // 12, month % 12 + 1, 1))
            its = availability(service, (local(date(YEAR, month, 1)), until), down, planned)
            months.append({"month": f"{YEAR}-{month:02}"} | its)

    verdicts = []
    for subject, events in subjects.items():
        facts = standing(events, as_of, known_as_of, unused)
        case = the_case(facts, unused) if facts else None
        if case is None:
            unused["no_priority"] += [event.line for event in facts[:1]]
            continue
        its = ([judge_reaction(case, as_of)] if case.start <= as_of else []) + judge_updates(case, as_of)
        verdicts += [{"subject": subject} | one for one in its if period[0] <= one["start"] < period[1]]
    verdicts.sort(key=lambda one: (one["subject"], one["promise"], one["start"]))
    counted = defaultdict(lambda: defaultdict(Counter))
    for one in verdicts:
        counted[one["promise"]][one["priority"]][one["verdict"]] += 1
    for one in verdicts if details else ():
        details.write(json.dumps(one, sort_keys=True) + "\n")
    return {"as_of": as_of, "known_as_of": known_as_of, "availability": year, "months": months, "counts": counted,
            "unused": {reason: sorted(places) for reason, places in unused.items() if places}}


# ---------------------------------------------------------------------------------------------------------------
# 7. Cases computed by hand
# ---------------------------------------------------------------------------------------------------------------

def self_test():
    def at(text):
        return ms(datetime.fromisoformat(text).replace(tzinfo=ZONE))

    assert easter(2025) == date(2025, 4, 20) and easter(2026) == date(2026, 4, 5)
    # 261 weekdays less the twelve holidays that fall on one; All Saints is a Saturday.
    assert length(common(OPENINGS, [(at("2025-01-01"), at("2026-01-01"))])) == 249 * 10 * HOUR
    # Thursday before Easter: ten minutes are left for Tuesday.
    assert due(at("2025-04-17T17:10"), HOUR, []) == at("2025-04-22T08:10")
    # Used up exactly at closing; a second more is due at the next opening, and a second.
    assert due(at("2025-02-06T17:00"), HOUR, []) == at("2025-02-06T18:00")
    assert due(at("2025-02-06T17:00:01"), HOUR, []) == at("2025-02-07T08:00:01")
    # 8 August is a working day in Munich, 15 August is not. The clocks change on a Sunday, and nothing else does.
    assert due(at("2025-08-07T17:30"), HOUR, []) == at("2025-08-08T08:30")
    assert due(at("2025-08-14T17:30"), HOUR, []) == at("2025-08-18T08:30")
    assert due(at("2025-03-28T17:30"), HOUR, []) == at("2025-03-31T08:30")
    # A pause that begins when the time is used up moves nothing, a moment earlier it does; one without end is not over.
    assert due(at("2025-05-05T09:00"), HOUR, [(at("2025-05-05T10:00"), at("2025-05-05T12:00"))]) == at("2025-05-05T10:00")
    assert due(at("2025-05-05T09:00"), HOUR, [(at("2025-05-05T09:50"), at("2025-05-06T09:00"))]) == at("2025-05-06T09:10")
    assert due(at("2025-05-05T09:00"), HOUR, [(at("2025-05-05T09:50"), NEVER)]) == NEVER
    assert opening_at_or_after(at("2025-10-26T02:30")) == at("2025-10-27T08:00")

    def judged(*rows):
        lines = [json.dumps({"id": str(place), "at": f"2025-{when}+02:00", "source": "desk", "type": kind,
                             "subject": subject, "seq": place, **more})
                 for place, (when, kind, subject, more) in enumerate(rows)]
        lines.append('{"id":"z","at":"2026-02-01T00:00:00Z","source":"end","type":"service.up","subject":"SmaWo"}')
        lines.append('{"id":"y","at":"2024-02-01T00:00:00Z","source":"end","type":"case.reported","subject":"Z",'
                     '"data":{"channel":"phone"}}')
        kept = []
        result = report_on(lines, type("Kept", (), {"write": staticmethod(kept.append)}))
        return result, [json.loads(line) for line in kept]

    whole = {"data": {"channel": "e-mail", "effect": "outage", "extent": "one whole service"}}
    call = {"data": {"channel": "phone"}}
    _, verdicts = judged(("06-02T18:30:00", "case.reported", "A", whole), ("06-03T09:00:00", "case.contacted", "A", call),
                         ("06-03T10:00:00", "case.reacted", "A", {}), ("06-03T12:00:01", "case.messaged", "A", {}),
                         ("06-03T12:30:00", "case.closed", "A", {}))
    told = [(one["promise"], one["verdict"], one["row"]) for one in verdicts]
    assert told == [("reaction", "met", "High"), ("update", "missed", "High"), ("update", "met", "High")], told
    planned = {"agreement": "C", "from": "2025-06-03T10:00:00+02:00", "until": "2025-06-03T12:00:00+02:00",
               "by": "customer", "form": "in text form"}
    result, _ = judged(("06-02T10:00:00", "maintenance.agreed", "SmaWo", {"data": planned}),
                       ("06-03T09:50:00", "service.down", "SmaWo", {}), ("06-03T12:20:00", "service.up", "SmaWo", {}),
                       ("06-03T13:00:00", "service.down", "SmaWo", {"data": {"cause": "customer software"}}),
                       ("06-03T14:00:00", "service.up", "SmaWo", {}))
    smawo = result["availability"][0]
    assert (smawo["planned_ms"], smawo["down_ms"]) == (2 * HOUR, 30 * MINUTE), smawo
    assert smawo["base_ms"] == 2488 * HOUR and smawo["verdict"] == "met" and smawo["percent"] == "99.97"
    print("self-test: all cases by hand agree")


def main():
    parser = argparse.ArgumentParser(description="judges a log against the founding contract for the year 2025")
    parser.add_argument("log", nargs="?", help="NDJSON")
    parser.add_argument("--details", metavar="FILE", help="write one line for each verdict, as NDJSON")
    parser.add_argument("--known-as-of", metavar="T", help="RFC 3339; without it, the end of the year")
    parser.add_argument("--self-test", action="store_true", help="check the cases computed by hand, and stop")
    chosen = parser.parse_args()
    if chosen.self_test:
        self_test()
        return
    if chosen.log is None:
        parser.error("the log's path is missing")
    known_as_of = instant(chosen.known_as_of) if chosen.known_as_of else None
    with open(chosen.log, encoding="utf-8-sig") as log:
        lines = log.read().split("\n")[:-1]
    if chosen.details:
        with open(chosen.details, "w", encoding="utf-8") as details:
            result = report_on(lines, details, known_as_of)
    else:
        result = report_on(lines, None, known_as_of)
    json.dump(result, sys.stdout, sort_keys=True, indent=1)
    print()


if __name__ == "__main__":
    main()
