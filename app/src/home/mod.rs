//! The first page: the way to a first running container, what the region holds, what needs a look, what happened.

use gantry_model::containers::view::StateFilter;
use gantry_model::inventory::Overview;
use gantry_model::kind::ResourceKind;
use gantry_model::operation_log::Outcome;
use gantry_words::Said as _;
use gantry_words::{Word as _, console as words, kinds};
use leptos::prelude::*;

use crate::containers::RunSample;
use gantry_console::api::overview_view;
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_console::session::use_session;
use gantry_ui::prelude::*;

/// What this region holds, and the first step for a newcomer.
#[component]
pub fn Home() -> impl IntoView {
    let region = use_region();
    let live = use_live(&[ResourceKind::ContainerGroup]);
    let answer = Resource::new(move || (region.get(), live.get()), |(region, _)| overview_view(region));
    view! {
        <PageHead
            title=words::overview()
            crumbs=Signal::derive(move || vec![Crumb::to("Gantry", paths::HOME), Crumb::here(region.get())])
            purpose=Signal::derive(move || words::home_purpose(region.get()))
        />
        <Loaded from=answer skeleton=|| view! { <HomeSkeleton/> } let:overview>
            <Hero overview/>
            <Figures overview/>
            <div class="grid mt4">
                <Attention overview/>
                <Lately overview/>
            </div>
        </Loaded>
    }
    .into_any()
}

/// The way to a first running container: by one click, or with an image of one's own.
#[component]
fn Hero(overview: Signal<Overview>) -> impl IntoView {
    let session = use_session();
    let stations =
        [words::step_schedule(), words::step_pull(), words::step_network(), words::step_create(), words::step_start()]
            .map(|name| Station {
                name: name.to_owned(),
                note: String::new(),
                milliseconds: 1,
                reached: Reached::Ahead,
            });
    let (user, host) = (session.user, session.registry_host);
    let commands = Signal::derive(move || {
        let address = overview.with(|overview| overview.push_to.clone()).unwrap_or_else(|| format!("{host}/INSTANCE"));
        let image = format!("{address}/NAMESPACE/web:1.0");
        format!("$ docker login -u {user} {host}\n$ docker tag web:1.0 {image}\n$ docker push {image}")
    });
    view! {
        <section class="card hero" aria-labelledby="hero">
            <div class="hero-in">
                <div class="stack">
                    <div>
                        <h2 id="hero">{words::sample_title()}</h2>
                        <p class="second">
                            {words::sample_text()}
                        </p>
                    </div>
                    <Lift stations=stations.to_vec() label=words::sample_steps()/>
                    <div class="row">
                        <RunSample look=Look::Primary/>
                        <LinkButton
                            label=words::choose_settings()
                            href=paths::CONTAINER_GROUP_CREATE
                        />
                        <span class="quiet">
                            {move || overview.with(|overview| words::sample_price(&overview.sample_price))}
                        </span>
                    </div>
                </div>
                <Code text=commands language=Language::Shell title=words::own_image()/>
            </div>
        </section>
        <div class="mt4"></div>
    }
    .into_any()
}

