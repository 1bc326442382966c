//! What is filled in on the page of a scaling configuration: the draft of an order, whose network is the scaling group's.

use gantry_model::Result;
use gantry_model::containers::view::OrderOptions;
use gantry_model::containers::{GroupSize, ImageSource};
use gantry_model::network::EipChoice;
use gantry_model::scaling::view::{ConfigurationRow, ScalingGroupDetails};
use gantry_model::scaling::{BillingMethod, Template};
use gantry_model::settings::Prices;
use gantry_words::scaling as words;
use leptos::prelude::*;

use gantry_pages_containers::order::{BASIC, Draft, Picked, Picker, SPECIFIED};

/// Whether each instance gets an EIP, as the choice's values.
pub const NO_EIP: &str = "none";
pub const AUTO_EIP: &str = "auto";
/// Bandwidth of an EIP unless another is typed, in Mbit/s.
const BANDWIDTH: i64 = 5;

/// The values. `Copy`.
#[derive(Clone, Copy)]
pub struct ConfigurationDraft {
    pub draft: Draft,
    /// [`NO_EIP`] or [`AUTO_EIP`].
    pub eip: RwSignal<String>,
    /// Of each EIP that is made, in Mbit/s.
    pub bandwidth: RwSignal<i64>,
}

impl ConfigurationDraft {
    /// An empty form for a group, or one that is filled in from a version that there is.
    pub fn new(options: &OrderOptions, group: &ScalingGroupDetails, base: Option<&ConfigurationRow>) -> Self {
        let mut draft = Draft::new(options);
        draft.picker = Picker::Scaling;
        draft.vpc.set(group.vpc.0.to_string());
        draft.subnets.set(group.subnets.iter().map(|subnet| subnet.id.to_string()).collect());
        let vpc = options.vpcs.iter().find(|vpc| vpc.id == group.vpc.0);
        let first = vpc.and_then(|vpc| vpc.security_groups.first()).map(|group| group.0.to_string());
        draft.security_group.set(first.unwrap_or_default());
        let values = Self { draft, eip: RwSignal::new(NO_EIP.to_owned()), bandwidth: RwSignal::new(BANDWIDTH) };
        if let Some(base) = base {
            values.fill(base);
        }
        values
    }

    fn fill(&self, base: &ConfigurationRow) {
        let (draft, template) = (self.draft, &base.template);
        if let EipChoice::Auto { bandwidth_mbps } = template.eip {
            self.eip.set(AUTO_EIP.to_owned());
            self.bandwidth.set(bandwidth_mbps.into());
        }
        draft.security_group.set(template.security_group.to_string());
        draft.policy.set(template.restart_policy.as_str().to_owned());
        draft.grace.set(template.grace_seconds.into());
        draft.tags.set(template.tags.clone().into_iter().collect());
        match &template.size {
            GroupSize::Basic(spec) => {
                draft.mode.set(BASIC.to_owned());
                draft.cpu.set(spec.vcpu.to_string());
                draft.memory.set(spec.gib.to_string());
            }
            GroupSize::Specified(name) => {
                draft.mode.set(SPECIFIED.to_owned());
                draft.ecs_type.set(name.clone());
            }
            GroupSize::FromContainers => draft.from_containers.set(true),
        }
        while draft.containers.with_untracked(Vec::len) < template.containers.len() {
            draft.add_container();
        }
        draft.at.set(0);
        let containers = draft.containers.get_untracked();
        for (place, (container, spec)) in containers.into_iter().zip(&template.containers).enumerate() {
            container.name.set(spec.name.clone());
            container.version.set(spec.version.clone());
            match &spec.image {
                ImageSource::Address(address) => container.image.set(address.clone()),
                ImageSource::Repository(id) => {
                    let whole = base.images.get(place).cloned().unwrap_or_default();
                    let address = without_version(&whole, &spec.version);
                    container.image.set(address.clone());
                    container.picked.set(Some(Picked {
                        id: id.clone(),
                        address,
                        about: words::own_registry().to_owned(),
                    }));
                }
            }
            container.pull.set(spec.pull_policy.as_str().to_owned());
            container.command.set(spec.command.clone().unwrap_or_default());
            container.arguments.set(spec.arguments.clone());
            container.directory.set(spec.working_directory.clone().unwrap_or_default());
            container
                .environment
                .set(spec.environment.iter().map(|one| (one.name.clone(), one.value.clone())).collect());
            container.ports.set(spec.ports.clone());
            container.cpu.set(spec.cpu.to_string());
            container.memory.set(spec.memory.gib_text());
            let more = spec.cpu.0 > 0 || spec.memory.0 > 0 || !spec.environment.is_empty() || !spec.ports.is_empty();
            container.advanced.set(more);
        }
    }

    /// The template; tracked. Faults name the fields as the form does.
    ///
    /// # Errors
    /// `Invalid` for what is no number or not chosen.
    pub fn template(&self) -> Result<Template> {
        let order = self.draft.order()?;
        let eip = match self.eip.get().as_str() {
            AUTO_EIP => EipChoice::Auto { bandwidth_mbps: u32::try_from(self.bandwidth.get()).unwrap_or(0) },
            _ => EipChoice::None,
        };
        Ok(Template {
            billing: BillingMethod::PayAsYouGo,
            security_group: order.spec.security_group,
            size: order.spec.size,
            restart_policy: order.spec.restart_policy,
            containers: order.spec.containers,
            grace_seconds: order.spec.grace_seconds,
            eip,
            tags: order.tags,
        })
    }
}

/// `host/web` of `host/web:1` and of `host/web@sha256:…`.
fn without_version(image: &str, version: &str) -> String {
    let address = image.strip_suffix(version).unwrap_or(image);
    address.trim_end_matches([':', '@']).to_owned()
}

/// Of one instance in an hour, in millionths of the currency's unit, and the currency; tracked.
pub fn price(draft: Draft, prices: &Prices) -> Option<(u64, String)> {
    let spec = draft.group_spec().ok()?;
    Some((prices.per_second_micros(spec) * 3600, prices.currency.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_what_stands_before_the_version() {
        assert_eq!(without_version("127.0.0.1:80/a/web:1", "1"), "127.0.0.1:80/a/web");
        assert_eq!(without_version("h/web@sha256:ab", "sha256:ab"), "h/web");
        assert_eq!(without_version("", "1"), "");
    }
}
