//! What an order of a container group says (ECI-05 to ECI-41), and its rules.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::spec_table::{self, Spec};
use crate::error::{Error, Result};
use crate::id::{RepositoryId, SecurityGroupId, VSwitchId, VpcId};
use crate::message::{Message, common, containers as say};
use crate::name;
use crate::network::EipChoice;
use crate::units::{Mebibytes, MilliCpu};

/// Containers per group (ECI-19).
pub const MOST_CONTAINERS: usize = 20;
/// Tags per group (ECI-41).
pub const MOST_TAGS: usize = 20;
/// Between asking a container to end and ending it (decision "Grace period"), in seconds.
pub const GRACE_SECONDS: u32 = 30;
/// Temporary storage of a group by default (C-06), in GiB.
pub const WRITABLE_GIB: u32 = 40;

/// Characters of a key or a value of a tag (ECI-41).
const TAG_LENGTH: usize = 63;
const MOST_ARGUMENTS: usize = 100;
const MOST_VARIABLES: usize = 100;
const MOST_PORTS: usize = 50;
/// Bytes of one argument or of one variable's value.
const TEXT_LENGTH: usize = 4096;

/// What a person wants a container group to be. Its name and tags are those of the resource around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContainerGroupSpec {
    pub vpc: VpcId,
    /// One for a single zone; with several zones the group goes to the first that has room (C-09).
    pub subnets: Vec<VSwitchId>,
    pub security_group: SecurityGroupId,
    pub deployment: Deployment,
    pub size: GroupSize,
    pub restart_policy: RestartPolicy,
    pub containers: Vec<ContainerSpec>,
    /// 0 to 300 seconds.
    pub grace_seconds: u32,
    /// A public address (NET-05).
    #[serde(default)]
    pub eip: EipChoice,
    /// Counts **Restart**: the group is restarting while its status has carried out fewer (ECI-57).
    #[serde(default)]
    pub restarts_asked: u64,
    /// The scaling group that it is an instance of. Written by that group alone, never by an order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scaling: Option<crate::scaling::Membership>,
}

/// ECI-14, C-09.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deployment {
    #[default]
    SingleZone,
    MultiZone,
}

/// How the group's size is chosen (ECI-13, ECI-18, ECI-23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum GroupSize {
    /// A spec of the table.
    Basic(Spec),
    /// An ECS type by its name.
    Specified(String),
    /// The containers' sums, rounded up to the nearest spec.
    FromContainers,
}

/// ECI-28.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RestartPolicy {
    #[default]
    Always,
    OnFailure,
    Never,
}

impl RestartPolicy {
    pub const ALL: [Self; 3] = [Self::Always, Self::OnFailure, Self::Never];

    /// The words of the row.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Always => "Always",
            Self::OnFailure => "On Failure",
            Self::Never => "Never",
        }
    }

    /// Whether a container that ended with `exit_code` is started again.
    pub fn restarts_after(self, exit_code: i32) -> bool {
        match self {
            Self::Always => true,
            Self::OnFailure => exit_code != 0,
            Self::Never => false,
        }
    }
}

/// ECI-34.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImagePullPolicy {
    #[default]
    Always,
    OnDemand,
}

impl ImagePullPolicy {
    pub const ALL: [Self; 2] = [Self::Always, Self::OnDemand];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Always => "Always Pull",
            Self::OnDemand => "Pull On Demand",
        }
    }
}

/// Where an image comes from. References to our own registry are kept by repository id, so that they follow the
/// registry's address (decision "Image references").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImageSource {
    Repository(RepositoryId),
    /// As typed, without tag: `nginx`, `docker.io/library/nginx`.
    Address(String),
}

