//! Basic Information of a registry instance (REG-06): its addresses, what is in it, how to log in.

use gantry_model::kind::ResourceKind;
use gantry_model::registry::view::InstanceView;
use gantry_model::registry::{CreateOnPush, Phase};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::registry_create_on_push_set;
use super::delete::{DeleteInstanceDialog, Doomed};
use super::{
    DockerLogin, crumbs, edition, end_notice, head_skeleton, inside, instance_mark, state_word, text, use_instance,
    why_read_only,
};
use gantry_console::paths;
use gantry_ui::prelude::*;
use gantry_words::{console, registry as words, titled, ui};

/// The page of a registry instance.
#[component]
pub fn RegistryInstancePage() -> impl IntoView {
    let instance = use_instance();
    view! {
        <Loaded
            page=true
            from=instance
            skeleton=|| {
                view! {
                    {head_skeleton(words::instance())}
                    <FactsSkeleton facts=6/>
                }
            }
            let:shown
        >
            <Instance instance=shown/>
        </Loaded>
    }
}

#[component]
fn Instance(instance: Signal<InstanceView>) -> impl IntoView {
    let part = move |read: fn(&InstanceView) -> String| Signal::derive(move || instance.with(read));
    let name = part(|instance| instance.name.clone());
    let id = part(|instance| instance.id.to_string());
    let read_only = Memo::new(move |_| instance.with(why_read_only));
    let slug = instance.with_untracked(InstanceView::slug);
    let primary = paths::registry_repositories(&slug);
    let to_renewal = paths::registry_instance_renew(&slug);
    let navigate = use_navigate();
    let doomed = Doomed::new();
    let expires = Memo::new(move |_| instance.with(|instance| instance.expires_at.clone()));
    let ending = Memo::new(move |_| {
        instance.with(|instance| {
            let soon = instance.phase == Phase::EndsSoon && !instance.deleting;
            let tone = if soon { Tone::Warn } else { Tone::Bad };
            end_notice(instance).map(|why| (tone, state_word(instance), why))
        })
    });
    let state = move || {
        let (mark, word) = instance.with(|instance| (instance_mark(instance), state_word(instance)));
        view! { <StateMark mark word/> }
    };
    inside(name);
    let tab = use_query().value("tab", "facts");
    let tabs = Signal::derive(|| vec![Tab::new("facts", words::basic_information()), Tab::new("text", "YAML")]);
    let renewal = to_renewal.clone();
    view! {
        <PageHead
            title=name
            crumbs=Signal::derive(move || instance.with(|instance| crumbs(instance, vec![Crumb::here(words::basic_information())])))
            beside=move || {
                view! {
                    <span>{state}</span>
                    {move || instance.with(|instance| instance.built_in).then(|| view! { <Kind word=words::built_in()/> })}
                    <Copy text=id/>
                }
            }
        >
            <LinkButton label=console::image_repositories() icon=Glyph::Repository look=Look::Primary href=primary/>
            {move || {
                expires
                    .get()
                    .map(|_| view! { <LinkButton label=words::renew() icon=Glyph::Wallet href=renewal.clone()/> })
            }}
            <Button
                label=words::delete()
                icon=Glyph::Trash
                why_not=Signal::derive(move || instance.with(Doomed::why_not))
                on_click=move |()| doomed.ask(instance.get_untracked())
            />
        </PageHead>
        {move || {
            ending
                .get()
                .map(|(tone, state, why)| {
                    let renewal = to_renewal.clone();
                    view! {
                        <Notice tone title=words::state_title(state)>
                            <p>{why}</p>
                            <p>
                                <a href=renewal>{words::renew()}</a>
                            </p>
                        </Notice>
                        <div class="mt4"></div>
                    }
                })
        }}
        {move || {
            read_only
                .get()
                .map(|why| {
                    view! {
                        <Notice title=words::nothing_can_be_made()>
                            <p>{why}</p>
                        </Notice>
                        <div class="mt4"></div>
                    }
                })
        }}
        <Tabs label=titled(ResourceKind::RegistryInstance, 1_u32) tabs/>
        {move || match tab.get().as_str() {
            "text" => {
                let value = Memo::new(move |_| instance.with(text::instance));
                view! { <Document value name/> }.into_any()
            }
            _ => {
                view! {
                    <BasicInformation instance/>
                    <AfterMount skeleton=|| view! { <FactsSkeleton facts=3/> }>
                        <DockerLogin/>
                    </AfterMount>
                }
                    .into_any()
            }
        }}
        <DeleteInstanceDialog
            doomed
            on_done=move |()| navigate(paths::REGISTRY_INSTANCES, Default::default())
        />
    }
}

