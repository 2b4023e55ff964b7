//! The founding contract as a model made by hand, and short words for events and questions.
//! What they come to is left to the tests beside this file.

use klausel::{
    Glossary, Id, Lang, Percent,
    compile::Program,
    engine::{Monitor, Subject},
    event::{Event, Happening, Line, Maintenance, MaintenanceAct, Probe, Report, State, StateChange},
    model::{
        Act, AgreedDowntime, AnyOr, Availability, Base, Channel, ChannelCondition, Clause, Deadline as Limit, Desk,
        DeskRow, Evidence, Excluded, HandoverPoint, Head, Holidays, Hours, LaterCall, ListedDay, Model, Otherwise,
        OutageRule, PartPeriod, Party, Pause, PeriodKind, Places, PlannedDowntime, Priorities, PriorityRow, Raised,
        ReactionAct, Received, Reopened, Service, ServiceWindow, Text, Unexplained, Unobserved, UpdateArm, UpdateEnd,
    },
    time::{Date, Instant, Interval, Millis, MonthDay, Weekday, Weekdays},
    verdict::{Deadline, Figures, Judgement, Promise, Verdict},
};

/// An instant by its local reading in Berlin, `2025-03-07 17:30`, seconds and milliseconds as needed.
pub(crate) fn at(reading: &str) -> Instant {
    let (date, time) = reading.split_once(' ').expect("a date and a time");
    berlin().instant(date.parse().expect("a date"), time.parse().expect("a time"), klausel::time::Resolve::Start)
}

pub(crate) fn berlin() -> klausel::time::Zone {
    "Europe/Berlin".parse().expect("a zone")
}

pub(crate) fn id(text: &str) -> Id {
    Id::of(text)
}

fn clause<T>(name: &str, body: T) -> Clause<T> {
    Clause { number: None, name: id(name), body, wording: Vec::new() }
}

fn text(text: &str) -> Text {
    Text { lang: Lang::new("de"), text: text.to_owned() }
}

fn reading(text: &str) -> klausel::time::TimeOfDay {
    text.parse().expect("a reading")
}

fn row(priority: &str, effect: AnyOr, extent: AnyOr, react: i64, phone: bool, update: i64) -> PriorityRow {
    PriorityRow {
        priority: id(priority),
        effect,
        extent,
        reaction: Some(Limit::Within(Millis::hours(react))),
        reaction_on: match phone {
            true => ChannelCondition::ReportBy(vec![Channel::Phone]),
            false => ChannelCondition::AnyChannel,
        },
        update: Some(Limit::Within(Millis::hours(update))),
    }
}

