"""Services: outages before, in, after and across the service window, with HAPPENINGS, how often each kind is.

What was agreed beforehand is left to maintenance.py.
"""

from .cases import told_of_outage
from .chance import DAY, HOUR, MINUTE, WORKED, at, is_open, on

PLACES = {"SmaWo": ("application servers", "router", "data centre network", "standard programs"),
          "Call Connect": ("telephone system", "router", "Swyx server")}
BEFORE_US = {"SmaWo": ("internet access", "workstations"), "Call Connect": ("internet access", "handsets")}
CAUSES = ("power", "configuration", "update", "hardware", "certificate", None)


def outage(log, service, begin, length, place="ours", cause="any", source="monitor", by_phone=40, **more):
    """A service goes down and comes back; often somebody calls."""
    chance = log.chance
    place = chance.one_of(PLACES[service]) if place == "ours" else place
    cause = chance.one_of(CAUSES) if cause == "any" else cause
    said = {key: value for key, value in (("place", place), ("cause", cause)) if value} | more
    if source == "monitor":
        begin, length = begin + chance.between(0, 999), length + chance.between(0, 999)
    down = log.add(source, "service.down", service, begin, **said)
    up = log.add(source, "service.up", service, begin + length, **more)
    called = begin + chance.minutes(3, 15)
    if is_open(called) and called < begin + length and chance.percent(by_phone):
        told_of_outage(log, service, called, begin + length)
    return down, up


def in_window(log, service, hour=None, least=6, most=50, **more):
    day = log.day(service)
    begin = on(day, 8 + log.chance.between(0, 8) if hour is None else hour) + log.chance.minutes(0, 50)
    return outage(log, service, begin, log.chance.minutes(least, most), **more)


def short(log):
    in_window(log, "SmaWo")


def before_opening(log):
    in_window(log, "SmaWo", hour=7, least=30, most=100)


def past_closing(log):
    in_window(log, "SmaWo", hour=17, least=80, most=300)


def through_the_night(log):
    in_window(log, "SmaWo", hour=16, least=60 * 15 + 20, most=60 * 16)


def at_night(log):
    in_window(log, "SmaWo", hour=log.chance.between(0, 4), least=20, most=120)


def in_the_evening(log):
    in_window(log, "SmaWo", hour=19, least=30, most=200)


def at_a_weekend(log):
    day = log.day("SmaWo", days=[day for day in range(360) if day not in WORKED])
    outage(log, "SmaWo", on(day, log.chance.between(1, 20)), log.chance.minutes(30, 180))


def by_customer_software(log):
    in_window(log, "SmaWo", least=20, most=150, cause="customer software")


def on_the_customers_side(log):
    in_window(log, "SmaWo", least=20, most=200, place=log.chance.one_of(BEFORE_US["SmaWo"]), by_phone=70)


def unexplained(log):
    in_window(log, "SmaWo", least=5, most=40, place=None, cause=None)


def at_a_place_of_no_list(log):
    in_window(log, "SmaWo", least=5, most=25, place="fibre in the street", cause="excavator")


def explained_months_later(log):
    """Unexplained at first, and counted; the analysis of the log files says in the end what it was."""
    down, up = in_window(log, "SmaWo", least=40, most=110, cause=None)
    again = log.add(down.source, down.kind, down.subject, down.at, place=down.data["place"], cause="customer software")
    again.corrects = down
    log.learn(again, up.at + log.chance.between(40, 120) * DAY)


def told_first_by_phone(log):
    """The desk hears of it before the monitor sees it."""
    day = log.day("SmaWo")
    begin, until = on(day, 13) + log.chance.minutes(0, 90), log.chance.minutes(25, 60)
    log.add("desk", "service.down", "SmaWo", begin)
    outage(log, "SmaWo", begin + log.chance.minutes(1, 5), until, by_phone=100)


def two_at_once(log):
    """Two parts fail and overlap; one of the outages is the customer's own software."""
    day = log.day("SmaWo")
    begin = on(day, 10) + log.chance.minutes(0, 60)
    outage(log, "SmaWo", begin, log.chance.minutes(40, 60), part="mail")
    its = log.chance.one_of(("customer software", "power"))
    begin += log.chance.minutes(10, 30)
    outage(log, "SmaWo", begin, log.chance.minutes(40, 90), cause=its, part="files", by_phone=0)


def one_after_another(log):
    """The cause changes while it is down: one outage adjoins the next, and only the first is ours."""
    day = log.day("SmaWo")
    begin = on(day, 9) + log.chance.minutes(0, 300)
    turn, end = begin + log.chance.minutes(10, 40), begin + log.chance.minutes(50, 80)
    log.add("monitor", "service.down", "SmaWo", begin, place="router", cause="hardware")
    log.add("monitor", "service.down", "SmaWo", turn, place="router", cause="customer software")
    log.add("monitor", "service.up", "SmaWo", end)
    log.add("monitor", "service.down", "SmaWo", end, place="internet access")
    log.add("monitor", "service.down", "SmaWo", end + 3 * MINUTE, cause="cable")  # the place is still the same
    log.add("monitor", "service.up", "SmaWo", end + log.chance.minutes(5, 20))


