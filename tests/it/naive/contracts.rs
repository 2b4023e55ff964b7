//! Random contracts: every choice of windows, cases and services drawn, with a place and a season in which clocks change.
//! What happens under them is left to `streams`.

use crate::engine::fixture::founding;
use klausel::{
    Id, Percent,
    compile::{CompileError, Program},
    model::{
        Act, AgreedDowntime, Availability, Base, Channel, ChannelCondition, Clause, Closing, DayHours, Deadline, Desk,
        DeskRow, EveryHours, Evidence, Excluded, HolidayHours, Holidays, Hours, LaterCall, ListedDay, Model, NthHours,
        Otherwise, PartPeriod, Party, Pause, PeriodKind, Places, PlannedDowntime, Raised, ReactionAct, Received, Reopened,
        ServiceWindow, Text, Unexplained, UpdateArm, UpdateEnd,
    },
    time::{
        Date, Dates, EveryWeeks, Hours as Readings, Instant, Interval, Millis, MonthDay, Nth, Removes, Repeated, Resolve,
        Skipped, TimeOfDay, Weekday, Weekdays, Zone,
    },
};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// A contract, and the instant about which things happen under it.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub(super) model: Model,
    pub(super) program: Program,
    pub(super) origin: Instant,
}

/// Zones, and days shortly before their clocks change or something else is unusual.
const SCENES: [(&str, &str); 9] = [
    ("Europe/Berlin", "2025-03-27"),
    ("Europe/Berlin", "2025-10-23"),
    ("Europe/Berlin", "2024-02-27"),
    ("America/New_York", "2025-03-06"),
    ("America/New_York", "2025-10-30"),
    ("Australia/Lord_Howe", "2025-04-03"),
    ("Australia/Lord_Howe", "2025-10-02"),
    ("America/Sao_Paulo", "2018-11-01"),
    ("UTC", "2025-12-29"),
];

fn zone(name: &str) -> Zone {
    name.parse().expect("a zone")
}

pub(super) fn drawn() -> impl Strategy<Value = Drawn> {
    let scene = select(&SCENES[..]);
    scene.prop_flat_map(|(place, day)| {
        let day: Date = day.parse().expect("a date");
        let (windows, cases) = (windows(day), (table(), desks()));
        let services = (services(), planned(), outage(), term(day));
        (windows, cases, services).prop_filter_map("windows that contradict themselves", move |(windows, cases, rest)| {
            let mut model = founding();
            model.head.zone = zone(place);
            (model.holidays, model.windows) = windows;
            let ((table, names), desks) = cases;
            set_table(&mut model, table, names);
            model.desks = desks;
            let (services, planned, outage, term) = rest;
            set_services(&mut model, services);
            model.planned = planned;
            set_outage(&mut model, outage);
            (model.head.in_force_from, model.head.in_force_through) = term;
            let program = match Program::compile(&model, &Places::default()) {
                Ok(program) => program,
                Err(CompileError::Window { .. }) => return None,
                Err(other) => panic!("{other}"),
            };
            let origin = model.head.zone.instant(day, TimeOfDay::hm(6, 0).expect("a reading"), Resolve::Start);
            Some(Drawn { model, program, origin })
        })
    })
}

impl Drawn {
    /// The measuring period of the first service that holds an instant.
    pub(super) fn period(&self, at: Instant) -> Interval {
        let Some(Availability::AtLeast { per, .. }) = self.model.services[0].body.availability else {
            panic!("a promise")
        };
        let months = match per {
            PeriodKind::CalendarYear => 12,
            PeriodKind::CalendarHalfYear => 6,
            PeriodKind::CalendarQuarter => 3,
            PeriodKind::CalendarMonth => 1,
        };
        let zone = self.model.head.zone;
        let date = zone.local(at).0;
        let first = Date::new(date.year(), (date.month() - 1) / months * months + 1, 1).expect("a date");
        let next = first.plus_months(months).expect("a date");
        Interval::new(zone.first_instant_of(first), zone.first_instant_of(next))
    }
}

fn clause<T>(name: &str, body: T) -> Clause<T> {
    Clause { number: None, name: Id::of(name), body, wording: Vec::new() }
}

type Windows = (Vec<Clause<Holidays>>, Vec<Clause<ServiceWindow>>);

/// The windows that a contract may name.
const WINDOWS: [&str; 4] = ["tag", "nacht", "immer", "gemischt"];

fn windows(day: Date) -> impl Strategy<Value = Windows> {
    let holidays = (holidays(day), holidays(day));
    (holidays, window(day, false), window(day, true), mixed()).prop_map(|(holidays, own, night, mixed)| {
        let always = ServiceWindow { always: true, ..ServiceWindow::default() };
        let windows = [own, night, always, mixed];
        let named = WINDOWS.iter().zip(windows).map(|(name, body)| clause(name, body));
        (vec![clause("eins", holidays.0), clause("zwei", holidays.1)], named.collect())
    })
}

