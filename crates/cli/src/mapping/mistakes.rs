//! What can be wrong with a mapping file, each mistake with its place and what to type instead.
//! Rows that a right mapping cannot use are no mistakes of it: they are listed by `rows`.

use crate::safe::Safe;
use std::{fmt, ops::Range};

/// The mistakes of one mapping file, all of one run, in the order of the file.
#[derive(Debug)]
pub(crate) struct Mistakes {
    file: String,
    text: String,
    found: Vec<Mistake>,
}

/// One mistake.
#[derive(Debug)]
pub(crate) struct Mistake {
    at: Range<usize>,
    says: String,
    help: String,
}

impl Mistakes {
    pub(super) fn new(file: &str, text: &str) -> Self {
        Mistakes { file: file.to_owned(), text: text.to_owned(), found: Vec::new() }
    }

    pub(super) fn add(&mut self, mistake: Mistake) {
        self.found.push(mistake);
    }

    pub(super) fn none(&self) -> bool {
        self.found.is_empty()
    }
}

fn mistake(at: Range<usize>, says: impl Into<String>, help: impl Into<String>) -> Mistake {
    Mistake { at, says: says.into(), help: help.into() }
}

/// The text is no TOML.
pub(super) fn no_toml(at: Range<usize>, detail: &str) -> Mistake {
    mistake(at, format!("this is no TOML: {detail}"), "a line is `key = value`, texts stand in quotes")
}

/// A key that must be there is missing.
pub(super) fn missing_key(at: Range<usize>, key: &str, example: &str) -> Mistake {
    mistake(at, format!("`{key}` is missing"), format!("add `{example}`"))
}

/// A key that no mapping has.
pub(super) fn unknown_key(at: Range<usize>, key: &str, known: &[&str]) -> Mistake {
    let help = nearest(key, known.iter().copied())
        .map_or_else(|| format!("known here: {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
    mistake(at, format!("`{key}` is not known here"), help)
}

/// A value of another kind than the key takes.
pub(super) fn wrong_kind(at: Range<usize>, key: &str, wanted: &str, example: &str) -> Mistake {
    mistake(at, format!("`{key}` takes {wanted}"), format!("write `{example}`"))
}

/// A value that is none of those which the key takes.
pub(super) fn no_such_value<'a>(
    at: Range<usize>,
    what: &str,
    value: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Mistake {
    let help = match nearest(value, known.clone()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("known: {}", known.collect::<Vec<_>>().join(", ")),
    };
    mistake(at, format!("there is no {what} \"{value}\""), help)
}

/// A table that says neither or both of two.
pub(super) fn one_of(at: Range<usize>, this: &str, that: &str) -> Mistake {
    mistake(at, format!("`{this}` or `{that}`: one of them, not both and not neither"), format!("keep `{this}`"))
}

/// A cell's value that stands under two words.
pub(super) fn two_words(at: Range<usize>, value: &str, first: &str, second: &str) -> Mistake {
    mistake(
        at,
        format!("\"{value}\" means both \"{first}\" and \"{second}\""),
        "keep it under one of them: a value has one meaning",
    )
}

/// What other cells mean, where no words are listed.
pub(super) fn others_of_none(at: Range<usize>) -> Mistake {
    mistake(
        at,
        "`others` is about cells that no word lists, and there are no words",
        "remove it: cells mean themselves",
    )
}

/// Times without a zone.
pub(super) fn no_zone(at: Range<usize>) -> Mistake {
    mistake(
        at,
        "times of this format have no zone",
        "add `zone = \"Europe/Berlin\"`, or `%z` to the format where the cells have an offset",
    )
}

/// A zone that does not exist.
pub(super) fn unknown_zone(at: Range<usize>, zone: &str) -> Mistake {
    mistake(
        at,
        format!("there is no time zone \"{zone}\""),
        "write a name of the IANA database, such as \"Europe/Berlin\"",
    )
}

/// A format of times that cannot be read.
pub(super) fn bad_format(at: Range<usize>, why: &str) -> Mistake {
    mistake(at, format!("the format {why}"), "for 29/2/2016 01:16 write \"%d/%m/%Y %H:%M\"")
}

/// A rule over states, without a table of states.
pub(super) fn no_states(at: Range<usize>) -> Mistake {
    mistake(
        at,
        "this rule is about states, and the mapping has no table of states",
        "add `[state]` with its column and its words",
    )
}

/// An event that lacks a field which its type needs.
pub(super) fn lacks_field(at: Range<usize>, kind: &str, field: &str) -> Mistake {
    mistake(
        at,
        format!("{kind} needs the field \"{field}\""),
        format!("add a table `[data.{field}]`, and the field to the rule's `data`"),
    )
}

/// More than can be held.
pub(super) fn too_many(at: Range<usize>, what: &str, limit: usize) -> Mistake {
    mistake(at, format!("more than {limit} {what}"), format!("at most {limit} {what} are read"))
}

/// A column that the file does not have.
pub(super) fn no_column(at: Range<usize>, name: &str, header: &[String]) -> Mistake {
    let help = nearest(name, header.iter().map(String::as_str)).map_or_else(
        || format!("its columns: {}", header.iter().map(|name| Safe(name).to_string()).collect::<Vec<_>>().join(", ")),
        |near| format!("did you mean \"{near}\"?"),
    );
    mistake(at, format!("the file has no column \"{name}\""), help)
}

/// A column whose name several columns have.
pub(super) fn ambiguous_column(at: Range<usize>, name: &str, times: usize) -> Mistake {
    mistake(
        at,
        format!("the file has {times} columns \"{name}\""),
        format!("write \"{name}#1\" for the first, \"{name}#2\" for the second"),
    )
}

/// The known name that is most like a name, if one is like it.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let most = (name.chars().count() / 3).max(1);
    known
        .map(|known| (strsim::damerau_levenshtein(&name.to_lowercase(), &known.to_lowercase()), known))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut found: Vec<_> = self.found.iter().collect();
        found.sort_by_key(|mistake| mistake.at.start);
        for (n, mistake) in found.into_iter().enumerate() {
            if n > 0 {
                writeln!(f)?;
            }
            self.show(mistake, f)?;
        }
        Ok(())
    }
}

impl Mistakes {
    fn show(&self, mistake: &Mistake, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = self.text.floor_char_boundary(mistake.at.start);
        let before = &self.text[..start];
        let line = before.matches('\n').count() + 1;
        let begin = before.rfind('\n').map_or(0, |at| at + 1);
        let shown = self.text[begin..].lines().next().unwrap_or_default();
        let column = before[begin..].chars().count();
        let until = self.text.ceil_char_boundary(mistake.at.end).max(start);
        let here = self.text[start..until].lines().next().unwrap_or_default();
        let width = here.chars().count().max(1);
        let gutter = " ".repeat(line.to_string().len());
        writeln!(f, "error: {}", Safe(&mistake.says))?;
        writeln!(f, "{gutter}--> {}:{line}:{}", Safe(&self.file), column + 1)?;
        if !shown.trim().is_empty() {
            writeln!(f, "{gutter} |")?;
            writeln!(f, "{line} | {}", Safe(shown))?;
            writeln!(f, "{gutter} | {}{}", " ".repeat(column), "^".repeat(width))?;
        }
        writeln!(f, "{gutter} = help: {}", Safe(&mistake.help))
    }
}
