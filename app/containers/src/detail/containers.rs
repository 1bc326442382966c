//! The tab Containers (ECI-45, ECI-48): what each one is, how it goes, and the latest of what happened.

use gantry_model::containers::view::{ContainerView, EventRow, GroupDetails};
use gantry_model::containers::{ContainerState, PortMapping};
use gantry_model::message::containers as say;
use gantry_model::observe::EventType;
use gantry_model::units::{Mebibytes, MilliCpu};
use gantry_words::Said as _;
use gantry_words::{Word as _, containers as words};
use leptos::prelude::*;

use super::events::use_events;
use gantry_console::mark::{container_mark, container_reason};
use gantry_console::paths;
use gantry_console::session::use_session;
use gantry_ui::prelude::*;

/// How many events stand beside the containers.
const LATEST: usize = 6;

/// The containers of a group.
#[component]
pub fn Containers(group: Signal<GroupDetails>) -> impl IntoView {
    let rows = Memo::new(move |_| group.with(|group| group.containers.clone()));
    let id = group.with_untracked(|group| group.row.id.to_string());
    view! {
        <Table caption=words::containers() columns=columns(id) rows key=|row: &ContainerView| row.name.clone()/>
        <div class="grid mt6">
            <AfterMount skeleton=|| view! { <Card title=words::latest_events() class="c7"><FactsSkeleton facts=4/></Card> }>
                <LatestEvents group/>
            </AfterMount>
            <Configurations group/>
        </div>
    }
}

fn columns(id: String) -> Vec<Column<ContainerView>> {
    let logs = id.clone();
    let in_lead = id.clone();
    vec![
        Column::new("name", words::container_name(), move |row: ContainerView| {
            view! { <a class="link" href=paths::container_logs(&in_lead, &row.name)>{row.name.clone()}</a> }
        })
        .lead(),
        Column::new("status", words::status(), |row: ContainerView| {
            let reason = container_reason(&row.state, row.last_end.as_ref());
            let next = row.next_start.map(|at| {
                view! { <span class="sub">{words::next_start(view! { <Time at=Signal::stored(at)/> })}</span> }
            });
            view! {
                <StateMark mark=container_mark(&row.state) word=row.state.word() reason/>
                {next}
            }
        })
        .corner(),
        Column::new("image", words::image(), |row: ContainerView| view! { <code>{row.image}</code> }),
        Column::new("cpu", words::cpu(), |row: ContainerView| cpu_text(row.cpu)).second().nowrap(),
        Column::new("memory", words::memory(), |row: ContainerView| memory_text(row.memory)).second().nowrap(),
        Column::new("restarts", words::restarts(), |row: ContainerView| row.restarts.to_string()).num().third(),
        Column::new("ports", words::ports(), |row: ContainerView| ports_text(&row.ports)).third().nowrap(),
        Column::actions(move |row: Signal<ContainerView>| {
            let name = row.get_untracked().name;
            let connect = paths::container_terminal(&id, &name);
            view! {
                <ActLink label=words::logs() href=paths::container_logs(&logs, &name)/>
                {move || {
                    if matches!(row.with(|row| row.state.clone()), ContainerState::Running { .. }) {
                        view! { <ActLink label=words::connect() href=connect.clone()/> }.into_any()
                    } else {
                        view! { <Act label=words::connect() why_not=say::terminal_needs_running().said() on_click=|()| ()/> }
                            .into_any()
                    }
                }}
            }
        }),
    ]
}

fn cpu_text(cpu: MilliCpu) -> String {
    if cpu == MilliCpu(0) { words::shared().to_owned() } else { format!("{cpu} vCPU") }
}

fn memory_text(memory: Mebibytes) -> String {
    if memory == Mebibytes(0) { words::shared().to_owned() } else { memory.to_string() }
}

/// `80 TCP, 53 UDP`; `none`.
pub(crate) fn ports_text(ports: &[PortMapping]) -> String {
    if ports.is_empty() {
        return words::none().to_owned();
    }
    ports.iter().map(|port| format!("{} {}", port.port, port.protocol.as_str())).collect::<Vec<_>>().join(", ")
}

#[component]
fn LatestEvents(group: Signal<GroupDetails>) -> impl IntoView {
    let events = use_events(group);
    let all = group.with_untracked(|group| paths::container_group_tab(group.row.id.as_ref(), "events"));
    view! {
        <Card title=words::latest_events() class="c7" aside=move || view! { <ActLink label=words::all_events() href=all.clone()/> }>
            <Loaded from=events skeleton=|| view! { <FactsSkeleton facts=4/> } let:events>
                {
                    let latest = Signal::derive(move || events.with(|events| happenings(events)));
                    view! {
                        {move || {
                            if latest.with(Vec::is_empty) {
                                view! { <p class="quiet">{words::nothing_happened()}</p> }.into_any()
                            } else {
                                view! { <Timeline events=latest label=words::latest_events()/> }.into_any()
                            }
                        }}
                    }
                }
            </Loaded>
        </Card>
    }
}

fn happenings(events: &[EventRow]) -> Vec<Happening> {
    let of = |event: &EventRow| Happening {
        key: event.name.clone(),
        at: event.ended.clone(),
        mark: if event.event_type == EventType::Warning { Mark::Warn } else { Mark::Ok },
        title: event.reason.clone(),
        kind: event.event_type.word().to_owned(),
        text: event.description.said(),
    };
    events.iter().take(LATEST).map(of).collect()
}

#[component]
fn Configurations(group: Signal<GroupDetails>) -> impl IntoView {
    let containers = Memo::new(move |_| group.with(|group| group.containers.clone()));
    view! {
        <div class="c5 stack">
            {move || {
                containers
                    .get()
                    .into_iter()
                    .map(|container| {
                        view! {
                            <Card title=words::configuration_of(&container.name)>
                                <Configuration container/>
                            </Card>
                        }
                    })
                    .collect_view()
            }}
        </div>
    }
}

#[component]
fn Configuration(container: ContainerView) -> impl IntoView {
    let arguments = container.arguments;
    let variables: Vec<String> =
        container.environment.into_iter().map(|variable| format!("{}:{}", variable.name, variable.value)).collect();
    let own = |text: Option<String>| match text {
        Some(text) => view! { <code>{text}</code> }.into_any(),
        None => view! { <span class="quiet">{words::images_own()}</span> }.into_any(),
    };
    let chips = |values: Vec<String>| {
        if values.is_empty() {
            view! { <span class="quiet">{words::none()}</span> }.into_any()
        } else {
            view! { <Chips values=Signal::stored(values)/> }.into_any()
        }
    };
    view! {
        <Facts tight=true>
            <Fact label=words::startup_command()>{own(container.command)}</Fact>
            <Fact label=words::arguments()>{chips(arguments)}</Fact>
            <Fact label=words::working_directory()>{own(container.working_directory)}</Fact>
            <Fact label=words::environment_variables()>{chips(variables)}</Fact>
            <Fact label=words::image_digest()>
                {match container.image_digest {
                    Some(digest) => {
                        let short = short_digest(&digest);
                        view! { <Copy text=Signal::stored(digest) short/> }.into_any()
                    }
                    None if use_session().simulated => {
                        view! { <span class="quiet">{words::nothing_pulled()}</span> }.into_any()
                    }
                    None => view! { <span class="quiet">{words::not_pulled_yet()}</span> }.into_any(),
                }}
            </Fact>
        </Facts>
    }
}
