//! The bytes of one connection. What hyper refuses by itself, because it is no HTTP, gets the words here that every
//! other refusal has.
//!
//! hyper 1 answers a malformed request line, a broken header or too large a head before any service sees a request, with
//! a bare status, and has no hook for it. Such an answer goes out alone and is told from ours by its missing headers:
//! every answer of the router has [`FIXED`](super::router::FIXED). So this stands between hyper and the socket, and
//! where hyper would send a bare refusal it sends the problem document instead.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::problem::Problem;

/// A stream whose bare refusals get words.
#[derive(Debug)]
pub struct Wire<S> {
    stream: S,
    /// What is sent in place of hyper's refusal, and how long that is.
    instead: Option<Instead>,
    /// A request head has begun and is not known to be whole: some bytes came since the last answer.
    heard: bool,
}

#[derive(Debug)]
struct Instead {
    bytes: Vec<u8>,
    sent: usize,
    replaced: usize,
}

impl<S> Wire<S> {
    pub fn new(stream: S) -> Self {
        Self { stream, instead: None, heard: false }
    }

    /// The stream, if the other side has begun to say something that was not answered.
    pub fn unanswered(self) -> Option<S> {
        self.heard.then_some(self.stream)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Wire<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(cx, buffer))?;
        self.heard |= buffer.filled().len() > before;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Wire<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.heard = false;
        if self.instead.is_none() {
            self.instead = bare_refusal(bytes).map(|(problem, date)| Instead {
                bytes: problem.as_bytes(date),
                sent: 0,
                replaced: bytes.len(),
            });
        }
        let this = &mut *self;
        let Some(instead) = &mut this.instead else { return Pin::new(&mut this.stream).poll_write(cx, bytes) };
        while let Some(rest) = instead.bytes.get(instead.sent..).filter(|rest| !rest.is_empty()) {
            match ready!(Pin::new(&mut this.stream).poll_write(cx, rest))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                sent => instead.sent += sent,
            }
        }
        let replaced = instead.replaced;
        this.instead = None;
        Poll::Ready(Ok(replaced))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let mut filled = parts.iter().filter(|part| !part.is_empty());
        match (filled.next(), filled.next()) {
            // A refusal goes out alone.
            (Some(only), None) => self.poll_write(cx, only),
            _ => {
                self.heard = false;
                Pin::new(&mut self.stream).poll_write_vectored(cx, parts)
            }
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// The problem and the date of a refusal that hyper made; `None` for anything else.
fn bare_refusal(bytes: &[u8]) -> Option<(Problem, &str)> {
    let head = bytes.strip_prefix(b"HTTP/1.1 4").and_then(|_| bytes.strip_suffix(b"\r\n\r\n"))?;
    let mut lines = std::str::from_utf8(head).ok()?.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?;
    let mut date = "";
    for line in lines {
        match line.split_once(": ")? {
            ("connection" | "content-length", _) => {}
            ("date", value) => date = value,
            // The router's own.
            _ => return None,
        }
    }
    let problem = match status {
        "431" | "414" => Problem::HeadTooLarge,
        "400" => Problem::BadRequest("this is not an HTTP/1.1 request: its first line or a header is malformed".into()),
        _ => return None,
    };
    Some((problem, date))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<(String, String)> {
        let (problem, date) = bare_refusal(text.as_bytes())?;
        let bytes = String::from_utf8(problem.as_bytes(date)).unwrap();
        let (head, body) = bytes.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("content-length: {}", body.len())), "{head}");
        let body: serde_json::Value = serde_json::from_str(body).unwrap();
        Some((head.lines().next().unwrap().to_owned(), body["type"].as_str().unwrap().to_owned()))
    }

    #[test]
    fn only_what_hyper_refuses_by_itself_is_given_words() {
        let bare = |status: &str| {
            format!(
                "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: 0\r\ndate: Mon, 23 Nov 2026 08:30:00 GMT\r\n\r\n"
            )
        };
        let is = |line: &str, kind: &str| Some((line.to_owned(), format!("/problems/{kind}")));
        assert_eq!(kind(&bare("400 Bad Request")), is("HTTP/1.1 400 Bad Request", "bad-request"));
        let large = "HTTP/1.1 431 Request Header Fields Too Large";
        assert_eq!(kind(&bare("431 Request Header Fields Too Large")), is(large, "head-too-large"));
        assert_eq!(kind(&bare("414 URI Too Long")), is(large, "head-too-large"));
        assert_eq!(kind(&bare("204 No Content")), None);
        assert_eq!(kind(&bare("404 Not Found")), None);
        assert_eq!(kind("HTTP/1.1 400 Bad Request\r\nx-content-type-options: nosniff\r\n\r\n"), None, "ours");
        assert_eq!(kind(&format!("{}x", bare("400 Bad Request"))), None, "more follows");
        assert_eq!(kind(""), None);
    }
}
