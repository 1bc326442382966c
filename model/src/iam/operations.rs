//! What can be asked of one's account, of key pairs, and of the operation log.

use super::Account;
use crate::key_pair::{KeyPairFilter, KeyPairRow, NewKeyPair};
use crate::kind::{KeyPairId, SessionId};
use crate::operation::{checks_itself, page_is_checked};
use crate::operation_log::{OperationFilter, OperationRow};
use crate::page::Page;

checks_itself!(NewKeyPair, OperationFilter);
page_is_checked!(KeyPairFilter);

/// The lines of the table, for a macro that makes something of each.
#[macro_export]
macro_rules! iam_operations {
    ($($then:ident)::+ $(, $with:ty)?) => {
        $($then)::+! {
            [$($with)?]
            iam in ($crate::iam::operations);

            /// One's own account with its sessions.
            read(User) fn account_view() -> Account;
            /// Signs out in another browser.
            write(Session) fn session_end(id: SessionId) -> ();
            /// Signs out everywhere but here; says how many sessions ended.
            write(User) fn session_end_others() -> u32;
            /// **Reset Docker Login Password** (REG-12).
            grant(User) fn registry_password_reset(password: String) -> ();
            /// Key pairs of a region.
            read(KeyPair) fn key_pair_list(filter: KeyPairFilter) -> Page<KeyPairRow>;
            /// One key pair.
            read(KeyPair) fn key_pair_view(id: KeyPairId) -> KeyPairRow;
            /// **Create Key Pair**.
            write(KeyPair) fn key_pair_create(form: NewKeyPair) -> KeyPairId;
            /// Deletes a key pair that nothing uses.
            write(KeyPair) fn key_pair_delete(id: KeyPairId) -> ();
            /// The operation log (LOG-013).
            read fn operation_log_list(filter: OperationFilter) -> Page<OperationRow>;
        }
    };
}

iam_operations!(crate::operation::declare);
