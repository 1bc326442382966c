//! What a person has filled in so far: texts as typed, so that nothing is lost between steps or on a refusal; and the order
//! that they make, with faults named as the order's own are.

use std::collections::BTreeMap;

use gantry_model::Message;
use gantry_model::containers::view::{Order, OrderOptions};
use gantry_model::containers::{
    ContainerGroupSpec, ContainerSpec, Deployment, EnvironmentVariable, GRACE_SECONDS, GroupSize, ImagePullPolicy,
    ImageSource, PortMapping, RestartPolicy, Spec, ecs_type, memory_choices,
};
use gantry_model::id::{EipId, RepositoryId, SecurityGroupId, VSwitchId, VpcId};
use gantry_model::network::EipChoice;
use gantry_model::units::{Mebibytes, MilliCpu};
use gantry_model::{Error, Result};
use gantry_words::containers as words;
use leptos::prelude::*;

use super::image::Picker;
use gantry_pages_network::beside::Beside;

/// Basic Mode or Specified Spec (ECI-13), as the choice's values.
pub const BASIC: &str = "basic";
pub const SPECIFIED: &str = "specified";
/// Deployment Mode (ECI-14), as the choice's values.
pub const SINGLE: &str = "single";
pub const MULTI: &str = "multi";

/// The public address (NET-05), as the choice's values; neither after **Cancel Selection**.
pub const EIP_AUTO: &str = "auto";
pub const EIP_EXISTING: &str = "existing";

/// The form's values. `Copy`.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The page, to which containers belong that are added later: the form around the button goes with its step.
    owner: StoredValue<Owner>,
    pub region: StoredValue<String>,
    pub name: RwSignal<String>,
    pub quantity: RwSignal<i64>,
    pub vpc: RwSignal<String>,
    /// The chosen subnets in their order; one in single-zone deployment.
    pub subnets: RwSignal<Vec<String>>,
    pub security_group: RwSignal<String>,
    pub mode: RwSignal<String>,
    pub deployment: RwSignal<String>,
    /// The group's size is the containers' sum, rounded up.
    pub from_containers: RwSignal<bool>,
    pub cpu: RwSignal<String>,
    pub memory: RwSignal<String>,
    /// Name of the ECS type.
    pub ecs_type: RwSignal<String>,
    pub policy: RwSignal<String>,
    pub containers: RwSignal<Vec<ContainerDraft>>,
    /// Place of the container that is shown.
    pub at: RwSignal<usize>,
    pub tags: RwSignal<Vec<(String, String)>>,
    pub grace: RwSignal<i64>,
    /// How the group gets a public address; empty for none.
    pub eip_mode: RwSignal<String>,
    /// Of the one that is created with the group, in Mbps.
    pub eip_bandwidth: RwSignal<i64>,
    /// The one that is there already.
    pub eip: RwSignal<String>,
    /// What the form lacked and is being made beside it (GEN-06).
    pub beside: Beside,
    pub agreed: RwSignal<bool>,
    /// How images are picked on the page that this is the form of.
    pub picker: Picker,
}

/// A repository that was picked, with its address as it stands in the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    pub id: RepositoryId,
    pub address: String,
    /// `Private, in default`.
    pub about: String,
}

/// One container of the form. `Copy`.
#[derive(Clone, Copy, PartialEq)]
pub struct ContainerDraft {
    /// What tells it apart for life.
    pub key: u32,
    pub name: RwSignal<String>,
    pub image: RwSignal<String>,
    pub picked: RwSignal<Option<Picked>>,
    pub version: RwSignal<String>,
    pub pull: RwSignal<String>,
    pub command: RwSignal<String>,
    pub arguments: RwSignal<Vec<String>>,
    pub directory: RwSignal<String>,
    pub advanced: RwSignal<bool>,
    pub cpu: RwSignal<String>,
    pub memory: RwSignal<String>,
    pub environment: RwSignal<Vec<(String, String)>>,
    pub ports: RwSignal<Vec<PortMapping>>,
}

