//! **Key Pairs**: their list, and one of them with its public half.

use gantry_model::key_pair::{KeyPairFilter, KeyPairRow};
use gantry_model::kind::{KeyPairId, ResourceKind};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::api::{key_pair_delete, key_pair_list, key_pair_view};
use gantry_console::delete::{Delete, DeleteTarget};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_ui::prelude::*;
use gantry_words::{console, iam as words, titled, ui};

/// What the event stream calls what these pages show.
const LIVE: &[ResourceKind] = &[ResourceKind::KeyPair];
/// What the file with a public half is called.
const FILE: &str = "id.pub";

/// The list.
#[component]
pub fn KeyPairs() -> impl IntoView {
    let query = use_query();
    let (region, request, live) = (use_region(), query.page_request(), use_live(LIVE));
    let filter = Memo::new(move |_| KeyPairFilter { region: region.get(), page: request.get() });
    let pairs = Resource::new(move || (filter.get(), live.get()), |(filter, _)| key_pair_list(filter));
    let target = DeleteTarget::new();
    view! {
        <PageHead
            title=console::key_pairs()
            crumbs=vec![Crumb::here(console::key_pairs())]
            purpose=words::key_pairs_purpose()
        >
            <LinkButton label=console::create_key_pair() icon=Glyph::Plus look=Look::Primary href=paths::KEY_PAIR_CREATE/>
        </PageHead>
        <List
            from=pairs
            caption=titled(ResourceKind::KeyPair, 2_u32)
            search=words::search_key_pairs()
            placeholder=words::key_pairs_placeholder()
            columns=columns(target)
            key=|row: &KeyPairRow| row.id.to_string()
            empty=|| {
                view! {
                    <Empty
                        title=words::no_key_pairs()
                        text=words::no_key_pairs_text()
                    >
                        <LinkButton label=console::create_key_pair() icon=Glyph::Plus href=paths::KEY_PAIR_CREATE/>
                    </Empty>
                }
            }
        />
        <DeleteKeyPair target/>
    }
}

/// Asks before a key pair is deleted.
#[component]
fn DeleteKeyPair(
    target: DeleteTarget<KeyPairId>,
    #[prop(default = Callback::new(|()| ()), into)] on_done: Callback<()>,
) -> impl IntoView {
    view! {
        <Delete
            target
            then=words::deleted_for_ever()
            delete=key_pair_delete
            on_done
        />
    }
}

/// Where the private half is.
fn private(row: &KeyPairRow) -> &'static str {
    if row.private { words::private_kept() } else { words::private_elsewhere() }
}

fn columns(target: DeleteTarget<KeyPairId>) -> Vec<Column<KeyPairRow>> {
    vec![
        named(words::key_pair_id_name(), paths::key_pair, |row: &KeyPairRow| (&row.name, row.id.as_ref())),
        Column::new("algorithm", words::algorithm(), |row: KeyPairRow| view! { <code>{row.algorithm}</code> })
            .sortable(),
        Column::new(
            "fingerprint",
            words::fingerprint(),
            |row: KeyPairRow| view! { <Copy text=Signal::stored(row.fingerprint)/> },
        )
        .second(),
        Column::new("private", words::private_key(), |row: KeyPairRow| private(&row)),
        created(|row: &KeyPairRow| &row.created).third(),
        Column::actions(move |row: Signal<KeyPairRow>| {
            view! {
                <Act
                    label=words::delete()
                    lose=true
                    on_click=move |()| {
                        let row = row.get_untracked();
                        target.ask(row.id, row.name);
                    }
                />
            }
        }),
    ]
}

/// One key pair.
#[component]
pub fn KeyPairPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let live = use_live(LIVE);
    let pair = Resource::new(
        move || (id.get(), live.get()),
        |(id, _)| async move { key_pair_view(id.parse::<KeyPairId>()?).await },
    );
    view! {
        <Loaded
            from=pair
            skeleton=|| {
                view! {
                    <PageHead title=titled(ResourceKind::KeyPair, 1_u32) crumbs=crumbs("…".to_owned())/>
                    <FactsSkeleton facts=4/>
                }
            }
            let:pair
        >
            <Shown pair/>
        </Loaded>
    }
}

fn crumbs(name: String) -> Vec<Crumb> {
    vec![Crumb::to(console::key_pairs(), paths::KEY_PAIRS), Crumb::here(name)]
}

#[component]
fn Shown(pair: Signal<KeyPairRow>) -> impl IntoView {
    let navigate = use_navigate();
    let target = DeleteTarget::new();
    let part = move |read: fn(&KeyPairRow) -> String| Memo::new(move |_| pair.with(read));
    let (name, id) = (part(|pair| pair.name.clone()), part(|pair| pair.id.to_string()));
    let (algorithm, fingerprint) = (part(|pair| pair.algorithm.clone()), part(|pair| pair.fingerprint.clone()));
    let private = part(|pair| private(pair).to_owned());
    let created = Signal::derive(move || pair.with(|pair| pair.created.clone()));
    let line = Signal::derive(move || pair.with(|pair| format!("{} {}\n", pair.public_key, pair.name)));
    view! {
        <PageHead
            title=name
            crumbs=Signal::derive(move || crumbs(name.get()))
            beside=move || view! { <Copy text=Signal::derive(move || id.get())/> }
        >
            <Button
                label=words::delete()
                icon=Glyph::Trash
                on_click=move |()| pair.with_untracked(|pair| target.ask(pair.id.clone(), pair.name.clone()))
            />
        </PageHead>
        <Facts>
            <Fact label=words::algorithm()>
                <code>{algorithm}</code>
            </Fact>
            <Fact label=words::fingerprint()>
                <Copy text=Signal::derive(move || fingerprint.get())/>
            </Fact>
            <Fact label=words::private_key()>{private}</Fact>
            <Fact label=ui::created()>
                <Time at=created/>
            </Fact>
        </Facts>
        <Section title=words::public_key_of_pair() note=words::public_key_note()>
            <Code text=line language=Language::Plain title=FILE soft=true/>
        </Section>
        <DeleteKeyPair target on_done=move |()| navigate(paths::KEY_PAIRS, Default::default())/>
    }
}
