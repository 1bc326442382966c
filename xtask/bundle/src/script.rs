//! Makes smaller what wasm-bindgen writes beside the wasm.

use std::collections::HashMap;

/// So many digits end the name of each function that the wasm calls.
const DIGITS: usize = 16;

/// Drops comments and the white space around lines. What wasm-bindgen writes has no text of several lines.
pub fn shrink(script: &str) -> String {
    let code = |line: &&str| !line.is_empty() && !["//", "/*", "*"].iter().any(|mark| line.starts_with(mark));
    script.lines().map(str::trim).filter(code).collect::<Vec<_>>().join("\n")
}

/// Puts numbers in place of the hashes that end the names which script and wasm share: hashes do not compress.
pub fn number_names(script: &mut [u8], wasm: &mut [u8]) {
    let mut numbers: HashMap<Vec<u8>, String> = HashMap::new();
    for name in script.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_') {
        if name.starts_with(b"__wbg_")
            && let Some((rest, hash)) = name.split_last_chunk::<DIGITS>()
            && rest.ends_with(b"_")
            && hash.iter().all(u8::is_ascii_hexdigit)
        {
            let number = format!("{:0DIGITS$}", numbers.len());
            numbers.entry(hash.to_vec()).or_insert(number);
        }
    }
    for bytes in [script, wasm] {
        for at in 1..bytes.len().saturating_sub(DIGITS - 1) {
            if bytes[at - 1] == b'_'
                && let Some(number) = numbers.get(&bytes[at..at + DIGITS])
            {
                bytes[at..at + DIGITS].copy_from_slice(number.as_bytes());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go() {
        assert_eq!(
            shrink("/**\n * @returns {number}\n */\nlet a = {\n    b: 1, // kept\n};\n"),
            "let a = {\nb: 1, // kept\n};"
        );
    }

    #[test]
    fn script_and_wasm_keep_agreeing() {
        let mut script =
            b"f: { __wbg_get_0123456789abcdef: get, __wbg_set_fedcba9876543210: set, __wbg_ptr: 1 }".to_vec();
        let mut wasm = b"\x1a__wbg_set_fedcba9876543210\x00\x1a__wbg_get_0123456789abcdef".to_vec();
        number_names(&mut script, &mut wasm);
        assert_eq!(script, b"f: { __wbg_get_0000000000000000: get, __wbg_set_0000000000000001: set, __wbg_ptr: 1 }");
        assert_eq!(wasm, b"\x1a__wbg_set_0000000000000001\x00\x1a__wbg_get_0000000000000000");
    }
}
