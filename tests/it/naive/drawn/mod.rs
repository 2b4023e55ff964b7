//! Random contracts: every choice of windows, cases and services drawn, with a place and a season in which clocks change.
//! What happens under them is left to `streams`.

mod cases;
mod head;
mod services;
mod windows;

use super::periods;
use crate::engine::fixture::founding;
use klausel::{
    Id,
    compile::{CompileError, Program},
    model::{Availability, Clause, Model, Places},
    time::{Date, Instant, Interval, Resolve, TimeOfDay, Zone},
};
use proptest::{prelude::*, sample::select};

/// A contract, and the instant about which things happen under it.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub(super) model: Model,
    pub(super) program: Program,
    pub(super) origin: Instant,
}

/// Zones, and days shortly before their clocks change or something else is unusual.
pub(super) const SCENES: [(&str, &str); 9] = [
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

pub(super) fn zone(name: &str) -> Zone {
    name.parse().expect("a zone")
}

pub(super) fn contract() -> BoxedStrategy<Drawn> {
    let scene = select(&SCENES[..]);
    scene
        .prop_flat_map(|(place, day)| {
            let day: Date = day.parse().expect("a date");
            let windows = windows::windows(day).boxed();
            let cases = (cases::table().boxed(), cases::desks().boxed());
            let services = (services::services(), services::planned(), services::outage(), services::term(day));
            (windows, cases, services, head::head()).prop_filter_map(
                "windows that contradict themselves",
                move |(windows, cases, rest, head)| {
                    let mut model = founding();
                    model.head.zone = zone(place);
                    (model.holidays, model.windows) = windows;
                    let ((table, names), desks) = cases;
                    cases::set_table(&mut model, table, names);
                    model.desks = desks;
                    let (services, planned, outage, term) = rest;
                    services::set_services(&mut model, services);
                    model.planned = planned;
                    services::set_outage(&mut model, outage);
                    (model.head.in_force_from, model.head.in_force_through) = term;
                    head.set(&mut model);
                    let program = match Program::compile(&model, &Places::default()) {
                        Ok(program) => program,
                        Err(CompileError::Window { .. }) => return None,
                        Err(other) => panic!("{other}"),
                    };
                    let origin = model.head.zone.instant(day, TimeOfDay::hm(6, 0).expect("a reading"), Resolve::Start);
                    Some(Drawn { model, program, origin })
                },
            )
        })
        .boxed()
}

impl Drawn {
    /// The measuring period of the first service that holds an instant.
    pub(super) fn period(&self, at: Instant) -> Interval {
        let Some(Availability::AtLeast { per, .. }) = self.model.services[0].body.availability else {
            panic!("a promise")
        };
        periods::of(self.model.head.zone, per, at)
    }
}

pub(super) fn clause<T>(name: &str, body: T) -> Clause<T> {
    Clause { number: None, name: Id::of(name), body, wording: Vec::new() }
}
