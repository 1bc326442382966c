//! The binary: reads the configuration, opens the engine, serves the console.

mod assets;
mod router;

use anyhow::Context;
use assets::Assets;
use clap::Parser;
use leptos::config::LeptosOptions;
use router::AppState;
use std::net::SocketAddr;
use tokio::net::TcpListener;

#[derive(Parser)]
#[command(name = "gantry", about = "A private container cloud in one program", version)]
enum Command {
    /// Serve the console and the registry
    Serve {
        /// Address to listen on
        #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
        listen: SocketAddr,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt::init();
    let Command::Serve { listen } = Command::parse();
    let leptos = LeptosOptions::builder().output_name("gantry").build();
    let state = AppState { assets: Assets::open()?, leptos };
    let listener = TcpListener::bind(listen).await.with_context(|| format!("listen on {listen}"))?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, router::router(state)).await?;
    Ok(())
}
