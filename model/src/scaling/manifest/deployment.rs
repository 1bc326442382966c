//! The Deployment that a file holds.

use std::collections::BTreeMap;

use super::annotations::{Annotations, Metadata, whole};
use super::container::container;
use super::fields::{Fields, Reader};
use super::node::{self, Node};
use super::{Fault, Notice, Placed};
use crate::containers::{ContainerSpec, MOST_CONTAINERS, RestartPolicy, Spec, nearest, validate_tags};
use crate::message::{Message, containers as say_of_containers, scaling as say};
use crate::name;
use crate::scaling::MOST_INSTANCES;
use crate::units::{Mebibytes, MilliCpu};

/// What the largest maximum is that a file without one asks for.
const USUAL_MAXIMUM: u32 = 5;

/// What a file asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deployment {
    /// Annotation `ess-scaling-group-name`; `metadata.name` without it.
    pub group_name: Placed<String>,
    /// Annotation `ess-scaling-group-min-size`; 0 without it (ESS-12).
    pub minimum: u32,
    /// Annotation `ess-scaling-group-max-size`; 5 without it, or what minimum and `replicas` need.
    pub maximum: u32,
    /// `replicas`, brought between minimum and maximum: the number to begin with; the minimum without it (ESS-15).
    pub replicas: Option<u32>,
    pub containers: Vec<Placed<ContainerSpec>>,
    /// The nearest spec that holds all limits; the smallest without limits.
    pub size: Spec,
    pub restart_policy: RestartPolicy,
    pub grace_seconds: Option<u32>,
    /// Annotation `eci-with-eip` of the template (ESS-13).
    pub with_eip: bool,
    /// The template's labels, as tags of each instance.
    pub tags: BTreeMap<String, String>,
    /// Annotation `eci-vswitch` of the template, separated by commas; none: those of the VPC.
    pub subnets: Vec<Placed<String>>,
    /// Annotation `eci-security-group` of the template; none: the VPC's first.
    pub security_group: Option<Placed<String>>,
}

/// A file that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    pub deployment: Deployment,
    pub notices: Vec<Notice>,
}

impl Deployment {
    /// Reads a file.
    ///
    /// # Errors
    /// All faults, by line; at least one.
    pub fn parse(text: &str) -> Result<Parsed, Vec<Fault>> {
        let root = node::read(text).map_err(|fault| vec![fault])?;
        let mut reader = Reader::default();
        let deployment = read(&mut reader, root);
        let Reader { mut faults, mut notices } = reader;
        faults.sort_by_key(|fault| (fault.line, fault.column));
        notices.sort_by_key(|notice| notice.line);
        match deployment {
            Some(deployment) if faults.is_empty() => Ok(Parsed { deployment, notices }),
            _ => Err(faults),
        }
    }
}

fn read(reader: &mut Reader, root: Node) -> Option<Deployment> {
    let mut file = reader.fields("", root)?;
    let constant = |reader: &mut Reader, file: &mut Fields, name: &'static str, only: &str| {
        let node = file.need(reader, name, say::why_constant(name, only));
        let path = file.path(name);
        reader.parsed(&path, node, |text| if text == only { Ok(()) } else { Err(say::not_constant(name, only, text)) });
    };
    constant(reader, &mut file, "apiVersion", "apps/v1");
    constant(reader, &mut file, "kind", "Deployment");
    let metadata = file.need(reader, "metadata", say::why_metadata());
    let spec = file.need(reader, "spec", say::why_spec());
    file.finish(reader, &["status"]);
    let metadata =
        metadata.and_then(|node| reader.fields("metadata", node)).map(|fields| Metadata::read(reader, fields));
    let spec = spec.and_then(|node| reader.fields("spec", node)).map(|fields| Workload::read(reader, fields));
    let (metadata, workload) = (metadata?, spec?);

    let annotations = Annotations::of(
        reader,
        "metadata.annotations",
        metadata.annotations,
        &["ess-scaling-group-name", "ess-scaling-group-min-size", "ess-scaling-group-max-size"],
    );
    let group_name = annotations.get("ess-scaling-group-name").or(metadata.name);
    let minimum = annotations.number(reader, "ess-scaling-group-min-size");
    let maximum = annotations.number(reader, "ess-scaling-group-max-size");
    let template = workload.template?;
    let group_name = check_name(reader, group_name)?;
    let (minimum, maximum) = check_bounds(reader, minimum, maximum, &workload.replicas);
    let replicas = workload.replicas.map(|replicas| begin(reader, replicas, minimum, maximum));
    check_selector(reader, workload.selector, &template.tags);
    Some(Deployment {
        group_name,
        minimum,
        maximum,
        replicas,
        containers: template.containers,
        size: template.size?,
        restart_policy: template.restart_policy,
        grace_seconds: template.grace_seconds,
        with_eip: template.with_eip,
        tags: template.tags,
        subnets: template.subnets,
        security_group: template.security_group,
    })
}

