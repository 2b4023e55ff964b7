//! The one test binary of the project; each folder tests one part of it.

mod chance;
mod clocks;
mod corners;
mod decisions;
mod engine;
mod facts;
mod founding;
mod hostile;
mod language;
mod naive;
mod published;
mod query;
mod render;
mod scenario;
mod tidy;
mod time;
mod verify;
mod writing;
