//! Where a request comes from: the address of the connection, or what a proxy that we trust says of it.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use gantry_engine::Origin;

/// The origin of a request. `X-Forwarded-For` is believed from `trusted` proxies only, and then the last address in it that is no
/// trusted proxy itself counts: everything before it is the client's own word.
pub fn origin(parts: &Parts, trusted: &[IpAddr]) -> Origin {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip().to_canonical());
    // Without a connection there is only a test that calls the router by itself.
    let peer = peer.unwrap_or(IpAddr::from([127, 0, 0, 1]));
    let user_agent = parts.headers.get(USER_AGENT).map(|name| String::from_utf8_lossy(name.as_bytes()).into_owned());
    Origin {
        address: behind(peer, parts, trusted),
        user_agent: user_agent.unwrap_or_default(),
        vpc: None,
        request: request_id(),
    }
}

fn behind(peer: IpAddr, parts: &Parts, trusted: &[IpAddr]) -> IpAddr {
    let mut address = peer;
    let lists: Vec<&str> =
        parts.headers.get_all("x-forwarded-for").iter().filter_map(|list| list.to_str().ok()).collect();
    for hop in lists.iter().rev().flat_map(|list| list.rsplit(',')) {
        if !trusted.contains(&address) {
            break;
        }
        let Ok(hop) = hop.trim().parse::<IpAddr>() else { break };
        address = hop.to_canonical();
    }
    address
}

/// A fresh id for a request: 80 bits of chance, as 20 hexadecimal digits.
pub fn request_id() -> String {
    hex::encode(rand::random::<[u8; 10]>())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use axum::http::Request;

    use super::*;

    fn seen(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut request = Request::builder();
        for list in forwarded {
            request = request.header("x-forwarded-for", *list);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        parts.extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 1)));
        let trusted: Vec<IpAddr> = trusted.iter().map(|ip| ip.parse().unwrap()).collect();
        origin(&parts, &trusted).address.to_string()
    }

    #[test]
    fn nobody_is_believed_unless_trusted() {
        assert_eq!(seen("192.0.2.1", &["198.51.100.7"], &[]), "192.0.2.1");
        assert_eq!(seen("192.0.2.1", &["198.51.100.7"], &["192.0.2.2"]), "192.0.2.1");
        assert_eq!(seen("192.0.2.2", &["198.51.100.7"], &["192.0.2.2"]), "198.51.100.7");
    }

    #[test]
    fn the_last_address_that_is_no_proxy_counts() {
        let trusted = ["192.0.2.2", "192.0.2.3"];
        assert_eq!(seen("192.0.2.2", &["1.1.1.1, 198.51.100.7, 192.0.2.3"], &trusted), "198.51.100.7");
        assert_eq!(seen("192.0.2.2", &["1.1.1.1", "198.51.100.7, 192.0.2.3"], &trusted), "198.51.100.7");
        assert_eq!(seen("192.0.2.2", &["nonsense"], &trusted), "192.0.2.2");
    }

    #[test]
    fn mapped_addresses_are_ipv4() {
        assert_eq!(seen("::ffff:192.0.2.1", &[], &[]), "192.0.2.1");
    }
}
