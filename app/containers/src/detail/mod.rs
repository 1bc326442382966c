//! One container group (ECI-45): its facts, its last start, and its views as tabs.

mod containers;
mod events;
mod facts;
mod logs;
mod monitoring;
mod neighbours;
mod remote;
mod text;

pub(super) use containers::ports_text;
use gantry_console::mark::group_mark;
use gantry_model::containers::view::{GroupDetails, GroupRow};
use gantry_model::id::{ContainerGroupId, EipId};
use gantry_model::kind::{Area, ResourceKind};
use gantry_words::Said as _;
use gantry_words::{Word as _, console, containers as words, titled};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

pub(super) use self::neighbours::tell;
pub(super) use self::text::order_value;
use super::LIVE_DETAILS;
use super::api::container_group_view;
use super::ask::RestartQuestion;
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_pages_network::{BindEip, UnbindEip};
use gantry_ui::browser;
use gantry_ui::prelude::*;

/// The id in the URL, as it stands there.
pub(super) fn use_group_id() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default())
}

/// Loads a group by the id of the URL, anew when a group changed.
fn use_group() -> Answer<GroupDetails> {
    use_group_until(Signal::stored(false))
}

/// The same, until the page gives the group up.
pub(super) fn use_group_until(left: Signal<bool>) -> Answer<GroupDetails> {
    let id = use_group_id();
    let live = use_live(LIVE_DETAILS);
    let asked = Memo::new(move |before: Option<&(String, _)>| match before {
        Some(before) if left.get() => before.clone(),
        _ => (id.get(), live.get()),
    });
    Resource::new(
        move || asked.get(),
        |(id, _)| async move { container_group_view(id.parse::<ContainerGroupId>()?).await },
    )
}

/// The page of a container group.
#[component]
pub fn ContainerGroupPage() -> impl IntoView {
    let group = use_group();
    view! {
        <Loaded page=true from=group skeleton=skeleton let:group>
            <Group group/>
        </Loaded>
    }
}

fn crumbs(name: &str) -> Vec<Crumb> {
    vec![
        Crumb::to(Area::Containers.word(), paths::CONTAINER_GROUPS),
        Crumb::to(console::container_groups(), paths::CONTAINER_GROUPS),
        Crumb::here(name),
    ]
}

fn skeleton() -> impl IntoView {
    view! {
        <PageHead title=titled(ResourceKind::ContainerGroup, 1_u32) crumbs=crumbs("…")/>
        <FactsSkeleton facts=10/>
        <div class="mt6"></div>
        <TableSkeleton columns=vec![words::container_name(), words::status(), words::image()] rows=2/>
    }
}

#[component]
fn Group(group: Signal<GroupDetails>) -> impl IntoView {
    let tab = use_query().value("tab", "containers");
    let name = Memo::new(move |_| group.with(|group| group.row.name.clone()));
    let restart = Question::new();
    let (binding, unbinding) = (RwSignal::new(false), RwSignal::new(false));
    tell(group);
    let tabs = Signal::derive(move || {
        let containers = group.with(|group| group.containers.len() as u64);
        vec![
            Tab::new("containers", words::containers()).count(containers),
            Tab::new("volumes", words::volumes()),
            Tab::new("events", words::events()),
            Tab::new("logs", words::logs()),
            Tab::new("monitoring", words::monitoring()),
            Tab::new("terminal", words::remote_connection()),
            Tab::new("text", "YAML"),
        ]
    });
    let on_facts = Memo::new(move |_| tab.with(|tab| tab == "containers"));
    view! {
        <PageHead
            title=Signal::derive(move || words::group_page(name.get()))
            crumbs=Signal::derive(move || crumbs(&name.get()))
            beside=move || beside(group)
        >
            <Actions group restart binding unbinding/>
        </PageHead>
        {move || {
            on_facts
                .get()
                .then(|| {
                    view! {
                        <facts::GroupFacts group/>
                        <facts::LastStart group/>
                        <div class="mt6"></div>
                    }
                })
        }}
        <Tabs label=titled(ResourceKind::ContainerGroup, 1_u32) tabs/>
        {move || match tab.get().as_str() {
            "volumes" => volumes().into_any(),
            "events" => {
                view! {
                    <AfterMount skeleton=|| view! { <TableSkeleton columns=events::headings() rows=6/> }>
                        <events::Events group/>
                    </AfterMount>
                }
                    .into_any()
            }
            "logs" => view! { <logs::Logs group/> }.into_any(),
            "monitoring" => {
                view! {
                    <AfterMount skeleton=|| view! { <FactsSkeleton facts=6/> }>
                        <monitoring::Monitoring group/>
                    </AfterMount>
                }
                    .into_any()
            }
            "terminal" => view! { <remote::RemoteConnection group/> }.into_any(),
            "text" => view! { <text::AsText group/> }.into_any(),
            _ => view! { <containers::Containers group/> }.into_any(),
        }}
        <RestartQuestion question=restart/>
        <BindEip
            open=binding
            group=Signal::derive(move || group.with(|group| (group.row.id.clone(), group.row.name.clone())))
        />
        <UnbindEip open=unbinding eip=Signal::derive(move || group.with(bound))/>
    }
}

