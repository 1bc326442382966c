//! Text to read and take along: commands, YAML, JSON, with highlighting and a button that copies.

use leptos::prelude::*;

use super::copy::CopyButton;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Nothing to highlight.
    Plain,
    /// Commands; a `$` in front of a line is not copied.
    Shell,
    /// YAML.
    Yaml,
    /// JSON.
    Json,
}

/// A piece of a line: its class (`k` key, `s` string, `n` number, `q` quiet, empty plain) and its text.
pub(super) type Piece = (&'static str, String);

/// Cuts a text into highlighted pieces. Joined again they are the text.
fn pieces(language: Language, text: &str) -> Vec<Piece> {
    match language {
        Language::Plain => vec![("", text.to_owned())],
        Language::Shell => text
            .split_inclusive('\n')
            .flat_map(|line| match line.strip_prefix("$ ") {
                Some(rest) => vec![("q", "$ ".to_owned()), ("", rest.to_owned())],
                None if line.starts_with('#') => vec![("q", line.to_owned())],
                None => vec![("", line.to_owned())],
            })
            .collect(),
        Language::Json => json(text),
        Language::Yaml => text.split_inclusive('\n').flat_map(yaml_line).collect(),
    }
}

fn json(text: &str) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (class, length) = if first == '"' {
            let end = string_end(rest);
            let is_key = rest[end..].trim_start().starts_with(':');
            (if is_key { "k" } else { "s" }, end)
        } else if first.is_ascii_digit() || first == '-' {
            ("n", rest.find(|c: char| !(c.is_ascii_digit() || "+-.eE".contains(c))).unwrap_or(rest.len()))
        } else if first.is_ascii_alphabetic() {
            ("n", rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len()))
        } else {
            (
                "",
                rest[first.len_utf8()..]
                    .find(|c: char| c == '"' || c.is_ascii_alphanumeric() || c == '-')
                    .map_or(rest.len(), |at| at + first.len_utf8()),
            )
        };
        out.push((class, rest[..length].to_owned()));
        rest = &rest[length..];
    }
    out
}

/// The place behind the closing quote of the string that `text` starts with.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (place, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return place + 1,
            _ => {}
        }
    }
    text.len()
}

/// A line of YAML, cut into highlighted pieces.
pub(super) fn yaml_line(line: &str) -> Vec<Piece> {
    let body = line.trim_end_matches('\n');
    let end = &line[body.len()..];
    let trimmed = body.trim_start();
    let indent = &body[..body.len() - trimmed.len()];
    if trimmed.starts_with('#') {
        return vec![("q", line.to_owned())];
    }
    let (dash, rest) = match trimmed.strip_prefix("- ") {
        Some(rest) => ("- ", rest),
        None => ("", trimmed),
    };
    let mut out = vec![("", format!("{indent}{dash}"))];
    let value = match rest.split_once(':').filter(|(key, after)| {
        !key.is_empty() && !key.contains(' ') && !key.starts_with('"') && (after.is_empty() || after.starts_with(' '))
    }) {
        Some((key, after)) => {
            out.push(("k", key.to_owned()));
            out.push(("", ":".to_owned()));
            after
        }
        None => rest,
    };
    let bare = value.trim();
    let class = if bare.starts_with('"') || bare.starts_with('\'') {
        "s"
    } else if matches!(bare, "true" | "false" | "null") || is_number(bare) {
        "n"
    } else {
        ""
    };
    out.push((class, format!("{value}{end}")));
    // The server writes an empty text as a blank, which would move the line.
    out.retain(|(_, text)| !text.is_empty());
    out
}

/// Looks like a number. Reading it as one would bring the tables of the conversion into the browser, a tenth of what the first
/// page loads.
fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit() || first == '-')
        && text.ends_with(|last: char| last.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
}

/// Text with highlighting, its title and a button that copies it.
#[component]
pub fn Code(
    #[prop(into)] text: Signal<String>,
    language: Language,
    /// What stands in the bar above.
    #[prop(into)]
    title: String,
    /// Long lines break instead of scrolling; those of commands always do.
    #[prop(optional)]
    soft: bool,
) -> impl IntoView {
    let copied = Signal::derive(move || {
        let text = text.get();
        match language {
            Language::Shell => {
                text.lines().map(|line| line.strip_prefix("$ ").unwrap_or(line)).collect::<Vec<_>>().join("\n")
            }
            _ => text,
        }
    });
    view! {
        <div class=if soft || language == Language::Shell { "code soft" } else { "code" }>
            <div class="bar">
                <span>{title.clone()}</span>
                <CopyButton text=copied/>
            </div>
            <pre tabindex="0" aria-label=title>
                {move || {
                    pieces(language, &text.get())
                        .into_iter()
                        .map(|(class, text)| view! { <span class=class>{text}</span> })
                        .collect_view()
                }}
            </pre>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(language: Language, text: &str) -> String {
        pieces(language, text).into_iter().map(|piece| piece.1).collect()
    }

    #[test]
    fn highlighting_changes_no_character() {
        for text in ["{\n  \"a\": [1, -2.5e3, \"x: \\\"y\\\"\", true, null]\n}", "\"open", "", "ä\"ö\"", "- {"] {
            assert_eq!(joined(Language::Json, text), text);
            assert_eq!(joined(Language::Yaml, text), text);
            assert_eq!(joined(Language::Shell, text), text);
        }
        let yaml = "# a\nname: web\nports:\n  - port: 80\n    name: \"x\"\nurl: http://a:1/\n";
        assert_eq!(joined(Language::Yaml, yaml), yaml);
    }

    #[test]
    fn keys_strings_and_numbers_are_told_apart() {
        assert_eq!(json("{\"a\": \"b\"}")[1], ("k", "\"a\"".to_owned()));
        assert_eq!(yaml_line("replicas: 3\n")[2], ("n", " 3\n".to_owned()));
    }

    #[test]
    fn no_piece_of_a_line_is_empty() {
        for line in ["", "a:", "a: 1", "  b:\n", "- c", "# d"] {
            assert!(yaml_line(line).iter().all(|(_, text)| !text.is_empty()), "{line:?}");
        }
    }
}
