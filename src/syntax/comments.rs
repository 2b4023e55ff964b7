//! Comments, which nobody sees: taken out before the lines are read.

/// Comments as blanks, so that every other byte keeps its place. Only a comment that begins its line and has nothing
/// behind its end is one: inside other text a viewer may show what we would not read.
pub(super) fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("<!--") {
        let (before, comment) = rest.split_at(at);
        out.push_str(before);
        // `<!-->` is a whole comment already.
        let end = comment.get(2..).and_then(|inner| inner.find("-->")).map(|end| end + 5);
        let parts = end.and_then(|end| comment.split_at_checked(end));
        let begins = matches!(out.chars().next_back(), None | Some('\n' | '\u{feff}'));
        let alone = |after: &str| after.lines().next().unwrap_or_default().trim_matches([' ', '\t', '\r']).is_empty();
        match parts {
            Some((inner, after)) if begins && alone(after) => {
                for c in inner.chars() {
                    match c {
                        '\n' | '\r' => out.push(c),
                        c => out.extend(std::iter::repeat_n(' ', c.len_utf8())),
                    }
                }
                rest = after;
            }
            _ => {
                out.push_str("<!--");
                rest = comment.get(4..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}
