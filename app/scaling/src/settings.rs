//! What can be typed of a scaling group, on the pages that make and change one: name, limits, vSwitches and the rest (ESS-03 to
//! ESS-10). Values are kept as typed; rules are the model's.

use gantry_model::Message;
use gantry_model::containers::view::{SubnetChoice, VpcChoice};
use gantry_model::id::VSwitchId;
use gantry_model::message;
use gantry_model::name;
use gantry_model::scaling::{GroupSettings, MOST_COOLDOWN_SECONDS, MOST_INSTANCES, RemovalOrder, RemovalPolicy};
use gantry_model::{Error, Result};
use gantry_words::Said as _;
use gantry_words::{Word as _, scaling as words};
use leptos::prelude::*;

use gantry_ui::prelude::*;

/// The values. `Copy`.
#[derive(Clone, Copy)]
pub struct Settings {
    pub name: RwSignal<String>,
    pub minimum: RwSignal<i64>,
    pub maximum: RwSignal<i64>,
    pub cooldown: RwSignal<i64>,
    pub first: RwSignal<String>,
    /// Empty for nothing.
    pub then: RwSignal<String>,
    pub replace: RwSignal<bool>,
    /// Ids of the chosen vSwitches, in the order of their choice.
    pub subnets: RwSignal<Vec<String>>,
}

impl Settings {
    /// Filled in with these.
    pub fn new(name: &str, settings: &GroupSettings, subnets: Vec<String>) -> Self {
        let RemovalPolicy { first, then } = settings.removal;
        Self {
            name: RwSignal::new(name.to_owned()),
            minimum: RwSignal::new(settings.minimum.into()),
            maximum: RwSignal::new(settings.maximum.into()),
            cooldown: RwSignal::new(settings.cooldown_seconds.into()),
            first: RwSignal::new(first.as_str().to_owned()),
            then: RwSignal::new(then.map(|then| then.as_str().to_owned()).unwrap_or_default()),
            replace: RwSignal::new(settings.replace_unhealthy),
            subnets: RwSignal::new(subnets),
        }
    }

    /// The name without blanks around it; tracked.
    pub fn name(&self) -> String {
        self.name.get().trim().to_owned()
    }

    /// The settings; tracked.
    pub fn settings(&self) -> GroupSettings {
        let number = |signal: RwSignal<i64>| u32::try_from(signal.get()).unwrap_or(0);
        let order = |word: String| RemovalOrder::ALL.into_iter().find(|order| order.as_str() == word);
        GroupSettings {
            minimum: number(self.minimum),
            maximum: number(self.maximum),
            cooldown_seconds: number(self.cooldown),
            removal: RemovalPolicy { first: order(self.first.get()).unwrap_or_default(), then: order(self.then.get()) },
            replace_unhealthy: self.replace.get(),
        }
    }

    /// The vSwitches; tracked.
    ///
    /// # Errors
    /// `Invalid` for what is no id.
    pub fn vswitches(&self) -> Result<Vec<VSwitchId>> {
        self.subnets.get().iter().map(|id| id.parse()).collect()
    }

    /// Why the field has a wrong value, if the fault of all settings is its.
    fn fault(&self, field: &str) -> Option<String> {
        let error = untrack(|| self.settings().validate()).err()?;
        (error.field() == Some(field)).then(|| error.said())
    }
}

/// **Scaling Group Name** (ESS-03).
#[component]
pub fn NameField(values: Settings) -> impl IntoView {
    view! {
        <Field
            name="name"
            label=words::group_name()
            required=true
            help=message::common::rule_scaling_name().said()
            counter=Signal::derive(move || Some(format!("{}/64", values.name.with(|name| name.chars().count()))))
            check=Callback::new(move |()| {
                values.name.with_untracked(|text| name::scaling_group("name", text.trim())).err().map(|error| error.said())
            })
        >
            <Input value=values.name max_length=64 placeholder=words::group_name_example()/>
        </Field>
    }
}

