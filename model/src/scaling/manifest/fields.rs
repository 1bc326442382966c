//! Asking a tree for the fields of a known shape, and collecting what is wrong.

use super::node::{Node, Value};
use super::{Fault, Notice, Placed};
use crate::message::{Argument, Message, scaling as say};

/// Faults that are told of one file.
const MOST_FAULTS: usize = 20;

/// What was found wrong, and what is ignored, so far.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) faults: Vec<Fault>,
    pub(super) notices: Vec<Notice>,
}

impl Reader {
    pub(super) fn refuse(&mut self, fault: Fault) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(fault);
        }
    }

    /// The fields of a mapping; none if it is something else, which is told.
    pub(super) fn fields(&mut self, path: &str, node: Node) -> Option<Fields> {
        match node.value {
            Value::Map(entries) => {
                let place = Placed { line: node.line, column: node.column, value: () };
                Some(Fields { path: path.to_owned(), place, entries, asked: Vec::new() })
            }
            _ => {
                self.refuse(node.fault(path, say::not_mapping(shown(path), node.noun())));
                None
            }
        }
    }

    /// The items of a list; none for nothing, and for something else, which is told.
    pub(super) fn items(&mut self, path: &str, node: Option<Node>) -> Vec<Node> {
        match node {
            None => Vec::new(),
            Some(Node { value: Value::List(items), .. }) => items,
            Some(Node { value: Value::Null, .. }) => Vec::new(),
            Some(other) => {
                self.refuse(other.fault(path, say::not_list(shown(path), other.noun())));
                Vec::new()
            }
        }
    }

    /// A text, with its place.
    pub(super) fn text(&mut self, path: &str, node: Node) -> Option<Placed<String>> {
        match node.value {
            Value::Text(value) => Some(Placed { line: node.line, column: node.column, value }),
            _ => {
                self.refuse(node.fault(path, say::not_text(shown(path), node.noun())));
                None
            }
        }
    }

    /// A value that `parse` makes of a text; what it says is told at the text's place.
    pub(super) fn parsed<T>(
        &mut self,
        path: &str,
        node: Option<Node>,
        parse: impl FnOnce(&str) -> Result<T, Message>,
    ) -> Option<T> {
        let text = self.text(path, node.filter(|node| node.value != Value::Null)?)?;
        match parse(&text.value) {
            Ok(value) => Some(value),
            Err(message) => {
                self.refuse(Fault { line: text.line, column: text.column, path: path.to_owned(), message });
                None
            }
        }
    }

    /// Names and texts of a mapping such as labels.
    pub(super) fn texts(&mut self, path: &str, node: Option<Node>) -> Vec<(String, Placed<String>)> {
        let Some(node) = node.filter(|node| node.value != Value::Null) else { return Vec::new() };
        let Some(fields) = self.fields(path, node) else { return Vec::new() };
        let mut texts = Vec::new();
        for (key, value) in fields.entries {
            let Value::Text(name) = key.value else { continue };
            let path = format!("{path}.{name}");
            if let Some(text) = self.text(&path, value) {
                texts.push((name, text));
            }
        }
        texts
    }
}

/// The last part of a path, for a message.
fn shown(path: &str) -> Message {
    match path.rsplit('.').next() {
        None | Some("") => say::the_file(),
        Some(last) => say::quoted(last),
    }
}

/// The fields of one mapping; what is not asked for is a fault in the end.
#[derive(Debug)]
pub(super) struct Fields {
    pub(super) path: String,
    pub(super) place: Placed<()>,
    entries: Vec<(Node, Node)>,
    asked: Vec<&'static str>,
}

impl Fields {
    pub(super) fn path(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// Takes a field out; none if it is missing.
    pub(super) fn take(&mut self, name: &'static str) -> Option<Node> {
        self.asked.push(name);
        let fits = |(key, _): &(Node, Node)| matches!(&key.value, Value::Text(text) if text == name);
        let place = self.entries.iter().position(fits)?;
        Some(self.entries.remove(place).1)
    }

    /// As [`Fields::take`]; a field that is missing or empty is a fault at the mapping.
    pub(super) fn need(&mut self, reader: &mut Reader, name: &'static str, why: Message) -> Option<Node> {
        match self.take(name) {
            Some(Node { line, column, value: Value::Null }) => {
                let message = say::field_empty(name, why);
                reader.refuse(Fault { line, column, path: self.path(name), message });
                None
            }
            Some(node) => Some(node),
            None => {
                let Placed { line, column, .. } = self.place;
                let message = say::field_missing(name, why);
                reader.refuse(Fault { line, column, path: self.path(name), message });
                None
            }
        }
    }

    /// Tells of everything that was not asked for: `ignored` as notices, the rest as faults.
    pub(super) fn finish(self, reader: &mut Reader, ignored: &[&str]) {
        for (key, _) in &self.entries {
            let Value::Text(name) = &key.value else { continue };
            let path = self.path(name);
            if ignored.contains(&name.as_str()) {
                let message = say::field_ignored(name);
                reader.notices.push(Notice { line: key.line, path, message });
                continue;
            }
            let short: String = name.chars().take(60).collect();
            let near = self.asked.iter().map(|known| (distance(&short, known), known)).min();
            let message = match near {
                Some((distance, known)) if distance <= 1 + known.len() / 4 => say::unknown_field_near(short, known),
                _ => say::unknown_field(short, self.asked.iter().map(Argument::text).collect::<Vec<_>>()),
            };
            reader.refuse(key.fault(&path, message));
        }
    }
}

/// Letters to change, add or leave out between two words.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (line, letter) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = line + 1;
        for (column, other) in b.iter().enumerate() {
            let change = corner + usize::from(letter != *other);
            corner = row[column + 1];
            row[column + 1] = change.min(row[column] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn words_are_as_far_apart_as_their_letters() {
        for (a, b, letters) in [("image", "image", 0), ("imge", "image", 1), ("", "abc", 3), ("replica", "replicas", 1)]
        {
            assert_eq!(distance(a, b), letters, "{a} {b}");
        }
    }
}
