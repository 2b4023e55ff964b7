//! What the templates show, all of it text: the whole page, and the parts that are not services or cases.
//! Layout is left to the templates.

use crate::{
    head::{self, Head, Tile},
    overview::Overview,
    promise::Promised,
    say::{Judged, Pair, Say},
    seal,
    service::Service,
};
use klausel::{
    Contract,
    engine::Monitor,
    event::Unused,
    phrase::{Said, ids},
    render::{Render, visible},
    report::Report,
    time::Millis,
    verdict::{Promise, Stage, Verdict},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// The whole page.
#[derive(Debug, Serialize)]
pub(crate) struct Page {
    pub(crate) lang: &'static str,
    pub(crate) policy: String,
    pub(crate) style: &'static str,
    pub(crate) t: BTreeMap<&'static str, BTreeMap<&'static str, String>>,
    pub(crate) head: Head,
    pub(crate) tiles: Vec<Tile>,
    pub(crate) overview: Option<Overview>,
    /// What a percentage means that is a range, where there is one.
    pub(crate) ranges: Option<String>,
    pub(crate) services: Vec<Service>,
    pub(crate) promises: Vec<Promised>,
    pub(crate) unused: Vec<UnusedRow>,
    pub(crate) unused_count: String,
    pub(crate) unregulated: Vec<String>,
    pub(crate) basis: Vec<String>,
    pub(crate) files: Vec<Pair>,
    pub(crate) meanings: Vec<Meaning>,
    pub(crate) disclaimer: String,
    pub(crate) made_by: String,
}

/// Events that were not used for one reason.
#[derive(Debug, Serialize)]
pub(crate) struct UnusedRow {
    reason: String,
    count: String,
    lines: String,
}

/// What a verdict or a stage means.
#[derive(Debug, Serialize)]
pub(crate) struct Meaning {
    judged: Judged,
    is_stage: bool,
    text: String,
}

impl Page {
    pub(crate) fn of(contract: &Contract, report: &Report, monitor: &Monitor, render: &Render<'_>) -> Page {
        let say = Say::new(render);
        let services = Service::all(report, say);
        let overview = Overview::of(&services, say);
        let in_tiles = if overview.is_none() { services.as_slice() } else { &[] };
        let has_range = report.availability.iter().any(|service| service.figures.unknown_ms > Millis::ZERO);
        let promises = [Promise::Reaction, Promise::Update];
        let promises = promises.iter().filter_map(|promise| Promised::of(*promise, report, monitor, say)).collect();
        Page {
            lang: render.catalogue().tag(),
            policy: seal::policy(crate::STYLE),
            style: crate::STYLE,
            t: say.labels(),
            head: Head::of(contract, report, say),
            tiles: head::tiles(report, in_tiles, say),
            overview,
            ranges: has_range.then(|| say.text(ids::PAGE_RANGES)),
            services,
            promises,
            unused: unused(report, say),
            unused_count: say.int(report.unused_count as u64),
            unregulated: report.unregulated.iter().map(|one| one.text(render)).collect(),
            basis: basis(report, say),
            files: files(report),
            meanings: meanings(report, say),
            disclaimer: render.disclaimer(),
            made_by: say.say(&Said::new(ids::PAGE_MADE_BY).with("version", report.edition.klausel.clone())),
        }
    }
}

fn unused(report: &Report, say: Say<'_>) -> Vec<UnusedRow> {
    let row = |group: &klausel::report::UnusedGroup| UnusedRow {
        reason: say.render.unused(&Unused {
            line: group.lines.first().copied().unwrap_or_default(),
            id: None,
            reason: group.reason.clone(),
        }),
        count: say.int(group.lines.len() as u64),
        lines: report.lines(say.render, &group.lines),
    };
    report.unused.iter().map(row).collect()
}

fn basis(report: &Report, say: Say<'_>) -> Vec<String> {
    let edition = &report.edition;
    let versions = Said::new(ids::REPORT_VERSIONS).with("klausel", edition.klausel.clone());
    let versions =
        versions.with("language", i64::from(edition.language)).with("time_zones", edition.time_zones.clone());
    let holidays = Said::new(ids::REPORT_HOLIDAYS).with("holidays", edition.holidays.clone());
    let judged = Said::new(ids::PAGE_JUDGED).with("as_of", report.as_of).with("known_as_of", report.known_as_of);
    [judged, versions, holidays, Said::new(ids::PAGE_ROUGH)].iter().map(|said| say.say(said)).collect()
}

fn files(report: &Report) -> Vec<Pair> {
    let file = |file: &klausel::File| Pair { name: visible(&file.name), text: file.sha256.to_string() };
    report.edition.files().map(file).collect()
}

/// The verdicts that a report can have, and the stages that it has.
fn meanings(report: &Report, say: Say<'_>) -> Vec<Meaning> {
    let verdict = |(verdict, text)| Meaning { judged: say.verdict(verdict), is_stage: false, text: say.text(text) };
    let stage = |(stage, text)| Meaning { judged: say.stage(stage), is_stage: true, text: say.text(text) };
    let mut found: Vec<Meaning> = [
        (Verdict::Met, ids::VERDICT_MEANS_MET),
        (Verdict::Missed, ids::VERDICT_MEANS_MISSED),
        (Verdict::NotOwed, ids::VERDICT_MEANS_NOT_OWED),
        (Verdict::Open, ids::VERDICT_MEANS_OPEN),
        (Verdict::Undetermined, ids::VERDICT_MEANS_UNDETERMINED),
    ]
    .map(verdict)
    .into();
    if report.has(Verdict::Excused) {
        found.push(verdict((Verdict::Excused, ids::VERDICT_MEANS_EXCUSED)));
    }
    let stages = [
        (Stage::Decided, ids::STAGE_MEANS_DECIDED),
        (Stage::Revisable, ids::STAGE_MEANS_REVISABLE),
        (Stage::Final, ids::STAGE_MEANS_FINAL),
    ];
    found.extend(stages.map(stage));
    found
}
