//! The pages and what they load: `ui/console`, `ui/board`, `ui/screen`, `ui/paper` and what they share, embedded in the
//! binary. Never here: what a page shows.

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use rust_embed::{EmbeddedFile, RustEmbed};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::context::Shared;
use super::extract::Segment;
use super::openapi::{Always, Named};
use super::problem::Problem;
use crate::locale;

/// The browser's side of the kiosk. A path is looked up in a list made at build time: whatever it contains, it can only
/// name what is in the list.
#[derive(RustEmbed)]
#[folder = "ui/"]
#[include = "board/*"]
#[include = "console/*"]
#[include = "paper/*"]
#[include = "screen/*"]
#[include = "shared/*"]
#[include = "vendor/*"]
struct Files;

/// A page is asked for anew each time, and sent only if it changed: after an update everybody has the new one at once.
const ASK_ANEW: HeaderValue = HeaderValue::from_static("no-cache");

pub fn routes() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(start))
        .routes(routes!(console_page))
        .routes(routes!(console_file))
        .routes(routes!(board_page))
        .routes(routes!(board_file))
        .routes(routes!(screen_page))
        .routes(routes!(screen_file))
        .routes(routes!(paper_page))
        .routes(routes!(paper_file))
        .routes(routes!(shared_file))
        .routes(routes!(vendor_file))
        .routes(routes!(words))
        .routes(routes!(font))
}

/// The first page is the console.
#[utoipa::path(get, path = "/", tag = "pages",
    responses((status = 307, description = "The console is at /console.", headers(("location" = String))), Always))]
async fn start() -> Redirect {
    Redirect::temporary("/console")
}

/// Declares the routes of a page: itself, and the files below it.
macro_rules! page {
    ($page:ident, $file:ident, $path:literal, $name:literal) => {
        #[doc = concat!("The ", $name, " page.")]
        #[utoipa::path(get, path = $path, tag = "pages", responses(
                            (status = 200, description = "The page.", body = String, content_type = "text/html"),
                            (status = 304, description = "The page has not changed."), Always))]
        async fn $page(headers: HeaderMap) -> Result<Response, Problem> {
            file(concat!($name, "/index.html"), &headers)
        }

        folder!($file, concat!($path, "/{*path}"), $name);
    };
}

/// Declares the route of the files below a folder.
macro_rules! folder {
    ($file:ident, $path:expr, $name:literal) => {
        #[doc = concat!("A file of the pages, from `ui/", $name, "`.")]
        #[utoipa::path(get, path = $path, tag = "pages",
            params(("path" = String, Path, description = "The file's path.")),
            responses((status = 200, description = "The file.", content(
                (String = "text/css"), (String = "text/html"), (String = "text/javascript"), (Vec<u8> = "image/svg+xml"),
                (String = "text/plain"), (Vec<u8> = "application/octet-stream"))),
                (status = 304, description = "The file has not changed."), Named))]
        async fn $file(path: Segment, headers: HeaderMap) -> Result<Response, Problem> {
            file(&format!(concat!($name, "/{}"), path.0), &headers)
        }
    };
}

page!(console_page, console_file, "/console", "console");
page!(board_page, board_file, "/board", "board");
page!(screen_page, screen_file, "/screen", "screen");
page!(paper_page, paper_file, "/paper", "paper");
folder!(shared_file, "/shared/{*path}", "shared");
folder!(vendor_file, "/vendor/{*path}", "vendor");

/// The words of the pages, as Fluent messages.
#[utoipa::path(get, path = "/locales/{language}/{file}", tag = "pages",
    params(("language" = String, Path, description = "BCP 47 tag."),
        ("file" = String, Path, description = "`console.ftl`, `board.ftl` or `core.ftl`.")),
    responses((status = 200, description = "The messages.", body = String, content_type = "text/plain"),
        (status = 304, description = "They have not changed."), Named))]
async fn words(
    path: Result<axum::extract::Path<(String, String)>, axum::extract::rejection::PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let rejected = |rejection: axum::extract::rejection::PathRejection| Problem::BadRequest(rejection.body_text());
    let axum::extract::Path((language, name)) = path.map_err(rejected)?;
    if !matches!(name.as_str(), "console.ftl" | "board.ftl" | "core.ftl") {
        return Err(Problem::NotFound);
    }
    let text = locale::source(&format!("{language}/{name}")).ok_or(Problem::NotFound)?;
    let tag = etag(&super::session::sha256(&text));
    let media = HeaderValue::from_static("text/plain; charset=utf-8");
    let bytes = match text {
        std::borrow::Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        std::borrow::Cow::Owned(bytes) => bytes.into(),
    };
    Ok(answer(media, tag, bytes, &headers))
}

/// An embedded font.
#[utoipa::path(get, path = "/fonts/{file}", tag = "pages",
    params(("file" = String, Path, description = "The file's name.")),
    responses((status = 200, description = "The font.", body = Vec<u8>, content_type = "font/ttf"), Named))]
async fn font(name: Segment) -> Result<Response, Problem> {
    let font = locale::fonts::all().iter().find(|font| font.file == name.0).ok_or(Problem::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("font/ttf")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    Ok((headers, Bytes::from_static(font.bytes)).into_response())
}

fn file(path: &str, headers: &HeaderMap) -> Result<Response, Problem> {
    let EmbeddedFile { data, metadata } = Files::get(path).ok_or(Problem::NotFound)?;
    let bytes = match data {
        std::borrow::Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        std::borrow::Cow::Owned(bytes) => bytes.into(),
    };
    Ok(answer(media_type(path), etag(&metadata.sha256_hash()), bytes, headers))
}

/// Weak: the same tag stands for the compressed form too.
fn etag(digest: &[u8; 32]) -> String {
    format!("W/\"{}\"", super::session::hex(&digest[..12]))
}

/// A file, or only the word that it has not changed.
fn answer(media: HeaderValue, tag: String, bytes: Bytes, headers: &HeaderMap) -> Response {
    let asked = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let known = asked.flat_map(|value| value.split(',')).map(str::trim).any(|known| known == "*" || known == tag);
    let caching = [(header::CACHE_CONTROL, ASK_ANEW), (header::ETAG, tag.parse().unwrap_or(ASK_ANEW))];
    if known {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    (caching, [(header::CONTENT_TYPE, media)], bytes).into_response()
}

/// By the name's ending. Browsers are told not to guess, so an unknown one is only ever a download.
fn media_type(path: &str) -> HeaderValue {
    HeaderValue::from_static(match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" | "md" => "text/plain; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        _ => "application/octet-stream",
    })
}
