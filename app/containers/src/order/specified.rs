//! **Specified Spec** (ECI-23, ECI-24): an ECS type from the catalogue, with filters.

use gantry_model::containers::view::OrderOptions;
use gantry_model::containers::{CATALOGUE, EcsType, TYPE_FAMILIES, ecs_type};
use gantry_words::containers as words;
use leptos::prelude::*;

use super::draft::Draft;
use super::size::left;
use gantry_ui::pager::Pager;
use gantry_ui::prelude::*;

/// Distinct numbers of the catalogue as choices, `All` first.
fn numbers(read: fn(&EcsType) -> u32, unit: &str) -> Vec<Choice> {
    let mut numbers: Vec<u32> = CATALOGUE.iter().map(read).collect();
    numbers.sort_unstable();
    numbers.dedup();
    std::iter::once(Choice::new("", words::all()))
        .chain(numbers.into_iter().map(|number| Choice::new(number.to_string(), format!("{number} {unit}"))))
        .collect()
}

/// The families of types as choices.
fn families() -> Vec<Choice> {
    let labels = [
        words::family_general(),
        words::family_gpu_compute(),
        words::family_memory(),
        words::family_gpu_graphics(),
        words::family_compute(),
    ];
    TYPE_FAMILIES.into_iter().zip(labels).map(|(family, label)| Choice::new(family, label)).collect()
}

/// What is told of each type beside its name.
fn headings() -> [&'static str; 6] {
    [
        words::vcpus(),
        words::memory_gib(),
        words::bandwidth_range(),
        words::packets(),
        words::queues(),
        words::interfaces(),
    ]
}

/// The table of types; one is chosen.
#[component]
pub fn SpecifiedSpec(draft: Draft, options: Signal<OrderOptions>) -> impl IntoView {
    let architecture = RwSignal::new("x86".to_owned());
    let family = RwSignal::new(TYPE_FAMILIES[0].to_owned());
    let vcpu = RwSignal::new(String::new());
    let memory = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let in_stock = RwSignal::new(false);
    let page = RwSignal::new(1_u32);
    let size = RwSignal::new(10_u32);
    let stock = move |row: &EcsType| {
        let (vcpu, gib) = left(options);
        row.spec.vcpu <= vcpu && row.spec.gib <= gib
    };
    let found = Memo::new(move |_| {
        let is =
            |signal: RwSignal<String>, number: u32| signal.with(|text| text.is_empty() || *text == number.to_string());
        CATALOGUE
            .iter()
            .filter(|row| family.with(|family| family == row.family))
            .filter(|row| is(vcpu, row.spec.vcpu) && is(memory, row.spec.gib))
            .filter(|row| name.with(|name| row.name.contains(name.trim())))
            .filter(|row| !in_stock.get() || stock(row))
            .map(|row| row.name)
            .collect::<Vec<_>>()
    });
    Effect::new(move |_| {
        found.track();
        page.set(1);
    });
    let rows = Signal::derive(move || {
        let from = (page.get() - 1) as usize * size.get() as usize;
        found.with(|found| found.iter().skip(from).take(size.get() as usize).copied().collect::<Vec<_>>())
    });
    let total = Signal::derive(move || found.with(Vec::len) as u64);
    view! {
        <div class="stack">
            <Fields>
                <Field name="architecture" label=words::architecture() group=true>
                    <Segmented value=architecture choices=vec![Choice::new("x86", words::x86_compute())]/>
                </Field>
                <Field name="family" label=words::type_family()>
                    <Select value=family choices=families()/>
                </Field>
                <Field name="filter_vcpu" label="vCPU">
                    <Select value=vcpu choices=numbers(|row| row.spec.vcpu, "vCPU")/>
                </Field>
                <Field name="filter_memory" label=words::memory()>
                    <Select value=memory choices=numbers(|row| row.spec.gib, "GiB")/>
                </Field>
                <Field name="filter_name" label=words::spec_name()>
                    <Input value=name placeholder=words::spec_name_hint()/>
                </Field>
                <Field name="in_stock" label=words::stock() group=true>
                    <Checkbox value=in_stock label=words::only_in_stock() name="only-in-stock"/>
                </Field>
            </Fields>
            <div class="table-wrap">
                <table class="table one" role="table">
                    <caption class="hidden">{words::specs()}</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            <th scope="col" role="columnheader" class="pick">
                                <span class="hidden">{words::choose()}</span>
                            </th>
                            {std::iter::once(words::spec_name())
                                .chain(headings())
                                .map(|title| view! { <th scope="col" role="columnheader">{title}</th> })
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        <For each=move || rows.get() key=|name| *name let:name>
                            {ecs_type(name).ok().map(|row| view! { <Row row draft sold_out=Signal::derive(move || !stock(row))/> })}
                        </For>
                    </tbody>
                </table>
            </div>
            {move || {
                (total.get() == 0)
                    .then(|| {
                        view! { <p class="quiet">{words::no_spec_fits()}</p> }
                    })
            }}
            <Pager total page size/>
        </div>
    }
}

#[component]
fn Row(row: &'static EcsType, draft: Draft, sold_out: Signal<bool>) -> impl IntoView {
    let (base, most) = row.bandwidth;
    let values = [
        row.spec.vcpu.to_string(),
        row.spec.gib.to_string(),
        format!("{base} / {most}"),
        row.packets.to_string(),
        row.queues.to_string(),
        row.interfaces.to_string(),
    ];
    let cells = headings().into_iter().zip(values);
    view! {
        <tr role="row">
            <td role="cell" class="pick">
                <input
                    type="radio"
                    name="ecs_type"
                    value=row.name
                    aria-label=words::choose_named(row.name)
                    disabled=sold_out
                    title=move || sold_out.get().then(words::sold_out)
                    prop:checked=move || draft.ecs_type.with(|chosen| chosen == row.name)
                    on:change=move |_| draft.ecs_type.set(row.name.to_owned())
                />
            </td>
            <td role="cell" class="lead">
                <code>{row.name}</code>
            </td>
            {cells.map(|(label, text)| view! { <td role="cell" data-label=label>{text}</td> }).collect_view()}
        </tr>
    }
}
