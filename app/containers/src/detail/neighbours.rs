//! What the side navigation lists inside a group: its containers, and what it is connected to.

use gantry_model::containers::view::GroupDetails;
use gantry_words::containers as words;
use leptos::prelude::*;

use gantry_console::inside::{Inside, Part, use_inside};
use gantry_console::mark::container_mark;
use gantry_console::paths;
use gantry_ui::icon::Glyph;

/// Tells the side navigation about this group for as long as its page is shown.
pub(crate) fn tell(group: Signal<GroupDetails>) {
    let inside = Memo::new(move |_| group.with(inside));
    use_inside(move || Some(inside.get()));
}

fn inside(group: &GroupDetails) -> Inside {
    let id = group.row.id.as_ref();
    let containers = group.containers.iter().map(|container| Part {
        name: container.name.clone(),
        href: Some(paths::container_logs(id, &container.name)),
        mark: Some(container_mark(&container.state)),
        icon: Glyph::Group,
        note: match container.restarts {
            0 => String::new(),
            restarts => words::restarts_of(restarts),
        },
    });
    let named = |icon, name: &str, note: String, href: String| Part {
        name: name.to_owned(),
        href: Some(href),
        mark: None,
        icon,
        note,
    };
    let mut connected =
        vec![named(Glyph::Network, &group.vpc.1, words::vpc().to_owned(), paths::vpc(group.vpc.0.as_ref()))];
    if let Some((id, name, _)) = &group.subnet {
        let zone = group.zone.clone().unwrap_or_default();
        connected.push(named(Glyph::Layers, name, zone, paths::vswitch(id.as_ref())));
    }
    let (id, name) = &group.security_group;
    connected.push(named(Glyph::Shield, name, String::new(), paths::security_group(id.as_ref())));
    if let (Some((id, ..)), Some(address)) = (&group.eip, group.row.public_ip) {
        connected.push(named(Glyph::Globe, &address.to_string(), words::eip().to_owned(), paths::eip(id.as_ref())));
    }
    let mut groups =
        vec![(words::its_containers().to_owned(), containers.collect()), (words::connected_to().to_owned(), connected)];
    let alike: Vec<Part> = group
        .row
        .tags
        .iter()
        .map(|(key, value)| {
            let tag = if value.is_empty() { key.clone() } else { format!("{key}:{value}") };
            Part {
                href: Some(paths::container_groups_with_tag(&tag)),
                name: tag,
                mark: None,
                icon: Glyph::Tag,
                note: String::new(),
            }
        })
        .collect();
    if !alike.is_empty() {
        groups.push((words::groups_with_same_tag().to_owned(), alike));
    }
    Inside { name: group.row.name.clone(), groups }
}
