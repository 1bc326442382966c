//! What the side navigation lists inside a group: its containers, and what it is connected to.

use gantry_model::containers::view::GroupDetails;
use leptos::prelude::*;

use crate::containers::mark::container_mark;
use crate::frame::{Inside, Part, use_inside};
use crate::paths;
use crate::ui::icon::Glyph;

/// Tells the side navigation about this group for as long as its page is shown.
pub(in crate::containers) fn tell(group: Signal<GroupDetails>) {
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
            1 => "1 restart".to_owned(),
            many => format!("{many} restarts"),
        },
    });
    let named = |icon, name: &str, note: String| Part { name: name.to_owned(), href: None, mark: None, icon, note };
    let mut connected = vec![named(Glyph::Network, &group.vpc.1, "VPC".to_owned())];
    if let Some((_, name, _)) = &group.subnet {
        connected.push(named(Glyph::Network, name, group.zone.clone().unwrap_or_default()));
    }
    connected.push(named(Glyph::Shield, &group.security_group.1, String::new()));
    let mut groups = vec![("Its containers".to_owned(), containers.collect()), ("Connected to".to_owned(), connected)];
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
        groups.push(("Groups with the same tag".to_owned(), alike));
    }
    Inside { name: group.row.name.clone(), groups }
}
