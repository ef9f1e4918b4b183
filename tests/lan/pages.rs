//! The pages, what they load, and how they are cached.

use std::collections::BTreeSet;

use crate::kiosk::Kiosk;

const PAGES: [&str; 4] = ["/console", "/board", "/screen", "/paper"];

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_sent_once_and_then_only_asked_for() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.anybody().await;
    let start = client.get("/").await;
    assert_eq!((start.status, start.header("location")), (307, "/console"));
    for page in PAGES {
        let reply = client.get(page).await;
        assert_eq!((reply.status, reply.header("content-type")), (200, "text/html; charset=utf-8"), "{page}");
        assert_eq!(reply.header("cache-control"), "no-cache");
        let tag = reply.header("etag").to_owned();
        let again = client.send("GET", page, &[("if-none-match", &tag)], "").await;
        assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, tag.as_str()));
        assert_eq!(client.send("GET", page, &[("if-none-match", "W/\"other\"")], "").await.status, 200);
        let head = client.send("HEAD", page, &[], "").await;
        assert_eq!((head.status, head.body.len()), (200, 0));
    }
}

/// Addresses of this kiosk that a text names in quotes.
fn addresses(text: &str) -> BTreeSet<String> {
    let parts = text.split(['"', '\'', '`', '(', ')']);
    let ours = parts.filter(|part| {
        ["/console/", "/board/", "/screen/", "/paper/", "/shared/", "/vendor/", "/fonts/"]
            .iter()
            .any(|folder| part.starts_with(folder))
    });
    ours.filter(|part| !part.contains(['$', ' ', '\n']))
        .map(|part| part.split('#').next().unwrap().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_a_page_names_is_there_and_of_its_type() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.anybody().await;
    let (mut open, mut seen): (Vec<String>, BTreeSet<String>) = (PAGES.map(str::to_owned).into(), BTreeSet::new());
    while let Some(path) = open.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let reply = client.get(&path).await;
        assert_eq!(reply.status, 200, "{path}");
        let media = reply.header("content-type");
        let expected = match path.rsplit_once('.').map_or("html", |(_, ending)| ending) {
            "html" => "text/html; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "svg" => "image/svg+xml",
            "ttf" => "font/ttf",
            other => panic!("{path}: {other}"),
        };
        assert_eq!(media, expected, "{path}");
        if media.starts_with("text/") {
            open.extend(addresses(std::str::from_utf8(&reply.body).unwrap()));
        }
    }
    assert!(seen.len() > 20, "{seen:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn words_and_fonts_are_sent() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.anybody().await;
    for path in ["/locales/it/console.ftl", "/locales/en/console.ftl", "/locales/ar/board.ftl", "/locales/it/core.ftl"]
    {
        let reply = client.get(path).await;
        assert_eq!((reply.status, reply.header("content-type")), (200, "text/plain; charset=utf-8"), "{path}");
        assert!(std::str::from_utf8(&reply.body).unwrap().contains(" = "), "{path}");
        let tag = reply.header("etag").to_owned();
        assert_eq!(client.send("GET", path, &[("if-none-match", &tag)], "").await.status, 304);
    }
    let font = client.get("/fonts/NotoSansArabic-Bold.ttf").await;
    assert_eq!((font.status, font.header("content-type")), (200, "font/ttf"));
    assert!(font.header("cache-control").contains("immutable"));
}

#[tokio::test(flavor = "multi_thread")]
async fn text_is_compressed_for_those_who_can_read_it() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.anybody().await;
    let plain = client.get("/console").await;
    let small = client.send("GET", "/console", &[("accept-encoding", "gzip")], "").await;
    assert_eq!((plain.header("content-encoding"), small.header("content-encoding")), ("", "gzip"));
    assert!(small.body.starts_with(&[0x1f, 0x8b]) && small.body.len() < plain.body.len());
    assert!(small.header("vary").contains("accept-encoding"));
}
