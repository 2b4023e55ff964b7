//! What is seen is what is judged: our reading of a document beside that of a Markdown renderer.

use super::shipped::{BOTH, GERMAN};
use klausel::{
    Contract, Source,
    syntax::{self, Seen},
};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What a renderer shows; what we have no word for is a heading of level 9.
fn rendered(text: &str) -> Vec<Seen> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut page = Page::default();
    for event in Parser::new_ext(text, options) {
        page.event(event);
    }
    page.seen
}

#[derive(Default)]
struct Page {
    seen: Vec<Seen>,
    text: String,
    quoted: usize,
    listed: usize,
    /// The next number of each open list; none: bullets.
    numbers: Vec<Option<u64>>,
    table: Vec<Vec<String>>,
}

impl Page {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::Html(html)
                if html.starts_with("<!--") || html.trim_end().ends_with("-->") || html.trim().is_empty() => {}
            Event::Html(html) | Event::InlineHtml(html) => self.strange(&html),
            Event::Rule => self.strange("---"),
            other => self.strange(&format!("{other:?}")),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Item => {
                self.flush();
                self.listed += 1;
                if let Some(Some(number)) = self.numbers.last_mut() {
                    self.text.push_str(&format!("{number}. "));
                    *number += 1;
                }
            }
            Tag::List(first) => {
                if self.listed > 0 && self.quoted == 0 {
                    self.flush();
                }
                self.numbers.push(first);
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quoted += 1;
            }
            Tag::Heading { .. } | Tag::Table(_) => self.flush(),
            Tag::CodeBlock(_) => self.strange("code"),
            Tag::TableHead | Tag::TableRow => self.table.push(Vec::new()),
            Tag::Paragraph => self.text.push(' '),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let text = self.take();
                self.seen.push(Seen::Heading(level as usize, text));
            }
            TagEnd::Item => {
                self.flush();
                self.listed -= 1;
            }
            TagEnd::List(_) => drop(self.numbers.pop()),
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quoted -= 1;
            }
            TagEnd::TableCell => {
                let text = self.take();
                self.table.last_mut().unwrap().push(text);
            }
            TagEnd::Table => self.seen.push(Seen::Table(std::mem::take(&mut self.table))),
            TagEnd::Paragraph => {
                self.text.push(' ');
                if self.quoted == 0 && self.listed == 0 {
                    let text = self.take();
                    self.seen.push(Seen::Heading(9, text));
                }
            }
            _ => {}
        }
    }

    fn take(&mut self) -> String {
        plain(&std::mem::take(&mut self.text))
    }

    /// What was read so far is a part of its own.
    fn flush(&mut self) {
        let text = self.take();
        if text.is_empty() {
            return;
        }
        if self.quoted > 0 {
            // Several paragraphs and lists of one quote are one wording.
            self.seen.push(Seen::Quote(text));
        } else {
            self.seen.push(Seen::Item(text));
        }
    }

    fn strange(&mut self, text: &str) {
        self.seen.push(Seen::Heading(9, text.to_owned()));
    }
}

