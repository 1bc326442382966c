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
mod connections;
mod csrf;
mod events;
mod language;
mod logs;
mod machine;
mod open;
mod operation_log;
mod places;
mod recover;
mod registry_http;
mod router;
mod serve;
mod session;
mod sign_in;
mod terminal;
#[cfg(test)]
mod tests;
mod visitor;
mod vpc_door;

use anyhow::Result;
use clap::{Parser, Subcommand};
use config::Settings;
use gantry_engine::runtime::host;
use gantry_engine::store::FolderLock;
use std::path::PathBuf;
use std::process::ExitCode;

/// A page is a hundred thousand small texts, and half of rendering one was the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    Check {
        /// The folder whose disk counts
        #[arg(long, env = "GANTRY_DATA", value_name = "DIR", default_value = "data")]
        data: PathBuf,
        /// Try this OCI runtime only, as `gantry serve` would
        #[arg(long, env = "GANTRY_OCI_RUNTIME", value_name = "NAME")]
        oci_runtime: Option<String>,
    },
    /// Give a person who has forgotten their password a one-time password, and end their sessions. The server must be
    /// stopped
    Password {
        /// Who it is
        #[arg(value_name = "NAME")]
        name: String,
        /// The installation's data folder
        #[arg(long, env = "GANTRY_DATA", value_name = "DIR", default_value = "data")]
        data: PathBuf,
    },
    /// Remove everything that an installation made on this machine: its containers, networks and mounts. What people
    /// stored, images and accounts, stays in the folder
    Teardown {
        /// The installation's data folder
        #[arg(long, env = "GANTRY_DATA", value_name = "DIR")]
        data: PathBuf,
    },
}

fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1);
    if words.next().is_some_and(|word| word == "supervise") {
        host::supervise_main(words);
    }
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
        Command::Check { data, oci_runtime } => check::check(&data, oci_runtime.as_deref()),
        Command::Password { name, data } => {
            recover::recover(&data, &name)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Teardown { data } => {
            anyhow::ensure!(data.is_dir(), "data: there is no folder {}", data.display());
            // A server that still runs would make again what is being removed.
            let _lock = FolderLock::take(&data)?;
            host::teardown(&data)?;
            println!("Nothing of {} runs on this machine any more.", data.display());
            Ok(ExitCode::SUCCESS)
        }
    }
}
