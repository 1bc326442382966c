//! The key of an installation, and what is done with it: sealing secrets that the store keeps, and keyed hashes.
//!
//! The key is a file of 32 random bytes in hexadecimal digits, `DIR/secret.key` or the one that `--key-file` names. It is never in the
//! database or its backup, so that neither gives a secret away. Two keys are derived from it, one per use. Without the file the sealed secrets
//! are lost; people and their passwords are not, because those are hashes.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use gantry_model::{Error, Message, Result};
use hmac::{Hmac, Mac as _};
use rand::TryRng as _;
use sha2::Sha256;

/// The name of the key file in the data folder.
pub const KEY_FILE: &str = "secret.key";
/// Bytes of the nonce that stands before what it sealed.
const NONCE: usize = 24;

/// The installation's key. Clones share it. It says nothing of itself, not even to `{:?}`.
#[derive(Clone)]
pub struct Secrets {
    inner: Arc<Keys>,
}

struct Keys {
    cipher: XChaCha20Poly1305,
    hash: [u8; 32],
}

impl Secrets {
    /// Reads the key from `DIR/secret.key`, making it if it is missing, or from `file`, which must be there.
    ///
    /// # Errors
    /// Unavailable, with a message for the person who starts the server: the file is missing, is not a key, or others may read it.
    pub fn open(dir: &Path, file: Option<&Path>) -> Result<Self> {
        let path = file.map_or_else(|| dir.join(KEY_FILE), PathBuf::from);
        match read_key(&path)? {
            Some(key) => Ok(Self::from_key(&key)),
            None if file.is_some() => {
                Err(Error::unavailable(Message::text(format!("The key file {} is missing.", path.display()))))
            }
            None => {
                let key = random_bytes::<32>();
                write_private(&path, format!("{}\n", hex::encode(key)).as_bytes())?;
                Ok(Self::from_key(&key))
            }
        }
    }

    /// From a key in memory, for tests.
    pub fn from_key(key: &[u8; 32]) -> Self {
        let seal = mac(key, "gantry seal", b"");
        Self {
            inner: Arc::new(Keys { cipher: XChaCha20Poly1305::new(&seal.into()), hash: mac(key, "gantry hash", b"") }),
        }
    }

    /// Encrypts `plain`. What was sealed for one purpose does not open for another.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Vec<u8> {
        let nonce = random_bytes::<NONCE>();
        let payload = Payload { msg: plain, aad: purpose.as_bytes() };
        let sealed = self.inner.cipher.encrypt(&XNonce::from(nonce), payload).expect("memory holds the sealed secret");
        [nonce.as_slice(), &sealed].concat()
    }

    /// What [`Secrets::seal`] sealed for this purpose.
    ///
    /// # Errors
    /// Internal: it was sealed by another key, for another purpose, or was changed.
    pub fn unseal(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>> {
        let refused = || Error::internal(format!("a secret ({purpose}) does not open with this installation's key"));
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or_else(refused)?;
        let payload = Payload { msg: sealed, aad: purpose.as_bytes() };
        self.inner.cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| refused())
    }

    /// A hash that only this installation can compute (HMAC-SHA-256).
    pub fn keyed_hash(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        mac(&self.inner.hash, purpose, data)
    }
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets")
    }
}

/// HMAC-SHA-256 of the purpose's length, the purpose and the data, so that no two purposes share an input.
pub fn mac(key: &[u8; 32], purpose: &str, data: &[u8]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(&(purpose.len() as u64).to_le_bytes());
    mac.update(purpose.as_bytes());
    mac.update(data);
    mac.finalize().into_bytes().into()
}

/// Random bytes from the operating system.
///
/// # Panics
/// If the operating system has none, which Linux does not do once it is up.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rngs::SysRng.try_fill_bytes(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// Writes a file that only its owner can read, whole or not at all: it is synced under another name and then renamed.
pub fn write_private(path: &Path, content: &[u8]) -> Result<()> {
    let fault = |error: std::io::Error| {
        Error::unavailable(Message::text(format!("{} cannot be written: {error}.", path.display())))
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let new = folder.join(name);
    // A left-over of a killed start may have any mode; a file that is made here has the right one.
    match fs::remove_file(&new) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(fault(error)),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&new).map_err(fault)?;
    file.write_all(content).and_then(|()| file.sync_all()).map_err(fault)?;
    fs::rename(&new, path).map_err(fault)?;
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(fault)
}

