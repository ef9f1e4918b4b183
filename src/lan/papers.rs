//! The papers that came out of the virtual printer: `/api/papers`. For technicians, and for anybody in a demonstration,
//! since a ticket tells what its visitor came for.

use axum::Json as Answer;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::context::Shared;
use super::extract::{Segment, Technician};
use super::openapi::Technical;
use super::problem::Problem;
use crate::printer::Paper;

pub fn routes() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(papers)).routes(routes!(paper))
}

/// A paper that came out.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Sheet {
    /// Counts up since the kiosk started.
    n: u64,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// The ticket's number; null for other papers.
    #[schema(required = true)]
    label: Option<String>,
    width_dots: usize,
    height_dots: usize,
}

impl From<Paper> for Sheet {
    fn from(paper: Paper) -> Self {
        let Paper { n, at, label, width_dots, height_dots, .. } = paper;
        Self { n, at, label: Some(label).filter(|label| !label.is_empty()), width_dots, height_dots }
    }
}

/// What the virtual printer printed last, latest first; nothing from a real printer.
#[utoipa::path(get, path = "/api/papers", tag = "kiosk", security((), ("session" = [])),
    responses((status = 200, description = "The papers.", body = Vec<Sheet>), Technical))]
async fn papers(State(context): State<Shared>, _: Technician) -> Answer<Vec<Sheet>> {
    Answer(context.printer.papers().into_iter().map(Sheet::from).collect())
}

/// One paper: as a picture (`3.png`), or the bytes that the printer got (`3.bin`).
#[utoipa::path(get, path = "/api/papers/{file}", tag = "kiosk", security((), ("session" = [])),
    params(("file" = String, Path, pattern = "^[0-9]+\\.(png|bin)$", description = "`n` of the paper and what is wanted.")),
    responses(
        (status = 200, description = "The paper.", content((Vec<u8> = "image/png"), (Vec<u8> = "application/octet-stream"))),
        Technical
    ))]
async fn paper(State(context): State<Shared>, _: Technician, file: Segment) -> Result<Response, Problem> {
    let (n, kind) = file.0.split_once('.').ok_or(Problem::NotFound)?;
    let n: u64 = n.parse().map_err(|_| Problem::NotFound)?;
    let find = || context.printer.papers().into_iter().find(|paper| paper.n == n).ok_or(Problem::NotFound);
    let (bytes, media) = match kind {
        "png" => (find()?.png, "image/png"),
        "bin" => (find()?.bytes, "application/octet-stream"),
        _ => return Err(Problem::NotFound),
    };
    let media = [(header::CONTENT_TYPE, HeaderValue::from_static(media))];
    Ok((media, Bytes::from_owner(bytes)).into_response())
}
