//! The dialogs **Select Image** and **Select Image Version** (ECI-25, ECI-33, REG-25); on the page of a scaling configuration the
//! first one is called **Select Container Image** and has tabs (ESS-17).

use gantry_model::Message;
use gantry_model::page::PageRequest;
use gantry_model::registry::reference::{check_address, check_our_registry};
use gantry_model::registry::view::{EditionFilter, RepositoryFilter, RepositoryView, VersionView};
use gantry_model::units::bytes_text;
use gantry_words::Said as _;
use gantry_words::{Word as _, containers as words, ui};
use leptos::prelude::*;

use super::draft::{ContainerDraft, Picked};
use gantry_console::paths;
use gantry_console::session::use_session;
use gantry_pages_registry::api::{namespace_list, registry_instance_list, repository_list, version_list};
use gantry_ui::browser;
use gantry_ui::fault::Fault;
use gantry_ui::pager::Pager;
use gantry_ui::prelude::*;

/// Most entries of a filter's list.
const MOST: u32 = 100;

fn whole_list() -> PageRequest {
    PageRequest { size: MOST, ..Default::default() }
}

/// The page that an image is picked for: what the dialog is called, and whether it has tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picker {
    /// An order (ECI-25).
    Order,
    /// A scaling configuration (ESS-17): opens on **Enterprise Image** (C-01).
    Scaling,
}

impl Picker {
    /// The words of the button and of the dialog.
    pub fn label(self) -> &'static str {
        match self {
            Self::Order => words::select_image(),
            Self::Scaling => words::select_container_image(),
        }
    }

    /// What the field is called.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::Order => words::container_image(),
            Self::Scaling => words::image(),
        }
    }

    /// What is said above the containers (ESS-16).
    pub(super) fn purpose(self) -> &'static str {
        match self {
            Self::Order => words::containers_purpose(),
            Self::Scaling => words::containers_of_instance_purpose(),
        }
    }

    /// What the part of the page with the containers is called.
    pub(super) fn section(self) -> &'static str {
        match self {
            Self::Order => words::containers(),
            Self::Scaling => words::container_configuration(),
        }
    }
}

/// Where the image is: the tabs of **Select Container Image** (ESS-17, C-01).
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Source {
    #[default]
    Enterprise,
    Personal,
    Address,
}

impl Source {
    const ALL: [Self; 3] = [Self::Enterprise, Self::Personal, Self::Address];

    fn label(self) -> &'static str {
        match self {
            Self::Enterprise => words::enterprise_image(),
            Self::Personal => words::personal_image(),
            Self::Address => words::image_address(),
        }
    }

    fn help(self, hosts: &[String]) -> &'static str {
        match self {
            Self::Address if !hosts.is_empty() => words::image_address_own_help(),
            Self::Enterprise => words::enterprise_image_help(),
            Self::Personal => words::personal_image_help(),
            Self::Address => words::image_address_help(),
        }
    }
}

/// What an address looks like: one of the registry's where only those can be run.
pub(super) fn example(hosts: &[String], other: &str) -> String {
    hosts.first().map_or_else(|| other.to_owned(), |host| format!("{host}/instance/namespace/name"))
}

