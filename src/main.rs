//! The program: reads the arguments, runs the plan, ends with its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    breachlens::cli::main(std::env::args_os(), breachlens::tui::run)
}
