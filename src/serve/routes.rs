//! Which address is answered by what. Whoever is no browser of this start is turned away before any of it (`guard`).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{RawPathParams, Request, State};
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::routing::{MethodRouter, get, post};

use super::answer::{Ask, ServeAnswer};
use super::desk::Desk;
use super::guard::dress;
use super::pages::{SCRIPT, STYLE};
use super::{change, changes, editor, findings, overview, passage, percent, preview, search, take_in};
use crate::text::limits;

/// Answers one kind of request; everything it needs is on the desk.
type RouteWork = fn(&Desk, &Ask) -> Result<ServeAnswer, ServeAnswer>;

/// What is sent must have come by then.
const PATIENCE: Duration = Duration::from_mins(1);

pub(super) fn routes(desk: &Arc<Desk>) -> Router {
    Router::new()
        .route("/", read(overview::page))
        .route("/open", get(open))
        .route("/serve.css", read(|_, _| Ok(ServeAnswer::text("text/css; charset=utf-8", STYLE))))
        .route("/serve.js", read(|_, _| Ok(ServeAnswer::text("text/javascript; charset=utf-8", SCRIPT))))
        .route("/search", read(search::page))
        .route("/new", write(take_in::start))
        .route("/import", write(take_in::import))
        .route("/quit", write(quit))
        .route("/passage/{name}", read(passage::page).merge(write(passage::save)))
        .route("/a/{name}", read(editor::first))
        .route("/a/{name}/c/{chapter}", read(editor::page))
        .route("/a/{name}/c/{chapter}/form", read(editor::form_alone))
        .route("/a/{name}/c/{chapter}/now", read(change::now))
        .route("/a/{name}/stamp", read(editor::stamp))
        .route("/a/{name}/beside", read(editor::beside))
        .route("/a/{name}/findings", read(findings::page))
        .route("/a/{name}/changes", read(changes::page))
        .route("/a/{name}/page.html", read(preview::web))
        .route("/a/{name}/page.pdf", read(preview::paper))
        .route("/a/{name}/file/{format}", read(preview::file))
        .route("/a/{name}/figure/{number}", read(preview::figure))
        .route("/a/{name}/field", write(change::fields))
        .route("/a/{name}/block", write(change::block))
        .route("/a/{name}/detach", write(change::detach))
        .route("/a/{name}/undo", write(change::undo))
        .route("/a/{name}/redo", write(change::redo))
        .route("/a/{name}/repair", write(findings::repair))
        .route("/a/{name}/record", write(changes::record))
        .route("/a/{name}/freeze", write(changes::make_version))
        .route("/a/{name}/judge", write(changes::judge))
        .fallback(missing)
        .layer(from_fn_with_state(Arc::clone(desk), guarded))
        .with_state(Arc::clone(desk))
}

fn read(work: RouteWork) -> MethodRouter<Arc<Desk>> {
    get(move |State(desk): State<Arc<Desk>>, pieces: RawPathParams, request: Request| {
        answer(desk, pieces, request, work)
    })
}

fn write(work: RouteWork) -> MethodRouter<Arc<Desk>> {
    post(move |State(desk): State<Arc<Desk>>, pieces: RawPathParams, request: Request| {
        answer(desk, pieces, request, work)
    })
}

async fn guarded(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response<Body> {
    let with_cookie = request.uri().path() != "/open";
    let checked = desk.guard.check(request.method(), request.uri(), request.headers(), with_cookie);
    let mut response = match checked {
        Ok(()) => next.run(request).await,
        Err(refusal) => {
            // Nobody who is turned away is shown a page that asks for more.
            ServeAnswer::forbidden(refusal.words()).for_eyes(bare_page).into_response()
        }
    };
    dress(response.headers_mut());
    response
}

fn bare_page(words: &str) -> String {
    format!("<!DOCTYPE html><html lang=\"ja\"><meta charset=\"utf-8\"><title>hyokasho</title><p>{words}</p></html>")
}

/// The address of the start is exchanged for a cookie, and does not stay in the address bar.
async fn open(State(desk): State<Arc<Desk>>, request: Request) -> Response<Body> {
    let query = percent::pairs(request.uri().query().unwrap_or_default());
    let key = query.iter().find(|(name, _)| name == "key").map_or("", |(_, value)| value.as_str());
    if !desk.opens(key) {
        return ServeAnswer::forbidden("起動したときに表示されたアドレスから開いてください")
            .for_eyes(bare_page)
            .into_response();
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, HeaderValue::from_static("/"));
    if let Ok(cookie) = HeaderValue::from_str(&desk.guard.cookie()) {
        headers.insert(header::SET_COOKIE, cookie);
    }
    response
}

async fn missing(State(desk): State<Arc<Desk>>) -> Response<Body> {
    ServeAnswer::missing().for_eyes(|words| desk.pages.message(words)).into_response()
}

async fn answer(desk: Arc<Desk>, pieces: RawPathParams, request: Request, work: RouteWork) -> Response<Body> {
    let looked_at = request.method() == Method::GET;
    let query = percent::pairs(request.uri().query().unwrap_or_default());
    let pieces = pieces.iter().map(|(_, piece)| piece.to_owned()).collect();
    let body = tokio::time::timeout(PATIENCE, to_bytes(request.into_body(), limits::SERVE_BODY_BYTES)).await;
    let Ok(Ok(body)) = body else {
        return ServeAnswer::refused("送られた内容が大きすぎるか、途中で切れました").into_response();
    };
    let ask = Ask { pieces, query, body: body.to_vec() };
    let on_desk = Arc::clone(&desk);
    let answered = tokio::task::spawn_blocking(move || {
        catch_unwind(AssertUnwindSafe(|| work(&on_desk, &ask))).unwrap_or_else(|_| Err(ServeAnswer::failed()))
    });
    let answer = match answered.await {
        Ok(Ok(answer) | Err(answer)) => answer,
        Err(_) => ServeAnswer::failed(),
    };
    if looked_at { answer.for_eyes(|words| desk.pages.message(words)) } else { answer }.into_response()
}

#[allow(clippy::unnecessary_wraps, reason = "all routes answer alike")]
fn quit(desk: &Desk, _: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    desk.stop();
    Ok(ServeAnswer::json(&serde_json::json!({ "done": true })))
}
