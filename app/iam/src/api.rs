//! Server functions of one's account, key pairs and the operation log: one for each operation of the area.

use gantry_model::iam::Account;
use gantry_model::key_pair::{KeyPairFilter, KeyPairRow, NewKeyPair};
use gantry_model::kind::{KeyPairId, SessionId};
use gantry_model::operation_log::{OperationFilter, OperationRow};
use gantry_model::page::Page;

gantry_model::iam_operations!(gantry_console::server_functions);