/// **Minimum** and **Maximum Number of Instances** (ESS-06, ESS-07, C-31).
#[component]
pub fn LimitFields(values: Settings) -> impl IntoView {
    let most = i64::from(MOST_INSTANCES);
    view! {
        <Field
            name="minimum"
            label=words::minimum_number()
            required=true
            help=words::minimum_help()
            check=Callback::new(move |()| values.fault("minimum"))
        >
            <Stepper value=values.minimum min=0 max=most/>
        </Field>
        <Field
            name="maximum"
            label=words::maximum_number()
            required=true
            help=words::maximum_help()
            check=Callback::new(move |()| values.fault("maximum"))
        >
            <Stepper value=values.maximum min=0 max=most/>
        </Field>
    }
}

/// The vSwitches of a VPC as tiles: several can be chosen.
#[component]
pub fn VSwitchField(
    values: Settings,
    /// The VPC that is chosen.
    #[prop(into)]
    vpc: Signal<Option<VpcChoice>>,
    /// What stands under the field: the way to make a missing one.
    children: Children,
) -> impl IntoView {
    let form = expect_context::<FormState>();
    let choices = Memo::new(move |_| vpc.get().map(|vpc| vpc.subnets).unwrap_or_default());
    let counter = Signal::derive(move || {
        let all = choices.with(Vec::len);
        Some(words::chosen_of(values.subnets.with(Vec::len), all))
    });
    let advice = Memo::new(move |_| {
        let chosen = values.subnets.get();
        choices.with(|choices| zones_advice(choices, &chosen))
    });
    let toggle = move |id: &str, on: bool| {
        values.subnets.update(|chosen| {
            chosen.retain(|one| one != id);
            if on {
                chosen.push(id.to_owned());
            }
        });
        form.touch();
        form.clear("subnets");
    };
    view! {
        <Field
            name="subnets"
            label=words::select_vswitch()
            required=true
            group=true
            counter=counter
            help=Signal::derive(move || Some(advice.get().to_owned()))
            check=Callback::new(move |()| {
                values.subnets.with_untracked(Vec::is_empty).then(|| message::scaling::select_vswitch().said())
            })
        >
            <div class="cards-choice">
                <For each=move || choices.get() key=|subnet| (subnet.id.clone(), subnet.free_addresses) let:subnet>
                    {
                        let id = subnet.id.to_string();
                        let own = id.clone();
                        view! {
                            <label>
                                <input
                                    type="checkbox"
                                    name="subnets"
                                    value=id.clone()
                                    prop:checked=move || values.subnets.with(|chosen| chosen.contains(&own))
                                    on:change=move |event| toggle(&id, event_target_checked(&event))
                                />
                                <b>{subnet.name.clone()}</b>
                                <small>
                                    {words::vswitch_about(&subnet.zone, subnet.cidr, subnet.free_addresses)}
                                </small>
                            </label>
                        }
                    }
                </For>
            </div>
            {children()}
        </Field>
    }
}

/// What to know about the choice of zones (ESS-09, NET-26).
fn zones_advice(choices: &[SubnetChoice], chosen: &[String]) -> &'static str {
    let zones = |wanted: &dyn Fn(&SubnetChoice) -> bool| {
        let mut zones: Vec<&str> = choices.iter().filter(|one| wanted(one)).map(|one| one.zone.as_str()).collect();
        zones.sort_unstable();
        zones.dedup();
        zones.len()
    };
    let there = zones(&|_| true);
    let taken = zones(&|one| chosen.iter().any(|id| *id == one.id.as_ref()));
    match (taken, there) {
        (2.., _) => words::spread_evenly(),
        (_, 2..) => words::choose_several_zones(),
        _ => words::addresses_here(),
    }
}

