//! `sportello hash-password`

use std::io::{BufRead, IsTerminal, Write};

use anyhow::{Context, bail, ensure};
use argon2::Argon2;
use argon2::password_hash::PasswordHasher;
use nix::sys::termios::{LocalFlags, SetArg, tcgetattr, tcsetattr};

/// Shorter passwords are refused (NIST SP 800-63B, section 5.1.1.1).
const SHORTEST: usize = 8;
/// Longer ones are refused too: the sign-in takes no more.
const LONGEST: usize = 128;

/// Prints the Argon2id hash of a password in PHC form.
///
/// # Errors
/// When no password can be read, the two that were typed differ, or it is too short or too long.
#[expect(clippy::print_stdout, reason = "the answer to a command")]
pub fn hash_password() -> anyhow::Result<()> {
    let password = if std::io::stdin().is_terminal() { ask()? } else { read_line()? };
    let length = password.chars().count();
    ensure!(length >= SHORTEST, "the password has {length} characters: choose one with at least {SHORTEST}");
    ensure!(length <= LONGEST, "the password has {length} characters: choose one with at most {LONGEST}");
    let hash = Argon2::default().hash_password(password.as_bytes());
    let hash = hash.map_err(|error| anyhow::anyhow!("cannot hash the password: {error}"))?;
    println!("{hash}");
    Ok(())
}

/// Asks twice at the terminal, without showing what is typed.
fn ask() -> anyhow::Result<String> {
    let first = prompt("Password: ")?;
    let second = prompt("The same again: ")?;
    if first != second {
        bail!("the two passwords differ: nothing was made, try again");
    }
    Ok(first)
}

fn prompt(question: &str) -> anyhow::Result<String> {
    let stdin = std::io::stdin();
    let shown = tcgetattr(&stdin).context("cannot ask at this terminal")?;
    let mut hidden = shown.clone();
    hidden.local_flags.remove(LocalFlags::ECHO);
    // Hidden before the question appears: what is typed in answer to it must neither show nor be flushed away.
    tcsetattr(&stdin, SetArg::TCSAFLUSH, &hidden).context("cannot hide the password")?;
    let line =
        write!(std::io::stderr(), "{question}").context("cannot ask at this terminal").and_then(|()| read_line());
    // The terminal goes back to how it was also after a failed read.
    tcsetattr(&stdin, SetArg::TCSANOW, &shown).context("cannot show typing again: run `stty echo`")?;
    writeln!(std::io::stderr())?;
    line
}

fn read_line() -> anyhow::Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).context("cannot read the password")?;
    let password = line.trim_end_matches(['\n', '\r']);
    ensure!(!password.is_empty(), "no password was given");
    Ok(password.to_owned())
}
