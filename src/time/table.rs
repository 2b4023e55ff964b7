//! The hot loop: how much of a calendar lies before an instant, and at which instant so much of it has passed.
//! Which instants are in the calendar is left to `plan`, what to do outside the table to `clock`.
//!
//! A table covers a stretch of time in slots of 24 hours. A slot holds the open time before it and its own first two
//! intervals in minutes, so that a question costs a multiplication, one load and four minima, without a branch that
//! a processor could guess wrong. Where some day has three or four intervals, or ends between minutes, every slot
//! names a pattern of four instead: days are much alike, so there are few. Slots with more intervals go to a list.
//!
//! Measured (`benches/w1`, random instants over ten years, two loaded cores): `due` 15.2 ns, `elapsed` 8.4 ns; by binary
//! search over the windows, in numpy, 136 and 137 ns. In patterns 21.2 and 17.9 ns; twelve years take 91 KB.

use super::civil::DAY;
use super::{Instant, Interval, Intervals};
use std::collections::BTreeMap;

/// 24 hours of a calendar: 16 bytes.
#[derive(Clone, Copy)]
struct Slot {
    /// Milliseconds open from the table's beginning to the slot's.
    before: i64,
    /// Two intervals as from, until, from, until: minutes since the slot's beginning, equal where there is none.
    /// PATTERN in the first place: the intervals are those of the pattern with the number in the second and third.
    /// LISTED: they are in `listed`, from that number on, as many as the fourth says.
    ends: [u16; 4],
}

/// Four intervals in milliseconds since a slot's beginning; where there are fewer, empty ones at the end of the last.
type Pattern = [i32; 8];

/// A stretch of a calendar, with prefix sums and an index both by time and by open time.
///
/// INVARIANT: `slots` has one entry more than the stretch has slots, closed and with the total before it.
pub(super) struct Table {
    from: i64,
    length: u64,
    slots: Box<[Slot]>,
    /// None where two intervals suffice each day.
    patterns: Vec<Pattern>,
    /// Milliseconds since the beginning of the slot that they belong to.
    listed: Vec<(u32, u32)>,
    /// The slot in which the open millisecond `k << shift` lies, for each `k`, and once more the last.
    by_open: Box<[u32]>,
    shift: u32,
    /// Whether some slot has four intervals at most that are not two of whole minutes.
    wants_patterns: bool,
}

const LISTED: u16 = u16::MAX;
const PATTERN: u16 = u16::MAX - 1;
const MINUTE: i64 = 60_000;
const EMPTY: Slot = Slot { before: 0, ends: [0; 4] };

impl Table {
    /// The table of `open`, which lies within `range`.
    pub(super) fn build(open: &Intervals, range: Interval) -> Table {
        match Table::build_of(open, range, false) {
            // No question is to branch upon what kind of day it is.
            table if table.wants_patterns => Table::build_of(open, range, true),
            table => table,
        }
    }

    fn build_of(open: &Intervals, range: Interval, in_patterns: bool) -> Table {
        let from = range.from.as_millis();
        let length = range.length().0;
        let count = (length + DAY - 1) / DAY;
        let mut table = Table {
            from,
            length: length as u64,
            slots: vec![EMPTY; count as usize + 1].into(),
            patterns: Vec::new(),
            wants_patterns: false,
            listed: Vec::new(),
            by_open: Box::default(),
            shift: 0,
        };
        let mut parts =
            open.iter().map(|part| (part.from.as_millis() - from, part.until.as_millis() - from)).peekable();
        let mut before = 0;
        let mut own: Vec<(i64, i64)> = Vec::new();
        let mut known = Places::default();
        for (index, slot) in table.slots.iter_mut().enumerate() {
            let (begin, end) = (index as i64 * DAY, (index as i64 + 1) * DAY);
            own.clear();
            while let Some(&(part_from, part_until)) = parts.peek() {
                if part_from >= end {
                    break;
                }
                own.push((part_from.max(begin) - begin, part_until.min(end) - begin));
                if part_until > end {
                    break;
                }
                parts.next();
            }
            slot.before = before;
            before += own.iter().map(|(from, until)| until - from).sum::<i64>();
            let four = pattern(&own);
            table.wants_patterns |= four.is_some() && pack(&own).is_none();
            let packed = if in_patterns { four.map(|four| known.place(four, &mut table.patterns)) } else { pack(&own) };
            slot.ends = packed.unwrap_or_else(|| {
                let place = table.listed.len();
                table.listed.extend(own.iter().map(|&(from, until)| (from as u32, until as u32)));
                [LISTED, place as u16, (place >> 16) as u16, own.len() as u16]
            });
        }
        table.index_by_open();
        table
    }

