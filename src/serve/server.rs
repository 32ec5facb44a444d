//! Connections: how many at once, and for how long.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::Semaphore;

use super::desk::Desk;
use super::people::Peer;
use super::routes;
use crate::text::limits;

/// A head that is not there by then is not awaited.
const HEAD: Duration = Duration::from_secs(15);
/// No connection lives longer; a browser opens another one.
const CONNECTION: Duration = Duration::from_mins(10);
/// After an error that will not go away at once.
const PAUSE: Duration = Duration::from_millis(50);

pub(super) fn run(desk: &Arc<Desk>, listener: TcpListener) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(limits::SERVE_WORKERS)
        .build()?;
    listener.set_nonblocking(true)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::select! {
            () = accept(desk, &listener) => {}
            () = desk.ended() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        Ok(())
    })
}

async fn accept(desk: &Arc<Desk>, listener: &tokio::net::TcpListener) {
    let room = Arc::new(Semaphore::new(limits::SERVE_CONNECTIONS));
    let routes = routes::routes(desk);
    loop {
        let Ok((stream, from)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        // Whoever comes when there is no room is not kept waiting.
        let Ok(place) = Arc::clone(&room).try_acquire_owned() else { continue };
        let service = TowerToHyperService::new(routes.clone().layer(Extension(Peer(from.ip()))));
        tokio::spawn(async move {
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD)
                .max_headers(limits::SERVE_HEADERS)
                .max_buf_size(limits::SERVE_HEAD_BYTES)
                .serve_connection(TokioIo::new(stream), service);
            // What goes wrong on a connection is the browser's to tell.
            let _ = tokio::time::timeout(CONNECTION, connection).await;
            drop(place);
        });
    }
}
