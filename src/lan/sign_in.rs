//! Signing in and out: `/api/session`.

use std::sync::PoisonError;
use std::time::Duration;

use axum::Json as Answer;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::context::Shared;
use super::edge;
use super::extract::{self, COOKIE, Json, Peer, Signed};
use super::openapi::{Leaving, SignedIn, SigningIn};
use super::problem::Problem;
use super::session::Session;

pub fn routes() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(look, sign_in, sign_out))
}

/// A sign-in name and its password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Credentials {
    #[schema(max_length = 64)]
    name: String,
    #[schema(max_length = 256, format = Password)]
    password: String,
}

/// Longest password taken, in characters; hashing takes longer with length.
const LONGEST_PASSWORD: usize = 256;
const LONGEST_NAME: usize = 64;

/// Who is signed in.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignedInAs {
    name: String,
    role: Role,
}

/// What somebody may do.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Role {
    /// Calls tickets.
    Operator,
    /// Also sees the kiosk's screen and paper.
    Technician,
}

impl From<&Session> for SignedInAs {
    fn from(session: &Session) -> Self {
        let role = match session.role {
            crate::config::Role::Operator => Role::Operator,
            crate::config::Role::Technician => Role::Technician,
        };
        Self { name: session.name.to_string(), role }
    }
}

/// Who is signed in with this cookie.
#[utoipa::path(get, path = "/api/session", tag = "session", security(("session" = [])),
    responses((status = 200, description = "Signed in.", body = SignedInAs), SignedIn))]
async fn look(Signed(session): Signed) -> Answer<SignedInAs> {
    Answer((&session).into())
}

/// Sign in. Sets the session cookie. At most five tries a minute for an address and for a name.
#[utoipa::path(post, path = "/api/session", tag = "session", request_body = Credentials,
    responses((status = 200, description = "Signed in; the cookie is set.", body = SignedInAs), SigningIn))]
async fn sign_in(
    State(context): State<Shared>,
    Peer(address): Peer,
    headers: HeaderMap,
    Json(Credentials { name, password }): Json<Credentials>,
) -> Result<Response, Problem> {
    if name.chars().count() > LONGEST_NAME || password.chars().count() > LONGEST_PASSWORD {
        return Err(Problem::BadRequest("body: the name or the password is too long".into()));
    }
    let lock = || context.throttle.lock().unwrap_or_else(PoisonError::into_inner);
    lock()
        .admit(address, &name, edge::instant().into_std())
        .map_err(|wait| Problem::TooManyTries { retry_after: seconds(wait) })?;
    let operator = context.config.operators.iter().find(|operator| *operator.name == *name);
    let hash = operator.map(|operator| operator.password_hash.clone());
    let right = context.verifier.verify(password, hash).await?;
    let Some(operator) = operator.filter(|_| right) else {
        // The name is the client's text: quoted, so that it cannot fake a line of the log.
        tracing::warn!(%address, name = ?name, "sign-in refused");
        return Err(Problem::WrongCredentials);
    };
    lock().forgive(address, &name);
    // The browser's earlier session ends: one browser, one person.
    extract::tokens(&headers).for_each(|token| context.sessions.close(token));
    let (token, session) = context.sessions.open(operator, context.now())?;
    save(&context).await;
    tracing::info!(%address, name, "signed in");
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict");
    Ok(([(header::SET_COOKIE, cookie)], Answer(SignedInAs::from(&session))).into_response())
}

/// Sign out. The session ends everywhere, its event streams too.
#[utoipa::path(delete, path = "/api/session", tag = "session", security((), ("session" = [])),
    responses((status = 204, description = "Signed out, or was not signed in."), Leaving))]
async fn sign_out(State(context): State<Shared>, headers: HeaderMap) -> Response {
    let mut tokens = extract::tokens(&headers).peekable();
    if tokens.peek().is_some() {
        tokens.for_each(|token| context.sessions.close(token));
        save(&context).await;
    }
    let cookie = format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response()
}

async fn save(context: &Shared) {
    let sessions = context.sessions.clone();
    if let Err(error) = tokio::task::spawn_blocking(move || sessions.save()).await {
        tracing::warn!(%error, "the sessions were not saved");
    }
}

/// Whole seconds, rounded up, at least 1.
fn seconds(wait: Duration) -> u64 {
    (wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).max(1)
}
