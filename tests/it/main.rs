//! The one test binary of the project; each folder tests one part of it.

mod decisions;
mod founding;
mod language;
mod tidy;
mod time;
mod verify;
