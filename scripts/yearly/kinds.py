"""The kinds of cases, with CASES, how often each is.

How a desk handles a case is left to cases.py.
"""

from .cases import PEOPLE, Case
from .chance import DAY, DAY_ONE, HOUR, MINUTE, SECOND, WORKED, at, on, worked


def desk_hours(log):
    return worked(on(log.chance.one_of([day for day in WORKED if day < 352])), log.chance.minutes(1, 598))


def any_hour(log):
    """Mostly in the desk's hours, often in the evening or early, now and then on a weekend or at night."""
    draw = log.chance.between(1, 100)
    if draw <= 68:
        return desk_hours(log)
    day = log.chance.between(1, 352)
    hour = log.chance.one_of((18, 19, 21, 6, 7)) if draw <= 88 else log.chance.between(0, 23)
    return on(day, hour) + log.chance.minutes(0, 59)


def small_thing_by_mail(log):
    Case(log, any_hour(log), "e-mail").triage("Low").react().messages(0, 2).done()


def small_thing_by_phone(log):
    Case(log, desk_hours(log), "phone").triage("Low").react().messages(0, 1).done()


def solved_at_once(log):
    """On the phone, in one breath: reaction, restoration and closing have one instant."""
    case = Case(log, desk_hours(log), "phone", priority="Low")
    case.priority = "Low"
    case.wait(4, 25).say("reacted")
    case.say("restored")
    case.say("closed")


def impairment_by_phone(log):
    Case(log, desk_hours(log), "phone", "impairment").triage("Medium").react().messages(0, 3).done()


def impairment_by_mail(log):
    Case(log, any_hour(log), "e-mail", "impairment").triage("Medium").react().messages(0, 2).done()


def part_is_down(log):
    Case(log, desk_hours(log), "phone", "outage").triage("Medium").react().messages(1, 4).done()


def whole_is_down(log):
    Case(log, desk_hours(log), "phone", "outage", "one whole service").triage("High").react().messages(1, 4).done()


def whole_is_down_by_mail(log):
    """Its reaction follows row Low, its updates do not."""
    Case(log, any_hour(log), "e-mail", "outage", "one whole service").triage("High").react().messages(1, 4).done()


def on_the_answering_machine(log):
    effect = log.chance.one_of(("no effect", "impairment", "outage"))
    case = Case(log, any_hour(log), "voicemail", effect)
    case.triage("Low" if effect == "no effect" else "Medium").react().messages(0, 2).done()


def through_the_portal(log):
    """The contract names no portal: it is no call."""
    Case(log, any_hour(log), "portal", "impairment").triage("Medium").react().messages(0, 2).done()


def asked_and_answered(log):
    effect, priority = log.chance.one_of((("impairment", "Medium"), ("no effect", "Low")))
    case = Case(log, desk_hours(log), log.chance.one_of(("phone", "e-mail")), effect).triage(priority)
    case.react()
    if log.chance.percent(30):
        case.say("questioned")  # in the same mail
    else:
        case.ask()
    case.answer().messages(0, 2).done()


def asked_before_the_reaction(log):
    """A form asks for details; the time rests until they come, and no personal reply has been given yet."""
    case = Case(log, desk_hours(log), "phone", "impairment").triage("Medium")
    case.ask().answer(30, 3000).wait(10, 90).say("reacted")
    case.messages(0, 1).done()


def asked_twice(log):
    """The second question comes before the answer to the first; then there is one answer too many."""
    case = Case(log, desk_hours(log), "e-mail").triage("Low").react().ask().ask().answer()
    case.messages(1, 1).answer(5, 60).done()


def never_answered(log):
    """The case is closed while the customer still owes an answer."""
    case = Case(log, desk_hours(log), "e-mail", "impairment").triage("Medium").react().ask()
    if log.chance.percent(60):
        case.messages(1, 1)
    if log.chance.percent(70):
        case.wait(3000, 6000).say("closed")


def raised(log):
    """It gets worse before anybody has answered."""
    case = Case(log, desk_hours(log), "phone", "impairment").triage("Medium").wait(20, 200)
    case.set("High")
    case.react().messages(1, 3).done()


def raised_between_updates(log):
    """Near the end of the time for an update the old instant stays, else there is a new one."""
    for least, most in ((20, 60), (150, 230)):
        case = Case(log, desk_hours(log), "phone", "impairment").triage("Medium").react().wait(least, most)
        case.set("High")
        case.messages(1, 3).done()


