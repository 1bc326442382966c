//! Making and changing a scaling rule: simple, step, target tracking, scheduled.

use gantry_model::Error;
use gantry_model::id::{Id as _, ScalingGroupId, ScalingRuleId};
use gantry_model::name;
use gantry_model::scaling::cron::Cron;
use gantry_model::scaling::view::{RuleRow, ScalingGroupDetails};
use gantry_model::scaling::{Adjustment, Comparison, MOST_BANDS, Metric, RuleDraft, RuleKind};
use gantry_model::time::Moment;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::draft::{BandDraft, Change, KINDS, Values, WAYS};
use crate::api::{scaling_rule_create, scaling_rule_list, scaling_rule_next_runs, scaling_rule_update};
use crate::{detail, group_crumbs, use_group, use_param};
use gantry_console::paths;
use gantry_console::session::use_session;
use gantry_ui::browser;
use gantry_ui::fault::Fault;
use gantry_ui::prelude::*;

/// **Create Scaling Rule**.
#[component]
pub fn RuleCreate() -> impl IntoView {
    let group = use_group();
    view! {
        <Loaded page=true from=group skeleton=|| view! { <FactsSkeleton facts=8/> } let:group>
            <PageHead
                title="Create Scaling Rule"
                crumbs=Signal::derive(move || group.with(|group| group_crumbs(group, "Create Scaling Rule")))
                purpose="It changes the number of instances within the group's minimum and maximum."
            />
            <RuleForm group rule=None/>
        </Loaded>
    }
}

/// Loads the rules of the URL's group once.
pub(super) fn use_rules() -> Answer<Vec<RuleRow>> {
    let id = use_param("id");
    let live = gantry_console::live::use_live(crate::LIVE);
    Resource::new(move || (id.get(), live.get()), |(id, _)| async move { scaling_rule_list(id.parse()?).await })
}

/// That the group has no rule of this id: it was deleted, or is another group's.
pub(super) fn no_rule(id: &str) -> Fault {
    let id: String = id.chars().take(64).collect();
    Error::not_found(ScalingRuleId::NOUN, id).into()
}

/// Changing a rule.
#[component]
pub fn RuleEdit() -> impl IntoView {
    let group = use_group();
    let rules = use_rules();
    let wanted = use_param("rule");
    view! {
        <Loaded page=true from=group skeleton=|| view! { <FactsSkeleton facts=8/> } let:group>
            <Loaded page=true from=rules skeleton=|| view! { <FactsSkeleton facts=8/> } let:rules>
                {
                    let rule = rules
                        .with_untracked(|rules| {
                            let wanted = wanted.get_untracked();
                            rules.iter().find(|rule| rule.id.as_ref() == wanted).cloned()
                        });
                    match rule {
                        Some(rule) => {
                            view! {
                                <PageHead
                                    title="Edit Scaling Rule"
                                    crumbs=Signal::derive(move || group.with(|group| group_crumbs(group, "Edit Scaling Rule")))
                                />
                                <RuleForm group rule=Some(rule)/>
                            }
                                .into_any()
                        }
                        None => view! { <Failed fault=no_rule(&wanted.get_untracked()) again=|()| () page=true/> }.into_any(),
                    }
                }
            </Loaded>
        </Loaded>
    }
}

/// Wraps a field's rule as its check.
fn check(values: Values, field: &'static str) -> Callback<(), Option<String>> {
    Callback::new(move |()| values.fault(field))
}

