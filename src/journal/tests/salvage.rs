use super::*;

fn filled(folder: &Path, count: u64) -> Vec<Entry> {
    let entries: Vec<Entry> = (1..=count).map(entry).collect();
    let mut journal = open(folder);
    journal.append(0, &entries).unwrap();
    journal.keep_snapshot(count, "{}").unwrap();
    journal.checkpoint().unwrap();
    entries
}

/// Overwrites part of the database file.
fn damage(folder: &Path, page: usize) {
    let file = Journal::file(folder);
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[page * 4096 + 100..page * 4096 + 2000].fill(0xA5);
    std::fs::write(file, bytes).unwrap();
}

#[test]
fn every_page_may_be_damaged_and_the_good_part_is_kept() {
    let whole = tempfile::tempdir().unwrap();
    let entries = filled(whole.path(), 300);
    let pages = usize::try_from(std::fs::metadata(Journal::file(whole.path())).unwrap().len()).unwrap() / 4096;
    let mut kept = Vec::new();
    for page in 0..pages {
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(Journal::file(whole.path()), Journal::file(folder.path())).unwrap();
        damage(folder.path(), page);
        let salvaged = salvage(folder.path()).unwrap();
        assert!(salvaged.set_aside.join("sportello.db").exists());
        let journal = open(folder.path());
        let read = journal.entries_after(0, 9_999).unwrap();
        assert_eq!(u64::try_from(read.len()).unwrap(), salvaged.kept);
        assert!(read.iter().all(|read| entries.contains(read)), "nothing that was not written");
        let lost: u64 = salvaged.lost.iter().map(|(from, to)| to - from + 1).sum();
        let end = read.last().map_or(0, |entry| entry.seq);
        assert_eq!(salvaged.kept + lost, end, "what is missing is named");
        kept.push(salvaged.kept);
    }
    let most = kept.iter().filter(|kept| **kept >= 270).count();
    println!("salvage: of 300 entries, {:?} are kept with page 0.. damaged", kept);
    // The file's head and the table's root take everything with them; any other page only what it holds.
    assert!(most + 2 >= pages, "{kept:?}");
}

#[test]
fn what_a_power_cut_interrupts_is_finished_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let entries = filled(folder.path(), 20);
    salvage(folder.path()).unwrap();
    let at = |name: &str| folder.path().join(name);
    // As if the power went just before the new database got its name.
    std::fs::rename(at("sportello.db"), at("sportello.db.salvaged")).unwrap();
    assert_eq!(open(folder.path()).entries_after(0, 99).unwrap(), entries);
    // As if it went before the damaged one was moved, whose write-ahead log is still there.
    std::fs::copy(at("sportello.db"), at("sportello.db.salvaged")).unwrap();
    std::fs::write(at("sportello.db"), "damaged").unwrap();
    std::fs::write(at("sportello.db-wal"), "damaged").unwrap();
    assert_eq!(open(folder.path()).entries_after(0, 99).unwrap(), entries);
    assert!(!at("sportello.db.salvaged").exists());
    let damaged = std::fs::read(at("damaged-2").join("sportello.db")).unwrap();
    assert_eq!(damaged, b"damaged", "set aside, not thrown away");
}

#[test]
fn a_wish_for_salvage_is_met_once() {
    let folder = tempfile::tempdir().unwrap();
    let entries = filled(folder.path(), 5);
    open(folder.path()).wish_for_salvage().unwrap();
    let error = Journal::open(folder.path(), Purpose::Office, "perugia").err().unwrap();
    assert!(error.is_damage(), "{error}");
    let salvaged = salvage(folder.path()).unwrap();
    assert_eq!((salvaged.kept, salvaged.lost.len()), (5, 0));
    assert_eq!(open(folder.path()).entries_after(0, 99).unwrap(), entries);
    assert_eq!(open(folder.path()).snapshot().unwrap(), Some((5, "{}".to_owned())));
}

#[test]
fn many_damaged_logs_do_not_fill_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path(), 3);
    for _ in 0..6 {
        salvage(folder.path()).unwrap();
    }
    let kept = std::fs::read_dir(folder.path()).unwrap();
    let kept =
        kept.filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("damaged")).count();
    assert!(kept <= 4, "{kept}");
}
