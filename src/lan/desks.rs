//! Commands of a desk: call, call again, no-show, finish, sit down and leave.
//!
//! Each is answered with what it did, not with how things stand: the first answer is in the log and is given again to
//! a repeated command. How things stand says `/api/queue`.

use axum::Json as Reply;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::context::Shared;
use super::extract::{IdempotencyKey, Json, OptionalJson, Segment, Signed, WholeNumber, not_null, present};
use super::openapi::{Commanding, KeyHeader};
use super::problem::Problem;
use super::session::Session;
use super::tickets::{Nothing, unexpected};
use super::views::handled::Handled;
use crate::queue::{Answer, Command, CommandId, DeskId, Refusal, Serving, TicketId};

pub fn routes() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(call_next))
        .routes(routes!(call))
        .routes(routes!(recall))
        .routes(routes!(no_show))
        .routes(routes!(finish))
        .routes(routes!(open))
        .routes(routes!(close))
}

/// What the sender's screen showed at the desk.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Believed {
    /// Whom the sender saw at the desk: a ticket's id, or null for nobody. If the desk serves somebody else by now, the
    /// command is refused. Absent: no check.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<u64>)]
    serving: Option<Option<WholeNumber>>,
}

/// Which ticket to call. Described by [`WantedTicket`]; read by hand, because `serde` cannot say what is wrong with a
/// choice of two.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    #[serde(default, deserialize_with = "not_null")]
    ticket: Option<WholeNumber>,
    #[serde(default, deserialize_with = "not_null")]
    label: Option<String>,
    #[serde(default, deserialize_with = "present")]
    serving: Option<Option<WholeNumber>>,
}

/// Which ticket to call: by its id or by its label.
#[derive(ToSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes `Wanted`")]
enum WantedTicket {
    Id(WantedId),
    Label(WantedLabel),
}

/// A ticket by its id.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "describes `Wanted`")]
struct WantedId {
    ticket: u64,
    /// Whom the sender saw at the desk: a ticket's id, or null for nobody. Absent: no check.
    serving: Option<u64>,
}

/// A ticket by what people call it.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "describes `Wanted`")]
struct WantedLabel {
    /// Whatever the case of its letters.
    #[schema(examples("B042"))]
    label: String,
    /// Whom the sender saw at the desk: a ticket's id, or null for nobody. Absent: no check.
    serving: Option<u64>,
}

/// Which ticket is meant, if the sender wants to be sure.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Meant {
    /// The id of the ticket that the sender saw at the desk. Absent or null: whichever is there.
    #[schema(value_type = Option<u64>)]
    ticket: Option<WholeNumber>,
}

impl Meant {
    fn ticket(&self) -> Option<TicketId> {
        self.ticket.map(|WholeNumber(id)| TicketId(id))
    }
}

/// How to sit down.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SitDown {
    /// Also if somebody else sits there.
    #[serde(default)]
    take_over: bool,
}

/// Who sits at a desk, as a command left it.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Seat {
    desk: Seated,
}

/// A desk and who sits there.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Seated {
    #[schema(value_type = String)]
    id: DeskId,
    /// By sign-in name; null for nobody.
    #[schema(required = true)]
    operator: Option<String>,
}

/// Call whoever is next at a desk; finishes what the desk is serving.
#[utoipa::path(post, path = "/api/desks/{desk}/call-next", tag = "desks", security(("session" = [])),
    params(("desk" = String, Path, description = "The desk's id."), KeyHeader),
    request_body = Option<Believed>,
    responses((status = 200, description = "The ticket that was called.", body = Handled), Commanding))]
async fn call_next(
    State(context): State<Shared>,
    Signed(who): Signed,
    desk: Segment,
    key: IdempotencyKey,
    OptionalJson(believed): OptionalJson<Believed>,
) -> Result<Reply<Handled>, Problem> {
    let id = key.command(&who)?;
    let command = Command::CallNext { desk: desk.id(), serving: believed.serving.map(serving) };
    handle(&context, &who, id, command).await
}

/// Call a given ticket to a desk, also one that was a no-show; finishes what the desk is serving.
#[utoipa::path(post, path = "/api/desks/{desk}/call", tag = "desks", security(("session" = [])),
    params(("desk" = String, Path, description = "The desk's id."), KeyHeader),
    request_body = WantedTicket,
    responses((status = 200, description = "The ticket that was called.", body = Handled), Commanding))]
async fn call(
    State(context): State<Shared>,
    Signed(who): Signed,
    desk: Segment,
    key: IdempotencyKey,
    Json(wanted): Json<Wanted>,
) -> Result<Reply<Handled>, Problem> {
    let id = key.command(&who)?;
    let ticket = match (wanted.ticket, wanted.label) {
        (Some(WholeNumber(id)), None) => TicketId(id),
        (None, Some(label)) => by_label(&context, &id, label).await?,
        _ => return Err(Problem::BadRequest("body: give either `ticket` or `label`".into())),
    };
    let command = Command::Call { desk: desk.id(), ticket, serving: wanted.serving.map(serving) };
    handle(&context, &who, id, command).await
}

