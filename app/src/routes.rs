//! Which page a URL shows. A page that is not built has no route here and no entry anywhere: absent, not dead.
//!
//! Each area is a file of its own in the browser, loaded when the first of its pages is opened; the first page is in the file
//! that everyone loads. That needs a step after the compiler, so only the shipping build does it, with the feature `split`;
//! everywhere else all pages are in one file.

use std::sync::Arc;

use leptos::children::ToChildren;
use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, RouteChildren, Routes};
#[cfg(feature = "hydrate")]
use leptos_router::{ChooseView, MatchInterface};
use leptos_router::{MatchNestedRoutes, PossibleRouteMatch, SsrMode};

use crate::frame::{Frame, Framed};
use crate::home::Home;
use crate::lost::NotFound;
use gantry_console::session::Session;

/// A path of one type for all: the router's code is made for each type.
macro_rules! path {
    ($path:tt) => {
        Arc::new(leptos_router::path!($path)) as Arc<dyn PossibleRouteMatch + Send + Sync>
    };
}

/// A page of an area, by the area's name and the page's component: `page!(containers::ContainerGroups)`.
#[cfg(not(feature = "split"))]
macro_rules! page {
    ($area:ident::$page:ident) => {
        crate::$area::$page
    };
}

/// A page of an area, which is loaded with the area's file.
#[cfg(feature = "split")]
macro_rules! page {
    ($area:ident::$page:ident) => {{
        #[allow(non_snake_case)]
        #[leptos::wasm_split::wasm_split($area, wasm_split_path = leptos::wasm_split, fallible)]
        fn $page(make: bool) -> Result<Option<AnyView>, leptos::wasm_split::SplitLoaderError> {
            Ok(make.then(|| view! { <crate::$area::$page/> }.into_any()))
        }

        split::Page(|make| {
            Box::pin(async move {
                // Asked for now, and waited for once the page's code is here.
                let words = gantry_words::load(stringify!($area));
                $page(false).await.ok()?;
                if words.await { $page(make).await.ok() } else { None }
            })
        })
    }};
}

/// A page before the sign-in, which is plain HTML: the browser's half neither takes it over nor has it.
#[cfg(feature = "ssr")]
macro_rules! gate {
    ($page:ident) => {
        crate::iam::$page
    };
}

#[cfg(not(feature = "ssr"))]
macro_rules! gate {
    ($page:ident) => {
        || ()
    };
}

/// All pages.
#[component]
pub fn Pages() -> impl IntoView {
    view! { <Routes fallback=Lost children=RouteChildren::to_children(routes)/> }.into_any()
}

