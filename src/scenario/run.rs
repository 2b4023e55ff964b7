//! A scenario run by a contract: its events judged, its questions answered, each answer held against what is expected.
//! Judging is left to `engine`, answering to `query`, saying what differs to `outcome`.

use super::{
    Outcome, Outcomes, Scenarios, expected,
    read::{self, Scenario},
};
use crate::{
    check::Contract,
    compile::Program,
    engine::Monitor,
    event::{Unused, UnusedReason},
    phrase::{Said, ids},
    query,
    render::Render,
    versions::Versions,
};

impl Scenarios {
    /// Runs every scenario, one after the other.
    #[must_use]
    pub fn run(&self, contract: &Contract, program: &Program) -> Outcomes {
        let mut all = self.none();
        (0..self.len()).for_each(|n| all.append(self.run_one(n, contract, program)));
        all
    }

    /// Runs the scenario of that number, from 0: what comes of it stands alone, so that several may run at once; put
    /// together in their order by [`Outcomes::append`] they are what [`run`](Self::run) gives. None of that number: nothing.
    #[must_use]
    pub fn run_one(&self, n: usize, contract: &Contract, program: &Program) -> Outcomes {
        let mut all = self.none();
        let Some((scenario, render)) = self.scenarios.get(n).zip(Render::of(contract, &self.lang())) else {
            return all;
        };
        let monitors = [(contract, scenario.monitor(program))];
        all.scenarios.push(scenario.name.clone());
        all.not_used = monitors.iter().flat_map(|(_, monitor)| not_used(&render, scenario, monitor)).collect();
        let asked = scenario.questions.iter();
        all.outcomes = asked.filter_map(|question| self.outcome(scenario, question, &monitors, &render)).collect();
        all
    }

    /// Runs the scenario of that number, from 0, by all versions of a contract: each judges what lies in its time in force.
    #[must_use]
    pub fn run_one_by(&self, n: usize, versions: &Versions) -> Outcomes {
        let mut all = self.none();
        let latest = &versions.latest().contract;
        let Some((scenario, render)) = self.scenarios.get(n).zip(Render::of(latest, &self.lang())) else { return all };
        let monitors: Vec<(&Contract, Monitor)> =
            versions.iter().map(|version| (&version.contract, scenario.monitor(&version.program))).collect();
        all.scenarios.push(scenario.name.clone());
        // What one version uses is used.
        let mut listed = monitors.iter().map(|(_, monitor)| not_used(&render, scenario, monitor));
        all.not_used = listed.next().unwrap_or_default();
        listed.for_each(|other| all.not_used.retain(|line| other.contains(line)));
        let asked = scenario.questions.iter();
        all.outcomes = asked.filter_map(|question| self.outcome(scenario, question, &monitors, &render)).collect();
        all
    }

    /// The document without any scenario run.
    #[must_use]
    pub fn none(&self) -> Outcomes {
        Outcomes {
            lang: self.lang(),
            name: self.name().to_owned(),
            outcomes: Vec::new(),
            not_used: Vec::new(),
            scenarios: Vec::new(),
        }
    }

    fn outcome(
        &self,
        scenario: &Scenario,
        question: &read::Expected,
        monitors: &[(&Contract, Monitor)],
        render: &Render<'_>,
    ) -> Option<Outcome> {
        let as_of = question.as_of.or(scenario.last);
        let judges: Vec<(&Contract, &Monitor)> =
            monitors.iter().map(|(contract, monitor)| (*contract, monitor)).collect();
        let answer = query::ask_versions(&judges, &question.asked, as_of, None)?;
        let came = query::claims(&answer, render.model);
        let lacks = expected::lacking(render, &question.claims, &came);
        let say = |claim: &Said| render.say(claim);
        let written = read::at(&self.source, question.place).to_owned();
        let accepted = if lacks.is_empty() {
            written.clone()
        } else {
            expected::accepted(render, &question.claims, &lacks, &came)
        };
        Some(Outcome {
            scenario: scenario.name.clone(),
            question: question.asked.text.clone(),
            place: question.place,
            line: question.line,
            written,
            expected: expected::say(&say, question.claims.iter().map(|claim| &claim.said)),
            came: expected::say(&say, &came),
            lacks: expected::say(&say, lacks.iter().map(|claim| &claim.said)),
            turned: lacks.iter().any(|claim| expected::is_verdict(&claim.said)),
            accepted,
            answer,
        })
    }
}

impl Scenario {
    /// What happened, taken by a contract.
    pub(super) fn monitor(&self, program: &Program) -> Monitor {
        let mut monitor = Monitor::new(program.clone());
        monitor.push_all(self.events.iter().cloned());
        monitor
    }
}

/// What of the events was not used, but for what was corrected or told again: that was meant.
fn not_used(render: &Render<'_>, scenario: &Scenario, monitor: &Monitor) -> Vec<String> {
    if scenario.events.is_empty() {
        return Vec::new();
    }
    let verdicts = monitor.finish(scenario.last, scenario.last);
    let meant = |reason: &UnusedReason| matches!(reason, UnusedReason::Corrected { .. } | UnusedReason::Duplicate);
    let line = |unused: &Unused| {
        let said = Said::new(ids::OUTCOME_NOT_USED).with("line", i64::from(unused.line.line));
        render.say(&said.with("reason", render.unused(unused)))
    };
    verdicts.unused.iter().filter(|unused| !meant(&unused.reason)).map(line).collect()
}
