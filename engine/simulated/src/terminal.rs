//! A terminal in which nothing runs: it echoes, answers a handful of words, and says what it is.

use bytes::Bytes;
use tokio::sync::mpsc;

use gantry_platform::runtime::{ExecInput, ExecOutput, ExecSession};

/// Messages that wait in either direction before the writer has to.
const QUEUE: usize = 64;
const PROMPT: &str = "/ # ";
/// Bytes of a command line; what is typed beyond is not taken.
const LINE: usize = 4096;

/// Opens a terminal that believes to be on `host`.
pub fn open(host: String) -> ExecSession {
    let (input, commands) = mpsc::channel(QUEUE);
    let (replies, output) = mpsc::channel(QUEUE);
    tokio::spawn(async move {
        // Either end may go away at any time; that ends the terminal.
        let _ = converse(host, commands, replies).await;
    });
    ExecSession { input, output }
}

type Gone = mpsc::error::SendError<ExecOutput>;

async fn converse(
    host: String,
    mut commands: mpsc::Receiver<ExecInput>,
    replies: mpsc::Sender<ExecOutput>,
) -> Result<(), Gone> {
    let say = async |text: String| replies.send(ExecOutput::Bytes(Bytes::from(text))).await;
    say(format!("Simulated terminal: nothing runs here. Try echo, hostname or exit.\r\n{PROMPT}")).await?;
    let mut line = String::new();
    while let Some(input) = commands.recv().await {
        let ExecInput::Bytes(bytes) = input else { continue };
        for typed in String::from_utf8_lossy(&bytes).chars() {
            match typed {
                '\r' | '\n' => {
                    let Some(answer) = answer(&host, line.trim()) else {
                        say("\r\n".into()).await?;
                        return replies.send(ExecOutput::Exit { code: 0 }).await;
                    };
                    line.clear();
                    say(format!("\r\n{answer}{PROMPT}")).await?;
                }
                '\u{3}' => {
                    line.clear();
                    say(format!("^C\r\n{PROMPT}")).await?;
                }
                '\u{4}' if line.is_empty() => return replies.send(ExecOutput::Exit { code: 0 }).await,
                '\u{7f}' | '\u{8}' if line.pop().is_some() => say("\u{8} \u{8}".into()).await?,
                typed if !typed.is_control() && line.len() < LINE => {
                    line.push(typed);
                    say(typed.to_string()).await?;
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// The answer to a line with its line ends, or `None` to end.
fn answer(host: &str, line: &str) -> Option<String> {
    Some(match line.split_once(' ').unwrap_or((line, "")) {
        ("", _) => String::new(),
        ("exit", _) => return None,
        ("echo", rest) => format!("{rest}\r\n"),
        ("hostname", _) => format!("{host}\r\n"),
        (word, _) => format!("{word}: simulated, not run\r\n"),
    })
}
