//! **Image Versions** of a repository (REG-22): tags with their digests, sizes and platforms.

use gantry_model::registry::manifest::Platform;
use gantry_model::registry::view::{RepositoryView, VersionView};
use gantry_model::units::bytes_text;
use leptos::prelude::*;

use super::LIVE;
use super::api::{version_delete, version_list};
use gantry_console::live::use_live;
use gantry_ui::browser;
use gantry_ui::prelude::*;
use gantry_words::{registry as words, ui};

/// The columns, for the skeleton.
pub(super) fn headings() -> Vec<&'static str> {
    vec![words::version(), words::digest(), words::platforms(), words::size(), words::pushed()]
}

/// The versions of a repository.
#[component]
pub fn ImageVersions(repository: Signal<RepositoryView>) -> impl IntoView {
    let id = Memo::new(move |_| repository.with(|repository| repository.id.clone()));
    let built_in = Memo::new(move |_| repository.with(|repository| repository.built_in));
    let address = Memo::new(move |_| repository.with(|repository| repository.public_address.clone()));
    let request = use_query().page_request();
    let live = use_live(LIVE);
    let versions =
        Resource::new(move || (id.get(), request.get(), live.get()), |(id, request, _)| version_list(id, request));
    let open = RwSignal::new(false);
    let tag = RwSignal::new(String::new());
    let ask = Callback::new(move |name: String| {
        tag.set(name);
        open.set(true);
    });
    view! {
        <List
            from=versions
            caption=words::versions_caption()
            search=words::search_versions()
            placeholder=words::version()
            columns=columns(built_in, address, ask)
            key=|row: &VersionView| row.tag.clone()
            dense=true
            empty=|| {
                view! {
                    <Empty
                        title=words::no_versions()
                        text=words::no_versions_text()
                    />
                }
            }
        />
        <DeleteVersion open tag repository on_done=move |()| versions.refetch()/>
    }
}

fn platforms(row: VersionView) -> AnyView {
    let name = |platform: &Platform| format!("{}/{}", platform.os, platform.architecture);
    let names = row.platforms.iter().map(name).collect::<Vec<_>>().join(", ");
    if names.is_empty() {
        view! { <span class="quiet">{words::no_platforms()}</span> }.into_any()
    } else {
        names.into_any()
    }
}

fn columns(built_in: Memo<bool>, address: Memo<String>, ask: Callback<String>) -> Vec<Column<VersionView>> {
    vec![
        Column::new("tag", words::version(), |row: VersionView| {
            let elsewhere = !row.runs_here && !row.platforms.is_empty();
            view! {
                <b class="medium mono">{row.tag}</b>
                " "
                {elsewhere.then(|| view! { <Kind word=words::runs_elsewhere()/> })}
            }
        })
        .sortable()
        .lead(),
        Column::new("digest", words::digest(), |row: VersionView| {
            let digest = row.digest.to_string();
            let short = short_digest(&digest);
            view! { <Copy text=Signal::stored(digest) short/> }
        })
        .second(),
        Column::new("platforms", words::platforms(), platforms).third(),
        Column::new("size", words::size(), |row: VersionView| bytes_text(row.size)).num(),
        Column::new("pushed_at", words::pushed(), |row: VersionView| {
            let by = words::pushed_by(row.pushed_by);
            view! {
                <span>
                    <Time at=Signal::stored(row.pushed_at)/>
                    " "
                    <span class="quiet">{by}</span>
                </span>
            }
        })
        .sortable()
        .nowrap(),
        Column::actions(move |row: Signal<VersionView>| {
            let tag = row.get_untracked().tag;
            let copied = tag.clone();
            view! {
                <Act
                    label=words::copy_address()
                    on_click=move |()| browser::copy(&format!("{}:{copied}", address.get_untracked()))
                />
                <Act
                    label=words::delete()
                    lose=true
                    why_not=Signal::derive(move || built_in.get().then(|| words::gantry_keeps_image().to_owned()))
                    on_click=move |()| ask.run(tag.clone())
                />
            }
        }),
    ]
}

#[component]
fn DeleteVersion(
    open: RwSignal<bool>,
    tag: RwSignal<String>,
    repository: Signal<RepositoryView>,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let delete = Run::new(move |tag: String| {
        let id = repository.with_untracked(|repository| repository.id.clone());
        version_delete(id, tag)
    })
    .in_dialog_of(open)
    .done(move |()| {
        open.set(false);
        toasts.good(words::version_deleted(tag.get_untracked()), "");
        on_done.run(());
    });
    let question = move || words::delete_version(tag.get());
    view! {
        <Confirm
            open
            title=ui::notice()
            verb=ui::ok()
            lose=true
            pending=delete.pending()
            fault=delete.fault()
            on_confirm=move |()| delete.start(tag.get_untracked())
        >
            <p>{question}</p>
        </Confirm>
    }
}
