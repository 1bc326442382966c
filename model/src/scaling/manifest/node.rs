//! A YAML document as a tree of small things with their places.
//!
//! Text only: what is a number is the business of who asks. No anchors' aliases, one document, and limits on size and depth, so that a
//! small file cannot become a large tree.

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::Fault;
use crate::message::{Message, scaling as say};

/// Bytes of a file.
const MOST_BYTES: usize = 256 * 1024;
const MOST_DEPTH: usize = 40;
/// Texts, lists and mappings of a file.
const MOST_NODES: usize = 10_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) value: Value,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing, `~` or `null`.
    Null,
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// What it is, for a message.
    pub(super) fn noun(&self) -> Message {
        match self.value {
            Value::Null => say::found_nothing(),
            Value::Text(_) => say::found_text(),
            Value::List(_) => say::found_list(),
            Value::Map(_) => say::found_mapping(),
        }
    }

    pub(super) fn fault(&self, path: &str, message: Message) -> Fault {
        Fault { line: self.line, column: self.column, path: path.to_owned(), message }
    }
}

/// Reads the one document of a file.
pub(super) fn read(text: &str) -> Result<Node, Fault> {
    let begin = |message: Message| Fault { line: 1, column: 1, path: String::new(), message };
    if text.len() > MOST_BYTES {
        return Err(begin(say::file_too_large(MOST_BYTES / 1024)));
    }
    let mut stack: Vec<Open> = Vec::new();
    let mut root: Option<Node> = None;
    let mut nodes = 0;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let (line, column) = (number(error.marker().line()), number(error.marker().col() + 1));
            Fault { line, column, path: String::new(), message: say::no_yaml(error.info()) }
        })?;
        let (line, column) = place(&span);
        let refuse = |message: Message| Fault { line, column, path: String::new(), message };
        let done = match event {
            Event::Scalar(text, style, ..) => {
                let empty = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if empty { Value::Null } else { Value::Text(text.into_owned()) };
                Some(Node { line, column, value })
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if stack.len() >= MOST_DEPTH => {
                return Err(refuse(say::file_too_deep(MOST_DEPTH)));
            }
            Event::SequenceStart(..) => {
                stack.push(Open { line, column, key: None, value: Value::List(Vec::new()) });
                None
            }
            Event::MappingStart(..) => {
                stack.push(Open { line, column, key: None, value: Value::Map(Vec::new()) });
                None
            }
            Event::SequenceEnd | Event::MappingEnd => {
                stack.pop().map(|open| Node { line: open.line, column: open.column, value: open.value })
            }
            Event::Alias(_) => return Err(refuse(say::no_aliases())),
            Event::DocumentStart(_) if root.is_some() => {
                return Err(refuse(say::second_document()));
            }
            _ => None,
        };
        let Some(node) = done else { continue };
        nodes += 1;
        if nodes > MOST_NODES {
            return Err(node.fault("", say::too_many_values(MOST_NODES)));
        }
        match stack.last_mut() {
            Some(open) => open.take(node)?,
            None => root = Some(node),
        }
    }
    match root {
        Some(Node { value: Value::Null, .. }) | None => Err(begin(say::empty_file())),
        Some(root) => Ok(root),
    }
}

/// A list or a mapping whose end was not seen yet.
struct Open {
    line: u32,
    column: u32,
    key: Option<Node>,
    value: Value,
}

impl Open {
    fn take(&mut self, node: Node) -> Result<(), Fault> {
        match &mut self.value {
            Value::List(items) => items.push(node),
            Value::Map(entries) => match self.key.take() {
                Some(key) => entries.push((key, node)),
                None => {
                    let Value::Text(name) = &node.value else {
                        return Err(node.fault("", say::name_not_text(node.noun())));
                    };
                    let twice = |(key, _): &(Node, Node)| matches!(&key.value, Value::Text(before) if before == name);
                    if let Some((before, _)) = entries.iter().find(|entry| twice(entry)) {
                        return Err(node.fault("", say::field_twice(name, before.line)));
                    }
                    self.key = Some(node);
                }
            },
            Value::Null | Value::Text(_) => {}
        }
        Ok(())
    }
}

fn place(span: &Span) -> (u32, u32) {
    (number(span.start.line()), number(span.start.col() + 1))
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
