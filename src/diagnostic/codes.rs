//! The codes of all that can be said about a text, each with the key of its words and how grave it is.
//! What is said, and where, is left to the functions that make a diagnostic.

use super::Severity;
use std::{cmp::Ordering, fmt};

/// What a diagnostic is called for life: it never means anything else, in any language.
///
/// Codes from K100 on are about what a document is, K200 headings, K300 statements and tables, K400 what they mean
/// together, K500 notes on what is understood and may not be meant, K600 questions and scenarios.
#[derive(Clone, Copy)]
pub struct Code {
    name: &'static str,
    key: &'static str,
    severity: Severity,
    page: &'static str,
}

impl Code {
    /// All codes, in their order.
    #[must_use]
    pub fn all() -> &'static [Code] {
        ALL
    }

    /// The code of that name, such as `K303`, whatever the case of its letter.
    ///
    /// ```
    /// assert_eq!(klausel::Code::named("k303").map(|code| code.as_str()), Some("K303"));
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Code> {
        ALL.iter().copied().find(|code| code.name.eq_ignore_ascii_case(name))
    }

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.name
    }

    /// The key of its words in the catalogues.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.key
    }

    /// Its page in a language: a title, why it is said, an example that is answered with it and one that is not. The
    /// pages stand in `docs/diagnostics`, English first, then German.
    #[must_use]
    pub fn page(self, lang: &str) -> Option<&'static str> {
        let title = format!("\n# {}: ", self.name);
        let second = self.page.find(&title)?;
        let (english, german) = self.page.split_at_checked(second)?;
        match lang {
            "en" => Some(english.trim()),
            "de" => Some(german.trim()),
            _ => None,
        }
    }

    /// How grave it is where the contract sets no other level.
    #[must_use]
    pub fn severity(self) -> Severity {
        self.severity
    }
}

// A code is its name: whatever else it has follows from it.
impl PartialEq for Code {
    fn eq(&self, other: &Code) -> bool {
        self.name == other.name
    }
}

impl Eq for Code {}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Code) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Code) -> Ordering {
        self.name.cmp(other.name)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

macro_rules! codes {
    ($($name:ident $severity:ident $key:ident;)*) => {
        $(pub(super) const $name: Code =
            Code { name: stringify!($name), key: stringify!($key), severity: Severity::$severity,
                page: include_str!(concat!("../../docs/diagnostics/", stringify!($name), ".md")) };)*
        const ALL: &[Code] = &[$($name),*];
    };
}

codes! {
    K101 Error no_contract;
    K102 Error too_large;
    K103 Error hidden_character;
    K104 Error glued_table;
    K105 Error cell_count;
    K106 Error indented_code;
    K107 Error markup;
    K108 Error stray_text;
    K109 Error no_table_rule;
    K110 Error empty_cell;
    K111 Error heading_blank;
    K112 Error missing_dash;
    K113 Error bullet;
    K201 Error unknown_kind;
    K202 Error no_name;
    K203 Error declared_twice;
    K204 Error heading_level;
    K205 Error second_of_kind;
    K206 Error missing_colon;
    K207 Error paragraph_sign;
    K301 Error unknown_statement;
    K302 Error expected_value;
    K303 Error percent_sign;
    K304 Error decimal_mark;
    K305 Error ambiguous_date;
    K306 Error undeclared;
    K307 Error expected_word;
    K308 Error surplus;
    K309 Error other_language;
    K310 Error other_clause;
    K311 Error two_readings;
    K312 Error no_table_here;
    K313 Error unknown_column;
    K314 Error missing_column;
    K315 Error said_twice;
    K316 Error wrong_number;
    K317 Error missing_unit;
    K318 Error no_such_value;
    K319 Error without_bound;
    K320 Error untyped_period;
    K321 Error no_period;
    K322 Error no_name_behind;
    K323 Error split_statement;
    K324 Error name_with_comma;
    K401 Error missing_statement;
    K402 Error ends_before_start;
    K403 Error equal_ends;
    K404 Error unlisted_value;
    K405 Error contradiction;
    K406 Error missing_table;
    K407 Error other_period;
    K408 Error rows_disagree;
    K409 Error overlapping_rows;
    K410 Error no_such_row;
    K411 Error counted_from_other_weekday;
    K412 Error circular_window;
    K413 Error same_rank;
    K414 Error working_days_undefined;
    K415 Error carries_across_types;
    K416 Error no_such_note;
    K417 Error not_a_note;
    K418 Error levelled_twice;
    K501 Lint hours_without_clock;
    K502 Lint channel_without_row;
    K503 Lint no_handover_point;
    K504 Lint holiday_and_night;
    K505 Lint repeated_hour;
    K506 Lint skipped_end;
    K507 Lint days_of_which_kind;
    K508 Lint month_ends_open;
    K509 Lint never_so_long;
    K510 Lint never_working_day;
    K511 Lint odd_minute;
    K512 Lint ambiguous_region;
    K513 Lint row_never_applies;
    K514 Lint case_without_row;
    K515 Lint otherwise_worse;
    K516 Lint allows_too_little;
    K517 Lint planned_without_limits;
    K518 Lint longer_than_open;
    K519 Lint unused_name;
    K520 Lint mixed_scripts;
    K521 Lint impairments_open;
    K522 Lint unexplained_open;
    K523 Lint part_period_open;
    K524 Lint parts_open;
    K525 Lint no_outage_clause;
    K526 Lint base_open;
    K527 Lint never_final;
    K528 Lint cause_on_no_side;
    K529 Lint excepts_nothing;
    K530 Lint allows_nothing;
    K531 Lint open_clocks;
    K532 Lint look_alike;
    K533 Lint one_word_for_two;
    K534 Lint supplier_promises_less;
    K535 Lint opposite_sides;
    K536 Lint rounding_open;
    K540 Lint accepted_in_vain;
    K601 Error unknown_question;
    K602 Error wrong_weekday;
    K603 Error impossible_period;
    K604 Error no_scenarios;
    K605 Error unknown_scenario_line;
    K606 Error unknown_event;
    K607 Error unknown_answer;
    K608 Error no_earlier_event;
    K609 Error not_in_contract;
    K610 Error reversed_span;
}
