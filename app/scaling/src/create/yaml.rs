//! **Create by YAML File** (ESS-11 to ESS-16): the editor, its faults at their lines, and what would be made.

use gantry_model::Error;
use gantry_model::containers::{ContainerSpec, ImageSource};
use gantry_model::id::ScalingGroupId;
use gantry_model::network::EipChoice;
use gantry_model::scaling::manifest::{Fault as Wrong, Notice as Ignored};
use gantry_model::scaling::view::{ScalingOptions, YamlCheck, YamlPlan};
use gantry_words::Said as _;
use gantry_words::{console, scaling as words, ui};
use leptos::prelude::*;

use super::layout::format;
use crate::api::{scaling_group_check_yaml, scaling_group_create_by_yaml};
use gantry_console::paths;
use gantry_ui::browser;
use gantry_ui::fault::Fault;
use gantry_ui::loaded::Run;
use gantry_ui::prelude::*;

/// What the editor calls the text.
const FILE: &str = "deployment.yaml";
/// What keys of annotations begin with: our own, and those of the requirements.
const OWN_KEYS: &str = "gantry/";
const OTHER_KEYS: &str = "k8s.aliyun.com/";

/// The text, and what the server said of it last. `Copy`.
#[derive(Clone, Copy)]
pub struct Yaml {
    text: RwSignal<String>,
    check: RwSignal<Option<YamlCheck>>,
    /// The answer is older than the text.
    stale: RwSignal<bool>,
    turn: StoredValue<u64>,
}

impl Yaml {
    /// Nothing typed yet: begins with the sample of the rows.
    pub fn new(options: &ScalingOptions) -> Self {
        Self {
            text: RwSignal::new(options.sample_yaml.clone()),
            check: RwSignal::new(None),
            stale: RwSignal::new(true),
            turn: StoredValue::new(0),
        }
    }

    /// Asks the server about the text, shortly after the last key.
    fn ask(self, region: Signal<String>, wait: u64) {
        self.turn.update_value(|turn| *turn += 1);
        let mine = self.turn.get_value();
        self.stale.set(true);
        browser::after(wait, move || {
            if self.turn.try_get_value() != Some(mine) {
                return;
            }
            leptos::task::spawn_local(async move {
                let answer = scaling_group_check_yaml(region.get_untracked(), self.text.get_untracked()).await;
                // A later key has asked again: its answer counts.
                if self.turn.try_get_value() == Some(mine) {
                    self.stale.set(false);
                    self.check.set(answer.ok());
                }
            });
        });
    }
}

/// All faults and notices in the order of their lines.
fn line_faults(check: &YamlCheck) -> Vec<LineFault> {
    let fault = |fault: &Wrong| LineFault {
        line: fault.line,
        column: fault.column,
        path: fault.path.clone(),
        message: fault.message.said(),
        notice: false,
    };
    let ignored = |notice: &Ignored| LineFault {
        line: notice.line,
        column: 1,
        path: notice.path.clone(),
        message: notice.message.said(),
        notice: true,
    };
    let mut all: Vec<LineFault> = check.faults.iter().map(fault).chain(check.notices.iter().map(ignored)).collect();
    all.sort_by_key(|fault| (fault.notice, fault.line, fault.column));
    all
}

