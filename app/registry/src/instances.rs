//! The list of registry instances (REG-02).

use gantry_model::registry::view::InstanceView;
use leptos::prelude::*;

use super::api::registry_instance_list;
use super::delete::{DeleteInstanceDialog, Doomed};
use super::{DockerLogin, LIVE, instance_mark};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_ui::prelude::*;

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
    let doomed = Doomed::new();
    view! {
        <PageHead
            title="Instance List"
            crumbs=vec![Crumb::to("Container Registry", paths::REGISTRY_INSTANCES), Crumb::here("Instance List")]
            purpose="Registry instances keep your images. Container groups in the same region pull from them over the internal network."
        >
            <LinkButton
                label="Create Enterprise Edition Instance"
                icon=Glyph::Plus
                look=Look::Primary
                href=paths::REGISTRY_INSTANCE_CREATE
            />
            <LinkButton label="Instance of Personal Edition" icon=Glyph::User href=paths::REGISTRY_PERSONAL/>
        </PageHead>
        <List
            from=instances
            caption="Registry instances"
            search="Search instances"
            placeholder="Name"
            columns=columns(doomed)
            key=|row: &InstanceView| row.id.to_string()
            likely=2
            empty=|| {
                view! {
                    <Empty title="No instances in this region" text="A registry instance keeps images in namespaces and repositories.">
                        <LinkButton
                            label="Create Enterprise Edition Instance"
                            icon=Glyph::Plus
                            href=paths::REGISTRY_INSTANCE_CREATE
                        />
                    </Empty>
                }
            }
        />
        <DockerLogin/>
        <DeleteInstanceDialog doomed on_done=move |()| instances.refetch()/>
    }
}

fn columns(doomed: Doomed) -> Vec<Column<InstanceView>> {
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
        Column::new(
            "state",
            "State",
            |row: InstanceView| view! { <StateMark mark=instance_mark(&row) word=row.state()/> },
        )
        .corner(),
        Column::new("edition", "Edition", |row: InstanceView| row.edition()).third(),
        Column::new("endpoint", "Public Endpoint", |row: InstanceView| {
            if row.access_entry {
                view! { <code>{row.public_address}</code> }.into_any()
            } else {
                let href = paths::registry_access_control(row.id.as_ref());
                view! { <a class="second" href=href>"Access Entry is off"</a> }.into_any()
            }
        }),
        Column::new("repositories", "Repositories", |row: InstanceView| row.repositories.to_string()).num().second(),
        Column::new("expires", "Expires", |row: InstanceView| match row.expires_at {
            Some(end) => view! { <Time at=Signal::stored(end)/> }.into_any(),
            None => view! { <span class="quiet">"never"</span> }.into_any(),
        })
        .nowrap(),
        Column::new("created_at", "Created", |row: InstanceView| view! { <Time at=Signal::stored(row.created_at)/> })
            .sortable()
            .third()
            .nowrap(),
        Column::actions(move |row: Signal<InstanceView>| {
            let InstanceView { id, name, expires_at, .. } = row.get_untracked();
            let manage = paths::registry_repositories(id.as_ref());
            let renew = paths::registry_instance_renew(id.as_ref());
            let access = paths::registry_access_control(id.as_ref());
            let why_not = Signal::derive(move || row.with(Doomed::why_not));
            view! {
                <ActLink label="Manage" href=manage/>
                {expires_at.is_some().then(|| view! { <ActLink label="Renew" href=renew/> })}
                <Menu id=format!("menu-{id}") label=format!("More actions for {name}")>
                    <MenuLink label="Access Control" icon=Glyph::Lock href=access/>
                    <MenuLine/>
                    <MenuItem
                        label="Delete"
                        icon=Glyph::Trash
                        lose=true
                        why_not=why_not
                        on_click=move |()| doomed.ask(row.get_untracked())
                    />
                </Menu>
            }
        }),
    ]
}
