//! Pictures that a page is compared with, kept small as PNG.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use slint::{Rgba8Pixel, SharedPixelBuffer};

type Rgb = [u8; 3];

/// Compares a picture with the golden one, pixel by pixel; `SPORTELLO_BLESS` makes it the golden one instead. A picture
/// that differs is kept under `target/screens` to look at.
///
/// # Errors
/// What differs, and where the picture is.
pub fn compare(picture: &SharedPixelBuffer<Rgba8Pixel>, shape: &str, look: &str, page: &str) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let name: PathBuf = [shape, look, &format!("{page}.png")].iter().collect();
    let golden = root.join("tests/goldens/screens").join(&name);
    let pixels: Vec<Rgb> = picture.as_slice().iter().map(|pixel| [pixel.r, pixel.g, pixel.b].map(coarse)).collect();
    let size = (picture.width(), picture.height());
    if std::env::var_os("SPORTELLO_BLESS").is_some() {
        write(&golden, size, &pixels);
        return Ok(());
    }
    let differing = match read(&golden) {
        Some((golden_size, golden)) if golden_size == size => {
            pixels.iter().zip(&golden).filter(|(now, then)| now != then).count()
        }
        _ => pixels.len(),
    };
    if differing > 0 {
        let actual = put_aside(picture, shape, look, page);
        return Err(format!("{}: {differing} pixels differ; the picture is {}", name.display(), actual.display()));
    }
    Ok(())
}

/// Keeps a picture under `target/screens` to look at.
pub fn put_aside(picture: &SharedPixelBuffer<Rgba8Pixel>, shape: &str, look: &str, page: &str) -> PathBuf {
    let pixels: Vec<Rgb> = picture.as_slice().iter().map(|pixel| [pixel.r, pixel.g, pixel.b].map(coarse)).collect();
    let name: PathBuf = ["target/screens", shape, look, &format!("{page}.png")].iter().collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    write(&path, (picture.width(), picture.height()), &pixels);
    path
}

/// 32 steps a channel: edges of letters then have few enough colours for a palette, which makes the files a third as
/// large, and the eye sees no difference.
fn coarse(channel: u8) -> u8 {
    let step = channel >> 3;
    (step << 3) | (step >> 2)
}

/// Indexed where 256 colours are enough, as they mostly are.
fn write(path: &Path, (width, height): (u32, u32), pixels: &[Rgb]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    let mut encoder = png::Encoder::new(file, width, height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_deflate_compression(png::DeflateCompression::Level(9));
    let mut palette: Vec<Rgb> = Vec::new();
    let mut index = HashMap::new();
    let indices: Vec<usize> = pixels
        .iter()
        .map(|pixel| {
            *index.entry(*pixel).or_insert_with(|| {
                palette.push(*pixel);
                palette.len() - 1
            })
        })
        .collect();
    if palette.len() <= 256 {
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(palette.concat());
        encoder.set_filter(png::Filter::NoFilter);
        let bytes: Vec<u8> = indices.into_iter().map(|index| u8::try_from(index).unwrap()).collect();
        encoder.write_header().unwrap().write_image_data(&bytes).unwrap();
    } else {
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_filter(png::Filter::Adaptive);
        encoder.write_header().unwrap().write_image_data(&pixels.concat()).unwrap();
    }
}

fn read(path: &Path) -> Option<((u32, u32), Vec<Rgb>)> {
    let mut decoder = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path).ok()?));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().ok()?;
    let mut bytes = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut bytes).ok()?;
    let pixels = bytes[..info.buffer_size()].chunks_exact(3).map(|rgb| [rgb[0], rgb[1], rgb[2]]).collect();
    Some(((info.width, info.height), pixels))
}
