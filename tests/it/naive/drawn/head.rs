//! Random choices of a contract's head: how exact instants are, which days are working days, when facts are closed.

use klausel::{
    Id,
    model::{FactsClosed, Instants, Model, PeriodKind, WorkingDays},
    time::{Weekday, Weekdays},
};
use proptest::{option, prelude::*, sample::select};

#[derive(Clone, Debug)]
pub(super) struct Head {
    instants: Option<Instants>,
    working: Working,
    closed: Option<FactsClosed>,
}

#[derive(Clone, Copy, Debug)]
enum Working {
    MondayToFriday,
    MondayToSaturdayExcept,
    DaysOfWindow,
}

pub(super) fn head() -> impl Strategy<Value = Head> {
    let per = select(vec![PeriodKind::CalendarMonth, PeriodKind::CalendarMonth, PeriodKind::CalendarQuarter]);
    let closed = (per, 0..25_u32).prop_map(|(per, days)| FactsClosed { per, days, late: None });
    let working = select(vec![Working::MondayToFriday, Working::MondayToSaturdayExcept, Working::DaysOfWindow]);
    let instants = select(vec![None, None, Some(Instants::Millisecond), Some(Instants::Minute)]);
    (instants, working, option::weighted(0.2, closed)).prop_map(|(instants, working, closed)| Head {
        instants,
        working,
        closed,
    })
}

impl Head {
    /// Sets what it says; limits in working days need to know what one is.
    pub(super) fn set(&self, model: &mut Model) {
        model.head.instants = self.instants;
        model.head.facts_closed = self.closed;
        let own_zone = model.windows.iter().any(|window| window.name.as_str() == "tag" && window.body.zone.is_some());
        model.head.working_days = Some(match self.working {
            Working::DaysOfWindow if !own_zone => WorkingDays::WindowBegins(Id::of("tag")),
            Working::MondayToSaturdayExcept => WorkingDays::Days {
                days: Weekdays::range(Weekday::Monday, Weekday::Saturday),
                except: Some(Id::of("eins")),
            },
            _ => WorkingDays::Days { days: Weekdays::MONDAY_TO_FRIDAY, except: None },
        });
    }
}
