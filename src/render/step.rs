//! Each step of a reason as a sentence that cites its clause and spells its arithmetic out.
//! Outages and planned downtime have a file of their own, `fact`; what a verdict comes to is left to `judgement`.

use super::{Render, cite, verdict_phrase};
use crate::{
    clauses::{Term, say_days, say_limit},
    model::Channel,
    name::Id,
    phrase::{PhraseId, Said, Value, ids},
    time::{Date, Instant, Interval, Intervals, Millis, TimeOfDay},
    verdict::{Acted, Choice, CountedBy, EventRef, HolidayApplied, Reason, Step, Unobserved},
};

impl Render<'_> {
    /// A step as sentences, one an element.
    #[must_use]
    pub fn step(&self, step: &Step) -> Vec<String> {
        self.sentences(step).iter().map(|sentence| capitalised(sentence)).collect()
    }

    /// Why time of an availability is unexplained: a sentence for each cause that left some of it so.
    #[must_use]
    pub fn unexplained(&self, reason: &Reason) -> Vec<String> {
        let unknown = reason.steps.iter().find_map(|step| match step {
            Step::Unknown { intervals, .. } => Some(Intervals::from_unsorted(intervals.iter().copied())),
            _ => None,
        });
        let Some(unknown) = unknown else { return Vec::new() };
        let left = |intervals: &[Interval]| {
            !Intervals::from_unsorted(intervals.iter().copied()).intersect(&unknown).is_empty()
        };
        let why = reason.steps.iter().filter(|step| match step {
            Step::Unobserved { intervals, .. } | Step::Disputed { intervals, .. } => left(intervals),
            Step::Outage(finding) => {
                left(&finding.unclear) || is_undecided(&finding.decided_by) && left(&[finding.interval])
            }
            _ => false,
        });
        why.flat_map(|step| self.step(step)).collect()
    }

    fn sentences(&self, step: &Step) -> Vec<String> {
        vec![match step {
            Step::Promised { cite } => self.say(&of(ids::STEP_PROMISED).with("cite", self.cite(cite))),
            Step::Chosen(used) => match &used.stated {
                Some(place) => {
                    let said = of(ids::STEP_CHOSEN_STATED).with("choice", of(cite::choice(used.choice)));
                    self.say(&said.with("cite", self.cite(place)))
                }
                None => self.say(&of(ids::STEP_CHOSEN_DEFAULT).with("choice", of(cite::choice(used.choice)))),
            },
            Step::Reported { by, channel } => {
                let id = if channel.is_some() { ids::STEP_REPORTED_BY } else { ids::STEP_REPORTED };
                let said = of(id).with("at", by.at).with("event", self.event(by));
                self.say(&channel.map_or(said.clone(), |channel| said.with("channel", by_channel(channel))))
            }
            Step::Started { at, by } => self.say(&of(ids::STEP_STARTED).with("at", *at).with("event", self.event(by))),
            Step::RowApplies { cite, priority, from, by, limit, corrects_from } => {
                let id = if limit.is_some() { ids::STEP_ROW_APPLIES } else { ids::STEP_ROW_APPLIES_NONE };
                let said = of(id).with("priority", name(priority)).with("from", *from).with("event", self.event(by));
                let said = said.with("cite", self.cite(cite));
                let applies = self.say(&limit.map_or(said.clone(), |limit| said.with("limit", say_limit(limit))));
                return self.with_correction(applies, by, *corrects_from);
            }
            Step::NoRow { from, by, corrects_from } => {
                let said = self.say(&of(ids::STEP_NO_ROW).with("from", *from).with("event", self.event(by)));
                return self.with_correction(said, by, *corrects_from);
            }
            Step::ChannelLacking { cite, demanded, found } => {
                let id = if found.is_some() { ids::STEP_CHANNEL_LACKING_FOUND } else { ids::STEP_CHANNEL_LACKING };
                let said = of(id).with("demanded", self.by_channels(demanded)).with("cite", self.cite(cite));
                self.say(&found.map_or(said.clone(), |found| said.with("found", by_channel(found))))
            }
            Step::OtherRow { cite, row, priority, limit } => {
                let said = of(ids::STEP_OTHER_ROW).with("priority", name(priority)).with("limit", say_limit(*limit));
                self.say(&said.with("row", self.cite(row)).with("cite", self.cite(cite)))
            }
            Step::Paused { from, until, by, ended, why, cite } => {
                let span = match until {
                    Some(until) => self.span(Interval::new(*from, *until)),
                    None => self.say(&of(ids::SPAN_RUNNING).with("from", *from)),
                };
                let id = if ended.is_some() { ids::STEP_PAUSED_ENDED } else { ids::STEP_PAUSED };
                let events: Vec<EventRef> = std::iter::once(by).chain(ended).cloned().collect();
                let said = of(id).with("span", span).with("why", of(cite::why(*why)));
                self.say(&said.with("event", self.events(&events)).with("cite", self.cite_or_silent(cite.as_ref())))
            }
            Step::Windows { cite, within, openings, holidays } => {
                return self.windows(cite.as_ref(), *within, openings, holidays);
            }
            Step::Due { from, limit, at } => {
                self.say(&of(ids::STEP_DUE).with("limit", *limit).with("from", *from).with("at", *at))
            }
            Step::WorkingDays { cite, first, last, days, holidays, .. } => {
                let said = of(ids::STEP_WORKING_DAYS).with("first", self.day(*first)).with("last", self.day(*last));
                let said = said.with("days", self.days_listed(days)).with("cite", self.cite(cite));
                return std::iter::once(self.say(&said)).chain(self.holidays(holidays)).collect();
            }
            Step::DueOnDay { from, limit, cut_off, day_zero, suspended, ends, last, at } => {
                let due = of(ids::STEP_DUE_ON_DAY).with("limit", say_days(*limit)).with("from", *from).with("at", *at);
                let due = due.with("day_zero", self.day(*day_zero)).with("last", self.day(*last));
                let cut_off =
                    cut_off.map(|time| self.say(&of(ids::STEP_DUE_ON_DAY_CUT_OFF).with("time", Value::Time(time))));
                let days = || of(ids::STEP_DUE_ON_DAY_SUSPENDED).with("days", self.days_listed(suspended));
                let suspended = (!suspended.is_empty()).then(|| self.say(&days()));
                let moved = || of(ids::STEP_DUE_ON_DAY_MOVED).with("ends", self.day(*ends));
                let moved = (ends != last).then(|| self.say(&moved().with("last", self.day(*last))));
                return cut_off.into_iter().chain(suspended).chain(moved).chain([self.say(&due)]).collect();
            }
            Step::DaysNotFixed { from, limit, suspended_since } => {
                let id = if suspended_since.is_some() { ids::STEP_DAYS_NOT_FIXED } else { ids::STEP_DAYS_NEVER };
                let said = of(id).with("limit", say_days(*limit)).with("from", *from);
                self.say(&suspended_since.map_or(said.clone(), |since| said.with("since", since)))
            }
            Step::NotLaterThan { old, new: Some(new) } => {
                self.say(&of(ids::STEP_NOT_LATER_THAN).with("old", *old).with("new", *new))
            }
            Step::NotLaterThan { old, new: None } => self.say(&of(ids::STEP_NOT_LATER_THAN_OPEN).with("old", *old)),
            Step::NotBefore { change, used_up } => {
                self.say(&of(ids::STEP_NOT_BEFORE).with("change", *change).with("used_up", *used_up))
            }
            Step::UsedUpWhenSet { change, used, limit } => self
                .say(&of(ids::STEP_USED_UP_WHEN_SET).with("change", *change).with("used", *used).with("limit", *limit)),
            Step::Renewed { at } => self.say(&of(ids::STEP_RENEWED).with("at", *at)),
            Step::ReopenableUntil { until } => self.say(&of(ids::STEP_REOPENABLE_UNTIL).with("until", *until)),
            Step::MovedToOpening { used_up, at } => {
                self.say(&of(ids::STEP_MOVED_TO_OPENING).with("used_up", *used_up).with("at", *at))
            }
            Step::DueNotFixed { from, limit, used } => {
                let left = Millis((limit.0 - used.0).max(0));
                let said = of(ids::STEP_DUE_NOT_FIXED).with("limit", *limit).with("from", *from);
                self.say(&said.with("used", *used).with("left", left))
            }
            Step::Acted { by, at, act } => self.acted(by, *at, *act),
            Step::NoAct { as_of } => self.say(&of(ids::STEP_NO_ACT).with("as_of", *as_of)),
            Step::Disqualified { by, barred, cite } => {
                let said = of(ids::STEP_DISQUALIFIED).with("at", by.at).with("event", self.event(by));
                let said = said.with("barred", of(cite::barred(*barred)));
                self.say(&said.with("cite", self.cite_or_silent(cite.as_ref())))
            }
            Step::Used { from, until, used } => {
                self.say(&of(ids::STEP_USED).with("from", *from).with("until", *until).with("used", *used))
            }
            Step::Period { whole, judged } => self.period_step(*whole, *judged),
            Step::Planned { cite, agreed, acts, counts, beyond } => {
                let planned = self.planned(cite, *agreed, acts, counts);
                let beyond = (!beyond.is_empty())
                    .then(|| self.say(&of(ids::STEP_BEYOND_BUDGET).with("intervals", self.spans(beyond))));
                return std::iter::once(planned).chain(beyond).collect();
            }
            Step::ExcludedTime { cite, by, intervals } => {
                let id = if by.is_some() { ids::STEP_EXCLUDED_TIME_BY } else { ids::STEP_EXCLUDED_TIME };
                let said = of(id).with("intervals", self.spans(intervals)).with("cite", self.cite(cite));
                self.say(&by.as_ref().map_or(said.clone(), |by| said.with("event", self.event(by))))
            }
            Step::Parts { parts, needed } => {
                let parts = parts.iter().map(name).collect::<Vec<_>>();
                self.say(&of(ids::STEP_PARTS).with("parts", Value::List(parts)).with("needed", i64::from(*needed)))
            }
            Step::Runs { runs, .. } if runs.is_empty() => self.text(ids::STEP_RUNS_NONE),
            Step::Runs { runs, .. } => self.say(&of(ids::STEP_RUNS).with("intervals", self.spans(runs))),
            Step::FixedBase { length, base } => {
                self.say(&of(ids::STEP_FIXED_BASE).with("length", *length).with("base", *base))
            }
            Step::Base { cite, window, planned, excluded, base } => {
                let id = if *excluded == Millis::ZERO { ids::STEP_BASE } else { ids::STEP_BASE_EXCLUDED };
                let said = of(id).with("window", *window).with("planned", *planned).with("base", *base);
                let said = if *excluded == Millis::ZERO { said } else { said.with("excluded", *excluded) };
                self.say(&said.with("cite", self.cite_or_silent(cite.as_ref())))
            }
            Step::Outage(finding) => self.outage(finding),
            Step::Down { intervals, .. } if intervals.is_empty() => self.text(ids::STEP_DOWN_NONE),
            Step::Down { intervals, down } => {
                self.say(&of(ids::STEP_DOWN).with("intervals", self.spans(intervals)).with("down", *down))
            }
            Step::Unknown { intervals, unknown } => {
                self.say(&of(ids::STEP_UNKNOWN).with("intervals", self.spans(intervals)).with("unknown", *unknown))
            }
            Step::Unobserved { why, part: _, intervals, cite } => {
                let (id, cite) = match why {
                    Unobserved::NoChecks => (ids::STEP_UNOBSERVED, cite.as_ref()),
                    Unobserved::BeforeFirst => (ids::STEP_UNKNOWN_BEFORE_FIRST, None),
                    Unobserved::Contradicted => (ids::STEP_UNKNOWN_CONTRADICTED, None),
                    Unobserved::Pending => (ids::STEP_UNKNOWN_PENDING, None),
                };
                let said = of(id).with("intervals", self.spans(intervals));
                self.say(&match id {
                    ids::STEP_UNOBSERVED => said.with("cite", self.cite_or_silent(cite)),
                    _ => said,
                })
            }
            Step::LeavesBase { intervals, out, base } => {
                let said = of(ids::STEP_LEAVES_BASE).with("intervals", self.spans(intervals));
                self.say(&said.with("out", *out).with("base", *base))
            }
            Step::Compared { target, base, down, allowed } => {
                let said = of(ids::STEP_COMPARED).with("target", *target).with("base", *base);
                self.say(&said.with("down", *down).with("allowed", *allowed))
            }
            Step::Foreseen { as_of, greatest_base, least_base, down, most_down, plannable_from } => {
                let said = of(ids::STEP_FORESEEN).with("as_of", *as_of).with("down", *down).with("most", *most_down);
                let foreseen = self.say(&said.with("least", *least_base).with("greatest", *greatest_base));
                let plannable = plannable_from.map(|from| self.say(&of(ids::STEP_PLANNABLE).with("from", from)));
                return std::iter::once(foreseen).chain(plannable).collect();
            }
            Step::BeyondCalendar { year } => self.say(&of(ids::STEP_BEYOND_CALENDAR).with("year", i64::from(*year))),
            Step::Disputed { events, intervals } => {
                let disputed = self.say(&of(ids::STEP_DISPUTED).with("events", self.events(events)));
                let time = || self.say(&of(ids::STEP_DISPUTED_TIME).with("intervals", self.spans(intervals)));
                let time = (!intervals.is_empty()).then(time);
                return std::iter::once(disputed).chain(time).collect();
            }
            Step::FactsClosed { cite, until, at } => {
                let said = of(ids::STEP_FACTS_CLOSED).with("until", *until).with("at", *at);
                self.say(&said.with("cite", self.cite(cite)))
            }
            Step::Arose { .. }
            | Step::TakenOver { .. }
            | Step::DutyDue { .. }
            | Step::Insufficient { .. }
            | Step::Performed { .. }
            | Step::Contested { .. } => return self.duty_step(step).into_iter().collect(),
            Step::Concluded { verdict } => {
                self.say(&of(ids::STEP_CONCLUDED).with("verdict", of(verdict_phrase(*verdict))))
            }
        }]
    }

    /// A sentence, and that its event corrects an earlier one, if it does.
    fn with_correction(&self, said: String, by: &EventRef, corrects_from: Option<Instant>) -> Vec<String> {
        let corrected = corrects_from.map(|from| {
            let said = of(ids::STEP_CORRECTED).with("event", self.event(by));
            self.say(&said.with("from", from))
        });
        std::iter::once(said).chain(corrected).collect()
    }

    fn acted(&self, by: &EventRef, at: Instant, act: Acted) -> String {
        let id = if by.at == at { ids::STEP_ACTED } else { ids::STEP_ACTED_COUNTS_AT };
        let said = of(id).with("act", of(cite::act(act))).with("at", at).with("event", self.event(by));
        self.say(&if by.at == at { said } else { said.with("happened", by.at) })
    }

    fn windows(
        &self,
        cite: Option<&crate::model::Cite>,
        within: Interval,
        openings: &[Interval],
        holidays: &[HolidayApplied],
    ) -> Vec<String> {
        let Some(cite) = cite else {
            let said = of(ids::STEP_WINDOWS_ELAPSED).with("from", within.from).with("until", within.until);
            return vec![self.say(&said.with("total", within.length()))];
        };
        let total: Millis = openings.iter().map(|opening| opening.length()).sum();
        // The first millisecond of an opening is all that a reason needs to show when it opens.
        if let [opening] = openings
            && total == Millis(1)
            && opening.until == within.until
        {
            return vec![self.say(&of(ids::STEP_WINDOWS_OPENS).with("at", opening.from).with("cite", self.cite(cite)))];
        }
        let (id, many) = match openings.len() {
            0 => (ids::STEP_WINDOWS_NONE, false),
            n if n > super::span::MOST_LISTED => (ids::STEP_WINDOWS_MANY, true),
            _ => (ids::STEP_WINDOWS, false),
        };
        let said = of(id).with("from", within.from).with("until", within.until).with("cite", self.cite(cite));
        let said = said.with("total", total).with("openings", self.spans(openings));
        let said = if many { said.with("n", super::count(openings.len())) } else { said };
        std::iter::once(self.say(&said)).chain(self.holidays(holidays)).collect()
    }

    /// The holidays on which a calendar was closed, if there were any.
    fn holidays(&self, holidays: &[HolidayApplied]) -> Option<String> {
        if holidays.is_empty() {
            return None;
        }
        let lang = self.catalogue().lang();
        let shown = holidays.iter().take(super::span::MOST_LISTED * 2).map(|day| {
            let named = day.name.iter().find(|(tag, _)| tag == lang.as_str()).or(day.name.first());
            let called = named.map(|(_, name)| format!(" {}", super::visible(name))).unwrap_or_default();
            format!("{}{called}", self.day(day.date))
        });
        let days = self.listed(shown.collect(), holidays.len());
        let mut regions: Vec<String> = holidays.iter().filter_map(|day| self.region(&day.source)).collect();
        regions.dedup();
        let said = if regions.is_empty() { of(ids::STEP_HOLIDAYS) } else { of(ids::STEP_HOLIDAYS_OF) };
        let said = if regions.is_empty() { said } else { said.with("regions", regions.join(", ")) };
        Some(self.say(&said.with("days", days)))
    }

    /// Days with commas; of very many only the first, and how many more.
    fn days_listed(&self, days: &[Date]) -> String {
        self.listed(days.iter().take(super::span::MOST_LISTED).map(|day| self.day(*day)).collect(), days.len())
    }

    /// What the language calls the region whose list a holiday is in; none for a list of the contract's own.
    fn region(&self, source: &str) -> Option<String> {
        let key = source.to_lowercase().replace('-', "_");
        crate::phrase::PhraseId::find("region", &key).map(|id| self.text(id))
    }

    fn period_step(&self, whole: Interval, judged: Interval) -> String {
        let (first, last) = self.days(whole);
        let id = if whole == judged { ids::STEP_PERIOD } else { ids::STEP_PERIOD_PART };
        let said = of(id).with("first", first).with("last", last);
        self.say(&if whole == judged { said } else { said.with("from", judged.from).with("until", judged.until) })
    }

    /// The first and the last civil day of a span.
    pub(crate) fn days(&self, span: Interval) -> (Date, Date) {
        let (first, _) = self.zone.local(span.from);
        let (last, reading) = self.zone.local(span.until);
        let ends_before = reading == TimeOfDay::MIDNIGHT && span.until > span.from;
        (first, last.plus_days(if ends_before { -1 } else { 0 }).unwrap_or(last))
    }

    /// Channels of which one is demanded: `per Telefon oder per Chat`.
    pub(crate) fn by_channels(&self, channels: &[Channel]) -> String {
        let said = channels.iter().map(|channel| self.printer().value(&by_channel(*channel), "channel_by"));
        said.collect::<Vec<_>>().join(&format!(" {} ", self.text(ids::HABIT_OR)))
    }

    /// An event's id, as it may be shown.
    pub(crate) fn event(&self, by: &EventRef) -> String {
        super::visible(&by.id)
    }

    /// The ids of events, with commas.
    pub(crate) fn events(&self, events: &[EventRef]) -> String {
        let shown = events.iter().take(super::span::MOST_LISTED).map(|by| self.event(by)).collect();
        self.listed(shown, events.len())
    }
}

/// Whether an outage stays open since its cause or place is not stated.
fn is_undecided(by: &CountedBy) -> bool {
    match by {
        CountedBy::Choice(used) => used.choice == Choice::UnexplainedUnknown,
        CountedBy::PlaceOnNoSide { choice } => *choice == Choice::UnexplainedUnknown,
        CountedBy::ProviderSide { .. }
        | CountedBy::CustomerSide { .. }
        | CountedBy::CauseExcluded { .. }
        | CountedBy::NoHandoverPoint => false,
    }
}

/// A sentence begins with a capital letter.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

pub(super) fn of(id: PhraseId) -> Said {
    Said::new(id)
}

pub(super) fn name(id: &Id) -> Value {
    Value::Name(id.clone())
}

/// How a report by a channel is said: `per Telefon`.
pub(crate) fn by_channel(channel: Channel) -> Value {
    channel.say("channel_by")
}
