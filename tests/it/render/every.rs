//! Every kind of step, choice, verdict and reason for not using an event has words in each language.

use crate::query::contract;
use klausel::{
    Id, Lang,
    event::{Line, MaintenanceAct, State, Unused, UnusedReason},
    model::{Channel, Cite, ClauseId, Days, Deadline, Kind},
    phrase::{Catalogue, Piece, class_of},
    render::Render,
    time::{Date, Instant, Interval, Millis},
    verdict::{
        Acted, Barred, Choice, ChoiceUsed, CountedBy, EventRef, HolidayApplied, OutageFinding, Stage, Step, Unobserved,
        Verdict, Why,
    },
};

const CHOICES: [Choice; 83] = [
    Choice::DueAtClosing,
    Choice::DueAtNextOpening,
    Choice::InstantsToMinute,
    Choice::InstantsToMillisecond,
    Choice::NoCutOff,
    Choice::CutOff,
    Choice::WorkingDayEndsAtClosing,
    Choice::WorkingDayEndsAtTime,
    Choice::DayEndsAtMidnight,
    Choice::DayEndsAtSameTime,
    Choice::LastDayMoves,
    Choice::LastDayStays,
    Choice::ElapsedTime,
    Choice::StartsAtReport,
    Choice::ReceivedAtOpening,
    Choice::ReactionIsPersonal,
    Choice::ReactionIsAnyReply,
    Choice::ReactionIsAnyAct,
    Choice::UpdatesFromReport,
    Choice::UpdatesFromReaction,
    Choice::UpdatesEndAtRestoration,
    Choice::UpdatesEndAtClosing,
    Choice::ChangeFromChange,
    Choice::ChangeCarries,
    Choice::ChangeRetroactive,
    Choice::ReopenResumes,
    Choice::ReopenRestarts,
    Choice::ReopenNever,
    Choice::NoChannelNotOwed,
    Choice::NoChannelOtherRow,
    Choice::LaterCallStarts,
    Choice::StartsWhenComplete,
    Choice::StartsWhenDetected,
    Choice::StartsAtEarliest,
    Choice::DueIsInTime,
    Choice::DueIsLate,
    Choice::UpdatesFromContact,
    Choice::UpdatesFromLastContact,
    Choice::SilenceIsOneMiss,
    Choice::SilenceCountsEach,
    Choice::WaitingTakesQuestion,
    Choice::WaitingSuspends,
    Choice::ReopenWithin,
    Choice::BelongsAtStart,
    Choice::BelongsAtDue,
    Choice::BelongsAtEnd,
    Choice::ImpairmentNotCounted,
    Choice::ImpairmentCounts,
    Choice::UnexplainedCounts,
    Choice::UnexplainedUnknown,
    Choice::UnobservedUnknown,
    Choice::UnobservedUp,
    Choice::UnobservedDown,
    Choice::PlannedLeavesBase,
    Choice::PlannedStaysInBase,
    Choice::PartPeriodAsIs,
    Choice::PartPeriodNotJudged,
    Choice::UpWithoutRecord,
    Choice::UnobservedLeavesBase,
    Choice::DownFromFirst,
    Choice::DownFromLast,
    Choice::UpBeforeFirst,
    Choice::UnknownBeforeFirst,
    Choice::EarliestBeforeFirst,
    Choice::RecordStands,
    Choice::ContradictedUnknown,
    Choice::ImpairmentsOfDegree,
    Choice::OutageFromFirst,
    Choice::OutageFromReport,
    Choice::ShortestRun,
    Choice::WholeMinutes,
    Choice::CoincidingCounts,
    Choice::CoincidingExcused,
    Choice::ExcusedStays,
    Choice::ExcusedLeavesBase,
    Choice::DownWithAnyPart,
    Choice::DownWithAllParts,
    Choice::DownWithSomeParts,
    Choice::FixedBase,
    Choice::PartPeriodAsUp,
    Choice::EndsWhenFinished,
    Choice::EndsAsAnnounced,
    Choice::LateFactsChangeNothing,
];

const VERDICTS: [Verdict; 6] =
    [Verdict::Met, Verdict::Missed, Verdict::Open, Verdict::NotOwed, Verdict::Excused, Verdict::Undetermined];

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn span(from: &str, until: &str) -> Interval {
    Interval::new(at(from), at(until))
}

