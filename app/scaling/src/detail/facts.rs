//! How a group stands: its number as a picture, its facts, what is under way, and scaling by hand.

use gantry_model::scaling::view::ScalingGroupDetails;
use leptos::prelude::*;

use super::by_hand::ByHand;
use crate::berth::Berth;
use crate::mark::activity_mark;
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
            0 => format!("{} running", row.running),
            starting => format!("{} running, {starting} not yet", row.running),
        }
    });
    let spread = part(|group| {
        let one = |place: &gantry_model::scaling::view::SubnetShare| format!("{} {}", place.zone, place.instances);
        group.subnets.iter().map(one).collect::<Vec<_>>().join(", ")
    });
    let removal = part(|group| group.settings.removal.text());
    let health = part(|group| if group.settings.replace_unhealthy { "replaced" } else { "left alone" }.to_owned());
    let cooldown = part(|group| format!("{} s", group.settings.cooldown_seconds));
    let waits = Memo::new(move |_| group.with(|group| group.cooldown_until.clone()));
    let created = Signal::derive(move || group.with(|group| group.row.created.clone()));
    let by = part(|group| format!("by {}", group.created_by));
    let version = Memo::new(move |_| {
        group.with(|group| group.active.as_ref().map(|active| (group.row.id.to_string(), active.version)))
    });
    view! {
        <section class="card" aria-label="How it stands">
            <div class="body">
                <div class="grid">
                    <div class="c8">
                        <Berth row/>
                        <Ongoing group/>
                    </div>
                    <div class="c4">
                        <Facts tight=true>
                            <Fact label="Instances">{move || instances.get()}</Fact>
                            <Fact label="Zones">{move || spread.get()}</Fact>
                            <Fact label="Configuration">
                                {move || match version.get() {
                                    Some((id, version)) => {
                                        let href = paths::scaling_group_tab(&id, "sources");
                                        view! { <a href=href>{format!("Version {version}")}</a> }.into_any()
                                    }
                                    None => view! { <span class="quiet">"none yet"</span> }.into_any(),
                                }}
                            </Fact>
                            <Fact label="Cooldown">
                                {move || cooldown.get()}
                                {move || {
                                    waits
                                        .get()
                                        .map(|until| {
                                            view! {
                                                " "
                                                <span class="quiet">{format!("alarms wait until {}", until.text)}</span>
                                            }
                                        })
                                }}
                            </Fact>
                            <Fact label="Removed first">{move || removal.get()}</Fact>
                            <Fact label="Ended instances">{move || health.get()}</Fact>
                            <Fact label="Created">
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
                        let words = format!("{}, from {} to {}", activity.kind.as_str(), activity.before, activity.after);
                        let href = paths::scaling_group_tab(&id.get(), "activities");
                        view! {
                            <span class=format!("state {}", activity_mark(activity.state).class())>
                                <a href=href>{words}</a>
                            </span>
                            " "
                            <span class="quiet">{activity.cause}</span>
                        }
                    })
            }}
        </p>
    }
}
