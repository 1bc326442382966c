//! One's own account: where one is signed in, and the two passwords.

use gantry_model::iam::{Account, PASSWORD_RULE, SessionRow, check_password};
use gantry_model::kind::ResourceKind;
use leptos::prelude::*;

use super::api::{account_view, registry_password_reset, session_end, session_end_others};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_console::session::use_session;
use gantry_ui::prelude::*;

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let live = use_live(&[ResourceKind::Session, ResourceKind::User]);
    let turn = RwSignal::new(0_u32);
    let account = Resource::new(move || (live.get(), turn.get()), |_| account_view());
    let again = Callback::new(move |()| turn.update(|turn| *turn += 1));
    let resetting = RwSignal::new(false);
    view! {
        <PageHead
            title="Account"
            crumbs=vec![Crumb::to("Gantry", paths::HOME), Crumb::here("Account")]
            purpose="Your passwords, and where you are signed in."
        >
            <a class="btn" rel="external" href=paths::PASSWORD>
                <Icon name=Glyph::Key/>
                <span>"Change Password"</span>
            </a>
            <Button
                label="Reset Docker Login Password"
                icon=Glyph::Repository
                on_click=move |()| resetting.set(true)
            />
        </PageHead>
        <Loaded from=account skeleton=|| view! { <FactsSkeleton facts=4/> } let:account>
            <AccountFacts account/>
            <Sessions account again/>
        </Loaded>
        <ResetRegistryPassword open=resetting done=again/>
    }
    .into_any()
}

#[component]
fn AccountFacts(account: Signal<Account>) -> impl IntoView {
    let session = use_session();
    let host = session.registry_host;
    let login = Signal::derive(move || account.with(|account| format!("docker login -u {} {host}", account.name)));
    view! {
        <Facts>
            <Fact label="User name">{move || account.get().name}</Fact>
            <Fact label="Console password">
                "Set " <Time at=Signal::derive(move || account.get().password_at)/>
            </Fact>
            <Fact label="Role">"Administrator"</Fact>
            <Fact label="Docker login password">
                {move || match account.get().registry_password_at {
                    Some(at) => view! { "Set " <Time at=at/> }.into_any(),
                    None => view! { "Not set yet; clients cannot log in to the registry" }.into_any(),
                }}
            </Fact>
            <Fact label="Since">
                <Time at=Signal::derive(move || account.get().created_at)/>
            </Fact>
            <Fact label="Docker login">
                <Copy text=login/>
            </Fact>
        </Facts>
    }
    .into_any()
}

/// Where the person is signed in.
#[component]
fn Sessions(account: Signal<Account>, again: Callback<()>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let end = Run::new(session_end).done(move |()| {
        toasts.good("Signed out there", "");
        again.run(());
    });
    let others = RwSignal::new(false);
    let end_others = Run::new(|()| session_end_others()).in_dialog().done(move |count| {
        others.set(false);
        let word = if count == 1 { "session" } else { "sessions" };
        toasts.good("Signed out elsewhere", format!("{count} {word} ended"));
        again.run(());
    });
    let rows = Signal::derive(move || account.with(|account| account.sessions.clone()));
    let alone = Signal::derive(move || (rows.with(Vec::len) < 2).then(|| "You are signed in nowhere else".to_owned()));
    let columns = vec![
        Column::new("browser", "Browser", |row: SessionRow| {
            view! {
                <span class="medium">{row.browser}</span>
                {row.current.then(|| view! { " " <Kind word="This one" accent=true/> })}
            }
        })
        .lead(),
        Column::new("address", "Address", |row: SessionRow| view! { <code>{row.address}</code> }),
        Column::new("created_at", "Signed in", |row: SessionRow| view! { <Time at=row.created_at/> }).third(),
        Column::new("used_at", "Last used", |row: SessionRow| view! { <Time at=row.used_at/> }),
        Column::new("ends_at", "Ends", |row: SessionRow| view! { <Time at=row.ends_at/> }).second(),
        Column::actions(move |row: Signal<SessionRow>| {
            view! {
                <Act
                    label="Sign Out"
                    lose=true
                    why_not=Signal::derive(move || row.get().current.then(|| "This is the session you are in".to_owned()))
                    on_click=move |()| end.start(row.get_untracked().id)
                />
            }
        }),
    ];
    view! {
        <section class="section" aria-label="Sessions">
            <header>
                <h2>"Sessions"</h2>
                <p>"A session ends after 8 hours without use, and after 7 days in any case."</p>
                <div class="actions">
                    <Button label="Sign Out Elsewhere" size=Size::Small why_not=alone on_click=move |()| others.set(true)/>
                </div>
            </header>
            <Table caption="Sessions" columns rows key=|row| row.id.to_string() dense=true/>
        </section>
        <Confirm
            open=others
            title="Sign out everywhere else?"
            verb="Sign Out"
            lose=true
            pending=end_others.pending()
            fault=end_others.fault()
            on_confirm=move |()| end_others.start(())
        >
            <p>"All your other browsers and open terminals lose their session at once. This one stays."</p>
        </Confirm>
    }
    .into_any()
}

/// **Reset Docker Login Password** (REG-12): the password by which container tools sign in to the registry.
#[component]
pub fn ResetRegistryPassword(
    open: RwSignal<bool>,
    /// Called when it is done.
    #[prop(into)]
    done: Callback<()>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let user = StoredValue::new(use_session().user);
    let form = FormState::new();
    let password = RwSignal::new(String::new());
    let repeated = RwSignal::new(String::new());
    let reset = Run::new(registry_password_reset).in_form(form).done(move |()| {
        open.set(false);
        toasts.good("Docker login password set", "Clients that use the old one are refused from now on.");
        done.run(());
    });
    Effect::new(move |_| {
        if !open.get() {
            password.set(String::new());
            repeated.set(String::new());
        }
    });
    let submit = move || {
        if form.check() {
            reset.start(password.get_untracked());
        }
    };
    let actions = move || {
        view! {
            <Button label="Cancel" on_click=move |()| open.set(false)/>
            <Button label="OK" look=Look::Primary pending=reset.pending() on_click=move |()| submit()/>
        }
    };
    view! {
        <Dialog open title="Reset Docker Login Password" actions>
            <p>"With this password, docker and other clients log in to the registry. It is not the console's."</p>
            <Form state=form on_submit=move |()| submit()>
                // For password managers: whose password it is.
                <input type="hidden" autocomplete="username" value=user.get_value()/>
                <Field
                    name="password"
                    label="New password"
                    required=true
                    help=PASSWORD_RULE
                    check=Callback::new(move |()| {
                        password.with_untracked(|password| check_password("password", password).err().map(|error| error.to_string()))
                    })
                >
                    <Input value=password typed=Typed::Password autocomplete="new-password"/>
                </Field>
                <Field
                    name="repeated"
                    label="Confirm password"
                    required=true
                    check=Callback::new(move |()| {
                        (repeated.get_untracked() != password.get_untracked()).then(|| "The two passwords differ.".to_owned())
                    })
                >
                    <Input value=repeated typed=Typed::Password autocomplete="new-password"/>
                </Field>
                <Refused state=form/>
            </Form>
        </Dialog>
    }
    .into_any()
}