fn event(id: &str) -> EventRef {
    EventRef { source: "desk".into(), id: id.into(), at: at("2025-03-07T17:30:00+01:00") }
}

fn cite(kind: Kind, name: &str) -> Cite {
    ClauseId::new(kind, Id::of(name)).heading()
}

fn row(row: u32) -> Cite {
    ClauseId::new(Kind::Priorities, Id::of("Incidents")).row(row)
}

/// One step of each kind, and one for each way in which a kind is said.
fn steps() -> Vec<Step> {
    let (from, until) = (at("2025-03-07T17:30:00+01:00"), at("2025-03-10T08:30:00+01:00"));
    let friday = span("2025-03-07T17:30:00+01:00", "2025-03-07T18:00:00+01:00");
    let monday = span("2025-03-10T08:00:00+01:00", "2025-03-10T08:30:00+01:00");
    let window = || Some(cite(Kind::ServiceWindow, "Betrieb"));
    let priorities = || cite(Kind::Priorities, "Incidents");
    let holiday = HolidayApplied {
        date: Date::new(2025, 8, 15).unwrap(),
        name: vec![("de".into(), "Mariä Himmelfahrt".into()), ("en".into(), "Assumption Day".into())],
        source: "de-by-assumption".into(),
    };
    let assumption = holiday.clone();
    let own = HolidayApplied { source: String::new(), ..holiday.clone() };
    let opens = Interval::new(monday.from, monday.from + Millis(1));
    let planned = cite(Kind::PlannedDowntime, "Abgestimmt");
    let limit = Millis::hours(1);
    let date = |year, month, day| Date::new(year, month, day).unwrap();
    let due_on_day = |limit, cut_off: Option<&str>, suspended| Step::DueOnDay {
        from,
        limit,
        cut_off: cut_off.map(|time| time.parse().unwrap()),
        day_zero: date(2025, 8, 14),
        suspended,
        ends: date(2025, 8, 17),
        last: date(2025, 8, 18),
        at: until,
    };
    let mut steps = vec![
        Step::Windows {
            cite: window(),
            within: Interval::new(from, until),
            openings: vec![friday, monday],
            holidays: vec![own],
        },
        Step::Windows {
            cite: window(),
            within: Interval::new(from, opens.until),
            openings: vec![opens],
            holidays: Vec::new(),
        },
        Step::Promised { cite: priorities() },
        Step::Reported { by: event("d-1"), channel: Some(Channel::Email) },
        Step::Reported { by: event("d-1"), channel: None },
        Step::Started { at: from, by: event("d-1") },
        Step::RowApplies {
            cite: row(1),
            priority: Id::of("hoch"),
            from,
            by: event("d-1"),
            limit: Some(Deadline::Within(limit)),
            corrects_from: Some(from),
        },
        Step::RowApplies {
            cite: row(1),
            priority: Id::of("hoch"),
            from,
            by: event("d-1"),
            limit: None,
            corrects_from: None,
        },
        Step::ChannelLacking {
            cite: row(1),
            demanded: vec![Channel::Phone, Channel::Chat],
            found: Some(Channel::Email),
        },
        Step::ChannelLacking { cite: row(1), demanded: vec![Channel::Phone], found: None },
        Step::OtherRow {
            cite: priorities(),
            row: row(4),
            priority: Id::of("gering"),
            limit: Deadline::In(Days::WorkingDays(2)),
        },
        Step::Paused {
            from,
            until: Some(until),
            by: event("d-2"),
            ended: Some(event("d-3")),
            why: Why::WaitingForCustomer,
            cite: Some(priorities()),
        },
        Step::Paused { from, until: None, by: event("d-2"), ended: None, why: Why::CaseClosed, cite: None },
        Step::Windows {
            cite: window(),
            within: Interval::new(from, until),
            openings: vec![friday, monday],
            holidays: vec![holiday],
        },
        Step::Windows { cite: window(), within: Interval::new(from, until), openings: vec![], holidays: vec![] },
        Step::Windows {
            cite: window(),
            within: Interval::new(from, until),
            openings: (0..40)
                .map(|n| Interval::new(from + Millis::hours(n), from + Millis(n * 3_600_000 + 1)))
                .collect(),
            holidays: vec![],
        },
        Step::Windows { cite: None, within: Interval::new(from, until), openings: vec![], holidays: vec![] },
        Step::NoRow { from, by: event("d-1"), corrects_from: None },
        Step::Due { from, limit, at: until },
        Step::WorkingDays {
            cite: cite(Kind::Contract, "Systembetrieb"),
            first: date(2025, 8, 14),
            last: date(2025, 8, 18),
            days: vec![date(2025, 8, 14), date(2025, 8, 18)],
            closes: Some(until),
            holidays: vec![assumption],
        },
        due_on_day(Days::WorkingDays(1), Some("16:00"), vec![]),
        due_on_day(Days::Weeks(1), None, vec![date(2025, 8, 14)]),
        Step::DaysNotFixed { from, limit: Days::CalendarDays(30), suspended_since: Some(until) },
        Step::DaysNotFixed { from, limit: Days::Months(1), suspended_since: None },
        Step::NotLaterThan { old: from, new: Some(until) },
        Step::NotLaterThan { old: from, new: None },
        Step::NotBefore { change: until, used_up: from },
        Step::MovedToOpening { used_up: from, at: until },
        Step::DueNotFixed { from, limit, used: Millis::minutes(20) },
        Step::NoAct { as_of: until },
        Step::Used { from, until, used: Millis(3_600_001) },
        Step::Period {
            whole: span("2025-01-01T00:00:00+01:00", "2026-01-01T00:00:00+01:00"),
            judged: span("2025-01-01T00:00:00+01:00", "2026-01-01T00:00:00+01:00"),
        },
        Step::Period {
            whole: span("2022-01-01T00:00:00+01:00", "2023-01-01T00:00:00+01:00"),
            judged: span("2022-12-01T00:00:00+01:00", "2023-01-01T00:00:00+01:00"),
        },
        Step::Planned {
            cite: cite(Kind::PlannedDowntime, "Pauschal"),
            agreed: None,
            acts: vec![],
            counts: vec![],
            beyond: vec![],
        },
        Step::Planned {
            cite: planned.clone(),
            agreed: Some(monday),
            acts: MAINTENANCE.map(|act| (act, event("m-1"))).to_vec(),
            counts: vec![monday],
            beyond: vec![friday],
        },
        Step::Planned {
            cite: planned,
            agreed: Some(monday),
            acts: vec![(MaintenanceAct::Announced, event("m-1"))],
            counts: vec![],
            beyond: vec![],
        },
        Step::Base {
            cite: Some(cite(Kind::Service, "SmaWo")),
            window: limit,
            planned: limit,
            excluded: Millis::ZERO,
            base: Millis::ZERO,
        },
        Step::Base { cite: None, window: limit, planned: Millis::ZERO, excluded: limit, base: limit },
        Step::ExcludedTime { cite: cite(Kind::Service, "SmaWo"), by: None, intervals: vec![monday] },
        Step::ExcludedTime { cite: cite(Kind::Service, "SmaWo"), by: Some(event("f-1")), intervals: vec![monday] },
        Step::Parts { parts: vec![Id::of("router"), Id::of("anwendungsserver")], needed: 2 },
        Step::Runs { shortest: Some(limit), whole_minutes: true, runs: vec![monday] },
        Step::Runs { shortest: Some(limit), whole_minutes: false, runs: vec![] },
        Step::FixedBase { length: Millis::hours(720), base: Millis::hours(720) },
        Step::Down { intervals: vec![monday], down: limit },
        Step::Down { intervals: vec![], down: Millis::ZERO },
        Step::Unknown { intervals: vec![monday], unknown: limit },
        Step::Compared {
            target: klausel::Percent::new(985, 1).unwrap(),
            base: Millis::hours(2490),
            down: limit,
            allowed: Millis(134_460_000),
        },
        Step::Foreseen {
            as_of: from,
            greatest_base: Millis::hours(2490),
            least_base: limit,
            down: limit,
            most_down: Millis::hours(2000),
            plannable_from: Some(until),
        },
        Step::Unobserved {
            why: Unobserved::NoChecks,
            part: None,
            intervals: vec![monday],
            cite: Some(cite(Kind::Outage, "Maßstab")),
        },
        Step::Unobserved { why: Unobserved::BeforeFirst, part: None, intervals: vec![monday], cite: None },
        Step::Unobserved { why: Unobserved::Contradicted, part: None, intervals: vec![monday], cite: None },
        Step::Unobserved { why: Unobserved::Pending, part: None, intervals: vec![monday], cite: None },
        Step::LeavesBase { intervals: vec![monday], out: limit, base: Millis::hours(2489) },
        Step::BeyondCalendar { year: 2100 },
        Step::Disputed { events: vec![event("d-1"), event("d-2")], intervals: vec![monday] },
    ];
    steps.extend(CHOICES.map(|choice| Step::Chosen(ChoiceUsed { choice, stated: Some(priorities()) })));
    steps.extend(CHOICES.map(|choice| Step::Chosen(ChoiceUsed { choice, stated: None })));
    steps.push(Step::FactsClosed { cite: cite(Kind::Contract, "Demo"), until: from, at: until });
    steps.extend(VERDICTS.map(|verdict| Step::Concluded { verdict }));
    steps.push(Step::UsedUpWhenSet { change: from, used: Millis::hours(2), limit });
    steps.push(Step::Renewed { at: until });
    steps.push(Step::ReopenableUntil { until });
    steps.push(Step::Paused {
        from,
        until: None,
        by: event("d-5"),
        ended: None,
        why: Why::WaitingWithoutQuestion,
        cite: Some(priorities()),
    });
    let acts = [
        Acted::Reaction,
        Acted::Message,
        Acted::Question,
        Acted::Restoration,
        Acted::Closing,
        Acted::Contact,
        Acted::Answer,
    ];
    steps.extend(acts.map(|act| Step::Acted { by: event("d-3"), at: from, act }));
    steps.push(Step::Acted { by: event("d-3"), at: until, act: Acted::Closing });
    let barred = [Barred::Automatic, Barred::NotPersonal, Barred::Internal, Barred::NotEntitled];
    steps.extend(barred.map(|barred| Step::Disqualified { by: event("d-4"), barred, cite: Some(priorities()) }));
    let point = || cite(Kind::HandoverPoint, "Router TRAUT");
    let decided = [
        CountedBy::ProviderSide { cite: point() },
        CountedBy::CustomerSide { cite: point() },
        CountedBy::CauseExcluded { cite: cite(Kind::Service, "SmaWo") },
        CountedBy::Choice(ChoiceUsed {
            choice: Choice::UnexplainedCounts,
            stated: Some(cite(Kind::Outage, "Maßstab")),
        }),
        CountedBy::Choice(ChoiceUsed { choice: Choice::UnexplainedCounts, stated: None }),
        CountedBy::NoHandoverPoint,
        CountedBy::PlaceOnNoSide { choice: Choice::UnexplainedCounts },
    ];
    for (n, decided_by) in decided.into_iter().enumerate() {
        steps.push(Step::Outage(OutageFinding {
            interval: monday,
            state: [State::Down, State::Degraded, State::Up][n % 3],
            part: (n == 1).then(|| Id::of("router")),
            reported: (n == 1).then_some(from),
            degree: (n == 1).then(|| Id::of("partial")),
            unclear: if n == 1 { vec![monday] } else { vec![] },
            began: event("a-1"),
            ended: (n % 2 == 0).then(|| event("a-2")),
            place: (n % 2 == 0).then(|| Id::of("router")),
            cause: (n % 2 == 1).then(|| Id::of("fremdsoftware")),
            counts: n % 2 == 0,
            decided_by,
            in_base: limit,
        }));
    }
    steps
}

