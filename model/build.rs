//! Makes a function of each message that is said below the pages (`app/words/LANGUAGE/messages/AREA.ftl`), and a table of their English
//! words for logs and command lines. Where the catalogues are wrong, the build ends and says what is.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::exit;

use gantry_catalogue::{
    Area, Argument, ArgumentKind, LANGUAGES, MESSAGES_FOLDER, code, function, message_lines, read_messages,
};

fn main() {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let words = here.join("../app/words");
    for language in LANGUAGES {
        println!("cargo::rerun-if-changed={}", words.join(language).join(MESSAGES_FOLDER).display());
    }
    let areas = read_messages(&words).unwrap_or_else(|problems| {
        for problem in problems.lines() {
            println!("cargo::error=words: {problem}");
        }
        exit(1)
    });
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("messages.rs"), functions(&areas)).expect("write the functions of the messages");
    fs::write(out.join("english.txt"), message_lines(&areas, 0)).expect("write the English words");
}

fn functions(areas: &[Area]) -> String {
    let mut text = String::new();
    for area in areas {
        // Writing to a string does not fail.
        let _ = writeln!(text, "/// What `{}` says below the pages.\npub mod {} {{", area.name, area.name);
        for message in &area.messages {
            let given: Vec<_> = message.arguments.iter().map(parameter).collect();
            let passed: Vec<_> = message.arguments.iter().map(pass).collect();
            let about = format!("{} `{}`", message.about, readable(&message.texts[0], &message.arguments));
            let _ = writeln!(
                text,
                "#[doc = {:?}]\npub fn {}({}) -> super::Message {{ super::Message::coded({:?}, [{}]) }}",
                about.trim(),
                function(&message.key),
                given.join(", "),
                code(area, message),
                passed.join(", ")
            );
        }
        let _ = writeln!(text, "}}");
    }
    text
}

fn parameter(argument: &Argument) -> String {
    let kind = match argument.kind {
        ArgumentKind::Text => "impl std::fmt::Display",
        ArgumentKind::Number => "impl crate::words::Number",
        ArgumentKind::Message => "impl Into<super::Argument>",
        ArgumentKind::Node => unreachable!("a message below the pages has no markup"),
    };
    format!("{}: {kind}", argument.name)
}

fn pass(argument: &Argument) -> String {
    let name = &argument.name;
    match argument.kind {
        ArgumentKind::Text => format!("({name:?}, super::Argument::text({name}))"),
        ArgumentKind::Number => format!("({name:?}, super::Argument::Number({name}.number()))"),
        _ => format!("({name:?}, {name}.into())"),
    }
}

/// The words as an editor shows them.
fn readable(words: &str, arguments: &[Argument]) -> String {
    let mut text = String::new();
    let mut letters = words.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{1}'..='\u{3}' => {
                let at = letters.next().and_then(|digit| digit.to_digit(10));
                let name = at.and_then(|at| arguments.get(at as usize)).map_or("", |argument| &argument.name);
                let _ = write!(text, "{{{name}}}");
            }
            '\u{4}' | '\u{5}' => text.push(' '),
            letter => text.push(letter),
        }
    }
    text
}
