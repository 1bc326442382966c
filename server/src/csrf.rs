//! Whether a request was made by a page of ours.
//!
//! A browser sends our cookie with requests that other people's pages make. What tells them apart are headers that a page cannot
//! forge: `Origin`, which every browser sends with everything but plain reading, and `Sec-Fetch-Site`, which newer ones send where the connection is trustworthy.
//! What changes something, calls a server function or opens a socket must carry an `Origin` of ours; a request that says that it comes from elsewhere is
//! refused even without.
//!
//! The host that a request names must be one that this server goes by: an address, `localhost`, or the one of `--public-url`. A foreign
//! name that somebody points at this address is refused, because its pages would count as ours.
//!
//! The paths of machines (`/v2/`, `/metrics`) have no cookie, but a foreign page could have a browser guess passwords there, from inside the network. What
//! machines send has none of the headers by which a browser is known, and is let pass under every name.

use axum::http::header::{ACCEPT_LANGUAGE, HOST, ORIGIN, UPGRADE, USER_AGENT};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, Uri};
use gantry_model::{Error, Result, message::iam as say};

/// By which names and scheme this server is reached.
#[derive(Debug, Clone)]
pub struct Origins {
    /// `https://HOST[:PORT]` in lower case, without a slash at its end.
    public: Option<String>,
    /// This server speaks TLS itself.
    tls: bool,
}

impl Origins {
    pub fn new(public_url: Option<&str>, tls: bool) -> Self {
        Self { public: public_url.map(|url| url.trim_end_matches('/').to_ascii_lowercase()), tls }
    }

    /// Browsers reach this server by TLS, spoken by itself or by a proxy before it.
    pub fn secure(&self) -> bool {
        self.tls || self.public.as_ref().is_some_and(|url| url.starts_with("https://"))
    }

    /// Whether browsers may be told to come by TLS only. Not where the name is no name of this server alone: what else runs on `localhost` would be
    /// cut off.
    pub fn only_secure(&self) -> bool {
        let host = self.public.as_ref().and_then(|url| url.strip_prefix("https://"));
        let name = host.map(|host| host.rsplit_once(':').map_or(host, |(name, _)| name));
        name.is_some_and(|name| name != "localhost" && !name.ends_with(".localhost"))
    }

