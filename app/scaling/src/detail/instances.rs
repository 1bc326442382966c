//! The tab **Instances** (ESS-25, C-24) with **Automatically Created** and **Manually Added**.

use gantry_model::id::ContainerGroupId;
use gantry_model::scaling::Origin;
use gantry_model::scaling::view::{InstanceFilter, InstanceRow, ScalingGroupDetails};
use gantry_words::Said as _;
use gantry_words::{Word as _, scaling as words, ui};
use leptos::prelude::*;

use super::attach::AttachDialog;
use crate::LIVE;
use crate::api::{scaling_instance_detach, scaling_instance_list, scaling_instance_protect, scaling_instance_remove};
use gantry_console::live::use_live;
use gantry_console::mark::group_mark;
use gantry_console::paths;
use gantry_ui::browser;
use gantry_ui::prelude::*;

/// Headings, for the grey rows.
pub fn headings() -> [&'static str; 7] {
    [words::instance(), words::status(), words::version(), words::zone(), "IP", words::spec(), ui::created()]
}

/// What the URL calls an origin; empty for the first.
fn key(origin: Origin) -> &'static str {
    match origin {
        Origin::AutomaticallyCreated => "",
        Origin::ManuallyAdded => "manual",
    }
}

/// What is asked about an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Remove,
    Detach,
}

/// A question about an instance.
#[derive(Clone, Copy)]
struct Question {
    open: RwSignal<bool>,
    fate: RwSignal<Fate>,
    row: RwSignal<Option<InstanceRow>>,
}

impl Question {
    fn ask(&self, fate: Fate, row: InstanceRow) {
        self.fate.set(fate);
        self.row.set(Some(row));
        self.open.set(true);
    }
}

type Protect = Run<(ContainerGroupId, bool), bool>;

/// The instances of a group.
#[component]
pub fn Instances(group: Signal<ScalingGroupDetails>) -> impl IntoView {
    let query = use_query();
    let request = query.page_request();
    let id = Memo::new(move |_| group.with(|group| group.row.id.clone()));
    let origin = Memo::new(move |_| {
        let wanted = query.get("origin").unwrap_or_default();
        Origin::ALL.into_iter().find(|origin| key(*origin) == wanted).unwrap_or_default()
    });
    let live = use_live(LIVE);
    let instances = Resource::new(
        move || (id.get(), origin.get(), request.get(), live.get()),
        |(group, origin, page, _)| scaling_instance_list(InstanceFilter { group, origin, page }),
    );
    let toasts = expect_context::<Toasts>();
    let protect: Protect = Run::new(|(id, protected): (ContainerGroupId, bool)| async move {
        scaling_instance_protect(id, protected).await?;
        Ok::<_, gantry_ui::fault::Fault>(protected)
    })
    .done(move |protected| {
        toasts.good(if protected { words::protected() } else { words::no_longer_protected() }, "");
        instances.refetch();
    });
    let question = Question { open: RwSignal::new(false), fate: RwSignal::new(Fate::Remove), row: RwSignal::new(None) };
    let attaching = RwSignal::new(false);
    let cannot = Memo::new(move |_| group.with(|group| group.cannot_scale.as_ref().map(|why| why.said())));
    view! {
        <Loaded from=instances skeleton=|| view! { <TableSkeleton columns=headings() rows=3/> } let:list>
            {
                let page = Signal::derive(move || list.with(|list| list.page.clone()));
                let origins = Signal::derive(move || {
                    let counts = list.with(|list| list.counts);
                    Origin::ALL
                        .into_iter()
                        .zip(counts)
                        .map(|(origin, count)| (key(origin).to_owned(), origin.word().to_owned(), Some(count)))
                        .collect::<Vec<_>>()
                });
                view! {
                    <ListBar search=words::search_instances() placeholder=words::name_id_or_ip() on_refresh=move |()| instances.refetch()>
                        <FilterSegments label=words::origin() param="origin" choices=origins/>
                        {move || {
                            (origin.get() == Origin::ManuallyAdded)
                                .then(|| {
                                    view! {
                                        <Button
                                            label=words::attach_instance()
                                            icon=Glyph::Plus
                                            why_not=cannot
                                            on_click=move |()| attaching.set(true)
                                        />
                                    }
                                })
                        }}
                    </ListBar>
                    // What is empty is said in other words for each origin, so that the table is made anew for it.
                    {move || {
                        let origin = origin.get();
                        view! {
                            <ListTable
                                caption=words::instances_of_origin(origin.word())
                                columns=columns(origin, protect, question)
                                page
                                key=|row: &InstanceRow| row.id.to_string()
                                empty=move || empty(origin)
                            />
                        }
                    }}
                }
            }
        </Loaded>
        <FateQuestion question on_done=move |()| instances.refetch()/>
        <AttachDialog open=attaching group=id on_done=move |()| instances.refetch()/>
    }
}

fn empty(origin: Origin) -> AnyView {
    match origin {
        Origin::AutomaticallyCreated => view! {
            <Empty
                title=words::no_instances()
                text=words::no_instances_text()
            />
        }
        .into_any(),
        Origin::ManuallyAdded => view! {
            <Empty
                title=words::none_attached()
                text=words::none_attached_text()
            />
        }
        .into_any(),
    }
}