#[component]
fn RuleForm(group: Signal<ScalingGroupDetails>, rule: Option<RuleRow>) -> impl IntoView {
    detail::tell(group);
    let values = Values::new(rule.as_ref());
    let known = rule.map(|rule| (rule.id, rule.generation));
    let state = FormState::new();
    let toasts = expect_context::<Toasts>();
    let navigate = use_navigate();
    let id = group.with_untracked(|group| group.row.id.clone());
    let list = paths::scaling_group_tab(id.as_ref(), "rules");
    let back = list.clone();
    state.register("bands", None);
    let word = if known.is_some() { "Saved" } else { "Created" };
    let save =
        Run::new(move |(group, known, draft): (ScalingGroupId, Option<(ScalingRuleId, u64)>, RuleDraft)| async move {
            match known {
                Some((rule, generation)) => scaling_rule_update(rule, generation, draft).await,
                None => scaling_rule_create(group, draft).await.map(drop),
            }
        })
        .in_form(state)
        .done(move |()| {
            state.settle();
            toasts.good(format!("{word} {}", values.name.get_untracked().trim()), "");
            navigate(&list, Default::default());
        });
    let label = if known.is_some() { "Save" } else { "Create" };
    let submit = move || {
        let draft = untrack(|| values.rule().and_then(|rule| rule.validate().map(|()| rule)));
        match draft {
            Ok(draft) => save.start((id.clone(), known.clone(), draft)),
            Err(error) => state.refuse(error.field(), error.to_string()),
        }
    };
    let kinds = RuleKind::LABELS
        .into_iter()
        .zip(KINDS)
        .zip([
            "One change when a figure is past a threshold, or by hand",
            "The further past the threshold, the larger the change",
            "Keeps a figure near a value by itself",
            "A change at times of the clock",
        ])
        .map(|((label, key), note)| Choice::new(key, label).note(note))
        .collect::<Vec<_>>();
    view! {
        <AskBeforeLeaving state/>
        <div class="with-aside">
            <Form state sections=true label="Scaling rule" on_submit=move |()| submit()>
                <FormSection title="Rule">
                    <Fields>
                        <Field
                            name="name"
                            label="Scaling Rule Name"
                            required=true
                            help=name::SCALING_GROUP_RULE
                            check=Callback::new(move |()| {
                                values.name.with_untracked(|text| name::scaling_rule("name", text.trim())).err().map(|error| error.to_string())
                            })
                        >
                            <Input value=values.name max_length=64 placeholder="cpu-high"/>
                        </Field>
                        <Field
                            name="cooldown_seconds"
                            label="Cooldown"
                            help=Signal::derive(move || {
                                Some(group.with(|group| format!("Empty: the group's, {} s", group.settings.cooldown_seconds)))
                            })
                            check=check(values, "cooldown_seconds")
                        >
                            <Input value=values.cooldown typed=Typed::Number unit="s"/>
                        </Field>
                    </Fields>
                    <Field name="kind" label="Rule Type" required=true group=true>
                        <Tiles value=values.kind choices=kinds/>
                    </Field>
                </FormSection>
                {move || match values.kind.get().as_str() {
                    "simple" => view! { <Simple values/> }.into_any(),
                    "step" => view! { <Step values/> }.into_any(),
                    "scheduled" => view! { <Scheduled values/> }.into_any(),
                    _ => view! { <Target values/> }.into_any(),
                }}
                <FormSection title="State">
                    <Switch value=values.enabled label="Enabled" note="A disabled rule changes nothing by itself"/>
                </FormSection>
                <FormFoot state>
                    <Button label look=Look::Primary submit=true pending=save.pending()/>
                    <LinkButton label="Cancel" look=Look::Bare href=back/>
                </FormFoot>
            </Form>
            <Said values group/>
        </div>
    }
}

/// What the rule does, in one line, as it is typed.
#[component]
fn Said(values: Values, group: Signal<ScalingGroupDetails>) -> impl IntoView {
    let text = Memo::new(move |_| match values.rule().and_then(|rule| rule.kind.validate().map(|()| rule)) {
        Ok(rule) => Ok(rule.kind.text()),
        Err(error) => Err(error.to_string()),
    });
    view! {
        <Summary
            title="What it does"
            total=move || {
                view! {
                    <p class="help">
                        {move || {
                            group.with(|group| {
                                format!(
                                    "The number stays within {} and {}. Several rules at once: the largest number wins.",
                                    group.settings.minimum,
                                    group.settings.maximum,
                                )
                            })
                        }}
                    </p>
                }
            }
        >
            {move || match text.get() {
                Ok(text) => view! { <p>{text}</p> }.into_any(),
                Err(fault) => view! { <p class="quiet">{fault}</p> }.into_any(),
            }}
        </Summary>
    }
}

#[component]
fn Simple(values: Values) -> impl IntoView {
    view! {
        <FormSection title="When" purpose="The figure is the mean over the group's running instances.">
            <Switch value=values.by_hand label="By hand only" note="Nothing happens before Execute is clicked"/>
            {move || (!values.by_hand.get()).then(|| view! { <AlarmFields values/> })}
        </FormSection>
        <FormSection title="Change">
            <Adjust values/>
        </FormSection>
    }
}

