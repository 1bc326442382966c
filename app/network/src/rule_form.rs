//! **Add Rule** and **Edit** of a security group's rule (NET-20).

use gantry_model::cidr::AddressRange;
use gantry_model::id::SecurityGroupId;
use gantry_model::network::view::SecurityGroupDetails;
use gantry_model::network::{Action, Direction, PortRange, Remote, RuleProtocol, SecurityRule};
use gantry_model::{Error, Result};
use leptos::prelude::*;

use super::api::security_group_rules_update;
use gantry_ui::fault::Fault;
use gantry_ui::prelude::*;

/// What the other side is, as the choice's values.
const RANGE: &str = "range";
const GROUP: &str = "group";

/// The rule that is being written: where it stands, and the rules as they were when the dialog opened.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    open: RwSignal<bool>,
    at: StoredValue<Option<usize>>,
    before: StoredValue<Option<SecurityGroupDetails>>,
}

impl Editing {
    pub(super) fn new() -> Self {
        Self { open: RwSignal::new(false), at: StoredValue::new(None), before: StoredValue::new(None) }
    }

    /// **Add Rule**.
    pub(super) fn add(&self, group: &SecurityGroupDetails) {
        self.begin(group, None);
    }

    /// **Edit** of the rule with this place.
    pub(super) fn edit(&self, group: &SecurityGroupDetails, place: usize) {
        self.begin(group, Some(place));
    }

    fn begin(&self, group: &SecurityGroupDetails, at: Option<usize>) {
        self.at.set_value(at);
        self.before.set_value(Some(group.clone()));
        self.open.set(true);
    }
}

/// What is typed. `Copy`.
#[derive(Clone, Copy)]
struct Values {
    direction: Direction,
    action: RwSignal<String>,
    protocol: RwSignal<String>,
    ports: RwSignal<String>,
    kind: RwSignal<String>,
    range: RwSignal<String>,
    group: RwSignal<String>,
    priority: RwSignal<i64>,
    description: RwSignal<String>,
}

impl Values {
    fn new(direction: Direction) -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            direction,
            action: text(),
            protocol: text(),
            ports: text(),
            kind: text(),
            range: text(),
            group: text(),
            priority: RwSignal::new(1),
            description: text(),
        }
    }

    /// Fills in a rule, or what a new one begins with.
    fn fill(&self, rule: Option<&SecurityRule>) {
        let rule = rule.cloned().unwrap_or(SecurityRule {
            direction: self.direction,
            protocol: RuleProtocol::Tcp,
            ports: None,
            remote: Remote::Range(AddressRange::V4(gantry_model::cidr::Cidr::EVERYWHERE)),
            priority: 1,
            action: Action::Allow,
            description: String::new(),
        });
        self.action.set(rule.action.as_str().to_owned());
        self.protocol.set(rule.protocol.as_str().to_owned());
        self.ports.set(rule.ports.map(|ports| ports.to_string()).unwrap_or_default());
        let (kind, range, group) = match &rule.remote {
            Remote::Range(range) => (RANGE, range.to_string(), String::new()),
            Remote::Group(id) => (GROUP, String::new(), id.to_string()),
        };
        self.kind.set(kind.to_owned());
        self.range.set(range);
        self.group.set(group);
        self.priority.set(rule.priority.into());
        self.description.set(rule.description);
    }

    /// The chosen protocol, tracked.
    fn chosen_protocol(&self) -> RuleProtocol {
        self.protocol.with(|text| RuleProtocol::ALL.into_iter().find(|one| one.as_str() == text)).unwrap_or_default()
    }

    fn ports(&self) -> Result<Option<PortRange>> {
        let text = self.ports.get_untracked();
        if text.trim().is_empty() || !untrack(|| self.chosen_protocol()).has_ports() {
            return Ok(None);
        }
        PortRange::parse(text.trim()).map(Some)
    }

    fn remote(&self) -> Result<Remote> {
        if self.kind.with_untracked(|kind| kind == GROUP) {
            let id = self.group.get_untracked();
            return match id.parse::<SecurityGroupId>() {
                Ok(id) => Ok(Remote::Group(id)),
                Err(_) => Err(Error::invalid("remote", "Choose a security group.")),
            };
        }
        self.range.with_untracked(|text| AddressRange::parse("remote", text)).map(Remote::Range)
    }

    /// The rule, if all of it is right.
    fn rule(&self) -> Result<SecurityRule> {
        let action = self.action.get_untracked();
        let rule = SecurityRule {
            direction: self.direction,
            protocol: untrack(|| self.chosen_protocol()),
            ports: self.ports()?,
            remote: self.remote()?,
            priority: u8::try_from(self.priority.get_untracked()).unwrap_or(0),
            action: Action::ALL.into_iter().find(|one| one.as_str() == action).unwrap_or_default(),
            description: self.description.get_untracked().trim().to_owned(),
        };
        rule.validate().map(|()| rule)
    }

    /// What is wrong with a field.
    fn fault(&self, field: &str) -> Option<String> {
        let fault = match field {
            "ports" => self.ports().err(),
            "remote" => self.remote().err(),
            _ => None,
        };
        fault.or_else(|| self.rule().err().filter(|error| error.field() == Some(field))).map(|error| error.to_string())
    }
}

