//! The published schema of the report, held against real reports both ways: what is written is described, and what is
//! described as required is written.

use serde_json::Value;

const SCHEMA: &str = include_str!("../../../docs/schema/report.schema.json");

/// The part of JSON Schema that ours uses; a keyword that it does not know fails.
struct Schema {
    root: Value,
}

impl Schema {
    fn published() -> Schema {
        Schema::of(SCHEMA)
    }

    fn of(text: &str) -> Schema {
        Schema { root: serde_json::from_str(text).unwrap() }
    }

    /// Everything that is wrong with a value.
    fn wrong(&self, rule: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
        for (keyword, says) in rule.as_object().unwrap() {
            match keyword.as_str() {
                "$schema" | "title" | "description" | "$defs" | "properties" | "additionalProperties" => {}
                "$ref" => {
                    let name = says.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                    self.wrong(&self.root["$defs"][name], value, at, found);
                }
                "const" if value == says => {}
                "enum" if says.as_array().unwrap().contains(value) => {}
                "const" | "enum" => found.push(format!("{at}: {value} is not {says}")),
                "type" if !is(says.as_str().unwrap(), value) => found.push(format!("{at}: {value} is no {says}")),
                "type" => {}
                "minimum" if value.as_i64().is_none_or(|n| n >= says.as_i64().unwrap()) => {}
                "minimum" => found.push(format!("{at}: {value} is below {says}")),
                "pattern" if matches(says.as_str().unwrap(), value.as_str().unwrap_or_default()) => {}
                "pattern" => found.push(format!("{at}: {value} is not like {says}")),
                "required" => {
                    let lacks = |key: &&Value| value.get(key.as_str().unwrap()).is_none();
                    found.extend(says.as_array().unwrap().iter().filter(lacks).map(|key| format!("{at}: no {key}")));
                }
                "items" => {
                    for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.wrong(says, item, &format!("{at}[{place}]"), found);
                    }
                }
                "anyOf" => {
                    let fits = |one: &Value| {
                        let mut wrong = Vec::new();
                        self.wrong(one, value, at, &mut wrong);
                        wrong.is_empty()
                    };
                    if !says.as_array().unwrap().iter().any(fits) {
                        found.push(format!("{at}: {value} is none of those that it may be"));
                    }
                }
                other => panic!("the schema uses {other}, which this test does not know"),
            }
        }
        let (Some(properties), Some(object)) = (rule.get("properties"), value.as_object()) else { return };
        let open = rule.get("additionalProperties") == Some(&Value::Bool(true));
        for (key, inside) in object {
            match properties.get(key) {
                Some(rule) => self.wrong(rule, inside, &format!("{at}.{key}"), found),
                None if open => {}
                // A reader may find other keys; whoever writes one describes it.
                None => found.push(format!("{at}: {key} is not described")),
            }
        }
    }

    fn check(&self, value: &Value) -> Vec<String> {
        let mut found = Vec::new();
        self.wrong(&self.root, value, "report", &mut found);
        found
    }
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("no type {other}"),
    }
}

/// Whether a text is like one of our patterns: sets of characters, each so many times, and characters that mean themselves.
fn matches(pattern: &str, text: &str) -> bool {
    let pattern = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$')).unwrap();
    let (pattern, option) = match pattern.split_once('(') {
        Some((before, option)) => (before, option.strip_suffix(")?")),
        None => (pattern, None),
    };
    let left = taken(pattern, text);
    let left = left.and_then(|left| if left.is_empty() { Some(left) } else { taken(option?, left) });
    left == Some("")
}

