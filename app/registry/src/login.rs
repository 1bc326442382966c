//! The Docker login of the person (REG-12): what to log in with, and **Reset Docker Login Password**.

use gantry_model::registry::view::LoginView;
use leptos::prelude::*;

use super::api::registry_login_view;
use gantry_pages_iam::ResetRegistryPassword;
use gantry_ui::prelude::*;
use gantry_words::{iam, registry as words};

/// What to log in to the registry with, and the way to a new password.
#[component]
pub fn DockerLogin() -> impl IntoView {
    let login = Resource::new(|| (), |()| registry_login_view());
    view! {
        <Section title=words::docker_login() note=words::docker_login_note()>
            <Loaded from=login skeleton=|| view! { <FactsSkeleton facts=3/> } let:shown>
                <Login login=shown reload=move |()| login.refetch()/>
            </Loaded>
        </Section>
    }
}

#[component]
fn Login(login: Signal<LoginView>, #[prop(into)] reload: Callback<()>) -> impl IntoView {
    let resetting = RwSignal::new(false);
    let host = Signal::derive(move || login.with(|login| login.host.clone()));
    let user = Signal::derive(move || login.with(|login| login.user_name.clone()));
    let commands = Signal::derive(move || {
        login.with(|login| {
            let (host, user) = (&login.host, &login.user_name);
            format!(
                "$ docker login {host} --username {user}\n$ skopeo login {host} --username {user} --tls-verify=false"
            )
        })
    });
    let set = move || match login.with(|login| login.password_set_at.clone()) {
        Some(at) => words::password_set(view! { <Time at=Signal::stored(at)/> }),
        None => {
            let (word, reason) = (words::password_not_set(), words::password_not_set_reason());
            view! { <StateMark mark=Mark::Warn word reason/> }.into_any()
        }
    };
    view! {
        <div class="grid">
            <div class="c6 stack">
                <Facts tight=true>
                    <Fact label=words::host()>
                        <Copy text=host/>
                    </Fact>
                    <Fact label=words::user_name()>
                        <Copy text=user/>
                    </Fact>
                    <Fact label=words::password()>{set}</Fact>
                </Facts>
                <div>
                    <Button
                        label=iam::reset_docker_password()
                        icon=Glyph::Key
                        on_click=move |()| resetting.set(true)
                    />
                </div>
            </div>
            <div class="c6">
                <Code text=commands language=Language::Shell title=words::log_in()/>
            </div>
        </div>
        <ResetRegistryPassword open=resetting done=reload/>
    }
}
