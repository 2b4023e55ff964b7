//! A service contract that people sign and a machine can judge, in one file.

pub mod time;
