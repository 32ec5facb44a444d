//! The way in and out: the address of the start, names and passwords.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Response, StatusCode, header};
use serde::Deserialize;
use std::sync::Arc;

use super::answer::ServeAnswer;
use super::desk::{Desk, secret};
use super::people::{Peer, elapsed};
use super::visitor::Visitor;
use crate::text::percent;

/// A name and a password are short.
const LONGEST: usize = 4096;
const SENT: &str = "{\"go\":\"/\"}";

/// The address of the start is exchanged for a cookie, and does not stay in the address bar.
pub(super) async fn open(State(desk): State<Arc<Desk>>, request: Request) -> Response<Body> {
    let query = percent::pairs(request.uri().query().unwrap_or_default());
    let key = query.iter().find(|(name, _)| name == "key").map_or("", |(_, value)| value.as_str());
    let Some(cookie) = desk.opens(key) else {
        return ServeAnswer::forbidden("起動したときに表示されたアドレスから開いてください")
            .for_eyes(bare_page)
            .into_response();
    };
    let response = ServeAnswer::elsewhere("/").into_response();
    with_cookie(response, &cookie)
}

pub(super) fn bare_page(words: &str) -> String {
    format!("<!DOCTYPE html><html lang=\"ja\"><meta charset=\"utf-8\"><title>hyokasho</title><p>{words}</p></html>")
}

fn with_cookie(mut response: Response<Body>, cookie: &str) -> Response<Body> {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

pub(super) async fn ask(State(desk): State<Arc<Desk>>) -> Response<Body> {
    let nobody = Visitor::at_the_machine(true);
    ServeAnswer::page(desk.pages.html("login.html", &serde_json::json!({}), &nobody.view(""))).into_response()
}

#[derive(Debug, Deserialize)]
struct LoginAsked {
    login: String,
    password: String,
}

pub(super) async fn enter(State(desk): State<Arc<Desk>>, request: Request) -> Response<Body> {
    let peer = request.extensions().get::<Peer>().copied();
    let body = to_bytes(request.into_body(), LONGEST).await.unwrap_or_default();
    let on_desk = Arc::clone(&desk);
    // A password takes time to look at.
    let checked = tokio::task::spawn_blocking(move || checked(&on_desk, peer, &body)).await;
    match checked.unwrap_or_else(|_| Err(ServeAnswer::failed())) {
        Ok(token) => {
            let mut response = Response::new(Body::from(SENT));
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            with_cookie(response, &desk.guard.cookie(&token))
        }
        Err(refusal) => refusal.into_response(),
    }
}

fn checked(desk: &Desk, peer: Option<Peer>, body: &[u8]) -> Result<String, ServeAnswer> {
    let (Some(reception), Some(peer)) = (desk.door.reception(), peer) else { return Err(ServeAnswer::missing()) };
    let asked: LoginAsked =
        serde_json::from_slice(body).map_err(|_| ServeAnswer::refused("送られた内容を読めません"))?;
    if !reception.is_expected(peer) || reception.header.is_some() {
        return Err(ServeAnswer::missing());
    }
    if !reception.may_try(&asked.login, peer, elapsed()) {
        note(desk, &asked.login, peer, "login too often")?;
        return Err(ServeAnswer::too_often());
    }
    if !reception.users.knows(&asked.login, &asked.password) {
        note(desk, &asked.login, peer, "login refused")?;
        return Err(ServeAnswer::forbidden("利用者かパスワードが違います"));
    }
    note(desk, &asked.login, peer, "login")?;
    let token = secret().map_err(|_| ServeAnswer::failed())?;
    if !reception.begin(&asked.login, &token, elapsed()) {
        return Err(ServeAnswer::refused("入っている人が多すぎます。しばらく待ってください"));
    }
    Ok(token)
}

pub(super) fn note(desk: &Desk, who: &str, peer: Peer, what: &str) -> Result<(), ServeAnswer> {
    let Some(audit) = &desk.audit else { return Ok(()) };
    let noted = audit.note(&(desk.now)(), who, peer, what);
    noted.map_err(|error| {
        ServeAnswer::refused(format!("記録（audit.jsonl）に書けないので、何もしませんでした（{error}）"))
    })
}

pub(super) async fn leave(State(desk): State<Arc<Desk>>, request: Request) -> Response<Body> {
    if let Some(reception) = desk.door.reception() {
        reception.end(request.headers(), &desk.guard.cookie_name());
    }
    let mut response = Response::new(Body::from("{\"go\":\"/login\"}"));
    *response.status_mut() = StatusCode::OK;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    with_cookie(response, &(desk.guard.cookie("") + "; Max-Age=0"))
}
