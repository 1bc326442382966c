//! What the console says stands in its catalogues (`app/words`) and nowhere else: no text stands in a page's code, and no message waits for
//! a page that says it. That every language has every message is for the build of `gantry-words` to see.

use crate::places::root;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// What is the same in every language: names, units, keys of a keyboard, languages.
const NAMES: [&str; 14] =
    ["Gantry", "YAML", "JSON", "vCPU", "GiB", "MiB", "Mbps", "admin", "Ctrl", "Esc", "Ctrl ↵", "K", "CNY", "Docker"];

/// Browsers and systems: what they call themselves, and what people call them.
const AGENTS: [&str; 13] = [
    "Edg/", "Edge", "Opera", "Firefox/", "Firefox", "Chrome/", "Chrome", "Safari/", "Safari", "Android", "Windows",
    "Mac OS", "Linux",
];

/// Attributes and properties that a person reads or hears.
const SAID: [&str; 14] = [
    "aria-label",
    "aria-description",
    "alt",
    "caption",
    "help",
    "label",
    "note",
    "placeholder",
    "purpose",
    "search",
    "text",
    "title",
    "verb",
    "then",
];

/// What takes a text that no person reads on a page. What the server refuses is English until it is sent as codes.
const UNSEEN: [&str; 20] = [
    "Error::unauthenticated(",
    "expect(",
    "panic!(",
    "unreachable!(",
    "assert!(",
    "query_selector(",
    "query_selector_all(",
    "closest(",
    "matches(",
    "set_property(",
    "set_attribute(",
    "from_str(",
    "construct(",
    "construct(&module,",
    "construct(&fitting,",
    "include_str!(",
    "cause.contains(",
    "starts_with(",
    "error!(",
    "warn!(",
];

/// Checks the catalogues against the code. Returns how many messages there are.
pub fn check() -> Result<usize> {
    let app = root().join("app");
    let mut problems = Vec::new();
    let mut crates = vec![("console".to_owned(), app.join("src"))];
    for entry in fs::read_dir(&app)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.join("src").is_dir() && !["browser", "words"].contains(&name.as_str()) {
            crates.push((name, path.join("src")));
        }
    }
    let mut sources = Vec::new();
    for (area, folder) in &crates {
        for path in rust_files(folder)? {
            let text = fs::read_to_string(&path).with_context(|| format!("read {}", path.display()))?;
            let code = without_tests(&text).to_owned();
            let name = path.strip_prefix(root())?.display().to_string();
            let found = literals(&code).into_iter().filter(|literal| literal.is_said());
            problems.extend(found.map(|literal| {
                format!("{name}:{}: {:?} belongs into app/words/*/{area}.ftl", literal.line, literal.text)
            }));
            sources.push((area.clone(), code));
        }
    }
    let own = fs::read_to_string(app.join("words/src/kind.rs"))?;
    sources.push(("kinds".to_owned(), own));
    let mut messages = 0;
    for entry in fs::read_dir(app.join("words/en"))? {
        let path = entry?.path();
        if path.is_dir() {
            continue;
        }
        let area = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for key in keys(&fs::read_to_string(&path)?) {
            messages += 1;
            let function = key.replace('-', "_");
            let said = sources.iter().any(|(of, code)| {
                (*of == area && calls(code, &format!("words::{function}")))
                    || calls(code, &format!("{area}::{function}"))
            });
            if !said {
                problems.push(format!("app/words/en/{area}.ftl: {key}: no page says it"));
            }
        }
    }
    messages += below_the_pages(&mut problems)?;
    if !problems.is_empty() {
        problems.sort();
        bail!("{}", problems.join("\n"));
    }
    Ok(messages)
}

/// Whether every message that is said below the pages is said somewhere. Returns how many there are.
fn below_the_pages(problems: &mut Vec<String>) -> Result<usize> {
    let mut code = String::new();
    for folder in ["model/src", "engine", "server/src", "app"] {
        for path in rust_files(&root().join(folder))? {
            let text = fs::read_to_string(&path).with_context(|| format!("read {}", path.display()))?;
            code.push_str(without_tests(&text));
        }
    }
    let mut messages = 0;
    for entry in fs::read_dir(root().join("app/words/en/messages"))? {
        let path = entry?.path();
        let area = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for key in keys(&fs::read_to_string(&path)?) {
            messages += 1;
            let function = key.replace('-', "_");
            let said = ["say", area.as_str()].iter().any(|module| calls(&code, &format!("{module}::{function}")));
            if !said {
                problems.push(format!("app/words/en/messages/{area}.ftl: {key}: nothing says it"));
            }
        }
    }
    Ok(messages)
}