impl ContainerDraft {
    fn new(key: u32) -> Self {
        Self {
            key,
            name: RwSignal::new(format!("container-{key}")),
            image: RwSignal::new(String::new()),
            picked: RwSignal::new(None),
            version: RwSignal::new(String::new()),
            pull: RwSignal::new(ImagePullPolicy::Always.as_str().to_owned()),
            command: RwSignal::new(String::new()),
            arguments: RwSignal::new(Vec::new()),
            directory: RwSignal::new(String::new()),
            advanced: RwSignal::new(false),
            cpu: RwSignal::new("0".to_owned()),
            memory: RwSignal::new("0".to_owned()),
            environment: RwSignal::new(Vec::new()),
            ports: RwSignal::new(Vec::new()),
        }
    }

    /// The pull policy that was chosen, tracked.
    pub fn pull_policy(&self) -> ImagePullPolicy {
        self.pull.with(|pull| ImagePullPolicy::ALL.into_iter().find(|one| one.as_str() == pull).unwrap_or_default())
    }

    /// CPU as typed, tracked; 0 while it is no number.
    pub fn cpu_value(&self) -> MilliCpu {
        self.cpu.with(|text| parse_cpu(text)).unwrap_or_default()
    }

    /// Memory as typed, tracked; 0 while it is no number.
    pub fn memory_value(&self) -> Mebibytes {
        self.memory.with(|text| parse_memory(text)).unwrap_or_default()
    }

    /// The container of the order; tracked. Faults name fields relative to it.
    pub fn spec(&self) -> Result<ContainerSpec> {
        let optional = |signal: RwSignal<String>| Some(signal.get().trim().to_owned()).filter(|text| !text.is_empty());
        Ok(ContainerSpec {
            name: self.name.get().trim().to_owned(),
            image: match self.picked.get() {
                Some(picked) => ImageSource::Repository(picked.id),
                None => ImageSource::Address(self.image.get().trim().to_owned()),
            },
            version: self.version.get().trim().to_owned(),
            pull_policy: self.pull_policy(),
            command: optional(self.command),
            arguments: self.arguments.get(),
            working_directory: optional(self.directory),
            cpu: self.cpu.with(|text| parse_cpu(text))?,
            memory: self.memory.with(|text| parse_memory(text))?,
            environment: self
                .environment
                .get()
                .into_iter()
                .map(|(name, value)| EnvironmentVariable { name, value })
                .collect(),
            ports: self.ports.get(),
        })
    }
}

/// What is typed into a CPU field; nothing is 0.
pub fn parse_cpu(text: &str) -> Result<MilliCpu> {
    match text.trim() {
        "" => Ok(MilliCpu::default()),
        text => MilliCpu::parse(text).ok_or_else(|| Error::invalid("cpu", Message::text(words::cpu_wrong(text)))),
    }
}

/// What is typed into a memory field; nothing is 0.
pub fn parse_memory(text: &str) -> Result<Mebibytes> {
    match text.trim() {
        "" => Ok(Mebibytes::default()),
        text => {
            Mebibytes::parse_gib(text).ok_or_else(|| Error::invalid("memory", Message::text(words::memory_wrong(text))))
        }
    }
}

impl Draft {
    /// A form with what the region offers first.
    pub fn new(options: &OrderOptions) -> Self {
        let vpc = options.vpcs.first();
        let subnet = vpc.and_then(|vpc| vpc.subnets.first());
        let security_group = vpc.and_then(|vpc| vpc.security_groups.first());
        let text = |id: Option<&str>| RwSignal::new(id.unwrap_or_default().to_owned());
        Self {
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            region: StoredValue::new(options.region.clone()),
            name: RwSignal::new(options.suggested_name.clone()),
            quantity: RwSignal::new(1),
            vpc: text(vpc.map(|vpc| vpc.id.as_ref())),
            subnets: RwSignal::new(subnet.map(|subnet| subnet.id.to_string()).into_iter().collect()),
            security_group: text(security_group.map(|group| group.0.as_ref())),
            mode: RwSignal::new(BASIC.to_owned()),
            deployment: RwSignal::new(SINGLE.to_owned()),
            from_containers: RwSignal::new(false),
            cpu: RwSignal::new("1".to_owned()),
            memory: RwSignal::new("2".to_owned()),
            ecs_type: RwSignal::new(gantry_model::containers::CATALOGUE[0].name.to_owned()),
            policy: RwSignal::new(RestartPolicy::Always.as_str().to_owned()),
            containers: RwSignal::new(vec![ContainerDraft::new(1)]),
            at: RwSignal::new(0),
            tags: RwSignal::new(Vec::new()),
            grace: RwSignal::new(i64::from(GRACE_SECONDS)),
            eip_mode: RwSignal::new(String::new()),
            eip_bandwidth: RwSignal::new(1),
            eip: RwSignal::new(String::new()),
            beside: Beside::default(),
            agreed: RwSignal::new(false),
            picker: Picker::Order,
        }
    }

