//! Input that someone made to hurt: long, deep, repeated, at the ends of time. It is answered, and in time that grows
//! with its length; what it means is left to the other folders. No test looks at a clock: with a cost that grows as the
//! square or the cube, these sizes would run for minutes or hours.

mod contracts;
mod events;
