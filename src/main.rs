//! Hands over the command line, and its outcome as the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    hyokasho::cli::run(std::env::args_os()).into()
}
