//! The way to the printer: bytes out, bytes in, and never waiting where nobody asked to wait. Never here: what the
//! bytes mean.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use crate::config::PrinterPort;

pub mod serial;
pub mod tcp;
pub mod usb;
pub mod r#virtual;

/// At most so many bytes go out in one call, so that a fault is noticed near to where it happened.
pub const CHUNK: usize = 1024;

/// A way to one printer. All calls return at once, but [`Port::open`] and [`Port::wait`], which keep to their limits.
pub trait Port: Send {
    /// Opens the way, afresh if it was open.
    ///
    /// # Errors
    /// The printer is absent or unreachable.
    fn open(&mut self) -> io::Result<()>;

    /// Closes the way; what the system has not sent yet may be lost.
    fn close(&mut self);

    /// Sends some of the bytes; 0 when nothing can be taken now.
    ///
    /// # Errors
    /// The way is broken and must be opened afresh.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;

    /// Takes what has arrived; 0 when nothing has.
    ///
    /// # Errors
    /// The way is broken and must be opened afresh.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize>;

    /// Waits until something arrives or, if `to_write`, until bytes can be sent; at most so long.
    ///
    /// # Errors
    /// The way is broken and must be opened afresh.
    fn wait(&mut self, to_write: bool, at_most: Duration) -> io::Result<()>;

    /// The present, by the clock that [`Port::wait`] waits by.
    #[expect(clippy::disallowed_methods, reason = "the edge where time enters: a port waits for real")]
    fn now(&self) -> Instant {
        Instant::now()
    }
}

impl<P: Port + ?Sized> Port for Box<P> {
    fn open(&mut self) -> io::Result<()> {
        (**self).open()
    }

    fn close(&mut self) {
        (**self).close();
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (**self).write(bytes)
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (**self).read(buffer)
    }

    fn wait(&mut self, to_write: bool, at_most: Duration) -> io::Result<()> {
        (**self).wait(to_write, at_most)
    }

    fn now(&self) -> Instant {
        (**self).now()
    }
}

/// The port that the configuration names, not yet open. The virtual one puts its paper into the tray.
pub fn of(config: &PrinterPort, tray: &r#virtual::Tray) -> Box<dyn Port> {
    match config {
        PrinterPort::Virtual => Box::new(r#virtual::VirtualPort::new(tray.clone())),
        PrinterPort::Tcp { host, port } => Box::new(tcp::TcpPort::new(host, *port)),
        PrinterPort::Usb { path } => Box::new(usb::UsbPort::new(path)),
        PrinterPort::Serial { path, baud } => Box::new(serial::SerialPort::new(path, *baud)),
    }
}

/// The error of a port that is used before it was opened.
fn not_open() -> io::Error {
    io::Error::from(io::ErrorKind::NotConnected)
}

/// A non-blocking call's result, where "not now" is 0 and not an error.
fn now_or_nothing(result: io::Result<usize>) -> io::Result<usize> {
    match result {
        Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted) => Ok(0),
        other => other,
    }
}

/// Writes to a device file. Devices that are gone answer with an error (ENODEV, EIO).
fn write_device(device: Option<&mut File>, bytes: &[u8]) -> io::Result<usize> {
    let device = device.ok_or_else(not_open)?;
    now_or_nothing(device.write(&bytes[..bytes.len().min(CHUNK)]))
}

/// Reads from a device file that was opened without blocking.
fn read_device(device: Option<&mut File>, buffer: &mut [u8]) -> io::Result<usize> {
    now_or_nothing(device.ok_or_else(not_open)?.read(buffer))
}

/// Polls a descriptor. A descriptor that hung up with nothing left to read is broken.
fn wait_for(descriptor: BorrowedFd<'_>, to_write: bool, at_most: Duration) -> io::Result<()> {
    let mut interest = PollFlags::POLLIN;
    if to_write {
        interest |= PollFlags::POLLOUT;
    }
    let mut descriptors = [PollFd::new(descriptor.as_fd(), interest)];
    let timeout = PollTimeout::try_from(at_most).unwrap_or(PollTimeout::MAX);
    match poll(&mut descriptors, timeout) {
        Err(nix::errno::Errno::EINTR) | Ok(0) => return Ok(()),
        Err(error) => return Err(error.into()),
        Ok(_) => {}
    }
    let events = descriptors[0].revents().unwrap_or(PollFlags::empty());
    let broken = events.intersects(PollFlags::POLLERR | PollFlags::POLLHUP | PollFlags::POLLNVAL);
    if broken && !events.contains(PollFlags::POLLIN) { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
}
