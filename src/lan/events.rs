//! The event stream: `/api/events`, server-sent events that resume after the last one that was seen.
//!
//! The signed-in get every event; everybody else what the hall's board shows. Each message of an entry but the last one
//! goes without an id, so that a client that loses the connection in the middle of an entry gets all of it again.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::context::Shared;
use super::edge;
use super::extract::Signed;
use super::limits;
use super::openapi::Always;
use super::problem::Problem;
use super::session::Session;
use super::views::event::{BoardEvent, QueueEvent, name};
use super::views::queue::Printer;
use crate::office::Follower;
use crate::printer;
use crate::queue::{Entry, State as QueueState};

pub fn routes() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(events))
}

/// Where to go on.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Position {
    /// The last position of the log that the client has seen. A `Last-Event-ID` header counts more.
    #[param(nullable = false)]
    after: Option<u64>,
}

/// Events as they happen, as a stream of `text/event-stream`.
///
/// Each message has the event's name as `event` and a JSON document as `data`: a QueueEvent for the signed-in, a
/// BoardEvent for others, who get only `ticket-called`, `ticket-recalled`, `ticket-no-show`, `ticket-finished`,
/// `ticket-expired` and `day-started`. The last message of an entry has the entry's position as `id`. A new stream
/// begins with `hello` ({seq}); one that missed more than 1,000 entries with `reset` ({seq}): read the snapshot again.
/// The signed-in also get `printer` ({status, paper}), first as it is, then at each change. The stream ends when the
/// session ends and when the kiosk stops.
#[utoipa::path(get, path = "/api/events", tag = "events", security((), ("session" = [])),
    params(Position, ("Last-Event-ID" = Option<u64>, Header, nullable = false,
        description = "The id of the last message that the client has seen; sent by browsers by themselves.")),
    responses((status = 200, description = "The stream; it does not end by itself.", body = String,
        content_type = "text/event-stream"), Always))]
async fn events(
    State(context): State<Shared>,
    signed: Option<Signed>,
    position: Result<Query<Position>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let Query(position) = position.map_err(|rejection| Problem::BadRequest(rejection.body_text()))?;
    let seen = last_event_id(&headers)?.or(position.after);
    let stream = Telling::begin(&context, signed.map(|Signed(session)| session), seen);
    let stream = futures_util::stream::unfold(stream, |mut stream| async move {
        stream.next().await.map(|event| (Ok(event), stream))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(limits::HEARTBEAT)))
}

fn last_event_id(headers: &HeaderMap) -> Result<Option<u64>, Problem> {
    let wrong = || Problem::BadRequest("Last-Event-ID: the number that the last message had as its id".into());
    let Some(value) = headers.get("last-event-id") else { return Ok(None) };
    let text = value.to_str().map_err(|_| wrong())?;
    // Before the first message with an id a browser sends nothing, but some libraries send it empty.
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| wrong()) }
}

/// How soon a browser connects again, at least.
const RETRY: Duration = Duration::from_secs(1);

/// One client's stream.
struct Telling {
    follower: Follower,
    /// Messages that are ready.
    ready: VecDeque<Event>,
    view: View,
    stop: CancellationToken,
}

/// What a client may see.
enum View {
    Board,
    Everything { ended: CancellationToken, expires: tokio::time::Instant, printer: watch::Receiver<printer::Status> },
}

/// What happens next to a stream.
enum Next {
    Entry(std::sync::Arc<Entry>),
    Printer,
    End,
}

impl Telling {
    fn begin(context: &Shared, session: Option<Session>, seen: Option<u64>) -> Self {
        let now = context.office.read(QueueState::seq);
        let (from, ready) = opening(seen, now);
        let view = match session {
            Some(session) => {
                let left = context.now().duration_until(session.expires);
                let left = Duration::try_from(left).unwrap_or_default();
                let mut printer = context.printer.status();
                printer.mark_changed();
                View::Everything { ended: session.ended, expires: edge::instant() + left, printer }
            }
            None => View::Board,
        };
        Self {
            follower: context.office.follow_from(from),
            ready: ready.into_iter().collect(),
            view,
            stop: context.stop.clone(),
        }
    }

    /// The next message; `None` at the end of the stream.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            match self.wait().await {
                Next::Entry(entry) => self.ready = messages(&entry, matches!(self.view, View::Board)),
                Next::Printer => {
                    if let View::Everything { printer, .. } = &mut self.view {
                        let status = *printer.borrow_and_update();
                        self.ready.push_back(message("printer", &Printer::from(status)));
                    }
                }
                Next::End => return None,
            }
        }
    }

    async fn wait(&mut self) -> Next {
        let entry = async {
            match self.follower.next().await {
                Ok(Some(entry)) => Next::Entry(entry),
                Ok(None) => Next::End,
                Err(error) => {
                    tracing::error!(%error, "an event stream ends: the log cannot be read");
                    Next::End
                }
            }
        };
        let private = async {
            match &mut self.view {
                View::Board => std::future::pending().await,
                View::Everything { ended, expires, printer } => tokio::select! {
                    () = ended.cancelled() => Next::End,
                    () = tokio::time::sleep_until(*expires) => Next::End,
                    // A printer that is gone for good (it stops before us at shutdown) changes no more.
                    Ok(()) = printer.changed() => Next::Printer,
                },
            }
        };
        tokio::select! {
            biased;
            () = self.stop.cancelled() => Next::End,
            next = private => next,
            next = entry => next,
        }
    }
}

/// Where a stream begins, and its first message if it has one. `now` is the end of the log.
fn opening(seen: Option<u64>, now: u64) -> (u64, Option<Event>) {
    let greeting = |kind| message(kind, &json!({ "seq": now })).id(now.to_string()).retry(RETRY);
    let missed = seen.map(|seen| now.checked_sub(seen));
    match (seen, missed) {
        (Some(seen), Some(Some(missed))) if missed <= limits::CATCH_UP as u64 => (seen, None),
        // Too far behind, or ahead: then it followed another log, before the data folder was replaced.
        (Some(_), _) => (now, Some(greeting("reset"))),
        (None, _) => (now, Some(greeting("hello"))),
    }
}

/// The messages of an entry for a client; the last one carries the id.
fn messages(entry: &Entry, public: bool) -> VecDeque<Event> {
    let mut messages: Vec<Event> = entry
        .events
        .iter()
        .filter_map(|event| match public {
            true => BoardEvent::of(entry, event).map(|view| message(name(event), &view)),
            false => Some(message(name(event), &QueueEvent::of(entry, event))),
        })
        .collect();
    if let Some(last) = messages.pop() {
        messages.push(last.id(entry.seq.to_string()));
    }
    messages.into()
}

fn message(name: &'static str, data: &impl Serialize) -> Event {
    let event = Event::default().event(name);
    event.json_data(data).unwrap_or_else(|error| {
        // Cannot happen with our structures; a message without data is ignored by browsers.
        tracing::error!(%error, name, "an event cannot be written as JSON");
        Event::default().comment("unwritable")
    })
}
