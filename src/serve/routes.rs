//! Which address is answered by what. Whoever is no browser of this start is turned away before any of it (`guard`).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{RawPathParams, Request, State};
use axum::http::{Method, Response};
use axum::middleware::{Next, from_fn_with_state};
use axum::routing::{MethodRouter, get, post};

use super::answer::{Ask, ServeAnswer};
use super::desk::Desk;
use super::entrance::{self, bare_page};
use super::guard::dress;
use super::pages::{SCRIPTS, STYLE};
use super::people::{Entry, Peer, elapsed};
use super::review::{comments, hearing, points, procedure, readers, word};
use super::visitor::{Deed, Visitor};
use super::{
    change, changes, editor, figures, findings, history, overview, papers, passage, preview, records, replace, sample,
    search, take_in, taken_in,
};
use crate::text::{limits, percent};

/// Answers one kind of request; everything it needs is on the desk.
type RouteWork = fn(&Desk, &Ask) -> Result<ServeAnswer, ServeAnswer>;

/// What is sent must have come by then.
const PATIENCE: Duration = Duration::from_mins(1);

pub(super) fn routes(desk: &Arc<Desk>) -> Router {
    Router::new()
        .route("/", read(overview::page))
        .route("/open", get(entrance::open))
        .route("/login", get(entrance::ask).post(entrance::enter))
        .route("/logout", post(entrance::leave))
        .route("/serve.css", read(|_, _| Ok(ServeAnswer::text("text/css; charset=utf-8", STYLE))))
        .merge(scripts())
        .route("/search", read(search::page))
        .route("/new", write(Deed::Share, take_in::start))
        .route("/import", write(Deed::Share, take_in::import))
        .route("/sample", write(Deed::Share, sample::make))
        .route("/a/{name}/taken-in", read(taken_in::page).merge(write(Deed::Edit, taken_in::settle)))
        .route("/office", read(papers::page))
        .route("/office/{paper}", read(papers::file))
        .route("/office/publish", write(Deed::Approve, papers::publish))
        .route("/quit", write(Deed::Quit, quit))
        .route("/passage/{name}", read(passage::page).merge(write(Deed::Share, passage::save)))
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
        .route("/a/{name}/field", write(Deed::Edit, change::fields))
        .route("/a/{name}/block", write(Deed::Edit, change::block))
        .route("/a/{name}/detach", write(Deed::Edit, change::detach))
        .route("/a/{name}/undo", write(Deed::Edit, change::undo))
        .route("/a/{name}/redo", write(Deed::Edit, change::redo))
        .route("/a/{name}/records", write(Deed::Edit, records::edit))
        .route("/a/{name}/picture", write(Deed::Edit, figures::take_in))
        .route("/a/{name}/figures", write(Deed::Edit, figures::edit))
        .route("/replace", read(replace::page))
        .route("/a/{name}/replace", write(Deed::Edit, replace::write))
        .route("/a/{name}/history", read(history::page))
        .route("/a/{name}/restore", write(Deed::Edit, history::restore))
        .route("/a/{name}/repair", write(Deed::Edit, findings::repair))
        .route("/a/{name}/record", write(Deed::Edit, changes::record))
        .route("/a/{name}/freeze", write(Deed::Approve, changes::make_version))
        .route("/a/{name}/judge", write(Deed::Edit, changes::judge))
        .merge(reviewing())
        .fallback(missing)
        .layer(from_fn_with_state(Arc::clone(desk), guarded))
        .with_state(Arc::clone(desk))
}

fn scripts() -> Router<Arc<Desk>> {
    SCRIPTS.into_iter().fold(Router::new(), |router, (address, script)| {
        let answer = move |State(_): State<Arc<Desk>>| async move {
            ServeAnswer::text("text/javascript; charset=utf-8", script).into_response()
        };
        router.route(address, get(answer))
    })
}

/// Review and procedure.
fn reviewing() -> Router<Arc<Desk>> {
    Router::new()
        .route("/a/{name}/comments", read(comments::page))
        .route("/a/{name}/comment", write(Deed::Comment, comments::add))
        .route("/a/{name}/comment/reply", write(Deed::Comment, comments::reply))
        .route("/a/{name}/comment/resolve", write(Deed::Comment, comments::resolve))
        .route("/a/{name}/comment/accept", write(Deed::Edit, comments::accept))
        .route("/a/{name}/word", write(Deed::Edit, word::take_in))
        .route("/a/{name}/reviewer", read(readers::reviewer))
        .route("/a/{name}/council", read(readers::council))
        .route("/a/{name}/points", read(points::page))
        .route("/a/{name}/opinions", read(hearing::page))
        .route("/a/{name}/opinions/file/{format}", read(hearing::file))
        .route("/a/{name}/opinion", write(Deed::Edit, hearing::add))
        .route("/a/{name}/opinion/import", write(Deed::Edit, hearing::take_in))
        .route("/a/{name}/opinion/answer", write(Deed::Edit, hearing::answer))
        .route("/a/{name}/opinion/fill", write(Deed::Edit, hearing::fill))
        .route("/a/{name}/procedure", read(procedure::page))
        .route("/a/{name}/step", write(Deed::Edit, procedure::record_step))
        .route("/a/{name}/reviewed", write(Deed::Edit, procedure::note))
        .route("/a/{name}/sign", write(Deed::Approve, procedure::sign))
        .route("/a/{name}/packet/{reader}", read(procedure::papers))
}

