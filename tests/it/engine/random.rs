//! Random contracts and streams on a grid coarse enough that instants meet: changes at due, acts at closing, summer time.
//! What logs do to them is left to `messy`.

use super::fixture::{at, called, contact, event, founding, maintenance, priority, state};
use klausel::{
    Id,
    event::{Event, Happening, MaintenanceAct, State},
    model::{
        Act, Base, Channel, ChannelCondition, Closing, DayHours, Deadline, Evidence, Excluded, LaterCall, ListedDay,
        Model, Otherwise, Party, Pause, PeriodKind, PlannedDowntime, Raised, ReactionAct, Reopened, Unexplained,
        UpdateArm, UpdateEnd,
    },
    time::{Date, Dates, Hours, Instant, Millis, Weekdays},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// Every random instant, limit and opening is a multiple of it.
const STEP: Millis = Millis::minutes(15);

/// Thursday before the clocks are set forward: a window is open, a weekend and summer time follow.
pub(crate) fn origin() -> Instant {
    at("2025-03-27 06:00")
}

pub(crate) fn after(steps: i64) -> Instant {
    origin() + Millis(steps * STEP.0)
}

fn reading(text: &str) -> klausel::time::TimeOfDay {
    text.parse().expect("a reading")
}

/// The founding contract with windows that the naive evaluator can read.
fn plain(has_break: bool, has_holiday: bool, open_sunday: bool) -> Model {
    let mut model = founding();
    let listed = |has: bool| has.then_some(ListedDay::On(Date::new(2025, 3, 28).expect("a date")));
    model.holidays[0].body.regions.clear();
    model.holidays[0].body.without.clear();
    model.holidays[0].body.including = listed(has_holiday).into_iter().collect();
    let window = &mut model.windows[0].body;
    if has_break {
        window.breaks = vec![(reading("12:00"), reading("13:00"))];
    }
    if open_sunday {
        let sunday = Date::new(2025, 3, 30).expect("a date");
        window.on_dates = vec![DayHours {
            dates: Dates::on(sunday),
            days: Weekdays::ALL,
            hours: vec![Hours::same_day(reading("00:00"), reading("06:00"))],
        }];
    }
    model
}

fn windows() -> impl Strategy<Value = Model> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(lunch, holiday, sunday)| plain(lunch, holiday, sunday))
}

fn limit() -> impl Strategy<Value = Option<Deadline>> {
    let hours = select(vec![15, 30, 60, 120, 240, 600, 1440]);
    option::weighted(0.9, hours.prop_map(|minutes| Deadline::Within(Millis::minutes(minutes))))
}

/// A contract with any of the choices that clocks of cases know.
pub(crate) fn case_contract() -> impl Strategy<Value = Model> {
    let rows = vec((limit(), any::<bool>(), limit()), 3);
    let channels = (option::of(select(vec!["hoch", "mittel", "gering"])), any::<bool>());
    let acts = (
        select(vec![None, Some(ReactionAct::PersonalReply), Some(ReactionAct::AnyReply)]),
        select(vec![None, Some(UpdateArm::AtReport), Some(UpdateArm::AtReaction)]),
        select(vec![None, Some(UpdateEnd::Restoration), Some(UpdateEnd::Closing)]),
    );
    let clocks = (
        select(vec![None, Some(Closing::AtClosing), Some(Closing::NextOpening)]),
        select(vec![None, Some(Act::Every), Some(Act::Update)]),
        select(vec![None, Some(Raised::FromChange), Some(Raised::Carry), Some(Raised::Retroactive)]),
        select(vec![None, Some(Reopened::Resume), Some(Reopened::Restart), Some(Reopened::Once)]),
        select(vec![None, Some("betrieb"), Some("rund-um-die-uhr")]),
        any::<bool>(),
    );
    (windows(), rows, channels, acts, clocks).prop_map(|(mut model, rows, (other, later), acts, clocks)| {
        let table = &mut model.priorities[0].body;
        let by_priority = |priority: &Id| match priority.as_str() {
            "hoch" => 0,
            "mittel" => 1,
            _ => 2,
        };
        for row in &mut table.rows {
            let (reaction, phone, update) = &rows[by_priority(&row.priority)];
            row.reaction = *reaction;
            row.update = *update;
            row.reaction_on = match phone {
                true => ChannelCondition::ReportBy(vec![Channel::Phone]),
                false => ChannelCondition::AnyChannel,
            };
        }
        table.without_channel = other.map(|row| Otherwise { channel: Channel::Phone, row: Id::of(row) });
        table.later_call = later.then_some(LaterCall { channel: Channel::Phone });
        (table.reaction, table.update_arm, table.update_end) = acts;
        let (closing, pause, raised, reopened, runs_during, deemed) = clocks;
        (table.closing, table.raised, table.reopened) = (closing, raised, reopened);
        table.pause = pause.map(|holds_for| Pause { holds_for });
        table.runs_during = runs_during.map(Id::of);
        model.desks[0].body.deemed_received = deemed.then(|| Id::of("Betrieb"));
        model
    })
}

