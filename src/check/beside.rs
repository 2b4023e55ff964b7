//! Two contracts side by side, as of a provider with its customer and with its supplier: a supplier's promise that is weaker
//! than the provider's own at the same handover point (K534), one word for what lies on opposite sides (K535).
//! What each contract says by itself is left to its own check.

use super::Contract;
use crate::{
    clauses::Term as _,
    diagnostic::{self, Diagnostics},
    model::{Availability, ClauseId, Kind, PeriodKind},
    name::{Id, Lang},
    percent::Percent,
    phrase::{Catalogue, PhraseId, Printer, ids},
    source::{Source, SourceId, Span},
    time::Zone,
};
use std::collections::BTreeMap;

/// What two contracts say against each other, with both texts: that of the first is source 0.
#[derive(Clone, Debug)]
pub struct Beside {
    /// What is noted, in the order of the first contract.
    pub notes: Diagnostics,
    /// The texts, by their ids.
    pub sources: Vec<Source>,
}

impl Contract {
    /// Notes what another contract, such as a supplier's, says against this one.
    #[must_use]
    pub fn beside(&self, other: &Contract) -> Beside {
        let mut notes = Diagnostics::default();
        weaker(self, other, &mut notes);
        opposite(self, other, &mut notes);
        notes.sort();
        let sources = self.sources.first().into_iter().chain(other.sources.first()).cloned().collect();
        Beside { notes, sources }
    }
}

/// A promise: for which service, how much, over which period, where.
type Promise<'a> = (&'a Id, Percent, PeriodKind, &'a Id);

fn promises(contract: &Contract) -> Vec<Promise<'_>> {
    let services = contract.model.services.iter();
    let promise = services.filter_map(|clause| match clause.body.availability {
        Some(Availability::AtLeast { target, per }) => {
            Some((&clause.name, target, per, clause.body.handed_over_at.as_ref()?))
        }
        Some(Availability::NoneAgreed) | None => None,
    });
    promise.collect()
}

/// Each promise of ours that asks more than the other's at the same handover point: a higher share, or over a shorter
/// period.
fn weaker(ours: &Contract, theirs: &Contract, notes: &mut Diagnostics) {
    let Some(catalogue) = Catalogue::of(ours.lang()) else { return };
    let printer = Printer::new(catalogue, &ours.model.glossary, Zone::UTC);
    for (name, target, per, point) in promises(ours) {
        for (other, their_target, their_per, their_point) in promises(theirs) {
            let asks_more = !their_target.reaches(target) || months(their_per) > months(per);
            if point == their_point && asks_more {
                let said = |target: Percent, per: PeriodKind| {
                    let (target, per) = (target.into(), per.say("period"));
                    format!("{} {}", printer.value(&target, "percent"), printer.value(&per, "period"))
                };
                let span = place(ours, name, ids::SERVICE_AVAILABILITY);
                let second = place(theirs, other, ids::SERVICE_AVAILABILITY);
                let (own, promised) = (said(target, per), said(their_target, their_per));
                let point = printer.word(point);
                notes.push(diagnostic::supplier_promises_less(span, in_second(second), own, promised, point));
            }
        }
    }
}

const fn months(per: PeriodKind) -> u32 {
    match per {
        PeriodKind::CalendarYear => 12,
        PeriodKind::CalendarHalfYear => 6,
        PeriodKind::CalendarQuarter => 3,
        PeriodKind::CalendarMonth => 1,
    }
}

/// Which side something lies on, and where that is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Provider,
    Customer,
}

/// Each word that means something on the provider's side in one contract and on the customer's in the other.
fn opposite(ours: &Contract, theirs: &Contract, notes: &mut Diagnostics) {
    let (own, other) = (sides(ours), sides(theirs));
    for ((lang, word), (side, span)) in &own {
        if let Some((their_side, second)) = other.get(&(lang.clone(), word.clone()))
            && side != their_side
        {
            notes.push(diagnostic::opposite_sides(*span, in_second(*second), word));
        }
    }
}

/// The words of each language for what stands on a side; a word without a language is of all.
fn sides(contract: &Contract) -> BTreeMap<(Lang, String), (Side, Span)> {
    let mut found = BTreeMap::new();
    for clause in &contract.model.handover_points {
        let point = &clause.body;
        let lists = [
            (Side::Provider, &point.provider_side, ids::HANDOVER_POINT_PROVIDER_SIDE),
            (Side::Customer, &point.customer_side, ids::HANDOVER_POINT_CUSTOMER_SIDE),
        ];
        for (side, names, phrase) in lists {
            let id = ClauseId::new(Kind::HandoverPoint, clause.name.clone());
            let span = contract.places.span(&id.statement(phrase.name())).unwrap_or_default();
            for name in names {
                let words = contract.model.glossary.iter().find(|(id, _)| *id == name).map(|(_, words)| words);
                for (lang, word) in words.into_iter().flatten() {
                    let lang = if lang.as_str().is_empty() { contract.lang().clone() } else { lang.clone() };
                    found.entry((lang, word.to_lowercase())).or_insert((side, span));
                }
            }
        }
    }
    found
}

fn place(contract: &Contract, service: &Id, phrase: PhraseId) -> Span {
    let id = ClauseId::new(Kind::Service, service.clone());
    contract.places.span(&id.statement(phrase.name())).unwrap_or_default()
}

/// The same place of the second text.
fn in_second(span: Span) -> Span {
    Span { source: SourceId(1), ..span }
}
