//! The files of the workload and the right answers, from the windows that the workload itself brings.

use klausel::time::Instant;
use std::{env, fs, path::PathBuf};

/// The workload, in seconds since 1970 UTC.
pub struct Data {
    /// Start and service seconds.
    pub starts: Vec<(i64, i64)>,
    /// From and until.
    pub pairs: Vec<(i64, i64)>,
    /// The right answers to `starts`.
    pub due: Vec<i64>,
    /// The right answers to `pairs`.
    pub elapsed: Vec<i64>,
    /// The dates without service, as year-month-day.
    pub holidays: Vec<String>,
}

/// Sorted windows with their prefix sums: the reference, by binary search.
pub struct Reference {
    windows: Vec<(i64, i64)>,
    before: Vec<i64>,
}

impl Data {
    pub fn read() -> Result<Data, Box<dyn std::error::Error>> {
        let folder = PathBuf::from(env::var("BENCH_DATA").map_err(|_| "BENCH_DATA names the folder of the workload")?);
        let pairs_of = |name: &str| fs::read(folder.join(name)).map(|bytes| numbers(&bytes));
        let reference = Reference::of(pairs_of("windows.bin")?);
        let (starts, pairs) = (pairs_of("w1_add.bin")?, pairs_of("w1_pairs.bin")?);
        let due = starts.iter().map(|(start, service)| reference.due(*start, *service)).collect();
        let elapsed = pairs.iter().map(|(from, until)| reference.open_before(*until) - reference.open_before(*from));
        let elapsed = elapsed.collect();
        let holidays = fs::read_to_string(folder.join("holidays.txt"))?;
        Ok(Data { starts, pairs, due, elapsed, holidays: holidays.split_whitespace().map(String::from).collect() })
    }
}

impl Reference {
    pub fn of(windows: Vec<(i64, i64)>) -> Reference {
        let mut sum = 0;
        let before = std::iter::once(0).chain(windows.iter().map(|(from, until)| {
            sum += until - from;
            sum
        }));
        Reference { before: before.collect(), windows }
    }

    pub fn open_before(&self, at: i64) -> i64 {
        match self.windows.partition_point(|window| window.0 <= at) {
            0 => 0,
            next => self.before[next - 1] + at.min(self.windows[next - 1].1) - self.windows[next - 1].0,
        }
    }

    pub fn due(&self, start: i64, service: i64) -> i64 {
        let open = self.open_before(start) + service;
        let window = self.before.partition_point(|before| *before < open) - 1;
        self.windows[window].0 + open - self.before[window]
    }
}

pub fn instant(seconds: i64) -> Instant {
    Instant::from_secs(seconds)
}

pub fn seconds(at: Instant) -> i64 {
    at.as_millis() / 1_000
}

fn numbers(bytes: &[u8]) -> Vec<(i64, i64)> {
    let number = |eight: &[u8]| eight.try_into().map(i64::from_le_bytes).unwrap_or_default();
    bytes.chunks_exact(16).map(|row| (number(&row[..8]), number(&row[8..]))).collect()
}
