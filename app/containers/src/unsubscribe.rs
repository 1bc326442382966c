//! **Instance Unsubscribe** (ECI-58, ECI-59): says what will be lost, then asks.

use gantry_console::mark::group_mark;
use gantry_model::containers::view::GroupDetails;
use gantry_model::id::ContainerGroupId;
use gantry_model::network::EipChoice;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::container_group_unsubscribe;
use super::detail::{tell, use_group_until};
use gantry_console::paths;
use gantry_ui::prelude::*;

/// The page that gives a container group up.
#[component]
pub fn InstanceUnsubscribe() -> impl IntoView {
    let left = RwSignal::new(false);
    let group = use_group_until(left.into());
    view! {
        <Loaded
            page=true
            from=group
            skeleton=|| {
                view! {
                    <PageHead title="Instance Unsubscribe" crumbs=vec![Crumb::to("Container Groups", paths::CONTAINER_GROUPS)]/>
                    <FactsSkeleton facts=8/>
                }
            }
            let:group
        >
            <Unsubscribe group left/>
        </Loaded>
    }
}

/// What becomes of what the group holds.
fn fates(group: &GroupDetails) -> Vec<(String, String)> {
    let containers = group.containers.iter().map(|container| container.name.as_str()).collect::<Vec<_>>().join(", ");
    let mut fates = vec![
        (
            format!("Containers: {containers}"),
            format!("stopped, at most {} s after they are asked to", group.grace_seconds),
        ),
        ("Files written inside the containers".to_owned(), "lost".to_owned()),
        ("Logs, events and figures".to_owned(), "lost".to_owned()),
    ];
    if let Some(ip) = group.row.private_ip {
        fates.push((format!("Private IP {ip}"), "returned".to_owned()));
    }
    if let Some(ip) = group.row.public_ip {
        // What an order created goes with it; the page of the EIP says so.
        let fate = match group.spec.eip {
            EipChoice::Auto { .. } => "released, unless it was unbound meanwhile",
            _ => "unbound and kept",
        };
        fates.push((format!("EIP {ip}"), fate.to_owned()));
    }
    fates.push(("Image versions in the registry".to_owned(), "kept".to_owned()));
    fates.push((format!("{} vCPU, {} GiB of quota", group.row.spec.vcpu, group.row.spec.gib), "returned".to_owned()));
    fates
}

#[component]
fn Unsubscribe(group: Signal<GroupDetails>, left: RwSignal<bool>) -> impl IntoView {
    tell(group);
    let toasts = expect_context::<Toasts>();
    let navigate = use_navigate();
    let open = RwSignal::new(false);
    let name = Memo::new(move |_| group.with(|group| group.row.name.clone()));
    let state = Memo::new(move |_| group.with(|group| group.row.state));
    let id = group.with_untracked(|group| group.row.id.clone());
    let shown_id = id.to_string();
    let back = paths::container_group(id.as_ref());
    let page = back.clone();
    let unsubscribe = Run::new(container_group_unsubscribe).in_dialog().done(move |()| {
        // The group goes now, and asking for it once more would only find out that.
        left.set(true);
        open.set(false);
        toasts.good(
            format!("Unsubscribed {}", name.get_untracked()),
            "Terminating; it leaves the list when everything is released.",
        );
        navigate(paths::CONTAINER_GROUPS, Default::default());
    });
    let ask: Callback<ContainerGroupId> = Callback::new(move |id| unsubscribe.start(id));
    view! {
        <PageHead
            title="Instance Unsubscribe"
            crumbs=Signal::derive(move || {
                vec![
                    Crumb::to("Elastic Containers", paths::CONTAINER_GROUPS),
                    Crumb::to("Container Groups", paths::CONTAINER_GROUPS),
                    Crumb::to(name.get(), page.clone()),
                    Crumb::here("Unsubscribe"),
                ]
            })
            purpose="The instance is released and charged no longer. This cannot be undone."
        />
        <Facts>
            <Fact label="Instance Name">{move || name.get()}</Fact>
            <Fact label="Container Group ID">
                <Copy text=Signal::stored(shown_id)/>
            </Fact>
            <Fact label="Status">
                {move || {
                    let (state, reason) = group.with(|group| (group.row.state, group.row.reason.clone()));
                    view! { <StateMark mark=group_mark(state, reason.as_deref()) word=state.as_str()/> }
                }}
            </Fact>
            <Fact label="Spec">{move || group.with(|group| group.row.spec.to_string())}</Fact>
            <Fact label="Created">
                {move || view! { <Time at=Signal::stored(group.with(|group| group.row.created.clone()))/> }}
            </Fact>
            <Fact label="Billing Mode">
                {move || {
                    group.with(|group| format!("Pay-As-You-Go, {} {} per hour", group.price_per_hour, group.currency))
                }}
            </Fact>
        </Facts>
        <Section title="What becomes of it">
            <Loses things=Signal::derive(move || group.with(fates))/>
        </Section>
        <div class="formfoot">
            <Button
                label="Confirm Unsubscribe"
                look=Look::DangerQuiet
                icon=Glyph::Trash
                why_not=Signal::derive(move || state.get().can_unsubscribe().err().map(str::to_owned))
                on_click=move |()| {
                    unsubscribe.forget();
                    open.set(true);
                }
            />
            <LinkButton label="Cancel" look=Look::Bare href=back/>
        </div>
        <Confirm
            open
            title="Notice"
            verb="OK"
            lose=true
            pending=unsubscribe.pending()
            fault=unsubscribe.fault()
            on_confirm=move |()| ask.run(id.clone())
        >
            <p>{move || format!("Unsubscribe {}? Its containers stop and their files are lost.", name.get())}</p>
        </Confirm>
    }
}
