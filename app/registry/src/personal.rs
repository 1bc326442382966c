//! **Instance of Personal Edition** (REG-01, REG-11, REG-12): one per person, free, limited.

use gantry_model::id::RegistryInstanceId;
use gantry_model::registry::view::InstanceView;
use gantry_model::registry::{PERSONAL, PERSONAL_NAMESPACES, PERSONAL_REPOSITORIES};
use leptos::prelude::*;

use super::api::{registry_personal_create, registry_personal_view};
use super::delete::{DeleteInstanceDialog, Doomed};
use super::{DockerLogin, LIVE, inside, instance_mark, product, state_word};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_ui::prelude::*;
use gantry_words::{console, registry as words};

/// One's own instance, or the way to it.
#[component]
pub fn PersonalEdition() -> impl IntoView {
    let live = use_live(LIVE);
    let own = Resource::new(move || live.get(), |_| registry_personal_view());
    let region = use_region();
    let toasts = expect_context::<Toasts>();
    let doomed = Doomed::new();
    let create = Run::new(registry_personal_create).done(move |_: RegistryInstanceId| {
        toasts.good(words::personal_created(), words::personal_created_text());
        own.refetch();
    });
    view! {
        <PageHead
            title=console::personal_instance()
            crumbs=vec![
                product(),
                Crumb::to(words::instance_list(), paths::REGISTRY_INSTANCES),
                Crumb::here(console::personal_instance()),
            ]
            purpose=words::personal_purpose(PERSONAL_NAMESPACES, PERSONAL_REPOSITORIES)
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
                            title=words::personal_none()
                            text=words::personal_none_text()
                        >
                            <Button
                                label=words::create_instance()
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
    let namespaces = part(|instance| console::used_of(instance.namespaces, PERSONAL_NAMESPACES));
    let repositories = part(|instance| console::used_of(instance.repositories, PERSONAL_REPOSITORIES));
    let open = Memo::new(move |_| instance.with(|instance| instance.as_ref().is_some_and(|one| one.access_entry)));
    view! {
        <Section title=words::basic_information()>
            <Facts>
                <Fact label=words::instance_name()>{move || name.get()}</Fact>
                <Fact label=words::state()>
                    {move || {
                        instance
                            .get()
                            .map(|instance| view! { <StateMark mark=instance_mark(&instance) word=state_word(&instance)/> })
                    }}
                </Fact>
                <Fact label=words::public_endpoint()>
                    {move || {
                        if open.get() {
                            view! { <Copy text=public/> }.into_any()
                        } else {
                            let href = paths::registry_access_control(PERSONAL);
                            view! { <a href=href>{words::enable_entry()}</a> }.into_any()
                        }
                    }}
                </Fact>
                <Fact label=words::vpc_endpoint()>
                    <Copy text=vpc/>
                </Fact>
                <Fact label=console::region()>{move || region.get()}</Fact>
                <Fact label=console::namespace()>
                    <a href=paths::registry_namespaces(PERSONAL)>{move || namespaces.get()}</a>
                </Fact>
                <Fact label=console::repositories()>
                    <a href=paths::registry_repositories(PERSONAL)>{move || repositories.get()}</a>
                </Fact>
            </Facts>
            <div class="row mt4">
                <LinkButton
                    label=words::create_repository()
                    icon=Glyph::Plus
                    href=paths::registry_repository_create(PERSONAL)
                />
                <Button
                    label=words::delete()
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
