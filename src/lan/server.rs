//! Connections: accepted up to a bound, read within time, ended in good order.
//!
//! axum's own `serve` neither bounds connections nor gives a slow client a time to finish its request head, so this
//! drives hyper itself.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use nix::sys::socket::{setsockopt, sockopt};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::extract::Peer;
use super::places::{Complaint, Places};
use super::problem::Problem;
use super::wire::Wire;
use super::{Limits, edge, limits};

/// Serves until `stop`, then lets what is under way finish for a moment.
pub async fn serve(limits: Limits, listener: TcpListener, router: Router, stop: CancellationToken) {
    let places = Places::new(limits::granted(limits.connections), limits.of_one_peer);
    let mut complaint = Complaint::default();
    let words_to_refused = Arc::new(Semaphore::new(limits::REFUSED_AT_ONCE));
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            // Reaps what has ended, so that the set does not grow.
            Some(_) = connections.join_next() => continue,
            accepted = listener.accept() => accepted,
        };
        let (stream, address) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // A client that left at once, or no descriptors: neither is a reason to stop.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let place = match places.take(address.ip()) {
            Ok(place) => place,
            Err(problem) => {
                if let Some(refused) = complaint.due(edge::instant().into_std()) {
                    tracing::warn!(last = %address.ip(), refused, ?problem, "connections were refused");
                }
                let words = words_to_refused.clone().try_acquire_owned();
                connections.spawn(async move {
                    // Who comes when even these are many is let go without a word.
                    if words.is_ok() {
                        refuse(stream, &problem).await;
                    }
                });
                continue;
            }
        };
        prepare(&stream);
        let (router, stop) = (router.clone(), stop.clone());
        connections.spawn(async move {
            converse(limits, stream, Peer(address.ip()), router, stop).await;
            drop(place);
        });
    }
    drop(listener);
    let all = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(limits::FAREWELL, all).await.is_err() {
        tracing::warn!("some connections did not end in time");
    }
}

/// Tells a client why its connection ends. What it still sends is taken for a moment: a socket that is closed on unread
/// bytes resets the connection, and the words with it.
async fn refuse(mut stream: TcpStream, problem: &Problem) {
    let words = problem.as_bytes(&edge::http_date());
    let said = async {
        stream.write_all(&words).await?;
        stream.shutdown().await?;
        let mut rest = [0; 4096];
        for _ in 0..16 {
            if stream.read(&mut rest).await? == 0 {
                break;
            }
        }
        std::io::Result::Ok(())
    };
    // One that does not listen has gone.
    let _ = tokio::time::timeout(limits::FAREWELL, said).await;
}

/// Small answers go out at once, and a peer that vanished is noticed.
fn prepare(stream: &TcpStream) {
    let _ = stream.set_nodelay(true);
    let time = u32::try_from(limits::UNACKNOWLEDGED.as_millis()).unwrap_or(u32::MAX);
    let _ = setsockopt(stream, sockopt::TcpUserTimeout, &time);
}

async fn converse(limits: Limits, stream: TcpStream, peer: Peer, router: Router, stop: CancellationToken) {
    let service = TowerToHyperService::new(router);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        service.call(request)
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_headers(limits::HEADERS)
        .max_header_size(limits::HEAD_BYTES)
        .max_buf_size(64 * 1024)
        .half_close(false)
        .serve_connection(TokioIo::new(Wire::new(stream)), service)
        .with_upgrades();
    let ended = tokio::select! {
        ended = &mut connection => ended,
        () = stop.cancelled() => {
            std::pin::Pin::new(&mut connection).graceful_shutdown();
            (&mut connection).await
        }
    };
    let Err(error) = ended else { return };
    tracing::debug!(%error, address = %peer.0, "a connection ended badly");
    if error.is_timeout()
        && let Some(parts) = connection.into_parts()
        && let Some(stream) = parts.io.into_inner().unanswered()
    {
        // hyper hangs up on a head that does not come; one that has begun is told why.
        refuse(stream, &Problem::TooSlow).await;
    }
}
