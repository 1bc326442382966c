//! The section Container group (ECI-13 to ECI-18, ECI-28): how much room all containers share, where, and whether they start
//! again.

use gantry_model::containers::view::OrderOptions;
use gantry_model::containers::{CPU_CHOICES, RestartPolicy, memory_choices};
use gantry_model::kind::ResourceKind;
use gantry_words::Said as _;
use gantry_words::{Word as _, containers as words, titled};
use leptos::prelude::*;

use super::SectionFault;
use super::draft::{BASIC, Draft, MULTI, SINGLE, SPECIFIED};
use super::instance::vpc;
use super::specified::SpecifiedSpec;
use super::summary::in_order;
use gantry_ui::prelude::*;

/// vCPU and GiB that the region's quota still holds, tracked.
pub(super) fn left(options: Signal<OrderOptions>) -> (u32, u32) {
    options.with(|options| {
        (
            options.quota.vcpu.saturating_sub(options.used.vcpu),
            options.quota.memory_gib.saturating_sub(options.used.memory_gib),
        )
    })
}

/// Mode, zone, size and restart policy.
#[component]
pub fn Size(draft: Draft, options: Signal<OrderOptions>) -> impl IntoView {
    view! {
        <FormSection title=titled(ResourceKind::ContainerGroup, 1_u32) purpose=words::size_purpose()>
            <Mode draft/>
            <Fields>
                <Field
                    name="deployment"
                    label=words::deployment_mode()
                    required=true
                    group=true
                    help=words::deployment_help()
                >
                    <Segmented
                        value=draft.deployment
                        choices=vec![Choice::new(SINGLE, words::single_zone()), Choice::new(MULTI, words::multi_zone())]
                        on_change=move |mode: String| {
                            if mode == SINGLE {
                                draft.subnets.update(|chosen| chosen.truncate(1));
                            }
                        }
                    />
                </Field>
                <Zone draft options/>
            </Fields>
            <Room draft options/>
            <Policy draft/>
        </FormSection>
    }
}

/// Size and restart policy alone, where the place is decided elsewhere.
#[component]
pub fn SizeChoice(draft: Draft, options: Signal<OrderOptions>) -> impl IntoView {
    view! {
        <Mode draft/>
        <Room draft options/>
        <Policy draft/>
    }
}

#[component]
fn Mode(draft: Draft) -> impl IntoView {
    view! {
        <Field name="mode" label=words::creation_mode() group=true>
            <Segmented
                value=draft.mode
                choices=vec![Choice::new(BASIC, words::basic_mode()), Choice::new(SPECIFIED, words::specified_spec())]
            />
        </Field>
    }
}

#[component]
fn Room(draft: Draft, options: Signal<OrderOptions>) -> impl IntoView {
    let specified = Memo::new(move |_| draft.mode.with(|mode| mode == SPECIFIED));
    view! {
        <div id="size" tabindex="-1">
            {move || {
                if specified.get() {
                    view! { <SpecifiedSpec draft options/> }.into_any()
                } else {
                    view! { <Basic draft options/> }.into_any()
                }
            }}
            <SectionFault name="size"/>
        </div>
    }
}

#[component]
fn Policy(draft: Draft) -> impl IntoView {
    view! {
        <Field
            name="restart_policy"
            label=words::restart_policy()
            required=true
            group=true
            help=words::restart_policy_help()
        >
            <Segmented
                value=draft.policy
                choices=RestartPolicy::ALL.map(|policy| Choice::new(policy.as_str(), policy.word())).to_vec()
            />
        </Field>
    }
}

