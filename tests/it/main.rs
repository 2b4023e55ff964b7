//! The one test binary of the project; each folder tests one part of it.

mod engine;
mod naive;
mod time;