/// Chooses a repository of the registry.
#[component]
pub fn SelectImage(open: RwSignal<bool>, container: ContainerDraft, picker: Picker) -> impl IntoView {
    let chosen = RwSignal::new(None::<RepositoryView>);
    let typed = RwSignal::new(String::new());
    let source = RwSignal::new(Source::default());
    let hosts = StoredValue::new(use_session().image_hosts);
    let by_address = Memo::new(move |_| source.get() == Source::Address);
    Effect::new(move |_| {
        if open.get() {
            source.set(Source::default());
            typed.set(String::new());
        }
    });
    let nothing = Signal::derive(move || {
        if by_address.get() {
            let typed = typed.get();
            let checked = check_address("image", typed.trim())
                .and_then(|()| hosts.with_value(|hosts| check_our_registry("image", typed.trim(), hosts)));
            return checked.err().map(|error| error.said());
        }
        chosen.with(Option::is_none).then(|| words::image_missing().to_owned())
    });
    let accept = move || {
        if by_address.get_untracked() {
            container.image.set(typed.get_untracked().trim().to_owned());
            container.picked.set(None);
        } else {
            let Some(repository) = chosen.get_untracked() else { return };
            let about = words::image_about(repository.visibility.word(), repository.instance_name);
            container.image.set(repository.vpc_address.clone());
            container.picked.set(Some(Picked { id: repository.id, address: repository.vpc_address, about }));
        }
        container.version.set(String::new());
        open.set(false);
    };
    view! {
        <Dialog
            open
            title=picker.label()
            wide=true
            actions=move || {
                view! {
                    <Button label=ui::cancel() on_click=move |()| open.set(false)/>
                    <Button label=ui::ok() look=Look::Primary why_not=nothing on_click=move |()| accept()/>
                }
            }
        >
            {(picker == Picker::Scaling).then(|| view! { <Sources source hosts/> })}
            {move || match (picker, source.get()) {
                (Picker::Order, _) => view! { <Images chosen edition=None/> }.into_any(),
                (_, Source::Enterprise) => view! { <Images chosen edition=Some(EditionFilter::Enterprise)/> }.into_any(),
                (_, Source::Personal) => view! { <Images chosen edition=Some(EditionFilter::Personal)/> }.into_any(),
                (_, Source::Address) => {
                    view! {
                        <div class="field">
                            <label class="label" for="image-address">
                                {words::address()}
                            </label>
                            <Address typed placeholder=hosts.with_value(|hosts| example(hosts, "docker.io/library/nginx"))/>
                            <p class="help">{words::without_version()}</p>
                        </div>
                    }
                        .into_any()
                }
            }}
        </Dialog>
    }
}

#[component]
fn Sources(source: RwSignal<Source>, hosts: StoredValue<Vec<String>>) -> impl IntoView {
    let tabs = Source::ALL.into_iter().map(|mine| {
        let here = move || source.get() == mine;
        view! {
            <button
                type="button"
                role="tab"
                aria-selected=move || if here() { "true" } else { "false" }
                aria-current=move || here().then_some("true")
                on:click=move |_| source.set(mine)
            >
                {mine.label()}
            </button>
        }
    });
    view! {
        <div class="tabs" role="tablist" aria-label=words::image_source()>
            {tabs.collect_view()}
        </div>
        <p class="help">{move || hosts.with_value(|hosts| source.get().help(hosts))}</p>
    }
}

#[component]
fn Address(typed: RwSignal<String>, placeholder: String) -> impl IntoView {
    view! {
        <input
            class="input mono"
            id="image-address"
            autocomplete="off"
            spellcheck="false"
            placeholder=placeholder
            prop:value=move || typed.get()
            on:input=move |event| typed.set(event_target_value(&event))
        />
    }
}

