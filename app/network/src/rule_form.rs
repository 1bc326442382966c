//! **Add Rule** and **Edit** of a security group's rule (NET-20).

use gantry_model::Message;
use gantry_model::cidr::AddressRange;
use gantry_model::id::SecurityGroupId;
use gantry_model::kind::ResourceKind;
use gantry_model::network::view::SecurityGroupDetails;
use gantry_model::network::{Action, Direction, PortRange, Remote, RuleProtocol, SecurityRule};
use gantry_model::{Error, Result};
use gantry_words::Said as _;
use gantry_words::{Word as _, network as words, titled, ui};
use leptos::prelude::*;

use super::api::security_group_rules_update;
use super::rules::other_side;
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
                Err(_) => Err(Error::invalid("remote", Message::text(words::security_group_missing()))),
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
        fault.or_else(|| self.rule().err().filter(|error| error.field() == Some(field))).map(|error| error.said())
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
        toasts.good(words::saved_rule(), words::saved_rule_text());
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
    let title = Signal::derive(move || {
        open.track();
        match (direction, editing.at.get_value()) {
            (Direction::Inbound, None) => words::add_inbound_rule(),
            (Direction::Inbound, Some(_)) => words::edit_inbound_rule(),
            (Direction::Outbound, None) => words::add_outbound_rule(),
            (Direction::Outbound, Some(_)) => words::edit_outbound_rule(),
        }
        .to_owned()
    });
    view! {
        <Dialog
            open
            title
            actions=move || {
                view! {
                    <Button label=ui::cancel() on_click=move |()| open.set(false)/>
                    <Button label=ui::ok() look=Look::Primary pending=save.pending() on_click=move |()| submit()/>
                }
            }
        >
            <Form state=form label=words::rule() on_submit=start>
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
    let other = other_side(values.direction);
    let actions: Vec<Choice> = Action::ALL.map(|action| Choice::new(action.as_str(), action.word())).into();
    let protocols: Vec<Choice> =
        RuleProtocol::ALL.map(|protocol| Choice::new(protocol.as_str(), protocol.word())).into();
    let kinds = vec![
        Choice::new(RANGE, words::address_range()),
        Choice::new(GROUP, titled(ResourceKind::SecurityGroup, 1_u32)),
    ];
    let siblings = Signal::derive(move || {
        let choice = |(id, name): &(SecurityGroupId, String)| Choice::new(id.to_string(), name.clone());
        group.with(|group| group.siblings.iter().map(choice).collect::<Vec<_>>())
    });
    let has_ports = Memo::new(move |_| values.chosen_protocol().has_ports());
    let is_group = Memo::new(move |_| values.kind.with(|kind| kind == GROUP));
    view! {
        <Field name="action" label=words::action() group=true>
            <Segmented value=values.action choices=actions/>
        </Field>
        <div class="fields pair">
            <Field name="protocol" label=words::protocol() required=true>
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
                                label=words::ports()
                                help=words::ports_help()
                                check=check("ports")
                            >
                                <Input value=values.ports typed=Typed::Mono placeholder=words::all_ports()/>
                            </Field>
                        }
                    })
            }}
        </div>
        <Field name="kind" label=other group=true>
            <Segmented
                value=values.kind
                choices=kinds
                on_change=move |_: String| form.clear("remote")
            />
        </Field>
        {move || {
            if is_group.get() {
                view! {
                    <Field
                        name="remote"
                        label=titled(ResourceKind::SecurityGroup, 1_u32)
                        required=true
                        help=words::remote_group_help()
                        check=check("remote")
                    >
                        <Select value=values.group choices=siblings placeholder=words::choose_security_group()/>
                    </Field>
                }
                    .into_any()
            } else {
                view! {
                    <Field
                        name="remote"
                        label=words::address_range()
                        required=true
                        help=words::address_range_help()
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
            label=words::priority()
            required=true
            help=words::priority_help()
            check=check("priority")
        >
            <Stepper value=values.priority min=1 max=100/>
        </Field>
        <Field name="description" label=words::description() check=check("description")>
            <Input value=values.description max_length=256/>
        </Field>
    }
}
