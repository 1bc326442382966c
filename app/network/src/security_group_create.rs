//! **Create Security Group** (NET-20, GEN-06).

use gantry_model::id::SecurityGroupId;
use gantry_model::kind::ResourceKind;
use gantry_model::network::view::{NewSecurityGroup, VpcDetails};
use gantry_model::network::{Direction, RuleProtocol, SecurityRule, default_rules, vpc_ipv6};
use gantry_words::{Word as _, network as words, titled, ui};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::security_group_create;
use super::rules::{packets_words, remote_words};
use super::vpc_field::{VpcField, Wanted};
use super::{Description, Name, crumbs, use_vpcs};
use gantry_console::paths;
use gantry_ui::prelude::*;

/// What a new group begins with, as the choice's values.
const WEB: &str = "web";
const INSIDE: &str = "inside";
const NOTHING: &str = "nothing";

/// The page that makes a security group; `?vpc=` chooses the VPC.
#[component]
pub fn SecurityGroupCreate() -> impl IntoView {
    let navigate = use_navigate();
    let wanted = Wanted::by_url();
    let vpcs = use_vpcs();
    let form = FormState::new();
    view! {
        <PageHead
            title=words::create_security_group()
            crumbs=crumbs((words::security_groups(), paths::SECURITY_GROUPS), Some(words::create().to_owned()))
        />
        <AskBeforeLeaving state=form/>
        <div class="narrowform">
            <Loaded from=vpcs skeleton=|| view! { <FactsSkeleton facts=5/> } let:vpcs>
                {
                    let navigate = navigate.clone();
                    view! {
                        <SecurityGroupForm
                            form
                            vpcs
                            wanted=wanted.clone()
                            on_made=move |id: SecurityGroupId| navigate(&paths::security_group(id.as_ref()), Default::default())
                            cancel=move || view! { <LinkButton label=ui::cancel() look=Look::Bare href=paths::SECURITY_GROUPS/> }
                        />
                    }
                }
            </Loaded>
        </div>
    }
}

/// The rules that a choice stands for, in a VPC.
fn rules_of(choice: &str, vpc: &VpcDetails) -> Vec<SecurityRule> {
    let rules = default_rules(vpc.row.cidr, vpc_ipv6(&vpc.row.id));
    match choice {
        WEB => rules,
        // All that comes from inside, and all that goes out.
        INSIDE => rules
            .into_iter()
            .filter(|rule| rule.direction == Direction::Outbound || rule.protocol == RuleProtocol::All)
            .collect(),
        _ => Vec::new(),
    }
}

/// `Allow TCP 80 in from 0.0.0.0/0`.
fn listed(rule: &SecurityRule) -> String {
    let (action, packets, remote) = (rule.action.word(), packets_words(rule), remote_words(&rule.remote, &[]));
    match rule.direction {
        Direction::Inbound => words::inbound_rule_listed(action, packets, remote),
        Direction::Outbound => words::outbound_rule_listed(action, packets, remote),
    }
}

/// The form of a security group.
#[component]
pub(super) fn SecurityGroupForm(
    form: FormState,
    vpcs: Signal<Vec<VpcDetails>>,
    /// The VPC that it begins with.
    wanted: Wanted,
    #[prop(into)] on_made: Callback<SecurityGroupId>,
    #[prop(into)] cancel: ViewFnOnce,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let vpc = RwSignal::new(vpcs.with_untracked(|vpcs| wanted.first(vpcs)));
    let chosen = Memo::new(move |_| {
        let id = vpc.get();
        vpcs.with(|vpcs| vpcs.iter().find(|one| one.row.id.as_ref() == id).cloned())
    });
    let [name, description] = [(); 2].map(|()| RwSignal::new(String::new()));
    let begin = RwSignal::new(WEB.to_owned());
    let rules = Memo::new(move |_| {
        chosen.with(|vpc| vpc.as_ref().map(|vpc| begin.with(|begin| rules_of(begin, vpc)))).unwrap_or_default()
    });
    let create = Run::new(security_group_create).in_form(form).done(move |id| {
        toasts.good(words::created_security_group(name.get_untracked()), words::created_security_group_text());
        on_made.run(id);
    });
    let submit = move |()| {
        let Some(vpc) = chosen.get_untracked() else { return };
        create.start(NewSecurityGroup {
            vpc: vpc.row.id,
            name: name.get_untracked().trim().to_owned(),
            description: description.get_untracked().trim().to_owned(),
            rules: rules.get_untracked(),
        });
    };
    let begins = vec![
        Choice::new(WEB, words::begin_web()).note(words::begin_web_note()),
        Choice::new(INSIDE, words::begin_inside()).note(words::begin_inside_note()),
        Choice::new(NOTHING, words::begin_nothing()).note(words::begin_nothing_note()),
    ];
    view! {
        <Form state=form label=titled(ResourceKind::SecurityGroup, 1_u32) on_submit=submit>
            <VpcField value=vpc vpcs wanted missing=words::security_group_vpc_missing()/>
            <Name value=name label=words::security_group_name()/>
            <Field name="rules" label=words::begin_with() group=true>
                <Tiles value=begin choices=begins/>
                <ul class="rulelist">
                    {move || rules.get().iter().map(|rule| view! { <li>{listed(rule)}</li> }).collect_view()}
                </ul>
            </Field>
            <Description value=description/>
            <FormFoot state=form>
                <Button label=words::create_security_group() look=Look::Primary submit=true pending=create.pending()/>
                {cancel.run()}
            </FormFoot>
        </Form>
    }
}