/// The EIP that is bound to a group, its address and the group's name.
fn bound(group: &GroupDetails) -> Option<(EipId, String, String)> {
    let (id, ..) = group.eip.as_ref()?;
    Some((id.clone(), group.row.public_ip?.to_string(), group.row.name.clone()))
}

/// Beside the heading: the state and the id.
fn beside(group: Signal<GroupDetails>) -> impl IntoView {
    let mark = Signal::derive(move || group.with(|group| group_mark(group.row.state, group.row.reason.as_ref())));
    let word = Signal::derive(move || group.with(|group| group.row.state.word().to_owned()));
    let reason = Signal::derive(move || group.with(|group| group.row.reason.as_ref().map(|why| why.said())));
    let id = Signal::derive(move || group.with(|group| group.row.id.to_string()));
    view! {
        <span>
            <StateMark mark word reason/>
        </span>
        <Copy text=id/>
    }
}

#[component]
fn Actions(
    group: Signal<GroupDetails>,
    restart: Question<GroupRow>,
    binding: RwSignal<bool>,
    unbinding: RwSignal<bool>,
) -> impl IntoView {
    let has_eip = Memo::new(move |_| group.with(|group| group.eip.is_some()));
    let why_not =
        Signal::derive(move || group.with(|group| group.row.state.can_unsubscribe().err().map(|why| why.said())));
    let state = Memo::new(move |_| group.with(|group| group.row.state));
    let id = group.with_untracked(|group| group.row.id.to_string());
    let unsubscribe = paths::container_group_unsubscribe(&id);
    view! {
        <Button
            label=words::restart()
            icon=Glyph::Restart
            why_not=Signal::derive(move || state.get().can_restart().err().map(|why| why.said()))
            on_click=move |()| restart.ask(vec![group.with_untracked(|group| group.row.clone())])
        />
        {move || match state.get().can_unsubscribe() {
            Ok(()) => {
                view! { <LinkButton label=words::unsubscribe() icon=Glyph::Trash href=unsubscribe.clone()/> }.into_any()
            }
            Err(why) => {
                view! { <Button label=words::unsubscribe() icon=Glyph::Trash why_not=why.said()/> }.into_any()
            }
        }}
        <Menu id="group-actions" label=words::more_actions() class="btn square">
            {move || {
                if has_eip.get() {
                    view! { <MenuItem label=words::unbind_eip() icon=Glyph::Globe on_click=move |()| unbinding.set(true)/> }.into_any()
                } else {
                    view! { <MenuItem label=words::bind_eip() icon=Glyph::Globe why_not on_click=move |()| binding.set(true)/> }
                        .into_any()
                }
            }}
            <MenuItem label=words::copy_id() icon=Glyph::Copy on_click=move |()| browser::copy(&id)/>
            <MenuItem
                label=words::copy_as_json()
                icon=Glyph::Document
                on_click=move |()| browser::copy(&group.with_untracked(text::json))
            />
        </Menu>
    }
}

fn volumes() -> impl IntoView {
    view! {
        <Empty
            title=words::no_volumes()
            text=words::no_volumes_text()
        />
    }
}
