//! What can be asked over all areas at once.

use super::{Activity, Counts, Found, Overview};
use crate::kind::RegistryInstanceId;
use crate::reference::Users;

/// The lines of the table, for a macro that makes something of each.
#[macro_export]
macro_rules! inventory_operations {
    ($($then:ident)::+ $(, $with:ty)?) => {
        $($then)::+! {
            [$($with)?]
            inventory in ($crate::inventory::operations);

            /// Resources of a region whose name, id or address contains the text; at most ten of each kind.
            read fn search(region: String, text: String) -> Vec<Found>;
            /// What uses a thing and keeps it from being deleted.
            read fn resource_users(id: String) -> Users;
            /// What a region holds and what happened in it: the first page.
            read fn overview_view(region: String) -> Overview;
            /// How much there is behind the entries of the side navigation, in a region and inside a registry instance.
            read fn navigation_counts(region: String, instance: Option<RegistryInstanceId>) -> Counts;
            /// What is on its way in a region, and then what failed, the newest first; at most ten of each.
            read fn activity_list(region: String) -> Vec<Activity>;
        }
    };
}

inventory_operations!(crate::operation::declare);