/// The keys of a catalogue.
fn keys(text: &str) -> Vec<String> {
    let key = |line: &str| {
        let (key, _) = line.split_once(" =")?;
        key.bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            .then(|| key.to_owned())
    };
    text.lines().filter_map(key).collect()
}

/// Whether code names a function, and not one whose name only begins alike.
fn calls(code: &str, path: &str) -> bool {
    let word = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(path).any(|(at, _)| !code[..at].ends_with(word) && !code[at + path.len()..].starts_with(word))
}

/// A text in the code, and what stands around it.
#[derive(Debug)]
struct Literal<'c> {
    line: usize,
    text: String,
    before: &'c str,
    after: &'c str,
}

impl Literal<'_> {
    /// Whether a person reads it on a page.
    fn is_said(&self) -> bool {
        let text = without_places(&self.text);
        let words: Vec<_> = text.split_whitespace().collect();
        let letters = |word: &str| word.chars().filter(|letter| letter.is_alphabetic()).count();
        let named = NAMES.contains(&text.trim()) || AGENTS.contains(&text.trim());
        if named || !words.iter().any(|word| letters(word) > 0) {
            return false;
        }
        if let Some(attribute) = self.attribute() {
            return SAID.contains(&attribute) && words.iter().any(|word| letters(word) > 1);
        }
        if self.is_child() {
            return words.iter().any(|word| letters(word) > 1 && !NAMES.contains(word));
        }
        if UNSEEN.iter().any(|call| self.before.ends_with(call)) || self.is_compared() {
            return false;
        }
        // A sentence or a title: it begins like one.
        let mut first = text.trim_start().chars();
        let large = first.next().is_some_and(char::is_uppercase)
            && first.next().is_none_or(|next| next.is_lowercase() || next == ' ');
        large && words.iter().any(|word| letters(word) > 1) && !text.contains("::")
    }

    /// The attribute that it is the value of.
    fn attribute(&self) -> Option<&str> {
        let name = self.before.strip_suffix('=')?;
        let start =
            name.rfind(|letter: char| !(letter.is_alphanumeric() || "-_:#".contains(letter))).map_or(0, |at| at + 1);
        Some(&name[start..]).filter(|name| name.starts_with(char::is_alphabetic))
    }

    /// Stands between elements.
    fn is_child(&self) -> bool {
        let opened = self.before.ends_with('>') && !self.before.ends_with("=>") && !self.before.ends_with("->");
        let follows = self.before.ends_with(['}', '"']);
        let closes = self.after.starts_with('<') || self.after.starts_with('{') || self.after.starts_with('"');
        (opened || follows) && closes
    }

    /// A key or a kind that code asks for: `"Enter" =>`, `== "Tab"`.
    fn is_compared(&self) -> bool {
        self.after.starts_with("=>")
            || self.after.starts_with('|')
            || self.before.ends_with("==")
            || self.before.ends_with("!=")
            || (self.before.ends_with('|') && !self.before.ends_with("||"))
            // `("red", "--ansi-red")`, `call(&terminal, "onData", …)`: names of other programs.
            || (!self.text.contains(' ') && self.text.chars().any(|letter| letter.is_uppercase()) && self.text.starts_with(char::is_lowercase))
    }
}

/// A text without what is put into it: `{name}`.
fn without_places(text: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0_u32;
    for letter in text.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            letter if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    plain
}