def lowered(log):
    case = Case(log, desk_hours(log), "phone", "outage", "one whole service").triage("High")
    if log.chance.percent(50):
        case.wait(10, 50).set("Medium")
        case.react()
    else:
        case.react().wait(20, 100).set("Low")
    case.messages(1, 2).done()


def lowered_when_late(log):
    """What was missed is missed, whatever the case is called afterwards: before the reaction, and before an update."""
    case = Case(log, desk_hours(log), "phone", "impairment").triage("Medium").wait(245, 400)
    case.set("Low")
    case.wait(5, 60).say("reacted")
    case.set("Medium")
    case.wait(250, 300).set("Low")
    case.wait(5, 30).say("messaged")
    case.done()


def raised_from_low_by_mail(log):
    """Low becomes High; without a call the reaction stays with row Low."""
    case = Case(log, any_hour(log), "e-mail").triage("Low").wait(60, 600)
    case.set("High", log.chance.one_of(("provider", "customer")))
    case.react().messages(1, 2).done()


def corrected(log):
    """The priority was wrong from the start: a correction, not a change."""
    case = Case(log, desk_hours(log), "phone", "impairment")
    wrong, right = log.chance.one_of((("High", "Medium"), ("High", "Low"), ("Low", "High")))
    wrong = case.wait(2, 15).set(wrong)
    case.wait(20, 200)
    case.set(right).corrects = wrong
    case.react().messages(0, 2).done()


def corrected_later(log):
    """Weeks after, when the invoice is argued about."""
    case = Case(log, desk_hours(log), "phone", "impairment")
    wrong = case.set("High")
    case.priority = "Medium"
    case.react().messages(1, 2).done()
    case.now += log.chance.between(10, 50) * DAY
    case.set("Medium", "customer").corrects = wrong


def called_later(log):
    """First a mail; then somebody takes the phone, and the row's own limit begins."""
    case = Case(log, any_hour(log), "e-mail", log.chance.one_of(("outage", "impairment"))).triage("Medium")
    case.wait(30, 400).say("contacted", channel="phone", reporter=log.chance.one_of(PEOPLE))
    case.react()
    if log.chance.percent(40):
        case.wait(5, 30).say("contacted", channel="phone")
    case.messages(0, 2).done()


