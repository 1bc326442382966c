//! How the text of a line is read: its colours, its level, and where something was found in it.

/// A stretch of text in one colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) class: &'static str,
    pub(super) text: String,
}

/// Cuts a line at its colour codes. Codes that change anything but the colour are dropped.
pub(super) fn coloured(line: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut class = "";
    let mut rest = line;
    while let Some(at) = rest.find('\u{1b}') {
        if at > 0 {
            spans.push(Span { class, text: rest[..at].to_owned() });
        }
        rest = &rest[at + 1..];
        let Some(code) = rest.strip_prefix('[') else { continue };
        let end = code.find(|c: char| ('@'..='~').contains(&c));
        let Some(end) = end else {
            rest = "";
            break;
        };
        if code[end..].starts_with('m') {
            for number in code[..end].split(';') {
                class = match number {
                    "31" | "91" => "red",
                    "32" | "92" => "green",
                    "33" | "93" => "yellow",
                    "34" | "94" => "blue",
                    "35" | "95" => "magenta",
                    "36" | "96" => "cyan",
                    "2" | "90" => "dim",
                    "0" | "" | "39" => "",
                    _ => class,
                };
            }
        }
        rest = &code[end + 1..];
    }
    if !rest.is_empty() {
        spans.push(Span { class, text: rest.to_owned() });
    }
    spans
}

/// A line without colour codes.
pub(super) fn plain(line: &str) -> String {
    if line.contains('\u{1b}') { coloured(line).into_iter().map(|span| span.text).collect() } else { line.to_owned() }
}

/// The class of a level word.
pub(super) fn level_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "ERROR" | "error" | "Error" | "ERR" | "FATAL" | "fatal" | "PANIC" | "panic" | "CRITICAL" => "e",
        "WARN" | "warn" | "WARNING" | "warning" | "Warning" => "w",
        "INFO" | "info" => "i",
        "DEBUG" | "debug" | "TRACE" | "trace" => "d",
        _ => return None,
    })
}

/// The level that a line names within its first characters: the class that marks it, and the word.
pub(super) fn level(text: &str) -> Option<(&'static str, String)> {
    let head: String = plain(text).chars().take(96).collect();
    head.split(|c: char| !c.is_ascii_alphabetic()).find_map(|word| level_of(word).map(|class| (class, word.to_owned())))
}

/// Gives the level word of a line a span of its own, where the program has not coloured it itself.
pub(super) fn with_level(spans: Vec<Span>, word: Option<&str>) -> Vec<Span> {
    let Some(word) = word else { return spans };
    let mut out = Vec::with_capacity(spans.len() + 2);
    let mut found = false;
    for span in spans {
        match span.text.find(word).filter(|_| !found && span.class.is_empty()) {
            Some(at) => {
                found = true;
                let pieces = [
                    ("", &span.text[..at]),
                    ("level", &span.text[at..at + word.len()]),
                    ("", &span.text[at + word.len()..]),
                ];
                out.extend(
                    pieces
                        .into_iter()
                        .filter(|(_, text)| !text.is_empty())
                        .map(|(class, text)| Span { class, text: text.to_owned() }),
                );
            }
            None => out.push(span),
        }
    }
    out
}

/// Cuts a stretch where a found text begins and ends; `true` for what was found. Case does not matter for ASCII.
pub(super) fn cut(text: &str, needle: &str) -> Vec<(bool, String)> {
    if needle.is_empty() {
        return vec![(false, text.to_owned())];
    }
    let (haystack, needle) = (text.to_ascii_lowercase(), needle.to_ascii_lowercase());
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(at) = haystack[from..].find(&needle) {
        if at > 0 {
            out.push((false, text[from..from + at].to_owned()));
        }
        out.push((true, text[from + at..from + at + needle.len()].to_owned()));
        from += at + needle.len();
    }
    if from < text.len() {
        out.push((false, text[from..].to_owned()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_kept_and_other_codes_dropped() {
        let spans = coloured("a\u{1b}[31mred\u{1b}[0m b\u{1b}[2Kc");
        let text: Vec<_> = spans.iter().map(|span| (span.class, span.text.as_str())).collect();
        assert_eq!(text, [("", "a"), ("red", "red"), ("", " b"), ("", "c")]);
        assert_eq!(plain("\u{1b}[1;32mok\u{1b}"), "ok");
    }

    #[test]
    fn found_text_is_cut_out_in_any_case() {
        assert_eq!(
            cut("Customer customer", "customer"),
            [(true, "Customer".into()), (false, " ".into()), (true, "customer".into())]
        );
    }

    #[test]
    fn levels_are_read_from_the_beginning_of_a_line() {
        assert_eq!(level("2026-11-20 ERROR x"), Some(("e", "ERROR".to_owned())));
        assert_eq!(level("level=warning msg"), Some(("w", "warning".to_owned())));
        assert_eq!(level("GET /errors 200"), None);
        let spans = with_level(coloured("12 WARN slow"), Some("WARN"));
        let text: Vec<_> = spans.iter().map(|span| (span.class, span.text.as_str())).collect();
        assert_eq!(text, [("", "12 "), ("level", "WARN"), ("", " slow")]);
    }
}
