//! Terms: those of these pages, and those of Kubernetes (GEN-14) beside what Gantry has.

use gantry_console::kinds::Say;
use gantry_ui::prelude::*;
use gantry_words::{console, help as words};
use leptos::prelude::*;

use super::crumbs;

/// Terms of these pages and what they mean.
const HERE: &[(Say, Say)] = &[
    (words::container, words::container_means),
    (words::container_group, words::container_group_means),
    (words::image, words::image_means),
    (words::image_cache_term, words::image_cache_means),
    (words::volume, words::volume_means),
    (words::tag, words::tag_means),
    (words::virtual_node, words::virtual_node_means),
    (words::scaling_group, words::scaling_group_means),
];

/// Terms of Kubernetes, what they mean, and what Gantry has.
const KUBERNETES: &[(Say, Say, Say)] = &[
    (words::k8s_master, words::master_means, words::master_here),
    (words::k8s_node, words::node_means, words::node_here),
    (words::k8s_pod, words::pod_means, words::pod_here),
    (words::k8s_deployment, words::deployment_means, words::deployment_here),
    (words::k8s_stateful_set, words::stateful_set_means, words::stateful_set_here),
    (words::k8s_service, words::service_means, words::service_here),
    (words::k8s_config_map, words::config_map_means, words::config_map_here),
    (words::k8s_namespace, words::namespace_means, words::namespace_here),
    (words::k8s_label, words::label_means, words::label_here),
    (words::k8s_volume, words::volume_k8s_means, words::volume_k8s_here),
    (words::k8s_persistent_volume, words::persistent_volume_means, words::persistent_volume_here),
    (words::k8s_persistent_volume_claim, words::persistent_volume_claim_means, words::persistent_volume_claim_here),
];

/// The page.
#[component]
pub fn Glossary() -> impl IntoView {
    let here = vec![
        Column::new("term", words::term(), |row: (Say, Say)| view! { <b class="medium">{row.0()}</b> }).lead().nowrap(),
        Column::new("meaning", words::meaning(), |row: (Say, Say)| row.1()),
    ];
    let kubernetes = vec![
        Column::new("term", words::term(), |row: (Say, Say, Say)| view! { <b class="medium">{row.0()}</b> })
            .lead()
            .nowrap(),
        Column::new("meaning", words::meaning(), |row: (Say, Say, Say)| row.1()),
        Column::new("beside", words::beside(), |row: (Say, Say, Say)| row.2()),
    ];
    view! {
        <PageHead title=console::help_glossary() crumbs=crumbs(console::help_glossary) purpose=words::glossary_purpose()/>
        <Section title=words::glossary_here() note=words::glossary_here_note()>
            <div class="terms">
                <Table caption=words::glossary_here() columns=here rows=Signal::stored(HERE.to_vec()) key=|row| row.0().to_owned()/>
            </div>
        </Section>
        <Section title=words::glossary_kubernetes() note=words::glossary_kubernetes_note()>
            <div class="terms">
                <Table
                    caption=words::glossary_kubernetes()
                    columns=kubernetes
                    rows=Signal::stored(KUBERNETES.to_vec())
                    key=|row| row.0().to_owned()
                />
            </div>
        </Section>
    }
}