/// The founding contract: Betrieb Monday to Friday 8:00 to 18:00 except on holidays in Munich.
pub(crate) fn founding() -> Model {
    let is = |text: &str| AnyOr::Is(id(text));
    let hours = |days, from, until| Hours { days, from: reading(from), until: reading(until), next_day: false };
    let mut glossary = Glossary::default();
    for (de, en) in [("Hoch", "High"), ("Mittel", "Medium"), ("Gering", "Low"), ("Fremdsoftware", "Customer software")]
    {
        glossary.bind(id(de), Lang::new("de"), de);
        glossary.bind(id(de), Lang::new("en"), en);
    }
    let availability = |target, decimals| {
        let target = Percent::new(target, decimals).expect("a percentage");
        Some(Availability::AtLeast { target, per: PeriodKind::CalendarYear })
    };
    let base = Some(Base { window: id("Betrieb"), less_planned: true });
    Model {
        head: Head {
            name: id("Systembetrieb"),
            lang: Lang::new("de"),
            document: None,
            in_force_from: Date::new(2022, 12, 1),
            in_force_through: None,
            provider: Some(text("TRAUT")),
            customer: Some(text("Kunde")),
            zone: berlin(),
            instants: None,
            working_days: None,
            facts_closed: None,
            authoritative: None,
            notes: Vec::new(),
            wording: Vec::new(),
        },
        glossary,
        holidays: vec![clause(
            "München",
            Holidays {
                regions: vec![id("DE-BY")],
                including: vec![ListedDay::Yearly(MonthDay::new(8, 15).unwrap())],
                without: vec![ListedDay::Yearly(MonthDay::new(8, 8).unwrap())],
            },
        )],
        windows: vec![
            clause(
                "Betrieb",
                ServiceWindow {
                    hours: vec![hours(Weekdays::range(Weekday::Monday, Weekday::Friday), "08:00", "18:00")],
                    except_holidays: vec![id("München")],
                    ..ServiceWindow::default()
                },
            ),
            clause(
                "Rund um die Uhr",
                ServiceWindow { hours: vec![hours(Weekdays::ALL, "00:00", "24:00")], ..ServiceWindow::default() },
            ),
        ],
        handover_points: vec![clause(
            "Router TRAUT",
            HandoverPoint {
                provider_side: vec![id("Router"), id("Anwendungsserver")],
                customer_side: vec![id("Internetanschluss"), id("Fremdsoftware")],
                ..HandoverPoint::default()
            },
        )],
        planned: vec![
            clause("Pauschal", PlannedDowntime::Standing { outside: id("Betrieb") }),
            clause(
                "Abgestimmt",
                PlannedDowntime::Agreed(AgreedDowntime {
                    agreed_by: Some((Party::Customer, Evidence::TextForm)),
                    silence_is_no_consent: true,
                    terms_stated: true,
                    overrun_counts: true,
                    ..AgreedDowntime::default()
                }),
            ),
        ],
        outage: Some(clause(
            "Maßstab",
            OutageRule {
                no_user: true,
                impairment_defined: true,
                impairment_counts: Some(false),
                starts_when_detected: true,
                ends_when_usable: true,
                unexplained: Some(Unexplained::Counts),
                unobserved: Some(Unobserved::Unknown),
                ..OutageRule::default()
            },
        )),
        services: vec![
            clause(
                "SmaWo",
                Service {
                    operated_during: Some(id("Betrieb")),
                    handed_over_at: Some(id("Router TRAUT")),
                    availability: availability(985, 1),
                    base: base.clone(),
                    excluded: Some(Excluded::CausedBy(vec![id("Fremdsoftware")])),
                    part_period: Some(PartPeriod::TimeInForce),
                    ..Service::default()
                },
            ),
            clause(
                "SmaWo Lite",
                Service {
                    operated_during: Some(id("Betrieb")),
                    availability: Some(Availability::NoneAgreed),
                    ..Service::default()
                },
            ),
            clause(
                "Call Connect",
                Service {
                    operated_during: Some(id("Betrieb")),
                    availability: availability(999, 1),
                    base,
                    excluded: Some(Excluded::Nothing),
                    ..Service::default()
                },
            ),
        ],
        desks: vec![clause(
            "TRAUT Kundenservice",
            Desk {
                reachable_during: Some(id("Betrieb")),
                deemed_received: Some(id("Betrieb")),
                rows: vec![
                    DeskRow { channel: Channel::Phone, address: text("+49"), received: Received::CallAnswered },
                    DeskRow { channel: Channel::Email, address: text("service@"), received: Received::ArrivesInInbox },
                ],
                voicemail_counts_as: Some(Channel::Email),
            },
        )],
        priorities: vec![clause(
            "Incidents",
            Priorities {
                category: Some(id("Incident")),
                runs_during: Some(id("Betrieb")),
                effects: vec![id("Ausfall"), id("Beeinträchtigung"), id("keine")],
                extents: vec![id("eine Leistung ganz"), id("Teil einer Leistung")],
                set_by: Some(Party::Provider),
                rows: vec![
                    row("Hoch", is("Ausfall"), is("eine Leistung ganz"), 1, true, 2),
                    row("Mittel", is("Ausfall"), is("Teil einer Leistung"), 4, true, 4),
                    row("Mittel", is("Beeinträchtigung"), AnyOr::Any, 4, true, 4),
                    row("Gering", AnyOr::Otherwise, AnyOr::Otherwise, 24, false, 48),
                ],
                without_channel: Some(Otherwise { channel: Channel::Phone, row: id("Gering") }),
                later_call: Some(LaterCall { channel: Channel::Phone }),
                reaction: Some(ReactionAct::PersonalReply),
                update_is_message: true,
                update_arm: Some(UpdateArm::AtReaction),
                update_end: Some(UpdateEnd::Restoration),
                closing: None,
                cut_off: None,
                working_day_end: None,
                day_end: None,
                day_moves: None,
                pause: Some(Pause { holds_for: Act::Every }),
                raised: Some(Raised::FromChange),
                reopened: Some(Reopened::Resume),
                no_restoration_period: true,
                ..Priorities::default()
            },
        )],
        glossaries: vec![clause("Systembetrieb", ())],
    }
}

pub(crate) fn program(model: &Model) -> Program {
    Program::compile(model, &Places::default()).expect("a contract that compiles")
}

/// An event of the desk about a case or of the monitoring about a service.
pub(crate) fn event(at: Instant, subject: &str, says: Happening) -> Event {
    Event {
        id: None,
        at,
        known_at: None,
        source: "desk".into(),
        rank: 0,
        seq: None,
        corrects: None,
        subject: subject.into(),
        says,
        line: Line { input: 0, line: 0 },
    }
}

/// Events in the order in which they stand in an input: each has its line and, unless it has one, an id of its own.
pub(crate) fn input(events: impl IntoIterator<Item = Event>) -> Vec<Event> {
    let numbered = (1..).zip(events).map(|(line, mut event)| {
        event.line = Line { input: 0, line };
        event.id.get_or_insert_with(|| format!("e-{line}").into());
        event
    });
    numbered.collect()
}