fn check_name(reader: &mut Reader, name: Option<Placed<String>>) -> Option<Placed<String>> {
    let Some(name) = name else {
        reader.refuse(Fault { line: 1, column: 1, path: "metadata.name".to_owned(), message: say::no_group_name() });
        return None;
    };
    if let Err(error) = name::scaling_group("name", &name.value) {
        let path = "metadata.annotations.ess-scaling-group-name".to_owned();
        reader.refuse(Fault { line: name.line, column: name.column, path, message: error.into_message() });
    }
    Some(name)
}

/// Minimum, maximum and the number to begin with fit together.
fn check_bounds(
    reader: &mut Reader,
    minimum: Option<Placed<u32>>,
    maximum: Option<Placed<u32>>,
    replicas: &Option<Placed<u32>>,
) -> (u32, u32) {
    let least = minimum.as_ref().map_or(0, |minimum| minimum.value);
    let asked = replicas.as_ref().map_or(0, |replicas| replicas.value);
    let most = maximum.as_ref().map_or(USUAL_MAXIMUM.max(least).max(asked), |maximum| maximum.value);
    let mut refuse = |place: &Placed<u32>, path: &str, message: Message| {
        reader.refuse(Fault { line: place.line, column: place.column, path: path.to_owned(), message });
    };
    if let Some(place) = maximum.as_ref().filter(|_| most > MOST_INSTANCES) {
        let message = say::file_maximum_range(MOST_INSTANCES, most);
        refuse(place, "metadata.annotations.ess-scaling-group-max-size", message);
    }
    if let Some(place) = minimum.as_ref().filter(|_| least > most) {
        let message = say::file_minimum_above_maximum(least, most);
        refuse(place, "metadata.annotations.ess-scaling-group-min-size", message);
    }
    (least, most)
}

/// The number that the group begins with: as everywhere, minimum and maximum have the last word (ESS-06, ESS-07, ESS-15).
fn begin(reader: &mut Reader, replicas: Placed<u32>, least: u32, most: u32) -> u32 {
    let number = replicas.value.min(most).max(least);
    if number != replicas.value {
        let message = say::replicas_changed(least, most, number, replicas.value);
        reader.notices.push(Notice { line: replicas.line, path: "spec.replicas".to_owned(), message });
    }
    number
}

/// As in Kubernetes, the selector picks what the template labels.
fn check_selector(reader: &mut Reader, selector: Vec<(String, Placed<String>)>, labels: &BTreeMap<String, String>) {
    for (name, wanted) in selector {
        if labels.get(&name) != Some(&wanted.value) {
            let path = format!("spec.selector.matchLabels.{name}");
            let message = say::no_such_label(name, wanted.value);
            reader.refuse(Fault { line: wanted.line, column: wanted.column, path, message });
        }
    }
}

struct Workload {
    replicas: Option<Placed<u32>>,
    selector: Vec<(String, Placed<String>)>,
    template: Option<Template>,
}

impl Workload {
    fn read(reader: &mut Reader, mut fields: Fields) -> Self {
        let replicas = fields.take("replicas").and_then(|node| {
            let (line, column) = (node.line, node.column);
            let value = reader.parsed("spec.replicas", Some(node), |text| whole("replicas", text))?;
            Some(Placed { line, column, value })
        });
        let selector = fields.take("selector").and_then(|node| reader.fields("spec.selector", node));
        let selector = selector.map_or_else(Vec::new, |mut selector| {
            let labels = reader.texts("spec.selector.matchLabels", selector.take("matchLabels"));
            selector.finish(reader, &[]);
            labels
        });
        let template = fields.need(reader, "template", say::why_template());
        fields.finish(
            reader,
            &["strategy", "revisionHistoryLimit", "progressDeadlineSeconds", "minReadySeconds", "paused"],
        );
        let template = template.and_then(|node| reader.fields("spec.template", node));
        Self { replicas, selector, template: template.and_then(|fields| Template::read(reader, fields)) }
    }
}

