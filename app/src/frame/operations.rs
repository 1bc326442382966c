//! What is on its way and what went wrong: the bell of the top bar. It is fed by the groups themselves, so it is right after a
//! reload and for everybody.

use gantry_model::inventory::{Activity, ActivityVerb};
use gantry_model::kind::ResourceKind;
use gantry_words::Said as _;
use gantry_words::{Word as _, console as words};
use leptos::prelude::*;

use gantry_console::api::activity_list;
use gantry_console::kinds::view_of;
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_ui::icon::{Glyph, Icon};
use gantry_ui::time::Time;

/// The bell, and what it tells.
#[component]
pub fn Operations() -> impl IntoView {
    let region = use_region();
    let live = use_live(&[ResourceKind::ContainerGroup]);
    // Local: nobody waits for the bell before a page is shown.
    let answer = LocalResource::new(move || {
        live.track();
        activity_list(region.get())
    });
    let operations = Memo::new(move |before: Option<&Vec<Activity>>| match answer.get() {
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

/// What is done to what: `Create container group web`.
fn title(activity: &Activity) -> String {
    let name = &activity.name;
    match activity.verb {
        ActivityVerb::Create => words::operation_create(name),
        ActivityVerb::Restart => words::operation_restart(name),
        ActivityVerb::Update => words::operation_update(name),
        ActivityVerb::Unsubscribe => words::operation_unsubscribe(name),
        ActivityVerb::Run => words::operation_run(name),
    }
}

fn operation(activity: Activity) -> impl IntoView {
    let title = title(&activity);
    let href = view_of(activity.kind).page(&activity.id, None);
    let Activity { reason, state, progress, since, .. } = activity;
    let detail = reason.map(|why| why.said()).unwrap_or_else(|| state.word().to_owned());
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