pub(crate) fn report(channel: &str, effect: &str, extent: &str) -> Happening {
    Happening::Reported(contact(channel, effect, extent))
}

pub(crate) fn contact(channel: &str, effect: &str, extent: &str) -> Report {
    let said = |word: &str| (!word.is_empty()).then(|| word.into());
    Report { channel: said(channel), effect: said(effect), extent: said(extent), ..Report::default() }
}

pub(crate) fn called() -> Happening {
    Happening::Contacted(contact("phone", "", ""))
}

pub(crate) fn priority(word: &str) -> Happening {
    Happening::Prioritised { priority: word.into(), by: None }
}

pub(crate) fn reply() -> Happening {
    Happening::Reacted { automatic: false }
}

pub(crate) fn message() -> Happening {
    Happening::Messaged { automatic: false }
}

pub(crate) fn question() -> Happening {
    Happening::Questioned { automatic: false }
}

pub(crate) fn state(state: State, place: &str, cause: &str) -> Happening {
    let said = |word: &str| (!word.is_empty()).then(|| word.into());
    let (place, cause) = (said(place), said(cause));
    let (previous, part, degree, incident, reported) = (None, None, None, None, None);
    Happening::State(StateChange { state, previous, place, cause, part, degree, incident, reported })
}

/// A check of monitoring.
pub(crate) fn check(ok: bool) -> Happening {
    Happening::Probe(Probe { ok, ..Probe::default() })
}

pub(crate) fn maintenance(act: MaintenanceAct, from: &str, until: &str) -> Happening {
    let said = |reading: &str| (!reading.is_empty()).then(|| at(reading));
    Happening::Maintenance(Maintenance {
        act,
        agreement: None,
        from: said(from),
        until: said(until),
        by: Some("customer".into()),
        form: Some("text_form".into()),
    })
}

/// A monitor of a contract that has taken the events.
pub(crate) fn monitor(model: &Model, events: Vec<Event>) -> Monitor {
    let mut monitor = Monitor::new(program(model));
    monitor.push_all(events);
    monitor
}

/// What a case comes to as of an instant.
pub(crate) struct Case(Vec<Judgement>);

pub(crate) fn case(model: &Model, as_of: &str, events: &[(&str, Happening)]) -> Case {
    let events = events.iter().map(|(when, says)| event(at(when), "INC-1", says.clone()));
    judged(model, at(as_of), input(events))
}

pub(crate) fn judged(model: &Model, as_of: Instant, events: Vec<Event>) -> Case {
    let monitor = monitor(model, events);
    let instants = klausel::engine::Instants { as_of, known_as_of: as_of };
    Case(monitor.judgements(&Subject::Case("INC-1".into()), instants))
}

impl Case {
    pub(crate) fn reaction(&self) -> (Verdict, &Deadline) {
        let reaction = self.0.iter().find(|one| one.promise == Promise::Reaction).expect("a reaction");
        (reaction.verdict, deadline(reaction))
    }

    pub(crate) fn stage(&self) -> klausel::verdict::Stage {
        self.0.iter().find(|one| one.promise == Promise::Reaction).expect("a reaction").stage
    }

    pub(crate) fn updates(&self) -> Vec<&Judgement> {
        self.0.iter().filter(|one| one.promise == Promise::Update).collect()
    }

    /// Beginning, due and verdict of each gap.
    pub(crate) fn gaps(&self) -> Vec<(Instant, Option<Instant>, Verdict)> {
        let gap = |one: &&Judgement| (deadline(one).started_at.expect("a start"), deadline(one).due_at, one.verdict);
        self.updates().iter().map(gap).collect()
    }
}

pub(crate) fn deadline(judgement: &Judgement) -> &Deadline {
    match &judgement.figures {
        Figures::Deadline(deadline) => deadline,
        _ => panic!("a deadline"),
    }
}

pub(crate) fn availability(judgement: &Judgement) -> &klausel::verdict::Availability {
    match &judgement.figures {
        Figures::Availability(figures) => figures,
        _ => panic!("an availability"),
    }
}

/// What a service comes to in the year 2025.
pub(crate) fn year_2025(model: &Model, service: &str, as_of: &str, events: Vec<Event>) -> Judgement {
    let monitor = monitor(model, events);
    let as_of = at(as_of);
    let service = monitor.program().service(service).expect("a service");
    let year = Interval::new(at("2025-01-01 00:00"), at("2026-01-01 00:00"));
    let instants = klausel::engine::Instants { as_of, known_as_of: as_of };
    let mut found = monitor.judgements(&Subject::Service(service, year), instants);
    assert_eq!(found.len(), 1);
    found.remove(0)
}
