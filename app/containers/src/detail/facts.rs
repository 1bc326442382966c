//! The facts of a group, and the way of its last start.

use std::net::Ipv4Addr;

use gantry_model::containers::StepOutcome;
use gantry_model::containers::view::{GroupDetails, StepView};
use gantry_model::containers::{GroupState, StepName};
use gantry_model::containers::{PortMapping, Protocol};
use gantry_words::Said as _;
use gantry_words::{Word as _, containers as words, ui};
use leptos::prelude::*;

use gantry_console::paths;
use gantry_ui::prelude::*;

/// What is known of a group, in two columns.
#[component]
pub fn GroupFacts(group: Signal<GroupDetails>) -> impl IntoView {
    let part = move |read: fn(&GroupDetails) -> String| Memo::new(move |_| group.with(read));
    let spec = part(|group| format!("{} vCPU, {} GiB", group.row.spec.vcpu, group.row.spec.gib));
    let zone = part(|group| group.zone.clone().unwrap_or_else(|| words::not_chosen_yet().to_owned()));
    let way = move |read: fn(&GroupDetails) -> (String, Option<String>)| Memo::new(move |_| group.with(read));
    let vpc = way(|group| (group.vpc.1.clone(), Some(paths::vpc(group.vpc.0.as_ref()))));
    let subnet = way(|group| match &group.subnet {
        Some((id, name, cidr)) => (format!("{name} {cidr}"), Some(paths::vswitch(id.as_ref()))),
        None => (words::not_chosen_yet().to_owned(), None),
    });
    let security_group =
        way(|group| (group.security_group.1.clone(), Some(paths::security_group(group.security_group.0.as_ref()))));
    let ipv6 = Memo::new(move |_| group.with(|group| group.row.ipv6.map(|address| address.to_string())));
    let policy = part(|group| group.restart_policy.word().to_owned());
    let grace = part(|group| ui::seconds(group.grace_seconds));
    let billing = part(|group| words::pay_as_you_go_price(&group.price_per_hour, &group.currency));
    let address = Memo::new(move |_| group.with(|group| group.row.private_ip.map(|ip| ip.to_string())));
    let created = Signal::derive(move || group.with(|group| group.row.created.clone()));
    let by = part(|group| words::created_by(&group.created_by));
    let tags = Memo::new(move |_| {
        group.with(|group| {
            let text = |(key, value): (&String, &String)| {
                if value.is_empty() { key.clone() } else { format!("{key}:{value}") }
            };
            group.row.tags.iter().map(text).collect::<Vec<_>>()
        })
    });
    view! {
        <Facts>
            <Fact label=words::spec()>{move || spec.get()}</Fact>
            <Fact label=words::private_ip()>
                {move || match address.get() {
                    Some(address) => view! { <Copy text=Signal::stored(address)/> }.into_any(),
                    None => view! { <span class="quiet">{words::not_yet()}</span> }.into_any(),
                }}
            </Fact>
            <Fact label=words::eip()>
                <PublicAddress group/>
            </Fact>
            <Fact label=words::ipv6_address()>
                {move || match ipv6.get() {
                    Some(address) => view! { <Copy text=Signal::stored(address)/> }.into_any(),
                    None => view! { <span class="quiet">{words::none()}</span> }.into_any(),
                }}
            </Fact>
            <Fact label=words::zone()>{move || zone.get()}</Fact>
            <Fact label=words::vpc()>{move || linked(vpc.get())}</Fact>
            <Fact label=words::vswitch()>{move || linked(subnet.get())}</Fact>
            <Fact label=words::security_group()>{move || linked(security_group.get())}</Fact>
            <Fact label=words::restart_policy()>{move || policy.get()}</Fact>
            <Fact label=words::grace_period()>{move || grace.get()}</Fact>
            <Fact label=words::billing_mode()>{move || billing.get()}</Fact>
            <Fact label=ui::created()>
                <Time at=created/>
                " "
                <span class="quiet">{move || by.get()}</span>
            </Fact>
            <Fact label=words::tags()>
                {move || {
                    let tags = tags.get();
                    if tags.is_empty() {
                        view! { <span class="quiet">{words::none()}</span> }.into_any()
                    } else {
                        view! { <Chips values=Signal::stored(tags)/> }.into_any()
                    }
                }}
            </Fact>
        </Facts>
    }
}

/// A name that leads to its page, if it has one.
fn linked((name, href): (String, Option<String>)) -> AnyView {
    match href {
        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
        None => name.into_any(),
    }
}