/// What a pattern leaves of a text.
fn taken<'t>(mut pattern: &str, mut text: &'t str) -> Option<&'t str> {
    while let Some(first) = pattern.chars().next() {
        let (in_set, rest): (Box<dyn Fn(char) -> bool>, &str) = match first {
            '[' => {
                let (set, rest) = pattern[1..].split_once(']')?;
                let ranges: Vec<char> = set.chars().collect();
                (Box::new(move |c| ranges.chunks(3).any(|range| range[0] <= c && c <= range[2])), rest)
            }
            '\\' => (Box::new(|c| c == '.'), &pattern[2..]),
            literal => (Box::new(move |c| c == literal), &pattern[literal.len_utf8()..]),
        };
        let (least, most, rest) = match rest.strip_prefix('{') {
            Some(times) => {
                let (times, rest) = times.split_once('}')?;
                let (least, most) = times.split_once(',').unwrap_or((times, times));
                (least.parse().ok()?, most.parse().ok()?, rest)
            }
            None => (1, 1, rest),
        };
        let count = text.chars().take(most).take_while(|c| in_set(*c)).count();
        if count < least {
            return None;
        }
        text = &text[text.char_indices().nth(count).map_or(text.len(), |(place, _)| place)..];
        pattern = rest;
    }
    Some(text)
}

#[test]
fn every_report_is_as_the_published_schema_says() {
    let schema = Schema::published();
    let year = include_str!("../../../contracts/systembetrieb/year.ndjson");
    let short = include_str!("../../../contracts/systembetrieb/events.ndjson");
    for (log, as_of) in
        [(super::EVENTS, None), (short, None), (short, Some("2025-04-18T00:00:00Z")), (year, None), ("", None)]
    {
        let value = super::report::json_of(log, as_of.map(|at| at.parse().unwrap()));
        let found = schema.check(&value);
        assert!(found.is_empty(), "{}", found.join("\n"));
        assert_eq!(value["schema"], schema.root["title"]);
    }
}

#[test]
fn every_message_is_as_the_published_schema_says() {
    let schema = Schema::of(include_str!("../../../docs/schema/check.schema.json"));
    let text = include_str!("../../../contracts/systembetrieb/vertrag.klausel.md");
    let wrong =
        text.replace("98,5 %", "98,5").replace("## 5 Servicezeit: Rund um die Uhr", "## 5 Servicezeit: Betrieb");
    let noted = text.replace("8:00 bis 18:00", "8:01 bis 18:00");
    let refused =
        noted.replace("- Zeitzone:", "- Hinweis K511: nicht hingenommen, weil jede Minute zählt\n- Zeitzone:");
    let mut keys = std::collections::BTreeSet::new();
    for text in [wrong, noted, refused] {
        let (found, sources) = match klausel::Contract::read("vertrag.klausel.md", &text) {
            Ok(contract) => (contract.notes, contract.sources),
            Err(refused) => (refused.diagnostics, refused.sources),
        };
        assert!(!found.is_empty());
        for catalogue in klausel::phrase::Catalogue::all() {
            for diagnostic in &found {
                let value = diagnostic.json(&sources, catalogue);
                assert_eq!(schema.check(&value), Vec::<String>::new());
                keys.extend(value.as_object().unwrap().keys().cloned());
            }
        }
    }
    let described = schema.root["properties"].as_object().unwrap();
    assert!(described.keys().all(|key| keys.contains(key)), "not all of them were seen: {keys:?}");
}

#[test]
fn a_report_with_other_keys_or_values_is_told_apart() {
    let schema = Schema::published();
    let good = super::report::json_of(super::EVENTS, None);
    let changes: [fn(&mut Value); 6] = [
        |report| report["version"] = 2.into(),
        |report| report["surprise"] = 1.into(),
        |report| drop(report.as_object_mut().unwrap().remove("as_of")),
        |report| report["counts"][0]["met"] = "3".into(),
        |report| report["availability"][0]["target"] = "98,5".into(),
        |report| report["missed"][0]["verdict"] = "broken".into(),
    ];
    for change in changes {
        let mut changed = good.clone();
        change(&mut changed);
        assert_eq!(schema.check(&changed).len(), 1, "{:?}", schema.check(&changed));
    }
}