/// The images of the registry, of one edition or of both.
#[component]
fn Images(chosen: RwSignal<Option<RepositoryView>>, edition: Option<EditionFilter>) -> impl IntoView {
    let instance = RwSignal::new(String::new());
    let namespace = RwSignal::new(String::new());
    let typed = RwSignal::new(String::new());
    let search = RwSignal::new(String::new());
    let turn = StoredValue::new(0_u64);
    let page = RwSignal::new(1_u32);
    let size = RwSignal::new(10_u32);
    chosen.set(None);
    let images = Resource::new(
        move || (instance.get(), namespace.get(), search.get(), page.get(), size.get()),
        move |(instance, namespace, search, page, size)| async move {
            let filter = RepositoryFilter {
                instance: instance.parse().ok(),
                namespace: namespace.parse().ok(),
                edition,
                page: PageRequest { page, size, search, ..Default::default() },
                ..Default::default()
            };
            repository_list(filter).await
        },
    );
    view! {
        <Toolbar>
            {(edition != Some(EditionFilter::Personal)).then(|| view! { <Places instance namespace page/> })}
            <SearchInput
                value=typed
                label=words::search_images()
                placeholder=words::name_or_summary()
                on_input=move |()| {
                    turn.update_value(|turn| *turn += 1);
                    let mine = turn.get_value();
                    browser::after(250, move || {
                        if turn.try_get_value() == Some(mine) {
                            page.set(1);
                            search.set(typed.get_untracked());
                        }
                    });
                }
            />
        </Toolbar>
        <Loaded
            from=images
            skeleton=|| {
                view! { <TableSkeleton columns=vec!["", words::image_name(), words::address(), words::image_type()]/> }
            }
            let:list
        >
            {
                let rows = Signal::derive(move || list.with(|list| list.items.clone()));
                let total = Signal::derive(move || list.with(|list| list.total));
                view! {
                    <Table
                        caption=words::images()
                        columns=image_columns(chosen)
                        rows
                        key=|row: &RepositoryView| row.id.to_string()
                        dense=true
                    />
                    {move || (total.get() == 0).then(|| no_images(edition, search.with(String::is_empty)))}
                    <Pager total page size/>
                }
            }
        </Loaded>
    }
}

/// What stands there while nothing fits.
fn no_images(edition: Option<EditionFilter>, all: bool) -> AnyView {
    if !all {
        return view! { <Empty title=words::nothing_fits() text=words::nothing_fits_text()/> }.into_any();
    }
    if edition != Some(EditionFilter::Personal) {
        return view! {
            <Empty title=words::no_images() text=words::no_images_text()/>
        }
        .into_any();
    }
    view! {
        <Empty title=words::no_personal_images() text=words::no_personal_images_text()>
            <LinkButton label=words::personal_instance() icon=Glyph::User href=paths::REGISTRY_PERSONAL/>
        </Empty>
    }
    .into_any()
}

/// The filters by registry instance and namespace (REG-25).
#[component]
fn Places(instance: RwSignal<String>, namespace: RwSignal<String>, page: RwSignal<u32>) -> impl IntoView {
    let instances = Resource::new(|| (), |()| registry_instance_list(String::new(), whole_list()));
    let namespaces = Resource::new(
        move || instance.get(),
        |instance| async move { namespace_list(instance.parse().ok(), whole_list()).await },
    );
    view! {
        <Loaded from=instances let:list>
            <Select
                label=words::registry_instance()
                value=instance
                choices=Signal::derive(move || {
                    let all = Choice::new("", words::all_registry_instances());
                    let one = list.with(|list| {
                        list.items.iter().map(|one| Choice::new(one.id.to_string(), one.name.clone())).collect::<Vec<_>>()
                    });
                    std::iter::once(all).chain(one).collect::<Vec<_>>()
                })
                on_change=move |_: String| {
                    namespace.set(String::new());
                    page.set(1);
                }
            />
        </Loaded>
        <Loaded from=namespaces let:list>
            <Select
                label=words::namespace()
                value=namespace
                choices=Signal::derive(move || {
                    let all = Choice::new("", words::all_namespaces());
                    let one = list.with(|list| {
                        list.items
                            .iter()
                            .map(|one| Choice::new(one.id.to_string(), format!("{} / {}", one.instance_name, one.name)))
                            .collect::<Vec<_>>()
                    });
                    std::iter::once(all).chain(one).collect::<Vec<_>>()
                })
                on_change=move |_: String| page.set(1)
            />
        </Loaded>
    }
}

fn image_columns(chosen: RwSignal<Option<RepositoryView>>) -> Vec<Column<RepositoryView>> {
    vec![
        Column::live("pick", words::choose(), move |row: Signal<RepositoryView>| {
            let id = row.get_untracked().id;
            view! {
                <input
                    type="radio"
                    name="select-image"
                    aria-label=words::choose_named(row.get_untracked().name)
                    prop:checked=move || chosen.with(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.id == id))
                    on:change=move |_| chosen.set(Some(row.get_untracked()))
                />
            }
        })
        .corner(),
        Column::new("name", words::image_name(), |row: RepositoryView| format!("{}/{}", row.namespace_name, row.name))
            .lead(),
        Column::new("address", words::address(), |row: RepositoryView| view! { <code>{row.vpc_address}</code> }),
        Column::new("type", words::image_type(), |row: RepositoryView| row.visibility.word()),
    ]
}

