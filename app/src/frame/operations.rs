//! What is on its way and what went wrong: the bell of the top bar. It is fed by the groups themselves, so it is right after a
//! reload and for everybody.

use gantry_model::kind::ResourceKind;
use gantry_model::time::Moment;
use gantry_words::console as words;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_ui::fault::Fault;
use gantry_ui::icon::{Glyph, Icon};
use gantry_ui::json::Json;
use gantry_ui::time::Time;

/// Something on its way, or something that went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// What is done to what: `Create container group web`.
    pub title: String,
    /// Where one sees it.
    pub href: String,
    /// What it does now, or why it failed.
    pub detail: String,
    /// Stations behind and all stations; `None` for what has failed.
    pub progress: Option<(u32, u32)>,
    /// Since when.
    pub since: Moment,
}

/// What is on its way in a region, and then what failed, the newest first; at most ten of each.
#[server(endpoint = "operation_list", input = Json, output = Json)]
pub async fn operation_list(region: String) -> Result<Vec<Operation>, Fault> {
    use gantry_model::containers::GroupState;
    use gantry_model::containers::view::{GroupFilter, GroupRow, StateFilter};

    use gantry_console::session::request::{actor, engine};
    use gantry_words::Word;

    let (engine, actor) = (engine(), actor()?);
    let mut operations = Vec::new();
    for states in [StateFilter::OnTheWay, StateFilter::Failed] {
        let filter = GroupFilter { region: region.clone(), states, ..GroupFilter::default() };
        for group in engine.containers().list(&actor, filter).await?.page.items {
            let GroupRow { id, name, state, reason, created, .. } = group;
            let title = match state {
                GroupState::Restarting => words::operation_restart(name),
                GroupState::Updating => words::operation_update(name),
                GroupState::Terminating => words::operation_unsubscribe(name),
                GroupState::CrashLoopBackOff | GroupState::Failed => words::operation_run(name),
                _ => words::operation_create(name),
            };
            let progress = match states {
                StateFilter::Failed => None,
                // A group may be gone between the list and this.
                _ => engine.containers().view(&actor, &id).await.ok().map(|details| {
                    let done = details.steps.iter().filter(|step| step.took.is_some()).count();
                    (done as u32, gantry_model::containers::StepName::ALL.len() as u32)
                }),
            };
            operations.push(Operation {
                title,
                href: paths::container_group(id.as_ref()),
                detail: reason.unwrap_or_else(|| state.word().to_owned()),
                progress,
                since: created,
            });
        }
    }
    Ok(operations)
}

/// The bell, and what it tells.
#[component]
pub fn Operations() -> impl IntoView {
    let region = use_region();
    let live = use_live(&[ResourceKind::ContainerGroup]);
    // Local: nobody waits for the bell before a page is shown.
    let answer = LocalResource::new(move || {
        live.track();
        operation_list(region.get())
    });
    let operations = Memo::new(move |before: Option<&Vec<Operation>>| match answer.get() {
        Some(Ok(operations)) => operations,
        _ => before.cloned().unwrap_or_default(),
    });
    let running = Memo::new(move |_| {
        operations.with(|operations| operations.iter().filter(|operation| operation.progress.is_some()).count())
    });
    view! {
        <button
            class=move || { if running.get() == 0 { "btn bare square" } else { "btn bare square badge-count" } }
            data-count=move || running.get().to_string()
            type="button"
            popovertarget="operations"
            aria-label=move || match running.get() {
                0 => words::notifications().to_owned(),
                n => words::notifications_running(n),
            }
            title=words::notifications()
        >
            <Icon name=Glyph::Bell/>
        </button>
        <section class="popover" id="operations" popover="auto" aria-label=words::notifications()>
            <header>
                <h2>{words::operations()}</h2>
                <a class="act" href=paths::CONTAINER_GROUPS>
                    {words::operations_groups()}
                </a>
            </header>
            {move || {
                let operations = operations.get();
                if operations.is_empty() {
                    view! { <p class="nothing">{words::operations_none()}</p> }.into_any()
                } else {
                    view! { <ul class="ops">{operations.into_iter().map(operation).collect_view()}</ul> }.into_any()
                }
            }}
        </section>
    }
    .into_any()
}

fn operation(operation: Operation) -> impl IntoView {
    let Operation { title, href, detail, progress, since } = operation;
    let lead = match progress {
        Some(_) => view! { <a class="link" href=href>{title.clone()}</a> }.into_any(),
        None => view! {
            <a class="link state bad" href=href>
                {title.clone()}
            </a>
        }
        .into_any(),
    };
    view! {
        <li>
            <div>
                {lead}
                <small>
                    <Time at=since/>
                </small>
            </div>
            {progress
                .map(|(done, all)| {
                    view! { <progress class="progress" max=all.to_string() value=done.to_string() aria-label=title></progress> }
                })}
            <small>{detail}</small>
        </li>
    }
    .into_any()
}
