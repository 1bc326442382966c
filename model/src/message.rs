//! What is said below the pages: why something was refused, what happened, why a thing is as it is.
//!
//! A message is a code and arguments, in the store and on the wire alike; its words stand in `app/words/LANGUAGE/messages/AREA.ftl`, and a
//! person reads them in the language of the page. A function makes each (`message::network::vpc_name_taken(name)`), so a code
//! without words or an argument too few does not compile. `Display` says it in English, for logs and command lines; the browser has no
//! words here, so a page says a message by `gantry_words::Said`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Display, Write as _};

use serde::{Deserialize, Serialize};

use crate::kind::ResourceKind;
use crate::locale::Locale;
use crate::time::{self, Length};
use crate::words::{Given, PUT, put_in};

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// How the JSON of a message of the catalogues begins.
const CODED: &str = r#"{"code":""#;

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Message {
    /// The words of somebody else, as they are: a runtime's, a program's, or those of a version that kept prose.
    Text(String),
    /// `code` is `AREA.KEY` of the catalogues.
    Coded {
        code: Cow<'static, str>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        arguments: BTreeMap<Cow<'static, str>, Argument>,
    },
}

/// What a message is given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Argument {
    Number(u64),
    /// What people call one of a kind, or so many.
    Kind {
        kind: ResourceKind,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        count: Option<u64>,
    },
    /// A length of time, in milliseconds.
    Duration {
        milliseconds: i64,
    },
    /// Several, one after the other.
    List(Vec<Argument>),
    /// A message in the message; a text as it is.
    Message(Message),
}

impl Argument {
    /// A text as it is.
    pub fn text(text: impl Display) -> Self {
        Self::Message(Message::Text(text.to_string()))
    }
}

