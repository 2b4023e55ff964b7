//! The pest grammar at work: kinds of lines, and values that are written alike in every language.
//! The only file that names pest's rules; what a line or a value means is left to its neighbours.

use pest::Parser;

#[derive(pest_derive::Parser)]
#[grammar = "grammar/document.pest"]
#[grammar = "grammar/values.pest"]
struct Grammar;

/// A line of a document, by kind; texts with the byte at which they start in the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    Blank,
    Heading { level: usize, title: (usize, &'a str) },
    Item { bullet: (usize, &'a str), gap: &'a str, rest: (usize, &'a str) },
    TableRule { columns: usize },
    Row,
    Quote { rest: (usize, &'a str) },
    Indented { rest: (usize, &'a str) },
    Text { rest: (usize, &'a str) },
}

/// What kind of line it is.
///
/// Most lines are told by how they begin, which is what the grammar says too (a test holds both against each other); asking
/// pest costs a microsecond a line.
pub(super) fn line(text: &str) -> Line<'_> {
    plain(text).unwrap_or_else(|| by_grammar(text))
}

/// The kind of a line whose first letters leave no doubt.
fn plain(text: &str) -> Option<Line<'_>> {
    let inside = text.trim_start_matches(' ');
    let lead = text.len() - inside.len();
    let Some(first) = inside.bytes().next() else { return Some(Line::Blank) };
    if lead > 3 {
        return None;
    }
    match first {
        b'|' => {
            let cell = inside.get(1..)?.trim_start_matches([' ', '\t']);
            (!cell.starts_with(['-', ':'])).then_some(Line::Row)
        }
        b'-' if inside.as_bytes().get(1) == Some(&b' ') => {
            let rest = inside.get(1..)?.trim_start_matches([' ', '\t']);
            let (at, begins) = (text.len() - rest.len(), lead + 1);
            Some(Line::Item { bullet: (lead, text.get(lead..begins)?), gap: text.get(begins..at)?, rest: (at, rest) })
        }
        b'#' => {
            let title = inside.trim_start_matches('#');
            let level = inside.len() - title.len();
            let name = title.trim_matches([' ', '\t']);
            let is_plain = level <= 6 && title.starts_with([' ', '\t']) && !name.is_empty() && !name.contains('#');
            let at = text.len() - title.trim_start_matches([' ', '\t']).len();
            is_plain.then_some(Line::Heading { level, title: (at, name) })
        }
        letter if letter.is_ascii_alphanumeric() => Some(Line::Text { rest: (lead, inside) }),
        _ => None,
    }
}

fn by_grammar(text: &str) -> Line<'_> {
    let Some(pair) = Grammar::parse(Rule::line, text).ok().and_then(|mut all| all.next()) else {
        return Line::Text { rest: (0, text) };
    };
    let Some(kind) = pair.into_inner().next() else { return Line::Blank };
    let rule = kind.as_rule();
    let end = kind.as_span().end();
    let rest = (end, text.get(end..).unwrap_or_default());
    let inner = kind.into_inner();
    let found = |rule| {
        let pair = inner.clone().find(|pair| pair.as_rule() == rule);
        pair.map_or((0, ""), |pair| (pair.as_span().start(), pair.as_str()))
    };
    match rule {
        Rule::heading => Line::Heading { level: found(Rule::marks).1.len(), title: found(Rule::title) },
        Rule::item => Line::Item { bullet: found(Rule::bullet), gap: found(Rule::gap).1, rest },
        Rule::table_rule => Line::TableRule { columns: inner.filter(|pair| pair.as_rule() == Rule::dashes).count() },
        Rule::row => Line::Row,
        Rule::quote => Line::Quote { rest },
        Rule::indented => Line::Indented { rest },
        Rule::text => Line::Text { rest },
        _ => Line::Blank,
    }
}

/// A value that is written alike in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lexeme {
    Number,
    Int,
    Int2,
    Int3,
    Year,
    Zone,
    Slashed,
    ClauseNumber,
    Code,
}

/// The longest such value at the beginning of `text`.
pub(super) fn lexeme(kind: Lexeme, text: &str) -> Option<&str> {
    let rule = match kind {
        Lexeme::Number => Rule::number,
        Lexeme::Int => Rule::int,
        Lexeme::Int2 => Rule::int2,
        Lexeme::Int3 => Rule::int3,
        Lexeme::Year => Rule::year,
        Lexeme::Zone => Rule::zone,
        Lexeme::Slashed => Rule::slashed,
        Lexeme::ClauseNumber => Rule::clause_number,
        Lexeme::Code => Rule::code,
    };
    // A value begins with a letter or digit; asking pest costs a quarter of a microsecond.
    text.bytes().next().filter(u8::is_ascii_alphanumeric)?;
    Grammar::parse(rule, text).ok()?.next().map(|pair| pair.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        assert_eq!(line(""), Line::Blank);
        assert_eq!(line("## 4 Servicezeit: Betrieb"), Line::Heading { level: 2, title: (3, "4 Servicezeit: Betrieb") });
        assert_eq!(line("- Außer an"), Line::Item { bullet: (0, "-"), gap: " ", rest: (2, "Außer an") });
        assert_eq!(line("  wrapped"), Line::Text { rest: (2, "wrapped") });
        assert_eq!(line("|---|:--|"), Line::TableRule { columns: 2 });
        assert_eq!(line("| a | b |"), Line::Row);
        assert_eq!(line("> Note: x"), Line::Quote { rest: (2, "Note: x") });
        assert_eq!(line("    code"), Line::Indented { rest: (4, "code") });
        assert_eq!(line("24. Dezember"), Line::Text { rest: (0, "24. Dezember") });
    }

    #[test]
    fn what_is_told_by_the_first_letters_is_what_the_grammar_says() {
        let starts = [
            "", "-", "- ", "-\t", "--", "---", "*", "#", "## ", "##\t", "#######", "|", "| ", "|-", "|:", ">", "a",
            "1. ",
        ];
        let ends = ["", " ", "x", "- x", "# x #", " x  #", "---|", " | ", "\u{a0}x", "x \t", "#x", "ä"];
        for lead in ["", " ", "  ", "   ", "    ", "\t", " \t"] {
            for text in starts.iter().flat_map(|start| ends.iter().map(move |end| format!("{lead}{start}{end}"))) {
                assert!(plain(&text).is_none_or(|told| told == by_grammar(&text)), "{text:?}");
            }
        }
    }

    #[test]
    fn values_are_read_from_the_front() {
        assert_eq!(lexeme(Lexeme::Number, "98,5 %"), Some("98,5"));
        assert_eq!(lexeme(Lexeme::Zone, "Europe/Berlin, x"), Some("Europe/Berlin"));
        assert_eq!(lexeme(Lexeme::ClauseNumber, "21a Text"), Some("21a"));
        assert_eq!(lexeme(Lexeme::Slashed, "03/04/2026"), Some("03/04/2026"));
    }
}
