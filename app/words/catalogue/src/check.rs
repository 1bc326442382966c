//! What makes two files of an area one list of messages: every key in both, with the same arguments.

use std::collections::BTreeMap;

use fluent_syntax::ast::{Entry, Message as Parsed};
use fluent_syntax::parser;

use crate::{Argument, LANGUAGES, Message, pattern};

/// A file of one language.
pub struct Source {
    /// As problems name it: `zh/quota.ftl`.
    pub file: String,
    pub language: &'static str,
    pub text: String,
}

/// Words that Rust keeps for itself, so that no function can have them.
const KEPT: [&str; 20] = [
    "as", "async", "await", "box", "break", "const", "continue", "do", "else", "enum", "for", "if", "in", "loop",
    "match", "move", "ref", "static", "type", "where",
];

/// The forms that a number takes in a language (Unicode's plural rules, whole numbers).
fn plurals(language: &str) -> &'static [&'static str] {
    match language {
        "en" => &["one", "other"],
        _ => &["other"],
    }
}

/// A message of one language.
struct Said {
    text: String,
    arguments: Vec<Argument>,
    about: String,
}

/// The messages that the files of an area have in common. What is wrong with them goes into `problems`.
pub fn messages(sources: &[Source; LANGUAGES.len()], problems: &mut Vec<String>) -> Vec<Message> {
    let before = problems.len();
    let mut read = sources.each_ref().map(|source| in_language(source, problems));
    if problems.len() > before {
        // What could not be read would be told as missing, too.
        return Vec::new();
    }
    let order: Vec<String> = {
        let mut keys: Vec<_> = read[0].iter().map(|(key, (place, _))| (*place, key.clone())).collect();
        keys.sort();
        keys.into_iter().map(|(_, key)| key).collect()
    };
    for (source, said) in sources.iter().zip(&read).skip(1) {
        for key in said.keys().filter(|key| !read[0].contains_key(*key)) {
            problems.push(format!("{}: {key}: is in {} and not in {}", source.file, source.file, sources[0].file));
        }
    }
    let mut found = Vec::new();
    for key in order {
        let Some((_, first)) = read[0].remove(&key) else { continue };
        let mut texts = [first.text, String::new()];
        for (at, source) in sources.iter().enumerate().skip(1) {
            match read[at].remove(&key) {
                None => problems.push(format!("{}: {key}: is in {} and not here", source.file, sources[0].file)),
                Some((_, said)) => match in_order_of(&first.arguments, &said) {
                    Ok(text) => texts[at] = text,
                    Err(problem) => problems.push(format!("{}: {key}: {problem}", source.file)),
                },
            }
        }
        found.push(Message { key, arguments: first.arguments, about: first.about, texts });
    }
    found
}

/// Every message of a file, by its key, with its place.
fn in_language(source: &Source, problems: &mut Vec<String>) -> BTreeMap<String, (usize, Said)> {
    let mut said = BTreeMap::new();
    let resource = parser::parse(source.text.as_str()).unwrap_or_else(|(resource, faults)| {
        for fault in faults {
            let line = source.text[..fault.pos.start.min(source.text.len())].matches('\n').count() + 1;
            let what = fault.kind.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
            problems.push(format!("{}:{line}: {what}", source.file));
        }
        resource
    });
    for (place, entry) in resource.body.iter().enumerate() {
        let problem = match entry {
            Entry::Message(message) => match one(message, source.language) {
                Ok(words) => {
                    let twice = said.insert(message.id.name.to_owned(), (place, words)).is_some();
                    twice.then(|| format!("{}: is there twice", message.id.name))
                }
                Err(problem) => Some(format!("{}: {problem}", message.id.name)),
            },
            Entry::Term(term) => Some(format!("-{}: terms are not supported", term.id.name)),
            // A fault of the parser tells of it already.
            Entry::Junk { .. } | Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => None,
        };
        problems.extend(problem.map(|problem| format!("{}: {problem}", source.file)));
    }
    said
}

fn one(message: &Parsed<&str>, language: &str) -> Result<Said, String> {
    let key = message.id.name;
    let plain = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !plain {
        return Err("a key has small letters, digits and dashes".to_owned());
    }
    if KEPT.contains(&key) {
        return Err("is a word of Rust: choose a longer key".to_owned());
    }
    if !message.attributes.is_empty() {
        return Err("attributes are not supported: make a message of each".to_owned());
    }
    let value = message.value.as_ref().ok_or("has no words")?;
    let mut arguments = Vec::new();
    let text = pattern::write(value, plurals(language), &mut arguments)?;
    let about = message.comment.iter().flat_map(|comment| &comment.content).copied().collect::<Vec<_>>().join(" ");
    Ok(Said { text, arguments, about })
}