#[component]
fn Step(values: Values) -> impl IntoView {
    let state = expect_context::<FormState>();
    let full = Signal::derive(move || {
        (values.bands.with(Vec::len) >= MOST_BANDS).then(|| format!("A rule has at most {MOST_BANDS} steps."))
    });
    let bands = move || values.bands.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <FormSection title="When" purpose="The figure is the mean over the group's running instances.">
            <AlarmFields values/>
        </FormSection>
        <FormSection title="Steps" purpose="Each begins so far past the threshold and reaches to the next one.">
            <div class="bands" id="bands" tabindex="-1">
                <For each=bands key=|(place, band)| (*place, band.key) let:one>
                    <BandFields values place=one.0 band=one.1/>
                </For>
                {move || state.fault("bands").map(|fault| view! { <p class="fault" role="alert">{fault}</p> })}
                <div class="row">
                    <Button label="Add Step" icon=Glyph::Plus why_not=full on_click=move |()| values.add_band()/>
                </div>
            </div>
        </FormSection>
    }
}

#[component]
fn BandFields(values: Values, place: usize, band: BandDraft) -> impl IntoView {
    let last = Signal::derive(move || {
        (values.bands.with(Vec::len) < 2).then(|| "A step rule has at least one step.".to_owned())
    });
    let fault = move |part: &'static str| {
        let field = format!("bands.{place}.{part}");
        let own = field.clone();
        (field, Callback::new(move |()| values.fault(&own)))
    };
    let (from, from_check) = fault("from");
    let (by, by_check) = fault("adjustment");
    view! {
        <Fields>
            <Field name=from label=format!("Step {} begins past the threshold by", place + 1) required=true check=from_check>
                <div class="beside">
                    <Input value=band.from typed=Typed::Number/>
                    <span>{move || values.metric().unit()}</span>
                </div>
            </Field>
            <Field name=by label="Change" required=true check=by_check>
                <div class="beside">
                    <ChangeInput change=band.change/>
                    <IconButton
                        label=format!("Remove step {}", place + 1)
                        icon=Glyph::Trash
                        look=Look::Secondary
                        size=Size::Medium
                        why_not=last
                        on_click=move |()| {
                            values
                                .bands
                                .update(|bands| {
                                    bands.remove(place);
                                })
                        }
                    />
                </div>
            </Field>
        </Fields>
    }
}

#[component]
fn Target(values: Values) -> impl IntoView {
    view! {
        <FormSection title="Target" purpose="As many instances as keep the mean of the running ones near the target.">
            <Fields>
                <MetricField values/>
                <Field name="target" label="Target" required=true help=unit_help(values) check=check(values, "target")>
                    <Input value=values.target typed=Typed::Number/>
                </Field>
            </Fields>
            <WatchFields values/>
            <Switch
                value=values.scales_in
                label="Scale in"
                note="The number falls when the target is kept without some of the instances"
            />
            {move || {
                values
                    .scales_in
                    .get()
                    .then(|| {
                        view! {
                            <Fields>
                                <Field
                                    name="scale_in_periods"
                                    label="Evaluation Periods Before Scaling In"
                                    help="More of them: the number falls later and does not flap"
                                    check=check(values, "scale_in_periods")
                                >
                                    <Stepper value=values.scale_in_periods min=1 max=3600/>
                                </Field>
                            </Fields>
                        }
                    })
            }}
        </FormSection>
    }
}

