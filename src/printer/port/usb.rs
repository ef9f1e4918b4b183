//! A USB printer by the kernel's usblp driver: `/dev/usb/lp0`.
//!
//! Its ways: the device opens for one process at a time (EBUSY); it has one write in flight and then takes nothing until
//! the printer has taken that; a pulled plug polls as POLLERR or POLLHUP and then fails with ENODEV; a plug put back is
//! the same name again; replies that nobody read survive closing and opening, so whoever opens must read first.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::AsFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use nix::libc;

use super::{Port, not_open, read_device, wait_for, write_device};

/// The port. Not open until [`Port::open`].
#[derive(Debug)]
pub struct UsbPort {
    path: PathBuf,
    device: Option<File>,
}

impl UsbPort {
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), device: None }
    }
}

impl Port for UsbPort {
    fn open(&mut self) -> io::Result<()> {
        // Closed first: our own open file would make the device busy.
        self.device = None;
        let device = OpenOptions::new().read(true).write(true).custom_flags(libc::O_NONBLOCK).open(&self.path)?;
        self.device = Some(device);
        Ok(())
    }

    fn close(&mut self) {
        self.device = None;
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
