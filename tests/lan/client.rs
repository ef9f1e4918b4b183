//! A small HTTP client that sends exactly what a test says: a browser would tidy up paths, hosts and origins.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::contract::Contract;

pub struct Client {
    pub address: SocketAddr,
    pub cookie: Option<String>,
    contract: Arc<Contract>,
}

/// A whole answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The JSON of a success.
    #[track_caller]
    pub fn ok(&self) -> Value {
        assert!((200..300).contains(&self.status), "{self:?}");
        self.json()
    }

    /// The problem of a refusal, which must be of this kind and status.
    #[track_caller]
    pub fn problem(&self, kind: &str, status: u16) -> Value {
        assert_eq!(self.header("content-type"), "application/problem+json", "{self:?}");
        let problem = self.json();
        assert_eq!((self.status, &problem["type"]), (status, &json!(format!("/problems/{kind}"))), "{problem}");
        assert_eq!(problem["status"], json!(status));
        assert!(problem["detail"].as_str().is_some_and(|detail| !detail.is_empty()));
        problem
    }
}

impl Client {
    pub async fn new(address: SocketAddr) -> Self {
        let mut client = Self { address, cookie: None, contract: Arc::new(Contract::none()) };
        let document = client.get("/api/openapi.json").await.ok();
        client.contract = Arc::new(Contract::new(document));
        client
    }

    pub fn contract(&self) -> &Contract {
        &self.contract
    }

    /// The same browser once more.
    pub fn again(&self) -> Self {
        Self { address: self.address, cookie: self.cookie.clone(), contract: self.contract.clone() }
    }

    pub async fn sign_in(&mut self, name: &str, password: &str) {
        let reply = self.post("/api/session", json!({ "name": name, "password": password })).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        let cookie = reply.header("set-cookie").split(';').next().unwrap().to_owned();
        self.cookie = Some(cookie);
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send("GET", path, &[], "").await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.send("POST", path, &[("content-type", "application/json")], body.to_string()).await
    }

    /// A command without a body.
    pub async fn act(&self, path: &str) -> Reply {
        self.send("POST", path, &[], "").await
    }

    /// A command with a key.
    pub async fn keyed(&self, key: &str, path: &str, body: Value) -> Reply {
        let headers = [("content-type", "application/json"), ("idempotency-key", key)];
        self.send("POST", path, &headers, body.to_string()).await
    }

    /// Sends a request and reads its whole answer, which must agree with the document.
    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Reply {
        let response = tokio::time::timeout(Duration::from_secs(60), self.open(method, path, headers, body.into()))
            .await
            .expect("no answer came");
        let (head, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let reply = Reply { status: head.status.as_u16(), headers: head.headers, body };
        self.contract.check(method, path, &reply);
        reply
    }

    /// Sends a request; its answer's body is still to come.
    pub async fn open(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Bytes) -> Response<Incoming> {
        let stream = TcpStream::connect(self.address).await.unwrap();
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        let mut request = Request::builder().method(Method::from_bytes(method.as_bytes()).unwrap()).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", self.address.to_string());
        }
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        for (name, value) in headers {
            let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
            request = request.header(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        sender.send_request(request.body(Full::new(body)).unwrap()).await.unwrap()
    }
}