/// A fault of `rules.3.remote` belongs to the field `remote` of this form.
fn of_field(fault: Fault) -> Fault {
    let within = |field: &str| match field.strip_prefix("rules.").and_then(|rest| rest.split_once('.')) {
        Some((_, field)) => field.to_owned(),
        None => field.to_owned(),
    };
    Fault(match fault.0 {
        Error::Invalid { field, message } => Error::Invalid { field: within(&field), message },
        other => other,
    })
}

/// The dialog of a rule.
#[component]
pub(super) fn RuleForm(group: Signal<SecurityGroupDetails>, direction: Direction, editing: Editing) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let form = FormState::beside("rule-");
    let values = Values::new(direction);
    let open = editing.open;
    let save = Run::new(|(id, generation, rules): (SecurityGroupId, u64, Vec<SecurityRule>)| async move {
        security_group_rules_update(id, generation, rules).await.map_err(of_field)
    })
    .in_form(form)
    .done(move |()| {
        open.set(false);
        toasts.good("Saved the rule", "It holds at once.");
    });
    Effect::new(move |_| {
        if open.get() {
            let rule = editing.before.with_value(|before| {
                let at = editing.at.get_value()?;
                before.as_ref()?.rules.get(at).cloned()
            });
            values.fill(rule.as_ref());
        }
    });
    let start = move |()| {
        let (Ok(rule), Some(mut before)) = (values.rule(), editing.before.get_value()) else { return };
        match editing.at.get_value() {
            Some(at) if at < before.rules.len() => before.rules[at] = rule,
            _ => before.rules.push(rule),
        }
        save.start((before.row.id, before.generation, before.rules));
    };
    let submit = move || {
        if form.check() {
            start(());
        }
    };
    let word = if direction == Direction::Inbound { "Inbound" } else { "Outbound" };
    let title = Signal::derive(move || {
        open.track();
        let verb = if editing.at.get_value().is_some() { "Edit" } else { "Add" };
        format!("{verb} {word} Rule")
    });
    view! {
        <Dialog
            open
            title
            actions=move || {
                view! {
                    <Button label="Cancel" on_click=move |()| open.set(false)/>
                    <Button label="OK" look=Look::Primary pending=save.pending() on_click=move |()| submit()/>
                }
            }
        >
            <Form state=form label="Rule" on_submit=start>
                <Controls values group/>
                <Refused state=form/>
            </Form>
        </Dialog>
    }
}

#[component]
fn Controls(values: Values, group: Signal<SecurityGroupDetails>) -> impl IntoView {
    let form = expect_context::<FormState>();
    let check = move |field: &'static str| Callback::new(move |()| values.fault(field));
    let other = if values.direction == Direction::Inbound { "Source" } else { "Destination" };
    let actions: Vec<Choice> = Action::ALL.map(|action| Choice::same(action.as_str())).into();
    let protocols: Vec<Choice> = RuleProtocol::ALL.map(|protocol| Choice::same(protocol.as_str())).into();
    let siblings = Signal::derive(move || {
        let choice = |(id, name): &(SecurityGroupId, String)| Choice::new(id.to_string(), name.clone());
        group.with(|group| group.siblings.iter().map(choice).collect::<Vec<_>>())
    });
    let has_ports = Memo::new(move |_| values.chosen_protocol().has_ports());
    let is_group = Memo::new(move |_| values.kind.with(|kind| kind == GROUP));
    view! {
        <Field name="action" label="Action" group=true>
            <Segmented value=values.action choices=actions/>
        </Field>
        <div class="fields pair">
            <Field name="protocol" label="Protocol" required=true>
                <Select
                    value=values.protocol
                    choices=protocols
                    on_change=move |_: String| {
                        form.clear("remote");
                        form.clear("ports");
                    }
                />
            </Field>
            {move || {
                has_ports
                    .get()
                    .then(|| {
                        view! {
                            <Field
                                name="ports"
                                label="Ports"
                                help="One such as 80, a range such as 8000-8010; empty for all"
                                check=check("ports")
                            >
                                <Input value=values.ports typed=Typed::Mono placeholder="all"/>
                            </Field>
                        }
                    })
            }}
        </div>
        <Field name="kind" label=other group=true>
            <Segmented
                value=values.kind
                choices=vec![Choice::new(RANGE, "Address range"), Choice::new(GROUP, "Security group")]
                on_change=move |_: String| form.clear("remote")
            />
        </Field>
        {move || {
            if is_group.get() {
                view! {
                    <Field
                        name="remote"
                        label="Security group"
                        required=true
                        help="The container groups of this security group, by their private addresses"
                        check=check("remote")
                    >
                        <Select value=values.group choices=siblings placeholder="Choose a security group"/>
                    </Field>
                }
                    .into_any()
            } else {
                view! {
                    <Field
                        name="remote"
                        label="Address range"
                        required=true
                        help="Such as 10.0.0.0/16, fd00::/8 or one address; 0.0.0.0/0 is every IPv4 address, ::/0 every IPv6 address"
                        check=check("remote")
                    >
                        <Input value=values.range typed=Typed::Mono/>
                    </Field>
                }
                    .into_any()
            }
        }}
        <Field
            name="priority"
            label="Priority"
            required=true
            help="1 to 100; 1 is tried first, and of the same priority Drop before Allow"
            check=check("priority")
        >
            <Stepper value=values.priority min=1 max=100/>
        </Field>
        <Field name="description" label="Description" check=check("description")>
            <Input value=values.description max_length=256/>
        </Field>
    }
}
