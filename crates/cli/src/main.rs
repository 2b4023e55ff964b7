//! The command line of Klausel.
fn main() {}
