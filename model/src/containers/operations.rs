//! What can be asked of container groups.

use super::view::{EventRow, Figures, GroupDetails, GroupFilter, GroupList, Order, OrderOptions, Range};
use crate::kind::ContainerGroupId;
use crate::observe::LogLine;
use crate::operation::{any_value_fits, checks_itself, page_is_checked};
use crate::time::Timestamp;

checks_itself!(Order);
page_is_checked!(GroupFilter);
any_value_fits!(Range, Timestamp);

/// The lines of the table, for a macro that makes something of each.
#[macro_export]
macro_rules! containers_operations {
    ($($then:ident)::+ $(, $with:ty)?) => {
        $($then)::+! {
            [$($with)?]
            containers in ($crate::containers::operations);

            /// A page of the list of container groups (ECI-44).
            read(ContainerGroup) fn container_group_list(filter: GroupFilter) -> GroupList;
            /// One container group with everything that its page shows (ECI-45).
            read(ContainerGroup) fn container_group_view(id: ContainerGroupId) -> GroupDetails;
            /// What the order page offers in a region (ECI-07).
            read(ContainerGroup) fn container_group_order_options(region: String) -> OrderOptions;
            /// **Submit Order** (ECI-43).
            write(ContainerGroup) fn container_group_create(order: Order) -> Vec<ContainerGroupId>;
            /// **Run the sample**.
            write(ContainerGroup) fn container_group_run_sample(region: String) -> ContainerGroupId;
            /// **Restart** (ECI-57).
            write(ContainerGroup) fn container_group_restart(id: ContainerGroupId) -> ();
            /// **Unsubscribe** (ECI-58).
            write(ContainerGroup) fn container_group_unsubscribe(id: ContainerGroupId) -> ();
            /// The tab Events of a container group (MON-01).
            read(ContainerGroup) fn container_group_events(id: ContainerGroupId) -> Vec<EventRow>;
            /// The tab Monitoring of a container group (MON-06).
            read(ContainerGroup) fn container_group_figures(id: ContainerGroupId, range: Range) -> Figures;
            /// Lines of a container's log, the newest `limit` of them: before line number `before`, at or after `since` (MON-04).
            read(ContainerGroup) fn container_log_lines(
                id: ContainerGroupId,
                container: String,
                before: Option<u64>,
                since: Option<Timestamp>,
                limit: u32,
            ) -> Vec<LogLine>;
        }
    };
}

containers_operations!(crate::operation::declare);
