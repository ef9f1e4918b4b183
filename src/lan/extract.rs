//! Extractors: the parts of a request, checked, with every rejection a [`Problem`] in words.

use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, FailedToBufferBody};
use axum::extract::{FromRequest, FromRequestParts, OptionalFromRequestParts, Path, Request};
use axum::http::header::{self, HeaderMap};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::context::{Context, Shared, command_id};
use super::problem::Problem;
use super::session::Session;
use crate::config::Role;
use crate::queue::{CommandId, TicketId};

/// The name of the session cookie.
pub const COOKIE: &str = "sportello_session";

/// Somebody who is signed in, whatever their role.
pub struct Signed(pub Session);

impl FromRequestParts<Shared> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Shared) -> Result<Self, Problem> {
        signed(&parts.headers, context).map(Self).ok_or(Problem::NotSignedIn)
    }
}

impl OptionalFromRequestParts<Shared> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Shared) -> Result<Option<Self>, Problem> {
        Ok(signed(&parts.headers, context).map(Self))
    }
}

/// Somebody who may look at the kiosk itself: a technician, or anybody in a demonstration. Holds the session, if any.
pub struct Technician(pub Option<Session>);

impl FromRequestParts<Shared> for Technician {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Shared) -> Result<Self, Problem> {
        match signed(&parts.headers, context) {
            session if context.demo => Ok(Self(session)),
            Some(session) if session.role == Role::Technician => Ok(Self(Some(session))),
            Some(_) => Err(Problem::NotAllowed),
            None => Err(Problem::NotSignedIn),
        }
    }
}

fn signed(headers: &HeaderMap, context: &Context) -> Option<Session> {
    tokens(headers).find_map(|token| context.sessions.find(token, context.now()))
}

/// The session tokens that a browser sent: there may be one of another kiosk on the same host beside ours.
pub fn tokens(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(name, _)| *name == COOKIE).map(|(_, value)| value)
}

/// The key that makes a command repeatable, as the client sent it: 1 to 64 visible ASCII characters, with or without
/// the quotes of the IETF draft.
pub struct IdempotencyKey(Option<String>);

impl IdempotencyKey {
    /// The command's id for this operator.
    pub fn command(&self, who: &Session) -> Result<CommandId, Problem> {
        command_id(&who.name, self.0.as_deref())
    }
}

impl FromRequestParts<Shared> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Self, Problem> {
        idempotency_key(&parts.headers).map(Self)
    }
}

fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let wrong = || Problem::BadRequest("Idempotency-Key: one value of 1 to 64 visible ASCII characters".into());
    let mut values = headers.get_all("idempotency-key").iter();
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(wrong());
    }
    let text = value.to_str().map_err(|_| wrong())?;
    let key = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    // The same rule as for command ids; the key itself never becomes one.
    key.parse::<CommandId>().map_err(|_| wrong())?;
    Ok(Some(key.to_owned()))
}

/// One part of the path.
pub struct Segment(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Segment {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match <Path<String> as FromRequestParts<S>>::from_request_parts(parts, state).await {
            Ok(Path(text)) => Ok(Self(text)),
            Err(rejection) => Err(Problem::BadRequest(format!("path: {}", rejection.body_text()))),
        }
    }
}

impl Segment {
    /// The path part as an identifier of the configuration.
    pub fn id<T: for<'a> From<&'a str>>(&self) -> T {
        T::from(&self.0)
    }

    /// The path part as a ticket's id.
    pub fn ticket(&self) -> Result<TicketId, Problem> {
        let id = self.0.parse::<u64>().ok().filter(|_| self.0.bytes().all(|byte| byte.is_ascii_digit()));
        id.map(TicketId).ok_or_else(|| Problem::BadRequest("path: a ticket's id is a whole number".into()))
    }
}

/// A JSON body that must be there.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Shared> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, context: &Shared) -> Result<Self, Problem> {
        let is_json = is_json(request.headers());
        let bytes = body(request, context).await?;
        if !is_json {
            return Err(Problem::UnsupportedMediaType);
        }
        parse(&bytes).map(Self)
    }
}

/// A JSON body that may be left out, with or without its content type.
pub struct OptionalJson<T>(pub T);

impl<T: DeserializeOwned + Default> FromRequest<Shared> for OptionalJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, context: &Shared) -> Result<Self, Problem> {
        let is_json = is_json(request.headers());
        let bytes = body(request, context).await?;
        match (bytes.is_empty(), is_json) {
            (true, _) => Ok(Self(T::default())),
            // What the document says of a body that may be left out.
            (false, true) if bytes.trim_ascii() == b"null" => Ok(Self(T::default())),
            (false, true) => parse(&bytes).map(Self),
            (false, false) => Err(Problem::UnsupportedMediaType),
        }
    }
}

