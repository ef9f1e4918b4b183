use std::io::Read;

use flate2::read::GzDecoder;

use super::*;

#[test]
fn what_is_archived_leaves_the_database_and_can_be_read_by_anybody() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = open(folder.path());
    let entries: Vec<Entry> = (1..=2_500).map(entry).collect();
    journal.append(0, &entries).unwrap();
    assert_eq!(journal.forget_archived(9_999).unwrap(), 0, "nothing goes before it is archived");
    let reader = Journal::reader(folder.path()).unwrap();
    let archived = reader.archive(folder.path(), "2026-11-23".parse().unwrap(), 1, 2_100).unwrap();
    assert_eq!((archived.entries, archived.file.file_name().unwrap()), (2_100, "2026-11_1-2100.jsonl.gz".as_ref()));
    journal.archived(2_100).unwrap();
    assert_eq!(journal.entries_after(0, 9_999).unwrap().len(), 2_500);
    assert_eq!(
        [2_000, 2_000, 2_000].map(|limit| journal.forget_archived(limit).unwrap()),
        [2_000, 100, 0],
        "a few at a time"
    );
    assert_eq!(journal.entries_after(0, 9_999).unwrap(), entries[2_100..]);
    journal.append(2_500, &[entry(2_501)]).unwrap();

    let mut text = String::new();
    GzDecoder::new(std::fs::File::open(archived.file).unwrap()).read_to_string(&mut text).unwrap();
    let read: Vec<Entry> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read, entries[..2_100]);
    let plain = u64::try_from(text.len()).unwrap();
    println!("archive: {} bytes for {} of JSON", archived.size, plain);
    assert!(archived.size * 4 < plain);
}

#[test]
fn a_day_that_is_over_is_kept_with_its_summary() {
    let folder = tempfile::tempdir().unwrap();
    let journal = open(folder.path());
    let reader = Journal::reader(folder.path()).unwrap();
    assert_eq!(reader.last_day().unwrap(), None);
    let day = |date: &str, first, last| Day { date: date.parse().unwrap(), first, last, summary: "{}".into() };
    let days = [day("2025-12-31", 1, 7), day("2026-01-01", 8, 8), day("2026-01-02", 9, 30)];
    for day in &days {
        journal.keep_day(day).unwrap();
    }
    assert_eq!(reader.last_day().unwrap().as_ref(), days.last());
    assert_eq!(reader.days("2026-01-01".parse().unwrap(), "2026-12-31".parse().unwrap()).unwrap(), days[1..]);
    journal.archived(8).unwrap();
    assert_eq!(reader.first_kept_day().unwrap().as_ref(), days.last());
}
