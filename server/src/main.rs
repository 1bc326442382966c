//! The binary: what each subcommand does, in its order.
//!
//! `main` is not async: the supervisor of a container group is this program too, and it forks, which only a process
//! without other threads may do. It branches off before anything else happens.
// The types of whole pages are as deep as their markup.
#![recursion_limit = "512"]

mod answer;
mod assets;
mod check;
mod client;
mod config;
mod csrf;
mod events;
mod logs;
mod machine;
mod open;
mod places;
mod registry_http;
mod router;
mod serve;
mod session;
mod sign_in;
mod terminal;
#[cfg(test)]
mod tests;

use anyhow::Result;
use clap::{Parser, Subcommand};
use config::Settings;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "gantry", version, about = "A private container cloud in one program")]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the console, the registry and the containers
    Serve {
        #[command(flatten)]
        settings: Box<Settings>,
        /// File with settings in TOML, by the names of the options here: `public-url = "https://…"`.
        /// Options and environment weigh more
        #[arg(long, env = "GANTRY_CONFIG", value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// Say what this machine can do for Gantry, and why not
    Check,
}

fn main() -> ExitCode {
    match run(CommandLine::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("gantry: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Serve { settings, config } => {
            let file = config.map_or_else(|| Ok(Settings::default()), |path| Settings::read(&path))?;
            serve::serve(settings.or(file).complete()?)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Check => Ok(check::check()),
    }
}
