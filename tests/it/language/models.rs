//! Random contracts within the language: what is printed reads as the same, in both languages and through each other.

use super::shipped::{ENGLISH, GERMAN, model};
use super::windows::{made_of_others, window};
use klausel::{
    Contract, Glossary, Id, Lang, Percent, Source,
    model::{
        Act, AgreedDowntime, AnyOr, Availability, Base, BeforeFirst, Belongs, Binding, Channel, ChannelCondition,
        Clause, Closing, Coinciding, Contradicted, Days, Deadline, Desk, DeskRow, DownWhen, Evidence, Excluded,
        ExcusedTime, FactsClosed, FailedChecks, FinishedEarly, HandoverPoint, Head, Holidays, Impairments, InTime,
        Instants, LateFacts, LaterCall, Level, ListedDay, Model, NoteLevel, Otherwise, OutageRule, PartPeriod, Party,
        Pause, PeriodKind, PlannedDowntime, Priorities, PriorityRow, Raised, ReactionAct, Received, Reopened, Service,
        Shown, Silence, Starts, Stated, Text, Unexplained, Unobserved, UpdateArm, UpdateEnd, Waiting, Wording,
        WorkingDays,
    },
    phrase::class_of,
    syntax,
    time::{Date, EndsOnDay, EndsOnWorkingDay, Millis, MonthDay, Moves, TimeOfDay, Weekday, Weekdays},
};
use proptest::{option, prelude::*, sample::select, strategy::Union};

/// Names in both languages; the id of each is its German word's.
const NAMES: [(&str, &str); 16] = [
    ("Betrieb", "Operation"),
    ("Betrieb Süd", "Operation South"),
    ("Rund um die Uhr", "Round the clock"),
    ("Router TRAUT", "TRAUT router"),
    ("Swyx-Server", "Swyx server"),
    ("Telefonanlage", "telephone system"),
    ("Netz im Rechenzentrum", "data centre network"),
    ("Ausfall", "outage"),
    ("Beeinträchtigung", "impairment"),
    ("Hoch", "High"),
    ("Mittel", "Medium"),
    ("Gering", "Low"),
    ("Störung", "incident"),
    ("München", "Munich"),
    ("D3 (Archiv)", "D3 (archive)"),
    ("24 Stunden", "24 hours"),
];

fn id(place: usize) -> Id {
    Id::of(NAMES[place].0)
}

/// So many different names.
fn names(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Id>> {
    prop::sample::subsequence((0..NAMES.len()).collect::<Vec<_>>(), count)
        .prop_shuffle()
        .prop_map(|n| n.into_iter().map(id).collect())
}

fn glossary() -> Glossary {
    let mut glossary = Glossary::default();
    for (place, (de, en)) in NAMES.iter().enumerate() {
        glossary.bind(id(place), Lang::new("de"), *de);
        glossary.bind(id(place), Lang::new("en"), *en);
    }
    glossary
}

/// Words for people, among them what a line must not begin with.
fn words(most: usize) -> impl Strategy<Value = String> {
    let word = select(vec![
        "Betrieb", "24.", "Dezember", "1.", "-", "#4", "(15.", "und", "§", "x_y", "8:00", "Straße", "a/b", "=", "+",
    ]);
    (prop::collection::vec(word, 0..most)).prop_map(|words| {
        let mut text = String::from("Wort");
        for word in words {
            text.push(' ');
            text.push_str(word);
        }
        text + " Ende"
    })
}

fn text(lang: &'static str) -> impl Strategy<Value = Text> {
    words(4).prop_map(move |text| Text { lang: Lang::new(lang), text })
}

fn date() -> impl Strategy<Value = Date> {
    (1990..2099_i32, 1..=12_u32, 1..=28_u32).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

pub(super) fn one<T: Clone + std::fmt::Debug + 'static>(all: &[T]) -> impl Strategy<Value = Option<T>> + use<T> {
    option::of(select(all.to_vec()))
}

fn clause<T: std::fmt::Debug + Clone>(
    lang: &'static str,
    body: impl Strategy<Value = T>,
) -> impl Strategy<Value = Clause<T>> {
    let number = option::of("[1-9][0-9]{0,2}[a-c]?");
    let wording = prop::collection::vec((any::<bool>(), words(30)), 0..2).prop_map(move |all| {
        let binding = |agreed| if agreed { Binding::Agreed } else { Binding::Note };
        all.into_iter()
            .map(|(agreed, text)| Wording { binding: binding(agreed), lang: Lang::new(lang), text })
            .collect()
    });
    (number, body, wording).prop_map(|(number, body, wording)| Clause { number, name: id(0), body, wording })
}

/// Clauses of one kind, each with a name of its own.
fn clauses<T: std::fmt::Debug + Clone + 'static>(
    lang: &'static str,
    body: impl Strategy<Value = T> + 'static,
    count: std::ops::Range<usize>,
) -> BoxedStrategy<Vec<Clause<T>>> {
    let named = |(mut all, names): (Vec<Clause<T>>, Vec<Id>)| {
        all.iter_mut().zip(names).for_each(|(clause, name)| clause.name = name);
        all
    };
    let most = count.end;
    (prop::collection::vec(clause(lang, body), count), names(most..most + 1)).prop_map(named).boxed()
}

