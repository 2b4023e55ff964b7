//! The one test binary of the project; each folder tests one part of it.

mod language;
mod query;
mod scenario;
mod time;
