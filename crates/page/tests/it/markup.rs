//! The page as markup: well-formed, nothing loaded, every part of it reachable by those who do not see it.

use super::{EVENTS, YEAR, contract, made};

/// Elements that have no end.
const VOID: [&str; 6] = ["meta", "link", "br", "hr", "img", "input"];

/// An element's beginning as it stands: its name and its attributes.
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
}

impl Tag {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Every element of a page; panics where one does not end, or ends where it did not begin.
pub(super) fn tags(page: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = page;
    while let Some(place) = rest.find('<') {
        rest = &rest[place + 1..];
        let end = rest.find('>').unwrap_or_else(|| panic!("a tag has no end: {rest:.80}"));
        let inside = &rest[..end];
        rest = &rest[end + 1..];
        if inside.starts_with('!') {
            continue;
        }
        if let Some(name) = inside.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "</{name}> ends another element");
            continue;
        }
        let (name, attributes) = inside.split_once([' ', '\n']).unwrap_or((inside, ""));
        let name = name.trim_end_matches('/').to_owned();
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "no element: {inside:.80}");
        found.push(Tag { name: name.clone(), attributes: pairs(attributes.trim_end_matches('/')) });
        if name == "style" {
            rest = &rest[rest.find("</style>").unwrap() + "</style>".len()..];
        } else if !VOID.contains(&name.as_str()) && !inside.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "not ended: {open:?}");
    found
}

fn pairs(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        match rest.strip_prefix("=\"") {
            Some(quoted) => {
                let end = quoted.find('"').unwrap_or_else(|| panic!("{name} has no end: {text}"));
                found.push((name, quoted[..end].to_owned()));
                rest = quoted[end + 1..].trim_start();
            }
            None => {
                found.push((name, String::new()));
                rest = rest.trim_start();
            }
        }
    }
    found
}

fn pages() -> Vec<String> {
    let of = |lang: &str, log| made(&contract(lang), log, lang).1;
    vec![of("de", EVENTS), of("en", EVENTS), of("en", YEAR), of("de", "")]
}

#[test]
fn nothing_is_loaded_and_nothing_runs() {
    for page in pages() {
        for tag in tags(&page) {
            assert!(
                !["script", "link", "img", "iframe", "object", "embed", "form", "base"].contains(&tag.name.as_str())
            );
            for (name, value) in &tag.attributes {
                assert!(
                    !name.starts_with("on") && !["src", "srcset", "style", "action"].contains(&name.as_str()),
                    "{name}"
                );
                assert!(!name.ends_with("href") || value.starts_with('#'), "{name} is {value}");
            }
        }
        assert!(page.contains("default-src &#x27;none&#x27;; style-src &#x27;sha256-"), "{page:.900}");
        let style = &page[page.find("<style>").unwrap()..page.find("</style>").unwrap()];
        assert!(!style.contains("@import") && style.matches("url(").count() == style.matches("url(#").count());
    }
}

#[test]
fn headings_come_in_order_and_every_link_has_its_target() {
    for page in pages() {
        let all = tags(&page);
        let mut before = 0;
        for tag in &all {
            let Some(level) = tag.name.strip_prefix('h').and_then(|level| level.parse::<u32>().ok()) else { continue };
            assert!(level <= before + 1, "h{level} after h{before}");
            before = level;
        }
        assert_eq!(all.iter().filter(|tag| tag.name == "h1").count(), 1);
        assert_eq!(all.iter().filter(|tag| tag.name == "main").count(), 1);
        let mut ids: Vec<&str> = all.iter().filter_map(|tag| tag.get("id")).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
        for tag in &all {
            let named = tag.get("aria-labelledby").into_iter().flat_map(|names| names.split(' '));
            let linked = tag.get("href").and_then(|href| href.strip_prefix('#'));
            for target in named.chain(linked) {
                assert!(ids.binary_search(&target).is_ok(), "#{target} is nowhere");
            }
        }
    }
}

#[test]
fn tables_and_charts_can_be_read_without_being_seen() {
    for page in pages() {
        let all = tags(&page);
        let count = |name: &str| all.iter().filter(|tag| tag.name == name).count();
        assert_eq!(count("table"), count("caption"));
        assert_eq!(count("table"), count("thead"));
        assert!(all.iter().filter(|tag| tag.name == "th").all(|tag| tag.get("scope").is_some()));
        for svg in all.iter().filter(|tag| tag.name == "svg") {
            let told = svg.get("role") == Some("img") && svg.get("aria-labelledby").is_some();
            assert!(told || svg.get("aria-hidden") == Some("true"));
        }
        let drawn = all.iter().filter(|tag| tag.get("role") == Some("img")).count();
        assert_eq!(drawn, count("title") - 1);
        assert_eq!(drawn, count("desc"));
    }
}
