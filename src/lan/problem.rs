//! Every error of the network side, and its form on the wire: RFC 9457 `application/problem+json`.
//!
//! A client decides by `type`; `title` and `detail` are for developers and logs (pages translate the type). What went
//! wrong inside is logged and never sent.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::router::FIXED;
use crate::office::SubmitError;
use crate::queue::Refusal;

/// Why a request was not granted.
#[derive(Debug)]
pub enum Problem {
    /// The queue says no.
    Refused(Refusal),
    /// A ticket was named by a label that nobody has today.
    UnknownLabel(String),
    /// The office does not offer this language.
    UnknownLanguage(String),
    NotSignedIn,
    WrongCredentials,
    TooManyTries {
        /// Whole seconds, at least 1.
        retry_after: u64,
    },
    /// Signed in, but not for this.
    NotAllowed,
    WrongOrigin,
    WrongHost,
    BadRequest(String),
    TooLarge,
    /// The request line and headers are.
    HeadTooLarge,
    TooSlow,
    UnsupportedMediaType,
    UpgradeRequired,
    NotFound,
    MethodNotAllowed,
    /// All places for connections, or for this kind of stream, are taken.
    Busy,
    /// All places for connections from the client's address are.
    Crowded,
    /// The log cannot be written; nothing happened.
    Storage,
    /// The kiosk is shutting down; nothing happened.
    Stopping,
    Internal(anyhow::Error),
}

impl From<SubmitError> for Problem {
    fn from(error: SubmitError) -> Self {
        match error {
            SubmitError::Refused(refusal) => Problem::Refused(refusal),
            SubmitError::Storage(reason) => {
                tracing::error!(reason, "a command was not carried out: the log cannot be written");
                Problem::Storage
            }
            SubmitError::Stopping => Problem::Stopping,
        }
    }
}

impl From<anyhow::Error> for Problem {
    fn from(error: anyhow::Error) -> Self {
        Problem::Internal(error)
    }
}

/// Every kind of problem, as the last part of its type.
pub const KINDS: [&str; 34] = [
    "bad-request",
    "busy",
    "command-id-reused",
    "desk-taken",
    "head-too-large",
    "internal",
    "method-not-allowed",
    "never-printed",
    "nobody-waiting",
    "not-allowed",
    "not-found",
    "not-serving",
    "not-signed-in",
    "not-waiting",
    "office-closed",
    "operators-only",
    "print-under-way",
    "service-closed",
    "service-paused",
    "serving-changed",
    "stopping",
    "storage",
    "too-large",
    "too-many-tries",
    "too-slow",
    "unknown-desk",
    "unknown-language",
    "unknown-service",
    "unknown-ticket",
    "unsupported-media-type",
    "upgrade-required",
    "wrong-credentials",
    "wrong-host",
    "wrong-origin",
];

const PROBLEM_JSON: &str = "application/problem+json";

/// Seconds after which a client may try to connect again.
const RETRY_AFTER: &str = "5";

