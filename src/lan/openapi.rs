//! The OpenAPI document: what every operation shares. The operations themselves are described where they are handled,
//! and a route enters the router only together with its description.

use std::collections::BTreeMap;

use utoipa::openapi::schema::{SchemaType, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{Content, Object, ObjectBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoParams, IntoResponses, ToSchema};

use super::extract::COOKIE;
use super::problem;

/// RFC 9457 problem details. `type` decides; what else there is depends on it.
#[derive(ToSchema)]
#[schema(as = Problem)]
#[allow(dead_code, reason = "describes what `problem` writes")]
pub struct ProblemDocument {
    /// `/problems/` and the kind.
    #[schema(schema_with = kinds)]
    r#type: String,
    title: String,
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// For developers and logs.
    detail: String,
    #[schema(nullable = false)]
    desk: Option<String>,
    #[schema(nullable = false)]
    service: Option<String>,
    #[schema(nullable = false)]
    operator: Option<String>,
    #[schema(nullable = false)]
    label: Option<String>,
    #[schema(nullable = false)]
    language: Option<String>,
    #[schema(nullable = false)]
    ticket: Option<u64>,
    /// With `not-waiting`: where the ticket stands.
    #[schema(nullable = false)]
    ticket_status: Option<super::views::ticket::Status>,
    /// With `serving-changed`: whom the desk serves now.
    serving: Option<ServingNow>,
    /// With `office-closed` and `service-closed`: when it opens, null if unknown.
    #[schema(format = DateTime)]
    opens: Option<String>,
    /// With `too-many-tries`: seconds.
    #[schema(nullable = false, minimum = 1)]
    retry_after: Option<u64>,
}

fn kinds() -> Object {
    let kinds = problem::KINDS.map(|kind| format!("/problems/{kind}"));
    ObjectBuilder::new().schema_type(SchemaType::new(Type::String)).enum_values(Some(kinds)).build()
}

/// Whom a desk serves.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "describes what `problem` writes")]
pub struct ServingNow {
    #[schema(minimum = 1)]
    ticket: u64,
    label: String,
}

/// Makes a command repeatable.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code, reason = "describes what `extract` reads")]
pub struct KeyHeader {
    /// Chosen by the client, for one operator: the same key with the same command gets the same answer again, on
    /// whatever day, and does nothing twice; with another command it is refused (422). The answer tells what the command
    /// did when it was first sent; how things stand now says `/api/queue`. A refused command leaves no trace: its key is
    /// free.
    #[param(
        rename = "Idempotency-Key",
        required = false,
        nullable = false,
        min_length = 1,
        max_length = 66,
        pattern = r#"^("[!-~]{1,64}"|[!-~]{1,64})$"#
    )]
    key: Option<String>,
}

/// Declares groups of problem responses by their statuses.
macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident: $($status:literal)+;)+) => {$(
        $(#[$doc])*
        pub struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                BTreeMap::from([$(($status.to_string(), response($status).into())),+])
            }
        }
    )+};
}

problems! {
    /// What any request may get.
    Always: 400 408 421 500 503;
    /// What a request for a named thing may get.
    Named: 400 404 408 421 500 503;
    /// What signing in may get.
    SigningIn: 400 401 403 408 413 415 421 429 500 503;
    /// What a request without a sign-in that changes something may get.
    Leaving: 400 401 403 408 421 500 503;
    /// What a request of the signed-in may get.
    SignedIn: 400 401 408 421 500 503;
    /// What a command may get.
    Commanding: 400 401 403 404 408 409 413 415 421 422 500 503;
    /// What a request of technicians for a named thing may get.
    Technical: 400 401 403 404 408 421 500 503;
}

fn response(status: u16) -> Response {
    let meaning = match status {
        400 => "malformed: a wrong path, header or body; the detail says which",
        401 => "not signed in, or wrong credentials",
        403 => "the role is not enough, or the request comes from another site's page",
        404 => "there is no such thing today",
        408 => "the request took too long",
        409 => "the queue says no",
        413 => "the body is too large",
        415 => "the body is not application/json",
        421 => "the Host is not the kiosk's",
        422 => "the Idempotency-Key was used for another command",
        426 => "this is a WebSocket",
        429 => "too many tries",
        503 => "the log cannot be written, or the kiosk is full or shutting down; nothing happened",
        _ => "something went wrong inside",
    };
    let schema = Ref::from_schema_name("Problem");
    ResponseBuilder::new().description(meaning).content("application/problem+json", Content::new(Some(schema))).build()
}

/// The document of the routes that were collected, completed.
pub fn complete(mut document: OpenApi) -> OpenApi {
    document.info.title = "Sportello".into();
    document.info.version = env!("CARGO_PKG_VERSION").into();
    document.info.description = Some(
        "The queue of one office, as its kiosk serves it on the local network. Every error is a problem+json document."
            .into(),
    );
    document.info.license = Some(utoipa::openapi::LicenseBuilder::new().name("GPL-3.0-or-later").build());
    let components = document.components.get_or_insert_default();
    for (name, schema) in schemas() {
        components.schemas.insert(name, schema);
    }
    let cookie = ApiKey::Cookie(ApiKeyValue::with_description(COOKIE, "Set by POST /api/session."));
    components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
    // The router writes a path's rest as `{*rest}`, OpenAPI knows only `{rest}`.
    let paths = std::mem::take(&mut document.paths.paths);
    document.paths.paths = paths.into_iter().map(|(path, item)| (path.replace("{*", "{"), item)).collect();
    document
}

/// Schemas that no operation refers to by type.
fn schemas() -> Vec<(String, RefOr<utoipa::openapi::Schema>)> {
    fn add<T: ToSchema>(list: &mut Vec<(String, RefOr<utoipa::openapi::Schema>)>) {
        list.push((T::name().into_owned(), T::schema()));
        T::schemas(list);
    }
    let mut list = Vec::new();
    add::<ProblemDocument>(&mut list);
    add::<super::views::event::QueueEvent>(&mut list);
    add::<super::views::event::BoardEvent>(&mut list);
    list
}