fn happening() -> impl Strategy<Value = Happening> {
    let automatic = || prop::bool::weighted(0.15);
    prop_oneof![
        3 => select(vec!["Hoch", "Mittel", "Gering"]).prop_map(priority),
        1 => select(vec!["Incident", "Support"])
            .prop_map(|word| Happening::Categorised { category: word.into(), by: None }),
        2 => Just(called()),
        1 => Just(Happening::Contacted(contact("e-mail", "", ""))),
        3 => automatic().prop_map(|automatic| Happening::Reacted { automatic }),
        4 => automatic().prop_map(|automatic| Happening::Messaged { automatic }),
        2 => automatic().prop_map(|automatic| Happening::Questioned { automatic }),
        2 => Just(Happening::Answered { question: None }),
        1 => Just(Happening::Restored),
        1 => Just(Happening::Closed),
        2 => Just(Happening::Reopened),
    ]
}

/// A case's events, in sequence or without, some of them corrections of an earlier priority.
pub(crate) fn case_events() -> impl Strategy<Value = Vec<Event>> {
    let effect = select(vec!["", "Ausfall", "Beeinträchtigung", "keine"]);
    let extent = select(vec!["", "eine Leistung ganz", "Teil einer Leistung"]);
    let channel = select(vec!["phone", "e-mail", ""]);
    let set = option::weighted(0.3, select(vec!["Hoch", "Mittel", "Gering"]));
    let report = (0..60_i64, channel, effect, extent, set);
    // Mostly on the hour, so that instants meet.
    let later =
        (prop_oneof![(0..70_i64).prop_map(|hour| hour * 4), 0..500_i64], happening(), prop::bool::weighted(0.15));
    (report, vec(later, 0..9), any::<bool>()).prop_map(|(report, later, sequenced)| {
        let (steps, channel, effect, extent, set) = report;
        // A row that depends on what was not said gives no priority, and this evaluator asks for both keys.
        let (effect, extent) = if extent.is_empty() { ("", "") } else { (effect, extent) };
        let (effect, extent) = if effect.is_empty() { ("", "") } else { (effect, extent) };
        let mut report = contact(channel, effect, extent);
        report.priority = set.map(Into::into);
        let mut events = vec![event(after(steps), "INC-1", Happening::Reported(report))];
        for (steps, says, corrects) in later {
            let mut event = event(after(steps), "INC-1", says);
            let can_be_corrected = |held: &&Event| {
                let is_priority = matches!(held.says, Happening::Prioritised { .. } | Happening::Reported(_));
                is_priority && held.at <= event.at && held.corrects.is_none()
            };
            if corrects && matches!(event.says, Happening::Prioritised { .. }) {
                let free =
                    |held: &&Event| !events.iter().any(|other| other.corrects.is_some() && other.corrects == held.id);
                event.corrects = events.iter().filter(can_be_corrected).rfind(free).and_then(|held| held.id.clone());
            }
            event.id = Some(format!("e-{:02}", events.len() + 1).into());
            event.seq = sequenced.then_some(events.len() as u64 + 1);
            if events.len() == 1 {
                events[0].id = Some("e-01".into());
                events[0].seq = sequenced.then_some(1);
            }
            events.push(event);
        }
        super::fixture::input(events)
    })
}

