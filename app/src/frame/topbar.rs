//! The top bar: brand, products, region, search, operations, theme, user.

use gantry_words::{console as words, kinds};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::language::LanguageMenu;
use super::operations::Operations;
use super::theme::ThemeMenu;
use gantry_console::brand::Brand;
use gantry_console::contact::Contact;
use gantry_console::region::use_region;

use gantry_console::kinds::Say;
use gantry_console::live::Live;
use gantry_console::paths::{self, Product, place};
use gantry_console::session::use_session;
use gantry_ui::icon::{Glyph, Icon};
use gantry_ui::query::use_query;
use gantry_ui::signed_out;

/// The products that exist, with one line on what each is for.
const PRODUCTS: &[(Product, Say, Say, &str, Glyph)] = &[
    (Product::Registry, kinds::product_registry, words::registry_purpose, paths::REGISTRY_INSTANCES, Glyph::Registry),
    (
        Product::Containers,
        kinds::product_containers,
        words::elastic_containers_purpose,
        paths::CONTAINER_GROUPS,
        Glyph::Group,
    ),
    (Product::Network, kinds::product_network, words::network_purpose, paths::VPCS, Glyph::Network),
    (Product::Scaling, kinds::product_scaling, words::scaling_purpose, paths::SCALING_GROUPS, Glyph::Scale),
    (Product::Home, words::overview, words::overview_purpose, paths::HOME, Glyph::Home),
    (Product::Help, words::help, words::help_purpose, paths::HELP, Glyph::Help),
];

/// The bar itself.
#[component]
pub fn TopBar(palette: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let path = use_location().pathname;
    let here = Memo::new(move |_| place(&path.get()).product);
    let lost = use_context::<Live>().map(|live| live.lost());
    let ended = RwSignal::from(signed_out::ended());
    view! {
        <header class="topbar">
            <button class="btn bare square only-narrow" type="button" popovertarget="sidenav" aria-label=words::navigation()>
                <Icon name=Glyph::Menu/>
            </button>
            <a class="brand" href=paths::HOME>
                <Brand/>
            </a>
            <button
                class="btn bare square"
                type="button"
                popovertarget="products"
                aria-label=words::all_products()
                title=words::all_products()
            >
                <Icon name=Glyph::Grid/>
            </button>
            <nav class="products" aria-label=words::products()>
                {PRODUCTS
                    .iter()
                    .filter(|product| !matches!(product.0, Product::Home | Product::Help))
                    .map(|(product, name, _, href, _)| {
                        view! {
                            <a href=*href aria-current=move || (here.get() == *product).then_some("true")>
                                {name()}
                            </a>
                        }
                    })
                    .collect_view()}
            </nav>
            {session
                .simulated
                .then(|| {
                    view! {
                        <span class="kind accent only-wide" title=words::simulated_title()>
                            {words::simulated()}
                        </span>
                    }
                })}
            {move || {
                let lost = lost.is_some_and(|lost| lost.get());
                let (word, title) = if ended.get() {
                    (words::signed_out(), words::signed_out_title())
                } else {
                    (words::no_connection(), words::no_connection_title())
                };
                (lost || ended.get())
                    .then(|| {
                        view! {
                            <span class="state warn lost" role="status" title=title>
                                {word}
                            </span>
                        }
                    })
            }}
            <button
                class="searchbox"
                type="button"
                aria-keyshortcuts="/ Control+K"
                aria-label=words::search_hint()
                on:click=move |_| palette.set(true)
            >
                <Icon name=Glyph::Search/>
                <span>{words::search_hint()}</span>
                <kbd aria-hidden="true">"/"</kbd>
            </button>
            <RegionMenu/>
            <Operations/>
            <LanguageMenu/>
            <ThemeMenu/>
            <UserMenu/>
        </header>
        <nav class="popover left products-menu" id="products" popover="auto" aria-label=words::all_products()>
            {PRODUCTS
                .iter()
                .map(|(_, name, purpose, href, icon)| {
                    view! {
                        <a href=*href>
                            <Icon name=*icon/>
                            <b>{name()}</b>
                            <small>{purpose()}</small>
                        </a>
                    }
                })
                .collect_view()}
        </nav>
    }
    .into_any()
}

/// The region that everything on the page belongs to; part of the URL.
#[component]
fn RegionMenu() -> impl IntoView {
    let session = use_session();
    let query = use_query();
    let here = use_region();
    view! {
        <button
            class="btn bare only-wide"
            type="button"
            popovertarget="regions"
            aria-label=move || words::region_named(here.get())
        >
            <span class="quiet">{words::region()}</span>
            <span>{move || here.get()}</span>
            <Icon name=Glyph::Down/>
        </button>
        <div class="popover regions" id="regions" popover="auto" aria-label=words::regions()>
            <div class="menu">
                {session
                    .regions
                    .into_iter()
                    .map(|region| {
                        let name = region.name.clone();
                        let own = region.name.clone();
                        let zones = region.zones.join(", ");
                        view! {
                            <a
                                href=move || query.href(&[("region", Some(&name)), ("page", None)])
                                aria-current=move || (here.get() == own).then_some("true")
                            >
                                <Icon name=Glyph::Globe/>
                                <span>{region.name.clone()}</span>
                                <small class="quiet push">{zones}</small>
                            </a>
                        }
                    })
                    .collect_view()}
            </div>
        </div>
    }
    .into_any()
}

/// The person: account, password, signing out. Signing out is a plain form, so that it works without script.
#[component]
fn UserMenu() -> impl IntoView {
    let session = use_session();
    let initials: String = session.user.chars().take(2).collect::<String>().to_ascii_uppercase();
    view! {
        <button class="btn bare" type="button" popovertarget="user" aria-label=words::user_menu_of(&session.user)>
            <span class="avatar" aria-hidden="true" data-name=initials></span>
            <span class="only-wide">{session.user.clone()}</span>
        </button>
        <div class="popover user-menu" id="user" popover="auto" aria-label=words::user_menu()>
            <div class="menu">
                <a href=paths::ACCOUNT>
                    <Icon name=Glyph::User/>
                    <span>{words::account()}</span>
                </a>
                <a href=paths::PASSWORD rel="external">
                    <Icon name=Glyph::Key/>
                    <span>{words::change_password()}</span>
                </a>
                <a href=paths::HELP>
                    <Icon name=Glyph::Help/>
                    <span>{words::help()}</span>
                </a>
                {session
                    .support_contact
                    .map(|contact| {
                        view! {
                            <p class="contact">
                                <span class="quiet">{words::support_contact()}</span>
                                <Contact contact/>
                            </p>
                        }
                    })}
                <hr/>
                <form method="post" action=paths::LOGOUT>
                    <button type="submit">
                        <Icon name=Glyph::Exit/>
                        <span>{words::sign_out()}</span>
                    </button>
                </form>
            </div>
        </div>
    }
    .into_any()
}
