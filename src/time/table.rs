//! The hot loop: how much of a calendar lies before an instant, and at which instant so much of it has passed.
//! Which instants are in the calendar is left to `plan`, what to do outside the table to `clock`.
//!
//! A table covers a stretch of time in slots of 24 hours. A slot holds the open time before it and its own first two
//! intervals in minutes, so that a question costs a multiplication, one load and four minima, without a branch that
//! a processor could guess wrong. Slots with more intervals, or with ends between minutes, go to a list.
//!
//! Measured (`benches/w1`, random instants over ten years, two loaded cores): `due` 12 ns, `elapsed` 7 ns; by binary
//! search over the windows, in numpy, both 137 ns.

use super::civil::DAY;
use super::{Instant, Interval, Intervals};

/// 24 hours of a calendar: 16 bytes.
#[derive(Clone, Copy)]
struct Slot {
    /// Milliseconds open from the table's beginning to the slot's.
    before: i64,
    /// Two intervals as from, until, from, until: minutes since the slot's beginning, equal where there is none.
    /// LISTED in the first place: the intervals are in `listed`, from the number in the second and third on, as many
    /// as the fourth says.
    ends: [u16; 4],
}

/// A stretch of a calendar, with prefix sums and an index both by time and by open time.
///
/// INVARIANT: `slots` has one entry more than the stretch has slots, closed and with the total before it.
pub(super) struct Table {
    from: i64,
    length: u64,
    slots: Box<[Slot]>,
    /// Milliseconds since the beginning of the slot that they belong to.
    listed: Vec<(u32, u32)>,
    /// The slot in which the open millisecond `k << shift` lies, for each `k`, and once more the last.
    by_open: Box<[u32]>,
    shift: u32,
}

const LISTED: u16 = u16::MAX;
const MINUTE: i64 = 60_000;
const EMPTY: Slot = Slot { before: 0, ends: [0; 4] };

impl Table {
    /// The table of `open`, which lies within `range`.
    pub(super) fn build(open: &Intervals, range: Interval) -> Table {
        let from = range.from.as_millis();
        let length = range.length().0;
        let count = (length + DAY - 1) / DAY;
        let mut table = Table {
            from,
            length: length as u64,
            slots: vec![EMPTY; count as usize + 1].into(),
            listed: Vec::new(),
            by_open: Box::default(),
            shift: 0,
        };
        let mut parts =
            open.iter().map(|part| (part.from.as_millis() - from, part.until.as_millis() - from)).peekable();
        let mut before = 0;
        let mut own: Vec<(i64, i64)> = Vec::new();
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
            slot.ends = pack(&own).unwrap_or_else(|| {
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
        if a == LISTED {
            return Some(slot.before + self.listed_before(slot, within));
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
        let within = if slot.ends[0] == LISTED {
            self.listed_instant(slot, rest)?
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
        size_of_val(&*self.slots) + size_of_val(&*self.by_open) + size_of_val(&*self.listed)
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
        let [a, b, c, d] = slot.ends.map(|minute| i64::from(minute) * MINUTE);
        let packed = if slot.ends[0] == LISTED { [(0, 0); 2] } else { [(a, b), (c, d)] };
        packed.into_iter().filter(|(from, until)| from < until).chain(self.list_of(slot))
    }

    /// The intervals of a slot that are in the list; none for a slot that holds its own.
    fn list_of(&self, slot: &Slot) -> impl Iterator<Item = (i64, i64)> + '_ {
        let [mark, low, high, count] = slot.ends.map(usize::from);
        let first = low | high << 16;
        let own = if mark == usize::from(LISTED) { self.listed.get(first..first + count) } else { None };
        own.unwrap_or_default().iter().map(|&(from, until)| (i64::from(from), i64::from(until)))
    }

    fn listed_before(&self, slot: &Slot, within: i64) -> i64 {
        self.list_of(slot).map(|(from, until)| within.min(until) - within.min(from)).sum()
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
