//! Fingerprints of what has to be known again.

use sha2::{Digest, Sha256};

/// SHA-256 in hexadecimal.
pub fn sha256_hex(bytes: impl AsRef<[u8]>) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The first `characters` of it: as long as what may be confused with it is little.
pub fn short_digest(bytes: impl AsRef<[u8]>, characters: usize) -> String {
    let mut digest = sha256_hex(bytes);
    digest.truncate(characters);
    digest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_that_of_everybody_else() {
        assert_eq!(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(short_digest("abc", 8), "ba7816bf");
    }
}
