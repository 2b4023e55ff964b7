//! Questions read by their phrases, in the contract's language or else in any other.
//! Answering them is left to `ask`.

use super::{
    Question,
    instant::{self, WrongWeekday},
};
use crate::{
    check::Contract,
    clauses::{Term, term},
    diagnostic::{self, Diagnostic},
    model::{Kind, Model},
    name::{Id, Lang},
    phrase::{Catalogue, Said, Slots, ids},
    report::Period,
    source::{Source, SourceId},
    syntax::{Flow, Names, Reader, Reading, sentence},
    time::{Figure, Instant, ReversedSpan},
};

/// A question that was read, in the language in which it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The question as it was written.
    pub text: String,
    /// Its language.
    pub lang: Lang,
    /// What is asked.
    pub question: Question,
}

/// A question that is not understood.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the question is not understood: {}", self.headline())]
pub struct NotUnderstood {
    /// What is wrong, with what can be asked.
    pub diagnostic: Diagnostic,
    /// The question as a source, for the excerpt.
    pub written: Source,
    /// The language in which it came nearest to a question.
    pub lang: Lang,
}

impl NotUnderstood {
    /// The message as a person sees it.
    #[must_use]
    pub fn show(&self) -> String {
        let shown = |catalogue| self.diagnostic.show(std::slice::from_ref(&self.written), catalogue);
        Catalogue::of(&self.lang).map(shown).unwrap_or_default()
    }

    fn headline(&self) -> String {
        Catalogue::of(&self.lang).map(|catalogue| self.diagnostic.headline(catalogue)).unwrap_or_default()
    }
}

/// Reads a question to a contract, in the contract's language or any other that has a catalogue.
///
/// ```
/// use klausel::{Contract, query::{self, Question}};
/// let text = "# Contract: Demo\n\n- Time zone: Europe/Berlin\n\n## 1 Service: Mail\n\n- Availability: none agreed\n";
/// let contract = Contract::read("demo.klausel.md", text)?;
/// let asked = query::read(&contract, "nächste Frist des Vorgangs INC-81")?;
/// assert_eq!(asked.lang.as_str(), "de");
/// assert_eq!(asked.question, Question::NextDeadline { case: "INC-81".into() });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`NotUnderstood`] with what can be asked, in the language in which the question came nearest to one.
pub fn read(contract: &Contract, text: &str) -> Result<Asked, Box<NotUnderstood>> {
    let source = Source::new("?", text.trim());
    let written = source.text.trim_end_matches(['?', ' ']);
    let flow = Flow::new(SourceId(0), written, 0);
    let own = contract.lang().as_str();
    let mut catalogues: Vec<&'static Catalogue> = Catalogue::all().iter().collect();
    catalogues.sort_by_key(|catalogue| catalogue.tag() != own);
    let mut nearest: Option<(usize, Diagnostic, Lang)> = None;
    for catalogue in catalogues {
        let names = names(&contract.model, catalogue);
        let reader = Reader::new(catalogue, &names);
        let failed = match reader.read("question", flow.text()) {
            Ok(readings) => match one(readings, &flow, contract) {
                Ok(question) => {
                    return Ok(Asked { text: source.text.clone(), lang: catalogue.lang(), question });
                }
                Err(diagnostic) => (usize::MAX, *diagnostic, catalogue.lang()),
            },
            Err(failure) => {
                // What another language understands is read in that language.
                let diagnostic = sentence(&reader, "question", &flow, &failure, diagnostic::unknown_question);
                (failure.at, diagnostic, catalogue.lang())
            }
        };
        if nearest.as_ref().is_none_or(|best| failed.0 > best.0) {
            nearest = Some(failed);
        }
    }
    let (_, diagnostic, lang) = nearest
        .unwrap_or_else(|| (0, diagnostic::unknown_question(flow.whole(), String::new()), contract.lang().clone()));
    Err(Box::new(NotUnderstood { diagnostic, written: source, lang }))
}

/// The names of a contract's clauses as a language says them.
pub(crate) fn names(model: &Model, catalogue: &Catalogue) -> Names {
    let mut names = Names::new(model.glossary.clone());
    let lang = catalogue.lang();
    let mut declare = |kind: Kind, name: &Id, number: &Option<String>| {
        let word = model.glossary.word(name, &lang).to_owned();
        names.declare_as(kind, name.clone(), &word, number.clone());
    };
    model.windows.iter().for_each(|clause| declare(Kind::ServiceWindow, &clause.name, &clause.number));
    for clause in &model.services {
        clause.body.names(&clause.name).iter().for_each(|name| declare(Kind::Service, name, &clause.number));
    }
    model.holidays.iter().for_each(|clause| declare(Kind::Holidays, &clause.name, &clause.number));
    model.handover_points.iter().for_each(|clause| declare(Kind::HandoverPoint, &clause.name, &clause.number));
    names
}

