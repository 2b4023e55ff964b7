//! An input whose lines all end alike, so that a row's line can be counted whatever system wrote the file.
//! The rows themselves are left to `rows`.

use std::io::{self, Read};

/// An input in which each line, the last too, ends with a line feed alone.
pub(super) struct LineFeeds<R> {
    input: R,
    /// A carriage return that was read, and whose next byte was not.
    held: bool,
    last: u8,
}

impl<R: Read> LineFeeds<R> {
    pub(super) fn new(input: R) -> Self {
        LineFeeds { input, held: false, last: b'\n' }
    }

    /// The line feed that the last line lacks, if it does.
    fn end(&mut self, into: &mut [u8]) -> usize {
        if self.last == b'\n' {
            return 0;
        }
        self.last = b'\n';
        into[0] = b'\n';
        1
    }

    /// Takes the carriage returns out that stand before line feeds; how many bytes remain.
    fn take_returns_out(&mut self, bytes: &mut [u8]) -> usize {
        let Some(first) = bytes.iter().position(|byte| *byte == b'\r') else { return bytes.len() };
        let mut kept = first;
        for at in first..bytes.len() {
            if bytes[at] == b'\r' {
                match bytes.get(at + 1) {
                    Some(b'\n') => continue,
                    Some(_) => {}
                    None => {
                        self.held = true;
                        break;
                    }
                }
            }
            bytes[kept] = bytes[at];
            kept += 1;
        }
        kept
    }
}

impl<R: Read> Read for LineFeeds<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.len() < 2 {
            // Room for a held byte and one more; the reader of rows asks for thousands.
            return Err(io::Error::from(io::ErrorKind::InvalidInput));
        }
        loop {
            let held = usize::from(std::mem::take(&mut self.held));
            if held == 1 {
                into[0] = b'\r';
            }
            let read = match self.input.read(&mut into[held..]) {
                Ok(read) => read,
                Err(error) => {
                    self.held = held == 1;
                    return Err(error);
                }
            };
            if read == 0 {
                // A carriage return at the very end is the end of the last line.
                return Ok(self.end(into));
            }
            let kept = self.take_returns_out(&mut into[..held + read]);
            if let Some(last) = into[..kept].last() {
                self.last = *last;
                return Ok(kept);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads through buffers of every small size, so that each pair is cut somewhere.
    fn read(text: &str) -> String {
        let whole = |size: usize| {
            let (mut input, mut buffer, mut out) = (LineFeeds::new(text.as_bytes()), vec![0; size], Vec::new());
            loop {
                match input.read(&mut buffer).unwrap() {
                    0 => return String::from_utf8(out).unwrap(),
                    read => out.extend(&buffer[..read]),
                }
            }
        };
        let first = whole(2);
        for size in 3..9 {
            assert_eq!(whole(size), first, "a buffer of {size}");
        }
        first
    }

    #[test]
    fn every_line_ends_with_a_line_feed_alone() {
        assert_eq!(read("a\r\nb\nc\r\n"), "a\nb\nc\n");
        assert_eq!(read("a\r\n\r\nb"), "a\n\nb\n");
        assert_eq!(read("a\rb\r\r\nc\r"), "a\rb\r\nc\n");
        assert_eq!(read(""), "");
    }
}