fn holidays(day: Date) -> impl Strategy<Value = Holidays> {
    let near = move |offset: i64| day.plus_days(offset).expect("a date");
    let listed = prop_oneof![
        3 => (-3..8_i64).prop_map(move |offset| ListedDay::On(near(offset))),
        1 => (-3..8_i64, 0..3_i64).prop_map(move |(offset, length)| ListedDay::Through(near(offset), near(offset + length))),
        1 => (-3..8_i64).prop_map(move |offset| ListedDay::Yearly(MonthDay::of(near(offset)))),
    ];
    (vec(listed.clone(), 0..3), vec(listed, 0..2))
        .prop_map(|(including, without)| Holidays { regions: Vec::new(), including, without })
}

fn reading() -> impl Strategy<Value = TimeOfDay> {
    prop_oneof![
        3 => select(vec![0, 120, 150, 180, 360, 480, 720, 780, 1080, 1440]),
        1 => (0..=96_u32).prop_map(|quarter| quarter * 15),
    ]
    .prop_map(|minutes| TimeOfDay::from_millis(minutes * 60_000).expect("a reading"))
}

/// Hours of at least one hour on one day or over midnight.
fn hours(night: bool) -> impl Strategy<Value = Readings> {
    (reading(), reading(), prop::bool::weighted(if night { 0.7 } else { 0.1 })).prop_filter_map(
        "hours of an hour at least",
        |(a, b, next)| {
            let (from, until) = if a.as_millis() <= b.as_millis() { (a, b) } else { (b, a) };
            if next {
                let length = 86_400_000 - (until.as_millis() - from.as_millis());
                return (length >= 3_600_000 && until != TimeOfDay::END).then(|| Readings::over_midnight(until, from));
            }
            (until.as_millis() - from.as_millis() >= 3_600_000).then(|| Readings::same_day(from, until))
        },
    )
}

fn weekdays() -> impl Strategy<Value = Weekdays> {
    prop_oneof![
        2 => Just(Weekdays::ALL),
        3 => Just(Weekdays::MONDAY_TO_FRIDAY),
        2 => (0..7_usize, 0..7_usize).prop_map(|(first, last)| Weekdays::range(Weekday::ALL[first], Weekday::ALL[last])),
    ]
}

/// A window with hours of its own.
fn window(day: Date, night: bool) -> impl Strategy<Value = ServiceWindow> {
    let near = move |offset: i64| day.plus_days(offset).expect("a date");
    let weekly = (weekdays(), hours(night)).prop_map(|(days, hours)| Hours {
        days,
        from: hours.from,
        until: hours.until,
        next_day: hours.ends == klausel::time::Ends::NextDay,
    });
    let every = (1..4_u32, -20..20_i64, weekdays(), vec(hours(false), 1..2)).prop_map(move |(weeks, offset, days, hours)| {
        EveryHours { every: EveryWeeks { weeks, from: near(offset) }, days, hours }
    });
    let nth = (prop_oneof![(1..6_u32).prop_map(Nth::Number), Just(Nth::Last)], 0..7_usize, vec(hours(false), 0..2))
        .prop_map(|(nth, day, hours)| NthHours { nth, day: Weekday::ALL[day], hours });
    let dates = (0..6_i64, 0..3_i64, any::<bool>()).prop_map(move |(offset, length, yearly)| {
        let (from, until) = (near(offset), near(offset + length));
        if yearly {
            Dates::Yearly { from: MonthDay::of(from), until: MonthDay::of(until) }
        } else {
            Dates::Range { from, until }
        }
    });
    let on_dates = (dates, weekdays(), vec(hours(false), 0..2)).prop_map(|(dates, days, hours)| DayHours { dates, days, hours });
    let list = || select(vec!["eins", "zwei"]);
    let on_holidays = (list(), vec(hours(false), 1..2)).prop_map(|(list, hours)| HolidayHours { list: Id::of(list), hours });
    let rare = |weight| prop::bool::weighted(weight);
    let breaks = option::weighted(0.3, (reading(), reading())).prop_map(|said| {
        let ordered = |(a, b): (TimeOfDay, TimeOfDay)| if a <= b { (a, b) } else { (b, a) };
        said.map(ordered).filter(|(from, until)| from < until && until.as_millis() - from.as_millis() < 14_400_000)
    });
    let rules = (vec(weekly, 1..3), (rare(0.2), every), (rare(0.2), nth), (rare(0.3), on_dates));
    let days = ((rare(0.4), list()), (rare(0.3), on_holidays), breaks);
    let choices = (
        select(vec![None, Some(Removes::WindowsStarting), Some(Removes::CivilDay)]),
        select(vec![None, Some(Repeated::Twice), Some(Repeated::Once)]),
        select(vec![None, Some(Skipped::Absent), Some(Skipped::Shifted)]),
        option::weighted(0.2, select(&SCENES[..]).prop_map(|(name, _)| zone(name))),
    );
    (rules, days, choices).prop_map(|((hours, every, nth, on_dates), days, choices)| {
        fn said<T>((is, what): (bool, T)) -> Vec<T> {
            is.then_some(what).into_iter().collect()
        }
        let (except, on_holidays, breaks) = days;
        let (holiday_removes, repeated, skipped, zone) = choices;
        ServiceWindow {
            hours,
            every: said(every),
            nth: said(nth),
            on_dates: said(on_dates),
            except_holidays: said(except).into_iter().map(Id::of).collect(),
            on_holidays: said(on_holidays),
            breaks: breaks.into_iter().collect(),
            zone,
            holiday_removes,
            repeated,
            skipped,
            ..ServiceWindow::default()
        }
    })
}

