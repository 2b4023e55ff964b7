"""A case and the desk's way with it.

Which kinds of cases there are is left to kinds.py.
"""

from .chance import MINUTE, SECOND, at, worked

REACTION = {"High": 60, "Medium": 240, "Low": 1440}  # minutes of the desk's hours
UPDATE = {"High": 120, "Medium": 240, "Low": 2880}
PEOPLE = ("reception", "accounts", "A. Meier", "J. Huber", "S. Yılmaz", "dispatch", "management", "K. Nowak")
GERMAN = {"phone": "Telefon", "e-mail": "E-Mail", "High": "Hoch", "Medium": "Mittel", "Low": "Gering",
          "outage": "Ausfall", "impairment": "Beeinträchtigung", "no effect": "keine Auswirkung",
          "provider": "Auftragnehmer", "one whole service": "eine Leistung ganz",
          "part of a service": "Teil einer Leistung"}
NEW_TOOL = at(2, 17, 6)  # until then the desk's tool spoke German


class Case:
    """A case, and the desk's way with it. `now` is the instant of the last thing that happened."""

    def __init__(self, log, when, channel, effect="no effect", extent="part of a service", **more):
        self.log, self.chance, self.name = log, log.chance, "?"
        self.priority, self.answered_by, self.now = None, None, when
        self.reported_at, self.channel = when, channel
        service = more.pop("service", None) or self.chance.one_of(("SmaWo",) * 6 + ("Call Connect", "SmaWo Lite"))
        log.cases.append(self)
        self.report = self.say("reported", channel=channel, service=service, effect=effect, extent=extent,
                               reporter=self.chance.one_of(PEOPLE), **more)
        if channel in ("e-mail", "portal") and self.chance.percent(35):
            self.at(when + self.chance.between(2, 40) * SECOND, "messaged", automatic=True)

    def __str__(self):
        return self.name

    def at(self, instant, act, **data):
        if instant < NEW_TOOL:
            data = {key: GERMAN.get(value, value) if isinstance(value, str) else value for key, value in data.items()}
        return self.log.add("desk", f"case.{act}", self, instant, **data)

    def say(self, act, **data):
        return self.at(self.now, act, **data)

    def wait(self, least, most):
        """The desk works some minutes on it."""
        self.now = worked(self.now, self.chance.minutes(least, most))
        return self

    def pass_by(self, limit, hurry=45):
        """Time until the desk acts: mostly well within a limit, seldom just within it, now and then too late."""
        draw = self.chance.between(1, 100)
        if draw <= 91:
            return self.wait(max(1, limit // 60), max(2, limit * hurry // 100))
        if draw <= 96:
            return self.wait(limit * 85 // 100, limit - 1)
        return self.wait(limit + 1, limit * 14 // 10)

    def set(self, priority, by="provider"):
        self.priority = priority
        return self.say("prioritised", priority=priority, by=by)

    def triage(self, priority):
        """The priority is set at once, soon, or left to the table."""
        self.priority = priority
        if self.chance.percent(70):
            self.now += self.chance.between(0, 8) * 20 * SECOND
            if self.channel != "phone":
                self.now = worked(self.now, self.chance.minutes(1, 30))
            self.set(priority)
        return self

    def react(self):
        """By the limit of the priority for calls; mail is answered at leisure, as the contract allows."""
        in_hurry = self.channel == "phone" or self.priority == "High"
        self.pass_by(REACTION[self.priority] if in_hurry else REACTION["Low"], 45 if in_hurry else 30)
        self.answered_by = self.say("reacted")
        return self

    def messages(self, least, most):
        for _ in range(self.chance.between(least, most)):
            self.pass_by(UPDATE[self.priority], 80).say("messaged")
        return self

    def ask(self):
        self.wait(5, 40).say("questioned")
        return self

    def answer(self, least=20, most=2000):
        """The customer answers when it likes, at night too."""
        self.now += self.chance.minutes(least, most)
        self.say("answered")
        return self

    def restore(self):
        self.pass_by(UPDATE[self.priority], 60).say("restored")
        return self

    def close(self):
        self.now = worked(self.now, self.chance.minutes(1, 1500))
        self.say("closed")
        return self

    def done(self):
        return self.restore().close()


def told_of_outage(log, service, when, until):
    """A call, or two, about an outage that is seen by all."""
    case = Case(log, when, "phone", "outage", "one whole service", service=service, category="incident")
    case.triage("High").react()
    while case.now < until:
        case.pass_by(UPDATE["High"], 80)
        case.say("messaged" if case.now < until else "restored")
    if case.now == when or case.log.events[-1].kind != "case.restored":
        case.now = max(case.now, until) + 4 * MINUTE
        case.say("restored")
    case.close()
