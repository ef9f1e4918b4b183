//! When the disk fails: commands are refused in words, what needs no disk goes on, and all is well again afterwards.

use serde_json::{Value, json};
use sportello::journal::Journal;

use crate::kiosk::Kiosk;

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_cannot_be_written_is_said_and_nothing_happens_until_it_can() {
    let kiosk = Kiosk::start().await;
    let client = kiosk.operator().await;
    kiosk.visitor("work").await;
    let before = client.get("/api/queue").await.ok();
    let disk = rusqlite::Connection::open(Journal::file(kiosk.folder())).unwrap();
    let fails = "CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END";
    disk.execute_batch(fails).unwrap();

    let issue = json!({ "service": "work", "language": "it" });
    for (key, path, body) in [
        ("a", "/api/tickets", &issue),
        ("b", "/api/desks/2/call-next", &json!({ "serving": null })),
        ("c", "/api/desks/1/open", &json!({})),
        ("d", "/api/services/work/pause", &json!({})),
    ] {
        let problem = client.keyed(key, path, body.clone()).await.problem("storage", 503);
        assert!(!problem.to_string().contains("disk is full"), "the inside is not told: {problem}");
    }
    client.get("/healthz").await.problem("storage", 503);
    // What only reads goes on, and a refusal of the queue stays the refusal that it is.
    let after = client.get("/api/queue").await.ok();
    assert_eq!(
        (&after["seq"], &after["waiting"], &after["desks"]),
        (&before["seq"], &before["waiting"], &before["desks"])
    );
    client.get("/api/board").await.ok();
    client.act("/api/desks/3/finish").await.problem("not-serving", 409);

    disk.execute_batch("DROP TRIGGER full").unwrap();
    assert_eq!(client.get("/healthz").await.status, 503, "nothing was written since, so nothing else is known");
    assert_eq!(client.keyed("a", "/api/tickets", issue).await.ok()["label"], "C002", "the same key, now carried out");
    assert_eq!(client.get("/healthz").await.status, 200);
    println!(
        "4 kinds of commands on a full disk: 4 times 503 in words, nothing done, and the same request works after"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_that_cannot_be_saved_cost_a_sign_in_after_a_restart_and_nothing_more() {
    let kiosk = Kiosk::start().await;
    // A folder where the new file would be made: as with a full disk, the file cannot be written.
    let in_the_way = kiosk.folder().join("sessions.new");
    std::fs::create_dir_all(in_the_way.join("x")).unwrap();
    let client = kiosk.operator().await;
    assert_eq!(client.get("/api/session").await.ok()["name"], "operator");
    client.act("/api/desks/1/open").await.ok();
    assert!(!kiosk.folder().join("sessions.json").exists());
    let kiosk = kiosk.restart().await;
    let mut later = kiosk.anybody().await;
    later.cookie = client.cookie;
    later.get("/api/queue").await.problem("not-signed-in", 401);
    std::fs::remove_dir_all(in_the_way).unwrap();
    let client = kiosk.operator().await;
    let kiosk = kiosk.restart().await;
    later = kiosk.anybody().await;
    later.cookie = client.cookie;
    assert_ne!(later.get("/api/session").await.ok(), Value::Null);
}
