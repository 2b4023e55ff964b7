//! Workloads W2 and W3: a year of outages and a year of tickets, event by event, through the public API.
//! Reads the files of `$BENCH_DATA`; their making and the peers' side are left to Python.

mod outages;
mod tickets;
mod timing;

use std::{env, path::PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(env::var("BENCH_DATA").map_err(|_| "BENCH_DATA names the folder of the workload")?);
    let runs = env::args().nth(2).map_or(Ok(3), |runs| runs.parse())?;
    match env::args().nth(1).as_deref() {
        Some("w2") => outages::run(&folder, runs),
        Some("w3") => tickets::run(&folder, runs),
        _ => Err("w2 or w3, then the number of runs".into()),
    }
}