/// Reads the body up to the limit that the router sets.
async fn body(request: Request, context: &Shared) -> Result<Bytes, Problem> {
    Bytes::from_request(request, context).await.map_err(|rejection| match rejection {
        BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => Problem::TooLarge,
        _ => Problem::BadRequest("the body did not arrive whole".into()),
    })
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    // `serde` would also take a structure's fields from an array, in the order of their declaration.
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Err(Problem::BadRequest("body: it should be a JSON object, `{...}`".into()));
    }
    serde_json::from_slice(bytes).map_err(|error| Problem::BadRequest(format!("body: {error}")))
}

/// Whether the body is declared to be JSON. A page of another site can send anything else without asking first.
fn is_json(headers: &HeaderMap) -> bool {
    let declared = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = declared.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

/// The address that a request came from; put into each request by the server.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub std::net::IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for Peer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let missing = || Problem::Internal(anyhow::anyhow!("the server did not say where the request came from"));
        parts.extensions.get::<Self>().copied().ok_or_else(missing)
    }
}

/// A ticket's id in a body. Also written `7.0`, which JSON Schema counts as an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WholeNumber(pub u64);

impl<'de> serde::Deserialize<'de> for WholeNumber {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = serde_json::Number::deserialize(deserializer)?;
        let whole = number.as_u64().or_else(|| number.as_f64().and_then(whole));
        whole.map(Self).ok_or_else(|| serde::de::Error::custom(format_args!("`{number}` is not a ticket's id")))
    }
}

/// A float as the whole number that it is, as far as floats are exact: the cast below is of what was checked.
fn whole(number: f64) -> Option<u64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && (0.0..=EXACT).contains(&number)).then_some(number as u64)
}

/// For a field that may be absent, null or a value, which mean three things.
pub fn present<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: serde::Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    serde::Deserialize::deserialize(deserializer).map(Some)
}

/// For a field that may be absent, but not null.
pub fn not_null<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: serde::Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(values: &[&str]) -> Option<Option<String>> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("idempotency-key", value.parse().unwrap());
        }
        idempotency_key(&headers).ok()
    }

    #[test]
    fn a_key_is_1_to_64_visible_characters_with_or_without_quotes() {
        assert_eq!(key(&[]), Some(None));
        assert_eq!(key(&["k-1"]), Some(Some("k-1".into())));
        assert_eq!(key(&["\"k-1\""]), key(&["k-1"]));
        assert_eq!(key(&["\""]), Some(Some("\"".into())));
        assert_eq!(key(&[&"k".repeat(64)]), Some(Some("k".repeat(64))));
        assert_eq!(key(&[&format!("\"{}\"", "k".repeat(64))]), Some(Some("k".repeat(64))));
        for wrong in ["", "\"\"", "a b", "k\u{e9}", &"k".repeat(65)] {
            assert_eq!(key(&[wrong]), None, "{wrong}");
        }
        assert_eq!(key(&["a", "b"]), None);
    }

    #[test]
    fn the_session_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "a=1; sportello_session=one;sportello_session=two".parse().unwrap());
        headers.append(header::COOKIE, "xsportello_session=three; sportello_session=four; broken".parse().unwrap());
        assert_eq!(tokens(&headers).collect::<Vec<_>>(), ["one", "two", "four"]);
    }

    #[test]
    fn a_whole_number_is_one_however_it_is_written() {
        let of = |text: &str| serde_json::from_str::<WholeNumber>(text).ok().map(|WholeNumber(number)| number);
        assert_eq!((of("7"), of("7.0"), of("7e2"), of("0")), (Some(7), Some(7), Some(700), Some(0)));
        assert_eq!(of(&u64::MAX.to_string()), Some(u64::MAX));
        for wrong in ["7.5", "-1", "-1.0", "1e300", "\"7\"", "null", "true", "[7]"] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_json_is_json() {
        let is = |text: &str| is_json(&HeaderMap::from_iter([(header::CONTENT_TYPE, text.parse().unwrap())]));
        assert!(is("application/json") && is("Application/JSON; charset=utf-8"));
        assert!(!is("text/plain") && !is("application/jsonp") && !is("application/x-www-form-urlencoded") && !is(""));
    }
}
