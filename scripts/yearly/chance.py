"""Chance by integers of our own, local time in Berlin, and the desk's working hours.

What happens at these times is left to the other files. No version of Python and no time zone database changes it.
"""

SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000


class Chance:
    """SplitMix64."""

    def __init__(self, seed):
        self.state = seed

    def draw(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) % 2**64
        mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB % 2**64
        return mixed ^ (mixed >> 31)

    def between(self, least, most):
        """A whole number, both ends included."""
        return least + self.draw() % (most - least + 1)

    def minutes(self, least, most):
        """A length of time of whole seconds."""
        return self.between(least * 60, most * 60) * SECOND

    def percent(self, share):
        return self.between(1, 100) <= share

    def one_of(self, items):
        return items[self.between(0, len(items) - 1)]


def days_before(year, month, day):
    """Days from 1970-01-01 to a date."""
    moved = year if month > 2 else year - 1
    since_march = (month + 9) % 12
    return 365 * moved + moved // 4 - moved // 100 + moved // 400 + (153 * since_march + 2) // 5 + day - 719_469


DAY_ONE = days_before(2025, 1, 1)
SUMMER = (days_before(2025, 3, 30) * DAY + HOUR, days_before(2025, 10, 26) * DAY + HOUR)  # 01:00 UTC
MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def at(month, day, hour=0, minute=0, second=0, year=2025):
    """The first instant of a local time in Berlin."""
    reading = days_before(year, month, day) * DAY + hour * HOUR + minute * MINUTE + second * SECOND
    return reading - (2 * HOUR if SUMMER[0] + 2 * HOUR <= reading < SUMMER[1] + 2 * HOUR else HOUR)


def day_of(month, day):
    """The day of the year; the first is 0."""
    return days_before(2025, month, day) - DAY_ONE


def on(day, hour=0, minute=0):
    """A local time on a day of the year."""
    month = 1
    while day >= MONTHS[month - 1] and month < 12:
        day -= MONTHS[month - 1]
        month += 1
    return at(month, day + 1, hour, minute)


def written(instant, in_utc=False):
    """RFC 3339, local or in UTC, with milliseconds where there are some."""
    offset = 0 if in_utc else 2 if SUMMER[0] <= instant < SUMMER[1] else 1
    days, rest = divmod(instant + offset * HOUR, DAY)
    year, month = 2024, 1
    while days_before(year + 1, 1, 1) <= days:
        year += 1
    while month < 12 and days_before(year, month + 1, 1) <= days:
        month += 1
    day = days - days_before(year, month, 1) + 1
    hour, minute, second = rest // HOUR, rest // MINUTE % 60, rest // SECOND % 60
    fraction = f".{rest % SECOND:03}" if in_utc or rest % SECOND else ""
    zone = "Z" if in_utc else f"+{offset:02}:00"
    return f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{zone}"


# When the desk works, as its people have it in their calendars. Days of the year from 0; some days of 2026 follow.
FREE = {day_of(*date) for date in ((1, 1), (1, 6), (4, 18), (4, 21), (5, 1), (5, 29), (6, 9), (6, 19), (8, 15), (10, 3),
                                   (12, 25), (12, 26))} | {365, 370}
WORKED = [day for day in range(400) if (DAY_ONE + day) % 7 not in (2, 3) and day not in FREE]


def opening(day):
    """When the desk opens and closes on a day."""
    opens = on(day, 8) if day < 365 else at(1, 1, 8, year=2026) + (day - 365) * DAY
    return opens, opens + 10 * HOUR


OPENINGS = [opening(day) for day in WORKED]


def worked(start, length):
    """The instant by which the desk has worked for a length of time since the start."""
    for opens, closes in OPENINGS:
        begin = max(start, opens)
        if begin < closes:
            if length < closes - begin:
                return begin + length
            length -= closes - begin
    raise SystemExit("no hours left")


def is_open(instant):
    return any(opens <= instant < closes for opens, closes in OPENINGS)