/// The editor and what would be made.
#[component]
pub fn ByYaml(
    yaml: Yaml,
    options: Signal<ScalingOptions>,
    state: FormState,
    done: Callback<(ScalingGroupId, String)>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let region = Signal::derive(move || options.with(|options| options.region.clone()));
    // The first look at the text, and another one in another region.
    Effect::new(move |_| {
        region.track();
        yaml.ask(region, 0);
    });
    let create = Run::new(move |text: String| async move {
        // The editor shows faults at their lines; what is refused beside them stands above the button.
        scaling_group_create_by_yaml(region.get_untracked(), text).await.map_err(|fault| match fault.0 {
            Error::Invalid { message, .. } => Fault(Error::conflict(message)),
            other => Fault(other),
        })
    })
    .in_form(state)
    .done(move |id| {
        let name = yaml.check.with_untracked(|check| {
            check.as_ref().and_then(|check| check.plan.as_ref()).map(|plan| plan.group.name.clone())
        });
        done.run((id, name.unwrap_or_else(|| words::the_group().to_owned())));
    });
    let faults = Signal::derive(move || yaml.check.with(|check| check.as_ref().map(line_faults).unwrap_or_default()));
    let put = move |text: String| {
        yaml.text.set(text);
        state.touch();
        yaml.ask(region, 0);
    };
    let tidy = move || match format(&yaml.text.get_untracked()) {
        Some(text) => put(text),
        None => toasts.bad(words::not_formatted(), words::not_formatted_text()),
    };
    view! {
        <div class="with-aside">
            <Form state label=words::by_yaml() on_submit=move |()| create.start(yaml.text.get_untracked())>
                <Editor
                    value=yaml.text
                    label=words::deployment_as_yaml()
                    title=FILE
                    faults
                    on_input=move |()| {
                        state.touch();
                        yaml.ask(region, 350);
                    }
                >
                    <Button label=words::use_sample() size=Size::Small look=Look::Bare on_click=move |()| put(options.with_untracked(|options| options.sample_yaml.clone()))/>
                    <Button label=words::tidy() size=Size::Small look=Look::Bare on_click=move |()| tidy()/>
                </Editor>
                <p class="help">
                    {words::yaml_help(view! { <code>{OWN_KEYS}</code> }, view! { <code>{OTHER_KEYS}</code> })}
                </p>
                <FormFoot state>
                    <Button label=words::create() look=Look::Primary submit=true pending=create.pending()/>
                    <LinkButton label=ui::cancel() look=Look::Bare href=paths::SCALING_GROUPS/>
                </FormFoot>
            </Form>
            <Planned yaml/>
        </div>
    }
}

/// What the file would make, as the server reads it.
#[component]
fn Planned(yaml: Yaml) -> impl IntoView {
    let plan = Memo::new(move |before: Option<&Option<YamlPlan>>| match yaml.check.get() {
        Some(check) if check.faults.is_empty() => check.plan,
        Some(_) => None,
        None => before.cloned().flatten(),
    });
    let count = Memo::new(move |_| yaml.check.with(|check| check.as_ref().map(|check| check.faults.len())));
    let said = move || match (yaml.stale.get(), count.get()) {
        (true, _) | (_, None) => words::reading_file(),
        (_, Some(0)) => words::can_be_created(),
        _ => words::faults_first(),
    };
    view! {
        <Summary total=move || view! { <p class="help" role="status">{said}</p> }>
            {move || match plan.get() {
                Some(plan) => facts(plan).into_any(),
                None => view! { <p class="quiet">{words::plan_empty()}</p> }.into_any(),
            }}
        </Summary>
    }
}

fn facts(plan: YamlPlan) -> impl IntoView {
    let YamlPlan { group, template, spec } = plan;
    let settings = group.settings;
    let first = settings.clamp(group.desired.unwrap_or(settings.minimum));
    let fact = |label: &'static str, value: String| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let eip = if template.eip == EipChoice::None { words::none() } else { words::eip_each() };
    view! {
        <dl>
            {fact(words::scaling_group(), group.name)} {fact(words::kind(), group.group_type.as_str().to_owned())}
            {fact(words::instance_number(), words::from_to_first(settings.minimum, settings.maximum, first))}
            {fact(words::spec(), spec.to_string())} {fact(console::vswitches(), group.subnets.len().to_string())}
            {fact(words::eip(), eip.to_owned())}
        </dl>
        <hr/>
        <ul class="stack" style="gap:8px">
            {template
                .containers
                .into_iter()
                .map(|container| {
                    let image = image_text(&container);
                    view! {
                        <li>
                            <b class="medium">{container.name}</b>
                            <span class="reason mono">{image}</span>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}

/// The image as it is known without asking the registry.
fn image_text(container: &ContainerSpec) -> String {
    let joint = if container.version.contains(':') { '@' } else { ':' };
    match &container.image {
        ImageSource::Address(address) => format!("{address}{joint}{}", container.version),
        ImageSource::Repository(_) => words::of_registry(&container.version),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_stand_before_notices_by_their_lines() {
        let fault = |line| Wrong { line, column: 3, path: String::new(), message: gantry_model::Message::text("x") };
        let check = YamlCheck {
            faults: vec![fault(9), fault(2)],
            notices: vec![Ignored {
                line: 1,
                path: "spec.strategy".into(),
                message: gantry_model::Message::text("ignored"),
            }],
            plan: None,
        };
        let lines: Vec<u32> = line_faults(&check).iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [2, 9, 1]);
    }
}
