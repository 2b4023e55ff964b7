//! A region whose public holidays differ within it (K512): in Bavaria 15 August is a holiday in most municipalities and not
//! in all. Whoever writes *Bavaria* may mean either; the census decides for each municipality, and changes.

use super::{Looking, statements};
use crate::{
    diagnostic::{self, Fix},
    model::{Kind, ListedDay},
    phrase::{PhraseId, Said, ids},
    time::{Date, MonthDay},
};

pub(super) fn look(looking: &mut Looking<'_>) {
    let model = looking.model;
    for (text, clause) in looking.clauses(Kind::Holidays, &model.holidays) {
        let Some(day) = MonthDay::new(8, 15) else { continue };
        let said = clause.body.including.iter().chain(&clause.body.without);
        let is_settled = said.into_iter().any(|listed| *listed == ListedDay::Yearly(day));
        let bavaria = statements(text)
            .find(|statement| statement.said.slots.phrase("region").is_some_and(|region| region.id.key() == "de_by"));
        if let (Some(statement), false) = (bavaria, is_settled) {
            let with = PhraseId::find("region", "de_by_assumption")
                .map(|region| looking.say(&Said::new(ids::HOLIDAYS_REGION).with("region", Said::new(region))));
            let without = Said::new(ids::HOLIDAYS_NOT_YEARLY).with("day", crate::clauses::say_day_of_year(day));
            let without = looking.say(&without);
            let date = day.in_year(looking.first_year()).unwrap_or(Date::LAST);
            let fix = with.clone().map(|text| Fix { span: statement.span, text });
            looking.note(diagnostic::ambiguous_region(statement.span, date, with.unwrap_or_default(), without, fix));
        }
    }
}