struct Template {
    containers: Vec<Placed<ContainerSpec>>,
    size: Option<Spec>,
    restart_policy: RestartPolicy,
    grace_seconds: Option<u32>,
    with_eip: bool,
    tags: BTreeMap<String, String>,
    subnets: Vec<Placed<String>>,
    security_group: Option<Placed<String>>,
}

impl Template {
    fn read(reader: &mut Reader, mut fields: Fields) -> Option<Self> {
        let metadata = fields.take("metadata").and_then(|node| reader.fields("spec.template.metadata", node));
        let metadata = metadata.map(|fields| Metadata::read(reader, fields));
        let pod = fields.need(reader, "spec", say::why_spec());
        fields.finish(reader, &[]);
        let (labels, annotations) =
            metadata.map_or_else(Default::default, |metadata| (metadata.labels, metadata.annotations));
        let path = "spec.template.metadata.annotations";
        let annotations =
            Annotations::of(reader, path, annotations, &["eci-with-eip", "eci-vswitch", "eci-security-group"]);
        let with_eip = annotations.parsed(reader, "eci-with-eip", |text| match text {
            "true" => Ok(true),
            "false" => Ok(false),
            other => Err(say::not_with_eip(other)),
        });
        let subnets = annotations.get("eci-vswitch").map_or_else(Vec::new, |list| {
            let parts = list.value.split(',').map(str::trim).filter(|part| !part.is_empty());
            parts.map(|part| Placed { line: list.line, column: list.column, value: part.to_owned() }).collect()
        });
        let tags = tags(reader, labels);

        let mut pod = reader.fields("spec.template.spec", pod?)?;
        let nodes = pod.need(reader, "containers", say::why_containers());
        let place = nodes.as_ref().map(|node| (node.line, node.column));
        let restart_policy = pod.take("restartPolicy");
        let restart_policy = reader.parsed("spec.template.spec.restartPolicy", restart_policy, |text| match text {
            "Always" => Ok(RestartPolicy::Always),
            "OnFailure" => Ok(RestartPolicy::OnFailure),
            "Never" => Ok(RestartPolicy::Never),
            other => Err(say::not_restart_policy(other)),
        });
        let grace = pod.take("terminationGracePeriodSeconds");
        let path = "spec.template.spec.terminationGracePeriodSeconds";
        let grace_seconds = reader.parsed(path, grace, |text| match whole("terminationGracePeriodSeconds", text)? {
            seconds @ 0..=300 => Ok(seconds),
            seconds => Err(say_of_containers::grace_period_range(seconds)),
        });
        pod.finish(
            reader,
            &["dnsPolicy", "schedulerName", "serviceAccountName", "serviceAccount", "nodeSelector", "securityContext"],
        );
        let items = reader.items("spec.template.spec.containers", nodes);
        if let Some((line, column)) = place.filter(|_| items.is_empty() || items.len() > MOST_CONTAINERS) {
            let path = "spec.template.spec.containers".to_owned();
            let message = say::containers_range(MOST_CONTAINERS, items.len());
            reader.refuse(Fault { line, column, path, message });
        }
        let containers: Vec<_> =
            items.into_iter().enumerate().filter_map(|(number, node)| container(reader, number, node)).collect();
        check_names(reader, &containers);
        let size = place.and_then(|place| size(reader, place, &containers));
        Some(Self {
            containers,
            size,
            restart_policy: restart_policy.unwrap_or_default(),
            grace_seconds,
            with_eip: with_eip.is_some_and(|with| with.value),
            tags,
            subnets,
            security_group: annotations.get("eci-security-group"),
        })
    }
}

fn tags(reader: &mut Reader, labels: Vec<(String, Placed<String>)>) -> BTreeMap<String, String> {
    let mut tags = BTreeMap::new();
    for (name, value) in labels {
        tags.insert(name.clone(), value.value);
        if let Err(error) = validate_tags(&tags) {
            tags.remove(&name);
            let path = format!("spec.template.metadata.labels.{name}");
            reader.refuse(Fault { line: value.line, column: value.column, path, message: error.into_message() });
        }
    }
    tags
}

fn check_names(reader: &mut Reader, containers: &[Placed<ContainerSpec>]) {
    for (number, container) in containers.iter().enumerate() {
        let name = &container.value.name;
        if !name.is_empty() && containers[..number].iter().any(|before| before.value.name == *name) {
            let path = format!("spec.template.spec.containers[{number}].name");
            let message = say_of_containers::container_name_twice(name);
            reader.refuse(Fault { line: container.line, column: container.column, path, message });
        }
    }
}

