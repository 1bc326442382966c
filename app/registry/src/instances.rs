//! The list of registry instances (REG-02).

use gantry_model::kind::ResourceKind;
use gantry_model::registry::view::InstanceView;
use leptos::prelude::*;

use super::api::registry_instance_list;
use super::delete::{DeleteInstanceDialog, Doomed};
use super::{DockerLogin, LIVE, edition, instance_mark, product, state_word};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_ui::prelude::*;
use gantry_words::{console, registry as words, titled, ui};

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
            title=words::instance_list()
            crumbs=vec![product(), Crumb::here(words::instance_list())]
            purpose=words::instances_purpose()
        >
            <LinkButton
                label=console::create_enterprise_instance()
                icon=Glyph::Plus
                look=Look::Primary
                href=paths::REGISTRY_INSTANCE_CREATE
            />
            <LinkButton label=console::personal_instance() icon=Glyph::User href=paths::REGISTRY_PERSONAL/>
        </PageHead>
        <List
            from=instances
            caption=titled(ResourceKind::RegistryInstance, 2_u32)
            search=words::search_instances()
            placeholder=ui::name()
            columns=columns(doomed)
            key=|row: &InstanceView| row.id.to_string()
            likely=2
            empty=|| {
                view! {
                    <Empty title=words::no_instances() text=words::no_instances_text()>
                        <LinkButton
                            label=console::create_enterprise_instance()
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
        Column::new("name", words::instance_name(), |row: InstanceView| {
            view! {
                <a class="link" href=paths::registry_instance(row.id.as_ref())>
                    {row.name}
                </a>
                " "
                {row.built_in.then(|| view! { <Kind word=words::built_in()/> })}
                <span class="sub">
                    <Copy text=Signal::stored(row.id.to_string())/>
                </span>
            }
        })
        .sortable()
        .lead(),
        Column::new(
            "state",
            words::state(),
            |row: InstanceView| view! { <StateMark mark=instance_mark(&row) word=state_word(&row)/> },
        )
        .corner(),
        Column::new("edition", words::edition(), |row: InstanceView| edition(&row)).third(),
        Column::new("endpoint", words::public_endpoint(), |row: InstanceView| {
            if row.access_entry {
                view! { <code>{row.public_address}</code> }.into_any()
            } else {
                let href = paths::registry_access_control(row.id.as_ref());
                view! { <a class="second" href=href>{words::access_entry_off()}</a> }.into_any()
            }
        }),
        Column::new("repositories", console::repositories(), |row: InstanceView| row.repositories.to_string())
            .num()
            .second(),
        Column::new("expires", words::expires(), |row: InstanceView| match row.expires_at {
            Some(end) => view! { <Time at=Signal::stored(end)/> }.into_any(),
            None => view! { <span class="quiet">{words::never()}</span> }.into_any(),
        })
        .nowrap(),
        Column::new(
            "created_at",
            ui::created(),
            |row: InstanceView| view! { <Time at=Signal::stored(row.created_at)/> },
        )
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
                <ActLink label=words::manage() href=manage/>
                {expires_at.is_some().then(|| view! { <ActLink label=words::renew() href=renew/> })}
                <Menu id=format!("menu-{id}") label=words::more_actions(name)>
                    <MenuLink label=console::access_control() icon=Glyph::Lock href=access/>
                    <MenuLine/>
                    <MenuItem
                        label=words::delete()
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
