//! Saying a message: finding its words in the language of the page, and putting its arguments in. `gantry-catalogue` says how the words
//! are written.

use std::fmt::{Display, Write as _};
#[cfg(feature = "hydrate")]
use std::sync::OnceLock;

use gantry_model::locale::Locale;
use leptos::prelude::{AnyView, IntoAny};

use crate::AREAS;

/// What a message is given.
pub(crate) enum Given<'g> {
    Text(&'g dyn Display),
    Number(u64),
    /// Markup, which is put in afterwards.
    Node,
}

/// A number that words may depend on.
pub trait Number {
    fn number(self) -> u64;
}

macro_rules! numbers {
    ($($kind:ty)*) => {
        $(impl Number for $kind {
            /// Counts are not negative, and none needs more than 64 bits.
            fn number(self) -> u64 {
                u64::try_from(self).unwrap_or_default()
            }
        })*
    };
}

numbers!(u8 u16 u32 u64 usize i32 i64);

/// The words of the page's language, by area; each once it is loaded.
#[cfg(feature = "hydrate")]
pub(crate) static LOADED: [OnceLock<Box<[&'static str]>>; AREAS.len()] = [const { OnceLock::new() }; AREAS.len()];

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

const PUT: char = '\u{1}';
const GROUPED: char = '\u{2}';
const FORMS: char = '\u{3}';
const STOP: char = '\u{4}';
const END: char = '\u{5}';

/// Writes words with their arguments.
fn put_in(words: &str, locale: Locale, given: &[Given], said: &mut String) {
    let mut rest = words;
    while let Some(at) = rest.find([PUT, GROUPED, FORMS]) {
        said.push_str(&rest[..at]);
        let mut letters = rest[at..].chars();
        let (mark, digit) = (letters.next(), letters.next().and_then(|digit| digit.to_digit(10)));
        rest = letters.as_str();
        let argument = digit.and_then(|digit| given.get(digit as usize));
        match (mark, argument) {
            (Some(FORMS), Some(Given::Number(number))) => {
                let end = rest.find(END).unwrap_or(rest.len());
                put_in(form(&rest[..end], locale, *number), locale, given, said);
                rest = rest.get(end + END.len_utf8()..).unwrap_or_default();
            }
            (Some(GROUPED), Some(Given::Number(number))) => group(*number, said),
            // Writing to a string does not fail.
            (_, Some(Given::Number(number))) => drop(write!(said, "{number}")),
            (_, Some(Given::Text(text))) => drop(write!(said, "{text}")),
            (_, Some(Given::Node)) => {
                said.extend([Some(PUT), digit.and_then(|digit| char::from_digit(digit, 10))].into_iter().flatten())
            }
            (_, None) => {}
        }
    }
    said.push_str(rest);
}

/// The form for a number: the one for just this number, or the one of its kind.
fn form(forms: &str, locale: Locale, number: u64) -> &str {
    let exactly = number.to_string();
    let kind = match locale {
        Locale::En if number == 1 => "one",
        Locale::En | Locale::Zh => "other",
    };
    let mut parts = forms.split(STOP);
    let mut found = "";
    while let (Some(key), Some(words)) = (parts.next(), parts.next()) {
        if key == exactly {
            return words;
        }
        if key == kind {
            found = words;
        }
    }
    found
}

/// A number with its thousands apart, as both languages write it.
fn group(number: u64, said: &mut String) {
    let digits = number.to_string();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(words: &str, locale: Locale, given: &[Given]) -> String {
        let mut said = String::new();
        put_in(words, locale, given, &mut said);
        said
    }

    #[test]
    fn arguments_are_put_in_where_the_language_has_them() {
        let given = [Given::Text(&"web"), Given::Number(1_234_567)];
        assert_eq!(say("\u{1}0 has \u{2}1 lines", Locale::En, &given), "web has 1,234,567 lines");
        assert_eq!(say("\u{1}1 行属于 \u{1}0", Locale::Zh, &given), "1234567 行属于 web");
    }

    #[test]
    fn a_number_chooses_its_form() {
        let words = "\u{3}00\u{4}none\u{4}one\u{4}one group\u{4}other\u{4}\u{1}0 groups\u{4}\u{5} left";
        let said = |number, locale| say(words, locale, &[Given::Number(number)]);
        assert_eq!(said(0, Locale::En), "none left");
        assert_eq!(said(1, Locale::En), "one group left");
        assert_eq!(said(2, Locale::En), "2 groups left");
        // A language without plurals takes the general form for every number.
        assert_eq!(said(1, Locale::Zh), "1 groups left");
    }

    #[test]
    fn thousands_are_apart() {
        for (number, text) in [(7, "7"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            let mut said = String::new();
            group(number, &mut said);
            assert_eq!(said, text);
        }
    }
}