const MAINTENANCE: [MaintenanceAct; 6] = [
    MaintenanceAct::Agreed,
    MaintenanceAct::Announced,
    MaintenanceAct::Moved,
    MaintenanceAct::Extended,
    MaintenanceAct::Withdrawn,
    MaintenanceAct::Finished,
];

fn unused() -> Vec<UnusedReason> {
    let text = || "x\u{202e}y".to_owned();
    vec![
        UnusedReason::NotJson { detail: text() },
        UnusedReason::NotJson { detail: "column 79: x".to_owned() },
        UnusedReason::LineTooLong { limit: 1_048_576 },
        UnusedReason::RepeatedField { field: text() },
        UnusedReason::CutToMillis { value: text() },
        UnusedReason::MissingField { field: text() },
        UnusedReason::BadField { field: text(), value: text() },
        UnusedReason::NoZone { value: text() },
        UnusedReason::UnknownType { kind: text() },
        UnusedReason::NoClause { kind: text() },
        UnusedReason::UnknownName { field: text(), value: text() },
        UnusedReason::CellCount { found: 4, wanted: 5 },
        UnusedReason::UnmappedValue { column: text(), value: text() },
        UnusedReason::NoReport,
        UnusedReason::NoPriority,
        UnusedReason::Duplicate,
        UnusedReason::Disputed,
        UnusedReason::NotYetKnown,
        UnusedReason::AfterClosing,
        UnusedReason::AfterAsOf,
        UnusedReason::Corrected { by: text() },
        UnusedReason::CorrectsNothing { id: text() },
        UnusedReason::BeforeReport,
        UnusedReason::EndsBeforeBegin,
        UnusedReason::AnswerWithoutQuestion,
        UnusedReason::WaitingVoid,
        UnusedReason::WaitingSuspends,
        UnusedReason::ReportIncomplete,
        UnusedReason::NotDetected,
        UnusedReason::NotEntitled,
        UnusedReason::UpWithoutDown,
        UnusedReason::PreviousContradicts,
        UnusedReason::NotInForce,
        UnusedReason::AgreementDoesNotCount,
        UnusedReason::BeyondCalendar { year: 2100 },
    ]
}

