//! What the store keeps of Auto Scaling.

use gantry_model::Result;
use gantry_model::containers::ImageSource;
use gantry_model::kind::{ResourceKind, ScalingActivityId, ScalingConfigurationId, ScalingGroupId, ScalingRuleId};
use gantry_model::scaling::{
    ScalingActivitySpec, ScalingActivityStatus, ScalingConfigurationSpec, ScalingConfigurationStatus, ScalingGroupSpec,
    ScalingGroupStatus, ScalingRuleSpec, ScalingRuleStatus,
};

use crate::store::catalog::KindInfo;
use crate::store::{Column, Document, Kind, Reference, Refers};

/// The kinds of this area.
pub(super) const KINDS: &[KindInfo] = &[
    KindInfo::of::<ScalingGroup>(),
    KindInfo::of::<ScalingConfiguration>(),
    KindInfo::of::<ScalingRule>(),
    KindInfo::of::<ScalingActivity>(),
];

/// Kind of a scaling group.
#[derive(Debug)]
pub struct ScalingGroup;

impl Kind for ScalingGroup {
    const KIND: &'static str = ResourceKind::ScalingGroup.token();
    /// From 2 on, reasons are messages; the texts of before are read as such.
    const SHAPE: u32 = 2;
    /// `enabled` is 1 or 0; `ongoing` is empty while no activity is under way.
    const COLUMNS: &'static [Column] = &[
        Column::text("vpc", "spec.vpc"),
        Column::integer("enabled", "spec.enabled"),
        Column::text("ongoing", "status.ongoing"),
        Column::integer("instances", "status.instances"),
        Column::integer("desired", "status.desired"),
    ];
    const FOUND_BY: &'static [&'static str] = &["name", "id"];
    const REFERS: Refers = Refers::BySpec(1);
    type Id = ScalingGroupId;
    type Spec = ScalingGroupSpec;
    type Status = ScalingGroupStatus;

    fn refers(spec: &ScalingGroupSpec, _: &ScalingGroupStatus) -> Vec<Reference> {
        let subnets = spec.subnets.iter().map(|subnet| Reference::uses(subnet, ""));
        subnets.chain([Reference::uses(&spec.vpc, "")]).collect()
    }

    fn upgrade(_: u32, document: Document) -> Result<Document> {
        Ok(document)
    }
}

/// Kind of a scaling configuration.
#[derive(Debug)]
pub struct ScalingConfiguration;

impl Kind for ScalingConfiguration {
    const KIND: &'static str = ResourceKind::ScalingConfiguration.token();
    const COLUMNS: &'static [Column] =
        &[Column::text("scaling_group", "spec.group"), Column::text("security_group", "spec.template.security_group")];
    const REFERS: Refers = Refers::BySpec(1);
    type Id = ScalingConfigurationId;
    type Spec = ScalingConfigurationSpec;
    type Status = ScalingConfigurationStatus;

    /// Versions that are not active count, because they can be gone back to.
    fn refers(spec: &ScalingConfigurationSpec, _: &ScalingConfigurationStatus) -> Vec<Reference> {
        let images = spec.template.containers.iter().filter_map(|container| match &container.image {
            ImageSource::Repository(repository) => Some(Reference::mentions(repository, "image")),
            ImageSource::Address(_) => None,
        });
        let needed = [Reference::part_of(&spec.group), Reference::uses(&spec.template.security_group, "")];
        images.chain(needed).collect()
    }
}

/// Kind of a scaling rule.
#[derive(Debug)]
pub struct ScalingRule;

impl Kind for ScalingRule {
    const KIND: &'static str = ResourceKind::ScalingRule.token();
    const COLUMNS: &'static [Column] = &[Column::text("scaling_group", "spec.group")];
    const FOUND_BY: &'static [&'static str] = &["name", "id"];
    const REFERS: Refers = Refers::BySpec(1);
    type Id = ScalingRuleId;
    type Spec = ScalingRuleSpec;
    type Status = ScalingRuleStatus;

    fn refers(spec: &ScalingRuleSpec, _: &ScalingRuleStatus) -> Vec<Reference> {
        vec![Reference::part_of(&spec.group)]
    }
}

/// Kind of a scaling activity.
#[derive(Debug)]
pub struct ScalingActivity;

impl Kind for ScalingActivity {
    const KIND: &'static str = ResourceKind::ScalingActivity.token();
    /// From 2 on, lines of its log are messages; the texts of before are read as such.
    const SHAPE: u32 = 2;
    const COLUMNS: &'static [Column] = &[Column::text("scaling_group", "spec.group")];
    const REFERS: Refers = Refers::BySpec(1);
    type Id = ScalingActivityId;
    type Spec = ScalingActivitySpec;
    type Status = ScalingActivityStatus;

    fn refers(spec: &ScalingActivitySpec, _: &ScalingActivityStatus) -> Vec<Reference> {
        vec![Reference::part_of(&spec.group)]
    }

    fn upgrade(_: u32, document: Document) -> Result<Document> {
        Ok(document)
    }
}
