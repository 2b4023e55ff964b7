//! Names that mislead: a window, a list of holidays or a handover point that nothing refers to (K519), a word of letters of
//! two scripts (K520), two names that look alike (K532). A contract is signed by what is seen.

use super::Looking;
use crate::{
    diagnostic,
    model::Kind,
    name::Id,
    phrase::Value,
    source::Span,
    syntax::{Block, ClauseText, Statement},
};
use std::collections::{BTreeMap, BTreeSet};

/// What is declared only to be referred to.
const REFERRED_TO: [Kind; 3] = [Kind::Holidays, Kind::ServiceWindow, Kind::HandoverPoint];

pub(super) fn look(looking: &mut Looking<'_>) {
    let words = words(looking);
    mixed(looking, &words);
    alike(looking, &words);
    // What refers to a name may be what could not be read; where nothing is promised yet, nothing could refer to it.
    let promises =
        [Kind::Service, Kind::ServiceDesk, Kind::Priorities].iter().any(|kind| looking.texts.contains_key(kind));
    if promises && !looking.refused {
        unused(looking);
    }
}

fn unused(looking: &mut Looking<'_>) {
    let mut used: BTreeSet<Id> = BTreeSet::new();
    for text in looking.texts.values().flatten() {
        for (_, value) in said(text).flat_map(|statement| statement.said.slots.iter()) {
            refers(value, &mut |id| {
                if *id != text.name {
                    used.insert(id.clone());
                }
            });
        }
    }
    for kind in REFERRED_TO {
        for text in looking.texts.get(&kind).cloned().unwrap_or_default() {
            if !used.contains(&text.name) {
                let name = looking.printer.word(&text.name);
                looking.note(diagnostic::unused_name(text.span, &name));
            }
        }
    }
}

/// Every statement and cell of a clause.
fn said(text: &ClauseText) -> impl Iterator<Item = &Statement> {
    text.blocks.iter().flat_map(|block| -> Box<dyn Iterator<Item = &Statement>> {
        match block {
            Block::Statement(statement) => Box::new(std::iter::once(statement)),
            Block::Table(table) => Box::new(table.rows.iter().flat_map(|row| row.cells.iter().flatten())),
            Block::Wording { .. } => Box::new(std::iter::empty()),
        }
    })
}

fn refers(value: &Value, found: &mut impl FnMut(&Id)) {
    match value {
        Value::Ref(id) => found(id),
        Value::List(list) => list.iter().for_each(|value| refers(value, found)),
        Value::Phrase(said) => said.slots.iter().for_each(|(_, value)| refers(value, found)),
        _ => {}
    }
}

/// Each name with the word for it and its first place.
fn words(looking: &Looking<'_>) -> Vec<(Id, String, Span)> {
    let mut seen = BTreeSet::new();
    let mut words = Vec::new();
    let mut put = |id: &Id, span: Span| {
        if seen.insert(id.clone()) {
            words.push((id.clone(), looking.printer.word(id), span));
        }
    };
    for text in looking.texts.values().flatten() {
        put(&text.name, text.span);
        for statement in said(text) {
            for (role, value) in statement.said.slots.iter() {
                let place = statement.place(role);
                match value {
                    Value::Name(id) => put(id, place),
                    Value::List(list) => list.iter().filter_map(Value::as_name).for_each(|id| put(&id, place)),
                    _ => {}
                }
            }
        }
    }
    words
}

fn mixed(looking: &mut Looking<'_>, words: &[(Id, String, Span)]) {
    for (_, name, span) in words.iter().filter(|(_, name, _)| !name.is_ascii()) {
        let odd = name.split_whitespace().find_map(|word| {
            let scripts: BTreeSet<Script> = word.chars().filter_map(script).collect();
            let odd = word.chars().find(|c| script(*c).is_some_and(|script| script != Script::Latin))?;
            (scripts.len() > 1).then(|| (word.to_owned(), format!("{odd} (U+{:04X})", u32::from(odd))))
        });
        if let Some((word, odd)) = odd {
            looking.note(diagnostic::mixed_scripts(*span, &word, odd));
        }
    }
}

fn alike(looking: &mut Looking<'_>, words: &[(Id, String, Span)]) {
    let mut first: BTreeMap<String, (&str, Span)> = BTreeMap::new();
    for (_, name, span) in words {
        match first.get(&skeleton(name)) {
            Some((other, earlier)) => looking.note(diagnostic::look_alike(*span, name, other, *earlier)),
            None => drop(first.insert(skeleton(name), (name, *span))),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
}

fn script(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Some(Script::Latin),
        '\u{370}'..='\u{3ff}' => Some(Script::Greek),
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        _ => None,
    }
}

/// What a name looks like: letters that cannot be told apart at a glance are one (a selection of Unicode's confusables).
fn skeleton(name: &str) -> String {
    let look = |c: char| match c {
        'l' | 'I' | '1' | '|' | 'Ι' | 'І' | 'і' | 'ӏ' => 'l',
        'O' | '0' | 'o' | 'Ο' | 'ο' | 'О' | 'о' => 'o',
        'А' | 'Α' | 'а' | 'α' => 'a',
        'В' | 'Β' => 'b',
        'С' | 'с' => 'c',
        'Е' | 'Ε' | 'е' => 'e',
        'Н' | 'Η' => 'h',
        'К' | 'Κ' | 'к' | 'κ' => 'k',
        'М' | 'Μ' => 'm',
        'Ν' => 'n',
        'Р' | 'Ρ' | 'р' | 'ρ' => 'p',
        'Ѕ' | 'ѕ' => 's',
        'Т' | 'Τ' => 't',
        'у' | 'У' | 'Υ' => 'y',
        'Х' | 'Χ' | 'х' | 'χ' => 'x',
        'ν' => 'v',
        c => c.to_lowercase().next().unwrap_or(c),
    };
    name.chars().map(look).collect::<String>().replace("rn", "m")
}
