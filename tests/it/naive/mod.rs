//! A second evaluator of the whole meaning, written from its text alone, as slow and as plain as it likes: the
//! specification that runs. It shares the model, the events and the types of time with the engine, no rule.
//!
//! `facts` says what stands, `window` and `clock` how time is measured, `story`, `deadline` and `case` judge cases,
//! `states`, `planned` and `availability` services; `drawn` and `streams` draw what `agree` and `laws` compare.

mod agree;
mod availability;
mod beginning;
mod case;
mod checks;
mod clock;
mod closing;
mod counts;
mod days;
mod deadline;
mod drawn;
mod facts;
mod found;
mod gaps;
mod laws;
mod periods;
mod planned;
mod ratio;
mod states;
mod story;
mod streams;
mod window;
mod words;
