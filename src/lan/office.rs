//! What anybody may ask: is it well, what is this office, what does the hall's board show.

use axum::Json as Answer;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::context::Shared;
use super::extract::Signed;
use super::openapi::{Always, SignedIn};
use super::problem::Problem;
use super::views::board::Board;
use super::views::office::Office;
use super::views::queue::Queue;
use crate::office::Health;
use crate::queue::State as QueueState;

pub fn routes() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(health)).routes(routes!(office)).routes(routes!(board)).routes(routes!(queue))
}

/// Whether commands can be carried out.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HealthReport {
    status: Well,
    version: &'static str,
    /// Position in the log.
    seq: u64,
    /// How many entries of the log the last start found to be lost to a damaged disk; 0 on a sound one.
    entries_lost: u64,
}

/// The last command that was to be written into the log is in it. The only state in which this document is sent.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Well {
    Ok,
}

/// Whether this kiosk can carry out commands: that is, whether its log could be written when it was last tried.
///
/// From the first command that could not be written it is 503 (`storage`), until one could be. It speaks for the network
/// side, which answers, and for the log; it does not look at the printer (see `/api/queue`), the touch screen, or the
/// space that is left on the disk.
#[utoipa::path(get, path = "/healthz", tag = "office",
    responses((status = 200, description = "The network side answers, and the log could be written when it was last tried.", body = HealthReport), Always))]
async fn health(State(context): State<Shared>) -> Response {
    if *context.office.health().borrow() != Health::Good {
        return Problem::Storage.into_response();
    }
    let seq = context.office.read(QueueState::seq);
    let entries_lost = context.office.entries_lost();
    let health = HealthReport { status: Well::Ok, version: env!("CARGO_PKG_VERSION"), seq, entries_lost };
    (StatusCode::OK, Answer(health)).into_response()
}

/// The office: its services, desks, languages and hours.
#[utoipa::path(get, path = "/api/office", tag = "office",
    responses((status = 200, description = "The office.", body = Office), Always))]
async fn office(State(context): State<Shared>) -> Answer<Office> {
    let now = context.now();
    Answer(context.office.read(|state| Office::of(&context.config, &context.locales, state, context.demo, now)))
}

/// The hall's board: numbers and desks, nothing else.
#[utoipa::path(get, path = "/api/board", tag = "office",
    responses((status = 200, description = "The board.", body = Board), Always))]
async fn board(State(context): State<Shared>) -> Result<Answer<Board>, Problem> {
    let now = context.now();
    Ok(Answer(context.today.read(|today, state| Board::of(&context.config, state, today, now)).await?))
}

/// The whole queue.
#[utoipa::path(get, path = "/api/queue", tag = "queue", security(("session" = [])),
    responses((status = 200, description = "The queue.", body = Queue), SignedIn))]
async fn queue(State(context): State<Shared>, _: Signed) -> Result<Answer<Queue>, Problem> {
    let now = context.now();
    let printer = *context.printer.status().borrow();
    Ok(Answer(context.today.read(|today, state| Queue::of(state, today, printer, now)).await?))
}
