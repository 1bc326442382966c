//! What the store keeps of container groups.

use gantry_model::Result;
use gantry_model::containers::{ContainerGroupSpec, ContainerGroupStatus, GroupState, ImageSource};
use gantry_model::kind::{ContainerGroupId, ResourceKind};

use crate::store::catalog::KindInfo;
use crate::store::{Column, Document, Kind, Reference, Refers, Resource};

/// The kinds of this area.
pub(super) const KINDS: &[KindInfo] = &[KindInfo::of::<ContainerGroup>()];

/// Kind of a container group.
#[derive(Debug)]
pub struct ContainerGroup;

impl Kind for ContainerGroup {
    const KIND: &'static str = ResourceKind::ContainerGroup.token();
    /// From 2 on, reasons are messages; the texts of before are read as such.
    const SHAPE: u32 = 2;
    const COLUMNS: &'static [Column] = &[
        Column::text("state", "status.shown"),
        Column::address("private_ip", "status.private_ip"),
        Column::address("public_ip", "status.public_ip"),
        Column::text("vpc", "spec.vpc"),
        Column::text("subnet", "status.subnet"),
        Column::text("security_group", "spec.security_group"),
        Column::text("scaling_group", "spec.scaling.group"),
    ];
    const FOUND_BY: &'static [&'static str] = &["name", "id", "private_ip", "public_ip"];
    const NOTE: &'static [&'static str] = &["private_ip", "state"];
    const REFERS: Refers = Refers::ByStatus(1);
    type Id = ContainerGroupId;
    type Spec = ContainerGroupSpec;
    type Status = ContainerGroupStatus;

    /// A group that has an address uses the one subnet that it has it of, for its life; one that has none yet may get one of any that it
    /// names.
    fn refers(spec: &ContainerGroupSpec, status: &ContainerGroupStatus) -> Vec<Reference> {
        let mut references = vec![Reference::uses(&spec.vpc, ""), Reference::uses(&spec.security_group, "")];
        match &status.subnet {
            Some(subnet) => references.push(Reference::uses(subnet, "")),
            None => references.extend(spec.subnets.iter().map(|subnet| Reference::uses(subnet, ""))),
        }
        references.extend(spec.scaling.iter().map(|scaling| Reference::mentions(&scaling.group, "instance")));
        references.extend(spec.containers.iter().filter_map(|container| match &container.image {
            ImageSource::Repository(repository) => Some(Reference::mentions(repository, "image")),
            ImageSource::Address(_) => None,
        }));
        references
    }

    fn upgrade(_: u32, document: Document) -> Result<Document> {
        Ok(document)
    }
}

/// The state that a person sees.
pub fn shown_state(group: &Resource<ContainerGroup>) -> GroupState {
    group.status.state(group.is_deleting(), group.spec.restarts_asked, group.spec.restart_policy)
}