/// One container of a group (ECI-31 to ECI-39).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContainerSpec {
    pub name: String,
    pub image: ImageSource,
    /// Tag, or a digest with its algorithm.
    pub version: String,
    #[serde(default)]
    pub pull_policy: ImagePullPolicy,
    /// Empty: the image's own entry point and command (ECI-35).
    #[serde(default)]
    pub command: Option<String>,
    #[serde(default)]
    pub arguments: Vec<String>,
    /// Overrides the image's (ECI-36).
    #[serde(default)]
    pub working_directory: Option<String>,
    /// 0: shares the group's (ECI-20, ECI-22).
    #[serde(default)]
    pub cpu: MilliCpu,
    /// 0: shares the group's.
    #[serde(default)]
    pub memory: Mebibytes,
    #[serde(default)]
    pub environment: Vec<EnvironmentVariable>,
    #[serde(default)]
    pub ports: Vec<PortMapping>,
}

/// ECI-38.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnvironmentVariable {
    pub name: String,
    pub value: String,
}

/// A declared port (ECI-39).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PortMapping {
    /// 1 to 65535.
    pub port: u16,
    pub protocol: Protocol,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Protocol {
    #[default]
    Tcp,
    Udp,
}

impl Protocol {
    pub const ALL: [Self; 2] = [Self::Tcp, Self::Udp];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tcp => "TCP",
            Self::Udp => "UDP",
        }
    }
}

impl ContainerGroupSpec {
    /// Checks all rules that need no look at the store.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the field as the order page names it: `size`, `subnets`, `containers.0.name`, …
    pub fn validate(&self) -> Result<()> {
        match (self.deployment, self.subnets.len()) {
            (_, 0) => return Err(Error::invalid("subnets", say::choose_vswitch())),
            (Deployment::SingleZone, 2..) => {
                return Err(Error::invalid("subnets", say::single_zone_one_vswitch()));
            }
            _ => {}
        }
        if self.subnets.iter().collect::<BTreeSet<_>>().len() != self.subnets.len() {
            return Err(Error::invalid("subnets", say::vswitch_twice()));
        }
        if self.grace_seconds > 300 {
            return Err(Error::invalid("grace_seconds", say::grace_period_range(self.grace_seconds)));
        }
        self.eip.validate()?;
        if self.containers.is_empty() {
            return Err(Error::invalid("containers", say::no_container()));
        }
        if self.containers.len() > MOST_CONTAINERS {
            return Err(Error::invalid("containers", say::too_many_containers(MOST_CONTAINERS, self.containers.len())));
        }
        let mut names = BTreeSet::new();
        for (index, container) in self.containers.iter().enumerate() {
            let parent = format!("containers.{index}");
            container.validate().map_err(|error| error.within(&parent))?;
            if !names.insert(&container.name) {
                return Err(Error::invalid(format!("{parent}.name"), say::container_name_twice(&container.name)));
            }
        }
        self.check_sums(self.spec()?)
    }

    /// The spec that is made and charged: chosen, or the containers' sums rounded up (ECI-18, BIL-05).
    pub fn spec(&self) -> Result<Spec> {
        match &self.size {
            GroupSize::Basic(spec) if spec_table::BASIC_SPECS.contains(spec) => Ok(*spec),
            GroupSize::Basic(spec) => Err(Error::invalid("size", say::no_such_spec(spec.vcpu, spec.gib))),
            GroupSize::Specified(name) => Ok(spec_table::ecs_type(name)?.spec),
            GroupSize::FromContainers => {
                let (cpu, memory) = self.sums();
                if cpu == MilliCpu(0) || memory == Mebibytes(0) {
                    return Err(Error::invalid("size", say::no_size()));
                }
                spec_table::nearest(cpu, memory)
            }
        }
    }

    /// CPU and memory already chosen by all containers (the hints of ECI-20).
    pub fn sums(&self) -> (MilliCpu, Mebibytes) {
        let cpu = self.containers.iter().map(|c| c.cpu.0).fold(0, u32::saturating_add);
        let memory = self.containers.iter().map(|c| c.memory.0).fold(0, u32::saturating_add);
        (MilliCpu(cpu), Mebibytes(memory))
    }

