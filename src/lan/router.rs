//! All routes and what surrounds them, outermost first: headers of every answer, the checks of Host and Origin, the
//! time a request may take, compression.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use tower_http::compression::CompressionLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::context::Shared;
use super::problem::Problem;
use super::{desks, events, limits, office, openapi, origin, pages, papers, screen, sign_in, tickets};

/// The router of an office, and the document that describes it.
pub fn router(context: Shared) -> (Router, Arc<utoipa::openapi::OpenApi>) {
    let quick = OpenApiRouter::new()
        .routes(routes!(document))
        .merge(office::routes())
        .merge(sign_in::routes())
        .merge(tickets::routes())
        .merge(desks::routes())
        .merge(papers::routes())
        .merge(pages::routes())
        .layer(CompressionLayer::new().gzip(true))
        .layer(middleware::from_fn_with_state(context.limits.request_time, within_time));
    let (router, document) = quick.merge(events::routes()).merge(screen::routes()).split_for_parts();
    let document = Arc::new(openapi::complete(document));
    let published = Published(document.clone(), Arc::default());
    let router = router
        .fallback(async || Problem::NotFound)
        .method_not_allowed_fallback(async || Problem::MethodNotAllowed)
        .layer(axum::Extension(published))
        .layer(DefaultBodyLimit::max(limits::BODY_BYTES))
        .layer(middleware::from_fn_with_state(context.clone(), origin::check))
        .layer(middleware::map_response(with_headers))
        .with_state(context);
    (router, document)
}

/// The document, and its text once somebody asked for it.
#[derive(Clone)]
struct Published(Arc<utoipa::openapi::OpenApi>, Arc<OnceLock<serde_json::Value>>);

/// This document.
#[utoipa::path(get, path = "/api/openapi.json", tag = "office",
    responses((status = 200, description = "OpenAPI 3.1.", body = serde_json::Value), openapi::Always))]
async fn document(published: axum::Extension<Published>) -> Response {
    let Published(document, text) = &published.0;
    let text = text.get_or_init(|| serde_json::to_value(&**document).unwrap_or_default());
    Json(text).into_response()
}

async fn within_time(State(time): State<Duration>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::TooSlow.into_response(),
    }
}

/// What a page may load and who may frame it.
const POLICY: &str = "default-src 'self'; img-src 'self' blob: data:; connect-src 'self'; frame-ancestors 'none'; \
                      base-uri 'none'; form-action 'self'";

/// Headers of every answer, also of those that no route gave ([`super::wire`]).
pub const FIXED: [(HeaderName, &str); 4] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Every answer, errors too: browsers guess nothing, leak nothing, load nothing from elsewhere, keep nothing unless told.
async fn with_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
