//! The gaps between updates of a case, from the text of 2.2: what arms the clock, what ends a gap, what disarms it.
//! When a gap is due, and what follows, is left to `case`.

use super::story::{Story, Thing};
use klausel::{
    model::{Priorities, ReactionAct, Reopened, UpdateArm},
    time::Instant,
};

/// A gap between updates: since when, after which of the things that happen, and which of them stopped it.
#[derive(Clone, Copy)]
pub(super) struct Gap {
    pub(super) from: Instant,
    pub(super) after: usize,
    pub(super) stopped_by: Option<usize>,
}

/// "What qualifies is the contract's. Default: an act by the provider's staff; automatic mail does not." The first that
/// does, among the things.
pub(super) fn reaction(table: &Priorities, story: &Story) -> Option<usize> {
    story.things.iter().position(|thing| match (&thing.what, table.reaction) {
        (Thing::Told { .. }, Some(ReactionAct::AnyReply)) => true,
        (Thing::Told { reply, automatic }, Some(ReactionAct::PersonalReply)) => *reply && !automatic,
        (Thing::Told { automatic, .. }, Some(ReactionAct::AnyAct) | None) => !automatic,
        _ => false,
    })
}

/// The gaps of a case as of an instant.
pub(super) fn of(table: &Priorities, story: &Story, as_of: Instant) -> Vec<Gap> {
    let things = &story.things;
    let arm = table.update_arm.unwrap_or(UpdateArm::AtReport);
    let arms_at = (arm == UpdateArm::AtReaction).then(|| reaction(table, story)).flatten();
    let mut gaps = Gaps { story, found: Vec::new(), open: None };
    // "An update clock arms at the report (choices: at the reaction; …)."
    if arm != UpdateArm::AtReaction {
        gaps.open = Some((story.start, story.before_start()));
    }
    let reopened = table.reopened.unwrap_or(Reopened::Resume);
    let resumes = matches!(reopened, Reopened::Resume | Reopened::Within(_));
    // The end that no return has followed, and whether a clock was armed then.
    let mut ended: Option<(usize, bool)> = None;
    for (place, thing) in things.iter().enumerate() {
        // What one event says, it says at once: the gap that it begins has the priority that it sets.
        let told = things.iter().take_while(|other| (other.at, other.nth) <= (thing.at, thing.nth)).count();
        let after = Some((thing.at, told));
        match &thing.what {
            // A message while the case is closed arms nothing and ends nothing; a contact neither.
            Thing::Told { .. } | Thing::Contacted if ended.is_some() => {}
            Thing::Told { automatic, .. } => {
                let arms = gaps.open.is_none() && arms_at == Some(place);
                let ends = !automatic && (gaps.open.is_some() || arm == UpdateArm::AtLastContact);
                if arms || ends {
                    gaps.stop(place);
                    // "At the customer's first unanswered contact, disarmed by the answer."
                    gaps.open = after.filter(|_| arm != UpdateArm::AtContact);
                }
            }
            Thing::Contacted => match arm {
                UpdateArm::AtReport | UpdateArm::AtReaction => {}
                UpdateArm::AtContact => gaps.open = gaps.open.or(after),
                // "At the last contact of either side."
                UpdateArm::AtLastContact => {
                    gaps.stop(place);
                    gaps.open = after;
                }
            },
            Thing::Ended if resumes => ended = Some((place, gaps.open.is_some())),
            Thing::Ended => {
                gaps.stop(place);
                ended = Some((place, gaps.open.take().is_some()));
            }
            // "*Restart*": only a clock that was armed is armed anew.
            Thing::Reopened => {
                if ended.take().is_some_and(|(_, armed)| armed) && reopened == Reopened::Restart {
                    gaps.open = after;
                }
            }
            Thing::Priority(_) | Thing::Called(_) => {}
        }
    }
    match ended {
        // "The case's end at or before due keeps the last gap."
        Some((end, _)) => gaps.stop(end),
        None => {
            let begun = gaps.open.filter(|(from, _)| *from <= as_of);
            gaps.found.extend(begun.map(|(from, after)| Gap { from, after, stopped_by: None }));
        }
    }
    gaps.found
}

struct Gaps<'s> {
    story: &'s Story,
    found: Vec<Gap>,
    /// Since when a clock is armed, and after which of the things.
    open: Option<(Instant, usize)>,
}

impl Gaps<'_> {
    /// Ends the gap that runs, if one does; at the very instant at which it began there was no silence.
    fn stop(&mut self, place: usize) {
        if let Some((from, after)) = self.open.filter(|(from, _)| *from < self.story.things[place].at) {
            self.found.push(Gap { from, after, stopped_by: Some(place) });
        }
    }
}
