//! Whom containers ask for names: resolv.conf(5).
//!
//! Servers on the loopback of this machine, such as a local cache, cannot be reached from a container, whose loopback is
//! its own; they are left out. Whether the others can be reached is up to the VPC: without a way out a name that is not
//! in `/etc/hosts` is not found.

use std::fmt::Write;
use std::fs;
use std::net::IpAddr;

/// Resolvers read no more than these.
const MOST: usize = 3;
/// Where systemd's resolver, which listens on loopback, lists whom it asks itself.
const BEHIND: &str = "/run/systemd/resolve/resolv.conf";

/// The servers that this machine asks, without those on its loopback.
pub fn of_this_machine() -> Vec<IpAddr> {
    let read = |path| servers(&fs::read_to_string(path).unwrap_or_default());
    let found = read("/etc/resolv.conf");
    if found.is_empty() { read(BEHIND) } else { found }
}

/// The usable servers of a `resolv.conf`.
fn servers(text: &str) -> Vec<IpAddr> {
    let named = text.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        // An address with an interface (`fe80::1%eth0`) means nothing elsewhere, and does not parse.
        if words.next() == Some("nameserver") { words.next()?.parse::<IpAddr>().ok() } else { None }
    });
    named.filter(|server| !server.to_canonical().is_loopback() && !server.is_unspecified()).take(MOST).collect()
}

/// A container's `resolv.conf`.
pub fn file(servers: &[IpAddr]) -> String {
    let mut text = String::new();
    if servers.is_empty() {
        // An empty file would mean a server on the container's own loopback; this fails at once.
        text.push_str("# No name server is set: start Gantry with --dns ADDRESS\noptions timeout:1 attempts:1\n");
    }
    for server in servers.iter().take(MOST) {
        let _ = writeln!(text, "nameserver {server}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_on_loopback_are_left_out() {
        let text = "# made by hand\nsearch example.org\nnameserver 127.0.0.53\nnameserver 192.0.2.1\n\
            nameserver ::1\nnameserver fe80::1%eth0\n nameserver 2001:db8::1 \noptions edns0\nnameserver x\n\
            nameserver 192.0.2.2\nnameserver 192.0.2.3\n";
        let found: Vec<String> = servers(text).iter().map(ToString::to_string).collect();
        assert_eq!(found, ["192.0.2.1", "2001:db8::1", "192.0.2.2"]);
        assert!(servers("").is_empty());
    }

    #[test]
    fn a_file_names_the_servers_and_nothing_else() {
        let servers: Vec<IpAddr> =
            ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"].map(|a| a.parse().unwrap()).into();
        assert_eq!(file(&servers), "nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\n");
        assert!(!file(&[]).contains("nameserver"));
    }
}