impl From<Message> for Argument {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

impl From<&Message> for Argument {
    fn from(message: &Message) -> Self {
        Self::Message(message.clone())
    }
}

impl From<ResourceKind> for Argument {
    fn from(kind: ResourceKind) -> Self {
        Self::Kind { kind, count: None }
    }
}

impl From<(ResourceKind, u64)> for Argument {
    fn from((kind, count): (ResourceKind, u64)) -> Self {
        Self::Kind { kind, count: Some(count) }
    }
}

impl From<Length> for Argument {
    fn from(length: Length) -> Self {
        Self::Duration { milliseconds: length.0 }
    }
}

impl From<crate::Error> for Argument {
    fn from(error: crate::Error) -> Self {
        Self::Message(error.into_message())
    }
}

impl<A: Into<Self>> From<Vec<A>> for Argument {
    fn from(several: Vec<A>) -> Self {
        Self::List(several.into_iter().map(Into::into).collect())
    }
}

/// Who has the words of messages in one language.
pub trait Catalogue {
    /// The language.
    fn locale(&self) -> Locale;
    /// The names of a message's arguments, with commas between them, and its words; `None` for a code that is not known, as an old page
    /// may meet.
    fn words(&self, code: &str) -> Option<(&str, &str)>;
    /// What people call so many of a kind.
    fn noun(&self, kind: ResourceKind, count: u64) -> String;
}

impl Message {
    /// A message of the catalogues; its function calls this.
    fn coded<const N: usize>(code: &'static str, arguments: [(&'static str, Argument); N]) -> Self {
        let arguments = arguments.into_iter().map(|(name, argument)| (Cow::Borrowed(name), argument)).collect();
        Self::Coded { code: Cow::Borrowed(code), arguments }
    }

    /// The words of somebody else, as they are.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// `AREA.KEY`; empty for the words of somebody else.
    pub fn code(&self) -> &str {
        match self {
            Self::Text(_) => "",
            Self::Coded { code, .. } => code,
        }
    }

    /// Whether it says the same as another one, whatever their arguments.
    pub fn is_like(&self, other: &Self) -> bool {
        self.code() == other.code() && !self.code().is_empty()
    }

    /// With no text in it longer than `most` bytes: what runtimes say can be endless.
    #[must_use]
    pub fn shortened(mut self, most: usize) -> Self {
        self.shorten(most);
        self
    }

    fn shorten(&mut self, most: usize) {
        fn each(argument: &mut Argument, most: usize) {
            match argument {
                Argument::Number(_) | Argument::Kind { .. } | Argument::Duration { .. } => {}
                Argument::List(several) => several.iter_mut().for_each(|one| each(one, most)),
                Argument::Message(message) => message.shorten(most),
            }
        }
        match self {
            Self::Text(text) => text.truncate(text.floor_char_boundary(most)),
            Self::Coded { arguments, .. } => arguments.values_mut().for_each(|argument| each(argument, most)),
        }
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
    }

    /// As a column keeps it: a text as it is, a message of the catalogues as JSON. A text that looks like one, because somebody wants to put
    /// our words into what a program says, is wrapped.
    pub fn stored(&self) -> String {
        match self {
            Self::Text(text) if text.starts_with(CODED) => common::verbatim(text).stored(),
            Self::Text(text) => text.clone(),
            // A map of texts, numbers and lists always has a JSON.
            Self::Coded { .. } => serde_json::to_string(self).unwrap_or_default(),
        }
    }

    /// Reads what [`Message::stored`] wrote, and prose that a version before messages kept.
    pub fn of_stored(text: String) -> Self {
        let coded = text.starts_with(CODED).then(|| serde_json::from_str(&text).ok()).flatten();
        coded.unwrap_or(Self::Text(text))
    }

    /// What a person reads.
    pub fn said_by(&self, catalogue: &dyn Catalogue) -> String {
        let mut said = String::new();
        self.write(catalogue, &mut said);
        said
    }

    fn write(&self, catalogue: &dyn Catalogue, said: &mut String) {
        let (code, arguments) = match self {
            Self::Text(text) => return said.push_str(text),
            Self::Coded { code, arguments } => (code, arguments),
        };
        let Some((names, words)) = catalogue.words(code) else {
            // Writing to a string does not fail.
            let _ = write!(said, "{code}");
            for (name, argument) in arguments {
                let _ = write!(said, ", {name}: ");
                argument.write(catalogue, said);
            }
            return;
        };
        let texts: Vec<_> = names
            .split(',')
            .map(|name| match arguments.get(name) {
                Some(Argument::Number(number)) => Err(*number),
                argument => {
                    let mut text = String::new();
                    argument.inspect(|argument| argument.write(catalogue, &mut text));
                    Ok(text)
                }
            })
            .collect();
        let given: Vec<_> = texts
            .iter()
            .map(|text| match text {
                Ok(text) => Given::Text(text),
                Err(number) => Given::Number(*number),
            })
            .collect();
        let begin = said.len();
        put_in(words, catalogue.locale(), &given, said);
        let first = words.strip_prefix(PUT).and_then(|rest| rest.chars().next()?.to_digit(10));
        let first = first.and_then(|at| arguments.get(names.split(',').nth(at as usize)?));
        if matches!(first, Some(Argument::Kind { .. })) {
            enlarge(said, begin);
        }
    }
}

/// A noun that a sentence begins with has a large first letter, unless it has its own: `Security group`, but `vSwitch`.
fn enlarge(said: &mut String, begin: usize) {
    let mut letters = said[begin..].chars();
    if let Some(first) = letters.next().filter(char::is_ascii_lowercase)
        && !letters.next().is_some_and(char::is_uppercase)
    {
        said.replace_range(begin..=begin, first.to_ascii_uppercase().encode_utf8(&mut [0]));
    }
}

impl Argument {
    fn write(&self, catalogue: &dyn Catalogue, said: &mut String) {
        match self {
            // Writing to a string does not fail.
            Self::Number(number) => drop(write!(said, "{number}")),
            Self::Kind { kind, count } => said.push_str(&catalogue.noun(*kind, count.unwrap_or(1))),
            Self::Duration { milliseconds } => said.push_str(&time::duration_text(*milliseconds, catalogue.locale())),
            Self::Message(message) => message.write(catalogue, said),
            Self::List(several) => {
                let between = match catalogue.locale() {
                    Locale::En => ", ",
                    Locale::Zh => "、",
                };
                for (place, one) in several.iter().enumerate() {
                    if place > 0 {
                        said.push_str(between);
                    }
                    one.write(catalogue, said);
                }
            }
        }
    }
}