/// What keyboards and word processors make of one character is one text.
fn plain(text: &str) -> String {
    let dashes = ['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}'];
    let text = text.replace(dashes, "-").replace(['\u{201c}', '\u{201d}', '\u{201e}'], "\"");
    text.replace(['\u{2018}', '\u{2019}'], "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Emphasis in wording for people is the only mark that may go unseen.
fn without_emphasis(seen: Vec<Seen>) -> Vec<Seen> {
    let mut out = Vec::new();
    for part in seen {
        match part {
            Seen::Quote(text) => out.push(Seen::Quote(plain(&text.replace(['*', '_'], "")))),
            other => out.push(other),
        }
    }
    // A quote without a word is none.
    out.retain(|part| !matches!(part, Seen::Quote(text) if text.is_empty()));
    out
}

fn read(text: &str) -> Vec<Seen> {
    without_emphasis(syntax::seen(&Source::new("contract", text)))
}

#[test]
fn the_shipped_documents_are_read_as_they_are_shown() {
    for (name, text) in BOTH {
        assert!(read(text).len() > 80, "{name}");
        assert_eq!(read(text), rendered(text), "{name}");
    }
}

/// Damages to the German contract: what stands there, and what is put in its place.
const DAMAGES: &[(&str, &str, &str)] = &[
    ("a table glued to the line above", "gemäß dieser Tabelle\n\n|", "gemäß dieser Tabelle\n|"),
    ("a surplus cell", "| 24 h            |", "| 24 h            | 12 h |"),
    ("a missing cell", "| Gering    | sonst            |", "| Gering    |"),
    ("code by indentation", "- Montag bis Freitag,", "    - Montag bis Freitag,"),
    ("code in an item", "- Montag bis Freitag,", "-      Montag bis Freitag,"),
    ("strike-through", "98,5 %", "~~98,5 %~~ 97 %"),
    ("strike-through by one tilde", "Fremdsoftware\n- Aus", "~Fremdsoftware~\n- Aus"),
    ("raw HTML", "98,5 %", "<del>98,5</del> %"),
    ("an HTML block", "- Nicht gezählt: nichts", "<div>\n- Nicht gezählt: nichts\n</div>"),
    ("a comment in a line", "8:00 bis 18:00 Uhr", "8:00 bis <!-- 20:00 Uhr --> 18:00 Uhr"),
    ("a comment that is closed at once", "- Nicht gezählt: nichts", "<!-->\n\n- Nicht gezählt: nichts\n\n<!-- -->"),
    ("text behind a comment", "- Nicht gezählt: nichts", "<!-- x --> - Nicht gezählt: nichts"),
    ("a comment alone", "- Nicht gezählt: nichts", "<!-- geprüft\n\n- am Montag -->\n\n- Nicht gezählt: nichts"),
    ("a comment that is never closed", "- Nicht gezählt: nichts", "<!-- geprüft\n- Nicht gezählt: nichts"),
    ("a link", "Fremdsoftware\n- Aus", "[Fremdsoftware](http://x)\n- Aus"),
    ("a link definition", "- Nicht gezählt: nichts", "- Nicht gezählt: nichts\n\n[nichts]: http://x\n"),
    ("a link definition in a quote", "> Heiligabend", "> Heiligabend\n>\n> [x\n> ]: http://y\n>\n> Heiligabend"),
    ("a hidden character", "98,5 %", "98\u{200b},5 %"),
    ("a character that turns the direction", "98,5 %", "\u{202e}98,5 %"),
    ("a line separator", "98,5 %", "\u{2028}98,5 %"),
    ("a lone carriage return", "98,5 %", "\r98,5 %"),
    ("a heading by underline", "- Nicht gezählt: nichts", "Nicht gezählt: nichts\n==="),
    ("a heading by underline in an item", "- Nicht gezählt: nichts", "- Nicht gezählt: nichts\n  ==="),
    ("an underline of dashes", "- Nicht gezählt: nichts", "- Nicht gezählt: nichts\n---"),
    ("a table in an item", "- Nicht gezählt: nichts", "- Nicht gezählt: nichts | x\n  -|-"),
    ("a table in a quote", "> Heiligabend", "> a | b\n> -|-\n> Heiligabend"),
    ("emphasis", "98,5 %", "*98,5 %*"),
    ("emphasis by low lines", "98,5 %", "__98,5 %__"),
    ("emphasis in wording", "> Heiligabend", "> **Heiligabend**"),
    ("a backslash", "98,5 %", "98\\,5 %"),
    ("a backslash at the end of a line", "| Telefon |", "| Telefon \\|"),
    ("an entity", "98,5 %", "98&#44;5 %"),
    ("code by backticks", "98,5 %", "`98,5 %`"),
    ("an ordinal at the start of a line", "(15. August) ist", "am\n> 15. August ist"),
    ("an ordinal that begins a quote", "> Heiligabend", "\n> 24. Dezember"),
    ("a first ordinal within a quote", "> Heiligabend", "> 1. Januar"),
    (
        "a nested list",
        "- Nicht gezählt: nichts",
        "- Nicht gezählt: nichts\n  - Nicht gezählt: Ausfälle durch Endgeräte",
    ),
    (
        "a list nested by four blanks",
        "- Nicht gezählt: nichts",
        "- Nicht gezählt: nichts\n    - Nicht gezählt: Ausfälle durch Endgeräte",
    ),
    ("a numbered line in an item", "- Nicht gezählt: nichts", "- Nicht gezählt: nichts\n  1. Endgeräte"),
    ("stars as bullets", "- Montag bis Freitag,", "* Montag bis Freitag,"),
    ("pluses as bullets", "- Montag bis Freitag,", "+ Montag bis Freitag,"),
    ("bullets of a word processor", "- Montag bis Freitag,", "• Montag bis Freitag,"),
    ("a dash of a word processor", "- Montag bis Freitag,", "– Montag bis Freitag,"),
    ("a no-break space", "98,5 %", "98,5\u{a0}%"),
    ("a no-break space behind a dash", "- Montag bis Freitag,", "-\u{a0}Montag bis Freitag,"),
    ("a no-break space behind a mark of heading", "## 12 Leistung", "##\u{a0}12 Leistung"),
    ("a line of a no-break space", "gemäß dieser Tabelle\n\n|", "gemäß dieser Tabelle\n\u{a0}\n|"),
    ("an en dash", "8:00 bis 18:00", "8:00 – 18:00"),
    ("tabs", "- Montag bis Freitag, 8:00", "-\tMontag bis Freitag,\t8:00"),
    ("a tab before a dash", "- Montag bis Freitag,", "\t- Montag bis Freitag,"),
    ("two tabs behind a dash", "- Montag bis Freitag,", "-\t\tMontag bis Freitag,"),
    ("a quote in an item", "- Nicht gezählt: nichts", "- Nicht gezählt: nichts\n  > Erläuterung: x"),
    ("a paragraph in an item", "- Nicht gezählt: nichts", "- Nicht gezählt: nichts\n\n  und so weiter"),
    ("a wrapped item without indentation", "im Kalenderjahr\n- Bezug", "im\nKalenderjahr\n- Bezug"),
    ("a heading closed by marks", "## 12 Leistung: SmaWo\n", "## 12 Leistung: SmaWo ##\n"),
    ("a row without bars", "- Nachrichten auf", "Fax | 1 | 2\n\n- Nachrichten auf"),
    ("a line glued to a table", "des Kundenservice |\n", "des Kundenservice |\nund Fax\n"),
    ("an item glued to a table", "des Kundenservice |\n\n-", "des Kundenservice |\n-"),
    ("a line across the page", "## 12 Leistung", "***\n\n## 12 Leistung"),
    ("a fence", "## 12 Leistung", "~~~\n\n## 12 Leistung"),
    ("a task", "- Nicht gezählt: nichts", "- [x] Nicht gezählt: nichts"),
];

#[test]
fn a_damaged_document_is_seen_as_it_is_read_or_refused() {
    let mut outcomes = String::new();
    for (name, stands, put) in DAMAGES {
        assert!(GERMAN.contains(stands), "{name}: {stands:?} does not stand in the contract");
        let text = GERMAN.replacen(stands, put, 1);
        let outcome = match Contract::read("contract", &text) {
            Ok(_) => {
                assert_eq!(read(&text), without_emphasis(rendered(&text)), "{name}");
                "as it is seen".to_owned()
            }
            Err(refused) => {
                let codes: Vec<&str> = refused.diagnostics.iter().map(|diagnostic| diagnostic.code()).collect();
                format!("refused: {}", codes.join(", "))
            }
        };
        outcomes.push_str(&format!("{name}: {outcome}\n"));
    }
    for (name, text) in
        [("carriage returns", GERMAN.replace('\n', "\r\n")), ("a byte-order mark", format!("\u{feff}{GERMAN}"))]
    {
        assert!(Contract::read("contract", &text).is_ok(), "{name}");
        assert_eq!(read(&text), rendered(&text), "{name}");
    }
    insta::assert_snapshot!(outcomes);
}

/// One blow to a text: where (in parts of its length), what, and the words that are put there.
fn blow() -> impl Strategy<Value = (u16, u8, &'static str)> {
    let words = prop::sample::select(vec![
        " ", "\n", "\n\n", "-", "*", "_", "|", ">", "#", "`", "~", "\\", "<", "&amp;", "[x]: y", "1. ", "    ", "\t",
        "\u{a0}", "\r", "<!--", "-->", "---", "===", "x", "ä", "**", "  - ", ":", ",", "%", "\u{2013}", "\u{200b}",
        "(", "\n> ",
    ]);
    (any::<u16>(), 0..8_u8, words)
}

fn damaged(text: &str, blows: &[(u16, u8, &str)]) -> String {
    let mut text = text.to_owned();
    for (place, kind, words) in blows {
        if *kind < 4 {
            let mut letters: Vec<char> = text.chars().collect();
            let at = usize::from(*place) * letters.len() / 65_536;
            match kind {
                0 if at < letters.len() => drop(letters.remove(at)),
                1 => drop(letters.splice(at..at, words.chars())),
                2 if at < letters.len() => drop(letters.splice(at..=at, words.chars())),
                _ => letters.extend(letters.get(at).copied()),
            }
            text = letters.into_iter().collect();
        } else {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            let at = usize::from(*place) * lines.len() / 65_536;
            match kind {
                4 if at < lines.len() => drop(lines.remove(at)),
                5 if at < lines.len() => lines.insert(at, lines[at].clone()),
                6 if at < lines.len() => lines[at].insert_str(0, words),
                _ => lines.insert(at, (*words).to_owned()),
            }
            text = lines.join("\n");
            text.push('\n');
        }
    }
    text
}

proptest! {
    #![proptest_config(crate::chance::cases(200))]

    #[test]
    fn what_is_accepted_after_random_damage_is_seen_as_it_is_read(blows in prop::collection::vec(blow(), 1..4)) {
        let text = damaged(GERMAN, &blows);
        if Contract::read("contract", &text).is_ok() {
            let (ours, theirs) = (read(&text), without_emphasis(rendered(&text)));
            let first = ours.iter().zip(&theirs).find(|(one, other)| one != other);
            prop_assert!(ours == theirs, "{:?}, {} and {} parts", first, ours.len(), theirs.len());
        }
    }

    #[test]
    fn no_text_makes_the_reading_panic(text in "(#|##|-|>|\\|| |\n|:|[0-9]|%|,|Vertrag|Contract|Leistung|Verfügbarkeit|\\PC){0,60}") {
        for head in ["", "# Vertrag: X\n\n", "# Contract: X\n\n## Priorities: Y\n\n"] {
            if let Err(refused) = Contract::read("contract", &format!("{head}{text}")) {
                prop_assert!(!refused.show().is_empty());
            }
        }
    }
}
