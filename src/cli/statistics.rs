//! `sportello statistics`

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use jiff::civil::Date;
use sportello::journal::Journal;
use sportello::office::upkeep;
use sportello::statistics::Counts;

#[derive(Debug, Args)]
pub struct Statistics {
    /// The folder of the office's log; the kiosk may be running.
    #[arg(long, value_name = "DIR", default_value = super::DATA)]
    data: PathBuf,
    /// The first day, as in 2026-01-31 [default: the first one of the log]
    #[arg(long, value_name = "DATE", default_value = "0001-01-01", hide_default_value = true)]
    from: Date,
    /// The last day [default: today, as far as it is]
    #[arg(long, value_name = "DATE", default_value = "9999-12-31", hide_default_value = true)]
    to: Date,
}

const HEAD: &str = "day,service,issued,called,finished,no_shows,expired,wait_mean_s,wait_median_min,wait_p90_min,\
                    visit_mean_s,papers_printed,papers_sent,papers_failed,languages";

/// Prints a table (CSV, RFC 4180) of what each day came to, by service.
///
/// # Errors
/// When there is no log, it cannot be read, or the dates are the wrong way round.
pub fn print(arguments: &Statistics) -> anyhow::Result<()> {
    let Statistics { data, from, to } = arguments;
    anyhow::ensure!(from <= to, "--from {from} is after --to {to}: give the earlier day first");
    let file = Journal::file(data);
    anyhow::ensure!(file.exists(), "there is no log at {}: name the data folder with --data", file.display());
    let days = upkeep::statistics(&Journal::reader(data)?, *from, *to)?;
    let mut out = std::io::stdout().lock();
    let written = write!(out, "{HEAD}\r\n").and_then(|()| {
        days.iter()
            .flat_map(|(date, day)| day.services.iter().map(move |(service, counts)| (date, service, counts)))
            .try_for_each(|(date, service, counts)| write!(out, "{date},{service},{}\r\n", row(counts)))
    });
    // Whoever reads may have seen enough.
    written
        .or_else(|error| if error.kind() == std::io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
        .context("the table cannot be written")
}

/// The counts of a service, without their first two columns. Identifiers and numbers need no quotes.
fn row(counts: &Counts) -> String {
    let shown = |number: Option<u64>| number.map_or_else(String::new, |number| number.to_string());
    let minutes = |percent| shown(counts.wait.percentile(percent).map(u64::from));
    let languages: Vec<String> =
        counts.languages.iter().map(|(language, count)| format!("{language}:{count}")).collect();
    let Counts { issued, called, finished, no_shows, expired, wait, visit, papers, .. } = counts;
    format!(
        "{issued},{called},{finished},{no_shows},{expired},{},{},{},{},{},{},{},{}",
        shown(wait.mean()),
        minutes(50),
        minutes(90),
        shown(visit.mean()),
        papers.printed,
        papers.sent,
        papers.failed,
        languages.join(" "),
    )
}
