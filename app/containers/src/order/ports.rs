//! Ports and Protocols of a container (ECI-39): a number, a protocol, and the list of what was added.

use gantry_model::containers::{PortMapping, Protocol};
use gantry_words::containers as words;
use leptos::prelude::*;

use gantry_ui::prelude::*;

/// What is typed as a port; the message says why it is none.
fn port(text: &str) -> Result<u16, String> {
    match text.trim().parse::<u16>() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(words::port_wrong(text.trim())),
    }
}

/// `80 TCP`.
fn port_text(port: &PortMapping) -> String {
    format!("{} {}", port.port, port.protocol.as_str())
}

/// The list of ports with the way to add one.
#[component]
pub fn PortsInput(ports: RwSignal<Vec<PortMapping>>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let protocol = RwSignal::new(Protocol::Tcp.as_str().to_owned());
    let fault = RwSignal::new(None::<String>);
    let add = move || {
        let number = match port(&typed.get_untracked()) {
            Ok(number) => number,
            Err(message) => {
                fault.set(Some(message));
                return;
            }
        };
        let chosen = protocol.get_untracked();
        let protocol = Protocol::ALL.into_iter().find(|one| one.as_str() == chosen).unwrap_or_default();
        let mapping = PortMapping { port: number, protocol };
        if ports.with_untracked(|ports| ports.contains(&mapping)) {
            fault.set(Some(words::port_twice(port_text(&mapping))));
            return;
        }
        ports.update(|ports| ports.push(mapping));
        typed.set(String::new());
        fault.set(None);
    };
    let shown = Signal::derive(move || ports.with(|ports| ports.iter().map(port_text).collect::<Vec<_>>()));
    view! {
        <div class="kv-row" style="width:100%;display:grid">
            <input
                class="input"
                type="number"
                min="1"
                max="65535"
                placeholder="80"
                aria-label=words::port()
                prop:value=move || typed.get()
                aria-invalid=move || fault.try_get().flatten().map(|_| "true")
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    fault.set(None);
                }
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        event.prevent_default();
                        add();
                    }
                }
            />
            <select
                class="select"
                aria-label=words::protocol()
                on:change=move |event| protocol.set(event_target_value(&event))
            >
                {Protocol::ALL
                    .map(|one| view! { <option value=one.as_str()>{one.as_str()}</option> })
                    .into_iter()
                    .collect_view()}
            </select>
            <Button label=words::add_port() icon=Glyph::Plus on_click=move |()| add()/>
        </div>
        {move || fault.try_get().flatten().map(|message| view! { <p class="fault" role="alert">{message}</p> })}
        <Added
            values=shown
            on_remove=move |place| {
                ports
                    .update(|ports| {
                        ports.remove(place);
                    })
            }
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_1_to_65535() {
        assert_eq!(port(" 80 "), Ok(80));
        for bad in ["0", "65536", "-1", "http", ""] {
            assert!(port(bad).is_err(), "{bad}");
        }
    }
}
