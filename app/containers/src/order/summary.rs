//! What an order will make, live, with what it costs; and the order as text.

use gantry_model::containers::view::OrderOptions;
use gantry_model::settings::Prices;
use gantry_model::units::{Mebibytes, MilliCpu};
use gantry_words::Said as _;
use gantry_words::{Word as _, containers as words, ui};
use leptos::prelude::*;

use super::draft::{ContainerDraft, Draft};
use super::eip::eip_text;
use super::instance::vpc;
use crate::detail::order_value;
use gantry_ui::prelude::*;

/// `x-eci/web:2.4.1` as far as it is known.
pub fn image_text(container: ContainerDraft) -> String {
    let (image, version) = (container.image.get(), container.version.get());
    match (image.trim(), version.trim()) {
        ("", _) => words::no_image_yet().to_owned(),
        (image, "") => image.to_owned(),
        (image, version) if version.contains(':') => format!("{image}@{version}"),
        (image, version) => format!("{image}:{version}"),
    }
}

/// `local-a, then local-b`; nothing for no zones.
pub(super) fn in_order(zones: Vec<String>) -> Option<String> {
    zones.into_iter().reduce(words::zone_then)
}

/// The chosen subnets' zones, in their order.
pub(super) fn zones_text(draft: Draft, options: Signal<OrderOptions>) -> String {
    let subnets = vpc(draft, options).map(|vpc| vpc.subnets).unwrap_or_default();
    let zones: Vec<String> = draft.subnets.with(|chosen| {
        let zone =
            |id: &String| subnets.iter().find(|subnet| subnet.id.as_ref() == id).map(|subnet| subnet.zone.clone());
        chosen.iter().filter_map(zone).collect()
    });
    in_order(zones).unwrap_or_else(|| words::not_chosen().to_owned())
}

/// The price of the order in its three lengths of time.
#[derive(Clone, PartialEq)]
pub(super) struct Cost {
    pub hour: String,
    pub currency: String,
    pub note: String,
}

pub(super) fn cost(draft: Draft, options: Signal<OrderOptions>) -> Option<Cost> {
    let spec = draft.group_spec().ok()?;
    let quantity = u64::try_from(draft.quantity.get()).unwrap_or(1);
    options.with(|options| {
        let second = options.prices.per_second_micros(spec) * quantity;
        let month = Prices::amount_text(second * 86_400 * 30);
        Some(Cost {
            hour: Prices::amount_text(second * 3600),
            currency: options.prices.currency.clone(),
            // Two places are enough for a month.
            note: words::cost_note(Prices::amount_text(second), month.get(..month.len() - 2).unwrap_or(&month)),
        })
    })
}

/// A sum of all containers over the group's size.
#[component]
fn Sum(
    label: &'static str,
    /// Sum, size and their words.
    #[prop(into)]
    of: Signal<(f64, Option<f64>, String)>,
) -> impl IntoView {
    let parts = Signal::derive(move || {
        let (sum, whole, _) = of.get();
        let whole = whole.unwrap_or(sum);
        if sum > whole {
            vec![Part::new(100.0, Fill::Full)]
        } else {
            vec![Part::new(sum / whole.max(0.001) * 100.0, Fill::Hot)]
        }
    });
    let words = Signal::derive(move || of.get().2);
    let over = move || {
        let (sum, whole, _) = of.get();
        whole.is_some_and(|whole| sum > whole).then_some("color:var(--danger-strong)")
    };
    view! {
        <div>
            <div class="row" style="justify-content:space-between">
                <span class="quiet">{label}</span>
                <span style=over>{move || words.get()}</span>
            </div>
            <Scale parts label=words/>
        </div>
    }
}