/// The four figures.
#[component]
fn Figures(overview: Signal<Overview>) -> impl IntoView {
    let [all, running, moving, ended, failed] =
        [0, 1, 2, 3, 4].map(|place| Memo::new(move |_| overview.with(|overview| overview.groups[place])));
    let share = move |count: Memo<u64>, fill| Part::new(count.get() as f64 * 100.0 / all.get().max(1) as f64, fill);
    let parts = Signal::derive(move || {
        vec![share(running, Fill::Used), share(moving, Fill::Want), share(ended, Fill::Soft), share(failed, Fill::Full)]
    });
    let counts = Signal::derive(move || {
        let several = |count: Memo<u64>, say: fn(u64) -> String| Some(count.get()).filter(|count| *count > 0).map(say);
        [
            several(running, words::count_running),
            several(moving, words::count_on_the_way),
            several(ended, words::count_ended),
            several(failed, words::count_failed),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
    });
    let counts = Signal::derive(move || {
        let counts = counts.get();
        if counts.is_empty() { vec![words::none_yet().to_owned()] } else { counts }
    });
    view! {
        <div class="grid">
            <Readout
                title=words::figure_groups()
                figure=Signal::derive(move || all.get().to_string())
                of=""
                foot=counts
                href=paths::CONTAINER_GROUPS
            >
                <Scale parts label=Signal::derive(move || counts.get().join(", ")) ticks=12/>
            </Readout>
            <Limited title="vCPU" unit="" used=Signal::derive(move || overview.with(|o| o.vcpu))/>
            <Limited title=words::memory() unit=" GiB" used=Signal::derive(move || overview.with(|o| o.memory_gib))/>
            <Readout
                title=words::figure_repositories()
                figure=Signal::derive(move || overview.with(|overview| overview.repositories.to_string()))
                of=""
                foot=vec![words::in_all_instances().to_owned()]
                href=paths::REGISTRY_INSTANCES
            >
                ""
            </Readout>
        </div>
    }
    .into_any()
}

/// A figure with a limit.
#[component]
fn Limited(title: &'static str, unit: &'static str, used: Signal<(u32, u32)>) -> impl IntoView {
    let region = use_region();
    let amount = move |number: u32| format!("{}{unit}", thousands(number));
    view! {
        <Readout
            title=title
            figure=Signal::derive(move || used.get().0.to_string())
            of=Signal::derive(move || words::of_limit(amount(used.get().1)))
            foot=Signal::derive(move || {
                let (used, limit) = used.get();
                vec![words::left_in_region(amount(limit.saturating_sub(used)), region.get())]
            })
            href=paths::CONTAINER_GROUPS
        >
            <Scale
                parts=Signal::derive(move || {
                    let (used, limit) = used.get();
                    Part::of(f64::from(used), f64::from(limit))
                })
                label=Signal::derive(move || {
                    let (used, limit) = used.get();
                    words::used_of(used, format!("{limit}{unit}"))
                })
                ticks=16
            />
        </Readout>
    }
    .into_any()
}

/// A number with its thousands apart.
fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What went wrong.
#[component]
fn Attention(overview: Signal<Overview>) -> impl IntoView {
    let failed = Memo::new(move |_| overview.with(|overview| overview.attention.clone()));
    view! {
        <Card title=words::needs_attention() class="c7" aside=move || view! { <span class="quiet">{move || overview.with(|o| o.groups[4])}</span> }>
            {move || {
                let failed = failed.get();
                if failed.is_empty() {
                    return view! { <p class="quiet">{words::nothing_failed()}</p> }.into_any();
                }
                view! {
                    <ul class="list">
                        {failed
                            .into_iter()
                            .map(|group| {
                                let href = paths::container_group(&group.id);
                                view! {
                                    <li>
                                        <span class="state bad">{group.state.word()}</span>
                                        <div>
                                            <a class="link" href=href.clone()>{group.name}</a>
                                            <span class="reason">{group.reason.map(|why| why.said()).unwrap_or_default()}</span>
                                        </div>
                                        <a class="act" href=paths::container_group_tab(&group.id, "events")>{words::events()}</a>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                }
                    .into_any()
            }}
        </Card>
    }
    .into_any()
}

/// What was done.
#[component]
fn Lately(overview: Signal<Overview>) -> impl IntoView {
    let deeds = Memo::new(move |_| overview.with(|overview| overview.lately.clone()));
    view! {
        <Card title=words::lately() class="c5">
            <ul class="list">
                <For each=move || deeds.get() key=|deed| deed.number let:deed>
                    {
                        let (icon, what) = done(&deed.action);
                        let gone = deed.action.ends_with("unsubscribe");
                        let detail = without_digest(&deed.detail.said());
                        // A sentence explains; anything else is a name.
                        let (name, reason) =
                            if detail.ends_with('.') { (String::new(), Some(detail)) } else { (detail, None) };
                        let name = if deed.kind == Some(ResourceKind::ContainerGroup) && !gone {
                            view! { <a class="link" href=paths::container_group(&deed.id)>{name}</a> }.into_any()
                        } else {
                            view! { <b class="medium">{name}</b> }.into_any()
                        };
                        view! {
                            <li>
                                <Icon name=icon/>
                                <div>
                                    {what} " " {name} {(deed.outcome == Outcome::Refused).then(|| format!(" {}", words::was_refused()))}
                                    {reason.map(|reason| view! { <span class="reason">{reason}</span> })}
                                </div>
                                <Time at=deed.at/>
                            </li>
                        }
                    }
                </For>
            </ul>
        </Card>
    }
    .into_any()
}

/// `shop/web:1.0`, where the operation log says `shop/web:1.0@sha256:…`: nobody reads the digest here.
fn without_digest(detail: &str) -> String {
    detail.split_once("@sha256:").map_or(detail, |(name, _)| name).to_owned()
}

/// A command's icon and words: `container_group_create` is `Created container group`.
fn done(action: &str) -> (Glyph, String) {
    // What the sample's button made is a group like any other.
    let action = if action == "container_group_run_sample" { "container_group_create" } else { action };
    let named = match action {
        "sign_in" => Some((Glyph::Key, words::did_sign_in())),
        "session_end" => Some((Glyph::Exit, words::did_sign_out())),
        "session_end_others" => Some((Glyph::Exit, words::did_sign_out_elsewhere())),
        "password_change" => Some((Glyph::Key, words::did_change_password())),
        // The first is how older entries call it.
        "registry_password_set" | "registry_password_reset" => Some((Glyph::Key, words::did_set_docker_password())),
        "container_exec" => Some((Glyph::Terminal, words::did_connect())),
        _ => None,
    };
    if let Some((icon, said)) = named {
        return (icon, said.to_owned());
    }
    let (noun, verb) = action.rsplit_once('_').unwrap_or(("", action));
    let what = match ResourceKind::of_token(noun) {
        Some(kind) => gantry_words::noun(kind, 1_u32),
        None if noun == "image" => kinds::image(1_u32),
        None => noun.replace('_', " "),
    };
    let said = match verb {
        "create" => words::did_create(what),
        "update" => words::did_change(what),
        "delete" => words::did_delete(what),
        "restart" => words::did_restart(what),
        "unsubscribe" => words::did_unsubscribe(what),
        "push" => words::did_push(what),
        _ => return (Glyph::Document, action.replace('_', " ")),
    };
    let icon = match noun {
        "container_group" => Glyph::Group,
        "repository" | "tag" | "version" => Glyph::Repository,
        "namespace" => Glyph::Layers,
        "user" => Glyph::User,
        _ => Glyph::Document,
    };
    (icon, said)
}

/// The page to come.
#[component]
fn HomeSkeleton() -> impl IntoView {
    view! {
        <div class="grid" aria-busy="true">
            {[120, 90, 110, 100]
                .into_iter()
                .map(|width| {
                    view! {
                        <div class="card readout-card c3">
                            <h3>
                                <Bar width/>
                            </h3>
                            <span class="readout">
                                <Bar width=60/>
                            </span>
                            <Bar width=200/>
                        </div>
                    }
                })
                .collect_view()}
        </div>
    }
    .into_any()
}

/// The segments of the list in the order of [`Overview::groups`].
const _: () = assert!(StateFilter::ALL.len() == 5);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_apart() {
        assert_eq!(thousands(7), "7");
        assert_eq!(thousands(1_000), "1,000");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }

    #[test]
    fn commands_read_like_speech() {
        assert_eq!(done("container_group_create").1, "Created container group");
        assert_eq!(done("sign_in").1, "Signed in");
        assert_eq!(done("something_odd").1, "something odd");
    }
}