fn holidays() -> impl Strategy<Value = Holidays> {
    let regions: Vec<Id> = class_of("region").map(|id| Id::of(id.key())).collect();
    let yearly = (1..=12_u32, 1..=28_u32).prop_map(|(m, d)| ListedDay::Yearly(MonthDay::new(m, d).unwrap()));
    let through = (date(), date()).prop_map(|(one, other)| ListedDay::Through(one.min(other), one.max(other)));
    let day = Union::new([date().prop_map(ListedDay::On).boxed(), through.boxed(), yearly.boxed()]);
    let days = prop::collection::vec(day, 0..3);
    (prop::sample::subsequence(regions, 1..3), days.clone(), days).prop_map(|(regions, including, without)| Holidays {
        regions,
        including,
        without,
    })
}

fn point(lang: &'static str) -> impl Strategy<Value = HandoverPoint> {
    (option::of(text(lang)), names(0..4), names(0..4), option::of(text(lang))).prop_map(
        |(place, provider_side, customer_side, acts_for_provider)| HandoverPoint {
            place,
            provider_side,
            customer_side,
            acts_for_provider,
        },
    )
}

fn planned(windows: Vec<Id>) -> impl Strategy<Value = PlannedDowntime> {
    let by = (
        select(vec![Party::Provider, Party::Customer]),
        select(vec![Evidence::TextForm, Evidence::Writing, Evidence::AnyForm]),
    );
    let budget = option::of((1..100_i64, select(PERIODS.to_vec())));
    let more = (any::<bool>(), budget, one(&[FinishedEarly::EndsThen, FinishedEarly::AsAnnounced]));
    let agreed =
        (by, option::of(1..10_000_i64), any::<(bool, bool, bool)>(), more).prop_map(|(by, lead, said, more)| {
            PlannedDowntime::Agreed(AgreedDowntime {
                agreed_by: Some(by).filter(|_| more.0),
                announced_by: Some(by).filter(|_| !more.0),
                budget: more.1.map(|(hours, per)| (Millis::hours(hours), per)),
                finished_early: more.2,
                lead: lead.map(|minutes| Millis(minutes * 60_000)),
                silence_is_no_consent: said.0,
                terms_stated: said.1,
                overrun_counts: said.2,
            })
        });
    let standing = select(windows).prop_map(|outside| PlannedDowntime::Standing { outside });
    Union::new([standing.boxed(), agreed.boxed()])
}

