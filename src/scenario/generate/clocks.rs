//! What starts, stops and ends the clocks of a priority table: acts that count or do not, waiting, closing, long silence.
//! What changes on a case is left to `changes`, deadlines by themselves to `deadlines`.

use super::{
    changes,
    ground::Ground,
    made::{Made, about, again, of_case, set},
    rows::Table,
};
use crate::{
    model::{Channel, Days, Deadline},
    name::Id,
    phrase::{PhraseId, Said, Value, ids},
    time::{Instant, Millis},
    verdict::Promise,
};

pub(super) fn make(ground: &Ground<'_>, table: &Table<'_>, made: &mut Vec<Made>) {
    let clocks = Clocks { ground, table, begin: table.day.from + Millis::minutes(30) };
    if table.body.rows.is_empty() {
        return;
    }
    made.extend([clocks.acts(), clocks.waiting(), clocks.waiting_for_updates(), clocks.without_question()]);
    made.extend([clocks.ended(), clocks.ended_otherwise(), clocks.silence(), clocks.contacts(), clocks.detected()]);
    made.extend([ids::MADE_OVER_THE_YEAR, ids::MADE_OVER_THE_YEAR_OUTSIDE].map(|name| clocks.over_the_year(name)));
    made.extend(clocks.voicemail());
    made.extend(clocks.other_category());
    made.extend(clocks.used_up_at_closing());
    made.extend(clocks.cut_off());
    changes::make(&clocks, made);
}

pub(super) struct Clocks<'a> {
    pub(super) ground: &'a Ground<'a>,
    pub(super) table: &'a Table<'a>,
    /// Half an hour after an ordinary opening.
    pub(super) begin: Instant,
}

pub(super) const STEP: Millis = Millis::minutes(10);

