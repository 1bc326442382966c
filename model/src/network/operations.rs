//! What can be asked of networks.

use super::view::{
    self, AddressRow, EipChange, EipRow, EipTarget, NetworkChange, NetworkFilter, NewEip, NewSecurityGroup, NewVSwitch,
    NewVpc, SecurityGroupChange, SecurityGroupDetails, SecurityGroupRow, TrialResult, VSwitchDetails, VSwitchRow,
    VpcDetails, VpcRow,
};
use super::{Packet, SecurityRule};
use crate::error::Result;
use crate::kind::{ContainerGroupId, EipId, SecurityGroupId, VSwitchId, VpcId};
use crate::operation::{Validate, checks_itself, page_is_checked};
use crate::page::{Page, PageRequest};

checks_itself!(NewVpc, NetworkChange, NewVSwitch, NewSecurityGroup, SecurityGroupChange, NewEip, EipChange, Packet);
page_is_checked!(NetworkFilter);

impl Validate for view::SecurityGroupClone {
    fn validate(&self) -> Result<()> {
        let (name, description) = (self.name.clone(), self.description.clone());
        SecurityGroupChange { name, description, generation: 0 }.validate()
    }
}

impl Validate for Vec<SecurityRule> {
    fn validate(&self) -> Result<()> {
        SecurityRule::validate_all(self)
    }
}

/// The lines of the table, for a macro that makes something of each.
#[macro_export]
macro_rules! network_operations {
    ($($then:ident)::+ $(, $with:ty)?) => {
        $($then)::+! {
            [$($with)?]
            network in ($crate::network::operations);

            /// VPCs of a region (NET-22).
            read(Vpc) fn vpc_list(filter: NetworkFilter) -> Page<VpcRow>;
            /// One VPC.
            read(Vpc) fn vpc_view(id: VpcId) -> VpcDetails;
            /// VPCs of a region with the ranges in them, for forms that put something into one; the first hundred by name.
            read(Vpc) fn vpc_choices(region: String) -> Vec<VpcDetails>;
            /// **Create VPC** (NET-22).
            write(Vpc) fn vpc_create(form: NewVpc) -> VpcId;
            /// Changes name, description and IPv6 of a VPC.
            write(Vpc) fn vpc_update(id: VpcId, change: NetworkChange) -> ();
            /// Deletes a VPC that nothing is in.
            write(Vpc) fn vpc_delete(id: VpcId) -> ();
            /// vSwitches of a region, or of one VPC (NET-26).
            read(VSwitch) fn vswitch_list(filter: NetworkFilter) -> Page<VSwitchRow>;
            /// One vSwitch.
            read(VSwitch) fn vswitch_view(id: VSwitchId) -> VSwitchDetails;
            /// Who has the addresses of a vSwitch (NET-01).
            read(VSwitch) fn vswitch_addresses(id: VSwitchId, page: PageRequest) -> Page<AddressRow>;
            /// **Create vSwitch** (NET-26).
            write(VSwitch) fn vswitch_create(form: NewVSwitch) -> VSwitchId;
            /// Changes name, description and IPv6 of a vSwitch.
            write(VSwitch) fn vswitch_update(id: VSwitchId, change: NetworkChange) -> ();
            /// Deletes a vSwitch that no group is in.
            write(VSwitch) fn vswitch_delete(id: VSwitchId) -> ();
            /// Security groups of a region, or of one VPC (NET-20).
            read(SecurityGroup) fn security_group_list(filter: NetworkFilter) -> Page<SecurityGroupRow>;
            /// One security group with its rules.
            read(SecurityGroup) fn security_group_view(id: SecurityGroupId) -> SecurityGroupDetails;
            /// **Create Security Group** (NET-20).
            write(SecurityGroup) fn security_group_create(form: NewSecurityGroup) -> SecurityGroupId;
            /// **Clone** of a security group (NET-21).
            write(SecurityGroup) fn security_group_clone(id: SecurityGroupId, form: view::SecurityGroupClone) -> SecurityGroupId;
            /// Changes name and description of a security group.
            write(SecurityGroup) fn security_group_update(id: SecurityGroupId, change: SecurityGroupChange) -> ();
            /// Writes the rules of a security group (NET-20).
            write(SecurityGroup) fn security_group_rules_update(
                id: SecurityGroupId,
                generation: u64,
                rules: Vec<SecurityRule>,
            ) -> ();
            /// What a security group does to a packet, with the security groups that its other side is in (NET-24).
            read(SecurityGroup) fn security_group_try(id: SecurityGroupId, packet: Packet) -> TrialResult;
            /// Deletes a security group that nothing uses.
            write(SecurityGroup) fn security_group_delete(id: SecurityGroupId) -> ();
            /// EIPs of a region (NET-09).
            read(Eip) fn eip_list(filter: NetworkFilter) -> view::EipList;
            /// The container groups of a region that an EIP can be bound to (NET-09).
            read(Eip) fn eip_target_list(filter: NetworkFilter) -> Page<EipTarget>;
            /// One EIP.
            read(Eip) fn eip_view(id: EipId) -> EipRow;
            /// **Create EIP**.
            write(Eip) fn eip_create(form: NewEip) -> EipId;
            /// Changes name and bandwidth of an EIP (NET-07).
            write(Eip) fn eip_update(id: EipId, change: EipChange) -> ();
            /// **Bind** of an EIP to a container group.
            write(Eip) fn eip_bind(id: EipId, group: ContainerGroupId) -> ();
            /// **Unbind** of an EIP.
            write(Eip) fn eip_unbind(id: EipId) -> ();
            /// **Release** of an EIP.
            write(Eip) fn eip_release(id: EipId) -> ();
        }
    };
}

network_operations!(crate::operation::declare);
