//! **Create by Form** (ESS-03 to ESS-10).

use gantry_model::Message;
use gantry_model::Result;
use gantry_model::containers::view::VpcChoice;
use gantry_model::id::ScalingGroupId;
use gantry_model::scaling::view::ScalingOptions;
use gantry_model::scaling::{ConfigurationSource, GroupSettings, NewScalingGroup, ScalingGroupType};
use gantry_words::Said as _;
use gantry_words::{Word as _, scaling as words, ui};
use leptos::prelude::*;

use crate::api::scaling_group_create;
use crate::settings::{LimitFields, MoreFields, NameField, Settings, VSwitchField, chosen_vpc, removal_text};
use gantry_console::paths;
use gantry_pages_network::beside::{Beside, Made as Created, MakeBeside, Missing, MissingLink};
use gantry_ui::loaded::Run;
use gantry_ui::prelude::*;

/// What is filled in. `Copy`.
#[derive(Clone, Copy)]
pub struct Draft {
    region: StoredValue<String>,
    values: Settings,
    group_type: RwSignal<String>,
    source: RwSignal<String>,
    /// Empty for the minimum.
    desired: RwSignal<String>,
    vpc: RwSignal<String>,
    /// What the form lacked and is being made beside it (GEN-06).
    beside: Beside,
}

impl Draft {
    /// With what the region offers first.
    pub fn new(options: &ScalingOptions) -> Self {
        let vpc = options.vpcs.first();
        let subnet = vpc.and_then(|vpc| vpc.subnets.first()).map(|subnet| subnet.id.to_string());
        let settings = GroupSettings { minimum: 1, ..GroupSettings::default() };
        Self {
            region: StoredValue::new(options.region.clone()),
            values: Settings::new("", &settings, subnet.into_iter().collect()),
            group_type: RwSignal::new(ScalingGroupType::Eci.as_str().to_owned()),
            source: RwSignal::new(ConfigurationSource::CreateFromScratch.as_str().to_owned()),
            desired: RwSignal::new(String::new()),
            vpc: RwSignal::new(vpc.map(|vpc| vpc.id.to_string()).unwrap_or_default()),
            beside: Beside::default(),
        }
    }

    /// The form; tracked.
    fn form(&self) -> Result<NewScalingGroup> {
        let group_type = self.group_type.get();
        let desired = self.desired.get();
        let desired = match desired.trim() {
            "" => None,
            text => Some(
                text.parse()
                    .map_err(|_| gantry_model::Error::invalid("desired", Message::text(words::desired_wrong(text))))?,
            ),
        };
        Ok(NewScalingGroup {
            region: self.region.get_value(),
            name: self.values.name(),
            group_type: ScalingGroupType::ALL.into_iter().find(|one| one.as_str() == group_type).unwrap_or_default(),
            source: ConfigurationSource::CreateFromScratch,
            settings: self.values.settings(),
            desired,
            vpc: chosen_vpc(&self.vpc.get())?,
            subnets: self.values.vswitches()?,
        })
    }

    /// Why a field has a wrong value, if the form's first fault is its.
    fn fault(&self, field: &str) -> Option<String> {
        let error = untrack(|| self.form().and_then(|form| form.validate())).err()?;
        (error.field() == Some(field)).then(|| error.said())
    }

    fn choose_vpc(&self, options: &ScalingOptions, id: &str) {
        let found = options.vpcs.iter().find(|vpc| vpc.id.as_ref() == id);
        let subnet = found.and_then(|vpc| vpc.subnets.first()).map(|subnet| subnet.id.to_string());
        self.values.subnets.set(subnet.into_iter().collect());
        self.vpc.set(found.map(|vpc| vpc.id.to_string()).unwrap_or_default());
    }
}

/// Chooses what was made beside the form; false while it is not offered yet.
fn choose_created(draft: Draft, options: &ScalingOptions, made: &Created) -> bool {
    let vpc = options.vpcs.iter().find(|vpc| match made {
        Created::Vpc(id) => vpc.id == *id,
        Created::VSwitch(id) => vpc.subnets.iter().any(|subnet| subnet.id == *id),
        _ => false,
    });
    let Some(vpc) = vpc else { return false };
    let already = draft.vpc.with_untracked(|chosen| chosen == vpc.id.as_ref());
    if !already {
        draft.choose_vpc(options, vpc.id.as_ref());
    }
    if let Created::VSwitch(id) = made {
        draft.values.subnets.update(|chosen| {
            if !already {
                chosen.clear();
            }
            chosen.push(id.to_string());
        });
    }
    true
}

