//! Times in cells: the mapping's format, and the zone of a time without one.
//! Which columns hold times is left to `parse`.

use klausel::{
    event::UnusedReason,
    time::{Date, Instant, Resolve, TimeOfDay, Zone},
};

use crate::safe::clip;

/// How times are written in an input, and in which zone if they do not say.
#[derive(Clone, Debug)]
pub(super) struct Times {
    pub(super) format: Format,
    pub(super) zone: Option<Zone>,
}

/// A way of writing times.
#[derive(Clone, Debug)]
pub(super) enum Format {
    /// RFC 3339; its offset may be missing where the mapping has a zone.
    Rfc3339,
    /// Seconds since 1970-01-01T00:00:00Z, whole.
    UnixSeconds,
    /// Milliseconds since 1970-01-01T00:00:00Z, whole.
    UnixMilliseconds,
    /// Parts in their order.
    Parts(Vec<Part>),
}

/// One part of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Year,
    Month,
    Day,
    Hour,
    HourOfTwelve,
    HalfOfDay,
    Minute,
    Second,
    Fraction,
    Offset,
    Literal(u8),
}

/// RFC 3339 without its offset.
const LOCAL_RFC3339: &[Part] = &[
    Part::Year,
    Part::Literal(b'-'),
    Part::Month,
    Part::Literal(b'-'),
    Part::Day,
    Part::Literal(b'T'),
    Part::Hour,
    Part::Literal(b':'),
    Part::Minute,
    Part::Literal(b':'),
    Part::Second,
    Part::Fraction,
];

impl Format {
    /// The format that a pattern such as `%d/%m/%Y %H:%M` says; the error continues "the format …".
    pub(super) fn parse(pattern: &str) -> Result<Self, String> {
        match pattern {
            "RFC 3339" => return Ok(Format::Rfc3339),
            "unix seconds" => return Ok(Format::UnixSeconds),
            "unix milliseconds" => return Ok(Format::UnixMilliseconds),
            _ => {}
        }
        let mut parts = Vec::new();
        let mut chars = pattern.chars();
        while let Some(c) = chars.next() {
            parts.push(match c {
                '%' => Part::named(chars.next())?,
                c if c.is_ascii() => Part::Literal(c as u8),
                c => return Err(format!("has \"{c}\", which is no plain character")),
            });
        }
        for (part, sign) in [(Part::Year, "%Y"), (Part::Month, "%m"), (Part::Day, "%d")] {
            if !parts.contains(&part) {
                return Err(format!("has no {sign}"));
            }
        }
        match (parts.contains(&Part::HourOfTwelve), parts.contains(&Part::HalfOfDay)) {
            (true, false) => Err("has hours of twelve without %p".to_owned()),
            (false, true) => Err("has %p without hours of twelve, %I".to_owned()),
            _ => Ok(Format::Parts(parts)),
        }
    }

    /// Whether a time of this format needs the mapping's zone.
    pub(super) fn needs_zone(&self) -> bool {
        matches!(self, Format::Parts(parts) if !parts.contains(&Part::Offset))
    }
}

impl Part {
    fn named(name: Option<char>) -> Result<Self, String> {
        Ok(match name {
            Some('Y') => Part::Year,
            Some('m') => Part::Month,
            Some('d') => Part::Day,
            Some('H') => Part::Hour,
            Some('I') => Part::HourOfTwelve,
            Some('p') => Part::HalfOfDay,
            Some('M') => Part::Minute,
            Some('S') => Part::Second,
            Some('f') => Part::Fraction,
            Some('z') => Part::Offset,
            Some('%') => Part::Literal(b'%'),
            Some('y') => return Err("has %y, a year without its century".to_owned()),
            Some(other) => return Err(format!("has %{other}, which is not known: %d %m %Y %H %I %p %M %S %f %z are")),
            None => return Err("ends with %".to_owned()),
        })
    }
}