/// All texts of a file, comments and attributes of Rust left out.
fn literals(code: &str) -> Vec<Literal<'_>> {
    let mut found = Vec::new();
    let bytes = code.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &code[at..];
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("#[") || rest.starts_with("#![") {
            // `#[prop(default = "…")]` is an attribute with a text that is said; others are Rust's own.
            let end = attribute_end(rest);
            if !rest.starts_with("#[prop") {
                at += end;
            } else {
                at += 1;
            }
        } else if rest.starts_with("r\"") || rest.starts_with("r#\"") {
            let hashes = if rest.starts_with("r\"") { "\"" } else { "\"#" };
            let start = rest.find('"').map_or(rest.len(), |start| start + 1);
            at += start + rest[start..].find(hashes).map_or(rest.len() - start, |end| end + hashes.len());
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") || rest.starts_with("b'\"'") {
            at += rest.find("\"'").map_or(1, |end| end + 2);
        } else if let Some(inside) = rest.strip_prefix('"') {
            let length = string_end(inside);
            let end = (at + 1 + length + 1).min(code.len());
            found.push(Literal {
                line: code[..at].matches('\n').count() + 1,
                text: inside[..length].to_owned(),
                before: code[..at].trim_end(),
                after: code[end..].trim_start(),
            });
            at = end;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// How long a text is, its closing mark left out.
fn string_end(inside: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in inside.char_indices() {
        match letter {
            '"' if !escaped => return at,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    inside.len()
}

fn attribute_end(rest: &str) -> usize {
    let mut depth = 0_i32;
    for (at, letter) in rest.char_indices() {
        match letter {
            '[' => depth += 1,
            ']' if depth == 1 => return at + 1,
            ']' => depth -= 1,
            _ => {}
        }
    }
    rest.len()
}

/// Tests stand last in a file.
fn without_tests(text: &str) -> &str {
    let ends = ["\n#[cfg(test)]\nmod tests {", "\n#[cfg(all(test, feature = \"ssr\"))]\nmod tests {"];
    let end = ends.iter().filter_map(|mark| text.find(mark)).min();
    &text[..end.unwrap_or(text.len())]
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(code: &str) -> Vec<String> {
        literals(code).into_iter().filter(Literal::is_said).map(|literal| literal.text).collect()
    }

    #[test]
    fn texts_of_pages_are_found_where_a_person_reads_them() {
        assert_eq!(said("view! { <p class=\"a b\">\"Nothing here\"</p> }"), ["Nothing here"]);
        assert_eq!(said("view! { <b>\"admin\"</b>\" stands there\" }"), Vec::<String>::new());
        assert_eq!(said("view! { <p>{name}\" is gone\"</p> }"), [" is gone"]);
        assert_eq!(said("view! { <Field label=\"Name\" name=\"Name\"/> }"), ["Name"]);
        assert_eq!(said("view! { <input placeholder=\"all of it\"/> }"), ["all of it"]);
        assert_eq!(said("Column::new(\"name\", \"Created\", draw)"), ["Created"]);
        assert_eq!(said("format!(\"Deleted {name}\")"), ["Deleted {name}"]);
        assert_eq!(said("#[prop(default = \"Add\".to_owned(), into)]"), ["Add"]);
        assert_eq!(said("match key { A => \"Full\", _ => \"x\" }"), ["Full"]);
    }

    #[test]
    fn what_only_the_program_reads_is_no_text_of_a_page() {
        for code in [
            "match event.key().as_str() { \"ArrowDown\" => 1, \"Home\" | \"End\" => 2 }",
            "if key == \"Enter\" { }",
            "element.query_selector(\"Li > span\")",
            "format!(\"{:.0}px auto auto auto\", 1)",
            "let class = if on { \"state busy\" } else { \"state ok\" };",
            "view! { <span>\"Gantry\"</span> }",
            "view! { <path d=\"M4 6h48M12 6v30\"></path> }",
            "value.expect(\"Cargo sets it\")",
            "// \"A comment\" is none\n",
            "#[cfg(feature = \"Some\")]\nfn a() {}",
            "view! { <a href=\"/Login\">{x}\" · \"{y}</a> }",
        ] {
            assert_eq!(said(code), Vec::<String>::new(), "{code}");
        }
    }

    #[test]
    fn a_call_is_of_the_whole_name() {
        assert!(calls("words::limit()", "words::limit"));
        assert!(!calls("words::limit_field()", "words::limit"));
        assert!(!calls("my_words::limit()", "words::limit"));
        assert_eq!(keys("# a = b\nname = Name\nleft = { $count ->\n    [one] = x\n    }\n"), ["name", "left"]);
    }
}