/// The EIP of a group with its bandwidth, and links to what answers there (NET-09).
#[component]
fn PublicAddress(group: Signal<GroupDetails>) -> impl IntoView {
    let shown = Memo::new(move |_| {
        group.with(|group| {
            let (id, _, mbps) = group.eip.clone()?;
            let address = group.row.public_ip?;
            let ports = group.containers.iter().flat_map(|container| container.ports.iter());
            let mut ways: Vec<String> = ports.filter_map(|port| web_address(address, *port)).collect();
            ways.sort();
            ways.dedup();
            Some((paths::eip(id.as_ref()), address.to_string(), mbps, ways))
        })
    });
    move || match shown.get() {
        None => view! { <span class="quiet">{words::none()}</span> }.into_any(),
        Some((href, address, mbps, ways)) => view! {
            <Copy text=Signal::stored(address)/>
            " "
            <a href=href>{format!("{mbps} Mbps")}</a>
            {ways
                .into_iter()
                .map(|way| {
                    let href = way.clone();
                    view! {
                        <span class="sub">
                            <a class="link" href=href target="_blank" rel="noopener">
                                {way}
                            </a>
                        </span>
                    }
                })
                .collect_view()}
        }
        .into_any(),
    }
}

/// Where a browser finds what listens on a declared port.
fn web_address(address: Ipv4Addr, port: PortMapping) -> Option<String> {
    match (port.protocol, port.port) {
        (Protocol::Udp, _) => None,
        (Protocol::Tcp, 80) => Some(format!("http://{address}/")),
        (Protocol::Tcp, 443) => Some(format!("https://{address}/")),
        (Protocol::Tcp, port) => Some(format!("http://{address}:{port}/")),
    }
}

/// All stations: those begun as they went, the others ahead.
fn stations(steps: &[StepView], state: GroupState) -> Vec<Station> {
    StepName::ALL
        .into_iter()
        .map(|name| {
            let step = steps.iter().find(|step| step.name == name);
            let reached = match step.map(|step| step.outcome) {
                Some(StepOutcome::Done) => Reached::Done,
                Some(StepOutcome::Ongoing) if state == GroupState::ScheduleFailed => Reached::Broken,
                Some(StepOutcome::Ongoing) => Reached::Now,
                Some(StepOutcome::Failed) => Reached::Broken,
                None => Reached::Ahead,
            };
            let took = step.and_then(|step| step.took);
            let note = step.map(note).unwrap_or_default();
            Station { name: name.word().to_owned(), note, milliseconds: took.unwrap_or(1), reached }
        })
        .collect()
}

fn note(step: &StepView) -> String {
    match (step.took, step.detail.said().as_str()) {
        (Some(took), "") => gantry_words::duration(took),
        (Some(took), detail) => words::station_note(detail, gantry_words::duration(took)),
        (None, detail) => detail.to_owned(),
    }
}

/// The steps of the last start with their times.
#[component]
pub fn LastStart(group: Signal<GroupDetails>) -> impl IntoView {
    let lift = Memo::new(move |_| group.with(|group| stations(&group.steps, group.row.state)));
    let began = Memo::new(move |_| group.with(|group| !group.steps.is_empty()));
    let whole = Signal::derive(move || {
        group.with(|group| match group.start_took {
            Some(took) => Some(words::from_order_to_running(gantry_words::duration(took))),
            None => group.row.reason.as_ref().map(|why| why.said()),
        })
    });
    view! {
        {move || {
            began
                .get()
                .then(|| {
                    view! {
                        <Section title=words::last_start() note=whole>
                            <Lift stations=lift label=words::last_start_steps()/>
                        </Section>
                    }
                })
        }}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_begun_stands_ahead() {
        let step = |name, outcome, took| StepView { name, outcome, took, detail: gantry_model::Message::default() };
        let steps =
            [step(StepName::Schedule, StepOutcome::Done, Some(18)), step(StepName::Pull, StepOutcome::Ongoing, None)];
        let lift = stations(&steps, GroupState::Pending);
        let reached: Vec<Reached> = lift.iter().map(|station| station.reached).collect();
        assert_eq!(reached, [Reached::Done, Reached::Now, Reached::Ahead, Reached::Ahead, Reached::Ahead]);
        assert_eq!(lift[0].note, "18 ms");
        assert_eq!(stations(&steps, GroupState::ScheduleFailed)[1].reached, Reached::Broken);
    }
}