impl Times {
    /// The instant that a cell says.
    ///
    /// A local time in the gap of spring is the first instant after it; in the repeated hour, the first of the two.
    pub(super) fn read(&self, column: &str, cell: &str) -> Result<Instant, UnusedReason> {
        let bad = || UnusedReason::BadField { field: column.to_owned(), value: clip(cell) };
        let no_zone = || UnusedReason::NoZone { value: clip(cell) };
        match &self.format {
            Format::UnixSeconds => cell
                .parse::<i64>()
                .ok()
                .and_then(|seconds| seconds.checked_mul(1_000))
                .map(Instant::from_millis)
                .ok_or_else(bad),
            Format::UnixMilliseconds => cell.parse().map(Instant::from_millis).map_err(|_| bad()),
            Format::Rfc3339 => match cell.parse() {
                Ok(at) => Ok(at),
                Err(_) => {
                    let reading = Reading::read(LOCAL_RFC3339, cell).ok_or_else(bad)?;
                    reading.instant(self.zone).ok_or_else(no_zone)
                }
            },
            Format::Parts(parts) => Reading::read(parts, cell).ok_or_else(bad)?.instant(self.zone).ok_or_else(no_zone),
        }
    }
}

/// What a clock shows, and its offset if it says so.
struct Reading {
    date: Date,
    time: TimeOfDay,
    /// Minutes east of UTC.
    offset: Option<i64>,
}

impl Reading {
    fn read(parts: &[Part], cell: &str) -> Option<Reading> {
        let mut rest = cell.as_bytes();
        let (mut year, mut month, mut day) = (0, 0, 0);
        let (mut hour, mut minute, mut second, mut millis) = (0, 0, 0, 0);
        let (mut half, mut offset) = (None, None);
        for part in parts {
            match part {
                Part::Year => year = number(&mut rest, 4, 4)?,
                Part::Month => month = number(&mut rest, 1, 2)?,
                Part::Day => day = number(&mut rest, 1, 2)?,
                Part::Hour => hour = number(&mut rest, 1, 2).filter(|hour| *hour < 24)?,
                Part::HourOfTwelve => hour = number(&mut rest, 1, 2).filter(|hour| (1..=12).contains(hour))?,
                Part::HalfOfDay => half = Some(half_of_day(&mut rest)?),
                Part::Minute => minute = number(&mut rest, 1, 2).filter(|minute| *minute < 60)?,
                Part::Second => second = number(&mut rest, 1, 2).filter(|second| *second < 60)?,
                Part::Fraction => millis = fraction(&mut rest)?,
                Part::Offset => offset = Some(offset_minutes(&mut rest)?),
                Part::Literal(literal) => rest = rest.strip_prefix(&[*literal])?,
            }
        }
        if !rest.is_empty() {
            return None;
        }
        if let Some(half) = half {
            hour = hour % 12 + half * 12;
        }
        let date = Date::new(i32::try_from(year).ok()?, month, day)?;
        let time = TimeOfDay::from_millis(((hour * 60 + minute) * 60 + second) * 1_000 + millis)?;
        Some(Reading { date, time, offset })
    }

    fn instant(&self, zone: Option<Zone>) -> Option<Instant> {
        match self.offset {
            Some(minutes) => {
                let as_utc = Zone::UTC.instant(self.date, self.time, Resolve::Start);
                Some(Instant::from_millis(as_utc.as_millis() - minutes * 60_000))
            }
            None => Some(zone?.instant(self.date, self.time, Resolve::Start)),
        }
    }
}

