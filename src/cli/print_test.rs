//! `sportello print-test`

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use sportello::config::{Config, Known};
use sportello::info::Library;
use sportello::locale::Locales;
use sportello::office::paper::print_test;
use sportello::queue::Language;

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("result").args(["out", "png"]).required(true).multiple(true))]
pub struct PrintTest {
    /// Language of the ticket, by the name of its folder in `locales`.
    #[arg(long, value_name = "LANGUAGE", default_value = "it")]
    lang: String,
    /// Width of the paper in millimetres: 80 or 58 [default: the configured printer's]
    #[arg(long, value_name = "MM")]
    width: Option<u32>,
    /// Where to write the ESC/POS bytes. A device file such as /dev/usb/lp0 prints them.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Where to write the picture.
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
    /// The office whose ticket it is [default: the demonstration office]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Writes the sample's files.
///
/// # Errors
/// When the configuration is wrong, the language or width does not exist, or a file cannot be written.
pub fn print(arguments: &PrintTest) -> anyhow::Result<()> {
    let locales = Locales::load()?;
    let library = Library::load(&locales)?;
    let config = match &arguments.config {
        Some(file) => Config::read(file, &Known::of(&locales, &library))?,
        None => Config::demonstration(),
    };
    let width = arguments.width.unwrap_or(config.printer.paper_mm);
    let sample = print_test(&config, &locales, &library, &Language::from(arguments.lang.as_str()), width)?;
    write(arguments.out.as_deref(), &sample.bytes)?;
    write(arguments.png.as_deref(), &sample.png)
}

fn write(file: Option<&Path>, content: &[u8]) -> anyhow::Result<()> {
    let Some(file) = file else { return Ok(()) };
    std::fs::write(file, content).with_context(|| format!("{} cannot be written", file.display()))
}