fn read(work: RouteWork) -> MethodRouter<Arc<Desk>> {
    get(move |State(desk): State<Arc<Desk>>, pieces: RawPathParams, request: Request| {
        answer(desk, pieces, request, (None, work))
    })
}

fn write(deed: Deed, work: RouteWork) -> MethodRouter<Arc<Desk>> {
    post(move |State(desk): State<Arc<Desk>>, pieces: RawPathParams, request: Request| {
        answer(desk, pieces, request, (Some(deed), work))
    })
}

/// Who is no browser of ours is turned away; who is not known is asked; what is to be written is noted, where people have names.
async fn guarded(State(desk): State<Arc<Desk>>, mut request: Request, next: Next) -> Response<Body> {
    let admitted = admit(&desk, &mut request);
    let mut response = match admitted {
        Ok(()) => next.run(request).await,
        // Nobody who is turned away is shown a page that asks for more.
        Err(refusal) => refusal.for_eyes(bare_page).into_response(),
    };
    dress(response.headers_mut());
    response
}

/// What anybody may see: the way in, and what it is dressed in.
const OUTSIDE: [&str; 4] = ["/open", "/login", "/serve.css", "/serve.js"];
const ASKED: &str =
    "この画面は、hyokasho serve が表示したアドレスから開いてください。アドレスは起動するたびに変わります";

fn admit(desk: &Desk, request: &mut Request) -> Result<(), ServeAnswer> {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let checked = desk.guard.check(&method, request.uri(), request.headers());
    checked.map_err(|refusal| ServeAnswer::forbidden(refusal.words()))?;
    let peer = request.extensions().get::<Peer>().copied().ok_or_else(ServeAnswer::failed)?;
    let has_names = desk.door.reception().is_some();
    let is_outside = if has_names { OUTSIDE.contains(&path.as_str()) } else { path == "/open" };
    if is_outside && desk.door.reception().is_none_or(|reception| reception.is_expected(peer)) {
        return Ok(());
    }
    let visitor = match desk.door.entry(request.headers(), &desk.guard.cookie_name(), peer, elapsed()) {
        Entry::In(visitor) => visitor,
        Entry::Unknown if has_names && method == Method::GET => return Err(ServeAnswer::elsewhere("/login")),
        Entry::Unknown if has_names => {
            return Err(ServeAnswer::forbidden("もう一度入ってください。書いた内容はこの画面に残っています"));
        }
        Entry::Unknown => return Err(ServeAnswer::forbidden(ASKED)),
        Entry::Elsewhere => return Err(ServeAnswer::forbidden("この画面の外からの求めには答えません")),
        Entry::TooOften => return Err(ServeAnswer::too_often()),
    };
    if method == Method::POST {
        entrance::note(desk, visitor.name.as_deref().unwrap_or_default(), peer, &format!("{method} {path}"))?;
    }
    request.extensions_mut().insert(visitor);
    Ok(())
}

async fn missing(State(desk): State<Arc<Desk>>, request: Request) -> Response<Body> {
    let visitor = visitor(&request);
    ServeAnswer::missing().for_eyes(|words| desk.message(&visitor, words)).into_response()
}

/// Nobody gets so far without having been let in; somebody who did may look.
fn visitor(request: &Request) -> Visitor {
    request.extensions().get().cloned().unwrap_or_else(|| Visitor::at_the_machine(true))
}

async fn answer(
    desk: Arc<Desk>,
    pieces: RawPathParams,
    request: Request,
    (deed, work): (Option<Deed>, RouteWork),
) -> Response<Body> {
    let looked_at = request.method() == Method::GET;
    let visitor = visitor(&request);
    let query = percent::pairs(request.uri().query().unwrap_or_default());
    let pieces: Vec<String> = pieces.iter().map(|(_, piece)| piece.to_owned()).collect();
    let about = if request.uri().path().starts_with("/a/") { pieces.first().map_or("", String::as_str) } else { "" };
    if deed.is_some_and(|deed| !visitor.may(deed, about)) {
        return ServeAnswer::forbidden("この画面からは、それを書き込めません").into_response();
    }
    let body = tokio::time::timeout(PATIENCE, to_bytes(request.into_body(), limits::SERVE_BODY_BYTES)).await;
    let Ok(Ok(body)) = body else {
        return ServeAnswer::refused("送られた内容が大きすぎるか、途中で切れました").into_response();
    };
    let ask = Ask { visitor: visitor.clone(), pieces, query, body: body.to_vec() };
    let on_desk = Arc::clone(&desk);
    let answered = tokio::task::spawn_blocking(move || {
        catch_unwind(AssertUnwindSafe(|| work(&on_desk, &ask))).unwrap_or_else(|_| Err(ServeAnswer::failed()))
    });
    let answer = match answered.await {
        Ok(Ok(answer) | Err(answer)) => answer,
        Err(_) => ServeAnswer::failed(),
    };
    if looked_at { answer.for_eyes(|words| desk.message(&visitor, words)) } else { answer }.into_response()
}

#[allow(clippy::unnecessary_wraps, reason = "all routes answer alike")]
fn quit(desk: &Desk, _: &Ask) -> Result<ServeAnswer, ServeAnswer> {
    desk.stop();
    Ok(ServeAnswer::json(&serde_json::json!({ "done": true })))
}
