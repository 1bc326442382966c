//! A scaling configuration: what an instance of the group is (ESS-17 to ESS-23).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::containers::{
    ContainerGroupSpec, ContainerSpec, Deployment, GroupSize, ImageSource, RestartPolicy, Spec, validate_tags,
};
use crate::error::{Error, Result};
use crate::id::{ScalingGroupId, SecurityGroupId, VSwitchId, VpcId};
use crate::message::{Message, scaling as say};
use crate::network::EipChoice;
use crate::time::Timestamp;

/// **Billing Method** (ESS-18, C-05).
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BillingMethod {
    #[default]
    PayAsYouGo,
}

impl BillingMethod {
    pub const ALL: [Self; 1] = [Self::PayAsYouGo];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::PayAsYouGo => "Pay-As-You-Go",
        }
    }
}

/// What an instance is made from. Its network is the group's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    #[serde(default)]
    pub billing: BillingMethod,
    pub security_group: SecurityGroupId,
    pub size: GroupSize,
    pub restart_policy: RestartPolicy,
    pub containers: Vec<ContainerSpec>,
    /// 0 to 300 seconds.
    pub grace_seconds: u32,
    /// Whether each instance gets an elastic IP of its own (NET-25): one is made with it, bound to it, and released with it. None that exists
    /// can be chosen, because it could be one instance's only.
    #[serde(default)]
    pub eip: EipChoice,
    /// Tags of each instance.
    #[serde(default)]
    pub tags: BTreeMap<String, String>,
}

impl Template {
    /// The container group that an instance is, in the first of the `subnets` that has room.
    pub fn group(&self, vpc: &VpcId, subnets: Vec<VSwitchId>) -> ContainerGroupSpec {
        ContainerGroupSpec {
            vpc: vpc.clone(),
            deployment: if subnets.len() > 1 { Deployment::MultiZone } else { Deployment::SingleZone },
            subnets,
            security_group: self.security_group.clone(),
            size: self.size.clone(),
            restart_policy: self.restart_policy,
            containers: self.containers.clone(),
            grace_seconds: self.grace_seconds,
            eip: self.eip.clone(),
            restarts_asked: 0,
            scaling: None,
        }
    }

    /// Checks all rules that need no look at the store; they are those of the order page.
    ///
    /// # Errors
    /// `Invalid` with the field as the form names it: `size`, `containers.0.image`, `tags`, …
    pub fn validate(&self) -> Result<()> {
        self.check_images()?;
        if matches!(self.eip, EipChoice::Existing(_)) {
            return Err(Error::invalid("eip", say::own_eip_each()));
        }
        self.spec()?;
        validate_tags(&self.tags)
    }

    /// The size that each instance has, if the template is legal.
    ///
    /// # Errors
    /// As [`Template::validate`].
    pub fn spec(&self) -> Result<Spec> {
        use crate::id::Id;
        // The network is checked where the group's is known; any stands in for it here.
        let spec = self.group(&VpcId::from_parts(0, 0), vec![VSwitchId::from_parts(0, 0)]);
        spec.validate()?;
        spec.spec()
    }

    /// ESS-16: said first and in its own words.
    fn check_images(&self) -> Result<()> {
        for (index, container) in self.containers.iter().enumerate() {
            let missing = matches!(&container.image, ImageSource::Address(address) if address.trim().is_empty());
            if missing {
                return Err(Error::invalid(format!("containers.{index}.image"), say::image_needed()));
            }
        }
        Ok(())
    }
}

/// A scaling configuration as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScalingConfigurationSpec {
    pub group: ScalingGroupId,
    /// From 1, in the order in which they were made.
    pub version: u32,
    pub template: Template,
}

/// What is kept of a configuration beside its spec.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScalingConfigurationStatus {
    /// When it was applied last.
    pub applied_at: Option<Timestamp>,
}

/// What a person sees of a configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ConfigurationState {
    /// New instances are made from it.
    Active,
    /// It was active before.
    Inactive,
    /// It never was active.
    New,
}

impl ConfigurationState {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Inactive => "Inactive",
            Self::New => "New",
        }
    }

    /// Whether **Apply** can be used (ESS-21); otherwise why not.
    pub fn can_apply(self) -> Result<(), Message> {
        if self == Self::Active { Err(say::active_already()) } else { Ok(()) }
    }

    /// Whether **Delete** can be used; otherwise why not.
    pub fn can_delete(self) -> Result<(), Message> {
        if self == Self::Active { Err(say::active_stays()) } else { Ok(()) }
    }
}
