//! The tab **Instance Configuration Sources** with **Scaling Configurations** (ESS-19 to ESS-23): all versions, newest first.

use gantry_model::id::ScalingConfigurationId;
use gantry_model::page::Page;
use gantry_model::scaling::view::{ConfigurationRow, ScalingGroupDetails};
use leptos::prelude::*;

use super::diff::{CompareDialog, Comparison};
use crate::LIVE;
use crate::api::{scaling_configuration_apply, scaling_configuration_delete, scaling_configuration_list};
use crate::mark::configuration_mark;
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;

/// Headings, for the grey rows.
pub const COLUMNS: &[&str] = &["Version", "Status", "Image", "Spec", "Instances", "Created"];

/// **Delete** of a version.
const DELETE: Deed<ConfigurationRow> = Deed {
    verb: || "OK",
    done: || "deleted",
    noun: |count| gantry_words::kinds::version(count),
    lose: true,
    allowed: |row| row.state.can_delete().map_err(str::to_owned),
    ask: |called| format!("Delete {called}? Instances made from it stay, but nobody can go back to it."),
    say: |called| (format!("Deleted {called}"), ""),
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
        toasts.good(
            format!("Applied version {version}"),
            "New instances are made from it; those there are stay as they are.",
        );
        versions.refetch();
    });
    let delete = Question::new();
    let comparison = Comparison::new();
    let create = Signal::derive(move || id.with(|id| paths::scaling_configuration_create(id.as_ref())));
    view! {
        <section aria-label="Scaling Configurations">
            <div class="row" style="margin-bottom:12px">
                <h2>"Scaling Configurations"</h2>
                <span class="push">
                    <LinkButton label="Create Scaling Configuration" icon=Glyph::Plus href=create/>
                </span>
            </div>
            <Loaded from=versions skeleton=|| view! { <TableSkeleton columns=COLUMNS rows=3/> } let:list>
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
                            caption="Scaling configurations"
                            columns=columns(id.get_untracked().to_string(), apply, delete, comparison, list)
                            page
                            key=|row: &ConfigurationRow| row.id.to_string()
                            empty=|| {
                                view! {
                                    <Empty
                                        title="No scaling configurations yet"
                                        text="A scaling configuration says what an instance is: image, size, security group. Each change of it is a version of its own."
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
                each=|row: ConfigurationRow| scaling_configuration_delete(row.id)
                on_done=move |()| versions.refetch()
            />
        </section>
    }
}

type Apply = Run<(ScalingConfigurationId, u32), u32>;

fn columns(
    group: String,
    apply: Apply,
    delete: Question<ConfigurationRow>,
    comparison: Comparison,
    list: Signal<Vec<ConfigurationRow>>,
) -> Vec<Column<ConfigurationRow>> {
    vec![
        Column::new("version", "Version", |row: ConfigurationRow| {
            view! {
                <b class="medium">{format!("Version {}", row.version)}</b>
                <span class="sub">
                    <Copy text=Signal::stored(row.id.to_string())/>
                </span>
            }
        })
        .lead(),
        Column::new("state", "Status", |row: ConfigurationRow| {
            view! { <StateMark mark=configuration_mark(row.state) word=row.state.as_str()/> }
        })
        .corner(),
        Column::new("image", "Image", |row: ConfigurationRow| {
            row.images
                .into_iter()
                .map(|image| view! { <code style="display:block;overflow-wrap:anywhere">{image}</code> })
                .collect_view()
        }),
        Column::new("spec", "Spec", |row: ConfigurationRow| row.spec.to_string()).second().nowrap(),
        Column::new("instances", "Instances", |row: ConfigurationRow| row.instances.to_string()).num(),
        Column::new("created", "Created", |row: ConfigurationRow| {
            view! {
                <Time at=Signal::stored(row.created)/>
                <span class="sub quiet">{format!("by {}", row.created_by)}</span>
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
                    label="Apply"
                    why_not=Signal::derive(move || state.get().can_apply().err().map(str::to_owned))
                    on_click=move |()| apply.start((own.clone(), version))
                />
                <ActLink label="Edit" href=edit/>
                <Menu id=format!("menu-{id}") label=format!("More actions for version {version}")>
                    <MenuItem
                        label="Compare"
                        icon=Glyph::Columns
                        why_not=Signal::derive(move || {
                            (list.with(Vec::len) < 2).then(|| "There is only one version.".to_owned())
                        })
                        on_click=move |()| comparison.ask(version, &list.get_untracked())
                    />
                    <MenuLine/>
                    <MenuItem
                        label="Delete"
                        icon=Glyph::Trash
                        lose=true
                        why_not=Signal::derive(move || row.with(|row| (DELETE.allowed)(row)).err())
                        on_click=move |()| delete.ask(vec![row.get_untracked()])
                    />
                </Menu>
            }
        }),
    ]
}
