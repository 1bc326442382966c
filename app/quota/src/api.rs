//! Server functions of quotas: one for each operation of the area.

use gantry_model::quota::{Entitlement, QuotaRow};

gantry_model::quota_operations!(gantry_console::server_functions);
