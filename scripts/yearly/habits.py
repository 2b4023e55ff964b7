"""What logs are like: repeated, late, set right, unusable, and about things that no clause judges.

What really happened is left to the other files.
"""

from .chance import DAY, HOUR, at


def of_no_clause(log):
    """Types that no clause of the contract judges yet."""
    first = log.cases[0]
    log.add("desk", "effort.recorded", first, first.now + HOUR, minutes=45, activity="diagnosis")
    log.add("ops", "duty.performed", "restore-test", at(3, 31, 10), evidence="protocol-2025-03")
    log.add("vpn", "access.made", "SmaWo", at(5, 6, 21, 14), client="admin-3", address="192.0.2.7")
    log.add("desk", "consent.given", first, first.now + 2 * HOUR, by="customer", to="remote access")
    log.add("vendor", "update.published", "SmaWo", at(9, 9, 19), version="4.2")


def unusable(log):
    """Lines that cannot be used, or not as they are."""
    line = '{{"id":"{}","at":"{}","source":"{}","type":"{}","subject":"{}"}}'
    log.raw(line.format("x-1", "2025-02-10T10:00:00+01:00", "import", "case.tidied", "INC-1001"), at(2, 10, 10))
    log.raw(line.format("x-2", "2025-03-14T09:30:00", "import", "service.down", "SmaWo"), at(3, 14, 9, 30))
    log.raw(line.format("x-3", "2025-02-30T09:30:00+01:00", "import", "service.down", "SmaWo"), at(3, 2, 9, 30))
    log.raw(line.format("x-4", "2025-07-01T09:30:00+02:00", "import", "service.down", "SmaWo Plus"), at(7, 1, 9, 30))
    log.raw('{"id":"x-5","at":"2025-08-01T12:00:00+02:00","source":"import","type":"case.rea', at(8, 1, 12))
    log.raw('{"id":"x-6","at":"2025-09-01T12:00:00+02:00","type":"case.reacted","subject":"INC-1002"}', at(9, 1, 12))
    # An end that nothing began, of a time when the service was up.
    log.add("monitor", "service.up", "Call Connect", at(2, 5, 12))


def repeated(log):
    """The interface sends some events again, the same to the letter."""
    for _ in range(14):
        event = log.chance.one_of([event for event in log.events if event.same_as is None and event.line is None])
        arrives = event.arrives + log.chance.minutes(1, 3000)
        again = log.add(event.source, event.kind, event.subject, event.at, arrives, **event.data)
        again.same_as, again.known, again.corrects, again.previous = event, event.known, event.corrects, event.previous


def delayed(log):
    """Some lines come late and stand behind what happened after them."""
    for _ in range(40):
        event = log.chance.one_of([event for event in log.events if event.known is None and event.line is None])
        event.arrives += log.chance.minutes(10, 3000)


def set_right(log):
    """A message's time was wrong and is sent again under its id, as it becomes known: what is known later corrects."""
    told = [event for event in log.events if event.kind == "case.messaged" and not event.data and event.same_as is None]
    for event in {id(event): event for event in (log.chance.one_of(told) for _ in range(4))}.values():
        again = log.add(event.source, event.kind, event.subject, event.at - log.chance.minutes(2, 9))
        again.same_as = event
        log.learn(again, event.at + 2 * DAY)


HABITS = (of_no_clause, unusable, set_right, repeated, delayed)
