//! The side navigation: the sections of a product, or inside a thing its parts and neighbours, with a way back up.
//!
//! What the URL says is drawn at once. What only the page knows (the thing's name, its parts) is told by the page through
//! [`use_inside`] once it is mounted, so that the first render stays the same on both sides.

use gantry_model::kind::ResourceKind;
use gantry_model::registry::PERSONAL;
use gantry_words::{console as words, kinds};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::counts::use_counts;
use gantry_console::inside::{Part, told_inside};
use gantry_console::kinds::view_of;
use gantry_console::paths::{self, Product, place};
use gantry_console::session::use_session;
use gantry_ui::browser;
use gantry_ui::icon::{Glyph, Icon};

struct Entry {
    label: &'static str,
    icon: Glyph,
    href: String,
    /// Marked on every page below it too.
    deep: bool,
}

fn entry(label: &'static str, icon: Glyph, href: impl Into<String>, deep: bool) -> Entry {
    Entry { label, icon, href: href.into(), deep }
}

/// The list of a kind, with the pages below it.
fn list_of(kind: ResourceKind) -> Entry {
    let view = view_of(kind);
    let (label, href) = view.list.map_or(("", ""), |(label, href)| (label(), href));
    entry(label, view.glyph, href, true)
}

/// The sections of a product: groups with a title, the first without.
fn sections(product: Product, inside: Option<&str>) -> Vec<(&'static str, Vec<Entry>)> {
    match (product, inside) {
        (Product::Home, _) => vec![
            ("", vec![entry(words::overview(), Glyph::Home, paths::HOME, false)]),
            (words::run(), vec![list_of(ResourceKind::ContainerGroup), list_of(ResourceKind::ScalingGroup)]),
            (words::connect(), vec![list_of(ResourceKind::Vpc), list_of(ResourceKind::Eip)]),
            (words::build(), vec![list_of(ResourceKind::RegistryInstance)]),
            (
                words::account(),
                vec![
                    list_of(ResourceKind::Order),
                    list_of(ResourceKind::KeyPair),
                    entry(words::operation_logs(), Glyph::Logs, paths::OPERATION_LOGS, false),
                    entry(words::account(), Glyph::User, paths::ACCOUNT, false),
                    entry(words::help(), Glyph::Help, paths::HELP, false),
                ],
            ),
        ],
        (Product::Help, _) => vec![(
            "",
            vec![
                entry(words::help(), Glyph::Help, paths::HELP, false),
                entry(words::help_faq(), Glyph::Info, paths::HELP_FAQ, false),
                entry(words::help_glossary(), Glyph::Document, paths::HELP_GLOSSARY, false),
                entry(words::help_scenarios(), Glyph::Layers, paths::HELP_SCENARIOS, false),
                entry(words::help_agreements(), Glyph::Check, paths::HELP_AGREEMENTS, false),
            ],
        )],
        (Product::Containers, None) => vec![
            ("", vec![list_of(ResourceKind::ContainerGroup)]),
            (words::account(), vec![list_of(ResourceKind::RegionQuota)]),
        ],
        (Product::Containers | Product::Scaling, Some(_)) => Vec::new(),
        (Product::Scaling, None) => {
            vec![("", vec![list_of(ResourceKind::ScalingGroup)])]
        }
        (Product::Registry, None) => vec![
            (
                "",
                vec![
                    entry(words::instances(), Glyph::Registry, paths::REGISTRY_INSTANCES, false),
                    entry(words::personal_edition(), Glyph::User, paths::REGISTRY_PERSONAL, false),
                ],
            ),
            (words::account(), vec![list_of(ResourceKind::Order), list_of(ResourceKind::RegionQuota)]),
        ],
        (Product::Registry, Some(PERSONAL)) => vec![
            ("", vec![entry(words::overview(), Glyph::Quota, paths::REGISTRY_PERSONAL, false)]),
            (
                words::repository_management(),
                vec![
                    entry(words::namespace(), Glyph::Layers, paths::registry_namespaces(PERSONAL), false),
                    entry(words::repositories(), Glyph::Repository, paths::registry_repositories(PERSONAL), true),
                ],
            ),
            (
                words::security(),
                vec![entry(words::access_control(), Glyph::Lock, paths::registry_access_control(PERSONAL), false)],
            ),
        ],
        (Product::Network, _) => vec![(
            "",
            vec![
                list_of(ResourceKind::Vpc),
                list_of(ResourceKind::VSwitch),
                list_of(ResourceKind::SecurityGroup),
                list_of(ResourceKind::Eip),
            ],
        )],
        (Product::Registry, Some(instance)) => vec![
            ("", vec![entry(words::overview(), Glyph::Quota, paths::registry_instance(instance), false)]),
            (
                words::repository_management(),
                vec![
                    entry(words::namespaces(), Glyph::Layers, paths::registry_namespaces(instance), false),
                    entry(words::image_repositories(), Glyph::Repository, paths::registry_repositories(instance), true),
                ],
            ),
            (
                words::security(),
                vec![entry(words::access_control(), Glyph::Lock, paths::registry_access_control(instance), false)],
            ),
        ],
    }
}