    /// Chooses a width so that a bucket of open time touches two open slots at most, nearly always.
    fn index_by_open(&mut self) {
        let mut lengths: Vec<i64> =
            self.slots.windows(2).map(|pair| pair[1].before - pair[0].before).filter(|&length| length > 0).collect();
        let total = self.total();
        let open_slots = lengths.len() as i64;
        let typical = lengths.len() / 20;
        let typical = if lengths.is_empty() { 1 } else { *lengths.select_nth_unstable(typical).1 };
        self.shift = typical.max(1).ilog2();
        while total >> self.shift > 2 * open_slots + 16 {
            self.shift += 1;
        }
        let mut slot = 0;
        let buckets = (total >> self.shift) + 2;
        let place_of = |bucket: i64| {
            let open = (bucket << self.shift).min(total - 1);
            while self.slots.get(slot + 1).is_some_and(|next| next.before <= open) {
                slot += 1;
            }
            slot as u32
        };
        self.by_open = (0..buckets).map(place_of).collect();
    }

    /// The instants that the table covers.
    pub(super) fn range(&self) -> Interval {
        let until = self.from + self.length as i64;
        Interval::new(Instant::from_millis(self.from), Instant::from_millis(until))
    }

    /// Milliseconds open in the whole table.
    pub(super) fn total(&self) -> i64 {
        self.slots.last().map_or(0, |slot| slot.before)
    }

    /// Milliseconds open from the table's beginning to `at`; `None` outside the table, whose end is inside.
    ///
    /// INVARIANT: allocates nothing.
    #[inline]
    pub(super) fn open_before(&self, at: Instant) -> Option<i64> {
        let (slot, within) = self.slot_of(at)?;
        let [a, b, c, d] = slot.ends;
        if a >= PATTERN {
            return Some(slot.before + self.elsewhere_before(slot, within));
        }
        let reached = |minute: u16| within.min(i64::from(minute) * MINUTE);
        Some(slot.before + (reached(b) - reached(a)) + (reached(d) - reached(c)))
    }

    /// Whether `at` is open; `None` outside the table.
    pub(super) fn contains(&self, at: Instant) -> Option<bool> {
        let (slot, within) = self.slot_of(at)?;
        Some(self.parts(slot).any(|(from, until)| from <= within && within < until))
    }

    /// The instant at which the open millisecond number `open` (from 0) begins; `None` where there is none.
    ///
    /// INVARIANT: allocates nothing.
    #[inline]
    pub(super) fn instant_of(&self, open: i64) -> Option<Instant> {
        if open < 0 || open >= self.total() {
            return None;
        }
        let bucket = (open >> self.shift) as usize;
        let (first, last) = (*self.by_open.get(bucket)? as usize, *self.by_open.get(bucket + 1)? as usize);
        // The slot is the bucket's first or its last; one between them is rare.
        let mut index = if open < self.slots.get(first + 1)?.before { first } else { last };
        if open < self.slots.get(index)?.before {
            index = first + self.slots.get(first..last)?.partition_point(|slot| slot.before <= open) - 1;
        }
        let slot = self.slots.get(index)?;
        let rest = open - slot.before;
        let within = if slot.ends[0] >= PATTERN {
            self.elsewhere_instant(slot, rest)?
        } else {
            // Which of two intervals it is follows no pattern: it is computed, not branched upon.
            let [a, b, c, _] = slot.ends.map(|minute| i64::from(minute) * MINUTE);
            a + rest + (c - b) * i64::from(rest >= b - a)
        };
        Some(Instant::from_millis(self.from + index as i64 * DAY + within))
    }

