//! People: signing in, changing a password, one's own account.
#![recursion_limit = "512"]

mod account;
pub mod api;
mod browser;
mod gate;
mod key_pair_create;
mod key_pairs;
mod login;
mod operation_logs;
mod password;

pub use account::{AccountPage, ResetRegistryPassword};
#[cfg(feature = "ssr")]
pub use gate::{gate_script, is_gate};
pub use key_pair_create::KeyPairCreate;
pub use key_pairs::{KeyPairPage, KeyPairs};
pub use login::Login;
pub use operation_logs::OperationLogs;
pub use password::ChangePassword;