    /// ECI-21: with a group size set, container sums above it are refused (C-08).
    fn check_sums(&self, spec: Spec) -> Result<()> {
        let (cpu, memory) = self.sums();
        if cpu > spec.cpu() {
            return Err(Error::invalid("containers", say::cpu_above_group(cpu, spec.vcpu)));
        }
        if memory > spec.memory() {
            return Err(Error::invalid("containers", say::memory_above_group(memory, spec.gib)));
        }
        Ok(())
    }
}

impl ContainerSpec {
    /// Checks one container; fields are relative to it.
    pub fn validate(&self) -> Result<()> {
        name::container("name", &self.name)?;
        if let ImageSource::Address(address) = &self.image {
            crate::registry::reference::check_address("image", address)?;
        }
        check_version(&self.version)?;
        if let Some(command) = &self.command {
            check_text("command", say::field_startup_command(), command, 1)?;
        }
        at_most("arguments", self.arguments.len(), MOST_ARGUMENTS, say::too_many_arguments)?;
        for argument in &self.arguments {
            check_text("arguments", say::field_argument(), argument, 0)?;
        }
        if let Some(directory) = &self.working_directory {
            check_text("working_directory", say::field_working_directory(), directory, 1)?;
            if !directory.starts_with('/') {
                return Err(Error::invalid("working_directory", say::working_directory_relative(directory)));
            }
        }
        self.validate_environment()?;
        self.validate_ports()
    }

    fn validate_environment(&self) -> Result<()> {
        at_most("environment", self.environment.len(), MOST_VARIABLES, say::too_many_variables)?;
        let mut names = BTreeSet::new();
        for variable in &self.environment {
            let legal = |c: char| c.is_ascii_graphic() && c != '=';
            if variable.name.is_empty() || variable.name.len() > 128 || !variable.name.chars().all(legal) {
                return Err(Error::invalid("environment", say::variable_name_rule(&variable.name)));
            }
            check_text("environment", say::field_variable_value(), &variable.value, 0)?;
            if !names.insert(&variable.name) {
                return Err(Error::invalid("environment", say::variable_twice(&variable.name)));
            }
        }
        Ok(())
    }

    fn validate_ports(&self) -> Result<()> {
        at_most("ports", self.ports.len(), MOST_PORTS, say::too_many_ports)?;
        let mut seen = BTreeSet::new();
        for mapping in &self.ports {
            if mapping.port == 0 {
                return Err(Error::invalid("ports", common::port_zero()));
            }
            if !seen.insert(mapping) {
                return Err(Error::invalid("ports", say::port_twice(mapping.port, mapping.protocol.as_str())));
            }
        }
        Ok(())
    }
}

/// Image Version is a tag, or a digest such as `sha256:…` (ECI-33).
fn check_version(version: &str) -> Result<()> {
    if version.contains(':') {
        return crate::registry::reference::Digest::parse(version)
            .map(drop)
            .map_err(|error| Error::invalid("version", error.into_message()));
    }
    name::tag("version", version)
}

fn check_text(field: &str, label: Message, text: &str, least: usize) -> Result<()> {
    if text.len() < least {
        return Err(Error::invalid(field, common::is_empty(label)));
    }
    if text.len() > TEXT_LENGTH || text.contains('\0') {
        return Err(Error::invalid(field, say::text_too_long(label, TEXT_LENGTH)));
    }
    Ok(())
}

fn at_most(field: &str, number: usize, most: usize, refusal: fn(usize, usize) -> Message) -> Result<()> {
    if number > most { Err(Error::invalid(field, refusal(most, number))) } else { Ok(()) }
}

