//! One scaling group (ESS-24): its number as a picture, its facts, and its views as tabs.

mod activities;
mod attach;
mod by_hand;
mod diff;
mod facts;
mod instances;
mod monitoring;
mod rules;
mod sources;
mod text;

use gantry_model::kind::ResourceKind;
use gantry_model::scaling::view::ScalingGroupDetails;
use gantry_words::Said as _;
use gantry_words::{Word as _, noun, scaling as words};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::ask::{DeleteQuestion, DisableQuestion, Doomed, enable};
use super::mark::group_mark;
use super::{crumbs, use_group};
use gantry_console::inside::{Inside, Part, use_inside};
use gantry_console::paths;
use gantry_ui::browser;
use gantry_ui::prelude::*;

/// The page of a scaling group.
#[component]
pub fn ScalingGroupPage() -> impl IntoView {
    let group = use_group();
    view! {
        <Loaded page=true from=group skeleton=skeleton let:group>
            <Group group/>
        </Loaded>
    }
}

fn skeleton() -> impl IntoView {
    view! {
        <PageHead title=words::scaling_group() crumbs=crumbs(vec![Crumb::here("…")])/>
        <FactsSkeleton facts=10/>
        <div class="mt6"></div>
        <TableSkeleton columns=instances::headings() rows=3/>
    }
}

/// Tells the side navigation about this group for as long as a page of it is shown.
pub(super) fn tell(group: Signal<ScalingGroupDetails>) {
    let inside = Memo::new(move |_| group.with(inside));
    use_inside(move || Some(inside.get()));
}

fn inside(group: &ScalingGroupDetails) -> Inside {
    let id = group.row.id.as_ref();
    let part = |icon, name: String, note: String, href: Option<String>| Part { name, href, mark: None, icon, note };
    let view = |icon, name: &str, note: String, tab: &str| {
        part(icon, name.to_owned(), note, Some(paths::scaling_group_tab(id, tab)))
    };
    let version = group.row.version.map(|version| format!("v{version}")).unwrap_or_default();
    let views = vec![
        view(Glyph::Group, words::instances(), group.row.instances.to_string(), "instances"),
        view(Glyph::Layers, words::scaling_configurations(), version, "sources"),
        view(Glyph::Scale, words::scaling_rules(), String::new(), "rules"),
        view(Glyph::Clock, words::scaling_activities(), String::new(), "activities"),
        view(Glyph::Chart, words::monitoring(), String::new(), "monitoring"),
    ];
    let vpc = Some(paths::vpc(group.vpc.0.as_ref()));
    let mut connected = vec![part(Glyph::Network, group.vpc.1.clone(), words::vpc().to_owned(), vpc)];
    connected.extend(group.subnets.iter().map(|place| {
        part(Glyph::Layers, place.name.clone(), place.zone.clone(), Some(paths::vswitch(place.id.as_ref())))
    }));
    if let Some((id, name)) = group.active.as_ref().map(|active| &active.security_group) {
        let href = Some(paths::security_group(id.as_ref()));
        connected.push(part(Glyph::Shield, name.clone(), noun(ResourceKind::SecurityGroup, 1_u32), href));
    }
    Inside {
        name: group.row.name.clone(),
        groups: vec![(words::its_parts().to_owned(), views), (words::connected_to().to_owned(), connected)],
    }
}