fn outage() -> impl Strategy<Value = OutageRule> {
    let unexplained = one(&[Unexplained::Counts, Unexplained::Unknown]);
    let unobserved = one(&[Unobserved::Unknown, Unobserved::Up, Unobserved::Down, Unobserved::LeavesBase]);
    let checks = (option::of(1..1_000_i64), option::of((1..10_u32, any::<bool>())));
    let before = one(&[BeforeFirst::Up, BeforeFirst::Unknown, BeforeFirst::Earliest]);
    let contradicted = one(&[Contradicted::RecordStands, Contradicted::Unknown]);
    let said = any::<(bool, bool, Option<bool>, u8, bool)>();
    let coinciding = one(&[Coinciding::Counts, Coinciding::Excused]);
    let counting =
        (option::of(1..1_000_i64), any::<bool>(), coinciding, one(&[ExcusedTime::Stays, ExcusedTime::LeavesBase]));
    (said, unexplained, unobserved, checks, before, contradicted, counting).prop_map(
        |(said, unexplained, unobserved, (every, failed), before_first, contradicted, counting)| OutageRule {
            no_user: said.0,
            impairment_defined: said.1,
            impairment_counts: said.2,
            starts_when_detected: said.3 % 3 == 1,
            starts_at_report: said.3 % 3 == 2,
            shortest: counting.0.map(Millis::minutes),
            whole_minutes: counting.1,
            coinciding: counting.2,
            excused_time: counting.3,
            ends_when_usable: said.4,
            unexplained,
            unobserved,
            check_every: every.map(Millis::minutes),
            failed_checks: failed.map(|(count, from_first)| FailedChecks { count, from_first }),
            before_first,
            contradicted,
        },
    )
}

const PERIODS: [PeriodKind; 4] =
    [PeriodKind::CalendarYear, PeriodKind::CalendarHalfYear, PeriodKind::CalendarQuarter, PeriodKind::CalendarMonth];

fn service(windows: Vec<Id>, points: Vec<Id>) -> impl Strategy<Value = Service> {
    let target = (0..=100_000_u64, 0..=3_u8)
        .prop_filter_map("a percentage", |(digits, decimals)| Percent::new(digits, decimals));
    let promised = (target, select(PERIODS.to_vec())).prop_map(|(target, per)| Availability::AtLeast { target, per });
    let availability = Union::new([promised.boxed(), Just(Availability::NoneAgreed).boxed()]);
    let base =
        (select(windows.clone()), any::<bool>()).prop_map(|(window, less_planned)| Base { window, less_planned });
    let excluded = Union::new([names(1..4).prop_map(Excluded::CausedBy).boxed(), Just(Excluded::Nothing).boxed()]);
    let part = one(&[PartPeriod::TimeInForce, PartPeriod::NotJudged, PartPeriod::CountsAsUp]);
    let degrees = names(1..4).prop_map(Impairments::OfDegrees);
    let fixed = select(vec![Impairments::NotCounted, Impairments::Counted]);
    let impairments = option::of(Union::new([degrees.boxed(), fixed.boxed()]));
    let down_when = one(&[DownWhen::AnyPart, DownWhen::AllParts, DownWhen::AtLeast(2)]);
    let shown = option::of((0..=6_u8, any::<bool>()).prop_map(|(decimals, half_up)| Shown { decimals, half_up }));
    let outside = (one(&windows), names(0..3), option::of(1..2_000_i64));
    let more = (names(0..4), impairments, (names(2..4), down_when), outside, shown);
    let parts = (select(windows), one(&points), availability, option::of(base), option::of(excluded), part, more);
    parts.prop_map(|(window, handed_over_at, availability, base, excluded, part_period, more)| Service {
        each_of: more.0,
        impairments: more.1,
        parts: more.2.0,
        down_when: more.2.1,
        outside_window: more.3.0,
        outside_causes: more.3.1,
        fixed_base: more.3.2.map(Millis::hours),
        shown: more.4,
        operated_during: Some(window),
        handed_over_at,
        availability: Some(availability),
        base,
        excluded,
        part_period,
    })
}

/// No service is promised for twice.
fn each_once(mut services: Vec<Clause<Service>>) -> Vec<Clause<Service>> {
    let mut seen: Vec<Id> = services.iter().map(|clause| clause.name.clone()).collect();
    for clause in &mut services {
        clause.body.each_of.retain(|name| !seen.contains(name));
        seen.extend(clause.body.each_of.iter().cloned());
    }
    services
}