    /// Lets pass what a page of ours may have asked.
    ///
    /// # Errors
    /// Forbidden, saying which header was not ours.
    pub fn check(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<()> {
        let host = self.host(uri, headers)?;
        let site = headers.get("sec-fetch-site").map(|site| site.as_bytes());
        let reads = matches!(*method, Method::GET | Method::HEAD)
            && !headers.contains_key(UPGRADE)
            && !uri.path().starts_with("/api/");
        let foreign = || Error::forbidden(say::not_from_console());
        match headers.get_all(ORIGIN).iter().collect::<Vec<_>>().as_slice() {
            [] if reads => {}
            [] => return Err(foreign()),
            [origin] if origin.to_str().is_ok_and(|origin| self.is_ours(origin, &host)) => {}
            _ => return Err(foreign()),
        }
        match site {
            None | Some(b"same-origin") => Ok(()),
            // A link on another page, or an address that a person typed: harmless as long as it only reads.
            Some(_) if reads => Ok(()),
            Some(_) => Err(foreign()),
        }
    }

    /// Lets pass what a machine asks, and what a browser asks for a page of ours or for the person at it.
    ///
    /// # Errors
    /// Forbidden.
    pub fn check_machine(&self, uri: &Uri, headers: &HeaderMap) -> Result<()> {
        let agent = headers.get(USER_AGENT).is_some_and(|agent| agent.as_bytes().starts_with(b"Mozilla/"));
        let site = headers.get("sec-fetch-site").map(|site| site.as_bytes());
        let origins: Vec<_> = headers.get_all(ORIGIN).iter().collect();
        if !agent && site.is_none() && origins.is_empty() && !headers.contains_key(ACCEPT_LANGUAGE) {
            return Ok(());
        }
        let host = self.host(uri, headers)?;
        let ours = origins.iter().all(|origin| origin.to_str().is_ok_and(|origin| self.is_ours(origin, &host)));
        match site {
            None | Some(b"same-origin" | b"none") if ours => Ok(()),
            _ => Err(Error::forbidden(say::from_another_site())),
        }
    }

    /// Lets pass streams, which a page of ours reads and no other may.
    ///
    /// # Errors
    /// As [`Origins::check`].
    pub fn check_stream(&self, headers: &HeaderMap) -> Result<()> {
        match headers.get("sec-fetch-site").map(|site| site.as_bytes()) {
            None | Some(b"same-origin" | b"none") => Ok(()),
            Some(_) => Err(Error::forbidden(say::stream_from_elsewhere())),
        }
    }

    fn is_ours(&self, origin: &str, host: &str) -> bool {
        let scheme = if self.tls { "https" } else { "http" };
        let origin = origin.to_ascii_lowercase();
        self.public.as_deref() == Some(&*origin)
            || origin.strip_prefix(scheme).and_then(|rest| rest.strip_prefix("://")) == Some(host)
    }

    /// The host that the request names, with its port, in lower case.
    fn host(&self, uri: &Uri, headers: &HeaderMap) -> Result<String> {
        let named = uri.authority().map(Authority::as_str);
        let named = named.or_else(|| headers.get(HOST).and_then(|host| host.to_str().ok()));
        let authority: Option<Authority> = named.and_then(|host| host.parse().ok());
        let Some(authority) = authority else {
            return Err(Error::invalid("Host", say::no_host()));
        };
        let name = authority.host().to_ascii_lowercase();
        let public = self.public.as_deref().and_then(|url| url.split_once("://")).map(|(_, host)| host);
        let host = authority.as_str().to_ascii_lowercase();
        let known = name == "localhost"
            || name.ends_with(".localhost")
            || name.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>().is_ok()
            || public == Some(&*host);
        if known {
            return Ok(host);
        }
        let name: String = name.chars().take(80).collect();
        Err(Error::forbidden(say::foreign_host(name)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const HERE: &str = "127.0.0.1:8080";

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    fn allowed(origins: &Origins, method: &Method, path: &str, pairs: &[(&'static str, &str)]) -> bool {
        origins.check(method, &path.parse().unwrap(), &headers(pairs)).is_ok()
    }

    #[test]
    fn a_write_needs_an_origin_of_ours() {
        let plain = Origins::new(None, false);
        let post = |pairs: &[(&'static str, &str)]| allowed(&plain, &Method::POST, "/api/x", pairs);
        assert!(post(&[("host", HERE), ("origin", "http://127.0.0.1:8080")]));
        assert!(post(&[("host", HERE), ("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", "same-origin")]));
        for origin in
            ["http://evil.example", "null", "https://127.0.0.1:8080", "http://127.0.0.1:8081", "http://127.0.0.1", ""]
        {
            assert!(!post(&[("host", HERE), ("origin", origin)]), "{origin}");
        }
        assert!(!post(&[("host", HERE)]), "no origin at all");
        assert!(!post(&[("host", HERE), ("sec-fetch-site", "same-origin")]), "no origin at all");
        for site in ["cross-site", "same-site", "none"] {
            let pairs = [("host", HERE), ("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", site)];
            assert!(!post(&pairs), "{site}");
        }
        let twice = [("host", HERE), ("origin", "http://127.0.0.1:8080"), ("origin", "http://evil.example")];
        assert!(!post(&twice));
    }

    #[test]
    fn reading_by_a_link_from_elsewhere_is_allowed_and_sockets_are_not() {
        let plain = Origins::new(None, false);
        let linked = [("host", HERE), ("sec-fetch-site", "cross-site")];
        assert!(allowed(&plain, &Method::GET, "/containers/groups", &linked));
        assert!(!allowed(&plain, &Method::GET, "/api/group_list", &linked));
        let socket = [("host", HERE), ("upgrade", "websocket"), ("origin", "http://evil.example")];
        assert!(!allowed(&plain, &Method::GET, "/terminal/eci-1/web", &socket));
        assert!(!allowed(&plain, &Method::GET, "/terminal/eci-1/web", &[("host", HERE), ("upgrade", "websocket")]));
        assert!(plain.check_stream(&headers(&linked)).is_err());
    }

    #[test]
    fn a_foreign_name_for_this_address_is_refused() {
        let plain = Origins::new(None, false);
        let rebound = [("host", "evil.example:8080"), ("origin", "http://evil.example:8080")];
        assert!(!allowed(&plain, &Method::POST, "/login", &rebound));
        assert!(!allowed(&plain, &Method::GET, "/login", &rebound));
        for host in ["localhost:8080", "gantry.localhost", "[::1]:8080", "192.0.2.1"] {
            let origin = format!("http://{host}");
            assert!(allowed(&plain, &Method::POST, "/login", &[("host", host), ("origin", &origin)]), "{host}");
        }
        assert!(!allowed(&plain, &Method::GET, "/", &[]), "no host");
    }

    #[test]
    fn pages_of_other_sites_have_no_browser_ask_what_machines_ask() {
        let plain = Origins::new(None, false);
        let machine = |pairs: &[(&'static str, &str)]| {
            plain.check_machine(&"/v2/token".parse().unwrap(), &headers(pairs)).is_ok()
        };
        assert!(machine(&[]));
        assert!(machine(&[("host", "registry.example.org:5000"), ("user-agent", "docker/28.0 go/go1.24")]));
        assert!(machine(&[("host", HERE), ("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", "same-origin")]));
        assert!(machine(&[("host", HERE), ("user-agent", "Mozilla/5.0"), ("sec-fetch-site", "none")]));
        assert!(!machine(&[("host", HERE), ("origin", "http://evil.example")]));
        assert!(!machine(&[("host", HERE), ("origin", "null")]));
        assert!(!machine(&[("host", HERE), ("sec-fetch-site", "cross-site")]));
        assert!(!machine(&[("host", HERE), ("sec-fetch-site", "same-site")]));
        // A page under a foreign name that was pointed at this address: a browser says neither origin nor site when it reads there.
        assert!(!machine(&[("host", "evil.example"), ("user-agent", "Mozilla/5.0")]));
        assert!(!machine(&[("host", "evil.example"), ("accept-language", "en")]));
    }

    #[test]
    fn the_public_url_is_ours_too() {
        let public = Origins::new(Some("https://cloud.example.org/"), false);
        assert!(public.secure() && public.only_secure());
        assert!(!Origins::new(Some("https://localhost:8443"), true).only_secure());
        assert!(!Origins::new(Some("http://cloud.example.org"), true).only_secure());
        let behind_a_proxy = [("host", HERE), ("origin", "https://cloud.example.org")];
        assert!(allowed(&public, &Method::POST, "/login", &behind_a_proxy));
        let through = [("host", "Cloud.example.org"), ("origin", "https://cloud.example.org")];
        assert!(allowed(&public, &Method::POST, "/login", &through));
        let other = [("host", "cloud.example.org"), ("origin", "https://cloud.example.org.evil.example")];
        assert!(!allowed(&public, &Method::POST, "/login", &other));
    }

    #[test]
    fn under_tls_plain_pages_are_foreign() {
        let tls = Origins::new(None, true);
        assert!(allowed(&tls, &Method::POST, "/login", &[("host", HERE), ("origin", "https://127.0.0.1:8080")]));
        assert!(!allowed(&tls, &Method::POST, "/login", &[("host", HERE), ("origin", "http://127.0.0.1:8080")]));
    }
}
