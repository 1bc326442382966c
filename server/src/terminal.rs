//! `GET /terminal/{group}/{container}`: a WebSocket to a shell in a container (MON-14).
//!
//! Binary messages are bytes, both ways. Text messages are JSON: the page sends `{"resize":{"columns":120,"rows":32}}`; the server sends `{"exit":0}` when
//! the command ended, or `{"error":"why"}`, and then closes. The first bytes say which group and which container this is.
//!
//! The command ends with the socket, with the session and with the server. Whoever types uses the session; an open terminal alone does not keep
//! it alive. A page that is gone without a word is noticed by pings.
//!
//! The guard (`session.rs`) and [`Visitor`] have checked origin and session before the handler runs.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use axum::response::Response;
use futures::stream::{SplitSink, SplitStream};
use futures::{SinkExt as _, StreamExt as _};
use gantry_engine::Engine;
use gantry_engine::iam::{Iam, Session};
use gantry_engine::runtime::{ExecCommand, ExecInput, ExecOutput, ExecSession};
use gantry_model::message::{containers as say, iam};
use gantry_model::{Error, Result};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::mpsc;
use tokio::time::{Instant, MissedTickBehavior};

use crate::answer::Refused;
use crate::language;
use crate::places::Place;
use crate::visitor::Visitor;

/// The largest message that a page may send: a pasted text.
const MOST_BYTES: usize = 1024 * 1024;
/// Output that waits is sent together, up to so many bytes.
const TOGETHER: usize = 64 * 1024;
/// How often the page is asked whether it is still there.
const PING: Duration = Duration::from_secs(20);
/// A page that was not heard for so long is gone.
const GONE: Duration = Duration::from_secs(60);
/// The size until the page says its own.
const COLUMNS: u16 = 80;
const ROWS: u16 = 24;

/// What a page says beside the bytes.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Control {
    Resize { columns: u16, rows: u16 },
}

/// The handler.
pub async fn terminal(
    State(engine): State<Engine>,
    visitor: Visitor,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Refused> {
    let place = visitor.place(|places| &places.terminals)?;
    let over = visitor.until_over();
    let terminal = Terminal { engine, visitor, _place: place };
    let upgrade = upgrade.max_message_size(MOST_BYTES).max_frame_size(MOST_BYTES);
    Ok(upgrade.on_upgrade(move |socket| terminal.run(socket, over)))
}

/// A terminal, from the open socket on.
struct Terminal {
    engine: Engine,
    visitor: Visitor,
    _place: Place,
}

/// How a terminal ended.
#[derive(Debug, PartialEq, Eq)]
enum End {
    /// The page closed it, or is gone.
    Closed,
    Exit(i32),
    /// Why, for the person.
    Error(gantry_model::Message),
}

impl Terminal {
    async fn run(self, socket: WebSocket, over: impl Future<Output = ()> + Send) {
        let (mut sink, source) = socket.split();
        let end = match self.open().await {
            Err(error) => End::Error(error.into_message()),
            Ok(exec) => {
                let Visitor { group, container, locale, .. } = &self.visitor;
                let greeting = [say::terminal_instance(group), say::terminal_container(container)];
                let greeting = greeting.map(|line| language::say(&line, *locale) + "\r\n").concat() + "\r\n";
                let ExecSession { input, output } = exec;
                tokio::select! {
                    end = write(&mut sink, greeting, output) => end,
                    end = read(source, input, self.engine.iam(), self.visitor.session) => end,
                    () = over => End::Error(iam::session_ended()),
                }
            }
        };
        let last = match &end {
            End::Closed => None,
            End::Exit(code) => Some(json!({ "exit": code })),
            End::Error(why) => Some(json!({ "error": language::say(why, self.visitor.locale) })),
        };
        if let Some(last) = last {
            // A page that is gone does not need to know.
            let _ = sink.send(Message::Text(last.to_string().into())).await;
        }
        let _ = sink.send(Message::Close(Some(CloseFrame { code: close_code::NORMAL, reason: "".into() }))).await;
    }

    async fn open(&self) -> Result<ExecSession> {
        let command = ExecCommand { argv: Vec::new(), columns: COLUMNS, rows: ROWS };
        let Visitor { context, group, container, .. } = &self.visitor;
        let opened = self.engine.containers().exec(context, group, container, command).await;
        if let Err(Error::Internal { cause, .. }) = &opened {
            tracing::error!(%cause, %group, "a terminal does not open");
        }
        opened
    }
}

/// From the container to the page, until the command ends.
async fn write(
    sink: &mut SplitSink<WebSocket, Message>,
    greeting: String,
    mut output: mpsc::Receiver<ExecOutput>,
) -> End {
    if sink.send(Message::Binary(greeting.into())).await.is_err() {
        return End::Closed;
    }
    let mut ping = tokio::time::interval(PING);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let next = tokio::select! {
            next = output.recv() => next,
            _ = ping.tick() => {
                if sink.send(Message::Ping(Bytes::new())).await.is_err() {
                    return End::Closed;
                }
                continue;
            }
        };
        let (bytes, end) = match next {
            Some(ExecOutput::Bytes(first)) => together(first, &mut output),
            Some(ExecOutput::Exit { code }) => return End::Exit(code),
            None => return End::Error(say::terminal_cut()),
        };
        if sink.send(Message::Binary(bytes)).await.is_err() {
            return End::Closed;
        }
        if let Some(end) = end {
            return end;
        }
    }
}