const CHANNELS: [Channel; 4] = [Channel::Phone, Channel::Email, Channel::Portal, Channel::Chat];

fn desk(lang: &'static str, windows: Vec<Id>) -> impl Strategy<Value = Desk> {
    let received = select(vec![Received::CallAnswered, Received::ArrivesInInbox, Received::EnteredInPortal]);
    let row = (text(lang), received);
    let rows = (prop::sample::subsequence(CHANNELS.to_vec(), 0..4), prop::collection::vec(row, 4)).prop_map(
        |(channels, rows)| {
            let row = |(channel, (address, received))| DeskRow { channel, address, received };
            channels.into_iter().zip(rows).map(row).collect::<Vec<_>>()
        },
    );
    (one(&windows), one(&windows), rows, one(&CHANNELS)).prop_map(
        |(reachable_during, deemed_received, rows, voicemail_counts_as)| Desk {
            reachable_during,
            deemed_received,
            rows,
            voicemail_counts_as,
        },
    )
}

fn priorities(windows: Vec<Id>) -> impl Strategy<Value = Priorities> {
    let time = (1..100_000_i64).prop_map(|minutes| Deadline::Within(Millis(minutes * 60_000)));
    let kinds: Vec<fn(u32) -> Days> = vec![Days::WorkingDays, Days::CalendarDays, Days::Weeks, Days::Months];
    let days = (select(kinds), 1..3_660_u32).prop_map(|(kind, n)| Deadline::In(kind(n)));
    let limit = move || option::of(Union::new([time.clone().boxed(), days.clone().boxed()]));
    let on = Union::new([
        Just(ChannelCondition::AnyChannel).boxed(),
        prop::sample::subsequence(CHANNELS.to_vec(), 1..3).prop_map(ChannelCondition::ReportBy).boxed(),
    ]);
    let rows = prop::collection::vec((limit(), on, limit(), any::<bool>()), 1..5);
    let choices = (
        one(&[ReactionAct::PersonalReply, ReactionAct::AnyReply, ReactionAct::AnyAct]),
        one(&[UpdateArm::AtReport, UpdateArm::AtReaction, UpdateArm::AtContact, UpdateArm::AtLastContact]),
        one(&[UpdateEnd::Restoration, UpdateEnd::Closing]),
        one(&[Closing::AtClosing, Closing::NextOpening]),
        one(&[Act::Every, Act::ReactionAndUpdate, Act::Reaction, Act::Update].map(|holds_for| Pause { holds_for })),
        one(&[Raised::FromChange, Raised::Carry, Raised::Retroactive]),
        one(&[Reopened::Resume, Reopened::Restart, Reopened::Once, Reopened::Within(1), Reopened::Within(14)]),
        any::<(bool, bool, bool)>(),
        (
            option::of((0..24_u32, 0..60_u32).prop_map(|(h, m)| TimeOfDay::hm(h, m).unwrap())),
            one(&[EndsOnWorkingDay::LastClosing, EndsOnWorkingDay::At(TimeOfDay::END)]),
            one(&[EndsOnDay::Midnight, EndsOnDay::SameLocalTime]),
            one(&[Moves::NextWorkingDay, Moves::NotMoved]),
        ),
    );
    let stated =
        prop::sample::subsequence(vec![Stated::Service, Stated::Effect, Stated::Extent, Stated::Reporter], 1..5);
    let starts = Union::new([
        select(vec![Starts::AtReport, Starts::WhenDetected, Starts::Earliest]).boxed(),
        stated.prop_map(Starts::WhenComplete).boxed(),
    ]);
    let more = (
        option::of(starts),
        one(&[InTime::AtDue, InTime::BeforeDue]),
        one(&[Silence::OneMiss, Silence::EachInterval]),
        one(&[Waiting::TakesQuestion, Waiting::Suspends]),
        one(&[Belongs::AtStart, Belongs::AtDue, Belongs::AtEnd]),
    );
    let choices = (choices, more);
    let channels = (one(&CHANNELS), one(&CHANNELS), one(&[Party::Provider, Party::Customer]));
    (rows, names(5..6), names(5..6), names(1..4), one(&windows), choices, channels, any::<bool>()).prop_map(
        |(rows, names, effects, extents, runs_during, (choices, more), (without, later, set_by), facts)| {
            let rows: Vec<PriorityRow> = rows
                .into_iter()
                .enumerate()
                .map(|(n, (reaction, reaction_on, update, narrow))| PriorityRow {
                    priority: names[n].clone(),
                    effect: if facts { AnyOr::Is(effects[n].clone()) } else { AnyOr::Any },
                    extent: if facts && narrow { AnyOr::Is(extents[0].clone()) } else { AnyOr::Any },
                    reaction,
                    reaction_on,
                    update,
                })
                .collect();
            let row = rows[0].priority.clone();
            let columns: [fn(&PriorityRow) -> Option<Deadline>; 2] = [|row| row.reaction, |row| row.update];
            let mixed = columns.iter().any(|limit| {
                let all: Vec<Deadline> = rows.iter().filter_map(limit).collect();
                all.iter().any(|other| !all[0].is_like(*other))
            });
            Priorities {
                category: Some(names[4].clone()),
                runs_during,
                effects: if facts { effects } else { Vec::new() },
                extents: if facts { extents } else { Vec::new() },
                set_by,
                rows,
                without_channel: without.map(|channel| Otherwise { channel, row }),
                later_call: later.map(|channel| LaterCall { channel }),
                reaction: choices.0,
                update_is_message: choices.7.0,
                update_arm: choices.1,
                update_end: choices.2,
                closing: choices.3,
                cut_off: choices.8.0,
                working_day_end: choices.8.1,
                day_end: choices.8.2,
                day_moves: choices.8.3,
                pause: choices.4,
                // Time used cannot stay used across types.
                raised: choices.5.filter(|raised| !mixed || *raised != Raised::Carry),
                reopened: choices.6,
                no_restoration_period: choices.7.1,
                starts: more.0,
                in_time: more.1,
                silence: more.2,
                waiting: more.3,
                belongs: more.4,
            }
        },
    )
}

