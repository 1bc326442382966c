//! Server functions of container groups: who asks, the command or query of the engine, its answer.

use gantry_model::containers::view::{
    EventRow, Figures, GroupDetails, GroupFilter, GroupList, Order, OrderOptions, Range,
};
use gantry_model::id::ContainerGroupId;
use gantry_model::observe::LogLine;
use gantry_model::time::Timestamp;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use gantry_console::session::request::{actor, engine};
use gantry_ui::fault::Fault;
use gantry_ui::json::Json;

/// A page of the list (ECI-44).
#[server(endpoint = "container_group_list", input = Json, output = Json)]
pub async fn container_group_list(filter: GroupFilter) -> Result<GroupList, Fault> {
    Ok(engine().containers().list(&actor()?, filter).await?)
}

/// One group with everything that its page shows (ECI-45).
#[server(endpoint = "container_group_view", input = Json, output = Json)]
pub async fn container_group_view(id: ContainerGroupId) -> Result<GroupDetails, Fault> {
    Ok(engine().containers().view(&actor()?, &id).await?)
}

/// What the order page offers in a region (ECI-07).
#[server(endpoint = "container_group_order_options", input = Json, output = Json)]
pub async fn container_group_order_options(region: String) -> Result<OrderOptions, Fault> {
    Ok(engine().containers().order_options(&actor()?, &region).await?)
}

/// **Submit Order** (ECI-43).
#[server(endpoint = "container_group_create", input = Json, output = Json)]
pub async fn container_group_create(order: Order) -> Result<Vec<ContainerGroupId>, Fault> {
    Ok(engine().containers().create(&actor()?, order).await?)
}

/// **Run the sample**.
#[server(endpoint = "container_group_run_sample", input = Json, output = Json)]
pub async fn container_group_run_sample(region: String) -> Result<ContainerGroupId, Fault> {
    Ok(engine().containers().run_sample(&actor()?, &region).await?)
}

/// **Restart** (ECI-57).
#[server(endpoint = "container_group_restart", input = Json, output = Json)]
pub async fn container_group_restart(id: ContainerGroupId) -> Result<(), Fault> {
    Ok(engine().containers().restart(&actor()?, &id).await?)
}

/// **Unsubscribe** (ECI-58).
#[server(endpoint = "container_group_unsubscribe", input = Json, output = Json)]
pub async fn container_group_unsubscribe(id: ContainerGroupId) -> Result<(), Fault> {
    Ok(engine().containers().unsubscribe(&actor()?, &id).await?)
}

/// The tab Events (MON-01).
#[server(endpoint = "container_group_events", input = Json, output = Json)]
pub async fn container_group_events(id: ContainerGroupId) -> Result<Vec<EventRow>, Fault> {
    Ok(engine().containers().events(&actor()?, &id).await?)
}

/// The tab Monitoring (MON-06).
#[server(endpoint = "container_group_figures", input = Json, output = Json)]
pub async fn container_group_figures(id: ContainerGroupId, range: Range) -> Result<Figures, Fault> {
    Ok(engine().containers().figures(&actor()?, &id, range).await?)
}

/// Lines of a container's log, the newest `limit` of them: before line number `before`, at or after `since` (MON-04).
#[server(endpoint = "container_log_lines", input = Json, output = Json)]
pub async fn container_log_lines(
    id: ContainerGroupId,
    container: String,
    before: Option<u64>,
    since: Option<Timestamp>,
    limit: u32,
) -> Result<Vec<LogLine>, Fault> {
    let query = gantry_engine::runtime::LogQuery { before, since, search: None, limit };
    Ok(engine().containers().log_lines(&actor()?, &id, &container, query).await?)
}