/// The words with their arguments numbered in the order of another language.
fn in_order_of(first: &[Argument], said: &Said) -> Result<String, String> {
    let mut numbers = Vec::new();
    for argument in &said.arguments {
        let at = first.iter().position(|other| other.name == argument.name);
        let at = at.ok_or_else(|| format!("${} is not in the first language", argument.name))?;
        let (mine, theirs) = (argument.kind, first[at].kind);
        // A language without plurals only shows a number that another one chooses a form by.
        if mine != theirs && (mine, theirs) != (crate::ArgumentKind::Text, crate::ArgumentKind::Number) {
            return Err(format!("${} is {mine:?} here and {theirs:?} in the first language", argument.name));
        }
        numbers.push(at);
    }
    // A number that only chose a form may be left out by a language that has one form.
    let left_out = first
        .iter()
        .enumerate()
        .find(|(at, argument)| !numbers.contains(at) && argument.kind != crate::ArgumentKind::Number);
    if let Some((_, argument)) = left_out {
        return Err(format!("${} is missing", argument.name));
    }
    let mut text = String::with_capacity(said.text.len());
    let mut letters = said.text.chars();
    while let Some(letter) = letters.next() {
        text.push(letter);
        if matches!(letter, '\u{1}'..='\u{3}') {
            let number =
                letters.next().and_then(|digit| digit.to_digit(10)).and_then(|digit| numbers.get(digit as usize));
            text.extend(number.and_then(|number| char::from_digit(*number as u32, 10)));
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ArgumentKind;

    fn check(en: &str, zh: &str) -> Result<Vec<Message>, String> {
        let source =
            |language, text: &str| Source { file: format!("{language}/a.ftl"), language, text: text.to_owned() };
        let mut problems = Vec::new();
        let messages = messages(&[source("en", en), source("zh", zh)], &mut problems);
        if problems.is_empty() { Ok(messages) } else { Err(problems.join("\n")) }
    }

    #[test]
    fn a_message_has_both_languages_and_its_arguments_in_the_order_of_the_first() {
        let messages = check(
            "# How many.\nleft = { $count ->\n    [one] One group\n   *[other] { NUMBER($count) } groups\n    } of { $name } left\n",
            "left = { $name } 还剩 { NUMBER($count) } 个\n",
        );
        let message = messages.unwrap().remove(0);
        let argument = |name: &str, kind| Argument { name: name.to_owned(), kind };
        assert_eq!(message.arguments, [argument("count", ArgumentKind::Number), argument("name", ArgumentKind::Text)]);
        assert_eq!(message.texts[0], "\u{3}0one\u{4}One group\u{4}other\u{4}\u{2}0 groups\u{4}\u{5} of \u{1}1 left");
        assert_eq!(message.texts[1], "\u{1}1 还剩 \u{2}0 个");
        assert_eq!(message.about, "How many.");
    }

    #[test]
    fn what_is_not_in_both_is_named_with_file_and_key() {
        assert_eq!(check("a = A\nb = B\n", "a = 甲\n").unwrap_err(), "zh/a.ftl: b: is in en/a.ftl and not here");
        assert_eq!(
            check("a = A\n", "a = 甲\nb = 乙\n").unwrap_err(),
            "zh/a.ftl: b: is in zh/a.ftl and not in en/a.ftl"
        );
        assert_eq!(check("a = A { $x }\n", "a = 甲\n").unwrap_err(), "zh/a.ftl: a: $x is missing");
        assert_eq!(check("a = A\n", "a = 甲 { $x }\n").unwrap_err(), "zh/a.ftl: a: $x is not in the first language");
        assert_eq!(check("a = A\na = B\n", "a = 甲\n").unwrap_err(), "en/a.ftl: a: is there twice");
    }

    #[test]
    fn every_form_of_a_language_is_there_and_no_other() {
        let other = "a = 甲 { $n }\n";
        let missing = check("a = { $n ->\n   *[other] { $n } things\n    }\n", other).unwrap_err();
        assert_eq!(missing, "en/a.ftl: a: $n: the form [one] is missing");
        let chinese = check("a = A { $n }\n", "a = { $n ->\n    [one] 甲\n   *[other] 乙\n    }\n").unwrap_err();
        assert_eq!(chinese, "zh/a.ftl: a: $n: this language has no form [one], but other");
        assert!(
            check(
                "a = { $n ->\n    [0] none\n    [one] one\n   *[other] { $n }\n    }\n",
                "a = { $n ->\n    [0] 无\n   *[other] { $n }\n    }\n"
            )
            .is_ok()
        );
        assert!(check("a = { $n ->\n    [one] group\n   *[other] groups\n    }\n", "a = 组\n").is_ok());
    }

    #[test]
    fn what_the_console_does_not_know_is_refused() {
        for (text, problem) in [
            ("-brand = Gantry\n", "en/a.ftl: -brand: terms are not supported"),
            ("a = A\n    .title = B\n", "en/a.ftl: a: attributes are not supported: make a message of each"),
            ("a = { b }\n", "en/a.ftl: a: references to other messages are not supported: b"),
            (
                "a = { DATETIME($x) }\n",
                "en/a.ftl: a: the function DATETIME is not supported: NUMBER, NODE and MESSAGE are",
            ),
            ("a = one\n    two\n", "en/a.ftl: a: a message is one line"),
            ("match = A\n", "en/a.ftl: match: is a word of Rust: choose a longer key"),
            ("aB = A\n", "en/a.ftl: aB: a key has small letters, digits and dashes"),
            ("a = { \"\" }\n", "en/a.ftl: a: it says nothing"),
        ] {
            let found = check(text, "").unwrap_err();
            assert!(found.lines().any(|line| line == problem), "{text}: {found}");
        }
        let broken = check("a = A\nb = { $x\nc = C\n", "a = 甲\nc = 丙\n").unwrap_err();
        assert!(broken.starts_with("en/a.ftl:3:") || broken.starts_with("en/a.ftl:2:"), "{broken}");
    }
}