/// Keeps VPC and vSwitches among what is offered: after a reload, and in another region. What was made beside the form is chosen.
pub fn follow_options(draft: Draft, options: Signal<ScalingOptions>) {
    Effect::new(move |_| {
        let options = options.get();
        draft.region.set_value(options.region.clone());
        draft.beside.choose(|made| choose_created(draft, &options, made));
        let id = draft.vpc.get_untracked();
        match options.vpcs.iter().find(|vpc| vpc.id.as_ref() == id) {
            Some(vpc) => {
                let there = |id: &String| vpc.subnets.iter().any(|subnet| subnet.id.as_ref() == id);
                if !draft.values.subnets.with_untracked(|chosen| chosen.iter().all(there)) {
                    draft.values.subnets.update(|chosen| chosen.retain(there));
                }
            }
            None => {
                let first = options.vpcs.first().map(|vpc| vpc.id.to_string()).unwrap_or_default();
                draft.choose_vpc(&options, &first);
            }
        }
    });
}

/// The form.
#[component]
pub fn ByForm(
    draft: Draft,
    options: Signal<ScalingOptions>,
    state: FormState,
    reload: Callback<()>,
    done: Callback<(ScalingGroupId, String)>,
) -> impl IntoView {
    let create = Run::new(|form: NewScalingGroup| async move {
        let name = form.name.clone();
        scaling_group_create(form).await.map(|id| (id, name))
    })
    .in_form(state)
    .done(move |made| done.run(made));
    let submit = move || match untrack(|| draft.form().and_then(|form| form.validate().map(|()| form))) {
        Ok(form) => create.start(form),
        Err(error) => state.refuse(error.field(), error.said()),
    };
    let vpc = Memo::new(move |_| {
        let id = draft.vpc.get();
        options.with(|options| options.vpcs.iter().find(|vpc| vpc.id.as_ref() == id).cloned())
    });
    view! {
        <div class="with-aside">
            <Form state sections=true label=words::by_form() on_submit=move |()| submit()>
                <FormSection title=words::scaling_group()>
                    <Fields>
                        <NameField values=draft.values/>
                        <Field
                            name="group_type"
                            label=words::group_type()
                            required=true
                            help=words::group_type_help()
                            check=Callback::new(move |()| draft.fault("group_type"))
                        >
                            <Select value=draft.group_type choices=types()/>
                        </Field>
                    </Fields>
                    <Field name="source" label=words::configuration_source() required=true group=true>
                        <Tiles
                            value=draft.source
                            choices=ConfigurationSource::ALL
                                .map(|source| {
                                    Choice::new(source.as_str(), source.word())
                                        .note(words::source_note())
                                })
                                .to_vec()
                        />
                    </Field>
                </FormSection>
                <FormSection title=words::limits() purpose=words::limits_purpose()>
                    <Fields>
                        <LimitFields values=draft.values/>
                        <Field
                            name="desired"
                            label=words::desired_at_start()
                            help=words::desired_help()
                            check=Callback::new(move |()| draft.fault("desired"))
                        >
                            <Input value=draft.desired typed=Typed::Number/>
                        </Field>
                    </Fields>
                </FormSection>
                <FormSection title=words::network() purpose=words::one_vpc()>
                    <Network draft options vpc reload/>
                </FormSection>
                <FormSection title=words::more_settings() purpose=words::as_they_are()>
                    <MoreFields values=draft.values/>
                </FormSection>
                <FormFoot state>
                    <Button label=words::create() look=Look::Primary submit=true pending=create.pending()/>
                    <LinkButton label=ui::cancel() look=Look::Bare href=paths::SCALING_GROUPS/>
                </FormFoot>
            </Form>
            <Made draft vpc/>
        </div>
        <MakeBeside beside=draft.beside form=state reload/>
    }
}

