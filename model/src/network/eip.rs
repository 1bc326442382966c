//! Public addresses that are held on their own and bound to container groups (NET-05 to NET-09).

use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::id::{ContainerGroupId, EipId};
use crate::message::network as say;

/// Bandwidths that can be chosen, in Mbps, the least and the most (NET-07).
pub const BANDWIDTH_MBPS: (u32, u32) = (1, 200);

/// An EIP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EipSpec {
    /// Of the installation's pool; stays with the EIP for its life.
    pub address: Ipv4Addr,
    /// 1 to 200, in each direction.
    pub bandwidth_mbps: u32,
    /// The group that it is bound to.
    pub bound: Option<ContainerGroupId>,
    /// Made by an order, and released with its group. One that was made on its own outlives the groups it is bound to.
    #[serde(default)]
    pub released_with_group: bool,
}

/// What an order says of a public address (NET-05).
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum EipChoice {
    /// **Cancel Selection**, and the default: a private address only.
    #[default]
    None,
    /// **Auto Create**: one is made with the group, bound to it and released with it.
    Auto { bandwidth_mbps: u32 },
    /// **Use Existing**: one that is not bound.
    Existing(EipId),
}

impl EipChoice {
    /// # Errors
    /// [`Error::Invalid`] on `eip`.
    pub fn validate(&self) -> Result<()> {
        match self {
            Self::Auto { bandwidth_mbps } => check_bandwidth("eip", *bandwidth_mbps),
            Self::None | Self::Existing(_) => Ok(()),
        }
    }
}

/// # Errors
/// [`Error::Invalid`] on `field`.
pub fn check_bandwidth(field: &str, mbps: u32) -> Result<()> {
    let (least, most) = BANDWIDTH_MBPS;
    if (least..=most).contains(&mbps) {
        return Ok(());
    }
    Err(Error::invalid(field, say::bandwidth_range(least, most, mbps)))
}
