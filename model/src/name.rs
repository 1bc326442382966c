//! Grammars of names. Each check takes the form's field name and answers with one message that names value and rule.

use crate::Message;
use crate::error::{Error, Result};
use crate::message::common as say;

fn refuse(field: &str, label: Message, value: &str, rule: Message) -> Result<()> {
    let shown: String = value.chars().take(80).collect();
    Err(Error::invalid(field, say::name_does_not_fit(label, shown, rule)))
}

fn length_between(value: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&value.chars().count())
}

/// Instance Name of a container group (ECI-08): 2 to 64 of digits, lower-case letters, hyphen.
pub fn instance(field: &str, value: &str) -> Result<()> {
    let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if length_between(value, 2, 64) && value.bytes().all(legal) {
        return Ok(());
    }
    refuse(field, say::field_instance_name(), value, say::rule_instance_name())
}

/// Scaling Group Name (ESS-03): 2 to 64 of letters, digits, `_`, `-`.
pub fn scaling_group(field: &str, value: &str) -> Result<()> {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if length_between(value, 2, 64) && value.bytes().all(legal) {
        return Ok(());
    }
    refuse(field, say::field_scaling_group_name(), value, say::rule_scaling_name())
}

/// Name of a scaling rule: as [`scaling_group`].
pub fn scaling_rule(field: &str, value: &str) -> Result<()> {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if length_between(value, 2, 64) && value.bytes().all(legal) {
        return Ok(());
    }
    refuse(field, say::field_scaling_rule_name(), value, say::rule_scaling_name())
}

/// Container Name (ECI-31): a DNS label, because it names the container to its neighbours and to the terminal.
pub fn container(field: &str, value: &str) -> Result<()> {
    let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if length_between(value, 1, 63) && value.bytes().all(legal) && !value.starts_with('-') && !value.ends_with('-') {
        return Ok(());
    }
    refuse(field, say::field_container_name(), value, say::rule_container_name())
}

/// Name of a VPC, a subnet, a security group or an EIP.
pub fn resource(field: &str, label: Message, value: &str) -> Result<()> {
    let legal = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if length_between(value, 2, 64) && value.starts_with(char::is_alphabetic) && value.chars().all(legal) {
        return Ok(());
    }
    refuse(field, label, value, say::rule_resource_name())
}

/// Name of a registry instance or of a namespace (REG-05, REG-13): part of an image address, hence the strict grammar.
pub fn address_part(field: &str, label: Message, value: &str) -> Result<()> {
    if length_between(value, 2, 64) && is_component(value, false) {
        return Ok(());
    }
    refuse(field, label, value, say::rule_address_part())
}

/// Repository Name (REG-16): 2 to 120 of lower-case letters, digits, `_`, `-`, `.`, `/`. Each part between slashes is a
/// path component of the distribution specification, so that every legal name is a legal image address.
pub fn repository(field: &str, value: &str) -> Result<()> {
    if length_between(value, 2, 120) && value.split('/').all(|part| is_component(part, true)) {
        return Ok(());
    }
    refuse(field, say::field_repository_name(), value, say::rule_repository_name())
}

/// A tag of the distribution specification: 1 to 128 of letters, digits, `_`, `.`, `-`, not beginning with `.` or `-`.
pub fn tag(field: &str, value: &str) -> Result<()> {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    if length_between(value, 1, 128) && value.bytes().all(legal) && !value.starts_with(['.', '-']) {
        return Ok(());
    }
    refuse(field, say::field_image_version(), value, say::rule_image_version())
}

/// Rule of [`namespace`] as the label says it.
pub fn namespace(field: &str, value: &str) -> Result<()> {
    address_part(field, say::field_namespace(), value)
}

/// `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*` of the distribution specification; without `rich` only single `-` and `_`.
fn is_component(text: &str, rich: bool) -> bool {
    let bytes = text.as_bytes();
    let plain = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if bytes.is_empty() || !plain(&bytes[0]) || !plain(&bytes[bytes.len() - 1]) {
        return false;
    }
    let mut rest = bytes;
    while !rest.is_empty() {
        let word = rest.iter().take_while(|byte| plain(byte)).count();
        rest = &rest[word..];
        let gap = rest.iter().take_while(|byte| !plain(byte)).count();
        let separator = &rest[..gap];
        let legal = match separator {
            [] | b"-" | b"_" => true,
            b"." | b"__" => rich,
            other => rich && other.iter().all(|byte| *byte == b'-'),
        };
        if !legal {
            return false;
        }
        rest = &rest[gap..];
    }
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn instance_names() {
        for good in ["eci-of8w75", "ab", "0-", &"a".repeat(64)] {
            assert!(instance("name", good).is_ok(), "{good}");
        }
        for bad in ["a", "", "Eci", "a_b", "a b", &"a".repeat(65)] {
            assert!(instance("name", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn scaling_group_names_of_the_sources() {
        for good in ["eci_scaling_group", "ess-eci-test", "Web", &"a".repeat(64)] {
            assert!(scaling_group("name", good).is_ok(), "{good}");
        }
        for bad in ["a", "", "a b", "a.b", "ä1", &"a".repeat(65)] {
            assert!(scaling_group("name", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn repository_names_of_the_sources() {
        for good in ["ess_eci_test_repo", "web", "a/b.c", "a__b", "a---b", &"a".repeat(120)] {
            assert!(repository("name", good).is_ok(), "{good}");
        }
        for bad in ["a", &"a".repeat(121), "Web", "/a", "a/", "a//b", ".a", "a_", "a..b", "a b", "ä1"] {
            assert!(repository("name", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn namespaces_take_single_separators_only() {
        for good in ["eci_open", "ess_eci_test_namespace", "x-eci"] {
            assert!(namespace("name", good).is_ok(), "{good}");
        }
        for bad in ["a__b", "a--b", "-a", "a.b", "A1"] {
            assert!(namespace("name", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_refusal_names_value_and_rule() {
        let message = instance("name", "Eci").unwrap_err().to_string();
        assert!(message.contains("Eci") && message.contains("lower-case"), "{message}");
    }

    proptest! {
        #[test]
        fn no_input_panics(text in "\\PC{0,140}") {
            let _ = instance("f", &text);
            let _ = scaling_group("f", &text);
            let _ = container("f", &text);
            let _ = namespace("f", &text);
            let _ = repository("f", &text);
            let _ = tag("f", &text);
        }
    }
}
