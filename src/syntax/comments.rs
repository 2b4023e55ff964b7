//! Comments, which nobody sees: taken out before the lines are read.

use std::ops::Range;

/// Where comments stand. Only one that begins its line and has nothing behind its end is one: inside other text a viewer
/// may show what we would not read.
pub(crate) fn comments(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let last_end = text.rfind("-->");
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find("<!--")).map(|offset| at + offset) {
        // `<!-->` is a whole comment already; behind the last end there is none to look for.
        let may_end = last_end.is_some_and(|last| last >= start + 2);
        let end =
            text.get(start + 2..).filter(|_| may_end).and_then(|inner| inner.find("-->")).map(|end| start + end + 5);
        let before = text.get(..start).unwrap_or_default();
        // A comment right behind another one's end begins no line, since nothing may stand behind that end.
        let begins = matches!(before.chars().next_back(), None | Some('\n' | '\u{feff}'));
        let alone = |end: &usize| {
            let after = text.get(*end..).unwrap_or_default();
            after.lines().next().unwrap_or_default().trim_matches([' ', '\t', '\r']).is_empty()
        };
        match end.filter(|end| begins && alone(end)) {
            Some(end) => {
                found.push(start..end);
                at = end;
            }
            None => at = start + 4,
        }
    }
    found
}

/// Comments as blanks, so that every other byte keeps its place.
pub(super) fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for comment in comments(text) {
        out.push_str(text.get(at..comment.start).unwrap_or_default());
        for c in text.get(comment.clone()).unwrap_or_default().chars() {
            match c {
                '\n' | '\r' => out.push(c),
                c => out.extend(std::iter::repeat_n(' ', c.len_utf8())),
            }
        }
        at = comment.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
