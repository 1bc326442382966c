//! One vSwitch (NET-01, NET-23, NET-26): its facts, how many addresses are used and free, and who has them.

use gantry_model::id::VSwitchId;
use gantry_model::network::view::{AddressRow, NetworkChange, VSwitchDetails};
use gantry_words::{Word as _, network as words, ui};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::{vswitch_addresses, vswitch_update, vswitch_view};
use super::change::EditNetwork;
use super::range::counted;
use super::vswitches::DeleteVSwitch;
use super::{LIVE, crumbs, use_id};
use gantry_console::delete::DeleteTarget;
use gantry_console::live::use_live;
use gantry_console::mark::group_mark;
use gantry_console::paths;
use gantry_ui::prelude::*;

/// The page of a vSwitch.
#[component]
pub fn VSwitchPage() -> impl IntoView {
    let (id, live) = (use_id(), use_live(LIVE));
    let request = use_query().page_request();
    let vswitch = Resource::new(
        move || (id.get(), live.get()),
        |(id, _)| async move { vswitch_view(id.parse::<VSwitchId>()?).await },
    );
    let addresses = Resource::new(
        move || (id.get(), request.get(), live.get()),
        |(id, request, _)| async move { vswitch_addresses(id.parse::<VSwitchId>()?, request).await },
    );
    view! {
        <Loaded
            page=true
            from=vswitch
            skeleton=|| {
                view! {
                    <PageHead
                        title=words::vswitch()
                        crumbs=crumbs((words::vswitches(), paths::VSWITCHES), Some("…".to_owned()))
                    />
                    <FactsSkeleton facts=8/>
                }
            }
            let:vswitch
        >
            <Shown vswitch addresses/>
        </Loaded>
    }
}

#[component]
fn Shown(vswitch: Signal<VSwitchDetails>, addresses: Answer<gantry_model::page::Page<AddressRow>>) -> impl IntoView {
    let navigate = use_navigate();
    let name = Memo::new(move |_| vswitch.with(|vswitch| vswitch.row.name.clone()));
    let id = Memo::new(move |_| vswitch.with(|vswitch| vswitch.row.id.clone()));
    let editing = RwSignal::new(false);
    let target = DeleteTarget::new();
    let now = Signal::derive(move || {
        vswitch.with(|vswitch| NetworkChange {
            name: vswitch.row.name.clone(),
            description: vswitch.row.description.clone(),
            ipv6: vswitch.ipv6_wanted,
            generation: vswitch.generation,
        })
    });
    view! {
        <PageHead
            title=name
            crumbs=Signal::derive(move || crumbs((words::vswitches(), paths::VSWITCHES), Some(name.get())))
            purpose=Signal::derive(move || {
                Some(vswitch.with(|vswitch| vswitch.row.description.clone())).filter(|text| !text.is_empty())
            })
            beside=move || view! { <Copy text=Signal::derive(move || id.get().to_string())/> }
        >
            <Button label=words::edit() icon=Glyph::Edit on_click=move |()| editing.set(true)/>
            <Button
                label=words::delete()
                icon=Glyph::Trash
                on_click=move |()| target.ask(id.get_untracked(), name.get_untracked())
            />
        </PageHead>
        <VSwitchFacts vswitch/>
        <Section title=words::addresses() note=Signal::derive(move || Some(free(&vswitch.get())))>
            <List
                from=addresses
                caption=words::addresses()
                search=words::search_addresses()
                placeholder=words::search_addresses_hint()
                columns=columns()
                key=|row: &AddressRow| row.group.0.to_string()
                empty=|| {
                    view! {
                        <Empty title=words::no_addresses() text=words::no_addresses_text()/>
                    }
                }
            />
        </Section>
        <EditNetwork
            open=editing
            title=words::edit_vswitch()
            label=words::vswitch_name()
            ipv6_note=words::vswitch_ipv6_change()
            now
            update=move |change| vswitch_update(id.get_untracked(), change)
        />
        <DeleteVSwitch target on_done=move |()| navigate(paths::VSWITCHES, Default::default())/>
    }
}

