//! Server functions of networks: one for each operation of the area.

use gantry_model::kind::{ContainerGroupId, EipId, SecurityGroupId, VSwitchId, VpcId};
use gantry_model::network::view::{
    self, AddressRow, EipChange, EipRow, EipTarget, NetworkChange, NetworkFilter, NewEip, NewSecurityGroup, NewVSwitch,
    NewVpc, SecurityGroupChange, SecurityGroupDetails, SecurityGroupRow, TrialResult, VSwitchDetails, VSwitchRow,
    VpcDetails, VpcRow,
};
use gantry_model::network::{Packet, SecurityRule};
use gantry_model::page::{Page, PageRequest};

gantry_model::network_operations!(gantry_console::server_functions);
