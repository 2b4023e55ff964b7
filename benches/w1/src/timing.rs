//! Process time of a piece of work, and one printed line for it.

use rustix::time::{ClockId, clock_gettime};

fn process_ns() -> i64 {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    now.tv_sec * 1_000_000_000 + now.tv_nsec
}

/// The median process time of so many runs, in nanoseconds.
pub fn median_of(runs: usize, mut work: impl FnMut() -> bool) -> i64 {
    let mut times: Vec<i64> = (0..runs)
        .map(|_| {
            let begun = process_ns();
            assert!(std::hint::black_box(work()));
            process_ns() - begun
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}

/// Answers every row, several times; prints and returns the median process time a row in picoseconds.
pub fn report(
    name: &str,
    rows: &[(i64, i64)],
    right: &[i64],
    runs: usize,
    answer: impl Fn(&(i64, i64)) -> Option<i64>,
) -> i64 {
    let mut answers = vec![0; rows.len()];
    let time = median_of(runs, || {
        for (row, place) in rows.iter().zip(&mut answers) {
            *place = answer(row).unwrap_or(i64::MIN);
        }
        true
    });
    let equal = answers.iter().zip(right).filter(|(ours, right)| ours == right).count();
    let each = time * 1_000 / rows.len() as i64;
    println!("{name:<34}{:>8}.{:01} ns a row, {equal} of {} rows right", each / 1_000, each % 1_000 / 100, rows.len());
    each
}