    /// The open intervals from the one that holds or follows `at` on, merged over the borders of slots; one that holds
    /// `at` may be told from a later beginning than its own, though never one after `at`.
    pub(super) fn intervals_from(&self, at: Instant) -> impl Iterator<Item = Interval> + '_ {
        let since = at.as_millis().saturating_sub(self.from).max(0);
        let first = (since / DAY) as usize;
        let mut parts = (first..self.slots.len())
            .filter_map(|index| Some((index as i64 * DAY + self.from, self.slots.get(index)?)))
            .flat_map(|(begin, slot)| self.parts(slot).map(move |(from, until)| (begin + from, begin + until)))
            .filter(move |(_, until)| *until > at.as_millis())
            .peekable();
        std::iter::from_fn(move || {
            let (from, mut until) = parts.next()?;
            while let Some((_, later)) = parts.next_if(|(next, _)| *next == until) {
                until = later;
            }
            Some(Interval::new(Instant::from_millis(from), Instant::from_millis(until)))
        })
    }

    /// Bytes on the heap.
    pub(super) fn bytes(&self) -> usize {
        size_of_val(&*self.slots)
            + size_of_val(&*self.patterns)
            + size_of_val(&*self.by_open)
            + size_of_val(&*self.listed)
    }

    #[inline]
    fn slot_of(&self, at: Instant) -> Option<(&Slot, i64)> {
        // An instant before the table wraps round to far after it.
        let since = at.as_millis().wrapping_sub(self.from) as u64;
        if since > self.length {
            return None;
        }
        let slot = self.slots.get((since / DAY as u64) as usize)?;
        Some((slot, (since % DAY as u64) as i64))
    }

    /// The intervals of a slot in milliseconds since its beginning, without empty ones.
    fn parts<'a>(&'a self, slot: &'a Slot) -> impl Iterator<Item = (i64, i64)> + 'a {
        let ms = |minute: u16| i64::from(minute) * MINUTE;
        let [a, b, c, d, e, f, g, h] = match (slot.ends, self.pattern_of(slot)) {
            (_, Some(pattern)) => pattern.map(i64::from),
            ([LISTED, ..], None) => [0; 8],
            ([a, b, c, d], None) => [ms(a), ms(b), ms(c), ms(d), 0, 0, 0, 0],
        };
        [(a, b), (c, d), (e, f), (g, h)].into_iter().filter(|(from, until)| from < until).chain(self.list_of(slot))
    }

    /// The pattern of a slot that names one.
    #[inline]
    fn pattern_of(&self, slot: &Slot) -> Option<&Pattern> {
        let [mark, low, high, _] = slot.ends;
        if mark == PATTERN { self.patterns.get(usize::from(low) | usize::from(high) << 16) } else { None }
    }

    /// The intervals of a slot that are in the list; none for a slot that holds its own.
    fn list_of(&self, slot: &Slot) -> impl Iterator<Item = (i64, i64)> + '_ {
        let [mark, low, high, count] = slot.ends.map(usize::from);
        let first = low | high << 16;
        let own = if mark == usize::from(LISTED) { self.listed.get(first..first + count) } else { None };
        own.unwrap_or_default().iter().map(|&(from, until)| (i64::from(from), i64::from(until)))
    }

    /// Milliseconds open in a slot whose intervals stand elsewhere; apart, so that plain slots stay in few instructions.
    #[inline(never)]
    fn elsewhere_before(&self, slot: &Slot, within: i64) -> i64 {
        match self.pattern_of(slot) {
            Some(pattern) => i64::from(before_in_pattern(pattern, within as i32)),
            None => self.list_of(slot).map(|(from, until)| within.min(until) - within.min(from)).sum(),
        }
    }

    /// The instant in such a slot at which so much has passed.
    #[inline(never)]
    fn elsewhere_instant(&self, slot: &Slot, rest: i64) -> Option<i64> {
        match self.pattern_of(slot) {
            Some(pattern) => Some(i64::from(instant_in_pattern(pattern, rest as i32))),
            None => self.listed_instant(slot, rest),
        }
    }

    fn listed_instant(&self, slot: &Slot, mut rest: i64) -> Option<i64> {
        for (from, until) in self.list_of(slot) {
            if rest < until - from {
                return Some(from + rest);
            }
            rest -= until - from;
        }
        None
    }
}

/// How much of a pattern has passed by a time of its slot.
#[inline]
fn before_in_pattern(pattern: &Pattern, within: i32) -> i32 {
    let [a, b, c, d, e, f, g, h] = pattern.map(|end| within.min(end));
    (b - a) + (d - c) + (f - e) + (h - g)
}

/// The time of a slot at which so much of its pattern has passed: which interval it is follows no rule, so it is
/// computed.
#[inline]
fn instant_in_pattern(pattern: &Pattern, rest: i32) -> i32 {
    let [a, b, c, d, e, f, g, _] = *pattern;
    let (first, second) = (b - a, (b - a) + (d - c));
    let third = second + (f - e);
    let gaps = (c - b) * i32::from(rest >= first) + (e - d) * i32::from(rest >= second);
    a + rest + gaps + (g - f) * i32::from(rest >= third)
}

/// Intervals of a slot as a pattern, if they are four at most.
fn pattern(parts: &[(i64, i64)]) -> Option<Pattern> {
    let mut pattern = [parts.last().map_or(0, |(_, until)| *until as i32); 8];
    for (ends, (from, until)) in pattern.chunks_exact_mut(2).zip(parts) {
        ends.copy_from_slice(&[*from as i32, *until as i32]);
    }
    (parts.len() <= 4).then_some(pattern)
}

/// Where the patterns stand that a table has already.
#[derive(Default)]
struct Places(BTreeMap<Pattern, usize>);

impl Places {
    /// How a slot names a pattern, which is put among the others where it is new.
    fn place(&mut self, pattern: Pattern, patterns: &mut Vec<Pattern>) -> [u16; 4] {
        let place = *self.0.entry(pattern).or_insert_with(|| {
            patterns.push(pattern);
            patterns.len() - 1
        });
        [PATTERN, place as u16, (place >> 16) as u16, 0]
    }
}

/// Intervals of a slot as whole minutes, if they are and if there are two at most.
fn pack(parts: &[(i64, i64)]) -> Option<[u16; 4]> {
    let minute = |ms: i64| if ms % MINUTE == 0 { u16::try_from(ms / MINUTE).ok() } else { None };
    match *parts {
        [] => Some([0; 4]),
        [(a, b)] => Some([minute(a)?, minute(b)?, minute(b)?, minute(b)?]),
        [(a, b), (c, d)] => Some([minute(a)?, minute(b)?, minute(c)?, minute(d)?]),
        _ => None,
    }
}