/// Tags (ECI-41): at most 20, keys of 1 to 63 characters, values of 0 to 63; keys are unique by being a map's.
pub fn validate_tags(tags: &BTreeMap<String, String>) -> Result<()> {
    if tags.len() > MOST_TAGS {
        return Err(Error::invalid("tags", say::too_many_tags(MOST_TAGS, tags.len())));
    }
    let legal = |text: &str| text.chars().count() <= TAG_LENGTH && !text.chars().any(char::is_control);
    for (key, value) in tags {
        if key.is_empty() || !legal(key) {
            return Err(Error::invalid("tags", say::tag_key_rule(key, TAG_LENGTH)));
        }
        if !legal(value) {
            return Err(Error::invalid("tags", say::tag_value_rule(key, TAG_LENGTH)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;

    fn container(name: &str, cpu: u32, gib: u32) -> ContainerSpec {
        ContainerSpec {
            name: name.into(),
            image: ImageSource::Address("nginx".into()),
            version: "latest".into(),
            pull_policy: ImagePullPolicy::Always,
            command: None,
            arguments: vec![],
            working_directory: None,
            cpu: MilliCpu::cores(cpu),
            memory: Mebibytes::gib(gib),
            environment: vec![],
            ports: vec![],
        }
    }

    fn group(size: GroupSize, containers: Vec<ContainerSpec>) -> ContainerGroupSpec {
        ContainerGroupSpec {
            vpc: VpcId::from_parts(1, 1),
            subnets: vec![VSwitchId::from_parts(1, 1)],
            security_group: SecurityGroupId::from_parts(1, 1),
            deployment: Deployment::SingleZone,
            size,
            restart_policy: RestartPolicy::Always,
            containers,
            grace_seconds: GRACE_SECONDS,
            eip: EipChoice::None,
            restarts_asked: 0,
            scaling: None,
        }
    }

    #[test]
    fn containers_above_the_group_are_refused() {
        let spec = Spec { vcpu: 2, gib: 8 };
        let fits = group(GroupSize::Basic(spec), vec![container("a", 1, 4), container("b", 1, 4)]);
        assert_eq!(fits.validate(), Ok(()));
        let over = group(GroupSize::Basic(spec), vec![container("a", 1, 4), container("b", 2, 4)]);
        assert_eq!(over.validate().unwrap_err().field(), Some("containers"));
    }

    #[test]
    fn containers_without_a_group_size_are_rounded_up() {
        let asked = group(GroupSize::FromContainers, vec![container("a", 3, 6), container("b", 4, 7)]);
        assert_eq!(asked.spec(), Ok(Spec { vcpu: 8, gib: 16 }));
    }

    #[test]
    fn the_twenty_first_container_is_refused() {
        let containers = (0..21).map(|n| container(&format!("c{n}"), 0, 0)).collect();
        let error = group(GroupSize::Basic(Spec { vcpu: 1, gib: 2 }), containers).validate().unwrap_err();
        assert!(error.to_string().contains("at most 20"), "{error}");
    }

    #[test]
    fn a_fault_names_the_container_it_is_in() {
        let mut second = container("b", 0, 0);
        second.ports = vec![PortMapping { port: 80, protocol: Protocol::Tcp }; 2];
        let error = group(GroupSize::Basic(Spec { vcpu: 1, gib: 2 }), vec![container("a", 0, 0), second])
            .validate()
            .unwrap_err();
        assert_eq!(error.field(), Some("containers.1.ports"));
    }

    #[test]
    fn names_of_variables_may_hold_hyphens() {
        let mut one = container("a", 0, 0);
        one.environment = vec![EnvironmentVariable { name: "CLOUD-PROVISIONER".into(), value: "CTYUN".into() }];
        assert_eq!(one.validate(), Ok(()));
        one.environment[0].name = "A=B".into();
        assert_eq!(one.validate().unwrap_err().field(), Some("environment"));
    }

    #[test]
    fn tags_have_limits() {
        let tag = |key: &str, value: &str| BTreeMap::from([(key.to_owned(), value.to_owned())]);
        assert_eq!(validate_tags(&tag("Group", "Web")), Ok(()));
        assert_eq!(validate_tags(&tag("MODE", "")), Ok(()));
        assert!(validate_tags(&tag("", "x")).is_err());
        assert!(validate_tags(&tag(&"k".repeat(64), "")).is_err());
        let many = (0..21).map(|n| (n.to_string(), String::new())).collect();
        assert!(validate_tags(&many).is_err());
    }
}
