//! Commands and queries of key pairs. The private half of a key that Gantry makes is sealed before it is written, opened only for what
//! uses it, and shown to nobody.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gantry_model::error::{Error, Result};
use gantry_model::key_pair::{KeyPairFilter, KeyPairRow, KeyPairSpec, NewKeyPair};
use gantry_model::kind::{Id as _, KeyPairId, ResourceKind};
use gantry_model::message::{Message, common, iam as say};
use gantry_model::page::Page;
use gantry_model::reference::{Bond, LISTED};
use gantry_model::time::{Moment, Timestamp};
use ssh_key::private::Ed25519Keypair;
use ssh_key::public::KeyData;
use ssh_key::{HashAlg, PublicKey};

use super::Iam;
use gantry_engine_quota as quota;
use gantry_platform::context::Context;
use gantry_platform::documents::KeyPair;
use gantry_platform::secrets::random_bytes;
use gantry_platform::settings::Settings;
use gantry_platform::store::{Kind as _, New, Order, Query, Resource};

/// What sealed seeds are sealed for.
const PURPOSE: &str = "key pair";
/// The least bits of an RSA key (NIST SP 800-131A).
const RSA_BITS: usize = 2048;

impl Iam {
    /// **Create Key Pair**: makes an Ed25519 key, or keeps a public key that was given.
    ///
    /// # Errors
    /// Forbidden; Invalid or AlreadyExists with the form's field; QuotaExceeded.
    pub(crate) async fn key_pair_create(&self, context: &Context, form: NewKeyPair) -> Result<KeyPairId> {
        self.inner.settings.region(&form.region)?;
        let spec = match &form.public_key {
            Some(line) => spec_of(&given(line)?, None)?,
            None => self.make()?,
        };
        let owner = context.owner();
        self.inner
            .store
            .write(context, move |tx| {
                quota::admit::<KeyPair>(tx, &form.region, 1)?;
                let id: KeyPairId = tx.new_id();
                tx.claim_name::<KeyPair>(&form.region, &form.name, &id)?;
                let pair = tx.insert(New::<KeyPair> {
                    id,
                    name: form.name,
                    region: form.region,
                    owner,
                    labels: Default::default(),
                    spec,
                    status: (),
                })?;
                Ok(pair.id)
            })
            .await
    }

    /// Key pairs of a region.
    ///
    /// # Errors
    /// Forbidden; Invalid for a region that there is not or a page that no table asks for.
    pub(crate) async fn key_pair_list(&self, _: &Context, filter: KeyPairFilter) -> Result<Page<KeyPairRow>> {
        let settings = self.inner.settings.clone();
        settings.region(&filter.region)?;
        let query = Query::in_region(&filter.region).search(KeyPair::FOUND_BY, &filter.page.search);
        let query = query.sort("name", Order::Ascending);
        self.inner
            .store
            .read(move |read| {
                let page = read.page::<KeyPair>(&query, &filter.page)?;
                let items = page.items.into_iter().map(|pair| row(pair, &settings)).collect();
                Ok(Page { items, total: page.total, page: page.page, size: page.size })
            })
            .await
    }

    /// One key pair.
    ///
    /// # Errors
    /// Forbidden; NotFound.
    pub(crate) async fn key_pair_view(&self, _: &Context, id: KeyPairId) -> Result<KeyPairRow> {
        let settings = self.inner.settings.clone();
        self.inner.store.read(move |read| Ok(row(read.get::<KeyPair>(&id)?, &settings))).await
    }

    /// Deletes a key pair that nothing uses, its private half with it.
    ///
    /// # Errors
    /// Forbidden; NotFound; Conflict that names what uses it.
    pub(crate) async fn key_pair_delete(&self, context: &Context, id: KeyPairId) -> Result<()> {
        self.inner
            .store
            .write(context, move |tx| {
                let pair = tx.get::<KeyPair>(&id)?;
                tx.users(id.as_str(), Bond::Uses, LISTED)?.refuse(ResourceKind::KeyPair, &pair.name)?;
                tx.delete::<KeyPair>(&id)
            })
            .await
    }

    fn make(&self) -> Result<KeyPairSpec> {
        let seed = random_bytes::<32>();
        let public = PublicKey::from(KeyData::Ed25519(Ed25519Keypair::from_seed(&seed).public));
        spec_of(&public, Some(STANDARD.encode(self.inner.secrets.seal(PURPOSE, &seed))))
    }
}

/// The public key of a line.
///
/// # Errors
/// Invalid on `public_key`.
fn given(line: &str) -> Result<PublicKey> {
    let refuse = |message: Message| Error::invalid("public_key", message);
    let rule = common::rule_public_key();
    let Ok(key) = PublicKey::from_openssh(line.trim()) else { return Err(refuse(say::public_key_unread(rule))) };
    match key.key_data() {
        KeyData::Ed25519(_) | KeyData::Ecdsa(_) => Ok(key),
        KeyData::Rsa(rsa) => {
            let bytes = rsa.n.as_positive_bytes().unwrap_or_default();
            let bits = bytes.len() * 8 - bytes.first().map_or(0, |first| first.leading_zeros() as usize);
            if bits < RSA_BITS {
                return Err(refuse(say::rsa_key_too_short(bits, rule)));
            }
            Ok(key)
        }
        _ => Err(refuse(say::key_type_not_taken(rule))),
    }
}