/// `12 used, 241 free`.
fn free(vswitch: &VSwitchDetails) -> String {
    words::addresses_used_free(vswitch.row.used, vswitch.row.free)
}

#[component]
fn VSwitchFacts(vswitch: Signal<VSwitchDetails>) -> impl IntoView {
    let part = move |read: fn(&VSwitchDetails) -> String| Memo::new(move |_| vswitch.with(read));
    let vpc = Memo::new(move |_| vswitch.with(|vswitch| vswitch.row.vpc.clone()));
    let cidr = part(|vswitch| vswitch.row.cidr.to_string());
    let size = part(|vswitch| counted(vswitch.row.cidr));
    let ipv6 = Memo::new(move |_| {
        vswitch.with(|vswitch| match (vswitch.row.ipv6, vswitch.ipv6_wanted) {
            (Some(range), _) => Ok(range.to_string()),
            (None, true) => Err(words::ipv6_off_in_vpc()),
            (None, false) => Err(words::ipv6_is_off()),
        })
    });
    let gateway = part(|vswitch| vswitch.gateway.to_string());
    let zone = part(|vswitch| vswitch.row.zone.clone());
    let region = part(|vswitch| vswitch.region.clone());
    let created = Signal::derive(move || vswitch.with(|vswitch| vswitch.row.created.clone()));
    let use_of = Memo::new(move |_| vswitch.with(|vswitch| (vswitch.row.used as f64, vswitch.row.free as f64)));
    let parts = Signal::derive(move || {
        let (used, free) = use_of.get();
        Part::of(used, used + free)
    });
    let figure = Signal::derive(move || vswitch.with(free));
    view! {
        <Facts>
            <Fact label=words::vpc()>
                {move || {
                    let (id, name) = vpc.get();
                    view! { <a href=paths::vpc(id.as_ref())>{name}</a> }
                }}
            </Fact>
            <Fact label=words::zone()>{move || zone.get()}</Fact>
            <Fact label=words::ipv4_cidr_block()>
                <Copy text=cidr/>
                <span class="sub">{move || size.get()}</span>
            </Fact>
            <Fact label=words::ipv6_cidr_block()>
                {move || match ipv6.get() {
                    Ok(range) => view! { <Copy text=Signal::stored(range)/> }.into_any(),
                    Err(why) => view! { <span class="quiet">{why}</span> }.into_any(),
                }}
            </Fact>
            <Fact label=words::gateway()>
                <Copy text=gateway/>
            </Fact>
            <Fact label=words::region()>{move || region.get()}</Fact>
            <Fact label=words::addresses()>
                <ScaleRow parts label=figure figure/>
            </Fact>
            <Fact label=ui::created()>
                <Time at=created/>
            </Fact>
        </Facts>
    }
}

fn columns() -> Vec<Column<AddressRow>> {
    vec![
        Column::new("private_ip", words::private_ip(), |row: AddressRow| {
            view! { <Copy text=Signal::stored(row.address.to_string())/> }
        })
        .sortable()
        .lead(),
        Column::new("name", words::container_group(), |row: AddressRow| {
            view! {
                <a class="link" href=paths::container_group(row.group.0.as_ref())>
                    {row.group.1}
                </a>
            }
        })
        .sortable(),
        Column::new("state", words::status(), |row: AddressRow| {
            view! { <StateMark mark=group_mark(row.state, None) word=row.state.word()/> }
        })
        .sortable()
        .corner(),
        Column::new("ipv6", words::ipv6_address(), |row: AddressRow| match row.ipv6 {
            Some(address) => view! { <Copy text=Signal::stored(address.to_string())/> }.into_any(),
            None => view! { <span class="quiet">{words::none()}</span> }.into_any(),
        })
        .second(),
        Column::new("public_ip", words::eip(), |row: AddressRow| match row.public_ip {
            Some(address) => view! { <Copy text=Signal::stored(address.to_string())/> }.into_any(),
            None => view! { <span class="quiet">{words::none()}</span> }.into_any(),
        }),
    ]
}