/// The smallest spec that holds all containers.
fn size(reader: &mut Reader, (line, column): (u32, u32), containers: &[Placed<ContainerSpec>]) -> Option<Spec> {
    let cpu = containers.iter().map(|one| one.value.cpu.0).fold(0, u32::saturating_add);
    let memory = containers.iter().map(|one| one.value.memory.0).fold(0, u32::saturating_add);
    match nearest(MilliCpu(cpu), Mebibytes(memory)) {
        Ok(spec) => Some(spec),
        Err(error) => {
            let path = "spec.template.spec.containers".to_owned();
            reader.refuse(Fault { line, column, path, message: error.into_message() });
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample;
    use super::*;
    use crate::containers::ImageSource;

    const IMAGE: &str = "registry-vpc.cn-hangzhou.aliyuncs.com/eci_open/nginx:latest";

    fn faults(text: &str) -> Vec<Fault> {
        Deployment::parse(text).unwrap_err()
    }

    #[test]
    fn the_sample_of_the_rows_is_read() {
        let Parsed { deployment, notices } = Deployment::parse(&sample(IMAGE)).unwrap();
        assert_eq!(deployment.group_name.value, "ess-eci-test");
        assert_eq!((deployment.minimum, deployment.maximum, deployment.replicas), (0, 5, Some(0)));
        assert!(!deployment.with_eip);
        let container = &deployment.containers[0].value;
        assert_eq!(container.name, "nginx");
        assert_eq!(
            container.image,
            ImageSource::Address("registry-vpc.cn-hangzhou.aliyuncs.com/eci_open/nginx".into())
        );
        assert_eq!(container.version, "latest");
        assert_eq!((container.cpu, container.memory), (MilliCpu(1000), Mebibytes(1024)));
        assert_eq!(container.ports.iter().map(|port| port.port).collect::<Vec<_>>(), [80, 443]);
        assert_eq!(deployment.size, Spec { vcpu: 1, gib: 2 });
        assert_eq!(deployment.tags.get("app").map(String::as_str), Some("nginx"));
        assert_eq!(notices, []);
    }

    #[test]
    fn both_prefixes_and_unquoted_values_are_read() {
        let text =
            sample(IMAGE).replace("k8s.aliyun.com/", "gantry/").replace("\"5\"", "5").replace("\"false\"", "true");
        let deployment = Deployment::parse(&text).unwrap().deployment;
        assert_eq!((deployment.maximum, deployment.with_eip), (5, true));
    }

    #[test]
    fn a_file_without_an_image_is_refused_at_the_container() {
        let text = sample(IMAGE).replace(&format!("          image: {IMAGE}\n"), "");
        let faults = faults(&text);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].path, "spec.template.spec.containers[0].image");
        assert!(faults[0].message.to_string().contains("Without an image the scaling group cannot be created"));
        let line = text.lines().position(|line| line.contains("- name: nginx")).unwrap() as u32 + 1;
        assert_eq!((faults[0].line, faults[0].column), (line, 11));
    }

    #[test]
    fn each_fault_stands_at_its_line_and_names_field_value_and_rule() {
        for (from, to, part) in [
            ("max-size: \"5\"", "max-size: \"many\"", "“many”"),
            ("min-size: \"0\"", "min-size: \"6\"", "above the maximum of 5"),
            ("kind: Deployment", "kind: Pod", "not “Pod”"),
            ("apps/v1", "v1", "not “v1”"),
            ("memory: 0.05Gi", "memory: 0.05GB", "“0.05GB”"),
            ("cpu: 50m", "cpu: 2", "above its limit"),
            ("replicas:", "replica:", "Did you mean “replicas”?"),
            ("containerPort: 80", "containerPort: 80000", "1 to 65535"),
            ("test\n", "te st\n", "“ess-eci-te st”"),
            ("eci-with-eip: \"false\"", "eci-with-eip: maybe", "true or false"),
            ("eci-with-eip", "eci-with-eib", "not known"),
            ("matchLabels:\n      app: nginx", "matchLabels:\n      app: other", "“app: other”"),
            ("resources:", "resource:", "Did you mean “resources”?"),
            ("name: nginx\n", "name: Nginx\n", "Container Name"),
        ] {
            let text = sample(IMAGE).replacen(from, to, 1);
            assert_ne!(text, sample(IMAGE), "{from}");
            let faults = faults(&text);
            let changed = text.lines().zip(sample(IMAGE).lines()).position(|(a, b)| a != b).unwrap() as u32 + 1;
            let fault = faults.iter().find(|fault| fault.message.to_string().contains(part));
            let fault = fault.unwrap_or_else(|| panic!("{to}: {part} is not in {faults:?}"));
            assert!(fault.line.abs_diff(changed) <= 1, "{to}: line {} instead of {changed}", fault.line);
        }
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let text = sample(IMAGE)
            .replace("replicas: 0", "replicas: x")
            .replace("50m", "fifty")
            .replace("kind: Depl", "kind: depl");
        assert_eq!(faults(&text).len(), 3);
    }

    #[test]
    fn what_kubernetes_knows_and_we_do_not_is_a_notice() {
        let text = sample(IMAGE).replace("  replicas: 0", "  replicas: 0\n  strategy:\n    type: Recreate");
        let notices = Deployment::parse(&text).unwrap().notices;
        assert_eq!(notices.len(), 1);
        assert_eq!(notices[0].path, "spec.strategy");
    }

    #[test]
    fn what_is_no_yaml_or_too_much_of_it_is_refused() {
        for (text, part) in [
            ("", "empty"),
            ("a: [", "no YAML"),
            ("a: b: c", "no YAML"),
            ("- 1\n- 2", "a mapping, not a list"),
            ("a: &x 1\nb: *x", "Aliases"),
            ("a: 1\n---\nb: 2", "second document"),
            ("a: 1\na: 2", "twice"),
            (&"[".repeat(100), "levels deep"),
            (&format!("a: {}", "x".repeat(300_000)), "256 KiB"),
            (&"- 1\n".repeat(20_000), "at most 10000"),
        ] {
            let faults = faults(text);
            assert!(faults[0].message.to_string().contains(part), "{part}: {faults:?}");
        }
    }

    #[test]
    fn replicas_and_bounds_have_defaults() {
        let text = sample(IMAGE);
        let without = |part: &str| {
            text.lines().filter(|line| !line.contains(part)).map(|line| format!("{line}\n")).collect::<String>()
        };
        let read = |text: &str| Deployment::parse(text).unwrap().deployment;
        assert_eq!(read(&without("replicas")).replicas, None);
        assert_eq!(read(&without("min-size")).minimum, 0);
        let many = without("max-size").replace("replicas: 0", "replicas: 8");
        assert_eq!(read(&many).maximum, 8);
        assert_eq!(read(&without("group-name")).group_name.value, "nginx-demo");
    }

    #[test]
    fn replicas_give_way_to_the_bounds_with_a_notice() {
        for (from, to, begins) in [
            ("min-size: \"0\"", "min-size: \"1\"", 1),
            ("replicas: 0", "replicas: 6", 5),
            ("replicas: 0", "replicas: 5", 5),
        ] {
            let parsed = Deployment::parse(&sample(IMAGE).replace(from, to)).unwrap();
            assert_eq!(parsed.deployment.replicas, Some(begins), "{to}");
            let told: Vec<&str> = parsed.notices.iter().map(|notice| notice.path.as_str()).collect();
            assert_eq!(told.len(), usize::from(!to.ends_with("5")), "{to}: {told:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,200}") {
            let _ = Deployment::parse(&text);
        }

        #[test]
        fn no_damage_to_the_sample_panics(place in 0usize..900, cut in 0usize..60, with in "[ \\n:\\-\\[\\]{}&*!|>'\"%@`a0]{0,6}") {
            let mut text: Vec<char> = sample(IMAGE).chars().collect();
            let place = place.min(text.len());
            let end = (place + cut).min(text.len());
            text.splice(place..end, with.chars());
            let text: String = text.into_iter().collect();
            if let Err(faults) = Deployment::parse(&text) {
                prop_assert!(!faults.is_empty(), "{text}");
                for fault in faults {
                    prop_assert!(fault.line >= 1 && fault.column >= 1);
                    prop_assert!(fault.line as usize <= text.lines().count() + 1, "{fault:?}");
                }
            }
        }

        #[test]
        fn quantities_of_the_file_are_those_of_the_grammar(value in 1u32..64_000) {
            let text = sample(IMAGE).replace("cpu: '1'", &format!("cpu: {value}m")).replace("cpu: 50m", "cpu: 1m");
            let read = Deployment::parse(&text).unwrap().deployment;
            prop_assert_eq!(read.containers[0].value.cpu, MilliCpu(value));
        }
    }
}
