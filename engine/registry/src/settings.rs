//! What the installation's owner has set about the registry, and the limits of everything that comes from outside.

use std::time::Duration;

use gantry_model::registry::reference::RepositoryPath;

use gantry_platform::runtime::REGISTRY_NAME;

/// Settings of the registry.
#[derive(Debug, Clone)]
pub struct RegistrySettings {
    /// Host, with port, by which clients outside our VPCs reach the server: of `--public-url`.
    pub public_host: String,
    /// `http` or `https`, of `--public-url`.
    pub public_scheme: String,
    /// `http` or `https`, as this server itself speaks.
    pub scheme: String,
    /// Host by which groups in our VPCs name the registry.
    pub vpc_host: String,
    /// Largest blob, in bytes.
    pub blob_bytes: u64,
    /// Uploads under way at once, over all.
    pub uploads: u64,
    /// An upload that has not moved for so long is given up.
    pub upload_idle: Duration,
    /// One that never got a byte is given up after so long.
    pub upload_empty: Duration,
    /// A blob that no image needs goes after so long.
    pub grace: Duration,
    /// Bytes that uploads leave free on the disk.
    pub reserve_bytes: u64,
    /// A token is good for so long.
    pub token_life: Duration,
}

impl Default for RegistrySettings {
    /// For a server on `127.0.0.1:8080`: blobs of up to 64 GiB, 256 uploads, a day for an upload (five minutes without a byte), an hour for what is unused, 256 MiB left free, tokens of five minutes.
    fn default() -> Self {
        Self {
            public_host: "127.0.0.1:8080".into(),
            public_scheme: "http".into(),
            scheme: "http".into(),
            vpc_host: REGISTRY_NAME.into(),
            blob_bytes: 64 << 30,
            uploads: 256,
            upload_idle: Duration::from_secs(24 * 3600),
            upload_empty: Duration::from_secs(300),
            grace: Duration::from_secs(3600),
            reserve_bytes: 256 << 20,
            token_life: Duration::from_secs(300),
        }
    }
}

impl RegistrySettings {
    /// Uploads that one person may have under way, and one repository: a half of all and a quarter, so that neither keeps others out. Where there are few
    /// altogether, what a client pushes at once still fits.
    pub fn upload_shares(&self) -> (u64, u64) {
        let share = |part: u64| part.max(16).min(self.uploads);
        (share(self.uploads / 2), share(self.uploads / 4))
    }

    /// The same for a server that people reach at this URL, an origin without path.
    #[must_use]
    pub fn at(mut self, public_url: &str, scheme: &str) -> Self {
        let (public, host) = public_url.split_once("://").unwrap_or(("http", public_url));
        (self.public_scheme, self.public_host) = (public.to_owned(), host.trim_end_matches('/').to_owned());
        self.scheme = scheme.to_owned();
        self
    }

    /// The address for the public network, without tag.
    pub fn public_address(&self, path: &str) -> String {
        format!("{}/{path}", self.public_host)
    }

    /// The address for groups in our VPCs, without tag.
    pub fn vpc_address(&self, path: &str) -> String {
        format!("{}/{path}", self.vpc_host)
    }

    /// The path in our registry that an address as typed means, if it has one of our hosts.
    pub fn path_of(&self, address: &str) -> Option<RepositoryPath> {
        let (_, path) = address.split_once('/')?;
        self.is_ours(address).then(|| RepositoryPath::parse(path).ok()).flatten()
    }

    /// Whether an address as typed has one of our hosts.
    pub fn is_ours(&self, address: &str) -> bool {
        let host = address.split('/').next().unwrap_or_default();
        host.eq_ignore_ascii_case(&self.public_host) || host.eq_ignore_ascii_case(&self.vpc_host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_with_our_hosts_are_ours() {
        let settings = RegistrySettings::default();
        for address in [settings.public_address("default/x-eci/web"), settings.vpc_address("default/x-eci/web")] {
            assert_eq!(settings.path_of(&address).unwrap().to_string(), "default/x-eci/web");
        }
        for address in ["default/x-eci/web", "docker.io/library/nginx", "127.0.0.1:8080/web", "127.0.0.1:8081/a1/b1/c1"]
        {
            assert_eq!(settings.path_of(address), None, "{address}");
        }
    }
}
