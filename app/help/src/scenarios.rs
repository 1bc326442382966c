//! Scenarios (GEN-15), each with what Gantry does for it today and what not, and the layers (GEN-16).

use gantry_console::kinds::Say;
use gantry_console::paths;
use gantry_ui::prelude::*;
use gantry_words::{console, help as words};
use leptos::prelude::*;

use super::{Link, crumbs};

struct Scenario {
    name: Say,
    text: Say,
    today: Say,
    not_yet: Say,
    links: &'static [Link],
}

const SCENARIOS: [Scenario; 4] = [
    Scenario {
        name: words::elastic,
        text: words::elastic_text,
        today: words::elastic_today,
        not_yet: words::elastic_not_yet,
        links: &[(console::scaling_groups, paths::SCALING_GROUPS)],
    },
    Scenario {
        name: words::delivery,
        text: words::delivery_text,
        today: words::delivery_today,
        not_yet: words::delivery_not_yet,
        links: &[
            (console::registry_instances, paths::REGISTRY_INSTANCES),
            (console::scaling_groups, paths::SCALING_GROUPS),
        ],
    },
    Scenario {
        name: words::data,
        text: words::data_text,
        today: words::data_today,
        not_yet: words::data_not_yet,
        links: &[(console::create_container_group, paths::CONTAINER_GROUP_CREATE)],
    },
    Scenario {
        name: words::engines,
        text: words::engines_text,
        today: words::engines_today,
        not_yet: words::engines_not_yet,
        links: &[(console::container_groups, paths::CONTAINER_GROUPS)],
    },
];

/// From the uppermost down.
const LAYERS: [(Say, Say); 4] = [
    (words::layer_workloads, words::layer_workloads_text),
    (words::layer_groups, words::layer_groups_text),
    (words::layer_ground, words::layer_ground_text),
    (words::layer_runtime, words::layer_runtime_text),
];

pub(super) fn links() -> impl Iterator<Item = &'static Link> {
    const LINKS: [&[Link]; 4] = [SCENARIOS[0].links, SCENARIOS[1].links, SCENARIOS[2].links, SCENARIOS[3].links];
    LINKS.into_iter().flatten()
}

/// The page.
#[component]
pub fn Scenarios() -> impl IntoView {
    view! {
        <PageHead title=console::help_scenarios() crumbs=crumbs(console::help_scenarios) purpose=words::scenarios_purpose()/>
        <Section title=words::scenarios_title() note=words::goals()>
            <div class="grid">{SCENARIOS.map(card).collect_view()}</div>
        </Section>
        <Section title=words::layers_title()>
            <p class="purpose">{words::layers_text()}</p>
            <ol class="layers">
                {LAYERS
                    .map(|(name, text)| {
                        view! {
                            <li>
                                <b>{name()}</b>
                                <span>{text()}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </Section>
    }
}

fn card(scenario: Scenario) -> impl IntoView {
    let Scenario { name, text, today, not_yet, links } = scenario;
    view! {
        <Card title=name() class="c6 scenario">
            <p>{text()}</p>
            <Facts tight=true>
                <Fact label=words::today()>{today()}</Fact>
                <Fact label=words::not_yet()>{not_yet()}</Fact>
            </Facts>
            <p class="see">
                {links.iter().map(|(name, path)| view! { <a class="link" href=*path>{name()}</a> }).collect_view()}
            </p>
        </Card>
    }
}