/// A window made of the others.
fn mixed() -> impl Strategy<Value = ServiceWindow> {
    let part = || select(&WINDOWS[..3]).prop_map(Id::of);
    (vec(part(), 1..3), vec(part(), 0..2), vec(part(), 0..2)).prop_map(|(together, only_within, without)| ServiceWindow {
        together,
        only_within,
        without: without.into_iter().filter(|name| name.as_str() != "immer").collect(),
        ..ServiceWindow::default()
    })
}

fn limit() -> impl Strategy<Value = Option<Deadline>> {
    let minutes = select(vec![0, 15, 30, 60, 120, 240, 600, 1440, 2880]);
    option::weighted(0.9, minutes.prop_map(|minutes| Deadline::Within(Millis::minutes(minutes))))
}

/// The rows, and which window, category and other row the table names.
type Table = (klausel::model::Priorities, Vec<(Option<Deadline>, ChannelCondition, Option<Deadline>)>);

fn channels() -> impl Strategy<Value = ChannelCondition> {
    let one = || select(vec![Channel::Phone, Channel::Phone, Channel::Email, Channel::Portal]);
    prop_oneof![
        Just(ChannelCondition::AnyChannel),
        one().prop_map(|channel| ChannelCondition::ReportBy(vec![channel])),
        (one(), one()).prop_map(|(a, b)| ChannelCondition::ReportBy(vec![a, b])),
    ]
}

fn table() -> impl Strategy<Value = Table> {
    let channel = || select(vec![Channel::Phone, Channel::Phone, Channel::Email]);
    let rows = vec((limit(), channels(), limit()), 3);
    let other = option::of((channel(), select(vec!["hoch", "mittel", "gering"])));
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
    );
    let names = (option::weighted(0.8, select(&WINDOWS[..])), option::weighted(0.5, Just("incident")));
    (rows, other, option::of(channel()), acts, clocks, names).prop_map(|(rows, other, later, acts, clocks, names)| {
        let (reaction, update_arm, update_end) = acts;
        let (closing, pause, raised, reopened) = clocks;
        let table = klausel::model::Priorities {
            category: names.1.map(Id::of),
            runs_during: names.0.map(Id::of),
            without_channel: other.map(|(channel, row)| Otherwise { channel, row: Id::of(row) }),
            later_call: later.map(|channel| LaterCall { channel }),
            reaction,
            update_arm,
            update_end,
            closing,
            pause: pause.map(|holds_for| Pause { holds_for }),
            raised,
            reopened,
            ..klausel::model::Priorities::default()
        };
        (table, rows)
    })
}

/// Keeps the founding table's keys.
fn set_table(
    model: &mut Model,
    table: klausel::model::Priorities,
    rows: Vec<(Option<Deadline>, ChannelCondition, Option<Deadline>)>,
) {
    let held = &mut model.priorities[0].body;
    let kept = (std::mem::take(&mut held.rows), std::mem::take(&mut held.effects), std::mem::take(&mut held.extents));
    *held = klausel::model::Priorities { rows: kept.0, effects: kept.1, extents: kept.2, ..table };
    let place = |priority: &Id| ["hoch", "mittel", "gering"].iter().position(|held| *held == priority.as_str());
    for row in &mut held.rows {
        let (reaction, reaction_on, update) = &rows[place(&row.priority).expect("a priority")];
        (row.reaction, row.reaction_on, row.update) = (*reaction, reaction_on.clone(), *update);
    }
}