/// The zone goes with the subnet: choosing one chooses the other.
#[component]
fn Zone(draft: Draft, options: Signal<OrderOptions>) -> impl IntoView {
    let zones = Memo::new(move |_| {
        let subnets = vpc(draft, options).map(|vpc| vpc.subnets).unwrap_or_default();
        draft.subnets.with(|chosen| {
            chosen
                .iter()
                .filter_map(|id| subnets.iter().find(|subnet| subnet.id.as_ref() == id))
                .map(|subnet| subnet.zone.clone())
                .collect::<Vec<_>>()
        })
    });
    let zone = RwSignal::new(String::new());
    zone.set(zones.with_untracked(|zones| zones.first().cloned().unwrap_or_default()));
    Effect::new(move |_| zone.set(zones.with(|zones| zones.first().cloned().unwrap_or_default())));
    let choices = Signal::derive(move || {
        let subnets = vpc(draft, options).map(|vpc| vpc.subnets).unwrap_or_default();
        options.with(|options| {
            options
                .zones
                .iter()
                .map(|zone| {
                    let missing = !subnets.iter().any(|subnet| subnet.zone == *zone);
                    let why = missing.then(|| words::no_vswitch_in_zone(zone));
                    Choice::same(zone.clone()).why_not(why)
                })
                .collect::<Vec<_>>()
        })
    });
    let choose = move |zone: String| {
        let subnets = untrack(|| vpc(draft, options)).map(|vpc| vpc.subnets).unwrap_or_default();
        if let Some(subnet) = subnets.iter().find(|subnet| subnet.zone == zone) {
            draft.subnets.set(vec![subnet.id.to_string()]);
        }
    };
    let multi = Memo::new(move |_| draft.deployment.with(|mode| mode == MULTI));
    view! {
        <Field name="zone" label=words::availability_zone() required=true group=true>
            {move || {
                if multi.get() {
                    let order = in_order(zones.get()).unwrap_or_else(|| words::choose_vswitches().to_owned());
                    view! { <span>{order}</span> }.into_any()
                } else {
                    view! { <Segmented value=zone choices=choices on_change=choose/> }.into_any()
                }
            }}
        </Field>
    }
}

/// CPU and memory as buttons, or the containers' sum.
#[component]
fn Basic(draft: Draft, options: Signal<OrderOptions>) -> impl IntoView {
    let quantity = move || u32::try_from(draft.quantity.get()).unwrap_or(1).max(1);
    let cpus = Signal::derive(move || {
        let (left, _) = left(options);
        let quantity = quantity();
        CPU_CHOICES
            .into_iter()
            .map(|vcpu| {
                let over = vcpu * quantity > left;
                let why = over.then(|| words::vcpu_over_quota(vcpu * quantity, left));
                Choice::new(vcpu.to_string(), format!("{vcpu} vCPU")).why_not(why)
            })
            .collect::<Vec<_>>()
    });
    let memories = Signal::derive(move || {
        let (_, left) = left(options);
        let quantity = quantity();
        memory_choices(draft.cpu.with(|cpu| cpu.parse().unwrap_or(0)))
            .map(|gib| {
                let over = gib * quantity > left;
                let why = over.then(|| words::memory_over_quota(gib * quantity, left));
                Choice::new(gib.to_string(), format!("{gib} GiB")).why_not(why)
            })
            .collect::<Vec<_>>()
    });
    let first_reason = |choices: Signal<Vec<Choice>>| {
        Signal::derive(move || choices.with(|choices| choices.iter().find_map(|choice| choice.why_not.clone())))
    };
    let rounded = move || match draft.group_spec() {
        Ok(spec) => {
            let (cpu, memory) = draft.sums();
            words::size_rounded(cpu, memory, spec)
        }
        Err(error) => error.said(),
    };
    view! {
        <div class="stack">
            <Switch
                value=draft.from_containers
                label=words::size_from_containers()
                note=words::size_from_containers_note()
            />
            {move || {
                if draft.from_containers.get() {
                    view! { <p class="help" aria-live="polite">{rounded}</p> }.into_any()
                } else {
                    view! {
                        <Field name="cpu" label=words::cpu() required=true group=true help=first_reason(cpus)>
                            <Detents value=draft.cpu choices=cpus on_change=move |cpu: String| draft.choose_cpu(&cpu)/>
                        </Field>
                        <Field name="memory" label=words::memory() required=true group=true help=first_reason(memories)>
                            <Detents value=draft.memory choices=memories/>
                        </Field>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}