fn routes() -> impl MatchNestedRoutes + Clone + Send + 'static {
    view! {
        <Route path=path!("/login") view=gate!(Login)/>
        <Route path=path!("/password") view=gate!(ChangePassword)/>
        <ParentRoute path=path!("") view=Frame>
            <Route path=path!("/") view=Home ssr=SsrMode::Async/>
            <Route path=path!("/account") view=page!(iam::AccountPage) ssr=SsrMode::Async/>
            <Route path=path!("/iam/key-pairs") view=page!(iam::KeyPairs)/>
            <Route path=path!("/iam/key-pairs/create") view=page!(iam::KeyPairCreate)/>
            <Route path=path!("/iam/key-pairs/:id") view=page!(iam::KeyPairPage) ssr=SsrMode::Async/>
            <Route path=path!("/iam/operation-logs") view=page!(iam::OperationLogs)/>
            <Route path=path!("/containers/groups") view=page!(containers::ContainerGroups)/>
            <Route path=path!("/containers/groups/create") view=page!(containers::ContainerGroupCreate)/>
            <Route path=path!("/containers/groups/:id") view=page!(containers::ContainerGroupPage) ssr=SsrMode::Async/>
            <Route path=path!("/containers/groups/:id/unsubscribe") view=page!(containers::InstanceUnsubscribe) ssr=SsrMode::Async/>
            <Route path=path!("/containers/quota") view=page!(quota::EntitlementQuota)/>
            <Route path=path!("/billing/orders") view=page!(billing::Orders)/>
            <Route path=path!("/billing/orders/:id/confirm") view=page!(billing::ConfirmOrder) ssr=SsrMode::Async/>
            <Route path=path!("/billing/orders/:id/payment") view=page!(billing::Payment) ssr=SsrMode::Async/>
            <Route path=path!("/registry/instances") view=page!(registry::RegistryInstances)/>
            <Route path=path!("/registry/instances/create") view=page!(registry::RegistryInstanceCreate)/>
            <Route path=path!("/registry/instances/personal") view=page!(registry::PersonalEdition)/>
            <Route path=path!("/registry/instances/:instance") view=page!(registry::RegistryInstancePage) ssr=SsrMode::Async/>
            <Route path=path!("/registry/instances/:instance/access-control") view=page!(registry::AccessControl) ssr=SsrMode::Async/>
            <Route path=path!("/registry/instances/:instance/renew") view=page!(registry::RegistryInstanceRenew) ssr=SsrMode::Async/>
            <Route path=path!("/registry/instances/:instance/namespaces") view=page!(registry::Namespaces) ssr=SsrMode::Async/>
            <Route path=path!("/registry/instances/:instance/repositories") view=page!(registry::ImageRepositories) ssr=SsrMode::Async/>
            <Route path=path!("/registry/instances/:instance/repositories/create") view=page!(registry::RepositoryCreate) ssr=SsrMode::Async/>
            <Route path=path!("/registry/instances/:instance/repositories/:repository") view=page!(registry::RepositoryPage) ssr=SsrMode::Async/>
            <Route path=path!("/network/vpcs") view=page!(network::Vpcs)/>
            <Route path=path!("/network/vpcs/create") view=page!(network::VpcCreate)/>
            <Route path=path!("/network/vpcs/:id") view=page!(network::VpcPage) ssr=SsrMode::Async/>
            <Route path=path!("/network/vswitches") view=page!(network::VSwitches)/>
            <Route path=path!("/network/vswitches/create") view=page!(network::VSwitchCreate)/>
            <Route path=path!("/network/vswitches/:id") view=page!(network::VSwitchPage) ssr=SsrMode::Async/>
            <Route path=path!("/network/security-groups") view=page!(network::SecurityGroups)/>
            <Route path=path!("/network/security-groups/create") view=page!(network::SecurityGroupCreate)/>
            <Route path=path!("/network/security-groups/:id") view=page!(network::SecurityGroupPage) ssr=SsrMode::Async/>
            <Route path=path!("/network/eips") view=page!(network::Eips)/>
            <Route path=path!("/network/eips/create") view=page!(network::EipCreate)/>
            <Route path=path!("/network/eips/:id") view=page!(network::EipPage) ssr=SsrMode::Async/>
            <Route path=path!("/scaling/groups") view=page!(scaling::ScalingGroups)/>
            <Route path=path!("/scaling/groups/create") view=page!(scaling::ScalingGroupCreate)/>
            <Route path=path!("/scaling/groups/:id") view=page!(scaling::ScalingGroupPage) ssr=SsrMode::Async/>
            <Route path=path!("/scaling/groups/:id/edit") view=page!(scaling::ScalingGroupEdit) ssr=SsrMode::Async/>
            <Route path=path!("/scaling/groups/:id/configurations/create") view=page!(scaling::ConfigurationCreate) ssr=SsrMode::Async/>
            <Route path=path!("/scaling/groups/:id/rules/create") view=page!(scaling::RuleCreate) ssr=SsrMode::Async/>
            <Route path=path!("/scaling/groups/:id/rules/:rule") view=page!(scaling::RulePage) ssr=SsrMode::Async/>
            <Route path=path!("/scaling/groups/:id/rules/:rule/edit") view=page!(scaling::RuleEdit) ssr=SsrMode::Async/>
            <Route path=path!("/help") view=page!(help::Help)/>
            <Route path=path!("/help/faq") view=page!(help::Faq)/>
            <Route path=path!("/help/glossary") view=page!(help::Glossary)/>
            <Route path=path!("/help/scenarios") view=page!(help::Scenarios)/>
            <Route path=path!("/help/agreements") view=page!(help::Agreements)/>
            // The fallback alone would be rendered after its signals are gone.
            <Route path=path!("/*any") view=NotFound/>
        </ParentRoute>
    }
    .into_inner()
}

/// The path of each route, as it is written above.
#[cfg(all(test, feature = "ssr"))]
fn patterns() -> Vec<String> {
    use leptos_router::PathSegment;

    let text = |segment: &PathSegment| match segment {
        PathSegment::Static(text) => text.trim_matches('/').to_owned(),
        PathSegment::Param(name) | PathSegment::OptionalParam(name) => format!(":{name}"),
        PathSegment::Splat(name) => format!("*{name}"),
        PathSegment::Unit => String::new(),
    };
    let path = |segments: Vec<PathSegment>| {
        let parts: Vec<_> = segments.iter().map(text).filter(|part| !part.is_empty()).collect();
        format!("/{}", parts.join("/"))
    };
    routes().generate_routes().into_iter().map(|route| path(route.segments)).collect()
}