/// The last part of the type URI, and the status.
type Kind = (&'static str, StatusCode);

impl Problem {
    fn kind(&self) -> Kind {
        match self {
            Problem::Refused(refusal) => refusal_kind(refusal),
            Problem::UnknownLabel(_) => ("unknown-ticket", StatusCode::NOT_FOUND),
            Problem::UnknownLanguage(_) => ("unknown-language", StatusCode::NOT_FOUND),
            Problem::NotSignedIn => ("not-signed-in", StatusCode::UNAUTHORIZED),
            Problem::WrongCredentials => ("wrong-credentials", StatusCode::UNAUTHORIZED),
            Problem::TooManyTries { .. } => ("too-many-tries", StatusCode::TOO_MANY_REQUESTS),
            Problem::NotAllowed => ("not-allowed", StatusCode::FORBIDDEN),
            Problem::WrongOrigin => ("wrong-origin", StatusCode::FORBIDDEN),
            Problem::WrongHost => ("wrong-host", StatusCode::MISDIRECTED_REQUEST),
            Problem::BadRequest(_) => ("bad-request", StatusCode::BAD_REQUEST),
            Problem::TooLarge => ("too-large", StatusCode::PAYLOAD_TOO_LARGE),
            Problem::HeadTooLarge => ("head-too-large", StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE),
            Problem::TooSlow => ("too-slow", StatusCode::REQUEST_TIMEOUT),
            Problem::UnsupportedMediaType => ("unsupported-media-type", StatusCode::UNSUPPORTED_MEDIA_TYPE),
            Problem::UpgradeRequired => ("upgrade-required", StatusCode::UPGRADE_REQUIRED),
            Problem::NotFound => ("not-found", StatusCode::NOT_FOUND),
            Problem::MethodNotAllowed => ("method-not-allowed", StatusCode::METHOD_NOT_ALLOWED),
            Problem::Busy | Problem::Crowded => ("busy", StatusCode::SERVICE_UNAVAILABLE),
            Problem::Storage => ("storage", StatusCode::SERVICE_UNAVAILABLE),
            Problem::Stopping => ("stopping", StatusCode::SERVICE_UNAVAILABLE),
            Problem::Internal(_) => ("internal", StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    fn detail(&self) -> String {
        let fixed = match self {
            Problem::Refused(refusal) => return refusal.to_string(),
            Problem::UnknownLabel(label) => return format!("there is no ticket `{label}` today"),
            Problem::UnknownLanguage(language) => {
                return format!("the office does not offer the language `{language}`");
            }
            Problem::BadRequest(detail) => return detail.clone(),
            Problem::TooManyTries { retry_after } => return format!("try again in {retry_after} s"),
            Problem::NotSignedIn => "sign in first, or again: the session has ended",
            Problem::WrongCredentials => "the name or the password is wrong",
            Problem::NotAllowed => "only a technician can do this",
            Problem::WrongOrigin => "the request comes from a page of another site",
            Problem::WrongHost => "this name is not the kiosk's; add it to `lan.hosts` in the configuration if it is",
            Problem::TooLarge => "the body has more than 16 KiB",
            Problem::HeadTooLarge => "the request line and the headers have more than 16 KiB, or are more than 64",
            Problem::TooSlow => "the request took too long to arrive or to be answered",
            Problem::UnsupportedMediaType => "send the body as application/json",
            Problem::UpgradeRequired => "this address speaks WebSocket",
            Problem::NotFound => "there is nothing here",
            Problem::MethodNotAllowed => "this address does not take this method; see the Allow header",
            Problem::Busy => "too many are connected; try again in a moment",
            Problem::Crowded => "too many connections come from this address; close some, or try again in a moment",
            Problem::Storage => "the log cannot be written; nothing happened, send the request again",
            Problem::Stopping => "the kiosk is shutting down; nothing happened, send the request again",
            Problem::Internal(_) => "something went wrong inside; the log says what",
        };
        fixed.to_owned()
    }

    fn extension(&self) -> Value {
        match self {
            Problem::Refused(refusal) => refusal_extension(refusal),
            Problem::UnknownLabel(label) => json!({ "label": label }),
            Problem::UnknownLanguage(language) => json!({ "language": language }),
            Problem::TooManyTries { retry_after } => json!({ "retry_after": retry_after }),
            _ => Value::Null,
        }
    }

    /// The answer as bytes, for where no handler gives it: a connection that has no place, or what is no HTTP. It ends
    /// the connection.
    pub fn as_bytes(&self, date: &str) -> Vec<u8> {
        let (_, status) = self.kind();
        let body = self.document().to_string();
        let mut head = format!("HTTP/1.1 {status}\r\n");
        let mut add = |name: &str, value: &str| head.push_str(&format!("{name}: {value}\r\n"));
        add("content-type", PROBLEM_JSON);
        add("content-length", &body.len().to_string());
        add("connection", "close");
        add("cache-control", "no-store");
        if status == StatusCode::SERVICE_UNAVAILABLE {
            add("retry-after", RETRY_AFTER);
        }
        if !date.is_empty() {
            add("date", date);
        }
        for (name, value) in FIXED {
            add(name.as_str(), value);
        }
        format!("{head}\r\n{body}").into_bytes()
    }

    /// The document as sent: extension members first, so that none can hide a standard one.
    fn document(&self) -> Value {
        let (kind, status) = self.kind();
        let mut members = match self.extension() {
            Value::Object(members) => members,
            _ => Map::new(),
        };
        members.insert("type".into(), format!("/problems/{kind}").into());
        members.insert("title".into(), status.canonical_reason().unwrap_or("Error").into());
        members.insert("status".into(), status.as_u16().into());
        members.insert("detail".into(), self.detail().into());
        Value::Object(members)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        if let Problem::Internal(error) = &self {
            tracing::error!("a request failed: {error:#}");
        }
        let (_, status) = self.kind();
        let json = HeaderValue::from_static(PROBLEM_JSON);
        let mut response = (status, [(header::CONTENT_TYPE, json)], self.document().to_string()).into_response();
        match self {
            Problem::TooManyTries { retry_after } => {
                response.headers_mut().insert(header::RETRY_AFTER, retry_after.into());
            }
            // RFC 9110, 15.5.2 asks for a challenge; there is no registered scheme for a sign-in form.
            Problem::NotSignedIn | Problem::WrongCredentials => {
                response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Cookie"));
            }
            Problem::Busy | Problem::Crowded => {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER));
            }
            // RFC 9110, 15.5.9: the rest of such a request is not waited for.
            Problem::TooSlow => {
                response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            Problem::UnsupportedMediaType => {
                response.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/json"));
            }
            Problem::UpgradeRequired => {
                response.headers_mut().insert(header::UPGRADE, HeaderValue::from_static("websocket"));
                response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
            }
            _ => {}
        }
        response
    }
}

fn refusal_kind(refusal: &Refusal) -> Kind {
    match refusal {
        Refusal::UnknownService(_) => ("unknown-service", StatusCode::NOT_FOUND),
        Refusal::UnknownDesk(_) => ("unknown-desk", StatusCode::NOT_FOUND),
        Refusal::UnknownTicket(_) => ("unknown-ticket", StatusCode::NOT_FOUND),
        Refusal::OfficeClosed { .. } => ("office-closed", StatusCode::CONFLICT),
        Refusal::ServiceClosed { .. } => ("service-closed", StatusCode::CONFLICT),
        Refusal::ServicePaused(_) => ("service-paused", StatusCode::CONFLICT),
        Refusal::NobodyWaiting(_) => ("nobody-waiting", StatusCode::CONFLICT),
        Refusal::NotWaiting { .. } => ("not-waiting", StatusCode::CONFLICT),
        Refusal::NotServing(_) => ("not-serving", StatusCode::CONFLICT),
        Refusal::ServingChanged { .. } => ("serving-changed", StatusCode::CONFLICT),
        Refusal::DeskTaken { .. } => ("desk-taken", StatusCode::CONFLICT),
        Refusal::CommandIdReused => ("command-id-reused", StatusCode::UNPROCESSABLE_ENTITY),
        Refusal::OperatorsOnly => ("operators-only", StatusCode::FORBIDDEN),
        Refusal::NeverPrinted(_) => ("never-printed", StatusCode::CONFLICT),
        Refusal::PrintUnderWay(_) => ("print-under-way", StatusCode::CONFLICT),
    }
}

fn refusal_extension(refusal: &Refusal) -> Value {
    match refusal {
        Refusal::UnknownService(service) | Refusal::ServicePaused(service) => json!({ "service": service }),
        Refusal::UnknownDesk(desk) | Refusal::NobodyWaiting(desk) | Refusal::NotServing(desk) => {
            json!({ "desk": desk })
        }
        Refusal::UnknownTicket(ticket) => json!({ "ticket": ticket }),
        Refusal::OfficeClosed { opens } => json!({ "opens": opens }),
        Refusal::ServiceClosed { service, opens } => json!({ "service": service, "opens": opens }),
        Refusal::NotWaiting { label, status } => {
            let mut members = json!({ "label": label });
            members["ticket_status"] =
                serde_json::to_value(status).map_or(Value::Null, |status| status["status"].clone());
            members
        }
        Refusal::ServingChanged { desk, serving } => {
            let serving = serving.as_ref().map(|(ticket, label)| json!({ "ticket": ticket, "label": label }));
            json!({ "desk": desk, "serving": serving })
        }
        Refusal::DeskTaken { desk, operator } => json!({ "desk": desk, "operator": operator }),
        Refusal::NeverPrinted(label) | Refusal::PrintUnderWay(label) => json!({ "label": label }),
        Refusal::CommandIdReused | Refusal::OperatorsOnly => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue::{Label, TicketId};

    #[test]
    fn a_refusal_carries_what_explains_it() {
        let refusal = Refusal::ServingChanged { desk: "2".into(), serving: Some((TicketId(7), Label::new("B", 42))) };
        let expected = json!({
            "type": "/problems/serving-changed", "title": "Conflict", "status": 409,
            "detail": "desk `2` is serving B042", "desk": "2", "serving": { "ticket": 7, "label": "B042" },
        });
        assert_eq!(Problem::Refused(refusal).document(), expected);
        let nobody = Problem::Refused(Refusal::ServingChanged { desk: "2".into(), serving: None }).document();
        assert_eq!(nobody["serving"], Value::Null);
        let gone = Refusal::NotWaiting { label: Label::new("B", 1), status: crate::queue::Status::Finished };
        assert_eq!(Problem::Refused(gone).document()["ticket_status"], "finished");
    }

    #[test]
    fn what_went_wrong_inside_is_not_told() {
        let document = Problem::Internal(anyhow::anyhow!("/var/lib/sportello/queue.db: disk I/O error")).document();
        assert!(!document.to_string().contains("sportello"), "{document}");
        assert_eq!(document["status"], 500);
    }

    #[test]
    fn a_throttled_client_is_told_when_to_come_back() {
        let response = Problem::TooManyTries { retry_after: 17 }.into_response();
        assert_eq!(response.status(), 429);
        assert_eq!(response.headers()["retry-after"], "17");
        assert_eq!(response.headers()["content-type"], "application/problem+json");
    }
}
