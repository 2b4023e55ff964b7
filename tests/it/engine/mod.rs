//! Tests of judging: what a lawyer computes by hand, sentence by sentence, and the laws of 2.5.

mod availability;
mod checks;
mod cites;
mod closing;
mod days;
mod facts;
pub(crate) mod fixture;
mod late;
mod messy;
mod monitor;
mod order;
mod outages;
mod random;
mod reaction;
mod state;
mod updates;
mod watch;