/// Loads the files that a path's page needs. Hydration does not wait: what it takes over must be there.
#[cfg(feature = "hydrate")]
pub(crate) async fn load(path: &str) {
    if let Some((_, page)) = routes().match_nested(path).0 {
        load_with_children(page).await;
    }
}

#[cfg(feature = "hydrate")]
async fn load_with_children(page: impl MatchInterface) {
    let (view, child) = page.into_view_and_child();
    view.preload().await;
    if let Some(child) = child {
        Box::pin(load_with_children(child)).await;
    }
}

/// What no route knows: within the frame for who is signed in.
#[component]
fn Lost() -> impl IntoView {
    if use_context::<Session>().is_some() {
        view! {
            <Framed>
                <NotFound/>
            </Framed>
        }
        .into_any()
    } else {
        view! {
            <main class="alone">
                <NotFound/>
            </main>
        }
        .into_any()
    }
}

/// The area whose file a path's page is in: the name of its module. Empty for the first page.
pub(crate) fn area(path: &str) -> &str {
    let mut parts = path.split('/').skip(1);
    match (parts.next().unwrap_or_default(), parts.next()) {
        ("account", _) => "iam",
        ("containers", Some("quota")) => "quota",
        (area, _) => area,
    }
}

#[cfg(feature = "split")]
mod split {
    use std::future::Future;
    use std::pin::Pin;

    use leptos::prelude::*;
    use leptos_router::ChooseView;
    use leptos_router::hooks::use_url;

    type Later<T> = Pin<Box<dyn Future<Output = T>>>;

    /// A page whose area's file and words may have to be loaded first: loads them, and makes the page if asked to. `None` where
    /// one of them is not there. One type for all pages: the router's code is made for each type.
    #[derive(Clone, Copy)]
    pub struct Page(pub fn(make: bool) -> Later<Option<Option<AnyView>>>);

    impl ChooseView for Page {
        async fn choose(self) -> AnyView {
            (self.0)(true).await.flatten().into_any()
        }

        async fn preload(&self) {
            if (self.0)(false).await.is_none() {
                load_anew().await;
            }
        }
    }

    /// An area's file is not there, most likely because the server was replaced by a newer one while the page was open: the
    /// page asked for is loaded as a document, with the newer files. If it is the document itself that lacks its file, loading
    /// it again would not end; it stays as it was rendered.
    async fn load_anew() {
        let taken_over = document().document_element().is_some_and(|root| root.has_attribute("data-hydrated"));
        if taken_over {
            let url = use_url().get_untracked();
            let query = url.search().trim_start_matches('?');
            let mark = if query.is_empty() { "" } else { "?" };
            let _ = window().location().set_href(&format!("{}{mark}{query}", url.path()));
        }
        std::future::pending().await
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_the_area_whose_file_its_page_is_in() {
        for (path, of) in [
            ("/", ""),
            ("/account", "iam"),
            ("/iam/operation-logs", "iam"),
            ("/containers/groups", "containers"),
            ("/containers/quota", "quota"),
            ("/registry/instances/i/repositories", "registry"),
            ("/help/faq", "help"),
        ] {
            assert_eq!(area(path), of, "{path}");
        }
    }

    /// Whether a route leads to a path.
    fn met(routes: &[String], path: &str) -> bool {
        let parts: Vec<_> =
            path.split(['?', '#']).next().unwrap_or_default().split('/').filter(|part| !part.is_empty()).collect();
        routes.iter().any(|route| {
            let route: Vec<_> = route.split('/').filter(|part| !part.is_empty()).collect();
            route.len() == parts.len()
                && route.iter().zip(&parts).all(|(route, part)| route.starts_with(':') || route == part)
        })
    }

    #[test]
    fn every_page_that_help_names_has_a_route() {
        let routes = patterns();
        for path in crate::help::links() {
            assert!(met(&routes, path), "help leads to {path}, which has no route");
        }
    }

    #[test]
    fn every_page_of_a_kind_has_a_route() {
        let routes = patterns();
        for row in &gantry_console::kinds::KINDS {
            let pages = [Some(row.page("id-1", Some("part-1")))];
            let lists = [row.list, row.create].map(|page| page.map(|(_, path)| path.to_owned()));
            for path in pages.into_iter().chain(lists).flatten() {
                assert!(met(&routes, &path), "{} leads to {path}, which has no route", row.kind);
            }
        }
    }
}
