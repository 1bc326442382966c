//! What a `metadata` says: name, labels, and the annotations that mean something here.

use std::collections::BTreeMap;

use super::fields::{Fields, Reader};
use super::{Fault, Notice, Placed};
use crate::message::{Argument, Message, scaling as say};

/// The prefixes under which annotations are read (decision "Words on screen").
const PREFIXES: [&str; 2] = ["k8s.aliyun.com/", "gantry/"];

/// The `metadata` of the file or of its template.
pub(super) struct Metadata {
    pub(super) name: Option<Placed<String>>,
    pub(super) labels: Vec<(String, Placed<String>)>,
    pub(super) annotations: Vec<(String, Placed<String>)>,
}

impl Metadata {
    pub(super) fn read(reader: &mut Reader, mut fields: Fields) -> Self {
        let path = fields.path("name");
        let name = fields.take("name").and_then(|node| reader.text(&path, node));
        let path = fields.path("labels");
        let labels = reader.texts(&path, fields.take("labels"));
        let path = fields.path("annotations");
        let annotations = reader.texts(&path, fields.take("annotations"));
        fields.finish(
            reader,
            &["namespace", "creationTimestamp", "generation", "resourceVersion", "uid", "managedFields"],
        );
        Self { name, labels, annotations }
    }
}

/// The annotations that mean something here, by their names without prefix.
pub(super) struct Annotations {
    path: &'static str,
    known: BTreeMap<String, Placed<String>>,
}

impl Annotations {
    pub(super) fn of(
        reader: &mut Reader,
        path: &'static str,
        annotations: Vec<(String, Placed<String>)>,
        names: &[&'static str],
    ) -> Self {
        let mut known = BTreeMap::new();
        for (name, value) in annotations {
            let ours = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix));
            match ours {
                Some(ours) if names.contains(&ours) => {
                    if known.insert(ours.to_owned(), value.clone()).is_some() {
                        let message = say::annotation_twice(ours);
                        let path = format!("{path}.{name}");
                        reader.refuse(Fault { line: value.line, column: value.column, path, message });
                    }
                }
                Some(_) => {
                    let names: Vec<_> = names.iter().map(Argument::text).collect();
                    let message = say::annotation_unknown(&name, names);
                    let path = format!("{path}.{name}");
                    reader.refuse(Fault { line: value.line, column: value.column, path, message });
                }
                None => {
                    let message = say::annotation_ignored(&name);
                    reader.notices.push(Notice { line: value.line, path: format!("{path}.{name}"), message });
                }
            }
        }
        Self { path, known }
    }

    pub(super) fn get(&self, name: &str) -> Option<Placed<String>> {
        self.known.get(name).cloned()
    }

    pub(super) fn parsed<T>(
        &self,
        reader: &mut Reader,
        name: &str,
        parse: impl FnOnce(&str) -> Result<T, Message>,
    ) -> Option<Placed<T>> {
        let Placed { line, column, value } = self.get(name)?;
        match parse(&value) {
            Ok(value) => Some(Placed { line, column, value }),
            Err(message) => {
                reader.refuse(Fault { line, column, path: format!("{}.{name}", self.path), message });
                None
            }
        }
    }

    pub(super) fn number(&self, reader: &mut Reader, name: &str) -> Option<Placed<u32>> {
        self.parsed(reader, name, |text| whole(name, text))
    }
}

/// A whole number from 0.
pub(super) fn whole(name: &str, text: &str) -> Result<u32, Message> {
    let digits = !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|_| digits);
    number.ok_or_else(|| say::not_whole(name, text.chars().take(40).collect::<String>()))
}
