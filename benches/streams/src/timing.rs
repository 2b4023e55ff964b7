//! Process time of stages of work, medians over runs, and the most memory that the process held.

use rustix::time::{ClockId, clock_gettime};

/// Nanoseconds of CPU that this process has used.
pub fn process_ns() -> i64 {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    now.tv_sec * 1_000_000_000 + now.tv_nsec
}

/// Stages with the process time of each run.
#[derive(Default)]
pub struct Stages(Vec<(&'static str, Vec<i64>)>);

impl Stages {
    /// Does a piece of work as a stage.
    pub fn time<R>(&mut self, name: &'static str, work: impl FnOnce() -> R) -> R {
        let begun = process_ns();
        let result = work();
        self.add(name, process_ns() - begun);
        result
    }

    /// Adds what a run of a stage took.
    pub fn add(&mut self, name: &'static str, took: i64) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, times)) => times.push(took),
            None => self.0.push((name, vec![took])),
        }
    }

    /// Prints the median of each stage, a stage a line, and a share of each event.
    pub fn print(&mut self, events: usize) {
        for (name, times) in &mut self.0 {
            times.sort_unstable();
            let median = times[times.len() / 2];
            let each = median / i64::try_from(events).unwrap_or(i64::MAX).max(1);
            println!("{name:<34}{:>7}.{:02} s CPU, {each} ns an event", median / 1_000_000_000, median / 10_000_000 % 100);
        }
        println!("most memory: {} MB", peak_mb());
    }
}

fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)).and_then(|number| number.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1_000
}
