//! Unpacks gzip as gzip(1) does: members one after the other, and zeros after the last one, with
//! which tapes and block devices fill up.

use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Read};

/// The unpacked bytes of a gzip stream.
pub struct Gunzip<R> {
    /// The member that is being read; none at the end.
    member: Option<GzDecoder<R>>,
}

impl<R: BufRead> Gunzip<R> {
    pub fn new(packed: R) -> Gunzip<R> {
        Gunzip {
            member: Some(GzDecoder::new(packed)),
        }
    }

    /// Begins the member after the one that has ended, if there is one.
    fn next_member(&mut self) -> io::Result<()> {
        let Some(mut packed) = self.member.take().map(GzDecoder::into_inner) else {
            return Ok(());
        };
        loop {
            let bytes = packed.fill_buf()?;
            let (zeros, length) = (bytes.iter().take_while(|&&b| b == 0).count(), bytes.len());
            packed.consume(zeros);
            if length == 0 {
                return Ok(());
            }
            if zeros < length {
                self.member = Some(GzDecoder::new(packed));
                return Ok(());
            }
        }
    }
}

impl<R: BufRead> Read for Gunzip<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let length = member.read(out)?;
            if length > 0 || out.is_empty() {
                return Ok(length);
            }
            self.next_member()?;
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn packed(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text.as_bytes()).expect("memory");
        encoder.finish().expect("memory")
    }

    fn unpacked(bytes: &[u8]) -> io::Result<String> {
        let mut out = String::new();
        Gunzip::new(bytes).read_to_string(&mut out)?;
        Ok(out)
    }

    #[test]
    fn members_and_zeros() {
        let (one, two) = (packed("The bridge "), packed("is shut."));
        let whole = "The bridge is shut.";
        let zeros = vec![0; 5_000];
        assert_eq!(unpacked(&[&*one, &two].concat()).expect("whole"), whole);
        let padded = [&*one, &zeros, &two, &zeros].concat();
        assert_eq!(unpacked(&padded).expect("whole"), whole);
        assert!(unpacked(&[&*one, b"junk"].concat()).is_err());
        assert!(unpacked(&one[..one.len() - 3]).is_err());
    }
}
