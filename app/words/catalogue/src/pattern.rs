//! How the words of a message are written for the console: text, with a few control characters where something is put in.
//!
//! | Written | Meaning |
//! |---|---|
//! | `01 N` | argument N, a digit |
//! | `02 N` | argument N, a number with its thousands apart |
//! | `03 N`, then for each form `KEY 04 WORDS 04`, then `05` | the form for argument N: `KEY` is a number, `one` or `other` |

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};

use crate::{Argument, ArgumentKind};

/// Puts an argument in.
const PUT: char = '\u{1}';
/// Puts a number in, its thousands apart.
const GROUPED: char = '\u{2}';
/// Begins the forms for a number.
const FORMS: char = '\u{3}';
/// Ends the key of a form, and its words.
const STOP: char = '\u{4}';
/// Ends the forms.
const END: char = '\u{5}';
/// A digit names an argument.
const MOST_ARGUMENTS: usize = 10;

/// Writes a pattern, and gathers the arguments that it names. `plurals` are the categories that the language knows.
///
/// # Errors
/// What the pattern does that the console does not know.
pub fn write(pattern: &Pattern<&str>, plurals: &[&str], arguments: &mut Vec<Argument>) -> Result<String, String> {
    let mut text = String::new();
    let mut writer = Writer { text: &mut text, plurals, arguments };
    writer.pattern(pattern, false)?;
    if text.is_empty() { Err("it says nothing".to_owned()) } else { Ok(text) }
}

struct Writer<'w> {
    text: &'w mut String,
    plurals: &'w [&'w str],
    arguments: &'w mut Vec<Argument>,
}

impl Writer<'_> {
    fn pattern(&mut self, pattern: &Pattern<&str>, within_form: bool) -> Result<(), String> {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.literal(value)?,
                PatternElement::Placeable { expression: Expression::Inline(inline) } => self.inline(inline)?,
                PatternElement::Placeable { expression: Expression::Select { .. } } if within_form => {
                    return Err("forms within forms are not supported".to_owned());
                }
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    self.forms(selector, variants)?;
                }
            }
        }
        Ok(())
    }

    fn literal(&mut self, value: &str) -> Result<(), String> {
        if value.contains(['\n', '\r']) {
            return Err("a message is one line".to_owned());
        }
        if value.contains(char::is_control) {
            return Err("it has a control character".to_owned());
        }
        self.text.push_str(value);
        Ok(())
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) -> Result<(), String> {
        match inline {
            InlineExpression::StringLiteral { value } if value.contains('\\') => {
                Err("escapes in quoted text are not supported: write the letter itself".to_owned())
            }
            InlineExpression::StringLiteral { value } => self.literal(value),
            InlineExpression::VariableReference { id } => self.put(PUT, id.name, ArgumentKind::Text),
            InlineExpression::FunctionReference { id, arguments } => {
                let (mark, kind) = match id.name {
                    "NUMBER" => (GROUPED, ArgumentKind::Number),
                    "NODE" => (PUT, ArgumentKind::Node),
                    "MESSAGE" => (PUT, ArgumentKind::Message),
                    other => {
                        return Err(format!("the function {other} is not supported: NUMBER, NODE and MESSAGE are"));
                    }
                };
                match arguments.positional.as_slice() {
                    [InlineExpression::VariableReference { id }] if arguments.named.is_empty() => {
                        self.put(mark, id.name, kind)
                    }
                    _ => Err(format!("{} takes one argument, as in {{ {}($count) }}", id.name, id.name)),
                }
            }
            InlineExpression::NumberLiteral { .. } => Err("write a number without braces".to_owned()),
            InlineExpression::MessageReference { id, .. } => {
                Err(format!("references to other messages are not supported: {}", id.name))
            }
            InlineExpression::TermReference { id, .. } => Err(format!("terms are not supported: -{}", id.name)),
            InlineExpression::Placeable { .. } => Err("braces within braces are not supported".to_owned()),
        }
    }

    fn forms(&mut self, selector: &InlineExpression<&str>, variants: &[Variant<&str>]) -> Result<(), String> {
        let InlineExpression::VariableReference { id } = selector else {
            return Err("forms are chosen by an argument, as in { $count -> … }".to_owned());
        };
        self.put(FORMS, id.name, ArgumentKind::Number)?;
        let mut have = Vec::new();
        for variant in variants {
            let key = match variant.key {
                VariantKey::NumberLiteral { value } if value.bytes().all(|byte| byte.is_ascii_digit()) => value,
                VariantKey::NumberLiteral { value } => return Err(format!("[{value}] is no whole number")),
                VariantKey::Identifier { name } if self.plurals.contains(&name) => name,
                VariantKey::Identifier { name } => {
                    let known = self.plurals.join(", ");
                    return Err(format!("${}: this language has no form [{name}], but {known}", id.name));
                }
            };
            if variant.default != (key == "other") {
                return Err(format!("${}: the form with the star is *[other]", id.name));
            }
            if have.contains(&key) {
                return Err(format!("${}: the form [{key}] is there twice", id.name));
            }
            have.push(key);
            self.text.push_str(key);
            self.text.push(STOP);
            self.pattern(&variant.value, true)?;
            self.text.push(STOP);
        }
        if let Some(missing) = self.plurals.iter().find(|plural| !have.contains(plural)) {
            return Err(format!("${}: the form [{missing}] is missing", id.name));
        }
        self.text.push(END);
        Ok(())
    }

    fn put(&mut self, mark: char, name: &str, kind: ArgumentKind) -> Result<(), String> {
        let name = crate::function(name);
        let at = match self.arguments.iter().position(|argument| argument.name == name) {
            Some(at) => at,
            None => {
                self.arguments.push(Argument { name: name.clone(), kind });
                self.arguments.len() - 1
            }
        };
        let known = &mut self.arguments[at].kind;
        match (*known, kind) {
            (known, kind) if known == kind => {}
            // A number has a text too.
            (ArgumentKind::Text, ArgumentKind::Number) => *known = ArgumentKind::Number,
            (ArgumentKind::Number, ArgumentKind::Text) => {}
            (known, kind) => return Err(format!("${name} is {known:?} in one place and {kind:?} in another")),
        }
        let digit = u32::try_from(at).ok().and_then(|at| char::from_digit(at, MOST_ARGUMENTS as u32));
        self.text.push(mark);
        self.text.push(digit.ok_or_else(|| format!("a message has at most {MOST_ARGUMENTS} arguments"))?);
        Ok(())
    }
}
