//! **Instance of Personal Edition** (REG-01, REG-11, REG-12): one per person, free, limited.

use gantry_model::id::RegistryInstanceId;
use gantry_model::registry::view::InstanceView;
use gantry_model::registry::{PERSONAL, PERSONAL_NAMESPACES, PERSONAL_REPOSITORIES};
use leptos::prelude::*;

use super::api::{registry_personal_create, registry_personal_view};
use super::delete::{DeleteInstanceDialog, Doomed};
use super::{DockerLogin, LIVE, inside, instance_mark};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_ui::prelude::*;

const TITLE: &str = "Instance of Personal Edition";

/// One's own instance, or the way to it.
#[component]
pub fn PersonalEdition() -> impl IntoView {
    let live = use_live(LIVE);
    let own = Resource::new(move || live.get(), |_| registry_personal_view());
    let region = use_region();
    let toasts = expect_context::<Toasts>();
    let doomed = Doomed::new();
    let create = Run::new(registry_personal_create).done(move |_: RegistryInstanceId| {
        toasts.good("Created your instance of the Personal Edition", "Set a Docker login password next.");
        own.refetch();
    });
    view! {
        <PageHead
            title=TITLE
            crumbs=vec![
                Crumb::to("Container Registry", paths::REGISTRY_INSTANCES),
                Crumb::to("Instance List", paths::REGISTRY_INSTANCES),
                Crumb::here(TITLE),
            ]
            purpose=format!(
                "One per person, free: {PERSONAL_NAMESPACES} namespaces, {PERSONAL_REPOSITORIES} repositories."
            )
        />
        <Loaded from=own skeleton=|| view! { <FactsSkeleton facts=6/> } let:shown>
            {move || {
                let there = shown.with(Option::is_some);
                if there {
                    let instance = Signal::derive(move || shown.get());
                    view! { <Own instance doomed/> }.into_any()
                } else {
                    view! {
                        <Empty
                            title="You have none yet"
                            text="It keeps images of your own, and is reached from everywhere with your Docker login password."
                        >
                            <Button
                                label="Create Instance"
                                look=Look::Primary
                                icon=Glyph::Plus
                                pending=create.pending()
                                on_click=move |()| create.start(region.get_untracked())
                            />
                        </Empty>
                    }
                        .into_any()
                }
            }}
        </Loaded>
        <DockerLogin/>
        <DeleteInstanceDialog doomed on_done=move |()| own.refetch()/>
    }
}

#[component]
fn Own(instance: Signal<Option<InstanceView>>, doomed: Doomed) -> impl IntoView {
    let part = move |read: fn(&InstanceView) -> String| {
        Signal::derive(move || instance.with(|instance| instance.as_ref().map(read)).unwrap_or_default())
    };
    let name = part(|instance| instance.name.clone());
    inside(name);
    let public = part(|instance| instance.public_address.clone());
    let vpc = part(|instance| instance.vpc_address.clone());
    let region = part(|instance| instance.region.clone());
    let namespaces = part(|instance| format!("{} of {PERSONAL_NAMESPACES}", instance.namespaces));
    let repositories = part(|instance| format!("{} of {PERSONAL_REPOSITORIES}", instance.repositories));
    let open = Memo::new(move |_| instance.with(|instance| instance.as_ref().is_some_and(|one| one.access_entry)));
    view! {
        <Section title="Basic Information">
            <Facts>
                <Fact label="Instance Name">{move || name.get()}</Fact>
                <Fact label="State">
                    {move || {
                        instance
                            .get()
                            .map(|instance| view! { <StateMark mark=instance_mark(&instance) word=instance.state()/> })
                    }}
                </Fact>
                <Fact label="Public Endpoint">
                    {move || {
                        if open.get() {
                            view! { <Copy text=public/> }.into_any()
                        } else {
                            let href = paths::registry_access_control(PERSONAL);
                            view! { <a href=href>"Please enable the network entry for access control first"</a> }.into_any()
                        }
                    }}
                </Fact>
                <Fact label="VPC Endpoint">
                    <Copy text=vpc/>
                </Fact>
                <Fact label="Region">{move || region.get()}</Fact>
                <Fact label="Namespace">
                    <a href=paths::registry_namespaces(PERSONAL)>{move || namespaces.get()}</a>
                </Fact>
                <Fact label="Repositories">
                    <a href=paths::registry_repositories(PERSONAL)>{move || repositories.get()}</a>
                </Fact>
            </Facts>
            <div class="row mt4">
                <LinkButton
                    label="Create Repository"
                    icon=Glyph::Plus
                    href=paths::registry_repository_create(PERSONAL)
                />
                <Button
                    label="Delete"
                    icon=Glyph::Trash
                    on_click=move |()| {
                        if let Some(instance) = instance.get_untracked() {
                            doomed.ask(instance);
                        }
                    }
                />
            </div>
        </Section>
    }
}
