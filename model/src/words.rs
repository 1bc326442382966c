//! How words with arguments are written out: what is put in where, and which form a number takes. `gantry-catalogue` says how the words
//! are written down.

use std::fmt::{Display, Write as _};

use crate::locale::Locale;

/// What words are given.
pub enum Given<'g> {
    Text(&'g dyn Display),
    Number(u64),
    /// Markup, which is put in afterwards: its mark stays.
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

/// Puts an argument in.
pub const PUT: char = '\u{1}';
const GROUPED: char = '\u{2}';
const FORMS: char = '\u{3}';
const STOP: char = '\u{4}';
const END: char = '\u{5}';

/// Writes words with their arguments. An argument that is not there is left out.
pub fn put_in(words: &str, locale: Locale, given: &[Given], said: &mut String) {
    let mut rest = words;
    while let Some(at) = rest.find([PUT, GROUPED, FORMS]) {
        said.push_str(&rest[..at]);
        let mut letters = rest[at..].chars();
        let (mark, digit) = (letters.next(), letters.next().and_then(|digit| digit.to_digit(10)));
        rest = letters.as_str();
        let argument = digit.and_then(|digit| given.get(digit as usize));
        match (mark, argument) {
            (Some(FORMS), argument) => {
                let end = rest.find(END).unwrap_or(rest.len());
                // What a version before kept may lack the number: several, then.
                let number = if let Some(Given::Number(number)) = argument { *number } else { u64::MAX };
                put_in(form(&rest[..end], locale, number), locale, given, said);
                rest = rest.get(end + END.len_utf8()..).unwrap_or_default();
            }
            (Some(GROUPED), Some(Given::Number(number))) => group(*number, said),
            // Writing to a string does not fail.
            (_, Some(Given::Number(number))) => drop(write!(said, "{number}")),
            (_, Some(Given::Text(text))) => {
                let (before, begin) = (said.chars().next_back(), said.len());
                let _ = write!(said, "{text}");
                if apart(before, said[begin..].chars().next()) {
                    said.insert(begin, ' ');
                }
                if apart(said.chars().next_back(), rest.chars().next()) {
                    said.push(' ');
                }
            }
            (_, Some(Given::Node)) => {
                said.extend([Some(PUT), digit.and_then(|digit| char::from_digit(digit, 10))].into_iter().flatten())
            }
            (_, None) => {}
        }
    }
    said.push_str(rest);
}

/// Whether a space stands between two letters: one is Chinese, the other Latin or a digit.
fn apart(left: Option<char>, right: Option<char>) -> bool {
    let chinese = |letter: char| ('\u{4E00}'..='\u{9FFF}').contains(&letter);
    left.zip(right).is_some_and(|(left, right)| {
        (chinese(left) && right.is_ascii_alphanumeric()) || (left.is_ascii_alphanumeric() && chinese(right))
    })
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
    fn what_is_put_into_chinese_is_set_apart_where_it_is_latin() {
        let said = |name: &str| say("没有\u{1}0的\u{1}0。", Locale::Zh, &[Given::Text(&name)]);
        assert_eq!(said("VPC"), "没有 VPC 的 VPC。");
        assert_eq!(said("容器组"), "没有容器组的容器组。");
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
