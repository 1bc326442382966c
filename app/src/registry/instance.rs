//! Basic Information of a registry instance (REG-06): its addresses, what is in it, how to log in.

use gantry_model::registry::view::InstanceView;
use leptos::prelude::*;

use super::{DockerLogin, crumbs, head_skeleton, inside, use_instance, why_read_only};
use crate::paths;
use crate::ui::prelude::*;

/// The page of a registry instance.
#[component]
pub fn RegistryInstancePage() -> impl IntoView {
    let instance = use_instance();
    view! {
        <Loaded
            from=instance
            skeleton=|| {
                view! {
                    {head_skeleton("Instance")}
                    <FactsSkeleton facts=6/>
                }
            }
            let:shown
        >
            <Instance instance=shown/>
        </Loaded>
    }
}

#[component]
fn Instance(instance: Signal<InstanceView>) -> impl IntoView {
    let part = move |read: fn(&InstanceView) -> String| Signal::derive(move || instance.with(read));
    let name = part(|instance| instance.name.clone());
    let id = part(|instance| instance.id.to_string());
    let public = part(|instance| instance.public_address.clone());
    let vpc = part(|instance| instance.vpc_address.clone());
    let region = part(|instance| instance.region.clone());
    let namespaces = part(|instance| instance.namespaces.to_string());
    let repositories = part(|instance| instance.repositories.to_string());
    let read_only = Memo::new(move |_| instance.with(why_read_only));
    let entry = Memo::new(move |_| instance.with(|instance| instance.access_entry));
    let to_repositories = id.with_untracked(|id| paths::registry_repositories(id));
    let to_namespaces = id.with_untracked(|id| paths::registry_namespaces(id));
    let primary = to_repositories.clone();
    inside(name);
    let endpoint = move || {
        if entry.get() {
            view! { <Copy text=public/> }.into_any()
        } else {
            view! { <span class="quiet">"Access Entry is off: clients outside the VPCs are refused"</span> }.into_any()
        }
    };
    view! {
        <PageHead
            title=name
            crumbs=Signal::derive(move || instance.with(|instance| crumbs(instance, vec![Crumb::here("Basic Information")])))
            beside=move || {
                view! {
                    <span>
                        <StateMark mark=Mark::Ok word="Running"/>
                    </span>
                    {move || read_only.get().map(|_| view! { <Kind word="Built-in"/> })}
                    <Copy text=id/>
                }
            }
        >
            <LinkButton label="Image Repositories" icon=Glyph::Repository look=Look::Primary href=primary/>
        </PageHead>
        {move || {
            read_only
                .get()
                .map(|why| {
                    view! {
                        <Notice title="This instance is built in.".to_owned()>
                            <p>{why}</p>
                        </Notice>
                        <div class="mt4"></div>
                    }
                })
        }}
        <Section title="Basic Information">
            <Facts>
                <Fact label="Public Endpoint">{endpoint}</Fact>
                <Fact label="VPC Endpoint">
                    <Copy text=vpc/>
                </Fact>
                <Fact label="Region">{move || region.get()}</Fact>
                <Fact label="Created">
                    {move || view! { <Time at=Signal::stored(instance.with(|instance| instance.created_at.clone()))/> }}
                </Fact>
                <Fact label="Namespaces">
                    <a href=to_namespaces>{move || namespaces.get()}</a>
                </Fact>
                <Fact label="Image Repositories">
                    <a href=to_repositories>{move || repositories.get()}</a>
                </Fact>
            </Facts>
        </Section>
        <AfterMount skeleton=|| view! { <FactsSkeleton facts=3/> }>
            <DockerLogin/>
        </AfterMount>
    }
}
