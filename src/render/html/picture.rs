//! Pictures inside a page: it asks nothing of the network, so their bytes stand in it.

use crate::render::base64::base64;

/// The address of a picture that is its own content; none where it is no picture that browsers show.
pub(super) fn data_address(bytes: &[u8]) -> Option<String> {
    let kind = if bytes.starts_with(b"\x89PNG") {
        "image/png"
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        "image/jpeg"
    } else if is_svg(bytes) {
        "image/svg+xml"
    } else {
        return None;
    };
    Some(format!("data:{kind};base64,{}", base64(bytes)))
}

fn is_svg(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| text.trim_start().starts_with('<') && text.contains("<svg"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_have_an_address() {
        assert!(data_address(b"<svg xmlns='x'/>").is_some_and(|address| address.starts_with("data:image/svg+xml;")));
        assert_eq!(data_address(b"GIF89a"), None);
    }
}
