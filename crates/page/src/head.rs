//! The head of the page: what is reported on, between whom, and all of it in one sentence and a few tiles.
//! Services and cases one by one are left to files of their own.

use crate::{
    chart,
    say::{Judged, Pair, Say},
    service::Service,
};
use klausel::{
    Contract,
    phrase::{PhraseId, Said, Value, ids},
    render::visible,
    report::{Count, Report},
    verdict::{Promise, Verdict},
};
use serde::Serialize;

/// The head.
#[derive(Debug, Serialize)]
pub(crate) struct Head {
    pub(crate) title: String,
    pub(crate) document: Option<String>,
    pub(crate) facts: Vec<Pair>,
    pub(crate) overall: String,
}

/// One thing promised, at a glance.
#[derive(Debug, Serialize)]
pub(crate) struct Tile {
    pub(crate) name: String,
    pub(crate) target: String,
    pub(crate) figure: String,
    pub(crate) about: String,
    pub(crate) judged: Option<Judged>,
    pub(crate) note: String,
    pub(crate) bar: String,
}

/// How many of what was owed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) met: u64,
    pub(crate) missed: u64,
    pub(crate) open: u64,
    pub(crate) undetermined: u64,
    pub(crate) excused: u64,
    pub(crate) not_owed: u64,
}

impl Tally {
    pub(crate) fn take(&mut self, verdict: Verdict, n: u64) {
        match verdict {
            Verdict::Met => self.met += n,
            Verdict::Missed => self.missed += n,
            Verdict::Open => self.open += n,
            Verdict::Undetermined => self.undetermined += n,
            Verdict::Excused => self.excused += n,
            Verdict::NotOwed => self.not_owed += n,
            // A verdict of a later version is counted as what nothing is known of.
            _ => self.undetermined += n,
        }
    }

    pub(crate) fn of_counts<'c>(counts: impl IntoIterator<Item = &'c Count>) -> Tally {
        let mut tally = Tally::default();
        for (verdict, n) in
            counts.into_iter().flat_map(|count| VERDICTS.map(|verdict| (verdict, count.tally.of(verdict))))
        {
            tally.take(verdict, n);
        }
        tally
    }

    pub(crate) fn owed(self) -> u64 {
        self.met + self.missed + self.open + self.undetermined + self.excused
    }

    /// The parts of a bar.
    pub(crate) fn parts(self) -> [(&'static str, u64); 6] {
        [
            ("met", self.met),
            ("missed", self.missed),
            ("excused", self.excused),
            ("open", self.open),
            ("undetermined", self.undetermined),
            ("not_owed", self.not_owed),
        ]
    }
}

/// The verdicts, in the order of tables.
pub(crate) const VERDICTS: [Verdict; 6] =
    [Verdict::Met, Verdict::Missed, Verdict::NotOwed, Verdict::Open, Verdict::Undetermined, Verdict::Excused];

impl Head {
    pub(crate) fn of(contract: &Contract, report: &Report, say: Say<'_>) -> Head {
        let model = &contract.model;
        let title = Said::new(ids::REPORT_TITLE).with("name", Value::Name(report.contract.clone()));
        let document = model.head.document.as_ref().map(|(text, date)| {
            let said = Said::new(ids::CONTRACT_DOCUMENT).with("title", visible(&text.text));
            say.say(&said.with("date", *date))
        });
        let party =
            |id, party: &Option<klausel::model::Text>| party.as_ref().map(|text| say.pair(id, visible(&text.text)));
        let mut facts = vec![say.pair(ids::REPORT_PERIOD, say.days(&report.period))];
        facts.extend(party(ids::PAGE_PROVIDER, &model.head.provider));
        facts.extend(party(ids::PAGE_CUSTOMER, &model.head.customer));
        facts.push(say.pair(ids::REPORT_AS_OF, say.instant(report.as_of)));
        facts.push(say.pair(ids::REPORT_KNOWN_AS_OF, say.instant(report.known_as_of)));
        Head { title: say.say(&title), document, facts, overall: overall(report, say) }
    }
}