fn up(product: Product) -> (&'static str, &'static str) {
    match product {
        Product::Registry => (words::instances(), paths::REGISTRY_INSTANCES),
        Product::Scaling => (words::scaling_groups(), paths::SCALING_GROUPS),
        _ => (words::container_groups(), paths::CONTAINER_GROUPS),
    }
}

fn product_name(product: Product) -> &'static str {
    match product {
        Product::Home => "Gantry",
        Product::Containers => kinds::product_containers(),
        Product::Registry => kinds::product_registry(),
        Product::Network => kinds::product_network(),
        Product::Scaling => kinds::product_scaling(),
        Product::Help => words::help(),
    }
}

/// The navigation at the left; in a narrow window it opens over the page.
#[component]
pub fn SideNav(shortcuts: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let path = use_location().pathname;
    let here = Memo::new(move |_| place(&path.get()));
    let inside = told_inside();
    let thing = move || {
        let place = here.get();
        place.inside.map(|id| {
            let (word, href) = up(place.product);
            let name =
                inside.get().map(|inside| inside.name).filter(|name| !name.is_empty()).unwrap_or_else(|| id.clone());
            let shown = (name != id).then_some(id);
            // A registry instance keeps its sections here, so the mark rides on one of them and not on the thing.
            let class =
                if matches!(place.product, Product::Containers | Product::Scaling) { "thing here" } else { "thing" };
            view! {
                <a class="up" href=href>
                    <Icon name=Glyph::Back/>
                    <span>{word}</span>
                </a>
                <div class=class>
                    <b>{name}</b>
                    {shown.map(|id| view! { <code>{id}</code> })}
                </div>
            }
        })
    };
    let counts = use_counts();
    let entries = move || {
        let place = here.get();
        sections(place.product, place.inside.as_deref())
            .into_iter()
            .map(|(title, entries)| {
                view! {
                    {(!title.is_empty()).then(|| view! { <h2>{title}</h2> })}
                    <ul>
                        {entries
                            .into_iter()
                            .map(|entry| {
                                let href = entry.href.clone();
                                let counted = entry.href.clone();
                                let count = Memo::new(move |_| counts.with(|counts| counts.get(&counted).copied()));
                                let current = move || {
                                    path.with(|path| {
                                        *path == href
                                            || entry.deep && path.strip_prefix(&href).is_some_and(|rest| rest.starts_with('/'))
                                    })
                                        .then_some("page")
                                };
                                view! {
                                    <li>
                                        <a href=entry.href aria-current=current title=entry.label>
                                            <Icon name=entry.icon/>
                                            <span>{entry.label}</span>
                                            {move || count.get().map(|count| view! { <span class="count">{count}</span> })}
                                        </a>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                }
            })
            .collect_view()
    };
    let parts = move || {
        inside.get().filter(|_| here.get().inside.is_some()).map(|inside| {
            inside
                .groups
                .into_iter()
                .map(|(title, parts)| {
                    view! {
                        <h2>{title}</h2>
                        <ul>{parts.into_iter().map(part).collect_view()}</ul>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <nav class="sidenav" id="sidenav" popover="auto" aria-label=move || product_name(here.get().product)>
            {thing}
            {entries}
            {parts}
            <div class="navfoot">
                <span>
                    <span title=words::runtime_title()>{if session.simulated { words::runtime_simulated().to_owned() } else { session.runtime.clone() }}</span>
                    <br/>
                    <span title=words::zone_title()>{session.zone.name.clone()}</span>
                </span>
                <button
                    class="btn bare small square"
                    type="button"
                    aria-label=words::keyboard_shortcuts()
                    title=words::keyboard_shortcuts()
                    on:click=move |_| shortcuts.set(true)
                >
                    <Icon name=Glyph::Keyboard/>
                </button>
                <button
                    class="btn bare small square only-wide"
                    type="button"
                    aria-label=words::collapse_navigation()
                    title=words::collapse_navigation()
                    on:click=move |_| toggle()
                >
                    <Icon name=Glyph::Sidebar/>
                </button>
            </div>
        </nav>
    }
    .into_any()
}

fn part(part: Part) -> impl IntoView {
    let lead = match part.mark {
        Some(mark) => view! { <span class=format!("state {}", mark.class()) aria-hidden="true"></span> }.into_any(),
        None => view! { <Icon name=part.icon/> }.into_any(),
    };
    let body = view! {
        {lead}
        <span class="clip">{part.name.clone()}</span>
        <span class="count">{part.note}</span>
    };
    match part.href {
        Some(href) => view! { <li><a href=href title=part.name>{body}</a></li> }.into_any(),
        None => view! { <li><span class="part" title=part.name>{body}</span></li> }.into_any(),
    }
}

/// Small or wide, kept in this browser.
fn toggle() {
    let Some(root) = document().document_element() else { return };
    let small = root.get_attribute("data-nav").as_deref() == Some("small");
    let _ = if small { root.remove_attribute("data-nav") } else { root.set_attribute("data-nav", "small") };
    browser::remember("nav", if small { "" } else { "small" });
}