fn types() -> Vec<Choice> {
    ScalingGroupType::ALL
        .map(|one| Choice::same(one.as_str()).why_not(one.available().err().map(|why| why.said())))
        .to_vec()
}

#[component]
fn Network(
    draft: Draft,
    options: Signal<ScalingOptions>,
    #[prop(into)] vpc: Signal<Option<VpcChoice>>,
    reload: Callback<()>,
) -> impl IntoView {
    let vpcs = Signal::derive(move || {
        options.with(|options| {
            let choice = |vpc: &VpcChoice| Choice::new(vpc.id.to_string(), format!("{} · {}", vpc.name, vpc.cidr));
            options.vpcs.iter().map(choice).collect::<Vec<_>>()
        })
    });
    let none = Memo::new(move |_| options.with(|options| options.vpcs.is_empty()));
    view! {
        {move || {
            none.get()
                .then(|| {
                    view! {
                        <Notice tone=Tone::Warn title=words::no_vpc().to_owned()>
                            <p>{words::no_vpc_text()}</p>
                        </Notice>
                    }
                })
        }}
        <Fields>
            <Field
                name="vpc"
                label=words::vpc()
                required=true
                help=words::fixed_later()
                check=Callback::new(move |()| draft.vpc.with_untracked(|id| chosen_vpc(id)).err().map(|error| error.said()))
            >
                <WithReload label=words::load_vpcs() on_click=reload>
                    <Select
                        value=draft.vpc
                        choices=vpcs
                        placeholder=words::choose_vpc()
                        on_change=move |id: String| draft.choose_vpc(&options.get_untracked(), &id)
                    />
                </WithReload>
                <MissingLink beside=draft.beside what=Missing::Vpc/>
            </Field>
        </Fields>
        <VSwitchField values=draft.values vpc>
            <div class="row">
                <MissingLink
                    beside=draft.beside
                    what=Signal::derive(move || Missing::VSwitch(draft.vpc.with(|vpc| vpc.parse().ok())))
                />
                <Act label=words::load_vswitches() on_click=reload/>
            </div>
        </VSwitchField>
    }
}

/// What will be made, beside the form.
#[component]
fn Made(draft: Draft, #[prop(into)] vpc: Signal<Option<VpcChoice>>) -> impl IntoView {
    let or = |text: String, empty: &str| if text.is_empty() { empty.to_owned() } else { text };
    let fact = |label: &'static str, value: Signal<String>| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{move || value.get()}</dd>
            </div>
        }
    };
    let name = Signal::derive(move || or(draft.values.name(), words::no_name_yet()));
    let count = Signal::derive(move || {
        let settings = draft.values.settings();
        let first = match draft.desired.get().trim() {
            "" => settings.minimum.to_string(),
            text => text.to_owned(),
        };
        words::from_to_first(settings.minimum, settings.maximum, first)
    });
    let zones = Signal::derive(move || {
        let subnets = vpc.get().map(|vpc| vpc.subnets).unwrap_or_default();
        let zones: Vec<String> = draft.values.subnets.with(|chosen| {
            let zone = |id: &String| subnets.iter().find(|one| one.id.as_ref() == id).map(|one| one.zone.clone());
            chosen.iter().filter_map(zone).collect()
        });
        or(zones.join(", "), words::none_chosen())
    });
    let network =
        Signal::derive(move || vpc.get().map(|vpc| vpc.name).unwrap_or_else(|| words::none_chosen().to_owned()));
    let health = Signal::derive(move || {
        if draft.values.replace.get() { words::replaced() } else { words::left_alone() }.to_owned()
    });
    let removal = Signal::derive(move || removal_text(draft.values.settings().removal));
    view! {
        <Summary total=move || {
            view! {
                <p class="help">
                    {words::next_step()}
                </p>
            }
        }>
            <dl>
                {fact(words::scaling_group(), name)} {fact(words::kind(), Signal::derive(move || draft.group_type.get()))}
                {fact(words::instance_number(), count)} {fact(words::vpc(), network)} {fact(words::zones(), zones)}
                {fact(words::removed_first(), removal)} {fact(words::ended_instances(), health)}
            </dl>
        </Summary>
    }
}