impl Default for Message {
    /// Nothing.
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said_by(&english::English))
    }
}

/// English for logs and command lines. Not in the browser, which loads the words of its page beside the wasm.
mod english {
    use super::{Catalogue, Locale, ResourceKind};

    pub(super) struct English;

    impl Catalogue for English {
        fn locale(&self) -> Locale {
            Locale::En
        }

        #[cfg(not(target_family = "wasm"))]
        fn words(&self, code: &str) -> Option<(&str, &str)> {
            use std::sync::LazyLock;

            static LINES: LazyLock<super::Lines> =
                LazyLock::new(|| super::Lines::read(include_str!(concat!(env!("OUT_DIR"), "/english.txt"))));
            LINES.find(code)
        }

        #[cfg(target_family = "wasm")]
        fn words(&self, _: &str) -> Option<(&str, &str)> {
            None
        }

        fn noun(&self, kind: ResourceKind, count: u64) -> String {
            if count == 1 { kind.noun() } else { kind.plural() }.to_owned()
        }
    }
}

/// The words of all messages in one language, as the file of a language has them: sorted lines of code, names of arguments and words.
pub struct Lines(Vec<(&'static str, &'static str, &'static str)>);

impl Lines {
    /// Reads the file.
    pub fn read(text: &'static str) -> Self {
        Self::of(text.lines())
    }

    /// Takes its lines.
    pub fn of(lines: impl IntoIterator<Item = &'static str>) -> Self {
        let line = |line: &'static str| {
            let (code, rest) = line.split_once('\t')?;
            let (names, words) = rest.split_once('\t')?;
            Some((code, names, words))
        };
        Self(lines.into_iter().filter_map(line).collect())
    }

    /// As [`Catalogue::words`].
    pub fn find(&self, code: &str) -> Option<(&'static str, &'static str)> {
        let at = self.0.binary_search_by_key(&code, |line| line.0).ok()?;
        self.0.get(at).map(|(_, names, words)| (*names, *words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken() -> Message {
        common::not_found(ResourceKind::Vpc, "vpc-1")
    }

    #[test]
    fn a_message_is_kept_and_sent_as_code_and_arguments() {
        let json = r#"{"code":"common.not-found","arguments":{"id":"vpc-1","kind":{"kind":"vpc"}}}"#;
        assert_eq!(serde_json::to_string(&taken()).unwrap(), json);
        assert_eq!(serde_json::from_str::<Message>(json).unwrap(), taken());
        assert_eq!(Message::of_stored(taken().stored()), taken());
        assert_eq!(taken().to_string(), "There is no VPC vpc-1.");
    }

    #[test]
    fn prose_of_an_older_version_stays_readable() {
        let prose = "Stopping container “web”.";
        assert_eq!(serde_json::from_str::<Message>(&format!("{prose:?}")).unwrap().to_string(), prose);
        assert_eq!(Message::of_stored(prose.to_owned()).to_string(), prose);
    }

    #[test]
    fn a_program_cannot_say_our_words() {
        let forged = Message::text(taken().stored());
        let read = Message::of_stored(forged.stored());
        assert_eq!(read.to_string(), forged.to_string());
        assert!(!read.is_like(&taken()));
        // A text that only begins like a message.
        let torn = Message::text(r#"{"code":"common."#);
        assert_eq!(Message::of_stored(torn.stored()).to_string(), torn.to_string());
    }

    #[test]
    fn a_code_of_a_newer_version_is_said_with_its_arguments() {
        let newer = r#"{"code":"network.made-later","arguments":{"count":3,"names":["a","b"]}}"#;
        let newer: Message = serde_json::from_str(newer).unwrap();
        assert_eq!(newer.to_string(), "network.made-later, count: 3, names: a, b");
    }

    #[test]
    fn endless_words_are_cut_at_a_letter() {
        let long = Message::coded("common.not-found", [("id", Argument::text("方".repeat(100)))]).shortened(10);
        let Message::Coded { arguments, .. } = &long else { panic!("{long:?}") };
        assert_eq!(arguments["id"], Argument::text("方方方"));
    }
}
