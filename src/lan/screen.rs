//! The kiosk's own screen from afar: `/api/screen`, a WebSocket. Pictures go out, touches come in. For technicians, and
//! for anybody in a demonstration.

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use axum::response::Response;
use serde::Deserialize;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, sleep_until, timeout};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::context::Shared;
use super::edge;
use super::extract::Technician;
use super::limits;
use super::openapi::Technical;
use super::problem::Problem;
use super::session::Session;
use crate::mirror;

pub fn routes() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(screen))
}

/// A touch, in pixels of the picture.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Touch {
    phase: Phase,
    x: f32,
    y: f32,
}

/// What the finger does.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Phase {
    Pressed,
    Moved,
    Released,
    Cancelled,
}

impl From<Touch> for mirror::Touch {
    fn from(touch: Touch) -> Self {
        let phase = match touch.phase {
            Phase::Pressed => mirror::Phase::Pressed,
            Phase::Moved => mirror::Phase::Moved,
            Phase::Released => mirror::Phase::Released,
            Phase::Cancelled => mirror::Phase::Cancelled,
        };
        Self { phase, x: touch.x, y: touch.y }
    }
}

/// The kiosk's screen, as a WebSocket: binary messages are pictures of it (PNG); send `{"phase": "pressed", "x": 10,
/// "y": 20}` (`pressed`, `moved`, `released`, `cancelled`; pixels of the picture) as text to touch it.
#[utoipa::path(get, path = "/api/screen", tag = "kiosk", security((), ("session" = [])),
    responses(
        (status = 101, description = "It speaks WebSocket from here on."),
        (status = 426, description = "This is a WebSocket.", body = super::openapi::ProblemDocument,
            content_type = "application/problem+json"),
        Technical
    ))]
async fn screen(
    State(context): State<Shared>,
    Technician(session): Technician,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Problem> {
    let upgrade = upgrade.map_err(|_| Problem::UpgradeRequired)?;
    let place = context.screens.clone().try_acquire_owned().map_err(|_| Problem::Busy)?;
    Ok(upgrade
        .max_message_size(LONGEST_MESSAGE)
        .max_frame_size(LONGEST_MESSAGE)
        .on_upgrade(move |socket| show(context, session, socket, place)))
}

const LONGEST_MESSAGE: usize = 1024;

/// Shows the screen to one watcher until either side ends it.
async fn show(context: Shared, session: Option<Session>, mut socket: WebSocket, _place: OwnedSemaphorePermit) {
    let mut frames = context.mirror.watch();
    let mut finger = Finger::default();
    let mut heard = edge::instant();
    let ended = session.as_ref().map(|session| session.ended.clone()).unwrap_or_default();
    let expires = session.as_ref().map(|session| {
        let left = context.now().duration_until(session.expires);
        edge::instant() + std::time::Duration::try_from(left).unwrap_or_default()
    });
    let expired = async {
        match expires {
            Some(expires) => sleep_until(expires).await,
            None => std::future::pending().await,
        }
    };
    tokio::pin!(expired);
    let reason = loop {
        // One picture at a time: a slow watcher sees fewer, always the latest.
        tokio::select! {
            biased;
            () = context.stop.cancelled() => break close_code::AWAY,
            () = ended.cancelled() => break close_code::POLICY,
            () = &mut expired => break close_code::POLICY,
            message = socket.recv() => match message {
                Some(Ok(message)) => {
                    heard = edge::instant();
                    match message {
                        Message::Text(text) => match serde_json::from_str::<Touch>(&text) {
                            Ok(touch) if finger.may_touch(&touch) => context.mirror.touch(touch.into()),
                            Ok(_) => {}
                            Err(_) => break close_code::INVALID,
                        },
                        Message::Binary(_) => break close_code::UNSUPPORTED,
                        Message::Close(_) => return,
                        Message::Ping(_) | Message::Pong(_) => {}
                    }
                }
                Some(Err(_)) | None => break close_code::PROTOCOL,
            },
            Ok(()) = frames.changed() => {
                let frame = frames.borrow_and_update().clone();
                if let Some(frame) = frame {
                    // The picture is copied once a watcher, of which there are few.
                    let picture = Message::Binary(Bytes::from(frame.png.clone()));
                    if !send(&mut socket, picture).await {
                        break close_code::PROTOCOL;
                    }
                }
            }
            // A watcher that vanished without a word must not hold a place: it is asked, and must answer.
            () = sleep_until(heard + limits::HEARTBEAT) => {
                heard = edge::instant();
                if !send(&mut socket, Message::Ping(Bytes::new())).await {
                    break close_code::PROTOCOL;
                }
            }
        }
    };
    if finger.down {
        // Else a watcher that left with the finger down would hold a button for ever.
        context.mirror.touch(mirror::Touch { phase: mirror::Phase::Cancelled, x: 0.0, y: 0.0 });
    }
    send(&mut socket, Message::Close(Some(CloseFrame { code: reason, reason: "".into() }))).await;
}

/// Sends a message; `false` if it could not be sent in time.
async fn send(socket: &mut WebSocket, message: Message) -> bool {
    matches!(timeout(limits::HEARTBEAT, socket.send(message)).await, Ok(Ok(())))
}

/// One watcher's finger: whether it is down, and how busy it has been this second.
struct Finger {
    down: bool,
    second: Instant,
    touches: u32,
}

impl Default for Finger {
    fn default() -> Self {
        Self { down: false, second: edge::instant(), touches: 0 }
    }
}

impl Finger {
    fn may_touch(&mut self, touch: &Touch) -> bool {
        if !(touch.x.is_finite() && touch.y.is_finite()) {
            return false;
        }
        if self.second.elapsed().as_secs() >= 1 {
            (self.second, self.touches) = (edge::instant(), 0);
        }
        self.touches += 1;
        // What ends a touch always goes through.
        let ends = matches!(touch.phase, Phase::Released | Phase::Cancelled);
        let passes = ends || self.touches <= limits::TOUCHES_PER_SECOND;
        if passes {
            self.down = !ends && (self.down || matches!(touch.phase, Phase::Pressed));
        }
        passes
    }
}
