//! Tests of the calendar layer: corner cases as sentences, laws as properties, holidays against their source.

mod choices;
mod corners;
mod cost;
mod faults;
mod helper;
mod holidays;
mod intervals;
mod laws;
mod limits;
mod naive;
mod random;
mod zones;