/// A number of at least and at most so many digits.
fn number(rest: &mut &[u8], least: usize, most: usize) -> Option<u32> {
    let digits = rest.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
    if digits < least {
        return None;
    }
    let (number, after) = rest.split_at(digits);
    *rest = after;
    Some(number.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
}

/// A fraction of a second with its point, or nothing; milliseconds, cut.
fn fraction(rest: &mut &[u8]) -> Option<u32> {
    let Some(after) = rest.strip_prefix(b".").or_else(|| rest.strip_prefix(b",")) else { return Some(0) };
    let digits = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let millis =
        (0..3).fold(0, |sum, n| sum * 10 + after.get(n).filter(|_| n < digits).map_or(0, |d| u32::from(d - b'0')));
    *rest = &after[digits..];
    (digits > 0).then_some(millis)
}

fn half_of_day(rest: &mut &[u8]) -> Option<u32> {
    let (half, after) = rest.split_at_checked(2)?;
    *rest = after;
    match (half[0].to_ascii_lowercase(), half[1].to_ascii_lowercase()) {
        (b'a', b'm') => Some(0),
        (b'p', b'm') => Some(1),
        _ => None,
    }
}

/// `Z`, `+0100`, `+01:00` or `+01` as minutes east of UTC.
fn offset_minutes(rest: &mut &[u8]) -> Option<i64> {
    let (sign, after) = rest.split_first()?;
    *rest = after;
    let sign = match sign {
        b'Z' | b'z' => return Some(0),
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let hours = number(rest, 2, 2).filter(|hours| *hours < 24)?;
    *rest = rest.strip_prefix(b":").unwrap_or(rest);
    let minutes = if rest.is_empty() { 0 } else { number(rest, 2, 2).filter(|minutes| *minutes < 60)? };
    Some(sign * i64::from(hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(format: &str, zone: Option<&str>) -> Times {
        Times { format: Format::parse(format).unwrap(), zone: zone.map(|zone| zone.parse().unwrap()) }
    }

    fn berlin(format: &str, cell: &str) -> String {
        times(format, Some("Europe/Berlin")).read("at", cell).map_or_else(|why| format!("{why:?}"), |at| at.to_string())
    }

    #[test]
    fn days_and_months_may_lack_their_zero() {
        assert_eq!(berlin("%d/%m/%Y %H:%M", "29/2/2016 01:16"), "2016-02-29T00:16:00.000Z");
        assert_eq!(berlin("%d/%m/%Y %H:%M", "09/12/2016 1:06"), "2016-12-09T00:06:00.000Z");
    }

    #[test]
    fn a_time_in_the_gap_of_spring_is_the_first_instant_after_it() {
        assert_eq!(berlin("%d/%m/%Y %H:%M", "27/3/2016 02:30"), "2016-03-27T01:00:00.000Z");
    }

    #[test]
    fn a_time_in_the_repeated_hour_is_the_first() {
        assert_eq!(berlin("%d/%m/%Y %H:%M", "30/10/2016 02:30"), "2016-10-30T00:30:00.000Z");
    }

    #[test]
    fn hours_of_twelve_seconds_fractions_and_offsets_are_read() {
        assert_eq!(berlin("%m/%d/%Y %I:%M %p", "2/29/2016 12:16 AM"), "2016-02-28T23:16:00.000Z");
        assert_eq!(berlin("%m/%d/%Y %I:%M %p", "2/29/2016 12:16 pm"), "2016-02-29T11:16:00.000Z");
        assert_eq!(berlin("%Y-%m-%d %H:%M:%S%f %z", "2016-02-29 12:16:01.2349 -0330"), "2016-02-29T15:46:01.234Z");
        assert_eq!(berlin("%Y%m%dT%H%M%S%z", "20160229T121601Z"), "2016-02-29T12:16:01.000Z");
    }

    #[test]
    fn rfc_3339_takes_the_zone_where_the_offset_is_missing() {
        assert_eq!(berlin("RFC 3339", "2016-02-29T12:16:00+05:00"), "2016-02-29T07:16:00.000Z");
        assert_eq!(berlin("RFC 3339", "2016-02-29T12:16:00"), "2016-02-29T11:16:00.000Z");
        let why = times("RFC 3339", None).read("at", "2016-02-29T12:16:00").unwrap_err();
        assert_eq!(why, UnusedReason::NoZone { value: "2016-02-29T12:16:00".to_owned() });
    }

    #[test]
    fn unix_times_are_read() {
        assert_eq!(berlin("unix seconds", "1456704960"), "2016-02-29T00:16:00.000Z");
        assert_eq!(berlin("unix milliseconds", "1456704960123"), "2016-02-29T00:16:00.123Z");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for cell in ["30/2/2016 01:16", "29/2/2016 24:00", "29/2/2016 01:60", "29/2/2016 01:16 x", "29/2/16 01:16", "1"]
        {
            assert!(berlin("%d/%m/%Y %H:%M", cell).starts_with("BadField"), "{cell}");
        }
    }

    #[test]
    fn a_format_that_cannot_be_read_says_why() {
        let why = |pattern: &str| Format::parse(pattern).unwrap_err();
        assert_eq!(why("%d.%m.%y"), "has %y, a year without its century");
        assert_eq!(why("%d/%m %H:%M"), "has no %Y");
        assert_eq!(why("%d/%m/%Y %I:%M"), "has hours of twelve without %p");
        assert_eq!(why("%d/%m/%Y %Q"), "has %Q, which is not known: %d %m %Y %H %I %p %M %S %f %z are");
    }
}