/// All results in one sentence.
fn overall(report: &Report, say: Say<'_>) -> String {
    let mut services = Tally::default();
    report.availability.iter().for_each(|service| services.take(service.verdict, 1));
    let of = |promise| Tally::of_counts(report.counts.iter().filter(|count| count.promise == promise));
    let each = [
        (services, ids::PAGE_KEPT_AVAILABILITY_ONE, ids::PAGE_KEPT_AVAILABILITY),
        (of(Promise::Reaction), ids::PAGE_KEPT_REACTION_ONE, ids::PAGE_KEPT_REACTION),
        (of(Promise::Update), ids::PAGE_KEPT_UPDATE_ONE, ids::PAGE_KEPT_UPDATE),
    ];
    let kept: Vec<String> = each
        .iter()
        .filter(|(tally, ..)| tally.owed() > 0)
        .map(|(tally, one, many)| {
            let id = if tally.owed() == 1 { *one } else { *many };
            say.say(&Said::new(id).with("met", int(tally.met)).with("owed", int(tally.owed())))
        })
        .collect();
    if kept.is_empty() {
        return say.text(ids::PAGE_OVERALL_NONE);
    }
    let sum = |figure: &dyn Fn(&Tally) -> u64| each.iter().map(|(tally, ..)| figure(tally)).sum::<u64>();
    let rest = [
        (Verdict::Missed, sum(&|tally| tally.missed)),
        (Verdict::Open, sum(&|tally| tally.open)),
        (Verdict::Undetermined, sum(&|tally| tally.undetermined)),
        (Verdict::Excused, sum(&|tally| tally.excused)),
    ];
    let rest: Vec<String> = rest
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(verdict, n)| {
            let said = Said::new(ids::PAGE_REST).with("n", int(n));
            say.say(&said.with("verdict", Said::new(klausel::render::verdict_phrase(verdict))))
        })
        .collect();
    let id = if rest.is_empty() { ids::PAGE_OVERALL_ALL } else { ids::PAGE_OVERALL };
    say.say(&Said::new(id).with("kept", say.all_of(&kept)).with("rest", rest.join(", ")))
}

/// A tile each for reactions and updates, after one for each of `services`.
pub(crate) fn tiles(report: &Report, services: &[Service], say: Say<'_>) -> Vec<Tile> {
    let mut tiles: Vec<Tile> = services.iter().map(|service| service.tile(say)).collect();
    let promises = [(Promise::Reaction, ids::PAGE_REACTIONS), (Promise::Update, ids::PAGE_UPDATES)];
    tiles.extend(promises.into_iter().filter_map(|(promise, name)| promise_tile(report, promise, name, say)));
    tiles
}

fn promise_tile(report: &Report, promise: Promise, name: PhraseId, say: Say<'_>) -> Option<Tile> {
    let tally = Tally::of_counts(report.counts.iter().filter(|count| count.promise == promise));
    if tally.owed() == 0 {
        return None;
    }
    let said = Said::new(ids::PAGE_MET_OF).with("met", int(tally.met)).with("owed", int(tally.owed()));
    let rest = [
        (Verdict::Missed, tally.missed),
        (Verdict::Open, tally.open),
        (Verdict::Undetermined, tally.undetermined),
        (Verdict::NotOwed, tally.not_owed),
    ];
    let rest = rest.into_iter().filter(|(_, n)| *n > 0).map(|(verdict, n)| {
        let said = Said::new(ids::PAGE_REST).with("n", int(n));
        say.say(&said.with("verdict", Said::new(klausel::render::verdict_phrase(verdict))))
    });
    Some(Tile {
        name: say.text(name),
        target: String::new(),
        figure: say.say(&said),
        about: say.text(ids::PAGE_MET_OF_OWED),
        judged: None,
        note: rest.collect::<Vec<_>>().join(", "),
        bar: chart::shares(&tally.parts()),
    })
}

fn int(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
