//! What would happen to a packet: the rules of the page are tried in the browser, by the same function whose order the packet
//! filter follows. Only which security groups an address is in is asked of the server.

use gantry_model::id::SecurityGroupId;
use gantry_model::network::view::SecurityGroupDetails;
use gantry_model::network::{Action, Direction, Packet, PacketProtocol, Remote, Verdict, verdict};
use gantry_model::{Error, Result};
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
            let parse = |_| Error::invalid("address", format!("“{text}” is not an address such as 203.0.113.7."));
            let address = text.parse().map_err(parse)?;
            let number = port.with(|text| text.trim().parse::<u16>());
            let port = match (protocol.has_ports(), number) {
                (false, _) => 0,
                (true, Ok(port)) => port,
                (true, Err(_)) => return Err(Error::invalid("port", "A port is 1 to 65535.")),
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
        Err(error) => Some(Err(error.to_string())),
        Ok(packet) => Some(Ok(group.with(|group| {
            let verdict = remote_groups.with(|remote| verdict(&group.rules, &packet, remote));
            let place = verdict.rule.as_ref().and_then(|rule| group.rules.iter().position(|one| one == rule));
            let words = words(&verdict, group, place);
            (verdict.action, words, place)
        }))),
    });
    Effect::new(move |_| decides.set(found.get().and_then(|found| found.ok()?.2)));
    let protocols: Vec<Choice> = PacketProtocol::ALL.map(|protocol| Choice::same(protocol.as_str())).into();
    let has_ports = Memo::new(move |_| chosen().has_ports());
    let (other, placeholder) = match direction {
        Direction::Inbound => ("From address", "203.0.113.7"),
        Direction::Outbound => ("To address", "203.0.113.7"),
    };
    view! {
        <Section
            title="What would happen"
            note=Some("Tries the rules above on the first packet of a connection; answers to it always pass".to_owned())
        >
            <div class="trial">
                <Field name="trial-address" label=other>
                    <Input value=address typed=Typed::Mono placeholder/>
                </Field>
                <Field name="trial-protocol" label="Protocol">
                    <Select value=protocol choices=protocols/>
                </Field>
                {move || {
                    has_ports
                        .get()
                        .then(|| {
                            view! {
                                <Field name="trial-port" label="Port">
                                    <Input value=port typed=Typed::Mono max_length=5/>
                                </Field>
                            }
                        })
                }}
                <p class="verdict" role="status">
                    {move || match found.get() {
                        None => view! { <span class="quiet">"Type an address to see what becomes of its packet."</span> }.into_any(),
                        Some(Err(why)) => view! { <span class="fault">{why}</span> }.into_any(),
                        Some(Ok((action, words, _))) => {
                            let (mark, word) = match action {
                                Action::Allow => (Mark::Ok, "Allowed"),
                                Action::Drop => (Mark::Bad, "Dropped"),
                            };
                            view! {
                                <span>
                                    <StateMark mark word/>
                                </span>
                                <span>{words}</span>
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
fn words(verdict: &Verdict, group: &SecurityGroupDetails, place: Option<usize>) -> String {
    let Some(rule) = &verdict.rule else {
        return "No rule fits, and what no rule allows is dropped.".to_owned();
    };
    let side = if rule.direction == Direction::Inbound { "from" } else { "to" };
    // Its number among the rules that the table shows.
    let shown = place
        .map_or(0, |place| group.rules.iter().take(place + 1).filter(|one| one.direction == rule.direction).count());
    let about = if rule.description.is_empty() { String::new() } else { format!(" “{}”", rule.description) };
    format!(
        "Rule {shown}{about} decides: priority {}, {} {} {side} {}.",
        rule.priority,
        rule.action.as_str(),
        rule_words(rule),
        remote_words(&rule.remote, &group.siblings)
    )
}
