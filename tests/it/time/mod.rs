//! Tests of the calendar layer: corner cases as sentences, laws as properties, holidays against their source.

mod corners;
mod helper;
mod laws;
mod naive;
mod random;