fn one(mut readings: Vec<Reading>, flow: &Flow, contract: &Contract) -> Result<Question, Box<Diagnostic>> {
    let unknown = || Box::new(diagnostic::unknown_question(flow.whole(), String::new()));
    if readings.len() != 1 {
        return Err(unknown());
    }
    let reading = readings.remove(0);
    let place = |role: &str| {
        let found = reading.places.iter().find(|(other, ..)| *other == role);
        found.map_or(flow.whole(), |(_, from, until)| flow.span(*from, *until))
    };
    question(&reading.said, contract, &|role| place(role)).ok_or_else(unknown)?
}

/// What a phrase of the class `question` asks; `None` where a slot is not what the phrase says.
pub(crate) fn question(
    said: &Said,
    contract: &Contract,
    place: &dyn Fn(&str) -> crate::source::Span,
) -> Option<Result<Question, Box<Diagnostic>>> {
    let slots = &said.slots;
    let zone = contract.model.head.zone;
    let at =
        |role: &str| Some(instant::instant(slots, role, zone)?.map_err(|wrong| Box::new(weekday(place(role), wrong))));
    let period = || {
        let said = slots.phrase("period")?;
        let read = instant::period(said, zone);
        Some(read.ok_or_else(|| Box::new(diagnostic::impossible_period(place("period"), &said_as(said, contract)))))
    };
    let case = |slots: &Slots| slots.text("case").map(str::to_owned);
    let in_period = |make: &dyn Fn(Period) -> Question| Some(period()?.map(make));
    Some(match said.id {
        ids::QUESTION_AVAILABILITY => {
            let service = slots.name("service")?;
            return in_period(&|period| Question::Availability { service: service.clone(), period });
        }
        ids::QUESTION_BUDGET => {
            let service = slots.name("service")?;
            return in_period(&|period| Question::Budget { service: service.clone(), period });
        }
        ids::QUESTION_WHY_AVAILABILITY => {
            let service = slots.name("service")?;
            return in_period(&|period| Question::WhyAvailability { service: service.clone(), period });
        }
        ids::QUESTION_MISSED => return in_period(&|period| Question::Missed { period }),
        ids::QUESTION_FACTS => Ok(Question::Facts { year: i32::try_from(slots.int("year")?).ok()? }),
        ids::QUESTION_CASE => Ok(Question::Case { case: case(slots)? }),
        ids::QUESTION_REACTION => Ok(Question::Reaction { case: case(slots)? }),
        ids::QUESTION_UPDATES => Ok(Question::Updates { case: case(slots)? }),
        ids::QUESTION_NEXT_DEADLINE => Ok(Question::NextDeadline { case: case(slots)? }),
        ids::QUESTION_WHY_CASE => Ok(Question::WhyCase { case: case(slots)? }),
        ids::QUESTION_IN_WINDOW => {
            let window = slots.name("window")?;
            at("at")?.map(|at| Question::InWindow { at, window })
        }
        ids::QUESTION_SERVICE_TIME | ids::QUESTION_SERVICE_TIME_AS => {
            let window = slots.name("window")?;
            let choice = slots.phrase("choice").map(|said| &said.slots);
            let figure: Figure = choice.and_then(|choice| term(choice, "figure")).unwrap_or_default();
            let reversed: ReversedSpan = choice.and_then(|choice| term(choice, "reversed")).unwrap_or_default();
            both(at("from")?, at("until")?).and_then(|(from, until)| {
                if until < from && reversed == ReversedSpan::Refused {
                    return Err(Box::new(diagnostic::reversed_span(place("until"))));
                }
                Ok(Question::ServiceTime { window, from, until, figure, reversed })
            })
        }
        ids::QUESTION_DUE => {
            let (window, limit) = (slots.name("window")?, slots.duration("limit")?);
            at("at")?.map(|after| Question::Due { limit, after, window })
        }
        _ => return None,
    })
}

fn both(
    from: Result<Instant, Box<Diagnostic>>,
    until: Result<Instant, Box<Diagnostic>>,
) -> Result<(Instant, Instant), Box<Diagnostic>> {
    Ok((from?, until?))
}

/// The message for a weekday that disagrees with its date.
pub(crate) fn weekday(span: crate::source::Span, wrong: WrongWeekday) -> Diagnostic {
    diagnostic::wrong_weekday(span, wrong.date, wrong.date.weekday().say("weekday"), wrong.said.say("weekday"))
}

fn said_as(said: &Said, contract: &Contract) -> String {
    crate::render::Render::of(contract, contract.lang()).map(|render| render.say(said)).unwrap_or_default()
}