/// What every phrase of a class says by itself, without its slots.
fn literals(catalogue: &Catalogue, class: &str) -> Vec<(&'static str, Vec<&'static str>)> {
    let said = |id: klausel::phrase::PhraseId| {
        let pieces = catalogue.patterns(id).first().copied().unwrap_or_default();
        let words = pieces.iter().filter_map(|piece| match piece {
            Piece::Literal(words) => Some(*words),
            Piece::Optional(_) | Piece::Slot(_) => None,
        });
        (id.name(), words.collect())
    };
    class_of(class).map(said).collect()
}

#[test]
fn every_step_is_said_in_each_language() {
    for lang in ["de", "en"] {
        let contract = contract(lang);
        let render = Render::of(&contract, &Lang::new(lang)).unwrap();
        let said: Vec<String> = steps().iter().flat_map(|step| render.step(step)).collect();
        for class in ["step", "choice", "verdict", "act", "pause_why", "barred", "state", "maintenance_act", "counted"]
        {
            for (name, words) in literals(render.catalogue(), class) {
                let lower = |text: &str| text.to_lowercase();
                let is_said = |line: &String| words.iter().all(|words| lower(line).contains(&lower(words)));
                assert!(said.iter().any(is_said), "{lang}: no step says {name}");
            }
        }
        insta::assert_snapshot!(format!("steps_{lang}"), said.join("\n"));
    }
}

