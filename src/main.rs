//! Parses the command line, calls, and maps to exit codes.

use std::process::ExitCode;

use clap::Parser;
use hyokasho::cli::{Arguments, run};

fn main() -> ExitCode {
    run(&Arguments::parse()).into()
}
