//! A printer on a serial line: raw, 8 data bits, no parity, 1 stop bit, RTS/CTS flow control, at the configured speed.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::AsFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use nix::libc;
use nix::sys::termios::{self, BaudRate, ControlFlags, FlushArg, SetArg};

use super::{Port, not_open, read_device, wait_for, write_device};

/// The speeds that printers have. All of them exist on Linux.
pub const SPEEDS: [(u32, BaudRate); 9] = [
    (1_200, BaudRate::B1200),
    (2_400, BaudRate::B2400),
    (4_800, BaudRate::B4800),
    (9_600, BaudRate::B9600),
    (19_200, BaudRate::B19200),
    (38_400, BaudRate::B38400),
    (57_600, BaudRate::B57600),
    (115_200, BaudRate::B115200),
    (230_400, BaudRate::B230400),
];

/// The port. Not open until [`Port::open`].
#[derive(Debug)]
pub struct SerialPort {
    path: PathBuf,
    baud: u32,
    device: Option<File>,
}

impl SerialPort {
    pub fn new(path: &Path, baud: u32) -> Self {
        Self { path: path.to_owned(), baud, device: None }
    }
}

impl Port for SerialPort {
    fn open(&mut self) -> io::Result<()> {
        self.device = None;
        let speed = SPEEDS.iter().find(|(baud, _)| *baud == self.baud).map(|(_, speed)| *speed);
        let speed = speed.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "not a speed of a serial line"))?;
        let flags = libc::O_NONBLOCK | libc::O_NOCTTY;
        let device = OpenOptions::new().read(true).write(true).custom_flags(flags).open(&self.path)?;
        let mut settings = termios::tcgetattr(&device)?;
        termios::cfmakeraw(&mut settings);
        settings.control_flags |= ControlFlags::CLOCAL | ControlFlags::CREAD | ControlFlags::CRTSCTS;
        settings.control_flags &= !(ControlFlags::CSTOPB | ControlFlags::PARENB);
        termios::cfsetspeed(&mut settings, speed)?;
        termios::tcsetattr(&device, SetArg::TCSANOW, &settings)?;
        termios::tcflush(&device, FlushArg::TCIOFLUSH)?;
        self.device = Some(device);
        Ok(())
    }

    fn close(&mut self) {
        // Else closing would wait for a printer that takes nothing (tty_wait_until_sent, 30 s).
        if let Some(device) = self.device.take() {
            let _ = termios::tcflush(&device, FlushArg::TCOFLUSH);
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        write_device(self.device.as_mut(), bytes)
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        read_device(self.device.as_mut(), buffer)
    }

    fn wait(&mut self, to_write: bool, at_most: Duration) -> io::Result<()> {
        wait_for(self.device.as_ref().ok_or_else(not_open)?.as_fd(), to_write, at_most)
    }
}

impl Drop for SerialPort {
    fn drop(&mut self) {
        self.close();
    }
}