/// What has a default: cooldown, removal policy, health (ESS-10).
#[component]
pub fn MoreFields(values: Settings) -> impl IntoView {
    let order = |order: RemovalOrder| Choice::new(order.as_str(), order.word());
    let orders = RemovalOrder::ALL.map(order).to_vec();
    let second = Signal::derive(move || {
        let first = values.first.get();
        let rest = RemovalOrder::ALL.into_iter().filter(|order| order.as_str() != first);
        std::iter::once(Choice::new("", words::nothing_more())).chain(rest.map(order)).collect::<Vec<_>>()
    });
    view! {
        <Fields>
            <Field
                name="cooldown_seconds"
                label=words::cooldown()
                help=words::cooldown_help()
                check=Callback::new(move |()| values.fault("cooldown_seconds"))
            >
                <Stepper value=values.cooldown min=0 max=i64::from(MOST_COOLDOWN_SECONDS) unit=words::second_unit()/>
            </Field>
            <Field name="removal" label=words::removal_policy() help=words::removal_help()>
                <Select
                    value=values.first
                    choices=orders
                    on_change=move |first: String| {
                        if values.then.with_untracked(|then| *then == first) {
                            values.then.set(String::new());
                        }
                    }
                />
            </Field>
            <Field name="removal_then" label=words::removal_then() help=words::removal_then_help()>
                <Select value=values.then choices=second/>
            </Field>
        </Fields>
        <Switch
            value=values.replace
            label=words::health_check()
            note=words::health_note()
        />
    }
}

/// `Oldest Scaling Configuration, then Oldest Instance`.
pub fn removal_text(policy: RemovalPolicy) -> String {
    match policy.then {
        Some(then) if then != policy.first => words::removal_order(policy.first.word(), then.word()),
        _ => policy.first.word().to_owned(),
    }
}

/// A VPC that was typed or chosen, or why there is none.
///
/// # Errors
/// `Invalid` on `vpc` while none is chosen.
pub fn chosen_vpc(id: &str) -> Result<gantry_model::id::VpcId> {
    if id.is_empty() {
        return Err(Error::invalid("vpc", Message::text(words::vpc_missing())));
    }
    id.parse()
}

#[cfg(test)]
mod tests {
    use gantry_model::cidr::Cidr;
    use gantry_model::id::Id;

    use super::*;

    fn subnet(number: u64, zone: &str) -> SubnetChoice {
        SubnetChoice {
            id: VSwitchId::from_parts(1, number),
            name: format!("vsw-{number}"),
            zone: zone.into(),
            cidr: Cidr::parse("cidr", "10.0.0.0/24").unwrap(),
            free_addresses: 200,
        }
    }

    #[test]
    fn several_zones_are_advised_where_there_are_several() {
        let choices = [subnet(1, "local-a"), subnet(2, "local-b")];
        let ids: Vec<String> = choices.iter().map(|one| one.id.to_string()).collect();
        assert!(zones_advice(&choices, &ids[..1]).contains("several zones"));
        assert!(zones_advice(&choices, &ids).contains("spread evenly"));
        assert!(!zones_advice(&choices[..1], &ids[..1]).contains("zone"));
    }

    #[test]
    fn the_removal_policy_is_told_as_the_model_tells_it() {
        for first in RemovalOrder::ALL {
            for then in RemovalOrder::ALL.map(Some).into_iter().chain([None]) {
                let policy = RemovalPolicy { first, then };
                assert_eq!(removal_text(policy), policy.text());
            }
        }
    }

    #[test]
    fn settings_survive_the_form() {
        Owner::new().with(|| {
            let settings = GroupSettings { minimum: 1, maximum: 2, replace_unhealthy: false, ..Default::default() };
            let values = Settings::new("web", &settings, Vec::new());
            assert_eq!(values.settings(), settings);
            values.minimum.set(3);
            assert!(values.fault("minimum").is_some() && values.fault("maximum").is_none());
        });
    }
}
