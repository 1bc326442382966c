//! **Instance Unsubscribe** (ECI-58, ECI-59): says what will be lost, then asks.

use gantry_console::mark::group_mark;
use gantry_model::containers::view::GroupDetails;
use gantry_model::id::ContainerGroupId;
use gantry_model::kind::Area;
use gantry_model::network::EipChoice;
use gantry_words::Said as _;
use gantry_words::{Word as _, console, containers as words, ui};
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
                    <PageHead
                        title=words::instance_unsubscribe()
                        crumbs=vec![Crumb::to(console::container_groups(), paths::CONTAINER_GROUPS)]
                    />
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
        (words::fate_containers(containers), words::fate_stopped(group.grace_seconds)),
        (words::fate_files().to_owned(), words::lost().to_owned()),
        (words::fate_logs().to_owned(), words::lost().to_owned()),
    ];
    if let Some(ip) = group.row.private_ip {
        fates.push((words::fate_private_ip(ip), words::returned().to_owned()));
    }
    if let Some(ip) = group.row.public_ip {
        // What an order created goes with it; the page of the EIP says so.
        let fate = match group.spec.eip {
            EipChoice::Auto { .. } => words::released_unless_unbound(),
            _ => words::unbound_and_kept(),
        };
        fates.push((words::fate_eip(ip), fate.to_owned()));
    }
    fates.push((words::fate_images().to_owned(), words::kept().to_owned()));
    fates.push((words::fate_quota(group.row.spec.vcpu, group.row.spec.gib), words::returned().to_owned()));
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
        toasts.good(words::unsubscribed_groups(name.get_untracked()), words::unsubscribed_one_text());
        navigate(paths::CONTAINER_GROUPS, Default::default());
    });
    let ask: Callback<ContainerGroupId> = Callback::new(move |id| unsubscribe.start(id));
    view! {
        <PageHead
            title=words::instance_unsubscribe()
            crumbs=Signal::derive(move || {
                vec![
                    Crumb::to(Area::Containers.word(), paths::CONTAINER_GROUPS),
                    Crumb::to(console::container_groups(), paths::CONTAINER_GROUPS),
                    Crumb::to(name.get(), page.clone()),
                    Crumb::here(words::unsubscribe()),
                ]
            })
            purpose=words::unsubscribe_purpose()
        />
        <Facts>
            <Fact label=words::instance_name()>{move || name.get()}</Fact>
            <Fact label=words::container_group_id()>
                <Copy text=Signal::stored(shown_id)/>
            </Fact>
            <Fact label=words::status()>
                {move || {
                    let (state, reason) = group.with(|group| (group.row.state, group.row.reason.clone()));
                    view! { <StateMark mark=group_mark(state, reason.as_ref()) word=state.word()/> }
                }}
            </Fact>
            <Fact label=words::spec()>{move || group.with(|group| group.row.spec.to_string())}</Fact>
            <Fact label=ui::created()>
                {move || view! { <Time at=Signal::stored(group.with(|group| group.row.created.clone()))/> }}
            </Fact>
            <Fact label=words::billing_mode()>
                {move || {
                    group.with(|group| words::pay_as_you_go_price(&group.price_per_hour, &group.currency))
                }}
            </Fact>
        </Facts>
        <Section title=words::unsubscribe_fates()>
            <Loses things=Signal::derive(move || group.with(fates))/>
        </Section>
        <div class="formfoot">
            <Button
                label=words::confirm_unsubscribe()
                look=Look::DangerQuiet
                icon=Glyph::Trash
                why_not=Signal::derive(move || state.get().can_unsubscribe().err().map(|why| why.said()))
                on_click=move |()| {
                    unsubscribe.forget();
                    open.set(true);
                }
            />
            <LinkButton label=ui::cancel() look=Look::Bare href=back/>
        </div>
        <Confirm
            open
            title=ui::notice()
            verb=ui::ok()
            lose=true
            pending=unsubscribe.pending()
            fault=unsubscribe.fault()
            on_confirm=move |()| ask.run(id.clone())
        >
            <p>{move || words::unsubscribe_one_question(name.get())}</p>
        </Confirm>
    }
}
