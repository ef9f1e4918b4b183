//! Commands about tickets and services: give a number, print it again, pause a service.

use axum::Json as Reply;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::context::Shared;
use super::extract::{IdempotencyKey, Json, OptionalJson, Segment, Signed};
use super::openapi::{Commanding, KeyHeader};
use super::problem::Problem;
use crate::queue::{Answer, Command, Label, Language, ServiceId};

pub fn routes() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(issue)).routes(routes!(reprint)).routes(routes!(pause)).routes(routes!(resume))
}

/// A body without fields.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// What number to give.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTicket {
    service: String,
    /// One of the office's languages, BCP 47.
    language: String,
    /// Whether the kiosk prints it.
    #[serde(default = "yes")]
    #[schema(default = true)]
    print: bool,
}

fn yes() -> bool {
    true
}

/// A number that was given.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Issued {
    /// Its id.
    #[schema(minimum = 1)]
    ticket: u64,
    #[schema(value_type = String, examples("B042"))]
    label: Label,
    /// People ahead at this moment.
    ahead: u32,
}

/// Give a number. Staff may do so at any hour, and for a paused service.
#[utoipa::path(post, path = "/api/tickets", tag = "tickets", security(("session" = [])), params(KeyHeader),
    request_body = NewTicket,
    responses((status = 201, description = "The number, durable.", body = Issued), Commanding))]
async fn issue(
    State(context): State<Shared>,
    Signed(who): Signed,
    key: IdempotencyKey,
    Json(new): Json<NewTicket>,
) -> Result<(StatusCode, Reply<Issued>), Problem> {
    let language = Language::from(new.language.as_str());
    let id = key.command(&who)?;
    // A repeated command gets its first answer although the office may have given up the language since.
    if !context.config.office.languages.contains(&language) && context.entry_of(&id).await?.is_none() {
        return Err(Problem::UnknownLanguage(new.language));
    }
    let service = ServiceId::from(new.service.as_str());
    let command = Command::Issue { service, language, print: new.print };
    match context.submit(&who, id, command).await? {
        Answer::Issued { ticket, label, ahead } => {
            Ok((StatusCode::CREATED, Reply(Issued { ticket: ticket.0, label, ahead })))
        }
        other => Err(unexpected(&other)),
    }
}

/// A ticket, in short.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TicketName {
    /// Its id.
    #[schema(minimum = 1)]
    ticket: u64,
    #[schema(value_type = String, examples("B042"))]
    label: Label,
}

/// Print a ticket again: the same number, marked as a copy unless it is certain that none came out.
#[utoipa::path(post, path = "/api/tickets/{ticket}/reprint", tag = "tickets", security(("session" = [])),
    params(("ticket" = u64, Path, minimum = 1, description = "The ticket's id."), KeyHeader),
    request_body = Option<Nothing>,
    responses((status = 200, description = "Its print is queued.", body = TicketName), Commanding))]
async fn reprint(
    State(context): State<Shared>,
    Signed(who): Signed,
    ticket: Segment,
    key: IdempotencyKey,
    _: OptionalJson<Nothing>,
) -> Result<Reply<TicketName>, Problem> {
    let command = Command::Reprint { ticket: ticket.ticket()? };
    match context.submit(&who, key.command(&who)?, command).await? {
        Answer::Settled { ticket, label } => Ok(Reply(TicketName { ticket: ticket.0, label })),
        other => Err(unexpected(&other)),
    }
}

/// Whether a service is paused.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Paused {
    #[schema(value_type = String)]
    service: ServiceId,
    paused: bool,
}

/// Give no more numbers for a service to visitors; who waits is still served. Ends with the day.
#[utoipa::path(post, path = "/api/services/{service}/pause", tag = "services", security(("session" = [])),
    params(("service" = String, Path, description = "The service's id."), KeyHeader),
    request_body = Option<Nothing>,
    responses((status = 200, description = "It is paused.", body = Paused), Commanding))]
async fn pause(
    State(context): State<Shared>,
    Signed(who): Signed,
    service: Segment,
    key: IdempotencyKey,
    _: OptionalJson<Nothing>,
) -> Result<Reply<Paused>, Problem> {
    let service: ServiceId = service.id();
    context.submit(&who, key.command(&who)?, Command::PauseService { service: service.clone() }).await?;
    Ok(Reply(Paused { service, paused: true }))
}

/// Give numbers for a service again.
#[utoipa::path(post, path = "/api/services/{service}/resume", tag = "services", security(("session" = [])),
    params(("service" = String, Path, description = "The service's id."), KeyHeader),
    request_body = Option<Nothing>,
    responses((status = 200, description = "It is not paused.", body = Paused), Commanding))]
async fn resume(
    State(context): State<Shared>,
    Signed(who): Signed,
    service: Segment,
    key: IdempotencyKey,
    _: OptionalJson<Nothing>,
) -> Result<Reply<Paused>, Problem> {
    let service: ServiceId = service.id();
    context.submit(&who, key.command(&who)?, Command::ResumeService { service: service.clone() }).await?;
    Ok(Reply(Paused { service, paused: false }))
}

/// An answer of another kind than the command's: a fault of ours.
pub fn unexpected(answer: &Answer) -> Problem {
    Problem::Internal(anyhow::anyhow!("the office gave an answer of another command: {answer:?}"))
}