fn read_key(path: &Path) -> Result<Option<[u8; 32]>> {
    let shown = path.display();
    let fault = |error: std::io::Error| {
        Error::unavailable(Message::text(format!("The key file {shown} cannot be read: {error}.")))
    };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fault(error)),
    };
    let mode = file.metadata().map_err(fault)?.mode() & 0o7777;
    if mode & 0o077 != 0 {
        return Err(Error::unavailable(Message::text(format!(
            "The key file {shown} can be read by others (mode {mode:04o}). Run: chmod 600 {shown}"
        ))));
    }
    let mut text = String::new();
    file.take(256).read_to_string(&mut text).map_err(fault)?;
    let mut key = [0; 32];
    hex::decode_to_slice(text.trim_ascii(), &mut key).map_err(|_| {
        Error::unavailable(Message::text(format!(
            "The key file {shown} is not a key: 64 hexadecimal digits are expected."
        )))
    })?;
    Ok(Some(key))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_secret_opens_for_its_purpose_and_key_only() {
        let secrets = Secrets::from_key(&[7; 32]);
        let sealed = secrets.seal("pull credential", b"hunter2");
        assert!(!sealed.windows(7).any(|window| window == b"hunter2"));
        assert_eq!(secrets.unseal("pull credential", &sealed).unwrap(), b"hunter2");
        assert!(secrets.unseal("kubeconfig", &sealed).is_err());
        assert!(Secrets::from_key(&[8; 32]).unseal("pull credential", &sealed).is_err());
        assert_ne!(sealed, secrets.seal("pull credential", b"hunter2"), "equal secrets do not look equal");
    }

    #[test]
    fn a_changed_or_cut_secret_does_not_open() {
        let secrets = Secrets::from_key(&[7; 32]);
        let sealed = secrets.seal("x", b"hunter2");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(secrets.unseal("x", &changed).is_err(), "byte {at}");
            assert!(secrets.unseal("x", &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn keyed_hashes_differ_by_purpose_key_and_data() {
        let secrets = Secrets::from_key(&[7; 32]);
        let hash = secrets.keyed_hash("a", b"bc");
        assert_eq!(hash, secrets.keyed_hash("a", b"bc"));
        assert_ne!(hash, secrets.keyed_hash("ab", b"c"));
        assert_ne!(hash, Secrets::from_key(&[8; 32]).keyed_hash("a", b"bc"));
    }

    #[test]
    fn the_key_is_made_once_and_private() {
        let dir = tempfile::tempdir().unwrap();
        let first = Secrets::open(dir.path(), None).unwrap();
        let mode = fs::metadata(dir.path().join(KEY_FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let again = Secrets::open(dir.path(), None).unwrap();
        assert_eq!(again.unseal("x", &first.seal("x", b"y")).unwrap(), b"y");
    }

    #[test]
    fn a_key_that_others_can_read_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        Secrets::open(dir.path(), None).unwrap();
        let path = dir.path().join(KEY_FILE);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let message = Secrets::open(dir.path(), None).unwrap_err().to_string();
        assert!(message.contains("0640") && message.contains("chmod 600"), "{message}");
    }

    #[test]
    fn a_named_key_file_must_be_there_and_be_a_key() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("elsewhere.key");
        assert!(Secrets::open(dir.path(), Some(&path)).unwrap_err().to_string().contains("is missing"));
        write_private(&path, b"not a key").unwrap();
        assert!(Secrets::open(dir.path(), Some(&path)).unwrap_err().to_string().contains("64 hexadecimal digits"));
        assert!(!dir.path().join(KEY_FILE).exists());
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Secrets::from_key(&[7; 32])), "Secrets");
    }
}
