//! Making and changing a scaling rule: simple, step, target tracking, scheduled.

use gantry_model::Error;
use gantry_model::id::{Id as _, ScalingGroupId, ScalingRuleId};
use gantry_model::kind::ResourceKind;
use gantry_model::message;
use gantry_model::name;
use gantry_model::scaling::cron::Cron;
use gantry_model::scaling::view::{RuleRow, ScalingGroupDetails};
use gantry_model::scaling::{Comparison, MOST_BANDS, Metric, RuleDraft};
use gantry_model::time::Moment;
use gantry_words::Said as _;
use gantry_words::{Word as _, scaling as words, titled, ui};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::draft::{BandDraft, Change, KINDS, Values, WAYS};
use super::said::{kind_text, ways};
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
                title=words::create_rule()
                crumbs=Signal::derive(move || group.with(|group| group_crumbs(group, words::create_rule())))
                purpose=words::rule_purpose()
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
    Error::not_found(ScalingRuleId::KIND, id).into()
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
                                    title=words::edit_rule()
                                    crumbs=Signal::derive(move || group.with(|group| group_crumbs(group, words::edit_rule())))
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
    let there = known.is_some();
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
            let name = values.name.get_untracked();
            let name = name.trim();
            toasts.good(if there { words::saved(name) } else { words::created_name(name) }, "");
            navigate(&list, Default::default());
        });
    let label = if there { words::save() } else { words::create() };
    let submit = move || {
        let draft = untrack(|| values.rule().and_then(|rule| rule.validate().map(|()| rule)));
        match draft {
            Ok(draft) => save.start((id.clone(), known.clone(), draft)),
            Err(error) => state.refuse(error.field(), error.said()),
        }
    };
    let choices = [
        (words::simple_rule(), words::simple_note()),
        (words::step_rule(), words::step_note()),
        (words::target_rule(), words::target_note()),
        (words::scheduled_rule(), words::scheduled_note()),
    ];
    let choices: Vec<_> =
        KINDS.into_iter().zip(choices).map(|(key, (label, note))| Choice::new(key, label).note(note)).collect();
    view! {
        <AskBeforeLeaving state/>
        <div class="with-aside">
            <Form state sections=true label=titled(ResourceKind::ScalingRule, 1_u32) on_submit=move |()| submit()>
                <FormSection title=words::rule()>
                    <Fields>
                        <Field
                            name="name"
                            label=words::rule_name()
                            required=true
                            help=message::common::rule_scaling_name().said()
                            check=Callback::new(move |()| {
                                values.name.with_untracked(|text| name::scaling_rule("name", text.trim())).err().map(|error| error.said())
                            })
                        >
                            <Input value=values.name max_length=64 placeholder=words::rule_name_example()/>
                        </Field>
                        <Field
                            name="cooldown_seconds"
                            label=words::cooldown()
                            help=Signal::derive(move || {
                                Some(group.with(|group| words::group_cooldown_help(group.settings.cooldown_seconds)))
                            })
                            check=check(values, "cooldown_seconds")
                        >
                            <Input value=values.cooldown typed=Typed::Number unit=words::second_unit()/>
                        </Field>
                    </Fields>
                    <Field name="kind" label=words::rule_type() required=true group=true>
                        <Tiles value=values.kind choices/>
                    </Field>
                </FormSection>
                {move || match values.kind.get().as_str() {
                    "simple" => view! { <Simple values/> }.into_any(),
                    "step" => view! { <Step values/> }.into_any(),
                    "scheduled" => view! { <Scheduled values/> }.into_any(),
                    _ => view! { <Target values/> }.into_any(),
                }}
                <FormSection title=words::state()>
                    <Switch value=values.enabled label=words::enabled() note=words::disabled_note()/>
                </FormSection>
                <FormFoot state>
                    <Button label look=Look::Primary submit=true pending=save.pending()/>
                    <LinkButton label=ui::cancel() look=Look::Bare href=back/>
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
        Ok(rule) => Ok(kind_text(&rule.kind)),
        Err(error) => Err(error.said()),
    });
    view! {
        <Summary
            title=words::what_it_does()
            total=move || {
                view! {
                    <p class="help">
                        {move || {
                            group.with(|group| words::within_limits(group.settings.minimum, group.settings.maximum))
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
        <FormSection title=words::when() purpose=words::mean_purpose()>
            <Switch value=values.by_hand label=words::by_hand_only() note=words::by_hand_note()/>
            {move || (!values.by_hand.get()).then(|| view! { <AlarmFields values/> })}
        </FormSection>
        <FormSection title=words::change()>
            <Adjust values/>
        </FormSection>
    }
}

#[component]
fn Step(values: Values) -> impl IntoView {
    let state = expect_context::<FormState>();
    let full =
        Signal::derive(move || (values.bands.with(Vec::len) >= MOST_BANDS).then(|| words::steps_full(MOST_BANDS)));
    let bands = move || values.bands.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <FormSection title=words::when() purpose=words::mean_purpose()>
            <AlarmFields values/>
        </FormSection>
        <FormSection title=words::steps() purpose=words::steps_purpose()>
            <div class="bands" id="bands" tabindex="-1">
                <For each=bands key=|(place, band)| (*place, band.key) let:one>
                    <BandFields values place=one.0 band=one.1/>
                </For>
                {move || state.fault("bands").map(|fault| view! { <p class="fault" role="alert">{fault}</p> })}
                <div class="row">
                    <Button label=words::add_step() icon=Glyph::Plus why_not=full on_click=move |()| values.add_band()/>
                </div>
            </div>
        </FormSection>
    }
}

#[component]
fn BandFields(values: Values, place: usize, band: BandDraft) -> impl IntoView {
    let last = Signal::derive(move || (values.bands.with(Vec::len) < 2).then(|| message::scaling::no_step().said()));
    let fault = move |part: &'static str| {
        let field = format!("bands.{place}.{part}");
        let own = field.clone();
        (field, Callback::new(move |()| values.fault(&own)))
    };
    let (from, from_check) = fault("from");
    let (by, by_check) = fault("adjustment");
    view! {
        <Fields>
            <Field name=from label=words::step_begins(place + 1) required=true check=from_check>
                <div class="beside">
                    <Input value=band.from typed=Typed::Number/>
                    <span>{move || values.metric().unit()}</span>
                </div>
            </Field>
            <Field name=by label=words::change() required=true check=by_check>
                <div class="beside">
                    <ChangeInput change=band.change/>
                    <IconButton
                        label=words::remove_step(place + 1)
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
        <FormSection title=words::target() purpose=words::target_purpose()>
            <Fields>
                <MetricField values/>
                <Field name="target" label=words::target() required=true help=unit_help(values) check=check(values, "target")>
                    <Input value=values.target typed=Typed::Number/>
                </Field>
            </Fields>
            <WatchFields values/>
            <Switch
                value=values.scales_in
                label=words::scales_in()
                note=words::scales_in_note()
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
                                    label=words::scale_in_periods()
                                    help=words::scale_in_help()
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
        <FormSection title=words::scheduled_when() purpose=words::zone_purpose(zone)>
            <Fields>
                <Field
                    name="cron"
                    label=words::cron()
                    required=true
                    help=words::cron_help()
                    check=check(values, "cron")
                >
                    <Input value=values.cron typed=Typed::Mono/>
                </Field>
                <div class="field">
                    <span class="label">{words::next_runs()}</span>
                    <div role="status">
                        {move || match runs.get() {
                            Some(Ok(runs)) => {
                                let runs = runs.into_iter().map(|run| view! { <li><Time at=Signal::stored(run)/></li> });
                                view! { <ol aria-label=words::next_runs_list()>{runs.collect_view()}</ol> }.into_any()
                            }
                            Some(Err(error)) => view! { <p class="quiet">{error.said()}</p> }.into_any(),
                            None => view! { <p class="quiet">{words::reading_expression()}</p> }.into_any(),
                        }}
                    </div>
                </div>
            </Fields>
        </FormSection>
        <FormSection title=words::change()>
            <Adjust values/>
        </FormSection>
    }
}

#[component]
fn MetricField(values: Values) -> impl IntoView {
    view! {
        <Field name="metric" label=words::metric() required=true help=words::metric_help()>
            <Select value=values.metric choices=Metric::ALL.map(|metric| Choice::new(metric.as_str(), metric.word())).to_vec()/>
        </Field>
    }
}

fn unit_help(values: Values) -> Signal<Option<String>> {
    Signal::derive(move || Some(words::in_unit(values.metric().unit())))
}

#[component]
fn AlarmFields(values: Values) -> impl IntoView {
    view! {
        <Fields>
            <MetricField values/>
            <Field name="comparison" label=words::comparison() required=true group=true>
                <Segmented
                    value=values.comparison
                    choices=Comparison::ALL.map(|one| Choice::same(one.as_str())).to_vec()
                />
            </Field>
            <Field name="threshold" label=words::threshold() required=true help=unit_help(values) check=check(values, "threshold")>
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
                label=words::period()
                help=words::period_help()
                check=check(values, "period_seconds")
            >
                <Stepper value=values.period min=1 max=900 unit=words::second_unit()/>
            </Field>
            <Field
                name="periods"
                label=words::periods()
                help=words::periods_help()
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
            label=words::change()
            required=true
            help=words::change_help()
            check=check(values, "adjustment")
        >
            <ChangeInput change=values.change/>
        </Field>
    }
}

/// How the number changes, and by how much.
#[component]
fn ChangeInput(change: Change) -> impl IntoView {
    let ways = WAYS.into_iter().zip(ways()).map(|(key, label)| Choice::new(key, label)).collect::<Vec<_>>();
    view! {
        <div class="beside">
            <Choose value=change.way choices=ways/>
            <Input value=change.number typed=Typed::Number/>
            <span>
                {move || match change.way.get().as_str() {
                    "percent" => "%",
                    _ => words::instances_unit(),
                }}
            </span>
        </div>
    }
}

/// A select beside the control that the field is about.
#[component]
fn Choose(value: RwSignal<String>, choices: Vec<Choice>) -> impl IntoView {
    view! {
        <select class="select" aria-label=words::kind_of_change() on:change=move |event| value.set(event_target_value(&event))>
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
