use super::*;
use crate::journal::Day;
use crate::office::upkeep::{keep_snapshot, statistics, tend};

/// A year of short days.
async fn days(office: &Office, dial: &Dial, count: u32) {
    for day in 0..count {
        for n in 0..3 {
            office.submit(issue(&format!("i{day}-{n}"))).await.unwrap();
        }
        office.submit(call_next(&format!("c{day}"), "1")).await.unwrap();
        dial.turn(300);
        let finish = Command::Finish { desk: "1".into(), ticket: None };
        let request =
            Request { id: format!("f{day}").parse().unwrap(), by: Actor::Operator("anna".into()), command: finish };
        office.submit(request).await.unwrap();
        dial.turn(86_400 - 300);
    }
}

#[tokio::test]
async fn days_are_summed_up_and_old_months_go_to_the_archive() {
    let (folder, dial) = (tempfile::tempdir().unwrap(), Dial::default());
    let (office, running) = open(folder.path(), &dial);
    days(&office, &dial, 100).await;
    let all = office.entries_after(0, 9_999).unwrap();
    let first: Date = "2026-11-23".parse().unwrap();
    let last: Date = "2027-03-02".parse().unwrap();
    let reader = Journal::reader(folder.path()).unwrap();
    let before = statistics(&reader, first, last).unwrap();
    assert_eq!(before.len(), 100);

    let kept = tend(&office, folder.path(), 61).unwrap();
    assert_eq!(kept.days, 99, "the last one is not over");
    let months: Vec<_> =
        kept.archived.iter().map(|archived| archived.file.file_name().unwrap().to_str().unwrap()).collect();
    assert!(months.len() == 1 && months[0].starts_with("2026-11_1-"), "December is not 61 days over: {months:?}");
    assert_eq!(kept.forgotten as u64, kept.archived[0].entries);
    let left = office.entries_after(0, 9_999).unwrap();
    assert_eq!(left, all[kept.forgotten..]);
    assert_eq!(tend(&office, folder.path(), 61).unwrap(), Default::default(), "once is enough");

    let after = statistics(&reader, first, last).unwrap();
    assert_eq!(after, before, "what days came to stays");
    let (date, day) = &after[3];
    let work = day.total();
    assert_eq!(
        (date.to_string().as_str(), work.issued, work.finished, work.visit.mean()),
        ("2026-11-26", 3, 1, Some(300))
    );
    // Two of three wait until midnight, which the day knows only when the next one begins.
    assert_eq!(work.expired, 2);
    assert_eq!(statistics(&reader, "2027-01-01".parse().unwrap(), "2027-01-31".parse().unwrap()).unwrap().len(), 31);

    // The office goes on, and starts from what is left, with a snapshot and without.
    running.stop();
    rusqlite::Connection::open(Journal::file(folder.path())).unwrap().execute("DELETE FROM snapshot", []).unwrap();
    let (office, _running) = open(folder.path(), &dial);
    let Answer::Issued { ticket, .. } = office.submit(issue("next")).await.unwrap() else { panic!("not issued") };
    assert_eq!(ticket.0, 301, "identities go on");
}

#[tokio::test]
async fn an_archive_that_was_interrupted_is_gone_on_with() {
    let (folder, dial) = (tempfile::tempdir().unwrap(), Dial::default());
    let (office, _running) = open(folder.path(), &dial);
    days(&office, &dial, 50).await;
    // Rows had begun to go when the power went.
    let database = rusqlite::Connection::open(Journal::file(folder.path())).unwrap();
    let whole = tend(&office, folder.path(), 9_999).unwrap();
    assert_eq!((whole.archived.len(), whole.forgotten), (0, 0), "nothing is so old");
    database.execute("INSERT INTO meta VALUES ('archived-through', '21')", []).unwrap();
    database.execute("DELETE FROM entry WHERE seq < 10", []).unwrap();
    let kept = tend(&office, folder.path(), 9_999).unwrap();
    assert_eq!((kept.archived.len(), kept.forgotten), (0, 12));
    assert_eq!(office.entries_after(0, 1).unwrap()[0].seq, 22);
}

#[tokio::test]
async fn a_day_that_cannot_be_read_is_an_error_and_not_a_wrong_figure() {
    let (folder, dial) = (tempfile::tempdir().unwrap(), Dial::default());
    let (office, _running) = open(folder.path(), &dial);
    days(&office, &dial, 3).await;
    let journal = Journal::open(folder.path(), Purpose::Office, "test").unwrap();
    let date = "2026-11-23".parse().unwrap();
    journal.keep_day(&Day { date, first: 1, last: 5, summary: "[]".into() }).unwrap();
    let error = statistics(&Journal::reader(folder.path()).unwrap(), date, date).unwrap_err();
    assert!(error.is_damage(), "{error}");
}

#[tokio::test]
async fn a_snapshot_of_a_busy_day_is_what_the_log_says() {
    let (folder, dial) = (tempfile::tempdir().unwrap(), Dial::default());
    let (office, running) = open(folder.path(), &dial);
    office.submit(issue("a")).await.unwrap();
    office.submit(call_next("b", "1")).await.unwrap();
    keep_snapshot(&office).unwrap();
    let journal = Journal::open(folder.path(), Purpose::Office, "test").unwrap();
    let (seq, text) = journal.snapshot().unwrap().unwrap();
    let snapshot: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(snapshot, office.read(|state| serde_json::to_value(state).unwrap()));
    assert_eq!(seq, office.read(State::seq));
    running.stop();
    assert!(matches!(keep_snapshot(&office), Err(crate::office::upkeep::Untended::Ended)));
}
