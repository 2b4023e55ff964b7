//! Scenario documents: the shipped ones hold in both languages, and what is wrong with one is said.

mod common;
mod differing;
mod generated;
mod mutants;
mod shipped;
