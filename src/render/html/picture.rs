//! Pictures inside a page: it asks nothing of the network, so their bytes stand in it.

use crate::render::base64::base64;

/// The address of a picture that is its own content; none where it is no picture that browsers show.
pub(in crate::render) fn data_address(bytes: &[u8]) -> Option<String> {
    Some(format!("data:{};base64,{}", picture_type(bytes)?, base64(bytes)))
}

/// What browsers call a picture of this kind; none where they show none.
pub fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG") {
        Some("image/png")
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some("image/jpeg")
    } else if is_svg(bytes) {
        Some("image/svg+xml")
    } else {
        None
    }
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
