//! A network printer: a TCP stream, usually to port 9100.

use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::os::fd::AsFd;
use std::time::Duration;

use nix::sys::socket::{setsockopt, sockopt};

use super::{CHUNK, Port, not_open, now_or_nothing, wait_for};

/// A printer on the same LAN answers in milliseconds; one that is switched off must not hold a visitor for long.
const CONNECT: Duration = Duration::from_secs(2);

/// Bytes that the system holds for a printer that does not take them: the kernel doubles the figure that is set. Little,
/// because a status question cannot overtake what is queued, and because what is queued is lost when the line breaks.
const SEND_BUFFER: usize = 2048;

/// The port. Not open until [`Port::open`].
#[derive(Debug)]
pub struct TcpPort {
    host: String,
    port: u16,
    stream: Option<TcpStream>,
}

impl TcpPort {
    pub fn new(host: &str, port: u16) -> Self {
        Self { host: host.to_owned(), port, stream: None }
    }
}

impl Port for TcpPort {
    fn open(&mut self) -> io::Result<()> {
        self.stream = None;
        let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
        for address in (self.host.as_str(), self.port).to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, CONNECT) {
                Ok(stream) => {
                    stream.set_nodelay(true)?;
                    stream.set_nonblocking(true)?;
                    setsockopt(&stream, sockopt::SndBuf, &SEND_BUFFER)?;
                    // A printer that was switched off says nothing; without probes an idle stream looks alive for ever.
                    setsockopt(&stream, sockopt::KeepAlive, &true)?;
                    setsockopt(&stream, sockopt::TcpKeepIdle, &10)?;
                    setsockopt(&stream, sockopt::TcpKeepInterval, &5)?;
                    setsockopt(&stream, sockopt::TcpKeepCount, &3)?;
                    self.stream = Some(stream);
                    return Ok(());
                }
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    fn close(&mut self) {
        self.stream = None;
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let stream = self.stream.as_mut().ok_or_else(not_open)?;
        now_or_nothing(stream.write(&bytes[..bytes.len().min(CHUNK)]))
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let stream = self.stream.as_mut().ok_or_else(not_open)?;
        match stream.read(buffer) {
            // The printer has closed its side.
            Ok(0) if !buffer.is_empty() => Err(io::ErrorKind::UnexpectedEof.into()),
            result => now_or_nothing(result),
        }
    }

    fn wait(&mut self, to_write: bool, at_most: Duration) -> io::Result<()> {
        wait_for(self.stream.as_ref().ok_or_else(not_open)?.as_fd(), to_write, at_most)
    }
}
