"""The log: events in the order in which they arrive, with ids, as lines of NDJSON.

Which events there are is left to the other files.
"""

import json

from .chance import WORKED, day_of, written


class Event:
    def __init__(self, source, kind, subject, instant, data, arrives):
        self.source, self.kind, self.subject, self.at, self.data = source, kind, subject, instant, data
        self.arrives = instant if arrives is None else arrives
        self.known = self.corrects = self.same_as = self.previous = self.id = self.seq = self.line = None


class Log:
    """What is written, in the order in which it arrives."""

    def __init__(self, chance):
        self.chance = chance
        self.events, self.cases, self.plans, self.taken = [], [], [], set()

    def add(self, source, kind, subject, instant, arrives=None, **data):
        event = Event(source, kind, subject, instant, {key.rstrip("_"): value for key, value in data.items()}, arrives)
        self.events.append(event)
        return event

    def learn(self, event, known):
        """What is said of the past, known only then."""
        event.known, event.arrives = known, known
        return event

    def raw(self, line, arrives):
        """A line that is no event, or none that can be used."""
        self.add(None, None, None, arrives).line = line

    def day(self, service, first=0, last=363, days=WORKED):
        """A day, a working day if nothing else is said, on which the service has no other trouble; nor on the next."""
        days = [day for day in days if first <= day <= last]
        while True:
            day = self.chance.one_of(days)
            its = {(service, day), (service, next(one for one in WORKED if one > day))}
            if not its & self.taken:
                self.taken |= its
                return day

    def take(self, service, *dates):
        self.taken.update((service, day_of(*date)) for date in dates)

    def lines(self):
        for number, case in enumerate(sorted(self.cases, key=lambda case: case.reported_at), 1001):
            case.name = f"INC-{number}"
        for number, plan in enumerate(sorted(self.plans, key=lambda plan: plan.said_at), 1):
            plan.name = f"CHG-{number:02}"
        order = sorted(range(len(self.events)), key=lambda place: (self.events[place].arrives, place))
        events = [self.events[place] for place in order]
        numbers, at_once = {}, {}
        for event in events:
            if event.line is None and event.same_as is None:
                numbers[event.source] = numbers.get(event.source, 0) + 1
                event.id = f"{event.source[0]}-{numbers[event.source]}"
                at_once.setdefault((event.source, str(event.subject), event.at), []).append(event)
        for same in at_once.values():
            # One source tells in which order things of one second happened.
            for event in same if len(same) > 1 else ():
                event.seq = int(event.id[2:])
        return [event.line if event.line is not None else self.written(event) for event in events]

    def written(self, event):
        by = event.same_as or event
        fields = {"id": by.id, "at": written(event.at, event.source == "monitor"), "source": event.source,
                  "type": event.kind, "subject": str(event.subject), "seq": by.seq, "previous": event.previous}
        if event.known is not None:
            fields["known_at"] = written(event.known)
        if event.corrects is not None:
            fields["corrects"] = event.corrects.id
        fields["data"] = event.data
        said = {key: value for key, value in fields.items() if value not in (None, {})}
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"), default=str)
