//! A container of the template: what is run, with what, and how much of the machine it may use.

use super::annotations::whole;
use super::fields::{Fields, Reader};
use super::node::{Node, Value};
use super::{Fault, Placed};
use crate::Error;
use crate::containers::{ContainerSpec, EnvironmentVariable, ImagePullPolicy, ImageSource, PortMapping, Protocol};
use crate::message::{Message, scaling as say};
use crate::name;
use crate::scaling::quantity::Quantity;
use crate::units::{Mebibytes, MilliCpu};

/// The container with this number, from 0.
pub(super) fn container(reader: &mut Reader, number: usize, node: Node) -> Option<Placed<ContainerSpec>> {
    let path = format!("spec.template.spec.containers[{number}]");
    let mut fields = reader.fields(&path, node)?;
    let (line, column) = (fields.place.line, fields.place.column);
    let name = fields.need(reader, "name", say::why_container_name());
    let name = reader.parsed(&format!("{path}.name"), name, |text| {
        name::container("name", text).map(|()| text.to_owned()).map_err(Error::into_message)
    });
    let image = fields.need(reader, "image", say::why_image());
    let image = reader.parsed(&format!("{path}.image"), image, split_image);
    let policy = fields.take("imagePullPolicy");
    let policy = reader.parsed(&format!("{path}.imagePullPolicy"), policy, |text| match text {
        "Always" => Ok(ImagePullPolicy::Always),
        "IfNotPresent" => Ok(ImagePullPolicy::OnDemand),
        other => Err(say::not_pull_policy(other)),
    });
    let mut words = |reader: &mut Reader, name: &'static str| {
        let path = format!("{path}.{name}");
        let node = fields.take(name);
        let items = reader.items(&path, node);
        items.into_iter().filter_map(|item| reader.text(&path, item)).map(|word| word.value).collect::<Vec<_>>()
    };
    let mut command = words(reader, "command");
    let arguments = words(reader, "args");
    let environment = fields.take("env");
    let environment = environment_of(reader, &format!("{path}.env"), environment);
    let ports = fields.take("ports");
    let ports = ports_of(reader, &format!("{path}.ports"), ports);
    let directory = fields.take("workingDir");
    let directory = reader.parsed(&format!("{path}.workingDir"), directory, |text| Ok(text.to_owned()));
    let resources = fields.take("resources").and_then(|node| reader.fields(&format!("{path}.resources"), node));
    let (cpu, memory) = resources.map_or_else(Default::default, |resources| resources_of(reader, resources));
    fields.finish(reader, &["terminationMessagePath", "terminationMessagePolicy", "tty", "stdin"]);
    let (image, version) = image?;
    let first = if command.is_empty() { None } else { Some(command.remove(0)) };
    let spec = ContainerSpec {
        name: name?,
        image: ImageSource::Address(image),
        version,
        pull_policy: policy.unwrap_or_default(),
        command: first,
        arguments: command.into_iter().chain(arguments).collect(),
        working_directory: directory,
        cpu,
        memory,
        environment,
        ports,
    };
    if let Err(error) = spec.validate() {
        reader.refuse(Fault { line, column, path, message: error.into_message() });
    }
    Some(Placed { line, column, value: spec })
}

/// `address:tag`, `address@sha256:…`, or `address` alone for the tag `latest`.
fn split_image(text: &str) -> Result<(String, String), Message> {
    let (address, version) = match text.split_once('@') {
        Some((address, digest)) => (address, digest),
        None => match text.rsplit_once(':') {
            Some((address, tag)) if !tag.contains('/') => (address, tag),
            _ => (text, "latest"),
        },
    };
    if address.trim().is_empty() {
        return Err(say::empty_image());
    }
    crate::registry::reference::check_address("image", address).map_err(Error::into_message)?;
    Ok((address.to_owned(), version.to_owned()))
}

