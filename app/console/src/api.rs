//! Server functions over all areas: search, uses, the first page, the counts of the side navigation, the bell.

use gantry_model::inventory::{Activity, Counts, Found, Overview};
use gantry_model::kind::RegistryInstanceId;
use gantry_model::reference::Users;

gantry_model::inventory_operations!(crate::server_functions);
