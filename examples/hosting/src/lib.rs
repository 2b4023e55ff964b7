//! A contract, its scenarios and its snapshots: there is nothing here but the tests.
//! `contract.klausel.md` says what is agreed, `tests/agreed.rs` holds it to that.
