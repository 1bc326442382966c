//! **Format** of the editor: the same document with two blanks a level. Comments, quotes and the order of lines stay.

/// The column of a line as it was, and as it will be.
type Moved = (usize, usize);

/// The text with even indentation and without blanks at line ends. `None` where lines do not fit together, so that moving them
/// could change what they say.
pub fn format(text: &str) -> Option<String> {
    // Column as it was, column as it will be, of each open block.
    let mut open: Vec<Moved> = Vec::new();
    // Inside the lines of a block of text: the column of its key, and how far its lines move once the first is known.
    let mut block: Option<(usize, usize, Option<Moved>)> = None;
    let mut out = String::new();
    for line in text.lines() {
        let body = line.trim_end();
        let trimmed = body.trim_start();
        let at = body.len() - trimmed.len();
        if body[..at].contains('\t') {
            return None;
        }
        if trimmed.is_empty() {
            out.push('\n');
            continue;
        }
        if let Some((key, key_now, moved)) = block {
            if at > key {
                let (was, now) = moved.unwrap_or((at, key_now + 2));
                block = Some((key, key_now, Some((was, now))));
                out.push_str(&" ".repeat((at + now).checked_sub(was)?));
                out.push_str(trimmed);
                out.push('\n');
                continue;
            }
            block = None;
        }
        if trimmed.starts_with("---") || trimmed.starts_with("...") {
            open.clear();
            out.push_str(trimmed);
            out.push('\n');
            continue;
        }
        if trimmed.starts_with('#') {
            // A comment goes with the block that it stands in.
            let now = open.iter().rev().find(|(was, _)| *was <= at).map_or(0, |(_, now)| *now);
            out.push_str(&" ".repeat(now));
            out.push_str(trimmed);
            out.push('\n');
            continue;
        }
        let mut now = place(&mut open, at)?;
        out.push_str(&" ".repeat(now));
        let (mut rest, mut column) = (trimmed, at);
        // Each dash opens a block of its own behind it.
        while let Some(behind) = rest.strip_prefix('-').filter(|behind| behind.starts_with(' ')) {
            let inner = behind.trim_start();
            column += rest.len() - inner.len();
            now += 2;
            out.push_str("- ");
            open.push((column, now));
            rest = inner;
        }
        out.push_str(rest);
        out.push('\n');
        if opens_text(rest) {
            block = Some((column, now, None));
        }
    }
    let text = out.trim_matches('\n');
    Some(if text.is_empty() { String::new() } else { format!("{text}\n") })
}

/// The new column of a line that stood at `at`.
fn place(open: &mut Vec<(usize, usize)>, at: usize) -> Option<usize> {
    while open.last().is_some_and(|(was, _)| *was > at) {
        open.pop();
    }
    match open.last() {
        Some((was, now)) if *was == at => Some(*now),
        Some((_, now)) => {
            let now = now + 2;
            open.push((at, now));
            Some(now)
        }
        None => {
            open.push((at, 0));
            Some(0)
        }
    }
}

/// Whether a block of text follows: `|`, `>`, with their marks.
fn opens_text(line: &str) -> bool {
    let value = line.split(" #").next().unwrap_or(line).trim_end();
    let mark = value.rsplit([' ', ':']).next().unwrap_or_default();
    mark.starts_with(['|', '>']) && mark[1..].chars().all(|c| "+-123456789".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_blanks_become_two_and_comments_stay() {
        let text = "# a\nspec:\n    template:   \n        spec:\n            containers:\n            -   name: web # c\n                image: x\n            # next\n            - name: b\n\n\n";
        let tidy = "# a\nspec:\n  template:\n    spec:\n      containers:\n      - name: web # c\n        image: x\n      # next\n      - name: b\n";
        assert_eq!(format(text).as_deref(), Some(tidy));
        assert_eq!(format(tidy).as_deref(), Some(tidy));
    }

    #[test]
    fn blocks_of_text_keep_their_shape() {
        let text = "a:\n    script: |\n        if x\n            y\n    b: 1\n";
        assert_eq!(format(text).as_deref(), Some("a:\n  script: |\n    if x\n        y\n  b: 1\n"));
    }

    #[test]
    fn lines_that_do_not_fit_are_left_alone() {
        assert_eq!(format("a:\n\tb: 1\n"), None);
    }
}