/// The panel at the right of the order.
#[component]
pub fn OrderSummary(draft: Draft, options: Signal<OrderOptions>) -> impl IntoView {
    let open = RwSignal::new(false);
    let spec = Memo::new(move |_| draft.group_spec().ok());
    let cpu = Signal::derive(move || {
        let (sum, _) = draft.sums();
        match spec.get() {
            _ if sum == MilliCpu(0) => (0.0, None, words::shared_by_all().to_owned()),
            Some(spec) => {
                (sum.0.into(), Some(spec.cpu().0.into()), words::sum_of(sum, format_args!("{} vCPU", spec.vcpu)))
            }
            None => (sum.0.into(), None, format!("{sum} vCPU")),
        }
    });
    let memory = Signal::derive(move || {
        let (_, sum) = draft.sums();
        match spec.get() {
            _ if sum == Mebibytes(0) => (0.0, None, words::shared_by_all().to_owned()),
            Some(spec) => (
                sum.0.into(),
                Some(spec.memory().0.into()),
                words::sum_of(sum.gib_text(), format_args!("{} GiB", spec.gib)),
            ),
            None => (sum.0.into(), None, sum.to_string()),
        }
    });
    let cost = Memo::new(move |_| cost(draft, options));
    let fact = |label: &'static str, value: Signal<String>| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{move || value.get()}</dd>
            </div>
        }
    };
    let group = Signal::derive(move || match draft.quantity.get() {
        1 => draft.name.get(),
        many => words::groups_of_order(many, draft.name.get()),
    });
    let size = Signal::derive(move || match draft.group_spec() {
        Ok(spec) => format!("{} vCPU, {} GiB", spec.vcpu, spec.gib),
        Err(_) => words::size_unknown().to_owned(),
    });
    let zone = Signal::derive(move || zones_text(draft, options));
    let eip = Signal::derive(move || eip_text(draft, options));
    let policy = Signal::derive(move || draft.restart_policy().word().to_owned());
    let tags = Signal::derive(move || match draft.tags.with(Vec::len) {
        0 => words::none().to_owned(),
        many => many.to_string(),
    });
    view! {
        <Summary total=move || {
            view! {
                {move || match cost.get() {
                    Some(cost) => {
                        view! { <Price amount=cost.hour per=words::price_per_hour(cost.currency) note=cost.note/> }.into_any()
                    }
                    None => view! { <p class="quiet">{words::price_follows()}</p> }.into_any(),
                }}
                <Button label=words::same_as_yaml() icon=Glyph::Document on_click=move |()| open.set(true)/>
            }
        }>
            <dl>
                {fact(words::summary_group(), group)}
                {fact(words::spec(), size)}
                {fact(words::zone(), zone)}
                {fact(words::eip(), eip)}
                {fact(words::summary_restart(), policy)}
                {fact(words::tags(), tags)}
            </dl>
            <hr/>
            <ul class="stack" style="gap:8px">
                <For each=move || draft.containers.get() key=|container| container.key let:container>
                    <li>
                        <b class="medium">{move || container.name.get()}</b>
                        <span class="reason mono">{move || image_text(container)}</span>
                    </li>
                </For>
            </ul>
            <hr/>
            <Sum label=words::cpu() of=cpu/>
            <Sum label=words::memory() of=memory/>
        </Summary>
        <Dialog
            open
            title=words::same_as_text()
            wide=true
            actions=move || view! { <Button label=ui::close() on_click=move |()| open.set(false)/> }
        >
            <AsText draft/>
        </Dialog>
    }
}

#[component]
fn AsText(draft: Draft) -> impl IntoView {
    let value = Memo::new(move |_| draft.order().map(|order| order_value(&order)).ok());
    let name = Signal::derive(move || draft.name.get());
    view! {
        {move || match value.get() {
            Some(value) => view! { <Document value=Signal::stored(value) name/> }.into_any(),
            None => {
                let why = draft.fault().map(|error| error.said()).unwrap_or_default();
                view! {
                    <Notice tone=Tone::Warn title=words::no_text_yet()>
                        <p>{why}</p>
                    </Notice>
                }
                    .into_any()
            }
        }}
    }
}
