//! Saying a message: finding its words in the language of the page, and putting its arguments in. `gantry-catalogue` says how the words
//! are written.

#[cfg(feature = "hydrate")]
use std::sync::OnceLock;

use gantry_model::kind::ResourceKind;
use gantry_model::locale::Locale;
use gantry_model::message::{Catalogue, Lines, Message};
pub(crate) use gantry_model::words::Given;
use gantry_model::words::{PUT, put_in};
use leptos::prelude::{AnyView, IntoAny};

use crate::AREAS;

/// The words of the page's language, by area; each once it is loaded.
#[cfg(feature = "hydrate")]
pub(crate) static LOADED: [OnceLock<Box<[&'static str]>>; AREAS.len()] = [const { OnceLock::new() }; AREAS.len()];

/// What is said below the pages, in the page's language, once it is loaded.
#[cfg(feature = "hydrate")]
pub(crate) static MESSAGES: OnceLock<Lines> = OnceLock::new();

/// The document's language.
#[cfg(feature = "hydrate")]
pub(crate) static LOCALE: OnceLock<Locale> = OnceLock::new();

#[cfg(feature = "hydrate")]
pub(crate) fn locale() -> Locale {
    LOCALE.get().copied().unwrap_or_default()
}

#[cfg(not(feature = "hydrate"))]
pub(crate) fn locale() -> Locale {
    leptos::prelude::use_context().unwrap_or_default()
}

/// The words of a message, as they are written.
pub(crate) fn text(area: usize, at: usize) -> &'static str {
    #[cfg(feature = "hydrate")]
    let words = LOADED[area].get().map(|words| &**words);
    #[cfg(not(feature = "hydrate"))]
    let words = Some(crate::WORDS[locale() as usize][area]);
    debug_assert!(words.is_some(), "the words of {} are not loaded", AREAS[area]);
    words.and_then(|words| words.get(at)).copied().unwrap_or_default()
}

/// A message with its arguments.
pub(crate) fn fill(area: usize, at: usize, given: &[Given]) -> String {
    let mut said = String::new();
    put_in(text(area, at), locale(), given, &mut said);
    said
}

/// A message with its arguments, some of which are markup.
pub(crate) fn with_markup(area: usize, at: usize, given: &[Given], nodes: Vec<AnyView>) -> AnyView {
    let said = fill(area, at, given);
    let mut nodes: Vec<_> = nodes.into_iter().map(Some).collect();
    let mut parts = Vec::new();
    for (place, part) in said.split(PUT).enumerate() {
        let (node, words) = if place == 0 {
            (None, part)
        } else {
            part.split_at_checked(1).map_or((None, part), |(digit, words)| (digit.parse::<usize>().ok(), words))
        };
        // Arguments that are no markup are numbered too.
        let node =
            node.map(|node| given[..node.min(given.len())].iter().filter(|given| matches!(given, Given::Node)).count());
        parts.extend(node.and_then(|node| nodes.get_mut(node)?.take()));
        // An empty text would not be there for the browser to find.
        if !words.is_empty() {
            parts.push(words.to_owned().into_any());
        }
    }
    parts.into_any()
}

/// What has a message that a person reads.
pub trait Said {
    /// It in the language of the page.
    fn said(&self) -> String;
}

impl Said for Message {
    fn said(&self) -> String {
        self.said_by(&Page)
    }
}

impl Said for gantry_model::Error {
    fn said(&self) -> String {
        self.message().said()
    }
}

/// The words of messages in the page's language.
struct Page;

impl Catalogue for Page {
    fn locale(&self) -> Locale {
        locale()
    }

    #[cfg(feature = "hydrate")]
    fn words(&self, code: &str) -> Option<(&str, &str)> {
        MESSAGES.get()?.find(code)
    }

    #[cfg(not(feature = "hydrate"))]
    fn words(&self, code: &str) -> Option<(&str, &str)> {
        use std::sync::LazyLock;

        static LINES: LazyLock<[Lines; Locale::ALL.len()]> = LazyLock::new(|| crate::MESSAGES.map(Lines::read));
        LINES[locale() as usize].find(code)
    }

    fn noun(&self, kind: ResourceKind, count: u64) -> String {
        crate::noun(kind, count)
    }
}
