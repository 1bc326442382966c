//! The list of registry instances (REG-02).

use gantry_model::registry::view::InstanceView;
use leptos::prelude::*;

use super::api::registry_instance_list;
use super::{DockerLogin, LIVE};
use crate::containers::use_region;
use crate::live::use_live;
use crate::paths;
use crate::ui::prelude::*;

/// The registry instances of the region.
#[component]
pub fn RegistryInstances() -> impl IntoView {
    let region = use_region();
    let request = use_query().page_request();
    let live = use_live(LIVE);
    let instances = Resource::new(
        move || (region.get(), request.get(), live.get()),
        |(region, request, _)| registry_instance_list(region, request),
    );
    view! {
        <PageHead
            title="Instances"
            crumbs=vec![Crumb::to("Container Registry", paths::REGISTRY_INSTANCES), Crumb::here("Instances")]
            purpose="Registry instances keep your images. Container groups in the same region pull from them over the internal network."
        />
        <List
            from=instances
            caption="Registry instances"
            search="Search instances"
            placeholder="Name"
            columns=columns()
            key=|row: &InstanceView| row.id.to_string()
            likely=2
            empty=|| {
                view! {
                    <Empty title="No instances in this region" text="A registry instance keeps images in namespaces and repositories."/>
                }
            }
        />
        <DockerLogin/>
    }
}

fn columns() -> Vec<Column<InstanceView>> {
    vec![
        Column::new("name", "Instance Name", |row: InstanceView| {
            view! {
                <a class="link" href=paths::registry_instance(row.id.as_ref())>
                    {row.name}
                </a>
                " "
                {row.built_in.then(|| view! { <Kind word="Built-in"/> })}
                <span class="sub">
                    <Copy text=Signal::stored(row.id.to_string())/>
                </span>
            }
        })
        .sortable()
        .lead(),
        Column::new("state", "State", |_: InstanceView| view! { <StateMark mark=Mark::Ok word="Running"/> }).corner(),
        Column::new("endpoint", "Public Endpoint", |row: InstanceView| {
            if row.access_entry {
                view! { <code>{row.public_address}</code> }.into_any()
            } else {
                view! { <span class="quiet">"Access Entry is off"</span> }.into_any()
            }
        }),
        Column::new("namespaces", "Namespaces", |row: InstanceView| row.namespaces.to_string()).num().second(),
        Column::new("repositories", "Repositories", |row: InstanceView| row.repositories.to_string()).num().second(),
        Column::new("created_at", "Created", |row: InstanceView| view! { <Ago at=Signal::stored(row.created_at)/> })
            .sortable()
            .third()
            .nowrap(),
        Column::actions(|row: Signal<InstanceView>| {
            let manage = paths::registry_repositories(row.get_untracked().id.as_ref());
            view! { <ActLink label="Manage" href=manage/> }
        }),
    ]
}
