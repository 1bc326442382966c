//! The tab **Instance Configuration Sources** with **Scaling Configurations** (ESS-19 to ESS-23): all versions, newest first.

use gantry_model::id::ScalingConfigurationId;
use gantry_model::kind::ResourceKind;
use gantry_model::page::{Page, Row};
use gantry_model::scaling::view::{ConfigurationRow, ScalingGroupDetails};
use gantry_words::Said as _;
use gantry_words::{Word as _, kinds, scaling as words, titled, ui};
use leptos::prelude::*;

use super::diff::{CompareDialog, Comparison};
use crate::LIVE;
use crate::api::{scaling_configuration_apply, scaling_configuration_delete, scaling_configuration_list};
use crate::mark::configuration_mark;
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;

/// Headings, for the grey rows.
pub fn headings() -> [&'static str; 6] {
    [words::version(), words::status(), words::image(), words::spec(), words::instance_number(), ui::created()]
}

/// A version as a question names it.
#[derive(Clone, PartialEq)]
struct Version(ConfigurationRow);

impl Row for Version {
    fn name(&self) -> String {
        words::version_called(self.0.version)
    }

    fn state(&self) -> String {
        self.0.state.word().to_owned()
    }
}

/// **Delete** of a version.
const DELETE: Deed<Version> = Deed {
    verb: ui::ok,
    done: words::done_deleted,
    noun: |count| kinds::version(count),
    lose: true,
    allowed: |version| version.0.state.can_delete().map_err(|why| why.said()),
    ask: |called| words::delete_version_question(called),
    say: |called| (words::deleted(called), ""),
};

/// The scaling configurations of a group.
#[component]
pub fn Sources(group: Signal<ScalingGroupDetails>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let id = Memo::new(move |_| group.with(|group| group.row.id.clone()));
    let request = use_query().page_request();
    let live = use_live(LIVE);
    let versions = Resource::new(move || (id.get(), live.get()), |(id, _)| scaling_configuration_list(id));
    let apply = Run::new(|(id, version): (ScalingConfigurationId, u32)| async move {
        scaling_configuration_apply(id).await?;
        Ok::<_, gantry_ui::fault::Fault>(version)
    })
    .done(move |version| {
        toasts.good(words::applied(version), words::applied_text());
        versions.refetch();
    });
    let delete = Question::new();
    let comparison = Comparison::new();
    let create = Signal::derive(move || id.with(|id| paths::scaling_configuration_create(id.as_ref())));
    view! {
        <section aria-label=words::scaling_configurations()>
            <div class="row" style="margin-bottom:12px">
                <h2>{words::scaling_configurations()}</h2>
                <span class="push">
                    <LinkButton label=words::create_configuration() icon=Glyph::Plus href=create/>
                </span>
            </div>
            <Loaded from=versions skeleton=|| view! { <TableSkeleton columns=headings() rows=3/> } let:list>
                {
                    // All of them are here, because any two can be compared; a page of them is shown.
                    let page = Signal::derive(move || {
                        let request = request.get();
                        let (from, size) = (request.offset() as usize, request.size as usize);
                        list.with(|list| Page {
                            items: list.iter().skip(from).take(size).cloned().collect(),
                            total: list.len() as u64,
                            page: request.page,
                            size: request.size,
                        })
                    });
                    view! {
                        <ListTable
                            caption=titled(ResourceKind::ScalingConfiguration, 2_u32)
                            columns=columns(id.get_untracked().to_string(), apply, delete, comparison, list)
                            page
                            key=|row: &ConfigurationRow| row.id.to_string()
                            empty=|| {
                                view! {
                                    <Empty
                                        title=words::no_configurations()
                                        text=words::no_configurations_text()
                                    />
                                }
                            }
                        />
                        <CompareDialog comparison versions=list/>
                    }
                }
            </Loaded>
            <AskAbout
                question=delete
                deed=DELETE
                each=|version: Version| scaling_configuration_delete(version.0.id)
                on_done=move |()| versions.refetch()
            />
        </section>
    }
}

type Apply = Run<(ScalingConfigurationId, u32), u32>;

fn columns(
    group: String,
    apply: Apply,
    delete: Question<Version>,
    comparison: Comparison,
    list: Signal<Vec<ConfigurationRow>>,
) -> Vec<Column<ConfigurationRow>> {
    vec![
        Column::new("version", words::version(), |row: ConfigurationRow| {
            view! {
                <b class="medium">{words::version_number(row.version)}</b>
                <span class="sub">
                    <Copy text=Signal::stored(row.id.to_string())/>
                </span>
            }
        })
        .lead(),
        Column::new("state", words::status(), |row: ConfigurationRow| {
            view! { <StateMark mark=configuration_mark(row.state) word=row.state.word()/> }
        })
        .corner(),
        Column::new("image", words::image(), |row: ConfigurationRow| {
            row.images
                .into_iter()
                .map(|image| view! { <code style="display:block;overflow-wrap:anywhere">{image}</code> })
                .collect_view()
        }),
        Column::new("spec", words::spec(), |row: ConfigurationRow| row.spec.to_string()).second().nowrap(),
        Column::new("instances", words::instance_number(), |row: ConfigurationRow| row.instances.to_string()).num(),
        Column::new("created", ui::created(), |row: ConfigurationRow| {
            view! {
                <Time at=Signal::stored(row.created)/>
                <span class="sub quiet">{words::by_user(row.created_by)}</span>
            }
        })
        .third(),
        Column::actions(move |row: Signal<ConfigurationRow>| {
            let ConfigurationRow { id, version, .. } = row.get_untracked();
            let state = Memo::new(move |_| row.with(|row| row.state));
            let edit = paths::scaling_configuration_create_from(&group, id.as_ref());
            let own = id.clone();
            view! {
                <Act
                    label=words::apply()
                    why_not=Signal::derive(move || state.get().can_apply().err().map(|why| why.said()))
                    on_click=move |()| apply.start((own.clone(), version))
                />
                <ActLink label=words::edit() href=edit/>
                <Menu id=format!("menu-{id}") label=words::more_actions_for(words::version_called(version))>
                    <MenuItem
                        label=words::compare()
                        icon=Glyph::Columns
                        why_not=Signal::derive(move || {
                            (list.with(Vec::len) < 2).then(|| words::only_one_version().to_owned())
                        })
                        on_click=move |()| comparison.ask(version, &list.get_untracked())
                    />
                    <MenuLine/>
                    <MenuItem
                        label=words::delete()
                        icon=Glyph::Trash
                        lose=true
                        why_not=Signal::derive(move || (DELETE.allowed)(&Version(row.get())).err())
                        on_click=move |()| delete.ask(vec![Version(row.get_untracked())])
                    />
                </Menu>
            }
        }),
    ]
}
