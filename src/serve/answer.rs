//! What is asked, and what is answered.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::visitor::Visitor;
use crate::disk::Unwritten;
use crate::finding::Finding;
use crate::text::percent;

/// A request, read within its limits.
#[derive(Debug)]
pub(super) struct Ask {
    pub(super) visitor: Visitor,
    /// The pieces of the address that a route leaves open.
    pub(super) pieces: Vec<String>,
    pub(super) query: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Ask {
    /// Empty where the address has no such piece.
    pub(super) fn piece(&self, index: usize) -> &str {
        self.pieces.get(index).map_or("", String::as_str)
    }

    pub(super) fn query(&self, name: &str) -> &str {
        self.query.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// By which others know whoever asks, where that is known here.
    pub(super) fn person(&self) -> Option<&str> {
        self.visitor.name.as_deref()
    }

    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, ServeAnswer> {
        serde_json::from_slice(&self.body).map_err(|_| ServeAnswer::refused("送られた内容を読めません"))
    }
}

#[derive(Debug)]
pub(super) struct ServeAnswer {
    status: StatusCode,
    kind: &'static str,
    body: Vec<u8>,
    /// To be kept under this name rather than shown.
    name: Option<String>,
    /// A page that another page of ours shows inside itself.
    framed: bool,
    /// Where to go instead.
    place: Option<String>,
    /// Why there is nothing else to answer.
    told: Option<String>,
}

/// A page that is shown inside of ours runs no scripts but its own, and reaches nothing.
const FRAMED: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; form-action 'none'; base-uri 'none'";
/// A picture of somebody's is no page.
const PICTURE: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

impl ServeAnswer {
    fn new(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: StatusCode::OK, kind, body: body.into(), name: None, framed: false, place: None, told: None }
    }

    pub(super) fn page(html: String) -> Self {
        Self::new("text/html; charset=utf-8", html)
    }

    pub(super) fn framed(html: Vec<u8>) -> Self {
        Self { framed: true, ..Self::new("text/html; charset=utf-8", html) }
    }

    /// A PDF that another page of ours shows inside itself.
    pub(super) fn paper(bytes: Vec<u8>) -> Self {
        Self { framed: true, ..Self::new("application/pdf", bytes) }
    }

    pub(super) fn json(value: &impl Serialize) -> Self {
        Self::new("application/json", serde_json::to_vec(value).unwrap_or_default())
    }

    pub(super) fn text(kind: &'static str, text: &str) -> Self {
        Self::new(kind, text)
    }

    pub(super) fn bytes(kind: &'static str, bytes: Vec<u8>) -> Self {
        Self::new(kind, bytes)
    }

    pub(super) fn file(kind: &'static str, bytes: Vec<u8>, name: String) -> Self {
        Self { name: Some(name), ..Self::new(kind, bytes) }
    }

    pub(super) fn word(bytes: Vec<u8>, name: String) -> Self {
        Self::file("application/vnd.openxmlformats-officedocument.wordprocessingml.document", bytes, name)
    }

    pub(super) fn sheets(bytes: Vec<u8>, name: String) -> Self {
        Self::file("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes, name)
    }

    pub(super) fn elsewhere(address: &str) -> Self {
        Self { status: StatusCode::SEE_OTHER, place: Some(address.to_owned()), ..Self::new("text/plain", "") }
    }

    /// Told in words, in place of what was asked for.
    pub(super) fn refused(words: impl Into<String>) -> Self {
        Self::told(StatusCode::UNPROCESSABLE_ENTITY, words.into())
    }

    pub(super) fn finding(finding: &Finding) -> Self {
        let help = finding.help.as_deref().unwrap_or_default();
        Self::refused(format!("{}。{help}", finding.message))
    }

    pub(super) fn unwritten(error: &Unwritten) -> Self {
        Self::refused(format!("保存できませんでした: {error}。{}", error.help()))
    }

    pub(super) fn forbidden(words: &str) -> Self {
        Self::told(StatusCode::FORBIDDEN, words.to_owned())
    }

    pub(super) fn too_often() -> Self {
        Self::told(
            StatusCode::TOO_MANY_REQUESTS,
            "短い間に求めが多すぎます。しばらく待ってから、もう一度試してください".to_owned(),
        )
    }

    pub(super) fn missing() -> Self {
        Self::told(StatusCode::NOT_FOUND, "そのページはありません".to_owned())
    }

    pub(super) fn failed() -> Self {
        let words = "プログラムの誤りで止まりました。書いた内容は失われていません。もう一度お試しください";
        Self::told(StatusCode::INTERNAL_SERVER_ERROR, words.to_owned())
    }

    fn told(status: StatusCode, words: String) -> Self {
        let body = serde_json::json!({ "error": words });
        Self { status, told: Some(words), ..Self::json(&body) }
    }

    /// For somebody who looks at it: in place of words for a script, a page with them.
    pub(super) fn for_eyes(self, page: impl FnOnce(&str) -> String) -> Self {
        match &self.told {
            Some(words) => Self { kind: "text/html; charset=utf-8", body: page(words).into_bytes(), ..self },
            None => self,
        }
    }

    pub(super) fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        if self.framed {
            headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(FRAMED));
        } else if self.kind.starts_with("image/") {
            headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PICTURE));
        }
        if let Some(place) = self.place.and_then(|place| HeaderValue::from_str(&place).ok()) {
            headers.insert(header::LOCATION, place);
        }
        if let Some(name) = self.name {
            let told = format!("attachment; filename*=UTF-8''{}", percent::encoded(&name));
            if let Ok(told) = HeaderValue::from_str(&told) {
                headers.insert(header::CONTENT_DISPOSITION, told);
            }
        }
        response
    }
}