/// A contract with any of the choices that availability knows, measured by the month.
pub(crate) fn service_contract() -> impl Strategy<Value = Model> {
    let base = (select(vec!["betrieb", "rund-um-die-uhr"]), any::<bool>());
    let planned = (any::<bool>(), option::of((select(vec![0, 60, 1440]), select(vec![None, Some(Party::Customer)]))));
    let counting = (
        select(vec![None, Some(true), Some(false)]),
        select(vec![None, Some(Unexplained::Counts), Some(Unexplained::Unknown)]),
        any::<bool>(),
        any::<bool>(),
    );
    let target = select(vec![(100, 0), (999, 1), (985, 1), (95, 0), (50, 0)]);
    (windows(), base, planned, counting, target).prop_map(|(mut model, base, planned, counting, (digits, decimals))| {
        let (standing, agreed) = planned;
        model.planned.retain_mut(|clause| match &mut clause.body {
            PlannedDowntime::Standing { .. } => standing,
            PlannedDowntime::Agreed(rule) => {
                if let Some((lead, party)) = agreed {
                    rule.lead = (lead > 0).then(|| Millis::minutes(lead));
                    rule.agreed_by = party.map(|party| (party, Evidence::TextForm));
                }
                agreed.is_some()
            }
        });
        let (impairment, unexplained, handed_over, excluded) = counting;
        if let Some(outage) = &mut model.outage {
            outage.body.impairment_counts = impairment;
            outage.body.unexplained = unexplained;
        }
        let service = &mut model.services[0].body;
        service.base = Some(Base { window: Id::of(base.0), less_planned: base.1 });
        service.handed_over_at = service.handed_over_at.take().filter(|_| handed_over);
        service.excluded = excluded.then(|| Excluded::CausedBy(vec![Id::of("Fremdsoftware")]));
        let target = klausel::Percent::new(digits, decimals).expect("a percentage");
        service.availability = Some(klausel::model::Availability::AtLeast { target, per: PeriodKind::CalendarMonth });
        model
    })
}

/// Events of the first service in March 2025 and around it, in sequence.
pub(crate) fn service_events() -> impl Strategy<Value = Vec<Event>> {
    let when = || (-2000..1000_i64).prop_map(|hours| hours / 2 * 2);
    let place = select(vec!["", "Router", "Internetanschluss", "anywhere"]);
    let cause = select(vec!["", "power", "Fremdsoftware"]);
    let to = select(vec![State::Down, State::Down, State::Degraded, State::Up, State::Up]);
    let previous = option::weighted(0.2, select(vec![State::Down, State::Degraded, State::Up]));
    let change = (when(), to, place, cause, previous).prop_map(|(when, to, place, cause, previous)| {
        let mut says = state(to, place, cause);
        if let Happening::State(change) = &mut says {
            change.previous = previous;
        }
        (when, says)
    });
    let act = select(vec![
        MaintenanceAct::Agreed,
        MaintenanceAct::Agreed,
        MaintenanceAct::Moved,
        MaintenanceAct::Extended,
        MaintenanceAct::Withdrawn,
        MaintenanceAct::Finished,
    ]);
    let by = select(vec!["customer", "provider"]);
    let form = select(vec!["text_form", "writing", "any_form"]);
    let work = (when(), act, (0..200_i64, 1..40_i64), by, form, select(vec!["A", "B"])).prop_map(
        |(when, act, (lead, length), by, form, name)| {
            let mut says = maintenance(act, "", "");
            if let Happening::Maintenance(said) = &mut says {
                let has_times =
                    matches!(act, MaintenanceAct::Agreed | MaintenanceAct::Moved | MaintenanceAct::Extended);
                let from = after(when + lead);
                said.from = has_times.then_some(from);
                said.until = has_times.then_some(from + Millis(length * STEP.0));
                said.by = Some(by.into());
                said.form = Some(form.into());
                said.agreement = Some(name.into());
            }
            (when, says)
        },
    );
    (vec(change, 0..8), vec(work, 0..6)).prop_map(|(changes, works)| {
        let mut all: Vec<(i64, Happening)> = changes.into_iter().chain(works).collect();
        all.sort_by_key(|(when, _)| *when);
        let events = (1..).zip(all).map(|(seq, (when, says))| {
            let mut event = event(after(when), "SmaWo", says);
            event.seq = Some(seq);
            event
        });
        super::fixture::input(events)
    })
}
