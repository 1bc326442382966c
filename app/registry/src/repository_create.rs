//! **Create Image Repository** (REG-15 to REG-18): Repository Info, then Code Source.

use gantry_model::Message;
use gantry_model::id::{NamespaceId, RegistryInstanceId, RepositoryId};
use gantry_model::message;
use gantry_model::page::Page;
use gantry_model::registry::view::{InstanceView, NamespaceView, NewRepository};
use gantry_model::registry::{CODE_SOURCE, RepositoryType, SUMMARY_LENGTH, check_summary};
use gantry_model::{Error, name};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::api::repository_create;
use super::namespaces::CreateNamespace;
use super::{create_word, crumbs, head_skeleton, inside, repository_types, use_instance, use_namespaces};
use gantry_console::paths;
use gantry_ui::browser;
use gantry_ui::prelude::*;
use gantry_words::Said as _;
use gantry_words::{console, registry as words, ui};

/// The two steps to a repository.
#[component]
pub fn RepositoryCreate() -> impl IntoView {
    let instance = use_instance();
    let namespaces = use_namespaces();
    view! {
        <Loaded
            page=true
            from=instance
            skeleton=|| {
                view! {
                    {head_skeleton(words::create_image_repository())}
                    <FactsSkeleton facts=4/>
                }
            }
            let:shown
        >
            <Wizard instance=shown namespaces/>
        </Loaded>
    }
}

/// What has been filled in. `Copy`.
#[derive(Clone, Copy)]
struct Values {
    namespace: RwSignal<String>,
    /// Name of the chosen namespace, for the address.
    space: RwSignal<String>,
    name: RwSignal<String>,
    visibility: RwSignal<String>,
    summary: RwSignal<String>,
    source: RwSignal<String>,
}

impl Values {
    fn new() -> Self {
        Self {
            namespace: RwSignal::new(String::new()),
            space: RwSignal::new(String::new()),
            name: RwSignal::new(String::new()),
            visibility: RwSignal::new(RepositoryType::default().as_str().to_owned()),
            summary: RwSignal::new(String::new()),
            source: RwSignal::new(CODE_SOURCE.to_owned()),
        }
    }

    fn form(&self) -> Result<NewRepository, Error> {
        let namespace = self.namespace.get_untracked();
        if namespace.is_empty() {
            return Err(Error::invalid("namespace", Message::text(words::namespace_missing())));
        }
        let chosen = self.visibility.get_untracked();
        Ok(NewRepository {
            namespace: namespace.parse()?,
            name: self.name.get_untracked().trim().to_owned(),
            visibility: RepositoryType::ALL.into_iter().find(|one| one.as_str() == chosen).unwrap_or_default(),
            summary: self.summary.get_untracked().trim().to_owned(),
            code_source: self.source.get_untracked(),
        })
    }
}

#[component]
fn Wizard(instance: Signal<InstanceView>, namespaces: Answer<Page<NamespaceView>>) -> impl IntoView {
    inside(Signal::derive(move || instance.with(|instance| instance.name.clone())));
    let query = use_query();
    let step = query.step("info");
    let navigate = use_navigate();
    let toasts = expect_context::<Toasts>();
    let form = FormState::new();
    let values = Values::new();
    let pending = RwSignal::new(false);
    let id = Memo::new(move |_| instance.with(|instance| instance.id.clone()));
    let slug = Memo::new(move |_| instance.with(InstanceView::slug));
    let word = Signal::derive(move || instance.with(create_word).to_owned());
    let back = Signal::derive(move || slug.with(|slug| paths::registry_repositories(slug)));

    let go = move |to: &'static str| query.go(&[("step", (to != "info").then_some(to))]);
    // A fault is shown at its field, whichever step that is on.
    let show = Callback::new(move |error: Error| {
        let (field, message) = (error.field().map(str::to_owned), error.said());
        let on_info = matches!(field.as_deref(), Some("namespace" | "name" | "visibility" | "summary"));
        if on_info && step.get_untracked() != "info" {
            go("info");
        }
        browser::after(80, move || form.refuse(field.as_deref(), message));
    });
    let done = Callback::new(move |repository: RepositoryId| {
        form.settle();
        toasts.good(words::repository_created(values.name.get_untracked()), words::repository_created_text());
        let page = paths::registry_repository(&slug.get_untracked(), repository.as_ref());
        // The way back leads to before the repository that was made.
        navigate(&page, NavigateOptions { replace: true, ..NavigateOptions::default() });
    });
    let next = move || match values.form().and_then(|form| form.validate_info()) {
        Ok(()) => go("source"),
        Err(error) => show.run(error),
    };
    let submit = move || {
        if pending.get_untracked() {
            return;
        }
        match values.form().and_then(|form| form.validate().map(|()| form)) {
            Err(error) => show.run(error),
            Ok(form) => {
                pending.set(true);
                leptos::task::spawn_local(async move {
                    let answer = repository_create(form).await;
                    pending.try_set(false);
                    match answer {
                        Ok(repository) => done.run(repository),
                        Err(fault) => show.run(fault.0),
                    }
                });
            }
        }
    };
    let address = Signal::derive(move || {
        let or =
            |text: String, empty: &str| if text.trim().is_empty() { empty.to_owned() } else { text.trim().to_owned() };
        let (space, name) = (or(values.space.get(), "NAMESPACE"), or(values.name.get(), "REPOSITORY"));
        instance.with(|instance| format!("{}/{space}/{name}", instance.public_address))
    });
    view! {
        <PageHead
            title=word
            crumbs=Signal::derive(move || {
                let list = Crumb::to(console::image_repositories(), back.get());
                instance.with(|instance| crumbs(instance, vec![list, Crumb::here(words::create())]))
            })
        />
        <AskBeforeLeaving state=form/>
        <Steps steps=vec![("info", words::repository_info()), ("source", words::code_source())]/>
        <Loaded from=namespaces skeleton=|| view! { <FactsSkeleton facts=4/> } let:found>
            {
                let spaces = Signal::derive(move || found.with(|found| found.items.clone()));
                move || match step.get().as_str() {
            "source" => {
                view! {
                    <Form state=form label=words::step_source() on_submit=move |()| submit()>
                        <Fields>
                            <Field
                                name="code_source"
                                label=words::code_source()
                                required=true
                                help=words::code_source_help()
                            >
                                <Select value=values.source choices=vec![Choice::new(CODE_SOURCE, words::local_repository())]/>
                            </Field>
                        </Fields>
                        <Address address/>
                        <FormFoot state=form>
                            <Button label=word look=Look::Primary submit=true pending/>
                            <Button label=words::previous() on_click=move |()| go("info")/>
                        </FormFoot>
                    </Form>
                }
                    .into_any()
            }
            _ => {
                view! {
                    <Form state=form label=words::step_info() on_submit=move |()| next()>
                        <Info values list=spaces instance=id reload=move |()| namespaces.refetch()/>
                        <Address address/>
                        <FormFoot state=form>
                            <Button label=words::next() look=Look::Primary submit=true/>
                            <LinkButton label=ui::cancel() look=Look::Bare href=back/>
                        </FormFoot>
                    </Form>
                }
                    .into_any()
            }
        }
            }
        </Loaded>
    }
}

