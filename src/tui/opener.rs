//! Opens a source in the user's browser: http and https only, never through a shell, in a process of its
//! own whose output cannot reach our screen. It must not know where the address came from.

use crate::{
    dataset::check::is_web_address,
    error::{Error, Result},
    model::text::clean,
};

/// Hands an address to the desktop. It may take a quarter of a second or, where the desktop is slow,
/// longer: call it from a worker.
///
/// # Errors
/// When the address is not of the web, or nothing here can open it.
pub fn open(address: &str) -> Result<()> {
    check(address)?;
    open::that_detached(address).map_err(|e| {
        // The address first: over SSH it is what one needs, to click or to copy.
        Error::usage(format!("no browser here for {}", clean(address)))
            .right(format!("open it elsewhere ({e})"))
    })
}

/// Whether an address may be opened at all.
///
/// # Errors
/// When it is not of the web.
pub fn check(address: &str) -> Result<()> {
    if is_web_address(address) {
        return Ok(());
    }
    Err(Error::usage(format!("`{}` is not opened", clean(address)))
        .right("only http and https addresses are"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_opened() {
        assert!(check("https://www.hhs.gov/hipaa").is_ok());
        for address in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "-h",
            "https://",
            "https://a b",
            "ftp://x.org/y",
            "/bin/sh",
            "",
        ] {
            assert!(open(address).is_err(), "{address}");
        }
    }
}