    /// **Add Container**: another one, and shows it.
    pub fn add_container(&self) {
        let taken = self.containers.with_untracked(|list| list.iter().map(|one| one.key).max().unwrap_or(0));
        let container = self.owner.get_value().with(|| ContainerDraft::new(taken + 1));
        self.containers.update(|list| list.push(container));
        self.at.set(self.containers.with_untracked(Vec::len) - 1);
    }

    /// Takes the container with this place out; the last one stays.
    pub fn remove_container(&self, place: usize) {
        if self.containers.with_untracked(Vec::len) < 2 {
            return;
        }
        let at = self.at.get_untracked();
        let last = self.containers.with_untracked(Vec::len) - 2;
        self.at.set(if place < at { at - 1 } else { at.min(last) });
        self.containers.update(|list| {
            list.remove(place);
        });
    }

    /// Chooses the CPU, and the least memory that goes with it unless the present one does.
    pub fn choose_cpu(&self, cpu: &str) {
        self.cpu.set(cpu.to_owned());
        let fitting: Vec<u32> = memory_choices(cpu.parse().unwrap_or(0)).collect();
        let fits = self.memory.with_untracked(|memory| memory.parse().is_ok_and(|gib| fitting.contains(&gib)));
        if let (false, Some(least)) = (fits, fitting.first()) {
            self.memory.set(least.to_string());
        }
    }

    /// The size that was asked for, tracked.
    pub fn size(&self) -> GroupSize {
        if self.mode.get() == SPECIFIED {
            return GroupSize::Specified(self.ecs_type.get());
        }
        if self.from_containers.get() {
            return GroupSize::FromContainers;
        }
        let number = |signal: RwSignal<String>| signal.get().parse().unwrap_or(0);
        GroupSize::Basic(Spec { vcpu: number(self.cpu), gib: number(self.memory) })
    }

    /// The spec that will be made, tracked: chosen, or rounded up from the containers' sums.
    pub fn group_spec(&self) -> Result<Spec> {
        match self.size() {
            GroupSize::Basic(spec) => Ok(spec),
            GroupSize::Specified(name) => ecs_type(&name).map(|found| found.spec),
            GroupSize::FromContainers => {
                let (cpu, memory) = self.sums();
                if cpu == MilliCpu(0) || memory == Mebibytes(0) {
                    return Err(Error::invalid("size", Message::text(words::size_missing())));
                }
                gantry_model::containers::nearest(cpu, memory)
            }
        }
    }

    /// CPU and memory of all containers together, tracked.
    pub fn sums(&self) -> (MilliCpu, Mebibytes) {
        self.containers.with(|list| {
            let cpu = list.iter().map(|one| one.cpu_value().0).fold(0, u32::saturating_add);
            let memory = list.iter().map(|one| one.memory_value().0).fold(0, u32::saturating_add);
            (MilliCpu(cpu), Mebibytes(memory))
        })
    }

    /// The restart policy that was chosen, tracked.
    pub fn restart_policy(&self) -> RestartPolicy {
        self.policy.with(|policy| RestartPolicy::ALL.into_iter().find(|one| one.as_str() == policy).unwrap_or_default())
    }

