//! The signal by which an image wants to be asked to end: its `StopSignal` (OCI image specification, `config.md`).

use std::str::FromStr;

use nix::libc;
use nix::sys::signal::Signal;

/// Where an image names none, or none that there is.
pub const USUAL: i32 = libc::SIGTERM;
/// As programs number them: the C library keeps the kernel's first two for its threads.
const FIRST_REALTIME: i32 = 34;
const LAST_REALTIME: i32 = 64;
/// Second names of some.
const ALIASES: [(&str, &str); 3] = [("IOT", "ABRT"), ("CLD", "CHLD"), ("POLL", "IO")];

/// The number of `QUIT`, `SIGQUIT`, `3`, `SIGRTMIN+3` or `SIGRTMAX-1`; `None` for what is no signal.
pub fn number(text: &str) -> Option<i32> {
    let text = text.trim().to_ascii_uppercase();
    if let Ok(number) = text.parse::<i32>() {
        return (1..=LAST_REALTIME).contains(&number).then_some(number);
    }
    let name = text.strip_prefix("SIG").unwrap_or(&text);
    let steps = |rest: &str, sign: char| match rest.strip_prefix(sign) {
        Some(steps) => steps.parse::<u8>().ok().map(i32::from),
        None => rest.is_empty().then_some(0),
    };
    let realtime = if let Some(rest) = name.strip_prefix("RTMIN") {
        FIRST_REALTIME + steps(rest, '+')?
    } else if let Some(rest) = name.strip_prefix("RTMAX") {
        LAST_REALTIME - steps(rest, '-')?
    } else {
        let name = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, name)| name);
        return Signal::from_str(&format!("SIG{name}")).ok().map(|signal| signal as i32);
    };
    (FIRST_REALTIME..=LAST_REALTIME).contains(&realtime).then_some(realtime)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signals_are_known_by_name_and_number() {
        for (text, expected) in [
            ("SIGQUIT", Some(3)),
            ("quit", Some(3)),
            (" 10 ", Some(10)),
            ("SIGWINCH", Some(28)),
            ("SIGPOLL", Some(29)),
            ("SIGRTMIN", Some(34)),
            ("SIGRTMIN+3", Some(37)),
            ("RTMAX-1", Some(63)),
            ("SIGRTMAX", Some(64)),
            ("64", Some(64)),
            ("0", None),
            ("65", None),
            ("-1", None),
            ("SIGRTMIN+31", None),
            ("SIGRTMIN-1", None),
            ("SIGRTMAX-31", None),
            ("SIGNONSENSE", None),
            ("SIG", None),
            ("", None),
            ("9999999999", None),
        ] {
            assert_eq!(number(text), expected, "{text:?}");
        }
    }
}
