//! How far a long input has been read, on the error stream, where a person is watching.
//! Nothing is shown in a pipe, a file or a build log, nor for short inputs.

use std::{
    io::{self, IsTerminal, Read, Write},
    time::{Duration, Instant},
};

/// An input that says how far it has been read.
pub(crate) struct Watched<R> {
    input: R,
    /// What is shown, where a person is watching.
    shown: Option<Shown>,
}

struct Shown {
    name: String,
    read: u64,
    size: u64,
    last_shown_at: Instant,
}

/// Shorter inputs are read before anyone could look.
const LONG: u64 = 20_000_000;

impl<R: Read> Watched<R> {
    pub(crate) fn new(input: R, name: &str, size: u64) -> Self {
        let watching = size >= LONG && io::stderr().is_terminal();
        let shown = watching.then(|| Shown { name: name.to_owned(), read: 0, size, last_shown_at: Instant::now() });
        Watched { input, shown }
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(into)?;
        if let Some(shown) = &mut self.shown {
            shown.read += read as u64;
            if shown.last_shown_at.elapsed() >= Duration::from_millis(100) {
                shown.last_shown_at = Instant::now();
                let percent = shown.read.saturating_mul(100) / shown.size.max(1);
                // Nobody is told less if the error stream is closed.
                let _ = write!(io::stderr(), "\r\u{1b}[K{} {}%", crate::safe::Safe(&shown.name), percent.min(100));
            }
        }
        Ok(read)
    }
}

impl<R> Drop for Watched<R> {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
