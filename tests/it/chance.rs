//! How much chance random tests take, and which: the only place where a property's runs are configured.
//! What is drawn is left to each test.

use proptest::test_runner::{Config, RngSeed};

/// The same draws in every run, so that a test that passes here passes everywhere.
const SEED: u64 = 0x6b6c_6175_7365_6c00;

/// The configuration of a property that draws so many cases in every run.
///
/// `PROPTEST_CASES=N` draws N cases instead, and `PROPTEST_RNG_SEED=N` others; a failure is shown with what failed, and
/// is to become a test of its own, so none is written to a file.
pub(crate) fn cases(cases: u32) -> Config {
    let from_outside = Config::default();
    let said = |variable| std::env::var_os(variable).is_some();
    Config {
        cases: if said("PROPTEST_CASES") { from_outside.cases } else { cases },
        rng_seed: if said("PROPTEST_RNG_SEED") { from_outside.rng_seed } else { RngSeed::Fixed(SEED) },
        failure_persistence: None,
        ..from_outside
    }
}