fn columns(origin: Origin, protect: Protect, question: Question) -> Vec<Column<InstanceRow>> {
    vec![
        named(words::instance(), paths::container_group, |row: &InstanceRow| (&row.name, row.id.as_ref())),
        Column::new("state", words::status(), |row: InstanceRow| {
            let mark = group_mark(row.state, row.reason.as_ref());
            view! {
                <StateMark mark=mark word=row.state.word() reason=row.reason.map(|why| why.said())/>
                {row.protected.then(|| view! { <span class="sub"><Kind word=words::protected()/></span> })}
            }
        })
        .sortable()
        .corner(),
        Column::new("version", words::version(), |row: InstanceRow| match row.version {
            0 => view! { <span class="quiet">{words::none()}</span> }.into_any(),
            version => version.to_string().into_any(),
        })
        .sortable()
        .num(),
        Column::new("zone", words::zone(), |row: InstanceRow| row.zone.unwrap_or_else(|| words::not_yet().to_owned()))
            .sortable()
            .second(),
        Column::new("ip", "IP", |row: InstanceRow| {
            let address = match row.private_ip {
                Some(ip) => view! { <code class="nowrap">{ip.to_string()}</code> }.into_any(),
                None => view! { <span class="quiet">{words::not_yet()}</span> }.into_any(),
            };
            let public = row.public_ip.map(|ip| {
                view! {
                    <span class="sub">
                        {words::eip()}
                        " "
                        <code class="nowrap">{ip.to_string()}</code>
                    </span>
                }
            });
            view! {
                <div>
                    {address}
                    {public}
                </div>
            }
        })
        .sortable(),
        Column::new("spec", words::spec(), |row: InstanceRow| row.spec.to_string()).third().nowrap(),
        Column::new("created", ui::created(), |row: InstanceRow| view! { <Time at=Signal::stored(row.created)/> })
            .sortable()
            .third()
            .nowrap(),
        Column::actions(move |row: Signal<InstanceRow>| {
            let InstanceRow { id, name, .. } = row.get_untracked();
            let guarded = Memo::new(move |_| row.with(|row| row.protected));
            let first = match origin {
                Origin::AutomaticallyCreated => view! {
                    <Act
                        label=words::remove()
                        lose=true
                        why_not=Signal::derive(move || {
                            guarded.get().then(|| words::protected_first().to_owned())
                        })
                        on_click=move |()| question.ask(Fate::Remove, row.get_untracked())
                    />
                }
                .into_any(),
                Origin::ManuallyAdded => view! {
                    <Act label=words::detach() on_click=move |()| question.ask(Fate::Detach, row.get_untracked())/>
                }
                .into_any(),
            };
            let (own, copied) = (id.clone(), id.to_string());
            view! {
                {first}
                <Menu id=format!("menu-{id}") label=words::more_actions_for(name)>
                    <MenuItem
                        label=Signal::derive(move || {
                            if guarded.get() { words::lift_protection() } else { words::protect() }.to_owned()
                        })
                        icon=Glyph::Shield
                        on_click=move |()| protect.start((own.clone(), !guarded.get_untracked()))
                    />
                    {(origin == Origin::AutomaticallyCreated)
                        .then(|| {
                            view! {
                                <MenuItem
                                    label=words::detach()
                                    icon=Glyph::Exit
                                    on_click=move |()| question.ask(Fate::Detach, row.get_untracked())
                                />
                            }
                        })}
                    <MenuItem label=words::copy_id() icon=Glyph::Copy on_click=move |()| browser::copy(&copied)/>
                    {(origin == Origin::ManuallyAdded)
                        .then(|| {
                            view! {
                                <MenuLine/>
                                <MenuItem
                                    label=words::remove()
                                    icon=Glyph::Trash
                                    lose=true
                                    why_not=Signal::derive(move || {
                                        guarded.get().then(|| words::protected_first().to_owned())
                                    })
                                    on_click=move |()| question.ask(Fate::Remove, row.get_untracked())
                                />
                            }
                        })}
                </Menu>
            }
        }),
    ]
}

/// Asks before an instance is removed or detached.
#[component]
fn FateQuestion(question: Question, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let name = move || question.row.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default());
    let run = Run::new(|(fate, id): (Fate, ContainerGroupId)| async move {
        match fate {
            Fate::Remove => scaling_instance_remove(id).await?,
            Fate::Detach => scaling_instance_detach(id).await?,
        }
        Ok::<_, gantry_ui::fault::Fault>(fate)
    })
    .in_dialog_of(question.open)
    .done(move |fate| {
        let name = untrack(name);
        question.open.set(false);
        match fate {
            Fate::Remove => toasts.good(words::removing(name), words::removing_text()),
            Fate::Detach => toasts.good(words::detached(name), words::detached_text()),
        }
        on_done.run(());
    });
    let lose = Memo::new(move |_| question.fate.get() == Fate::Remove);
    let asked = move || match question.fate.get() {
        Fate::Remove => words::remove_question(name()),
        Fate::Detach => words::detach_question(name()),
    };
    let confirm = move || {
        if let Some(row) = question.row.get_untracked() {
            run.start((question.fate.get_untracked(), row.id));
        }
    };
    view! {
        {move || {
            if lose.get() {
                view! {
                    <Confirm
                        open=question.open
                        title=ui::notice()
                        verb=words::remove()
                        lose=true
                        pending=run.pending()
                        fault=run.fault()
                        on_confirm=move |()| confirm()
                    >
                        <p>{asked}</p>
                    </Confirm>
                }
                    .into_any()
            } else {
                view! {
                    <Confirm
                        open=question.open
                        title=ui::notice()
                        verb=words::detach()
                        pending=run.pending()
                        fault=run.fault()
                        on_confirm=move |()| confirm()
                    >
                        <p>{asked}</p>
                    </Confirm>
                }
                    .into_any()
            }
        }}
    }
}