    /// The public address that was chosen, tracked.
    pub fn eip_choice(&self) -> Result<EipChoice> {
        match self.eip_mode.get().as_str() {
            EIP_AUTO => Ok(EipChoice::Auto { bandwidth_mbps: u32::try_from(self.eip_bandwidth.get()).unwrap_or(0) }),
            EIP_EXISTING => match self.eip.get().parse::<EipId>() {
                Ok(id) => Ok(EipChoice::Existing(id)),
                Err(_) => Err(Error::invalid("eip", Message::text(words::eip_missing()))),
            },
            _ => Ok(EipChoice::None),
        }
    }

    /// The order; tracked. Faults name the fields as the form does.
    pub fn order(&self) -> Result<Order> {
        let chosen = |field: &str, missing: fn() -> &'static str, text: &str| {
            if text.is_empty() { Err(Error::invalid(field, Message::text(missing()))) } else { Ok(()) }
        };
        let (vpc, security_group) = (self.vpc.get(), self.security_group.get());
        chosen("vpc", words::vpc_missing, &vpc)?;
        chosen("security_group", words::security_group_missing, &security_group)?;
        let subnets: Result<Vec<VSwitchId>> = self.subnets.get().iter().map(|id| id.parse()).collect();
        let mut containers = Vec::new();
        for (place, container) in self.containers.get().into_iter().enumerate() {
            containers.push(container.spec().map_err(|error| error.within(&format!("containers.{place}")))?);
        }
        Ok(Order {
            region: self.region.get_value(),
            name: self.name.get().trim().to_owned(),
            quantity: u32::try_from(self.quantity.get()).unwrap_or(0),
            tags: self.tags.get().into_iter().collect::<BTreeMap<_, _>>(),
            spec: ContainerGroupSpec {
                vpc: vpc.parse::<VpcId>()?,
                subnets: subnets?,
                security_group: security_group.parse::<SecurityGroupId>()?,
                deployment: if self.deployment.get() == MULTI { Deployment::MultiZone } else { Deployment::SingleZone },
                size: self.size(),
                restart_policy: self.restart_policy(),
                containers,
                grace_seconds: u32::try_from(self.grace.get()).unwrap_or(GRACE_SECONDS),
                eip: self.eip_choice()?,
                restarts_asked: 0,
                scaling: None,
            },
            agreed: self.agreed.get(),
        })
    }

    /// The first fault of the order, the agreement aside; tracked.
    pub fn fault(&self) -> Option<Error> {
        let check = || {
            let order = Order { agreed: true, ..self.order()? };
            order.validate()
        };
        check().err()
    }
}

/// The step that a field is on.
pub fn step_of(field: &str) -> &'static str {
    match field.split('.').next().unwrap_or_default() {
        "tags" | "grace_seconds" | "eip" => "other",
        "agreed" => "confirm",
        _ => "basic",
    }
}

