//! How a group stands: its number as a picture, its facts, what is under way, and scaling by hand.

use gantry_model::scaling::view::ScalingGroupDetails;
use gantry_words::Said as _;
use gantry_words::{scaling as words, ui};
use leptos::prelude::*;

use super::activities::change_text;
use super::by_hand::ByHand;
use crate::berth::Berth;
use crate::mark::activity_mark;
use crate::settings::removal_text;
use gantry_console::paths;
use gantry_ui::prelude::*;

/// The card above the tabs.
#[component]
pub fn Standing(group: Signal<ScalingGroupDetails>) -> impl IntoView {
    let part = move |read: fn(&ScalingGroupDetails) -> String| Memo::new(move |_| group.with(read));
    let row = Memo::new(move |_| group.with(|group| group.row.clone()));
    let instances = part(|group| {
        let row = &group.row;
        match row.instances.saturating_sub(row.running) {
            0 => words::running_count(row.running),
            starting => words::running_and_not(row.running, starting),
        }
    });
    let spread = part(|group| {
        let one = |place: &gantry_model::scaling::view::SubnetShare| format!("{} {}", place.zone, place.instances);
        group.subnets.iter().map(one).collect::<Vec<_>>().join(", ")
    });
    let removal = part(|group| removal_text(group.settings.removal));
    let health =
        part(|group| if group.settings.replace_unhealthy { words::replaced() } else { words::left_alone() }.to_owned());
    let cooldown = part(|group| ui::seconds(group.settings.cooldown_seconds));
    let waits = Memo::new(move |_| group.with(|group| group.cooldown_until.clone()));
    let created = Signal::derive(move || group.with(|group| group.row.created.clone()));
    let by = part(|group| words::by_user(&group.created_by));
    let version = Memo::new(move |_| {
        group.with(|group| group.active.as_ref().map(|active| (group.row.id.to_string(), active.version)))
    });
    view! {
        <section class="card" aria-label=words::how_it_stands()>
            <div class="body">
                <div class="grid">
                    <div class="c8">
                        <Berth row/>
                        <Ongoing group/>
                    </div>
                    <div class="c4">
                        <Facts tight=true>
                            <Fact label=words::instance_number()>{move || instances.get()}</Fact>
                            <Fact label=words::zones()>{move || spread.get()}</Fact>
                            <Fact label=words::configuration()>
                                {move || match version.get() {
                                    Some((id, version)) => {
                                        let href = paths::scaling_group_tab(&id, "sources");
                                        view! { <a href=href>{words::version_number(version)}</a> }.into_any()
                                    }
                                    None => view! { <span class="quiet">{words::none_yet()}</span> }.into_any(),
                                }}
                            </Fact>
                            <Fact label=words::cooldown()>
                                {move || cooldown.get()}
                                {move || {
                                    waits
                                        .get()
                                        .map(|until| {
                                            view! {
                                                " "
                                                <span class="quiet">{words::alarms_wait(until.text)}</span>
                                            }
                                        })
                                }}
                            </Fact>
                            <Fact label=words::removed_first()>{move || removal.get()}</Fact>
                            <Fact label=words::ended_instances()>{move || health.get()}</Fact>
                            <Fact label=ui::created()>
                                <Time at=created/>
                                " "
                                <span class="quiet">{move || by.get()}</span>
                            </Fact>
                        </Facts>
                        <ByHand group/>
                    </div>
                </div>
            </div>
        </section>
    }
}

/// The activity that is under way.
#[component]
fn Ongoing(group: Signal<ScalingGroupDetails>) -> impl IntoView {
    let ongoing = Memo::new(move |_| group.with(|group| group.ongoing.clone()));
    let id = Memo::new(move |_| group.with(|group| group.row.id.to_string()));
    view! {
        <p role="status">
            {move || {
                ongoing
                    .get()
                    .map(|activity| {
                        let href = paths::scaling_group_tab(&id.get(), "activities");
                        view! {
                            <span class=format!("state {}", activity_mark(activity.state).class())>
                                <a href=href>{change_text(&activity)}</a>
                            </span>
                            " "
                            <span class="quiet">{activity.cause.said()}</span>
                        }
                    })
            }}
        </p>
    }
}
