//! **EIP** of an order (NET-05 to NET-07): **Auto Create**, **Use Existing**, **Cancel Selection**; and which declared ports the
//! chosen security group closes to whoever comes that way.

use std::net::Ipv4Addr;

use gantry_model::containers::view::OrderOptions;
use gantry_model::containers::{PortMapping, Protocol};
use gantry_model::network::view::EipOption;
use gantry_model::network::{Action, BANDWIDTH_MBPS, Direction, Packet, PacketProtocol, SecurityRule, verdict};
use gantry_words::containers as words;
use leptos::prelude::*;

use super::draft::{Draft, EIP_AUTO, EIP_EXISTING};
use super::instance::vpc;
use gantry_pages_network::beside::{Missing, MissingLink};
use gantry_ui::prelude::*;

/// An address that is nobody's (RFC 5737): whoever comes from outside.
const STRANGER: Ipv4Addr = Ipv4Addr::new(203, 0, 113, 7);

/// `127.50.0.9 · shop · 5 Mbps`.
fn option_words(eip: &EipOption) -> String {
    format!("{} · {} · {} Mbps", eip.address, eip.name, eip.bandwidth_mbps)
}

/// The public address of the order in words, tracked.
pub(super) fn eip_text(draft: Draft, options: Signal<OrderOptions>) -> String {
    match draft.eip_mode.get().as_str() {
        EIP_AUTO => words::eip_auto_text(draft.eip_bandwidth.get()),
        EIP_EXISTING => {
            let id = draft.eip.get();
            options
                .with(|options| options.eips.iter().find(|eip| eip.id.as_ref() == id).map(option_words))
                .unwrap_or_else(|| words::not_chosen().to_owned())
        }
        _ => words::none().to_owned(),
    }
}

/// Those of the ports that the rules close to whoever comes from outside.
fn closed(rules: &[SecurityRule], ports: &[PortMapping]) -> Vec<PortMapping> {
    let dropped = |port: &&PortMapping| {
        let protocol = match port.protocol {
            Protocol::Tcp => PacketProtocol::Tcp,
            Protocol::Udp => PacketProtocol::Udp,
        };
        let packet = Packet { direction: Direction::Inbound, protocol, port: port.port, address: STRANGER.into() };
        verdict(rules, &packet, &[]).action == Action::Drop
    };
    ports.iter().filter(dropped).copied().collect()
}

/// Says which declared ports the chosen security group closes, while the order has a public address.
#[component]
pub(super) fn Closed(draft: Draft, options: Signal<OrderOptions>) -> impl IntoView {
    let found = Memo::new(move |_| {
        if draft.eip_mode.with(String::is_empty) {
            return None;
        }
        let id = draft.security_group.get();
        let vpc = vpc(draft, options)?;
        let place = vpc.security_groups.iter().position(|group| group.0.as_ref() == id)?;
        let mut ports: Vec<PortMapping> =
            draft.containers.get().into_iter().flat_map(|container| container.ports.get()).collect();
        ports.sort();
        ports.dedup();
        let closed = closed(vpc.security_rules.get(place)?, &ports);
        Some((vpc.security_groups.get(place)?.1.clone(), closed))
    });
    view! {
        <div role="status">
            {move || {
                found
                    .get()
                    .filter(|(_, ports)| !ports.is_empty())
                    .map(|(group, ports)| {
                        let title = words::ports_closed(ports.len(), group, crate::detail::ports_text(&ports));
                        view! {
                            <Notice tone=Tone::Warn title>
                                <p>{words::ports_closed_text()}</p>
                            </Notice>
                        }
                    })
            }}
        </div>
    }
}

/// The section **EIP** of Other Settings.
#[component]
pub(super) fn EipSection(draft: Draft, options: Signal<OrderOptions>, reload: Callback<()>) -> impl IntoView {
    let form = expect_context::<FormState>();
    let (least, most) = BANDWIDTH_MBPS;
    let mode = draft.eip_mode;
    let free = Memo::new(move |_| options.with(|options| options.free_eips));
    let existing = Signal::derive(move || {
        options.with(|options| {
            options.eips.iter().map(|eip| Choice::new(eip.id.to_string(), option_words(eip))).collect::<Vec<_>>()
        })
    });
    let modes = Signal::derive(move || {
        let used_up = (free.get() == 0).then(|| words::eip_used_up().to_owned());
        vec![
            Choice::new(EIP_AUTO, words::eip_auto()).why_not(used_up),
            Choice::new(EIP_EXISTING, words::eip_existing()),
        ]
    });
    let help = Signal::derive(move || {
        Some(
            match mode.get().as_str() {
                EIP_AUTO => words::eip_auto_help(),
                EIP_EXISTING => words::eip_existing_help(),
                _ => words::eip_none_help(),
            }
            .to_owned(),
        )
    });
    view! {
        <FormSection title=words::eip() purpose=words::eip_purpose()>
            <Field name="eip" label=words::eip() group=true help>
                <div class="row">
                    <Segmented value=mode choices=modes on_change=move |_: String| form.clear("eip")/>
                    <Button
                        label=words::cancel_selection()
                        look=Look::Bare
                        why_not=Signal::derive(move || {
                            mode.with(String::is_empty).then(|| words::no_eip_selected().to_owned())
                        })
                        on_click=move |()| {
                            mode.set(String::new());
                            draft.eip.set(String::new());
                            form.clear("eip");
                        }
                    />
                </div>
            </Field>
            {move || match mode.get().as_str() {
                EIP_AUTO => {
                    view! {
                        <Fields>
                            <Field
                                name="eip_bandwidth"
                                label=words::bandwidth()
                                required=true
                                group=true
                                help=words::bandwidth_help()
                            >
                                <Slider
                                    value=draft.eip_bandwidth
                                    min=i64::from(least)
                                    max=i64::from(most)
                                    unit="Mbps"
                                    label=words::bandwidth()
                                />
                            </Field>
                        </Fields>
                    }
                        .into_any()
                }
                EIP_EXISTING => {
                    view! {
                        <Fields>
                            <Field
                                name="eip_existing"
                                label=words::existing_eip()
                                required=true
                                check=Callback::new(move |()| {
                                    draft.eip.with_untracked(String::is_empty)
                                        .then(|| words::eip_missing().to_owned())
                                })
                            >
                                <WithReload label=words::load_eips() on_click=reload>
                                    <Select value=draft.eip choices=existing placeholder=words::choose_eip()/>
                                </WithReload>
                                <MissingLink beside=draft.beside what=Missing::Eip/>
                            </Field>
                        </Fields>
                    }
                        .into_any()
                }
                _ => ().into_any(),
            }}
            <Closed draft options/>
        </FormSection>
    }
}

#[cfg(test)]
mod tests {
    use gantry_model::cidr::{Cidr, Cidr6};
    use gantry_model::network::default_rules;

    use super::*;

    #[test]
    fn declared_ports_that_no_rule_opens_are_named() {
        let inside = Cidr6::EVERYWHERE;
        let rules = default_rules(Cidr::of(Ipv4Addr::new(10, 0, 0, 0), 16), inside);
        let port = |port, protocol| PortMapping { port, protocol };
        let ports = [port(80, Protocol::Tcp), port(8080, Protocol::Tcp), port(80, Protocol::Udp)];
        assert_eq!(closed(&rules, &ports), [port(8080, Protocol::Tcp), port(80, Protocol::Udp)]);
        assert_eq!(closed(&[], &ports[..1]), ports[..1]);
    }
}