#[component]
fn Group(group: Signal<ScalingGroupDetails>) -> impl IntoView {
    tell(group);
    let tab = use_query().value("tab", "instances");
    let name = Memo::new(move |_| group.with(|group| group.row.name.clone()));
    let tabs = Signal::derive(move || {
        let instances = group.with(|group| u64::from(group.row.instances));
        vec![
            Tab::new("instances", words::instances()).count(instances),
            Tab::new("sources", words::configuration_sources()),
            Tab::new("rules", words::scaling_rules()),
            Tab::new("activities", words::scaling_activities()),
            Tab::new("monitoring", words::monitoring()),
            Tab::new("yaml", "YAML"),
        ]
    });
    view! {
        <PageHead
            title=name
            crumbs=Signal::derive(move || crumbs(vec![Crumb::here(name.get())]))
            purpose=Signal::derive(move || Some(group.with(purpose)))
            beside=move || beside(group)
        >
            <Actions group/>
        </PageHead>
        <FirstStep group/>
        <facts::Standing group/>
        <div class="mt4"></div>
        <Tabs label=words::scaling_group() tabs/>
        {move || match tab.get().as_str() {
            "sources" => {
                view! {
                    <AfterMount skeleton=|| view! { <TableSkeleton columns=sources::headings() rows=3/> }>
                        <sources::Sources group/>
                    </AfterMount>
                }
                    .into_any()
            }
            "rules" => {
                view! {
                    <AfterMount skeleton=|| view! { <TableSkeleton columns=rules::headings() rows=3/> }>
                        <rules::Rules group/>
                    </AfterMount>
                }
                    .into_any()
            }
            "activities" => {
                view! {
                    <AfterMount skeleton=|| view! { <TableSkeleton columns=activities::headings() rows=5/> }>
                        <activities::Activities group/>
                    </AfterMount>
                }
                    .into_any()
            }
            "monitoring" => {
                view! {
                    <AfterMount skeleton=|| view! { <FactsSkeleton facts=6/> }>
                        <monitoring::Monitoring group/>
                    </AfterMount>
                }
                    .into_any()
            }
            "yaml" => view! { <text::AsText group/> }.into_any(),
            _ => {
                view! {
                    <AfterMount skeleton=|| view! { <TableSkeleton columns=instances::headings() rows=3/> }>
                        <instances::Instances group/>
                    </AfterMount>
                }
                    .into_any()
            }
        }}
    }
}

/// What an instance is, in one line.
fn purpose(group: &ScalingGroupDetails) -> String {
    let zones: Vec<&str> = group.subnets.iter().map(|subnet| subnet.zone.as_str()).collect();
    match &group.active {
        Some(active) => words::group_purpose(active.images.join(", "), active.spec, zones.join(", ")),
        None => words::no_configuration().to_owned(),
    }
}

/// Beside the heading: the state and the id.
fn beside(group: Signal<ScalingGroupDetails>) -> impl IntoView {
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

/// The way on for a group that has no configuration (W-01, step 26).
#[component]
fn FirstStep(group: Signal<ScalingGroupDetails>) -> impl IntoView {
    let none = Memo::new(move |_| group.with(|group| group.active.is_none()));
    let href = Signal::derive(move || group.with(|group| paths::scaling_configuration_create(group.row.id.as_ref())));
    view! {
        {move || {
            none.get()
                .then(|| {
                    view! {
                        <Notice title=words::one_step_left().to_owned()>
                            <p>{words::one_step_text()}</p>
                            <div class="row mt2">
                                <LinkButton
                                    label=words::create_and_enable()
                                    look=Look::Primary
                                    href
                                />
                            </div>
                        </Notice>
                        <div class="mt4"></div>
                    }
                })
        }}
    }
}

#[component]
fn Actions(group: Signal<ScalingGroupDetails>) -> impl IntoView {
    let navigate = use_navigate();
    let id = group.with_untracked(|group| group.row.id.to_string());
    let enable = enable();
    let disable = Question::new();
    let delete = Doomed::new();
    let cannot_enable = Memo::new(move |_| group.with(|group| group.cannot_enable.as_ref().map(|why| why.said())));
    let cannot_disable = Memo::new(move |_| group.with(|group| group.cannot_disable.clone()));
    let enabled = Memo::new(move |_| cannot_disable.with(Option::is_none));
    let row = move || group.with_untracked(|group| group.row.clone());
    let edit = paths::scaling_group_edit(&id);
    view! {
        <LinkButton label=words::edit() icon=Glyph::Edit href=edit/>
        {move || {
            if enabled.get() {
                view! { <Button label=words::disable() icon=Glyph::Pause on_click=move |()| disable.ask(vec![row()])/> }.into_any()
            } else {
                view! {
                    <Button
                        label=words::enable()
                        icon=Glyph::Play
                        look=Look::Primary
                        why_not=Signal::derive(move || cannot_enable.get())
                        pending=enable.pending()
                        on_click=move |()| enable.start(row())
                    />
                }
                    .into_any()
            }
        }}
        <Menu id="scaling-group-actions" label=words::more_actions() class="btn square">
            <MenuItem label=words::copy_id() icon=Glyph::Copy on_click=move |()| browser::copy(&id)/>
            <MenuLine/>
            <MenuItem label=words::delete() icon=Glyph::Trash lose=true on_click=move |()| delete.ask(row())/>
        </Menu>
        <DisableQuestion question=disable/>
        <DeleteQuestion doomed=delete on_done=move |()| navigate(paths::SCALING_GROUPS, Default::default())/>
    }
}
