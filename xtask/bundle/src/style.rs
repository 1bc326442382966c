//! One style sheet from many.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Joins the style sheets that `index.txt` lists, in its order. `small` drops comments and indentation: brotli does
/// the rest.
pub fn join(folder: &Path, small: bool) -> Result<String> {
    let index = folder.join("index.txt");
    let list = fs::read_to_string(&index).with_context(|| format!("read {}", index.display()))?;
    let mut css = String::new();
    for line in list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let path = folder.join(line);
        let part =
            fs::read_to_string(&path).with_context(|| format!("read {}, listed in index.txt", path.display()))?;
        css.push_str(&part);
        css.push('\n');
    }
    Ok(if small { shrink(&css) } else { css })
}

/// Drops comments and the white space around lines. Strings are kept as they are.
fn shrink(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let quote = &from[..1];
        let length = if let Some(comment) = from.strip_prefix("/*") {
            comment.find("*/").map_or(from.len(), |end| end + 4)
        } else if quote == "/" {
            plain.push('/');
            1
        } else {
            let end = from[1..].find(quote).map_or(from.len(), |end| end + 2);
            plain.push_str(&from[..end]);
            end
        };
        rest = &from[length..];
    }
    plain.push_str(rest);
    plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shrinking_keeps_rules_and_strings() {
        let css = "/* one */\n  a {\n    content: \"/* kept */\";\n    width: calc(100% / 2); /* two */\n  }\n";
        assert_eq!(shrink(css), "a {\ncontent: \"/* kept */\";\nwidth: calc(100% / 2);\n}");
    }
}
