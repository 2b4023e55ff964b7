//! The outages of a service: which count, which do not, and what of the contract decided it; and planned downtime.
//! The sentences are the core's.

use crate::say::{Say, bound, number};
use klausel::{
    phrase::{PhraseId, Said, ids},
    render::visible,
    report::ServiceFigures,
    time::Millis,
    verdict::{Choice, CountedBy, OutageFinding, Step},
};
use serde::Serialize;

/// More outages of one kind are not shown; those of most time in the base are.
const MOST: usize = 200;

/// A longer list is shown only when asked for.
const MOST_UNFOLDED: usize = 12;

/// What outages of a kind are called, and which they are.
type Kind<'k> = (PhraseId, &'k dyn Fn(&OutageFinding) -> bool);

/// All outages of a service, by what they come to.
#[derive(Debug, Serialize)]
pub(crate) struct Outages {
    groups: Vec<Group>,
    planned: Vec<Planned>,
    planned_folded: bool,
    planned_count: String,
}

#[derive(Debug, Serialize)]
struct Group {
    title: String,
    /// Whether it is shown only when asked for.
    folded: bool,
    count: String,
    note: Option<String>,
    rows: Vec<Row>,
    more: Option<String>,
}

#[derive(Debug, Serialize)]
struct Row {
    when: String,
    what: String,
    place: String,
    in_base: String,
    why: String,
    events: String,
}

#[derive(Debug, Serialize)]
struct Planned {
    when: String,
    acts: String,
    counts: String,
    cite: String,
}

impl Outages {
    pub(crate) fn of(all: &[&ServiceFigures], say: Say<'_>) -> Outages {
        let steps = || all.iter().flat_map(|figures| &figures.reason.steps);
        let mut found: Vec<&OutageFinding> = Vec::new();
        for step in steps() {
            // What is said of a service as a whole is said of each of its parts, and shown once.
            if let Step::Outage(finding) = step
                && !found.contains(&finding)
            {
                found.push(finding);
            }
        }
        let open = |finding: &OutageFinding| {
            let choice = match &finding.decided_by {
                CountedBy::Choice(used) => Some(used.choice),
                CountedBy::PlaceOnNoSide { choice } => Some(*choice),
                _ => None,
            };
            !finding.counts && choice == Some(Choice::UnexplainedUnknown)
        };
        let within = |finding: &OutageFinding| finding.in_base > Millis::ZERO;
        let kinds: [Kind<'_>; 4] = [
            (ids::PAGE_COUNTED, &|finding| finding.counts && within(finding)),
            (ids::PAGE_OPEN_OUTAGES, &open),
            (ids::PAGE_NOT_COUNTED, &|finding| !finding.counts && !open(finding)),
            (ids::PAGE_OUTSIDE_BASE, &|finding| finding.counts && !within(finding)),
        ];
        let groups = kinds.iter().filter_map(|(title, is)| {
            let its: Vec<&OutageFinding> = found.iter().copied().filter(|finding| is(finding)).collect();
            let note = (*title == ids::PAGE_COUNTED).then(|| say.text(ids::PAGE_COUNTED_NOTE));
            let folded = *title == ids::PAGE_OUTSIDE_BASE || its.len() > MOST_UNFOLDED;
            group(say.text(*title), note, folded, its, say)
        });
        let planned = steps().filter_map(|step| match step {
            Step::Planned { agreed: Some(agreed), acts, counts, cite, beyond: _ } => Some(Planned {
                when: span(&say.render.span(*agreed)),
                acts: say.render.declared(acts),
                counts: match counts.as_slice() {
                    [] => say.text(ids::PAGE_PLANNED_COUNTS_NONE),
                    counts => {
                        let said = Said::new(ids::PAGE_PLANNED_COUNTS);
                        say.say(&said.with("counts", say.render.spans(counts)))
                    }
                },
                cite: say.render.cite(cite),
            }),
            _ => None,
        });
        let planned: Vec<Planned> = planned.collect();
        Outages {
            groups: groups.collect(),
            planned_folded: planned.len() > MOST_UNFOLDED,
            planned_count: say.int(planned.len() as u64),
            planned,
        }
    }
}

fn group(
    title: String,
    note: Option<String>,
    folded: bool,
    mut found: Vec<&OutageFinding>,
    say: Say<'_>,
) -> Option<Group> {
    if found.is_empty() {
        return None;
    }
    let count = found.len() as u64;
    let more = found.len().saturating_sub(MOST);
    if more > 0 {
        found.sort_by_key(|finding| std::cmp::Reverse(finding.in_base));
        found.truncate(MOST);
        found.sort_by_key(|finding| finding.interval);
    }
    let row = |finding: &OutageFinding| Row {
        when: span(&say.render.outage_span(finding)),
        what: say.render.outage_state(finding),
        place: say.render.place_and_cause(finding),
        in_base: if finding.in_base == Millis::ZERO { "–".to_owned() } else { say.duration(finding.in_base) },
        why: say.render.finding(finding),
        events: std::iter::once(&finding.began)
            .chain(&finding.ended)
            .map(|event| visible(&event.id))
            .collect::<Vec<_>>()
            .join(", "),
    };
    Some(Group {
        title,
        folded,
        count: say.int(count),
        note,
        rows: found.into_iter().map(row).collect(),
        more: (more > 0).then(|| say.say(&Said::new(ids::REPORT_MORE).with("n", number(more)))),
    })
}

/// A span of time in which no line ends within the length at its end.
fn span(text: &str) -> String {
    match text.rsplit_once('(') {
        Some((before, length)) => format!("{}({}", bound(before), length.replace(' ', "\u{a0}")),
        None => bound(text),
    }
}