fn spec_of(key: &PublicKey, sealed: Option<String>) -> Result<KeyPairSpec> {
    let line = PublicKey::from(key.key_data().clone()).to_openssh().map_err(Error::internal)?;
    Ok(KeyPairSpec {
        public_key: line.trim().to_owned(),
        fingerprint: key.fingerprint(HashAlg::Sha256).to_string(),
        algorithm: key.algorithm().to_string(),
        sealed,
    })
}

fn row(pair: Resource<KeyPair>, settings: &Settings) -> KeyPairRow {
    let moment = |at: Timestamp| -> Moment { settings.moment(at) };
    KeyPairRow {
        id: pair.id,
        name: pair.name,
        public_key: pair.spec.public_key,
        fingerprint: pair.spec.fingerprint,
        algorithm: pair.spec.algorithm,
        private: pair.spec.sealed.is_some(),
        created: moment(pair.created_at),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use gantry_model::iam::operations::{KeyPairCreate, KeyPairDelete, KeyPairList, KeyPairView};

    use super::*;
    use crate::HashCost;
    use gantry_platform::call::Call as _;
    use gantry_platform::clock::ManualClock;
    use gantry_platform::secrets::Secrets;
    use gantry_platform::store::Store;

    const ED25519: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJdD7y3aLq454yWBdwLWbieU1ebz9/cu7/QEXn9OIeZJ";

    fn open(dir: &std::path::Path) -> Iam {
        let store = Store::open(dir, Arc::new(ManualClock::default()), gantry_platform::documents::kinds()).unwrap();
        Iam::new(store, Arc::default(), Secrets::from_key(&[7; 32]), HashCost::CHEAP).unwrap()
    }

    fn form(name: &str, public_key: Option<&str>) -> NewKeyPair {
        NewKeyPair { region: "local".into(), name: name.into(), public_key: public_key.map(str::to_owned) }
    }

    #[tokio::test]
    async fn a_key_that_gantry_makes_keeps_its_private_half_sealed() {
        let dir = tempfile::tempdir().unwrap();
        let iam = open(dir.path());
        let id = iam.call(&Context::system(), KeyPairCreate { form: form("deploy", None) }).await.unwrap();
        let row = iam.call(&Context::system(), KeyPairView { id: id.clone() }).await.unwrap();
        assert!(row.private && row.public_key.starts_with("ssh-ed25519 ") && row.fingerprint.starts_with("SHA256:"));

        // What is sealed is the seed of this very key, and it opens with the installation's key alone.
        let sealed = iam.inner.store.read(move |read| read.get::<KeyPair>(&id)).await.unwrap().spec.sealed.unwrap();
        let sealed = STANDARD.decode(sealed).unwrap();
        let seed: [u8; 32] = iam.inner.secrets.unseal(PURPOSE, &sealed).unwrap().try_into().unwrap();
        let public = PublicKey::from(KeyData::Ed25519(Ed25519Keypair::from_seed(&seed).public));
        assert_eq!(public.to_openssh().unwrap().trim(), row.public_key);
        assert!(Secrets::from_key(&[8; 32]).unseal(PURPOSE, &sealed).is_err());
    }

    #[tokio::test]
    async fn a_public_key_is_kept_as_it_was_given_and_bad_ones_are_refused_with_the_reason() {
        let dir = tempfile::tempdir().unwrap();
        let iam = open(dir.path());
        let given = format!("{ED25519} somebody@somewhere");
        let id = iam.call(&Context::system(), KeyPairCreate { form: form("given", Some(&given)) }).await.unwrap();
        let row = iam.call(&Context::system(), KeyPairView { id: id.clone() }).await.unwrap();
        assert_eq!((row.public_key.as_str(), row.private), (ED25519, false));
        assert_eq!(row.fingerprint.len(), "SHA256:".len() + 43);
        for bad in ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJdD7y3aLq454yWBdwLWbieU1ebz9", "nothing"] {
            let refused =
                iam.call(&Context::system(), KeyPairCreate { form: form("bad", Some(bad)) }).await.unwrap_err();
            assert_eq!(refused.field(), Some("public_key"), "{refused}");
        }
        let twice = iam.call(&Context::system(), KeyPairCreate { form: form("given", None) }).await.unwrap_err();
        assert_eq!(twice.field(), Some("name"));
        iam.call(&Context::system(), KeyPairDelete { id }).await.unwrap();
        let filter = KeyPairFilter { region: "local".into(), ..KeyPairFilter::default() };
        assert_eq!(iam.call(&Context::system(), KeyPairList { filter }).await.unwrap().total, 0);
    }
}