/// Adds what waits already, so that a flood of small writes becomes few messages.
fn together(first: Bytes, output: &mut mpsc::Receiver<ExecOutput>) -> (Bytes, Option<End>) {
    if output.is_empty() {
        return (first, None);
    }
    let mut all = first.to_vec();
    while all.len() < TOGETHER {
        match output.try_recv() {
            Ok(ExecOutput::Bytes(more)) => all.extend_from_slice(&more),
            Ok(ExecOutput::Exit { code }) => return (all.into(), Some(End::Exit(code))),
            Err(_) => break,
        }
    }
    (all.into(), None)
}

/// From the page to the container, until the page is gone.
async fn read(
    mut source: SplitStream<WebSocket>,
    input: mpsc::Sender<ExecInput>,
    iam: &Iam,
    mut session: Session,
) -> End {
    loop {
        let heard = Instant::now();
        let message = match tokio::time::timeout_at(heard + GONE, source.next()).await {
            Ok(Some(Ok(message))) => message,
            Ok(Some(Err(_)) | None) | Err(_) => return End::Closed,
        };
        let told = match message {
            Message::Binary(bytes) => ExecInput::Bytes(bytes),
            Message::Text(text) => match serde_json::from_str(&text) {
                Ok(Control::Resize { columns, rows }) => {
                    ExecInput::Resize { columns: columns.max(1), rows: rows.max(1) }
                }
                Err(_) => {
                    return End::Error(say::terminal_not_understood());
                }
            },
            Message::Ping(_) | Message::Pong(_) => continue,
            Message::Close(_) => return End::Closed,
        };
        if matches!(told, ExecInput::Bytes(_)) {
            session = match iam.touch(session).await {
                Ok(session) => session,
                Err(error) => return End::Error(error.into_message()),
            };
        }
        if input.send(told).await.is_err() {
            // The command has ended; the other direction says how.
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_resize_is_understood() {
        let Control::Resize { columns, rows } =
            serde_json::from_str(r#"{"resize":{"columns":120,"rows":32}}"#).unwrap();
        assert_eq!((columns, rows), (120, 32));
        for bad in ["", "{}", r#"{"resize":{"columns":-1,"rows":32}}"#, r#"{"run":"rm"}"#] {
            assert!(serde_json::from_str::<Control>(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn waiting_output_leaves_together_and_the_end_is_kept() {
        let (sender, mut receiver) = mpsc::channel(8);
        for text in ["b", "c"] {
            sender.try_send(ExecOutput::Bytes(Bytes::from_static(text.as_bytes()))).unwrap();
        }
        sender.try_send(ExecOutput::Exit { code: 3 }).unwrap();
        let (bytes, end) = together(Bytes::from_static(b"a"), &mut receiver);
        assert_eq!((bytes.as_ref(), end), (b"abc".as_slice(), Some(End::Exit(3))));
    }
}