fn environment_of(reader: &mut Reader, path: &str, node: Option<Node>) -> Vec<EnvironmentVariable> {
    let mut variables = Vec::new();
    for (number, item) in reader.items(path, node).into_iter().enumerate() {
        let path = format!("{path}[{number}]");
        let Some(mut fields) = reader.fields(&path, item) else { continue };
        let name = fields.need(reader, "name", say::why_variable_name());
        let name = reader.parsed(&format!("{path}.name"), name, |text| Ok(text.to_owned()));
        let value = fields.take("value").filter(|node| node.value != Value::Null);
        let value = value.and_then(|node| reader.text(&format!("{path}.value"), node));
        fields.finish(reader, &[]);
        if let Some(name) = name {
            variables.push(EnvironmentVariable { name, value: value.map_or_else(String::new, |value| value.value) });
        }
    }
    variables
}

fn ports_of(reader: &mut Reader, path: &str, node: Option<Node>) -> Vec<PortMapping> {
    let mut ports = Vec::new();
    for (number, item) in reader.items(path, node).into_iter().enumerate() {
        let path = format!("{path}[{number}]");
        let Some(mut fields) = reader.fields(&path, item) else { continue };
        let port = fields.need(reader, "containerPort", say::why_port_number());
        let port = reader.parsed(&format!("{path}.containerPort"), port, |text| {
            let number: Option<u16> = whole("containerPort", text)?.try_into().ok();
            number.filter(|port| *port > 0).ok_or_else(|| say::port_range(text))
        });
        let protocol = fields.take("protocol");
        let protocol = reader.parsed(&format!("{path}.protocol"), protocol, |text| match text {
            "TCP" => Ok(Protocol::Tcp),
            "UDP" => Ok(Protocol::Udp),
            other => Err(say::not_protocol(other)),
        });
        // A name is for people.
        fields.take("name");
        fields.finish(reader, &[]);
        if let Some(port) = port {
            ports.push(PortMapping { port, protocol: protocol.unwrap_or_default() });
        }
    }
    ports
}

/// What a container may use: its limits, or its requests where it has no limits.
fn resources_of(reader: &mut Reader, mut fields: Fields) -> (MilliCpu, Mebibytes) {
    let path = fields.path.clone();
    let mut part = |reader: &mut Reader, name: &'static str| {
        let path = format!("{path}.{name}");
        let mut fields = reader.fields(&path, fields.take(name)?)?;
        let cpu = fields.take("cpu");
        let at = cpu.as_ref().map(|node| (node.line, node.column));
        let cpu = reader.parsed(&format!("{path}.cpu"), cpu, |text| {
            Quantity::parse(text)?.milli_cpu().ok_or_else(|| say::too_much_cpu(text))
        });
        let memory = fields.take("memory");
        let memory_at = memory.as_ref().map(|node| (node.line, node.column));
        let memory = reader.parsed(&format!("{path}.memory"), memory, |text| {
            Quantity::parse(text)?.mebibytes().ok_or_else(|| say::too_much_memory(text))
        });
        fields.finish(reader, &["ephemeral-storage"]);
        Some((cpu.zip(at), memory.zip(memory_at)))
    };
    let requests = part(reader, "requests").unwrap_or_default();
    let limits = part(reader, "limits").unwrap_or_default();
    fields.finish(reader, &[]);
    let mut above = |what: &str, (line, column): (u32, u32)| {
        let path = format!("{path}.requests.{what}");
        let message = say::request_above_limit(what);
        reader.refuse(Fault { line, column, path, message });
    };
    if let (Some((request, at)), Some((limit, _))) = (requests.0, limits.0)
        && request > limit
    {
        above("cpu", at);
    }
    if let (Some((request, at)), Some((limit, _))) = (requests.1, limits.1)
        && request > limit
    {
        above("memory", at);
    }
    let cpu = limits.0.or(requests.0).map_or(MilliCpu(0), |(cpu, _)| cpu);
    let memory = limits.1.or(requests.1).map_or(Mebibytes(0), |(memory, _)| memory);
    (cpu, memory)
}
