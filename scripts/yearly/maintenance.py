"""Planned downtime that was agreed, or was meant to be, with MAINTENANCE, how often each kind is.

Outages that nobody planned are left to services.py.
"""

from .chance import DAY, HOUR, MINUTE, on, worked, written
from .services import PLACES, outage


class Plan:
    """An interval of maintenance that somebody agrees to."""

    def __init__(self, log, service="SmaWo", hour=None, length=None):
        chance = log.chance
        self.log, self.service = log, service
        day = log.day(service, first=10, last=345)
        self.begin = on(day, chance.between(9, 14) if hour is None else hour, chance.one_of((0, 0, 15, 30)))
        self.end = self.begin + (chance.between(2, 6) * 30 * MINUTE if length is None else length)
        self.name, self.said_at = "?", self.begin
        log.plans.append(self)

    def __str__(self):
        return self.name

    def say(self, act, instant, **data):
        times = {key: written(value) for key, value in data.items() if key in ("from_", "until")}
        self.said_at = min(self.said_at, instant)
        return self.log.add("change", f"maintenance.{act}", self.service, instant, agreement=self, **(data | times))

    def agreed(self, instant=None, by="customer", form="in text form"):
        if instant is None:
            instant = self.begin - self.log.chance.between(1, 9) * DAY - self.log.chance.minutes(10, 200)
        return self.say("agreed", instant, from_=self.begin, until=self.end, by=by, form=form)

    def down(self, late=5, over=-5):
        """The service is down from some minutes after the beginning to some after the end, or before it."""
        place = PLACES[self.service][0]
        begin, end = self.begin + late * MINUTE, self.end + over * MINUTE
        return outage(self.log, self.service, begin, end - begin, place, "maintenance", by_phone=0)


def as_agreed(log):
    plan = Plan(log)
    plan.agreed(form=log.chance.one_of(("in text form", "in Textform", "in writing")))
    plan.down()


def telephony_as_agreed(log):
    plan = Plan(log, "Call Connect", length=HOUR)
    plan.agreed()
    plan.down()


def not_used(log):
    """It leaves the base though nothing was down."""
    Plan(log).agreed()


def overrun(log):
    plan = Plan(log)
    plan.agreed()
    plan.down(over=log.chance.between(8, 35))


def outside_the_window(log):
    plan = Plan(log, hour=19)
    plan.agreed()
    plan.down()


def across_the_closing(log):
    plan = Plan(log, hour=16, length=4 * HOUR)
    plan.agreed()
    plan.down()


def moved(log):
    """To the next day; what goes down at the old time counts."""
    plan = Plan(log)
    first = plan.agreed()
    old = plan.begin, plan.end
    plan.begin, plan.end = (worked(one, 10 * HOUR) for one in old)
    said = first.at + log.chance.minutes(100, 600)
    plan.say("moved", said, from_=plan.begin, until=plan.end, by="customer", form="in text form")
    plan.down()
    if log.chance.percent(50):
        outage(log, plan.service, old[0] + 10 * MINUTE, log.chance.minutes(5, 15), by_phone=0)


def extended(log, before=20):
    """The customer consents to some minutes more, before the time is over."""
    plan = Plan(log)
    plan.agreed()
    said = plan.end - before * MINUTE
    plan.say("extended", said, until=plan.end + 45 * MINUTE, by="customer", form="in text form")
    plan.down(over=log.chance.between(20, 40))


def extended_too_late(log):
    """When the time was over."""
    extended(log, before=-4)


def withdrawn(log):
    """And still something was switched off."""
    plan = Plan(log)
    plan.agreed()
    plan.say("withdrawn", plan.begin - log.chance.minutes(60, 900), by="customer")
    outage(log, plan.service, plan.begin + 20 * MINUTE, log.chance.minutes(10, 30), cause="update")


def finished_early(log):
    plan = Plan(log, length=3 * HOUR)
    plan.agreed()
    plan.down(over=-80)
    plan.say("finished", plan.end - 70 * MINUTE, by="provider")


def agreed_too_late(log):
    """When it had begun."""
    plan = Plan(log, length=HOUR)
    plan.agreed(instant=plan.begin + log.chance.minutes(0, 20))
    plan.down()


def announced_only(log):
    """The provider announces, the customer is silent."""
    plan = Plan(log, length=HOUR)
    plan.say("announced", plan.begin - 3 * DAY, from_=plan.begin, until=plan.end, by="provider", form="in text form")
    plan.down()


def agreed_by_the_provider(log):
    """With itself."""
    plan = Plan(log, length=HOUR)
    plan.agreed(by="provider")
    plan.down()


def agreed_by_phone(log):
    """No text form."""
    plan = Plan(log, length=HOUR)
    plan.agreed(form="in any form")
    plan.down()


MAINTENANCE = (
    (as_agreed, 5), (telephony_as_agreed, 2), (not_used, 2), (overrun, 3), (outside_the_window, 3),
    (across_the_closing, 2), (moved, 3), (extended, 2), (extended_too_late, 1), (withdrawn, 2), (finished_early, 2),
    (agreed_too_late, 1), (announced_only, 1), (agreed_by_the_provider, 1), (agreed_by_phone, 1),
)
