//! Terminals of a supervisor, from the request to their end.

use gantry_model::error::Lookup;
use gantry_model::error::{Error, Result};
use nix::sys::signal::{Signal, kill};

use super::super::super::protocol::{Answer, Message};
use super::super::terminal::Terminal;
use super::Supervisor;

impl Supervisor {
    pub(super) fn open_terminal(
        &mut self,
        client: u64,
        request: u64,
        container: &str,
        argv: &[String],
        size: (u16, u16),
    ) -> Result<()> {
        let index = self
            .containers
            .iter()
            .position(|found| found.plan.name == container)
            .ok_or_else(|| Error::not_found(Lookup::Container, container))?;
        self.counter += 1;
        let numbers = (client, request, self.counter);
        let terminal = Terminal::start(&self.assignment, &self.containers[index], numbers, argv, size)?;
        self.terminals.push(terminal);
        Ok(())
    }

    pub(super) fn terminal_started(&mut self, at: usize, success: bool) {
        if let Err(error) = self.terminals[at].started(success) {
            return self.fail_terminal(at, error);
        }
        let terminal = &mut self.terminals[at];
        let reply = Message::reply(terminal.request, Ok(Answer::Done));
        if !self.clients.hand_over(terminal.client, &reply, |stream, reply| terminal.hand_over(stream, reply)) {
            return;
        }
        if let Some(code) = self.terminals[at].pid.and_then(|pid| self.early.remove(&pid)) {
            self.terminal_ended(at, code);
        }
    }

    pub(super) fn terminal_ended(&mut self, at: usize, code: i32) {
        let mut terminal = self.terminals.remove(at);
        terminal.pid = None;
        self.clients.say(terminal.client, &Message::Exit { code });
        terminal.end(&self.assignment);
    }

    pub(super) fn fail_terminal(&mut self, at: usize, error: Error) {
        let mut terminal = self.terminals.remove(at);
        self.clients.reply(terminal.client, terminal.request, Err(error));
        if let Some(helper) = terminal.helper {
            let _ = kill(helper, Signal::SIGKILL);
        }
        terminal.end(&self.assignment);
    }
}
