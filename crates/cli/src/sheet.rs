//! Every verdict as a row of CSV, for whoever counts on with a spreadsheet: durations in milliseconds (a limit in
//! days as the JSON has it), instants in UTC.
//! Which verdicts there are is left to the core; a report for people, or with reasons, has other formats.

use crate::{failure::Failure, safe::Safe};
use klausel::{
    render::Render,
    verdict::{Figures, Judgement},
};
use std::io::{self, Write};

/// The columns, named as the keys of the JSON are.
const COLUMNS: [&str; 20] = [
    "promise",
    "subject",
    "verdict",
    "stage",
    "priority",
    "row",
    "started_at",
    "due_at",
    "stopped_at",
    "limit",
    "used_ms",
    "from",
    "until",
    "base_ms",
    "down_ms",
    "unknown_ms",
    "target",
    "percent",
    "budget_ms",
    "clause",
];

/// Writes all verdicts, the columns first. Cells of other kinds of verdict stay empty.
pub(crate) fn write(judgements: &[Judgement], render: &Render<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(COLUMNS).map_err(io::Error::from)?;
    for judgement in judgements {
        let cells = cells(judgement, render);
        rows.write_record(COLUMNS.map(|column| {
            let cell = cells.iter().find(|(name, _)| *name == column);
            cell.map(|(_, text)| harmless(text)).unwrap_or_default()
        }))
        .map_err(io::Error::from)?;
    }
    Ok(rows.flush()?)
}

fn cells(judgement: &Judgement, render: &Render<'_>) -> Vec<(&'static str, String)> {
    let mut cells = vec![
        ("promise", key(&judgement.promise)),
        ("subject", judgement.subject.to_string()),
        ("verdict", key(&judgement.verdict)),
        ("stage", key(&judgement.stage)),
        ("clause", render.clause(judgement).unwrap_or_default()),
    ];
    let mut put = |name, text: Option<String>| cells.extend(text.map(|text| (name, text)));
    match &judgement.figures {
        Figures::Deadline(deadline) => {
            put("priority", deadline.priority.as_ref().map(ToString::to_string));
            put("row", deadline.row.as_ref().map(ToString::to_string));
            put("started_at", deadline.started_at.map(|at| at.to_string()));
            put("due_at", deadline.due_at.map(|at| at.to_string()));
            put("stopped_at", deadline.stopped_at.map(|at| at.to_string()));
            put("limit", deadline.limit.and_then(|limit| serde_json::to_string(&limit).ok()));
            put("used_ms", Some(deadline.used.0.to_string()));
        }
        Figures::Availability(figures) => {
            put("from", Some(figures.period.from.to_string()));
            put("until", Some(figures.period.until.to_string()));
            put("base_ms", Some(figures.base.0.to_string()));
            put("down_ms", Some(figures.down.0.to_string()));
            put("unknown_ms", Some(figures.unknown.0.to_string()));
            put("target", Some(figures.target.to_string()));
            put("percent", figures.percent().filter(|_| figures.unknown.0 == 0).map(|percent| percent.to_string()));
            put("budget_ms", Some(figures.budget.0.to_string()));
        }
        Figures::Duty(duty) => {
            put("from", duty.period.map(|period| period.from.to_string()));
            put("until", duty.period.map(|period| period.until.to_string()));
            put("started_at", duty.started_at.map(|at| at.to_string()));
            put("due_at", duty.due_at.map(|at| at.to_string()));
            put("stopped_at", duty.performed_at.map(|at| at.to_string()));
        }
        // What a later version judges has columns of its own then.
        _ => {}
    }
    cells
}

/// A published word, as the JSON has it.
fn key(word: &impl serde::Serialize) -> String {
    serde_json::to_value(word).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula, and without characters that drive a terminal or turn its direction.
fn harmless(text: &str) -> String {
    let safe = Safe(text).to_string();
    let formula = safe.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    if formula { format!("'{safe}") } else { safe }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_is_a_formula_or_drives_a_terminal() {
        assert_eq!(harmless("=cmd()"), "'=cmd()");
        assert_eq!(harmless("  @x"), "'  @x");
        assert_eq!(harmless("-1+1"), "'-1+1");
        assert_eq!(harmless("\t=1"), r"\u{9}=1");
        assert_eq!(harmless("INC-1\u{202e}"), r"INC-1\u{202e}");
        assert_eq!(harmless("INC-1, \"quoted\""), "INC-1, \"quoted\"");
    }
}
