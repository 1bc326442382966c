//! Which page a URL shows. A page that is not built has no route here and no entry anywhere: absent, not dead.

use leptos::prelude::*;
use leptos_router::SsrMode;
use leptos_router::components::{ParentRoute, Route, Routes};
use leptos_router::path;

use crate::containers::{ContainerGroupCreate, ContainerGroupPage, ContainerGroups, InstanceUnsubscribe};
use crate::frame::{Frame, Framed};
use crate::home::Home;
use crate::iam::{AccountPage, ChangePassword, Login};
use crate::lost::NotFound;
use crate::registry::{
    ImageRepositories, Namespaces, RegistryInstancePage, RegistryInstances, RepositoryCreate, RepositoryPage,
};
use crate::session::Session;

/// All pages.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=Lost>
            <Route path=path!("/login") view=Login/>
            <Route path=path!("/password") view=ChangePassword/>
            <ParentRoute path=path!("") view=Frame>
                <Route path=path!("/") view=Home ssr=SsrMode::Async/>
                <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async/>
                <Route path=path!("/containers/groups") view=ContainerGroups/>
                <Route path=path!("/containers/groups/create") view=ContainerGroupCreate/>
                <Route path=path!("/containers/groups/:id") view=ContainerGroupPage/>
                <Route path=path!("/containers/groups/:id/unsubscribe") view=InstanceUnsubscribe/>
                <Route path=path!("/registry/instances") view=RegistryInstances/>
                <Route path=path!("/registry/instances/:instance") view=RegistryInstancePage/>
                <Route path=path!("/registry/instances/:instance/namespaces") view=Namespaces/>
                <Route path=path!("/registry/instances/:instance/repositories") view=ImageRepositories/>
                <Route path=path!("/registry/instances/:instance/repositories/create") view=RepositoryCreate/>
                <Route path=path!("/registry/instances/:instance/repositories/:repository") view=RepositoryPage/>
                // The fallback alone would be rendered after its signals are gone.
                <Route path=path!("/*any") view=NotFound/>
            </ParentRoute>
        </Routes>
    }
    .into_any()
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