def impaired(log):
    """Slow, sometimes down for a while, slow again."""
    day = log.day("SmaWo")
    begin = on(day, 9) + log.chance.minutes(0, 360)
    log.add("monitor", "service.degraded", "SmaWo", begin, place="application servers").previous = "up"
    end = begin + log.chance.minutes(15, 60)
    if log.chance.percent(50):
        log.add("monitor", "service.down", "SmaWo", end, cause="update").previous = "degraded"
        end += log.chance.minutes(5, 20)
        log.add("monitor", "service.degraded", "SmaWo", end)
        end += log.chance.minutes(10, 30)
    log.add("monitor", "service.up", "SmaWo", end)


def lite_is_down(log):
    """SmaWo Lite has no availability: no clause judges it."""
    day = log.day("SmaWo Lite")
    begin = on(day, 11)
    log.add("monitor", "service.down", "SmaWo Lite", begin, place="application servers")
    log.add("monitor", "service.up", "SmaWo Lite", begin + log.chance.minutes(10, 90))


def round_the_calendar(log):
    """What only some days can show: holidays, the changes of the clocks, the turn of the year."""
    chance = log.chance
    log.take("SmaWo", (1, 2), (3, 30), (3, 31), (4, 17), (4, 18), (4, 20), (4, 21), (4, 22), (5, 1), (5, 2), (8, 8),
             (8, 11), (8, 15), (8, 18), (10, 26), (10, 27), (12, 24), (12, 29), (12, 31))
    new_year = at(12, 31, 17, 20, year=2024)
    log.add("monitor", "service.down", "SmaWo", new_year, place="data centre network", cause="power")
    log.add("monitor", "service.up", "SmaWo", at(1, 2, 8, 9))
    outage(log, "SmaWo", at(3, 30, 1, 40), 31 * HOUR - chance.minutes(10, 30), cause="update")  # no 02:00 to 03:00
    outage(log, "SmaWo", at(4, 17, 17, 31), 4 * DAY + 15 * HOUR + chance.minutes(1, 20), cause="hardware")  # Easter
    outage(log, "SmaWo", at(5, 1, 9), 6 * HOUR)
    outage(log, "SmaWo", at(8, 8, 10, 15), chance.minutes(20, 40))  # the Peace Festival is Augsburg's, not Munich's
    outage(log, "SmaWo", at(8, 15, 10, 15), chance.minutes(200, 400))  # Assumption Day
    outage(log, "SmaWo", at(10, 26, 2, 30), HOUR + chance.minutes(1, 20))  # 02:00 to 03:00 comes twice
    outage(log, "SmaWo", at(10, 26, 23, 50), 8 * HOUR + chance.minutes(15, 40), cause="certificate")
    outage(log, "SmaWo", at(12, 24, 11, 5), chance.minutes(20, 50))  # Christmas Eve is a working day
    log.add("monitor", "service.down", "SmaWo", at(12, 31, 17, 12, 8), place="router")  # and runs into 2026
    log.add("monitor", "service.up", "SmaWo", at(1, 2, 8, 40, year=2026))


def telephony(log):
    """Call Connect has some 149 minutes a year. What the supplier finds out in January decides the year."""
    chance = log.chance
    log.take("Call Connect", (1, 21), (3, 11), (3, 12), (5, 8), (6, 3), (7, 17), (8, 22), (8, 25), (10, 8), (11, 19))
    known = ((1, 21, 9, 12, 17), (3, 11, 17, 37, 95), (6, 3, 7, 40, 53), (7, 17, 14, 5, 11), (10, 8, 16, 20, 26))
    for month, day, hour, minute, length in known:
        length = length * MINUTE + chance.minutes(0, 2)
        outage(log, "Call Connect", at(month, day, hour, minute), length, source="supplier")
    outage(log, "Call Connect", at(8, 22, 20), chance.minutes(60, 200), source="supplier")
    outage(log, "Call Connect", at(5, 8, 10, 30), chance.minutes(60, 90), "handsets", None, source="supplier")
    length = chance.minutes(35, 37)
    down, _ = outage(log, "Call Connect", at(11, 19, 10, 4), length, None, None, source="supplier", by_phone=100)
    again = log.add("supplier", "service.down", "Call Connect", down.at, place="internet access")
    again.corrects = down
    log.learn(again, at(1, 20, 11, year=2026))


HAPPENINGS = (
    (round_the_calendar, 1), (telephony, 1), (short, 10), (before_opening, 3), (past_closing, 3),
    (through_the_night, 1), (at_night, 4), (in_the_evening, 4), (at_a_weekend, 4), (by_customer_software, 5),
    (on_the_customers_side, 4), (unexplained, 3), (at_a_place_of_no_list, 1), (explained_months_later, 2),
    (told_first_by_phone, 2), (two_at_once, 2), (one_after_another, 2), (impaired, 6), (lite_is_down, 2),
)
