//! Commands of a desk: call, call again, no-show, finish, sit down and leave.

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
use super::views::queue::DeskNow;
use super::views::ticket::{Ticket, Why};
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

/// A called ticket.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Called {
    ticket: Ticket,
    /// Why it was this one; null when a repeated command is answered after the day is over.
    #[schema(required = true)]
    why: Option<Why>,
}

/// A ticket after a command.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Handled {
    ticket: Ticket,
}

/// A desk after a command.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DeskAnswer {
    desk: DeskNow,
}

/// Call whoever is next at a desk; finishes what the desk is serving.
#[utoipa::path(post, path = "/api/desks/{desk}/call-next", tag = "desks", security(("session" = [])),
    params(("desk" = String, Path, description = "The desk's id."), KeyHeader),
    request_body = Option<Believed>,
    responses((status = 200, description = "The ticket that was called.", body = Called), Commanding))]
async fn call_next(
    State(context): State<Shared>,
    Signed(who): Signed,
    desk: Segment,
    key: IdempotencyKey,
    OptionalJson(believed): OptionalJson<Believed>,
) -> Result<Reply<Called>, Problem> {
    let id = key.command(&who)?;
    let command = Command::CallNext { desk: desk.id(), serving: believed.serving.map(serving) };
    let (ticket, why) = handle(&context, &who, id, command).await?;
    Ok(Reply(Called { ticket, why }))
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
    let ticket = match (wanted.ticket, wanted.label) {
        (Some(WholeNumber(id)), None) => TicketId(id),
        (None, Some(label)) => {
            let found = context.office.read(|state| state.ticket_by_label(&label).map(|ticket| ticket.id));
            found.ok_or(Problem::UnknownLabel(label))?
        }
        _ => return Err(Problem::BadRequest("body: give either `ticket` or `label`".into())),
    };
    let command = Command::Call { desk: desk.id(), ticket, serving: wanted.serving.map(serving) };
    let (ticket, _) = handle(&context, &who, key.command(&who)?, command).await?;
    Ok(Reply(Handled { ticket }))
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
    let (ticket, _) = handle(&context, &who, key.command(&who)?, command).await?;
    Ok(Reply(Handled { ticket }))
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
    let (ticket, _) = handle(&context, &who, key.command(&who)?, command).await?;
    Ok(Reply(Handled { ticket }))
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
    let (ticket, _) = handle(&context, &who, key.command(&who)?, command).await?;
    Ok(Reply(Handled { ticket }))
}

/// Sit down at a desk.
#[utoipa::path(post, path = "/api/desks/{desk}/open", tag = "desks", security(("session" = [])),
    params(("desk" = String, Path, description = "The desk's id."), KeyHeader),
    request_body = Option<SitDown>,
    responses((status = 200, description = "The operator sits there.", body = DeskAnswer), Commanding))]
async fn open(
    State(context): State<Shared>,
    Signed(who): Signed,
    desk: Segment,
    key: IdempotencyKey,
    OptionalJson(SitDown { take_over }): OptionalJson<SitDown>,
) -> Result<Reply<DeskAnswer>, Problem> {
    let desk: DeskId = desk.id();
    context.submit(&who, key.command(&who)?, Command::OpenDesk { desk: desk.clone(), take_over }).await?;
    look(&context, &desk).await
}

/// Leave a desk. What it is serving stays.
#[utoipa::path(post, path = "/api/desks/{desk}/close", tag = "desks", security(("session" = [])),
    params(("desk" = String, Path, description = "The desk's id."), KeyHeader),
    request_body = Option<Nothing>,
    responses((status = 200, description = "Nobody sits there.", body = DeskAnswer), Commanding))]
async fn close(
    State(context): State<Shared>,
    Signed(who): Signed,
    desk: Segment,
    key: IdempotencyKey,
    _: OptionalJson<Nothing>,
) -> Result<Reply<DeskAnswer>, Problem> {
    let desk: DeskId = desk.id();
    context.submit(&who, key.command(&who)?, Command::CloseDesk { desk: desk.clone() }).await?;
    look(&context, &desk).await
}

fn serving(believed: Option<WholeNumber>) -> Serving {
    believed.map_or(Serving::Nobody, |WholeNumber(id)| Serving::Ticket(TicketId(id)))
}

/// Submits a command about one ticket, and looks at the ticket then. A repeated command is answered with the same
/// ticket as it is now.
async fn handle(
    context: &Shared,
    who: &Session,
    id: CommandId,
    command: Command,
) -> Result<(Ticket, Option<Why>), Problem> {
    let ticket = match context.submit(who, id.clone(), command).await? {
        Answer::Called { ticket, .. } | Answer::Settled { ticket, .. } => ticket,
        other => return Err(unexpected(&other)),
    };
    let now = context.now();
    let seen = context
        .today
        .read(|today, state| {
            let found = state.ticket(ticket)?;
            Some((Ticket::of(found, today.visit(ticket), now), today.why(&id).map(Why::from)))
        })
        .await?;
    // Only when the day turned since: the command was carried out on a day that is over.
    seen.ok_or(Problem::Refused(Refusal::UnknownTicket(ticket)))
}

async fn look(context: &Shared, id: &DeskId) -> Result<Reply<DeskAnswer>, Problem> {
    let now = context.now();
    let seen = context
        .today
        .read(|today, state| state.setup().desk(id).map(|desk| DeskNow::of(desk, state, today, now)))
        .await?;
    let desk = seen.ok_or_else(|| Problem::Refused(Refusal::UnknownDesk(id.clone())))?;
    Ok(Reply(DeskAnswer { desk }))
}
