//! The Docker login of the person (REG-12): what to log in with, and **Reset Docker Login Password**.

use gantry_model::registry::check_password;
use gantry_model::registry::view::LoginView;
use leptos::prelude::*;

use super::api::{registry_login_view, registry_password_reset};
use crate::ui::prelude::*;

/// What to log in to the registry with, and the way to a new password.
#[component]
pub fn DockerLogin() -> impl IntoView {
    let login = Resource::new(|| (), |()| registry_login_view());
    view! {
        <Section title="Docker login" note="Each person has one, for docker, podman, buildah and skopeo">
            <Loaded from=login skeleton=|| view! { <FactsSkeleton facts=3/> } let:shown>
                <Login login=shown reload=move |()| login.refetch()/>
            </Loaded>
        </Section>
    }
}

#[component]
fn Login(login: Signal<LoginView>, #[prop(into)] reload: Callback<()>) -> impl IntoView {
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
    let set = move || {
        match login.with(|login| login.password_set_at.clone()) {
        Some(at) => view! {
            <span>"set "</span>
            <Time at=Signal::stored(at)/>
        }
        .into_any(),
        None => view! { <StateMark mark=Mark::Warn word="Not set" reason="Nobody can log in as you before it is.".to_owned()/> }
            .into_any(),
    }
    };
    view! {
        <div class="grid">
            <div class="c6 stack">
                <Facts tight=true>
                    <Fact label="Host">
                        <Copy text=host/>
                    </Fact>
                    <Fact label="User name">
                        <Copy text=user/>
                    </Fact>
                    <Fact label="Password">{set}</Fact>
                </Facts>
                <div>
                    <ResetDockerLoginPassword on_done=reload/>
                </div>
            </div>
            <div class="c6">
                <Code text=commands language=Language::Shell title="Log in"/>
            </div>
        </div>
    }
}

/// The button **Reset Docker Login Password** with its dialog.
#[component]
pub fn ResetDockerLoginPassword(#[prop(optional, into)] on_done: Option<Callback<()>>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let open = RwSignal::new(false);
    let form = FormState::new();
    let password = RwSignal::new(String::new());
    let again = RwSignal::new(String::new());
    let reset = Run::new(registry_password_reset).in_form(form).done(move |()| {
        open.set(false);
        toasts.good("Docker login password reset", "Clients that know the old one are refused from now on.");
        if let Some(done) = on_done {
            done.run(());
        }
    });
    Effect::new(move |_| {
        if open.get() {
            password.set(String::new());
            again.set(String::new());
        }
    });
    let submit = move || {
        if form.check() {
            reset.start(password.get_untracked());
        }
    };
    view! {
        <Button label="Reset Docker Login Password" icon=Glyph::Key on_click=move |()| open.set(true)/>
        <Dialog
            open
            title="Reset Docker Login Password"
            actions=move || {
                view! {
                    <Button label="Cancel" on_click=move |()| open.set(false)/>
                    <Button label="OK" look=Look::Primary pending=reset.pending() on_click=move |()| submit()/>
                }
            }
        >
            <Form state=form label="Docker login password" on_submit=move |()| reset.start(password.get_untracked())>
                <p>
                    "It is for docker login alone, and not the password of the console. Clients that know the present one are refused."
                </p>
                <Field
                    name="password"
                    label="New password"
                    required=true
                    help=gantry_model::iam::PASSWORD_RULE
                    check=Callback::new(move |()| {
                        password.with_untracked(|text| check_password("password", text)).err().map(|error| error.to_string())
                    })
                >
                    <Input value=password typed=Typed::Password autocomplete="new-password"/>
                </Field>
                <Field
                    name="password_again"
                    label="Once more"
                    required=true
                    check=Callback::new(move |()| {
                        (again.get_untracked() != password.get_untracked()).then(|| "The two passwords differ.".to_owned())
                    })
                >
                    <Input value=again typed=Typed::Password autocomplete="new-password"/>
                </Field>
                <Refused state=form/>
                <button type="submit" hidden></button>
            </Form>
        </Dialog>
    }
}
