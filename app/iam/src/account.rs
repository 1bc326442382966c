//! One's own account: where one is signed in, and the two passwords.

use gantry_model::iam::{Account, SessionRow, check_password};
use gantry_model::kind::ResourceKind;
use gantry_model::message;
use leptos::prelude::*;

use super::api::{account_view, registry_password_reset, session_end, session_end_others};
use super::browser;
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_console::session::use_session;
use gantry_ui::prelude::*;
use gantry_words::Said as _;
use gantry_words::{console, iam as words, ui};

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
            title=console::account()
            crumbs=vec![Crumb::to("Gantry", paths::HOME), Crumb::here(console::account())]
            purpose=words::account_purpose()
        >
            <a class="btn" rel="external" href=paths::PASSWORD>
                <Icon name=Glyph::Key/>
                <span>{console::change_password()}</span>
            </a>
            <Button
                label=words::reset_docker_password()
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
            <Fact label=words::user_name()>{move || account.get().name}</Fact>
            <Fact label=words::console_password()>
                {words::set_at(view! { <Time at=Signal::derive(move || account.get().password_at)/> })}
            </Fact>
            <Fact label=words::role()>{words::administrator()}</Fact>
            <Fact label=words::docker_password()>
                {move || match account.get().registry_password_at {
                    Some(at) => words::set_at(view! { <Time at=at/> }),
                    None => words::docker_password_missing().into_any(),
                }}
            </Fact>
            <Fact label=words::since()>
                <Time at=Signal::derive(move || account.get().created_at)/>
            </Fact>
            <Fact label=words::docker_login()>
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
        toasts.good(words::signed_out_there(), "");
        again.run(());
    });
    let others = RwSignal::new(false);
    let end_others = Run::new(|()| session_end_others()).in_dialog().done(move |count| {
        others.set(false);
        toasts.good(words::signed_out_elsewhere(), words::signed_out_elsewhere_text(count));
        again.run(());
    });
    let rows = Signal::derive(move || account.with(|account| account.sessions.clone()));
    let alone = Signal::derive(move || (rows.with(Vec::len) < 2).then(|| words::nowhere_else().to_owned()));
    let columns = vec![
        Column::new("browser", words::browser(), |row: SessionRow| {
            view! {
                <span class="medium">{browser::name(&row.user_agent)}</span>
                {row.current.then(|| view! { " " <Kind word=words::this_one() accent=true/> })}
            }
        })
        .lead(),
        Column::new("address", words::address(), |row: SessionRow| view! { <code>{row.address}</code> }),
        Column::new("created_at", words::signed_in(), |row: SessionRow| view! { <Time at=row.created_at/> }).third(),
        Column::new("used_at", words::last_used(), |row: SessionRow| view! { <Time at=row.used_at/> }),
        Column::new("ends_at", words::ends(), |row: SessionRow| view! { <Time at=row.ends_at/> }).second(),
        Column::actions(move |row: Signal<SessionRow>| {
            view! {
                <Act
                    label=console::sign_out()
                    lose=true
                    why_not=Signal::derive(move || row.get().current.then(|| words::own_session().to_owned()))
                    on_click=move |()| end.start(row.get_untracked().id)
                />
            }
        }),
    ];
    view! {
        <section class="section" aria-label=words::sessions()>
            <header>
                <h2>{words::sessions()}</h2>
                <p>{words::sessions_note()}</p>
                <div class="actions">
                    <Button label=words::sign_out_elsewhere() size=Size::Small why_not=alone on_click=move |()| others.set(true)/>
                </div>
            </header>
            <Table caption=words::sessions() columns rows key=|row| row.id.to_string() dense=true/>
        </section>
        <Confirm
            open=others
            title=words::sign_out_elsewhere_question()
            verb=console::sign_out()
            lose=true
            pending=end_others.pending()
            fault=end_others.fault()
            on_confirm=move |()| end_others.start(())
        >
            <p>{words::sign_out_elsewhere_text()}</p>
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
        toasts.good(words::docker_password_set(), words::docker_password_set_text());
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
            <Button label=ui::cancel() on_click=move |()| open.set(false)/>
            <Button label=ui::ok() look=Look::Primary pending=reset.pending() on_click=move |()| submit()/>
        }
    };
    view! {
        <Dialog open title=words::reset_docker_password() actions>
            <p>{words::reset_docker_password_text()}</p>
            <Form state=form on_submit=move |()| submit()>
                // For password managers: whose password it is.
                <input type="hidden" autocomplete="username" value=user.get_value()/>
                <Field
                    name="password"
                    label=words::new_password()
                    required=true
                    help=message::iam::password_rule().said()
                    check=Callback::new(move |()| {
                        password.with_untracked(|password| check_password("password", password).err().map(|error| error.said()))
                    })
                >
                    <Input value=password typed=Typed::Password autocomplete="new-password"/>
                </Field>
                <Field
                    name="repeated"
                    label=words::confirm_password()
                    required=true
                    check=Callback::new(move |()| {
                        (repeated.get_untracked() != password.get_untracked()).then(|| words::passwords_differ().to_owned())
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