#[component]
fn Scheduled(values: Values) -> impl IntoView {
    let runs = RwSignal::new(None::<Result<Vec<Moment>, Error>>);
    let turn = StoredValue::new(0_u64);
    let zone = use_session().zone.name;
    // The times are the server's: it knows the time zone.
    Effect::new(move |_| {
        let cron = values.cron.get();
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        if let Err(error) = Cron::parse("cron", cron.trim()) {
            runs.set(Some(Err(error)));
            return;
        }
        browser::after(250, move || {
            if turn.try_get_value() != Some(mine) {
                return;
            }
            leptos::task::spawn_local(async move {
                let answer = scaling_rule_next_runs(cron).await;
                if turn.try_get_value() == Some(mine) {
                    runs.set(Some(answer.map_err(|fault| fault.0)));
                }
            });
        });
    });
    view! {
        <FormSection title="When" purpose=format!("In the time zone of this installation, {zone}.")>
            <Fields>
                <Field
                    name="cron"
                    label="Cron Expression"
                    required=true
                    help="Minute, hour, day of the month, month, day of the week; with six fields the first one is the second"
                    check=check(values, "cron")
                >
                    <Input value=values.cron typed=Typed::Mono/>
                </Field>
                <div class="field">
                    <span class="label">"Next Runs"</span>
                    <div role="status">
                        {move || match runs.get() {
                            Some(Ok(runs)) => {
                                let runs = runs.into_iter().map(|run| view! { <li><Time at=Signal::stored(run)/></li> });
                                view! { <ol aria-label="Next runs">{runs.collect_view()}</ol> }.into_any()
                            }
                            Some(Err(error)) => view! { <p class="quiet">{error.to_string()}</p> }.into_any(),
                            None => view! { <p class="quiet">"Reading the expression"</p> }.into_any(),
                        }}
                    </div>
                </div>
            </Fields>
        </FormSection>
        <FormSection title="Change">
            <Adjust values/>
        </FormSection>
    }
}

#[component]
fn MetricField(values: Values) -> impl IntoView {
    view! {
        <Field name="metric" label="Metric" required=true help="The mean over the group's running instances">
            <Select value=values.metric choices=Metric::ALL.map(|metric| Choice::same(metric.as_str())).to_vec()/>
        </Field>
    }
}

fn unit_help(values: Values) -> Signal<Option<String>> {
    Signal::derive(move || Some(format!("In {}", values.metric().unit())))
}

#[component]
fn AlarmFields(values: Values) -> impl IntoView {
    view! {
        <Fields>
            <MetricField values/>
            <Field name="comparison" label="Comparison" required=true group=true>
                <Segmented
                    value=values.comparison
                    choices=Comparison::ALL.map(|one| Choice::same(one.as_str())).to_vec()
                />
            </Field>
            <Field name="threshold" label="Threshold" required=true help=unit_help(values) check=check(values, "threshold")>
                <Input value=values.threshold typed=Typed::Number/>
            </Field>
        </Fields>
        <WatchFields values/>
    }
}

#[component]
fn WatchFields(values: Values) -> impl IntoView {
    view! {
        <Fields>
            <Field
                name="period_seconds"
                label="Evaluation Period"
                help="The mean of so long is one value"
                check=check(values, "period_seconds")
            >
                <Stepper value=values.period min=1 max=900 unit="s"/>
            </Field>
            <Field
                name="periods"
                label="Evaluation Periods"
                help="So many values in a row must agree; jitter does nothing"
                check=check(values, "periods")
            >
                <Stepper value=values.periods min=1 max=3600/>
            </Field>
        </Fields>
    }
}

#[component]
fn Adjust(values: Values) -> impl IntoView {
    view! {
        <Field
            name="adjustment"
            label="Change"
            required=true
            help="Negative numbers remove instances"
            check=check(values, "adjustment")
        >
            <ChangeInput change=values.change/>
        </Field>
    }
}

/// How the number changes, and by how much.
#[component]
fn ChangeInput(change: Change) -> impl IntoView {
    let ways = Adjustment::LABELS.into_iter().zip(WAYS).map(|(label, key)| Choice::new(key, label)).collect::<Vec<_>>();
    view! {
        <div class="beside">
            <Choose value=change.way choices=ways/>
            <Input value=change.number typed=Typed::Number/>
            <span>
                {move || match change.way.get().as_str() {
                    "percent" => "%",
                    _ => "instances",
                }}
            </span>
        </div>
    }
}

/// A select beside the control that the field is about.
#[component]
fn Choose(value: RwSignal<String>, choices: Vec<Choice>) -> impl IntoView {
    view! {
        <select class="select" aria-label="Kind of change" on:change=move |event| value.set(event_target_value(&event))>
            {choices
                .into_iter()
                .map(|choice| {
                    let own = choice.value.clone();
                    view! {
                        <option value=choice.value selected=move || value.with(|value| *value == own)>
                            {choice.label}
                        </option>
                    }
                })
                .collect_view()}
        </select>
    }
}
