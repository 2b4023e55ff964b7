//! Scenario documents: the shipped ones hold in both languages, and what is wrong with one is said.

mod differing;
mod shipped;
