//! Readers that were not written here: npos (npm) for ESC/POS, rqrr and zbarimg for QR codes, png for pictures.

use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sportello::printer::bitmap::Bitmap;

/// Black dots by rows.
pub type Dots = Vec<Vec<bool>>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/paper")
}

/// Whether continuous integration runs, where a reader that is missing is an error and not a reason to pass.
fn must_be_there() -> bool {
    std::env::var_os("CI").is_some()
}

/// Whether the ESC/POS reader is there; fetches it by npm if that is.
pub fn is_there() -> bool {
    let fetched = folder().join("node_modules/npos").exists()
        || Command::new("npm")
            .args(["ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(folder())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
    assert!(fetched || !must_be_there(), "the reader of ESC/POS is missing: it needs node and npm");
    if !fetched {
        eprintln!("not tested: the reader of ESC/POS is missing, it needs node and npm");
    }
    fetched
}

/// Reads a paper's bytes.
pub fn escpos(bytes: &[u8], width: usize) -> Dots {
    let mut node = Command::new("node")
        .arg(folder().join("read-ticket.cjs"))
        .arg(width.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = node.stdin.take().unwrap();
    let sent = bytes.to_vec();
    let sender = std::thread::spawn(move || input.write_all(&sent));
    let output = node.wait_with_output().unwrap();
    sender.join().unwrap().unwrap();
    assert!(output.status.success(), "the reader refuses the paper");
    pbm(&output.stdout)
}

fn pbm(file: &[u8]) -> Dots {
    let header_end = file.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(1).unwrap().0 + 1;
    let header = std::str::from_utf8(&file[..header_end]).unwrap();
    let numbers: Vec<usize> = header.split_whitespace().skip(1).map(|number| number.parse().unwrap()).collect();
    let rows = file[header_end..].chunks(numbers[0] / 8);
    rows.map(|row| (0..numbers[0]).map(|x| row[x / 8] & (0x80 >> (x % 8)) != 0).collect()).collect()
}

/// Reads a picture of black and white.
pub fn png(file: &Path) -> Dots {
    let mut decoder = png::Decoder::new(BufReader::new(File::open(file).unwrap()));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let rows = pixels[..info.buffer_size()].chunks(info.line_size);
    rows.map(|row| row[..info.width as usize].iter().map(|&pixel| pixel == 0).collect()).collect()
}

/// Dots that differ. What was read may go on below the picture with white paper, but not with anything else.
pub fn differing(picture: &Bitmap, read: &Dots) -> usize {
    let height = picture.height().max(read.len());
    let seen = |x: usize, y: usize| read.get(y).and_then(|row| row.get(x)).copied().unwrap_or(false);
    (0..height)
        .flat_map(|y| (0..picture.width()).map(move |x| (x, y)))
        .filter(|&(x, y)| picture.get(x, y) != seen(x, y))
        .count()
}

/// Whether a picture is exactly this.
pub fn is_same(picture: &Bitmap, read: &Dots) -> bool {
    read.len() == picture.height() && read[0].len() == picture.width() && differing(picture, read) == 0
}

/// The text of the picture's one QR code, as each reader reads it.
pub fn codes(picture: &Bitmap) -> Vec<String> {
    // Twice as large, as a camera would see it.
    let dark = |x: usize, y: usize| picture.get(x / 2, y / 2);
    let mut image = rqrr::PreparedImage::prepare_from_bitmap(picture.width() * 2, picture.height() * 2, dark);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one code");
    let mut texts = vec![grids[0].decode().unwrap().1];
    texts.extend(zbarimg(picture));
    texts
}

fn zbarimg(picture: &Bitmap) -> Option<String> {
    let mut file = tempfile::Builder::new().suffix(".png").tempfile().unwrap();
    file.write_all(&picture.png().unwrap()).unwrap();
    let output =
        Command::new("zbarimg").args(["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"]).arg(file.path()).output();
    match output {
        Ok(output) => {
            assert!(output.status.success(), "zbarimg reads nothing");
            Some(String::from_utf8(output.stdout).unwrap().trim_end_matches('\n').to_owned())
        }
        Err(_) => {
            assert!(!must_be_there(), "zbarimg is missing");
            eprintln!("not tested with zbarimg: it is missing");
            None
        }
    }
}