fn desks() -> impl Strategy<Value = Vec<Clause<Desk>>> {
    let row = |channel| DeskRow {
        channel,
        address: Text { lang: klausel::Lang::new("de"), text: "x".to_owned() },
        received: Received::ArrivesInInbox,
    };
    let deemed = || option::of(select(&WINDOWS[..]));
    let voicemail = select(vec![None, Some(Channel::Phone), Some(Channel::Email)]);
    (deemed(), deemed(), any::<bool>(), voicemail).prop_map(move |(first, second, has_second, voicemail_counts_as)| {
        let desk = |channels: &[Channel], deemed: Option<&str>, voicemail_counts_as| Desk {
            reachable_during: None,
            deemed_received: deemed.map(Id::of),
            rows: channels.iter().copied().map(row).collect(),
            voicemail_counts_as,
        };
        let mut desks = vec![clause("eins", desk(&[Channel::Phone, Channel::Email], first, voicemail_counts_as))];
        if has_second {
            desks.push(clause("zwei", desk(&[Channel::Portal], second, None)));
        }
        desks
    })
}

struct Promised {
    window: &'static str,
    base: Option<(&'static str, bool)>,
    target: (u64, u8),
    per: PeriodKind,
    handed_over: bool,
    excluded: Option<Excluded>,
    part_period: Option<PartPeriod>,
}

impl std::fmt::Debug for Promised {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.window)
    }
}

fn services() -> impl Strategy<Value = Promised> {
    let targets = vec![(100, 0), (9999, 2), (999, 1), (985, 1), (95, 0), (50, 0), (0, 0)];
    (
        (select(&WINDOWS[..]), option::weighted(0.8, (select(&WINDOWS[..]), any::<bool>()))),
        (select(targets), prop_oneof![3 => Just(PeriodKind::CalendarMonth), 1 => Just(PeriodKind::CalendarQuarter)]),
        any::<bool>(),
        select(vec![None, Some(Excluded::Nothing), Some(Excluded::CausedBy(vec![Id::of("Fremdsoftware")]))]),
        select(vec![None, Some(PartPeriod::TimeInForce), Some(PartPeriod::NotJudged)]),
    )
        .prop_map(|((window, base), (target, per), handed_over, excluded, part_period)| Promised {
            window,
            base,
            target,
            per,
            handed_over,
            excluded,
            part_period,
        })
}

fn set_services(model: &mut Model, promised: Promised) {
    let service = &mut model.services[0].body;
    let (digits, decimals) = promised.target;
    let target = Percent::new(digits, decimals).expect("a percentage");
    service.availability = Some(Availability::AtLeast { target, per: promised.per });
    service.operated_during = Some(Id::of(promised.window));
    service.base = promised.base.map(|(window, less_planned)| Base { window: Id::of(window), less_planned });
    service.handed_over_at = service.handed_over_at.take().filter(|_| promised.handed_over);
    service.excluded = promised.excluded;
    service.part_period = promised.part_period;
    for other in &mut model.services[1..] {
        other.body.availability = Some(Availability::NoneAgreed);
        other.body.operated_during = None;
        other.body.base = None;
    }
}

fn planned() -> impl Strategy<Value = Vec<Clause<PlannedDowntime>>> {
    let lead = select(vec![None, Some(60), Some(1440)]);
    let form = select(vec![Evidence::TextForm, Evidence::Writing, Evidence::AnyForm]);
    let by = option::of((select(vec![Party::Customer, Party::Provider]), form));
    let agreed = (lead, by).prop_map(|(lead, agreed_by)| AgreedDowntime {
        agreed_by,
        lead: lead.map(Millis::minutes),
        ..AgreedDowntime::default()
    });
    (option::weighted(0.4, select(&WINDOWS[..])), vec(agreed, 0..3)).prop_map(|(outside, agreed)| {
        let standing = outside.map(|outside| clause("stand", PlannedDowntime::Standing { outside: Id::of(outside) }));
        let named = agreed.into_iter().enumerate();
        let agreed = named.map(|(n, rule)| clause(&format!("agreed {n}"), PlannedDowntime::Agreed(rule)));
        standing.into_iter().chain(agreed).collect()
    })
}

type OutageChoices = (bool, Option<bool>, Option<Unexplained>);

fn outage() -> impl Strategy<Value = OutageChoices> {
    let unexplained = select(vec![None, Some(Unexplained::Counts), Some(Unexplained::Unknown)]);
    (prop::bool::weighted(0.9), select(vec![None, Some(true), Some(false)]), unexplained)
}

fn set_outage(model: &mut Model, (has_rule, impairment_counts, unexplained): OutageChoices) {
    model.outage = model.outage.take().filter(|_| has_rule);
    if let Some(rule) = &mut model.outage {
        rule.body.impairment_counts = impairment_counts;
        rule.body.unexplained = unexplained;
    }
}

fn term(day: Date) -> impl Strategy<Value = (Option<Date>, Option<Date>)> {
    let near = move |offset: i64| day.plus_days(offset);
    (option::weighted(0.3, -40..10_i64), option::weighted(0.2, 10..60_i64))
        .prop_map(move |(from, through)| (from.and_then(near), through.and_then(near)))
}
