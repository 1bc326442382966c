//! What each area stores: its kinds, with the columns that lists sort and filter by, what documents point at, and how older ones are
//! upgraded. No behaviour: that is the areas'.
//!
//! They stand below all areas, because one area reads what another wrote: a network asks which groups have its addresses, a quota how
//! many there are of anything. The store knows none of them; it is opened with [`kinds`].

mod billing;
mod containers;
mod iam;
mod network;
mod quota;
mod registry;
mod scaling;

pub use billing::Order;
pub use containers::{ContainerGroup, shown_state};
pub use iam::{KeyPair, Session, User};
pub use network::{Eip, EipStatus, SecurityGroup, VSwitch, VSwitchStatus, Vpc, VpcStatus};
pub use quota::{RegionQuota, RegionQuotaSpec};
pub use registry::{Instance, Namespace, Repository, RepositoryStatus};
pub use scaling::{ScalingActivity, ScalingConfiguration, ScalingGroup, ScalingRule};

use crate::store::catalog::KindInfo;

/// All kinds that are stored as documents.
pub fn kinds() -> Vec<KindInfo> {
    let areas: [&[KindInfo]; 7] =
        [billing::KINDS, containers::KINDS, iam::KINDS, network::KINDS, quota::KINDS, registry::KINDS, scaling::KINDS];
    areas.concat()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use gantry_model::kind::ResourceKind;

    #[test]
    fn every_kind_of_the_table_is_stored() {
        let stored: BTreeSet<_> = super::kinds().iter().map(|info| info.kind()).collect();
        // People and their sessions have tables of their own.
        let tables = [ResourceKind::User, ResourceKind::Session];
        let documents = ResourceKind::ALL.iter().filter(|kind| !tables.contains(kind));
        assert_eq!(stored, documents.map(|kind| kind.token()).collect());
    }
}
