//! Parses the command line, calls, and maps to exit codes.

fn main() {}