impl Clocks<'_> {
    pub(super) fn named(&self, id: PhraseId) -> Made {
        Made::new(self.table.name(Said::new(id)))
    }

    pub(super) fn begun(&self, made: Made, n: usize, row: usize) -> Made {
        made.all(self.begin, self.table.reported(n, row))
    }

    pub(super) fn later(&self, minutes: i64) -> Instant {
        self.begin + Millis::minutes(minutes)
    }

    /// Kinds of act, each as the first of its case.
    fn acts(&self) -> Made {
        let acts = [
            ids::TOLD_REACTED_AUTOMATIC,
            ids::TOLD_MESSAGED,
            ids::TOLD_MESSAGED_AUTOMATIC,
            ids::TOLD_QUESTIONED,
            ids::TOLD_NOTED,
            ids::TOLD_RESTORED,
            ids::TOLD_CLOSED,
        ];
        let told = (1..).zip(acts).fold(self.named(ids::MADE_ACTS), |made, (n, act)| {
            self.begun(made, n, 0).at(self.later(10), of_case(act, n))
        });
        (1..).zip(acts).fold(told, |made, (n, _)| {
            let at = self.later(11);
            made.ask(at, about(Promise::Reaction, n)).ask(at, about(Promise::Update, n))
        })
    }

    fn waiting(&self) -> Made {
        let made = self.begun(self.named(ids::MADE_WAITING), 1, 0).at(self.later(10), of_case(ids::TOLD_QUESTIONED, 1));
        let made =
            made.at(self.later(130), of_case(ids::TOLD_ANSWERED, 1)).at(self.later(150), of_case(ids::TOLD_REACTED, 1));
        let next = || of_case(ids::QUESTION_NEXT_DEADLINE, 1);
        let made = made.ask(self.later(60), next()).ask(self.later(130), next());
        made.ask(self.later(150), about(Promise::Reaction, 1)).ask(self.later(150), next())
    }

    fn waiting_for_updates(&self) -> Made {
        let made =
            self.begun(self.named(ids::MADE_WAITING_UPDATES), 1, 0).at(self.later(10), of_case(ids::TOLD_REACTED, 1));
        let made = made
            .at(self.later(30), of_case(ids::TOLD_QUESTIONED, 1))
            .at(self.later(90), of_case(ids::TOLD_ANSWERED, 1));
        let next = || of_case(ids::QUESTION_NEXT_DEADLINE, 1);
        let made = made.ask(self.later(60), next()).ask(self.later(90), next());
        made.ask(self.later(90), about(Promise::Update, 1))
    }

    fn without_question(&self) -> Made {
        let made =
            self.begun(self.named(ids::MADE_WAITING_WITHOUT), 1, 0).at(self.later(10), of_case(ids::TOLD_WAITING, 1));
        let made = made.at(self.later(130), of_case(ids::TOLD_ANSWERED, 1));
        let next = || of_case(ids::QUESTION_NEXT_DEADLINE, 1);
        made.ask(self.later(60), next()).ask(self.later(130), next())
    }

    /// The service is restored, and the case is closed only later.
    fn ended(&self) -> Made {
        let made = self.begun(self.named(ids::MADE_RESTORED), 1, 0).at(self.later(10), of_case(ids::TOLD_REACTED, 1));
        let made =
            made.at(self.later(60), of_case(ids::TOLD_RESTORED, 1)).at(self.later(2000), of_case(ids::TOLD_CLOSED, 1));
        let made = made
            .ask(self.later(61), of_case(ids::QUESTION_NEXT_DEADLINE, 1))
            .ask(self.later(61), about(Promise::Update, 1));
        made.ask(self.later(2001), about(Promise::Update, 1))
    }

    /// The case is closed without a word on restoration.
    fn ended_otherwise(&self) -> Made {
        let made = self.begun(self.named(ids::MADE_CLOSED), 1, 0).at(self.later(10), of_case(ids::TOLD_REACTED, 1));
        let made = made.at(self.later(60), of_case(ids::TOLD_CLOSED, 1));
        made.ask(self.later(61), of_case(ids::QUESTION_NEXT_DEADLINE, 1)).ask(self.later(61), about(Promise::Update, 1))
    }

    /// Nothing is heard for five intervals.
    fn silence(&self) -> Made {
        let made = self.begun(self.named(ids::MADE_SILENCE), 1, 0).at(self.later(10), of_case(ids::TOLD_REACTED, 1));
        let end = self.later(10) + Millis::hours(24 * 5);
        made.at(end, of_case(ids::TOLD_MESSAGED, 1)).ask(end, about(Promise::Update, 1))
    }

    /// The customer asks twice, and is answered once.
    fn contacts(&self) -> Made {
        let made = self.begun(self.named(ids::MADE_CONTACTS), 1, 0).at(self.later(10), of_case(ids::TOLD_REACTED, 1));
        let made = made.at(self.later(40), again(1, Channel::Email)).at(self.later(60), again(1, Channel::Email));
        let next = || of_case(ids::QUESTION_NEXT_DEADLINE, 1);
        let made = made.ask(self.later(40), next()).ask(self.later(60), next());
        made.at(self.later(70), of_case(ids::TOLD_MESSAGED, 1))
            .ask(self.later(70), next())
            .ask(self.later(70), about(Promise::Update, 1))
    }

    /// Monitoring knows of it before the customer reports.
    fn detected(&self) -> Made {
        let made = self.named(ids::MADE_DETECTED).at(self.begin - STEP, of_case(ids::TOLD_DETECTED, 1));
        let made = self.begun(made, 1, 0);
        let next = || of_case(ids::QUESTION_NEXT_DEADLINE, 1);
        made.ask(self.begin - STEP, next()).ask(self.begin, next()).ask(self.begin, about(Promise::Reaction, 1))
    }

    /// A case that begins in one year and is due in the next.
    fn over_the_year(&self, name: PhraseId) -> Made {
        let year = self.ground.whole_year();
        // Within the last opening, or when the window may be closed: then it is received only in the next year.
        let within = self.ground.closing_before(self.table.clock, year.until) - Millis::minutes(1);
        let begin = if name == ids::MADE_OVER_THE_YEAR { within } else { year.until - Millis::minutes(1) };
        let made = self.named(name).all(begin, self.table.reported(1, 0));
        let end = year.until + Millis::hours(24 * 60);
        let made = made.at(end, of_case(ids::TOLD_REACTED, 1));
        let asked = |year: i32| {
            let year = Said::new(ids::ASKED_YEAR).with("year", i64::from(year));
            Said::new(ids::QUESTION_MISSED).with("period", year)
        };
        made.ask(end, asked(self.ground.year)).ask(end, asked(self.ground.year + 1))
    }

    /// A message on a machine, where the desk says what it counts as.
    fn voicemail(&self) -> Option<Made> {
        let mut desks = self.ground.model.desks.iter();
        desks.find(|desk| desk.body.voicemail_counts_as.is_some())?;
        let keys = self.table.keys.first()?;
        let told = match (&keys.effect, &keys.extent) {
            (Some(effect), Some(extent)) => of_case(ids::TOLD_REPORTED_VOICEMAIL_EXTENT, 1)
                .with("effect", Value::Name(effect.clone()))
                .with("extent", Value::Name(extent.clone())),
            _ => of_case(ids::TOLD_REPORTED_VOICEMAIL, 1),
        };
        let made = self.named(ids::MADE_VOICEMAIL).at(self.begin, told);
        let set = keys.priority.as_ref().map(|priority| set(1, priority, self.table.sets));
        Some(made.all(self.begin, set).ask(self.begin, about(Promise::Reaction, 1)))
    }

    /// A case of a category that the table is not for, and back in its own.
    fn other_category(&self) -> Option<Made> {
        let own = self.table.body.category.as_ref()?;
        let other = Id::of(&self.ground.printer.text(ids::MADE_SOMETHING_ELSE));
        let category = |id: &Id| of_case(ids::TOLD_CATEGORISED, 1).with("category", Value::Name(id.clone()));
        let made = self.begun(self.named(ids::MADE_OTHER_CATEGORY), 1, 0).at(self.begin, category(&other));
        let made = made.at(self.later(20), category(own));
        Some(made.ask(self.begin, about(Promise::Reaction, 1)).ask(self.later(20), about(Promise::Reaction, 1)))
    }

    /// A period that is used up exactly at closing, with acts at closing, after it and at the next opening.
    fn used_up_at_closing(&self) -> Option<Made> {
        let clock = self.table.clock?;
        let (row, limit) = self.table.body.rows.iter().enumerate().find_map(|(row, it)| match it.reaction {
            Some(Deadline::Within(limit)) => Some((row, limit)),
            _ => None,
        })?;
        let closing = self.table.day.until;
        let start = clock.latest_start(closing, limit).ok()??;
        let opening = clock.next_opening(closing).ok()??;
        let acts = [closing, closing + Millis(1), opening, opening + Millis(1)];
        let made = (1..)
            .zip(acts)
            .fold(self.named(ids::MADE_USED_UP), |made, (n, _)| made.all(start, self.table.reported(n, row)));
        let made = (1..).zip(acts).fold(made, |made, (n, at)| made.at(at, of_case(ids::TOLD_REACTED, n)));
        Some((1..).zip(acts).fold(made, |made, (n, _)| made.ask(opening + Millis(1), about(Promise::Reaction, n))))
    }

    /// Reports just before, at and after the cut-off of working days.
    fn cut_off(&self) -> Option<Made> {
        let row = self
            .table
            .body
            .rows
            .iter()
            .position(|row| matches!(row.reaction, Some(Deadline::In(Days::WorkingDays(_)))))?;
        let (date, _) = self.ground.zone.local(self.begin);
        let cut_off = self.table.body.cut_off.map_or(15 * 3_600_000, |time| i64::from(time.as_millis()));
        let at = self.ground.zone.first_instant_of(date) + Millis(cut_off);
        let instants = [at - Millis::minutes(1), at, at + Millis::minutes(1)];
        let made = (1..)
            .zip(instants)
            .fold(self.named(ids::MADE_CUT_OFF), |made, (n, at)| made.all(at, self.table.reported(n, row)));
        let last = at + Millis::minutes(1);
        Some((1..).zip(instants).fold(made, |made, (n, _)| made.ask(last, about(Promise::Reaction, n))))
    }
}
