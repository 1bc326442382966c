//! Server functions of billing: one for each operation of the area.

use gantry_model::billing::{AccountView, Duration, NewInstance, OrderState};
use gantry_model::kind::{OrderId, RegistryInstanceId};
use gantry_model::page::{Page, PageRequest};

gantry_model::billing_operations!(gantry_console::server_functions);