def called_in_the_evening(log):
    """Nobody picks up: the call counts at the next opening."""
    case = Case(log, desk_hours(log), "e-mail", "impairment").triage("Medium")
    case.now = on(case.now // DAY - DAY_ONE, 19, 10)
    case.say("contacted", channel="phone", reporter=log.chance.one_of(PEOPLE))
    case.react().messages(0, 1).done()


def answered_by_a_machine(log):
    """What a machine writes is no reaction and no update, however it is called."""
    case = Case(log, desk_hours(log), "phone", "impairment").triage("Medium")
    case.wait(1, 2).say("reacted", automatic=True)
    case.react()
    case.wait(150, 230).say("messaged", automatic=True)
    case.wait(30, 200).say("messaged")
    case.done()


def opened_again(log):
    """The same trouble comes back: after hours, days, or a closing by mistake."""
    case = Case(log, desk_hours(log), "phone", "impairment").triage("Medium").react().messages(0, 1).restore()
    if log.chance.percent(50):
        case.close()
    case.now = worked(case.now, log.chance.minutes(20, 3000))
    case.say("reopened")
    if log.chance.percent(80):
        case.wait(1, 20).say("messaged")
    case.messages(0, 2).done()


def told_while_closed(log):
    """A letter to the customer after the end arms nothing."""
    case = Case(log, desk_hours(log), "phone").triage("Low").react().restore()
    case.wait(30, 300).say("messaged")
    case.close()


def closed_unanswered(log):
    """Taken for a second report of the same trouble, and closed without a word."""
    Case(log, any_hour(log), "e-mail").triage("Low").wait(60, 900).say("closed")


def asked_for_something(log):
    """No incident: a request, which no row promises anything for."""
    case = Case(log, any_hour(log), "e-mail", category="request")
    case.priority = "Low"
    case.react().done()


def noted_before_the_call(log):
    """The desk saw it coming: what is dated before the report counts at the report."""
    case = Case(log, desk_hours(log), "phone", "impairment")
    case.at(case.now - 3 * MINUTE, "prioritised", priority="Medium", by="provider")
    case.at(case.now - log.chance.minutes(1, 2), "reacted")
    case.priority = "Medium"
    case.messages(1, 1).done()


def noted_late(log):
    """The call back was made in time and entered in the tool the next day, or the day after."""
    case = Case(log, desk_hours(log), "phone", "impairment").triage("Medium").react()
    log.learn(case.answered_by, case.now + log.chance.between(20, 60) * HOUR)
    case.messages(0, 2).done()


def open_at_the_end(log):
    """Still open when the year ends, with or without a reaction; most are closed in January."""
    day = log.chance.one_of([day for day in WORKED if 351 <= day < 365])
    when = on(day, 8) + log.chance.minutes(5, 590)
    small = "e-mail", "no effect", "Low"
    channel, effect, priority = log.chance.one_of((("phone", "impairment", "Medium"), small, small))
    case = Case(log, when, channel, effect).triage(priority)
    if log.chance.percent(70):
        case.react()
        if log.chance.percent(40):
            case.ask()
    if log.chance.percent(60):
        case.now = max(case.now, at(1, 2, 8, year=2026))
        case.wait(10, 900).say("messaged")
        case.done()


def after_the_year(log):
    """Reported in January: not of this year."""
    Case(log, at(1, 7, 9, year=2026) + log.chance.minutes(1, 500), "phone").triage("Low").react().done()


def in_the_last_days(log):
    """Answered on 29 December, and entered in January: missed, as far as it was known. And one that is open."""
    case = Case(log, at(12, 29, 9, 40), "phone", "outage", service="SmaWo").triage("Medium")
    case.now = at(12, 29, 11, 2)
    log.learn(case.say("reacted"), at(1, 5, 9, 15, year=2026))
    case.wait(60, 100).say("restored")
    case = Case(log, at(12, 31, 16, 50), "phone", "impairment", service="Call Connect").triage("Medium")
    case.wait(40, 90).say("reacted")  # on 2 January, and still in time
    case.done()


def on_special_days(log):
    """Holidays, the two weekends on which the clocks change, and the edges of the desk's hours."""
    for when, channel in ((at(3, 29, 16, 20), "e-mail"), (at(3, 30, 3, 0, 5), "e-mail"), (at(4, 18, 10, 40), "e-mail"),
                          (at(8, 15, 9), "voicemail"), (at(10, 26, 2, 15), "voicemail"),
                          (at(10, 26, 2, 15) + HOUR, "e-mail"),
                          (at(9, 10, 18), "e-mail"), (at(9, 12, 8), "e-mail"), (at(12, 24, 17, 59, 59), "phone"),
                          (at(11, 1, 23, 5), "e-mail"), (at(12, 30, 15, 20, year=2024), "phone"),
                          (at(12, 31, 19, 30), "e-mail")):
        case = Case(log, when, channel, "impairment").triage("Medium")
        case.react().messages(0, 2).done()


def at_the_very_last_second(log):
    """At the due instant it is still in time, at closing too; a second later it is not."""
    for day, minute, late in (((2, 6), 0, 0), ((6, 11), 0, SECOND), ((9, 23), 20, 0), ((11, 25), 41, SECOND)):
        case = Case(log, at(*day, 17, minute), "phone", "outage", "one whole service")
        case.set("High")
        case.now = worked(at(*day, 17, minute), HOUR - 1) + 1 + late
        case.say("reacted")
        case.now = worked(case.now, 2 * HOUR - 1) + 1 + late
        case.say("messaged")
        case.done()


CASES = (
    (small_thing_by_mail, 64), (small_thing_by_phone, 32), (solved_at_once, 14), (impairment_by_phone, 34),
    (impairment_by_mail, 14), (part_is_down, 10), (whole_is_down, 6), (whole_is_down_by_mail, 6),
    (on_the_answering_machine, 8), (through_the_portal, 3), (asked_and_answered, 22),
    (asked_before_the_reaction, 3), (asked_twice, 2), (never_answered, 5), (raised, 4), (raised_between_updates, 2),
    (lowered, 5), (lowered_when_late, 1), (raised_from_low_by_mail, 3), (corrected, 5), (corrected_later, 2),
    (called_later, 6), (called_in_the_evening, 2), (answered_by_a_machine, 2), (opened_again, 9),
    (told_while_closed, 3), (closed_unanswered, 2), (asked_for_something, 4), (noted_before_the_call, 2),
    (noted_late, 5), (open_at_the_end, 9), (in_the_last_days, 1), (after_the_year, 2), (on_special_days, 1),
    (at_the_very_last_second, 1),
)