/// Chooses a version of the repository that was chosen.
#[component]
pub fn SelectVersion(open: RwSignal<bool>, container: ContainerDraft) -> impl IntoView {
    let chosen = RwSignal::new(None::<String>);
    let nothing = Signal::derive(move || chosen.with(Option::is_none).then(|| words::version_missing().to_owned()));
    let accept = move || {
        if let Some(tag) = chosen.get_untracked() {
            container.version.set(tag);
            open.set(false);
        }
    };
    view! {
        <Dialog
            open
            title=words::select_image_version()
            wide=true
            actions=move || {
                view! {
                    <Button label=ui::cancel() on_click=move |()| open.set(false)/>
                    <Button label=ui::ok() look=Look::Primary why_not=nothing on_click=move |()| accept()/>
                }
            }
        >
            <Versions container chosen/>
        </Dialog>
    }
}

#[component]
fn Versions(container: ContainerDraft, chosen: RwSignal<Option<String>>) -> impl IntoView {
    let page = RwSignal::new(1_u32);
    let size = RwSignal::new(10_u32);
    chosen.set(Some(container.version.get_untracked()).filter(|version| !version.is_empty()));
    let versions = Resource::new(
        move || (container.picked.get(), page.get(), size.get()),
        |(picked, page, size)| async move {
            let Some(picked) = picked else {
                return Err(Fault(gantry_model::Error::invalid("image", Message::text(words::image_first()))));
            };
            version_list(picked.id, PageRequest { page, size, ..Default::default() }).await
        },
    );
    view! {
        <Loaded
            from=versions
            skeleton=|| {
                view! { <TableSkeleton columns=vec!["", words::image_version(), words::digest(), words::size()]/> }
            }
            let:list
        >
            {
                let rows = Signal::derive(move || list.with(|list| list.items.clone()));
                let total = Signal::derive(move || list.with(|list| list.total));
                view! {
                    <Table
                        caption=words::image_versions()
                        columns=version_columns(chosen)
                        rows
                        key=|row: &VersionView| row.tag.clone()
                        dense=true
                    />
                    {move || {
                        (total.get() == 0)
                            .then(|| {
                                view! { <Empty title=words::no_versions() text=words::no_versions_text()/> }
                            })
                    }}
                    <Pager total page size/>
                }
            }
        </Loaded>
    }
}

fn version_columns(chosen: RwSignal<Option<String>>) -> Vec<Column<VersionView>> {
    vec![
        Column::live("pick", words::choose(), move |row: Signal<VersionView>| {
            let VersionView { tag, runs_here, .. } = row.get_untracked();
            let own = tag.clone();
            view! {
                <input
                    type="radio"
                    name="select-version"
                    aria-label=words::choose_named(&tag)
                    disabled=!runs_here
                    title=(!runs_here).then(words::runs_elsewhere)
                    prop:checked=move || chosen.with(|chosen| chosen.as_ref() == Some(&own))
                    on:change=move |_| chosen.set(Some(tag.clone()))
                />
            }
        })
        .corner(),
        Column::new("tag", words::image_version(), |row: VersionView| view! { <code>{row.tag}</code> }).lead(),
        Column::new("digest", words::digest(), |row: VersionView| {
            let digest = row.digest.to_string();
            view! { <code title=digest.clone()>{digest.chars().take(19).collect::<String>()}</code> }
        })
        .second(),
        Column::new("size", words::size(), |row: VersionView| bytes_text(row.size)).num(),
        Column::new("pushed", words::pushed(), |row: VersionView| view! { <Time at=Signal::stored(row.pushed_at)/> })
            .nowrap(),
    ]
}
