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
pub(super) fn line(text: &str) -> Line<'_> {
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
    fn values_are_read_from_the_front() {
        assert_eq!(lexeme(Lexeme::Number, "98,5 %"), Some("98,5"));
        assert_eq!(lexeme(Lexeme::Zone, "Europe/Berlin, x"), Some("Europe/Berlin"));
        assert_eq!(lexeme(Lexeme::ClauseNumber, "21a Text"), Some("21a"));
        assert_eq!(lexeme(Lexeme::Slashed, "03/04/2026"), Some("03/04/2026"));
    }
}
