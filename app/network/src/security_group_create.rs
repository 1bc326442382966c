//! **Create Security Group** (NET-20, GEN-06).

use gantry_model::id::SecurityGroupId;
use gantry_model::network::view::{NewSecurityGroup, VpcDetails};
use gantry_model::network::{Direction, SecurityRule, default_rules, vpc_ipv6};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::security_group_create;
use super::rules::{remote_words, rule_words};
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
            title="Create Security Group"
            crumbs=crumbs(("Security Groups", paths::SECURITY_GROUPS), Some("Create".to_owned()))
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
                            cancel=move || view! { <LinkButton label="Cancel" look=Look::Bare href=paths::SECURITY_GROUPS/> }
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
        // What comes from inside, and all that goes out.
        INSIDE => rules
            .into_iter()
            .filter(|rule| rule.direction == Direction::Outbound || rule.description.contains("inside the VPC"))
            .collect(),
        _ => Vec::new(),
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
        toasts
            .good(format!("Created security group {}", name.get_untracked()), "Its rules can be changed at any time.");
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
        Choice::new(WEB, "Web").note("Everything inside the VPC; from outside ping, HTTP and HTTPS; everything out"),
        Choice::new(INSIDE, "Inside only").note("Everything inside the VPC, nothing from outside; everything out"),
        Choice::new(NOTHING, "No rules").note("Nothing in and nothing out, until a rule allows it"),
    ];
    view! {
        <Form state=form label="Security group" on_submit=submit>
            <VpcField value=vpc vpcs wanted missing="Choose the VPC that it is for."/>
            <Name value=name label="Security Group Name"/>
            <Field name="rules" label="Rules to begin with" group=true>
                <Tiles value=begin choices=begins/>
                <ul class="rulelist">
                    {move || {
                        rules
                            .get()
                            .iter()
                            .map(|rule| {
                                let side = if rule.direction == Direction::Inbound { "in from" } else { "out to" };
                                view! {
                                    <li>
                                        {format!("{} {} {side} {}", rule.action.as_str(), rule_words(rule), remote_words(&rule.remote, &[]))}
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                </ul>
            </Field>
            <Description value=description/>
            <FormFoot state=form>
                <Button label="Create Security Group" look=Look::Primary submit=true pending=create.pending()/>
                {cancel.run()}
            </FormFoot>
        </Form>
    }
}