/// Where images will be pushed to.
#[component]
fn Address(address: Signal<String>) -> impl IntoView {
    view! {
        <p class="help">{words::address_will_be(view! { <code>{move || address.get()}</code> })}</p>
    }
}

/// Step 1, Repository Info.
#[component]
fn Info(
    values: Values,
    list: Signal<Vec<NamespaceView>>,
    #[prop(into)] instance: Signal<RegistryInstanceId>,
    #[prop(into)] reload: Callback<()>,
) -> impl IntoView {
    let count = |text: RwSignal<String>, most: usize| {
        Signal::derive(move || Some(format!("{}/{most}", text.with(|text| text.chars().count()))))
    };
    view! {
        <Fields>
            <NamespaceField values list instance reload/>
            <Field
                name="name"
                label=words::repository_name()
                required=true
                help=message::common::rule_repository_name().said()
                counter=count(values.name, 120)
                check=Callback::new(move |()| {
                    values.name.with_untracked(|text| name::repository("name", text.trim())).err().map(|error| error.said())
                })
            >
                <Input value=values.name max_length=120/>
            </Field>
            <Field
                name="visibility"
                label=words::repository_type()
                required=true
                help=words::repository_type_help()
            >
                <Select value=values.visibility choices=repository_types()/>
            </Field>
            <Field
                name="summary"
                label=words::summary()
                help=words::summary_help()
                counter=count(values.summary, SUMMARY_LENGTH)
                check=Callback::new(move |()| {
                    values.summary.with_untracked(|text| check_summary(text)).err().map(|error| error.said())
                })
            >
                <Input value=values.summary max_length=100/>
            </Field>
        </Fields>
    }
}

/// An existing namespace, or the way to one (REG-13).
#[component]
fn NamespaceField(
    values: Values,
    list: Signal<Vec<NamespaceView>>,
    instance: Signal<RegistryInstanceId>,
    reload: Callback<()>,
) -> impl IntoView {
    let creating = RwSignal::new(false);
    let value = values.namespace;
    let choices = Signal::derive(move || {
        list.with(|list| list.iter().map(|one| Choice::new(one.id.to_string(), one.name.clone())).collect::<Vec<_>>())
    });
    // One namespace needs no choice.
    Effect::new(move |_| {
        if let [only] = list.get().as_slice()
            && value.with_untracked(String::is_empty)
        {
            value.set(only.id.to_string());
        }
    });
    Effect::new(move |_| {
        let id = value.get();
        let name = list.with(|list| list.iter().find(|one| one.id.as_ref() == id).map(|one| one.name.clone()));
        values.space.set(name.unwrap_or_default());
    });
    let help = Signal::derive(move || list.with(Vec::is_empty).then(|| words::no_namespace_yet().to_owned()));
    view! {
        <Field
            name="namespace"
            label=console::namespace()
            required=true
            help=help
            check=Callback::new(move |()| value.with_untracked(String::is_empty).then(|| words::namespace_missing().to_owned()))
        >
            <div class="beside">
                <Select value choices placeholder=words::choose_namespace()/>
                <Button label=words::create_namespace() on_click=move |()| creating.set(true)/>
            </div>
        </Field>
        <CreateNamespace
            open=creating
            instance
            on_made=move |id: NamespaceId| {
                value.set(id.to_string());
                reload.run(());
            }
        />
    }
}