/// Call the ticket at a desk again.
#[utoipa::path(post, path = "/api/desks/{desk}/recall", tag = "desks", security(("session" = [])),
    params(("desk" = String, Path, description = "The desk's id."), KeyHeader),
    request_body = Option<Meant>,
    responses((status = 200, description = "It was called again.", body = Handled), Commanding))]
async fn recall(
    State(context): State<Shared>,
    Signed(who): Signed,
    desk: Segment,
    key: IdempotencyKey,
    OptionalJson(meant): OptionalJson<Meant>,
) -> Result<Reply<Handled>, Problem> {
    let command = Command::Recall { desk: desk.id(), ticket: meant.ticket() };
    handle(&context, &who, key.command(&who)?, command).await
}

/// The ticket that was called to a desk did not come.
#[utoipa::path(post, path = "/api/desks/{desk}/no-show", tag = "desks", security(("session" = [])),
    params(("desk" = String, Path, description = "The desk's id."), KeyHeader),
    request_body = Option<Meant>,
    responses((status = 200, description = "It is a no-show; it can still be called.", body = Handled), Commanding))]
async fn no_show(
    State(context): State<Shared>,
    Signed(who): Signed,
    desk: Segment,
    key: IdempotencyKey,
    OptionalJson(meant): OptionalJson<Meant>,
) -> Result<Reply<Handled>, Problem> {
    let command = Command::NoShow { desk: desk.id(), ticket: meant.ticket() };
    handle(&context, &who, key.command(&who)?, command).await
}

/// The ticket at a desk is served.
#[utoipa::path(post, path = "/api/desks/{desk}/finish", tag = "desks", security(("session" = [])),
    params(("desk" = String, Path, description = "The desk's id."), KeyHeader),
    request_body = Option<Meant>,
    responses((status = 200, description = "It is finished.", body = Handled), Commanding))]
async fn finish(
    State(context): State<Shared>,
    Signed(who): Signed,
    desk: Segment,
    key: IdempotencyKey,
    OptionalJson(meant): OptionalJson<Meant>,
) -> Result<Reply<Handled>, Problem> {
    let command = Command::Finish { desk: desk.id(), ticket: meant.ticket() };
    handle(&context, &who, key.command(&who)?, command).await
}

/// Sit down at a desk.
#[utoipa::path(post, path = "/api/desks/{desk}/open", tag = "desks", security(("session" = [])),
    params(("desk" = String, Path, description = "The desk's id."), KeyHeader),
    request_body = Option<SitDown>,
    responses((status = 200, description = "The operator sits there.", body = Seat), Commanding))]
async fn open(
    State(context): State<Shared>,
    Signed(who): Signed,
    desk: Segment,
    key: IdempotencyKey,
    OptionalJson(SitDown { take_over }): OptionalJson<SitDown>,
) -> Result<Reply<Seat>, Problem> {
    let desk: DeskId = desk.id();
    context.submit(&who, key.command(&who)?, Command::OpenDesk { desk: desk.clone(), take_over }).await?;
    Ok(Reply(Seat { desk: Seated { id: desk, operator: Some(who.name.to_string()) } }))
}

/// Leave a desk. What it is serving stays.
#[utoipa::path(post, path = "/api/desks/{desk}/close", tag = "desks", security(("session" = [])),
    params(("desk" = String, Path, description = "The desk's id."), KeyHeader),
    request_body = Option<Nothing>,
    responses((status = 200, description = "Nobody sits there.", body = Seat), Commanding))]
async fn close(
    State(context): State<Shared>,
    Signed(who): Signed,
    desk: Segment,
    key: IdempotencyKey,
    _: OptionalJson<Nothing>,
) -> Result<Reply<Seat>, Problem> {
    let desk: DeskId = desk.id();
    context.submit(&who, key.command(&who)?, Command::CloseDesk { desk: desk.clone() }).await?;
    Ok(Reply(Seat { desk: Seated { id: desk, operator: None } }))
}

fn serving(believed: Option<WholeNumber>) -> Serving {
    believed.map_or(Serving::Nobody, |WholeNumber(id)| Serving::Ticket(TicketId(id)))
}

/// The ticket that people call by a label today; for a command that was carried out before, the ticket that it meant
/// then, although its label may be another ticket's by now.
async fn by_label(context: &Shared, id: &CommandId, label: String) -> Result<TicketId, Problem> {
    if let Some(first) = context.entry_of(id).await? {
        return match (first.request.command, first.answer) {
            (Command::Call { ticket, .. }, Answer::Called { label: meant, .. })
                if meant.as_str().eq_ignore_ascii_case(&label) =>
            {
                Ok(ticket)
            }
            _ => Err(Problem::Refused(Refusal::CommandIdReused)),
        };
    }
    let found = context.office.read(|state| state.ticket_by_label(&label).map(|ticket| ticket.id));
    found.ok_or(Problem::UnknownLabel(label))
}

/// Submits a command about one ticket and tells what it did, from its entry in the log: so a repeated command is told
/// the same, whatever happened since, also when its day is over.
async fn handle(context: &Shared, who: &Session, id: CommandId, command: Command) -> Result<Reply<Handled>, Problem> {
    let answer = context.submit(who, id.clone(), command).await?;
    let entry = context.entry_of(&id).await?;
    let handled = entry.as_ref().and_then(Handled::of);
    handled.map(Reply).ok_or_else(|| unexpected(&answer))
}
