//! Server functions of container groups: one for each operation of the area.

use gantry_model::containers::view::{
    EventRow, Figures, GroupDetails, GroupFilter, GroupList, Order, OrderOptions, Range,
};
use gantry_model::kind::ContainerGroupId;
use gantry_model::observe::LogLine;
use gantry_model::time::Timestamp;

gantry_model::containers_operations!(gantry_console::server_functions);