/// Its addresses, what it is and what is in it (REG-06, REG-07).
#[component]
fn BasicInformation(instance: Signal<InstanceView>) -> impl IntoView {
    let part = move |read: fn(&InstanceView) -> String| Signal::derive(move || instance.with(read));
    let slug = instance.with_untracked(InstanceView::slug);
    let read_only = Memo::new(move |_| instance.with(why_read_only));
    let expires = Memo::new(move |_| instance.with(|instance| instance.expires_at.clone()));
    let to_repositories = paths::registry_repositories(&slug);
    let public = part(|instance| instance.public_address.clone());
    let vpc = part(|instance| instance.vpc_address.clone());
    let region = part(|instance| instance.region.clone());
    let namespaces = part(|instance| instance.namespaces.to_string());
    let repositories = part(|instance| instance.repositories.to_string());
    let entry = Memo::new(move |_| instance.with(|instance| instance.access_entry));
    let to_namespaces = paths::registry_namespaces(&slug);
    let to_access = paths::registry_access_control(&slug);
    let endpoint = move || {
        if entry.get() {
            view! { <Copy text=public/> }.into_any()
        } else if read_only.get().is_some() {
            view! { <span class="quiet">{words::access_entry_refuses()}</span> }.into_any()
        } else {
            view! { <a href=to_access.clone()>{words::enable_entry()}</a> }.into_any()
        }
    };
    view! {
        <Facts>
            <Fact label=words::public_endpoint()>{endpoint}</Fact>
            <Fact label=words::vpc_endpoint()>
                <Copy text=vpc/>
            </Fact>
            <Fact label=words::instance_type()>{move || instance.with(edition)}</Fact>
            <Fact label=words::expires()>
                {move || match expires.get() {
                    Some(end) => view! { <Time at=Signal::stored(end)/> }.into_any(),
                    None => view! { <span class="quiet">{words::never()}</span> }.into_any(),
                }}
            </Fact>
            <Fact label=console::region()>{move || region.get()}</Fact>
            <Fact label=ui::created()>
                {move || view! { <Time at=Signal::stored(instance.with(|instance| instance.created_at.clone()))/> }}
            </Fact>
            <Fact label=console::namespaces()>
                <a href=to_namespaces>{move || namespaces.get()}</a>
            </Fact>
            <Fact label=console::image_repositories()>
                <a href=to_repositories>{move || repositories.get()}</a>
            </Fact>
            <Fact label=words::create_on_push()>
                <CreateRepositoriesOnPush instance/>
            </Fact>
        </Facts>
    }
}

/// Whether a push makes the repository that it is for, and the word that changes it.
#[component]
fn CreateRepositoriesOnPush(instance: Signal<InstanceView>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let on = Memo::new(move |_| instance.with(|instance| instance.create_on_push == CreateOnPush::On));
    let read_only = Memo::new(move |_| instance.with(why_read_only));
    let id = move || instance.with_untracked(|instance| instance.id.clone());
    let set = Run::new(move |create: CreateOnPush| registry_create_on_push_set(id(), create))
        .done(move |()| toasts.good(words::create_on_push_changed(), ""));
    let verb = Signal::derive(move || if on.get() { words::turn_off() } else { words::turn_on() }.to_owned());
    let setting = move || match (read_only.get(), on.get()) {
        (Some(_), _) => words::create_on_push_refused(),
        (None, true) => words::create_on_push_on(),
        (None, false) => words::create_on_push_off(),
    };
    view! {
        <span class="row">
            <span>{setting}</span>
            {move || {
                read_only
                    .get()
                    .is_none()
                    .then(|| {
                        view! {
                            <Act
                                label=verb
                                on_click=move |()| set.start(if on.get_untracked() { CreateOnPush::Off } else { CreateOnPush::On })
                            />
                        }
                    })
            }}
        </span>
    }
}
