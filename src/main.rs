//! The `sportello` program. What its commands take stands in [`cli`]; what they do, in the library.

#![forbid(unsafe_code)]

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