/// Of the first window, of the first list of holidays, or of neither.
fn working_days() -> impl Strategy<Value = WorkingDays> {
    let of_days = |except| {
        [Weekdays::MONDAY_TO_FRIDAY, Weekdays::ALL, Weekday::Monday.into()]
            .map(|days| WorkingDays::Days { days, except: Clone::clone(&except) })
    };
    let all = [of_days(None).to_vec(), vec![WorkingDays::WindowBegins(id(0))]].concat();
    select(all)
}

fn head(lang: &'static str) -> impl Strategy<Value = Head> {
    let zone =
        select(vec!["Europe/Berlin", "UTC", "America/St_Johns", "Etc/GMT+5"]).prop_map(|name| name.parse().unwrap());
    let parts = (option::of((text(lang), date())), (date(), option::of(date())), option::of(text(lang)));
    let kinds = vec![
        PeriodKind::CalendarYear,
        PeriodKind::CalendarHalfYear,
        PeriodKind::CalendarQuarter,
        PeriodKind::CalendarMonth,
    ];
    let late = select(vec![None, Some(LateFacts::ChangeNothing)]);
    let closed = (select(kinds), 0..400_u32, late).prop_map(|(per, days, late)| FactsClosed { per, days, late });
    let languages = one(&[Lang::new("de"), Lang::new("en")]);
    // What is not accepted would refuse the contract, wherever it is noted.
    let codes = select(vec![vec!["K501"], vec!["K504", "K531"]]);
    let note = (codes, text(lang)).prop_map(|(codes, reason)| NoteLevel {
        codes: codes.into_iter().map(str::to_owned).collect(),
        level: Level::Accepted,
        reason,
    });
    let languages = (languages, option::of(note));
    (parts, option::of(text(lang)), zone, languages, (working_days(), option::of(closed))).prop_map(
        move |(
            (document, (from, through), provider),
            customer,
            zone,
            (authoritative, note),
            (working_days, facts_closed),
        )| {
            Head {
                name: id(2),
                lang: Lang::new(lang),
                document,
                in_force_from: Some(from),
                in_force_through: through.map(|through| through.max(from)),
                provider,
                customer,
                zone,
                instants: Some(Instants::Minute),
                working_days: Some(working_days),
                facts_closed,
                authoritative,
                notes: note.into_iter().collect(),
                wording: Vec::new(),
            }
        },
    )
}

