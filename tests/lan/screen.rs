//! The kiosk's screen over the WebSocket.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::json;
use sportello::mirror::{Frame, Phase, Touch};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use crate::client::Client;
use crate::kiosk::Kiosk;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn watch(client: &Client, origin: Option<&str>) -> Result<Socket, Error> {
    let mut request = format!("ws://{}/api/screen", client.address).into_client_request().unwrap();
    if let Some(cookie) = &client.cookie {
        request.headers_mut().insert("cookie", cookie.parse().unwrap());
    }
    if let Some(origin) = origin {
        request.headers_mut().insert("origin", origin.parse().unwrap());
    }
    tokio_tungstenite::connect_async(request).await.map(|(socket, _)| socket)
}

async fn next(socket: &mut Socket) -> Message {
    loop {
        let message = tokio::time::timeout(Duration::from_secs(60), socket.next()).await.expect("nothing came");
        match message.expect("the stream ended").unwrap() {
            Message::Ping(_) | Message::Pong(_) => {}
            other => return other,
        }
    }
}

fn frame(generation: u64) -> Frame {
    Frame { generation, width: 10, height: 20, png: vec![u8::try_from(generation).unwrap(); 3] }
}

/// The next touches that arrive at the screen.
async fn touches(kiosk: &Kiosk, count: usize) -> Vec<Touch> {
    let mut all = Vec::new();
    for _ in 0..6000 {
        all.extend(kiosk.mirror.take_touches());
        if all.len() >= count {
            return all;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("only {all:?}")
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_go_out_and_touches_come_in() {
    let kiosk = Kiosk::start().await;
    let technician = kiosk.technician().await;
    kiosk.mirror.show(frame(1));
    let mut socket = watch(&technician, Some(&format!("http://{}", technician.address))).await.unwrap();
    assert_eq!(next(&mut socket).await, Message::binary(vec![1, 1, 1]));
    assert!(kiosk.mirror.is_watched());
    kiosk.mirror.show(frame(2));
    assert_eq!(next(&mut socket).await, Message::binary(vec![2, 2, 2]));
    for (phase, x) in [("pressed", 1.5), ("moved", 2.0), ("released", 3.0)] {
        socket.send(Message::text(json!({ "phase": phase, "x": x, "y": 7 }).to_string())).await.unwrap();
    }
    let expected = [(Phase::Pressed, 1.5), (Phase::Moved, 2.0), (Phase::Released, 3.0)];
    assert_eq!(touches(&kiosk, 3).await, expected.map(|(phase, x)| Touch { phase, x, y: 7.0 }));

    socket.send(Message::text(r#"{"phase":"pressed","x":4,"y":4}"#)).await.unwrap();
    assert_eq!(touches(&kiosk, 1).await.len(), 1);
    drop(socket);
    let last = touches(&kiosk, 1).await;
    assert_eq!(last[0].phase, Phase::Cancelled, "a finger that left with its watcher is lifted");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_those_who_may_see_the_screen_and_only_from_our_own_pages() {
    let kiosk = Kiosk::start().await;
    let status = |result: Result<Socket, Error>| match result {
        Err(Error::Http(response)) => response.status().as_u16(),
        other => panic!("{other:?}"),
    };
    assert_eq!(status(watch(&kiosk.anybody().await, None).await), 401);
    assert_eq!(status(watch(&kiosk.operator().await, None).await), 403);
    let technician = kiosk.technician().await;
    assert_eq!(status(watch(&technician, Some("http://evil.example")).await), 403);
    technician.get("/api/screen").await.problem("upgrade-required", 426);
    let demonstration = Kiosk::with(true, |_| {}).await;
    assert!(watch(&demonstration.anybody().await, None).await.is_ok());
    assert_eq!(status(watch(&demonstration.anybody().await, Some("http://evil.example")).await), 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_ends_the_watching_and_so_do_sign_out_and_shutdown() {
    let mut kiosk = Kiosk::start().await;
    let technician = kiosk.technician().await;
    let long = "x".repeat(5_000);
    for nonsense in ["", "{}", "touch", r#"{"phase":"pressed","x":1}"#, r#"{"phase":"hit","x":1,"y":1}"#, &long] {
        let mut socket = watch(&technician, None).await.unwrap();
        socket.send(Message::text(nonsense)).await.unwrap();
        let end = tokio::time::timeout(Duration::from_secs(60), async {
            while let Some(Ok(message)) = socket.next().await {
                if message.is_close() {
                    break;
                }
            }
        });
        end.await.expect("it goes on");
    }
    assert!(kiosk.mirror.take_touches().is_empty());

    let mut socket = watch(&technician, None).await.unwrap();
    technician.send("DELETE", "/api/session", &[], "").await;
    let Message::Close(Some(close)) = next(&mut socket).await else { panic!("not closed") };
    assert_eq!(close.code, CloseCode::Policy);

    let again = kiosk.technician().await;
    let mut socket = watch(&again, None).await.unwrap();
    let (end, ()) = tokio::join!(next(&mut socket), kiosk.stop_serving());
    let Message::Close(Some(close)) = end else { panic!("{end:?}") };
    assert_eq!(close.code, CloseCode::Away);
}

#[tokio::test(flavor = "multi_thread")]
async fn so_many_watchers_and_no_more() {
    let kiosk = Kiosk::with(true, |_| {}).await;
    let client = kiosk.anybody().await;
    let mut sockets = Vec::new();
    for _ in 0..8 {
        sockets.push(watch(&client, None).await.unwrap());
    }
    assert!(matches!(watch(&client, None).await, Err(Error::Http(response)) if response.status() == 503));
}
