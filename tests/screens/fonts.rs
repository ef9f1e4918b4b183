//! The screen needs no font of the machine: the pictures are the same with whatever fonts it has, and the kiosk draws
//! without any.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use tokio_tungstenite::tungstenite::Message;

/// A configuration of fontconfig that finds the fonts of one folder and no others.
fn only(folder: &Path) -> std::path::PathBuf {
    let place = folder.display();
    let file = folder.join("fonts.conf");
    let dirs = format!("<dir>{place}</dir><cachedir>{place}</cachedir>");
    std::fs::write(&file, format!("<?xml version=\"1.0\"?><fontconfig>{dirs}</fontconfig>")).unwrap();
    file
}

/// The same pictures where the machine has one font only, and that for another script: every letter comes from ours.
#[test]
fn the_pictures_do_not_depend_on_the_fonts_of_the_machine() {
    let folder = tempfile::tempdir().unwrap();
    let arabic = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/fonts/NotoSansArabic-Bold.ttf");
    std::fs::copy(arabic, folder.path().join("only.ttf")).unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "portrait_italian::its_states_look_as_they_did",
            "landscape_arabic::its_states_look_as_they_did",
        ])
        .env("FONTCONFIG_FILE", only(folder.path()))
        .env_remove("SPORTELLO_BLESS")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("2 passed"), "{said}");
}

/// Killed when the test ends.
struct Kiosk(Child);

impl Drop for Kiosk {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The library of fontconfig, and not one font: the kiosk draws its pages all the same.
#[tokio::test]
async fn the_kiosk_draws_on_a_machine_without_any_font() {
    let (fonts, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let child = Command::new(env!("CARGO_BIN_EXE_sportello"))
        .args(["run", "--demo", "--screen", "virtual", "--listen", &address.to_string(), "--data"])
        .arg(data.path())
        .env("FONTCONFIG_FILE", only(fonts.path()))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut kiosk = Kiosk(child);
    let end = Instant::now() + Duration::from_secs(60);
    let mut socket = loop {
        if let Ok((socket, _)) = tokio_tungstenite::connect_async(format!("ws://{address}/api/screen")).await {
            break socket;
        }
        assert_eq!(kiosk.0.try_wait().unwrap(), None, "it has given up");
        assert!(Instant::now() < end, "it does not serve");
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    let picture = loop {
        let message = tokio::time::timeout(Duration::from_secs(60), socket.next()).await.expect("no picture");
        if let Message::Binary(picture) = message.unwrap().unwrap() {
            break picture;
        }
    };
    assert!(picture.starts_with(b"\x89PNG"), "a picture of the page");
    assert_eq!(kiosk.0.try_wait().unwrap(), None, "it runs on");
}
