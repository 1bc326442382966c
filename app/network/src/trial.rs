//! What would happen to a packet: the rules of the page are tried in the browser, by the same function whose order the packet
//! filter follows. Only which security groups an address is in is asked of the server.

use gantry_model::Message;
use gantry_model::id::SecurityGroupId;
use gantry_model::network::view::SecurityGroupDetails;
use gantry_model::network::{Action, Direction, Packet, PacketProtocol, Remote, Verdict, verdict};
use gantry_model::{Error, Result};
use gantry_words::Said as _;
use gantry_words::{Word as _, network as words};
use leptos::prelude::*;

use super::api::security_group_try;
use super::rules::{remote_words, rule_words};
use gantry_ui::prelude::*;

/// Tries a packet on the rules of one direction.
#[component]
pub(super) fn Trial(
    group: Signal<SecurityGroupDetails>,
    direction: Direction,
    /// Hears the place of the rule that decides.
    decides: RwSignal<Option<usize>>,
) -> impl IntoView {
    let protocol = RwSignal::new(PacketProtocol::Tcp.as_str().to_owned());
    let port = RwSignal::new("80".to_owned());
    let address = RwSignal::new(String::new());
    let remote_groups = RwSignal::new(Vec::<SecurityGroupId>::new());
    let chosen = move || {
        protocol.with(|text| PacketProtocol::ALL.into_iter().find(|one| one.as_str() == text)).unwrap_or_default()
    };
    let packet = Memo::new(move |_| -> Option<Result<Packet>> {
        let text = address.with(|text| text.trim().to_owned());
        (!text.is_empty()).then(|| {
            let protocol = chosen();
            let parse = |_| Error::invalid("address", Message::text(words::trial_address_wrong(&text)));
            let address = text.parse().map_err(parse)?;
            let number = port.with(|text| text.trim().parse::<u16>());
            let port = match (protocol.has_ports(), number) {
                (false, _) => 0,
                (true, Ok(port)) => port,
                (true, Err(_)) => {
                    return Err(Error::invalid("port", Message::text(words::trial_port_wrong())));
                }
            };
            let packet = Packet { direction, protocol, port, address };
            packet.validate().map(|()| packet)
        })
    });
    // Rules that name a security group need to know whose address this is.
    let ask = Run::new(move |packet: Packet| {
        let id = group.with_untracked(|group| group.row.id.clone());
        async move { security_group_try(id, packet).await }
    })
    .in_dialog()
    .done(move |result| remote_groups.set(result.remote_groups.into_iter().map(|one| one.0).collect()));
    let names_groups =
        Memo::new(move |_| group.with(|group| group.rules.iter().any(|rule| matches!(rule.remote, Remote::Group(_)))));
    Effect::new(move |_| {
        remote_groups.set(Vec::new());
        if let (true, Some(Ok(packet))) = (names_groups.get(), packet.get()) {
            ask.start(packet);
        }
    });
    let found = Memo::new(move |_| match packet.get()? {
        Err(error) => Some(Err(error.said())),
        Ok(packet) => Some(Ok(group.with(|group| {
            let verdict = remote_groups.with(|remote| verdict(&group.rules, &packet, remote));
            let place = verdict.rule.as_ref().and_then(|rule| group.rules.iter().position(|one| one == rule));
            let why = why(&verdict, group, place);
            (verdict.action, why, place)
        }))),
    });
    Effect::new(move |_| decides.set(found.get().and_then(|found| found.ok()?.2)));
    let protocols: Vec<Choice> =
        PacketProtocol::ALL.map(|protocol| Choice::new(protocol.as_str(), protocol.word())).into();
    let has_ports = Memo::new(move |_| chosen().has_ports());
    let other = match direction {
        Direction::Inbound => words::trial_source(),
        Direction::Outbound => words::trial_destination(),
    };
    view! {
        <Section
            title=words::trial()
            note=Some(words::trial_note().to_owned())
        >
            <div class="trial">
                <Field name="trial-address" label=other>
                    <Input value=address typed=Typed::Mono placeholder="203.0.113.7"/>
                </Field>
                <Field name="trial-protocol" label=words::protocol()>
                    <Select value=protocol choices=protocols/>
                </Field>
                {move || {
                    has_ports
                        .get()
                        .then(|| {
                            view! {
                                <Field name="trial-port" label=words::trial_port()>
                                    <Input value=port typed=Typed::Mono max_length=5/>
                                </Field>
                            }
                        })
                }}
                <p class="verdict" role="status">
                    {move || match found.get() {
                        None => view! { <span class="quiet">{words::trial_nothing_typed()}</span> }.into_any(),
                        Some(Err(fault)) => view! { <span class="fault">{fault}</span> }.into_any(),
                        Some(Ok((action, why, _))) => {
                            let (mark, word) = match action {
                                Action::Allow => (Mark::Ok, words::packet_allowed()),
                                Action::Drop => (Mark::Bad, words::packet_dropped()),
                            };
                            view! {
                                <span>
                                    <StateMark mark word/>
                                </span>
                                <span>{why}</span>
                            }
                                .into_any()
                        }
                    }}
                </p>
            </div>
        </Section>
    }
}

/// Which rule decides, in words.
fn why(verdict: &Verdict, group: &SecurityGroupDetails, place: Option<usize>) -> String {
    let Some(rule) = &verdict.rule else {
        return words::no_rule_decides().to_owned();
    };
    // Its number among the rules that the table shows.
    let shown = place
        .map_or(0, |place| group.rules.iter().take(place + 1).filter(|one| one.direction == rule.direction).count());
    let whole = rule_words(rule, &remote_words(&rule.remote, &group.siblings));
    match rule.description.as_str() {
        "" => words::rule_decides(shown, rule.priority, whole),
        description => words::described_rule_decides(shown, description, rule.priority, whole),
    }
}
