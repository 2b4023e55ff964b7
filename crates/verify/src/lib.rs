//! Replays the reasons of verdicts; it cannot depend on the engine that made them.
