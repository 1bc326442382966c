//! One EIP (NET-09): its facts, what it is bound to, and what answers there.

use gantry_model::id::EipId;
use gantry_model::network::view::{EipChange, EipRow};
use gantry_words::{network as words, ui};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::{eip_update, eip_view};
use super::change::EditEip;
use super::eip_ask::{Asked, BindToGroup, ReleaseEip, UnbindRow, why_not_release};
use super::{LIVE, crumbs, use_id};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;

/// The page of an EIP.
#[component]
pub fn EipPage() -> impl IntoView {
    let (id, live) = (use_id(), use_live(LIVE));
    let eip =
        Resource::new(move || (id.get(), live.get()), |(id, _)| async move { eip_view(id.parse::<EipId>()?).await });
    view! {
        <Loaded
            page=true
            from=eip
            skeleton=|| {
                view! {
                    <PageHead title=words::eip() crumbs=crumbs((words::eips(), paths::EIPS), Some("…".to_owned()))/>
                    <FactsSkeleton facts=6/>
                }
            }
            let:eip
        >
            <Shown eip/>
        </Loaded>
    }
}

#[component]
fn Shown(eip: Signal<EipRow>) -> impl IntoView {
    let navigate = use_navigate();
    let name = Memo::new(move |_| eip.with(|eip| eip.name.clone()));
    let id = Memo::new(move |_| eip.with(|eip| eip.id.clone()));
    let bound = Memo::new(move |_| eip.with(|eip| eip.bound.clone()));
    let editing = RwSignal::new(false);
    let (bind, unbind, release) = (Asked::new(), Asked::new(), Asked::new());
    let now = Signal::derive(move || {
        eip.with(|eip| EipChange {
            name: eip.name.clone(),
            bandwidth_mbps: eip.bandwidth_mbps,
            generation: eip.generation,
        })
    });
    let mark = Signal::derive(move || if bound.with(Option::is_some) { Mark::Ok } else { Mark::Off });
    let word = Signal::derive(move || {
        if bound.with(Option::is_some) { words::bound() } else { words::not_bound() }.to_owned()
    });
    view! {
        <PageHead
            title=name
            crumbs=Signal::derive(move || crumbs((words::eips(), paths::EIPS), Some(name.get())))
            beside=move || {
                view! {
                    <span>
                        <StateMark mark word/>
                    </span>
                    <Copy text=Signal::derive(move || id.get().to_string())/>
                }
            }
        >
            {move || {
                if bound.with(Option::is_some) {
                    view! { <Button label=words::unbind() on_click=move |()| unbind.ask(eip.get_untracked())/> }
                        .into_any()
                } else {
                    view! { <Button label=words::bind() on_click=move |()| bind.ask(eip.get_untracked())/> }.into_any()
                }
            }}
            <Button label=words::edit() icon=Glyph::Edit on_click=move |()| editing.set(true)/>
            <Button
                label=words::release()
                icon=Glyph::Trash
                why_not=Signal::derive(move || eip.with(why_not_release))
                on_click=move |()| release.ask(eip.get_untracked())
            />
        </PageHead>
        <EipFacts eip/>
        <EditEip open=editing now update=move |change| eip_update(id.get_untracked(), change)/>
        <BindToGroup asked=bind/>
        <UnbindRow asked=unbind/>
        <ReleaseEip asked=release on_done=move |()| navigate(paths::EIPS, Default::default())/>
    }
}

#[component]
fn EipFacts(eip: Signal<EipRow>) -> impl IntoView {
    let address = Memo::new(move |_| eip.with(|eip| eip.address.to_string()));
    let bandwidth = Memo::new(move |_| eip.with(|eip| eip.bandwidth_mbps));
    let bound = Memo::new(move |_| eip.with(|eip| eip.bound.clone()));
    let with_group = Memo::new(move |_| eip.with(|eip| eip.released_with_group));
    let created = Signal::derive(move || eip.with(|eip| eip.created.clone()));
    view! {
        <Facts>
            <Fact label=words::address()>
                <Copy text=address/>
            </Fact>
            <Fact label=words::web_address()>
                {move || {
                    if bound.with(Option::is_some) {
                        let web = format!("http://{}", address.get());
                        view! {
                            <Copy text=Signal::stored(web.clone())/>
                            <span class="sub">
                                <a href=web target="_blank" rel="noopener">
                                    {words::open_in_new_tab()}
                                </a>
                            </span>
                            <span class="sub quiet">
                                {words::web_address_help()}
                            </span>
                        }
                            .into_any()
                    } else {
                        view! { <span class="quiet">{words::no_web_address()}</span> }.into_any()
                    }
                }}
            </Fact>
            <Fact label=words::bandwidth()>{move || words::bandwidth_each_way(bandwidth.get())}</Fact>
            <Fact label=words::bound_to()>
                {move || match bound.get() {
                    Some((id, name)) => view! { <a href=paths::container_group(id.as_ref())>{name}</a> }.into_any(),
                    None => view! { <span class="quiet">{words::nothing()}</span> }.into_any(),
                }}
            </Fact>
            <Fact label=words::when_group_ends()>
                {move || {
                    if with_group.get() {
                        words::released_with_group()
                    } else {
                        words::kept_until_released()
                    }
                }}
            </Fact>
            <Fact label=ui::created()>
                <Time at=created/>
            </Fact>
        </Facts>
    }
}