/// The place of the container that a field belongs to.
pub fn container_of(field: &str) -> Option<usize> {
    field.strip_prefix("containers.")?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use gantry_model::cidr::Cidr;
    use gantry_model::containers::view::{SubnetChoice, Usage, VpcChoice};
    use gantry_model::id::Id;
    use gantry_model::settings::{Prices, Quota};

    use super::*;

    fn draft() -> Draft {
        let cidr = Cidr::parse("cidr", "10.0.0.0/16").unwrap();
        let subnet = SubnetChoice {
            id: VSwitchId::from_parts(1, 1),
            name: "vsw".into(),
            zone: "local-a".into(),
            cidr,
            free_addresses: 200,
        };
        Draft::new(&OrderOptions {
            region: "local".into(),
            zones: vec!["local-a".into()],
            vpcs: vec![VpcChoice {
                id: VpcId::from_parts(1, 1),
                name: "vpc".into(),
                cidr,
                subnets: vec![subnet],
                security_groups: vec![(SecurityGroupId::from_parts(1, 1), "sg".into())],
                security_rules: vec![vec![]],
            }],
            prices: Prices::default(),
            quota: Quota::for_cores(2),
            used: Usage::default(),
            eips: vec![],
            free_eips: 0,
            suggested_name: "eci-abc123".into(),
        })
    }

    #[test]
    fn a_filled_in_form_is_an_order() {
        Owner::new().with(|| {
            let draft = draft();
            let first = draft.containers.get_untracked()[0];
            first.image.set("nginx".into());
            first.version.set("latest".into());
            assert_eq!(draft.fault(), None);
            first.command.set(" /run/server ".into());
            first.arguments.set(vec!["-port=80".into()]);
            first.directory.set("/srv".into());
            draft.quantity.set(3);
            draft.tags.set(vec![("Group".into(), "Web".into())]);
            let order = draft.order().unwrap();
            assert_eq!(order.spec.spec(), Ok(Spec { vcpu: 1, gib: 2 }));
            assert_eq!(order.quantity, 3);
            assert_eq!(order.tags.get("Group").map(String::as_str), Some("Web"));
            let container = &order.spec.containers[0];
            assert_eq!(container.command.as_deref(), Some("/run/server"));
            assert_eq!(container.arguments, ["-port=80"]);
            assert_eq!(container.working_directory.as_deref(), Some("/srv"));
            assert_eq!((container.cpu, container.memory), (MilliCpu(0), Mebibytes(0)));
            assert_eq!(order.validate().unwrap_err().field(), Some("agreed"));
        });
    }

    #[test]
    fn faults_name_the_container_and_its_step() {
        Owner::new().with(|| {
            let draft = draft();
            assert_eq!(draft.fault().unwrap().field(), Some("containers.0.image"));
            draft.add_container();
            let second = draft.containers.get_untracked()[1];
            second.cpu.set("much".into());
            let fault = draft.fault().unwrap();
            assert_eq!(fault.field(), Some("containers.1.cpu"));
            assert_eq!(container_of("containers.1.cpu"), Some(1));
            assert_eq!(step_of("containers.1.cpu"), "basic");
            assert_eq!(step_of("tags"), "other");
        });
    }

    #[test]
    fn the_public_address_is_made_chosen_or_left_out() {
        Owner::new().with(|| {
            let draft = draft();
            assert_eq!(draft.eip_choice(), Ok(EipChoice::None));
            draft.eip_mode.set(EIP_AUTO.into());
            draft.eip_bandwidth.set(5);
            assert_eq!(draft.eip_choice(), Ok(EipChoice::Auto { bandwidth_mbps: 5 }));
            draft.eip_mode.set(EIP_EXISTING.into());
            assert_eq!(draft.fault().unwrap().field(), Some("eip"));
            let id = EipId::from_parts(1, 1);
            draft.eip.set(id.to_string());
            assert_eq!(draft.eip_choice(), Ok(EipChoice::Existing(id)));
            assert_eq!(step_of("eip"), "other");
        });
    }

    #[test]
    fn memory_follows_the_cpu() {
        Owner::new().with(|| {
            let draft = draft();
            draft.choose_cpu("8");
            assert_eq!(draft.memory.get_untracked(), "16");
            draft.choose_cpu("4");
            assert_eq!(draft.memory.get_untracked(), "16");
        });
    }

    #[test]
    fn removing_a_container_keeps_the_one_that_is_shown() {
        Owner::new().with(|| {
            let draft = draft();
            draft.add_container();
            draft.add_container();
            assert_eq!(draft.at.get_untracked(), 2);
            draft.remove_container(0);
            assert_eq!(draft.at.get_untracked(), 1);
            draft.remove_container(1);
            assert_eq!(draft.at.get_untracked(), 0);
            draft.remove_container(0);
            assert_eq!(draft.containers.get_untracked().len(), 1);
        });
    }

    #[test]
    fn sums_of_containers_are_rounded_up_to_a_spec() {
        Owner::new().with(|| {
            let draft = draft();
            draft.from_containers.set(true);
            assert!(draft.group_spec().is_err());
            let first = draft.containers.get_untracked()[0];
            first.cpu.set("7".into());
            first.memory.set("13".into());
            assert_eq!(draft.group_spec(), Ok(Spec { vcpu: 8, gib: 16 }));
        });
    }
}