#[test]
fn a_new_kind_of_choice_verdict_or_reason_is_said_here_too() {
    // Each has one phrase, and a match without `_` in `render` gives a new one its phrase: the lists here keep up.
    assert_eq!(class_of("choice").count(), CHOICES.len());
    assert_eq!(class_of("verdict").count(), VERDICTS.len());
    assert_eq!(class_of("unused").count(), unused().len());
    assert_eq!(class_of("maintenance_act").count(), MAINTENANCE.len());
}

#[test]
fn every_reason_for_not_using_an_event_is_said_in_each_language() {
    for lang in ["de", "en"] {
        let contract = contract(lang);
        let render = Render::of(&contract, &Lang::new(lang)).unwrap();
        let line = Line { input: 0, line: 1 };
        let said: Vec<String> =
            unused().into_iter().map(|reason| render.unused(&Unused { line, id: None, reason })).collect();
        for (n, text) in said.iter().enumerate() {
            assert!(!said[..n].contains(text), "{text} is said of two reasons");
        }
        insta::assert_snapshot!(format!("unused_{lang}"), said.join("\n"));
    }
}

#[test]
fn every_verdict_and_stage_has_its_own_word() {
    for lang in ["de", "en"] {
        let contract = contract(lang);
        let render = Render::of(&contract, &Lang::new(lang)).unwrap();
        let mut words: Vec<String> = VERDICTS.map(|verdict| render.verdict(verdict)).to_vec();
        words.extend([Stage::Revisable, Stage::Decided, Stage::Final].map(|stage| render.stage(stage)));
        insta::assert_snapshot!(format!("words_{lang}"), words.join(" · "));
    }
}
