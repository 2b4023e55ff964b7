//! How well a contract is tested, as a person would say it.
//! Finding it out is left to `suite`.

use super::{Fate, Mutant, Suite};
use crate::{
    name::Lang,
    phrase::{Said, ids},
    render::{Render, count},
    source::Span,
};

impl Suite<'_> {
    /// The statements and rows that no scenario has decided, a line each, and how many there are of how many; a line's end
    /// after each line.
    #[must_use]
    pub fn coverage(&self, lang: &Lang) -> String {
        let Some(render) = Render::of(self.contract, lang) else { return String::new() };
        let undecided = self.undecided();
        let mut out = String::new();
        for (_, place) in &undecided {
            let said =
                Said::new(ids::COVERAGE_UNDECIDED).with("line", self.line(*place)).with("what", self.written(*place));
            put(&mut out, &render.say(&said));
        }
        let said = Said::new(ids::COVERAGE_TOTAL).with("n", count(undecided.len())).with("all", count(self.citable()));
        put(&mut out, &render.say(&said));
        out
    }

    /// What no scenario notices, a line each, and how many alterations are noticed, of which only by the documents from
    /// number `made` on; a line's end after each line.
    #[must_use]
    pub fn mutation(&self, fates: &[(&Mutant, Fate)], made: usize, lang: &Lang) -> String {
        let Some(render) = Render::of(self.contract, lang) else { return String::new() };
        let mut out = String::new();
        let (mut noticed, mut only_made, mut unnoticed) = (0, 0, 0);
        for (mutant, fate) in fates {
            let line = mutant.place.map_or(0, |place| self.line(place));
            let said = |id| Said::new(id).with("line", line).with("what", mutant.said.as_str());
            match fate {
                Fate::None => {}
                Fate::Noticed { document, .. } => {
                    noticed += 1;
                    only_made += usize::from(*document >= made);
                }
                Fate::SaysDefault => put(&mut out, &render.say(&said(ids::MUTANT_SAYS_DEFAULT))),
                Fate::Unnoticed => {
                    unnoticed += 1;
                    put(&mut out, &render.say(&said(ids::MUTANT_UNNOTICED)));
                }
            }
        }
        let said = Said::new(ids::MUTANT_TOTAL).with("noticed", count(noticed)).with("made", count(only_made));
        put(&mut out, &render.say(&said.with("unnoticed", count(unnoticed))));
        out
    }

    fn line(&self, place: Span) -> i64 {
        let source = self.contract.sources.get(place.source.0 as usize);
        count(source.map_or(0, |source| source.line_column(place.from).0))
    }

    /// What stands at a place, on one line.
    fn written(&self, place: Span) -> String {
        let source = self.contract.sources.get(place.source.0 as usize);
        let text =
            source.and_then(|source| source.text.get(place.from as usize..place.until as usize)).unwrap_or_default();
        let words: Vec<&str> = text.split_whitespace().collect();
        crate::render::visible(&words.join(" "))
    }
}

fn put(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}