/// A contract of every kind of clause, in that language.
pub(crate) fn contract(lang: &'static str) -> impl Strategy<Value = Model> {
    let ids = |count: usize| (0..count).map(id).collect::<Vec<_>>();
    let first = (clauses(lang, holidays(), 1..3), clauses(lang, point(lang), 1..3));
    first.prop_flat_map(move |(holidays, points)| {
        let holiday_names = holidays.iter().map(|clause| clause.name.clone()).collect();
        let point_names: Vec<Id> = points.iter().map(|clause| clause.name.clone()).collect();
        let own = clauses(lang, window(holiday_names), 3..4);
        let windows = (own, clauses(lang, made_of_others(ids(3)), 1..2)).prop_map(move |(mut windows, others)| {
            windows.extend(others);
            windows.iter_mut().zip(ids(4)).for_each(|(window, name)| window.name = name);
            windows
        });
        let rest = (
            clauses(lang, planned(ids(3)), 0..3),
            option::of(clause(lang, outage())),
            clauses(lang, service(ids(3), point_names), 0..3),
            clauses(lang, desk(lang, ids(3)), 0..2),
            clauses(lang, priorities(ids(3)), 0..2),
            head(lang),
        );
        (windows, rest).prop_map(move |(windows, (planned, outage, services, desks, priorities, head))| Model {
            head,
            glossary: glossary(),
            holidays: holidays.clone(),
            windows,
            handover_points: points.clone(),
            planned,
            outage,
            services: each_once(services),
            desks,
            priorities,
            glossaries: vec![Clause { number: None, name: id(1), body: (), wording: Vec::new() }],
        })
    })
}

pub(crate) fn printed(model: &Model, lang: &str) -> String {
    klausel::print(model, &Lang::new(lang)).unwrap()
}

fn same_when_read(written: &Model) -> Result<(), TestCaseError> {
    let text = printed(written, written.head.lang.as_str());
    let read = Contract::read("printed", &text);
    let read = read.map_err(|refused| TestCaseError::fail(format!("{}\n{text}", refused.show())))?.model;
    prop_assert_eq!(&read, written, "{}", text);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 300, ..crate::chance::cases(32) })]

    #[test]
    fn a_printed_german_contract_reads_as_the_same(written in contract("de")) {
        same_when_read(&written)?;
    }

    #[test]
    fn a_printed_english_contract_reads_as_the_same(written in contract("en")) {
        same_when_read(&written)?;
    }

    #[test]
    fn german_through_english_loses_nothing(written in contract("de")) {
        let english = model("english", &printed(&written, "en"));
        prop_assert_eq!(english.meaning(), written.meaning());
        let german = model("german", &printed(&english, "de"));
        prop_assert_eq!(german.meaning(), written.meaning());
    }

    #[test]
    fn a_single_damaged_letter_is_told_or_leaves_every_statement(
        german in any::<bool>(),
        place in any::<u16>(),
        put in "|x|[ -~]|ä|\n|–",
        keep in any::<bool>(),
    ) {
        let shipped = if german { GERMAN } else { ENGLISH };
        let mut letters: Vec<char> = shipped.chars().collect();
        let at = usize::from(place) * letters.len() / 65_536;
        letters.splice(at..at + usize::from(!keep), put.chars());
        let text: String = letters.into_iter().collect();
        if let Ok(contract) = Contract::read("contract", &text) {
            // What was accepted is printed with as many parts as were read: no line is dropped in silence.
            let parts = |text: &str| syntax::seen(&Source::new("contract", text)).len();
            let again = printed(&contract.model, contract.lang().as_str());
            prop_assert_eq!(parts(&again), parts(&text));
            prop_assert_eq!(model("again", &again), contract.model);
        }
    }
}
