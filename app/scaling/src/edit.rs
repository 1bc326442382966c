//! **Edit** of a scaling group: name, limits, vSwitches and the rest; what it is made of stays.

use gantry_model::containers::view::VpcChoice;
use gantry_model::id::ScalingGroupId;
use gantry_model::scaling::ScalingGroupUpdate;
use gantry_model::scaling::view::{ScalingGroupDetails, ScalingOptions};
use gantry_words::Said as _;
use gantry_words::{scaling as words, ui};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::{scaling_group_options, scaling_group_update};
use super::settings::{LimitFields, MoreFields, NameField, Settings, VSwitchField};
use super::{detail, group_crumbs, use_group};
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_pages_network::beside::{Beside, Made, MakeBeside, Missing, MissingLink};
use gantry_ui::prelude::*;

/// The page.
#[component]
pub fn ScalingGroupEdit() -> impl IntoView {
    let group = use_group();
    let region = use_region();
    let options = Resource::new(move || region.get(), scaling_group_options);
    let options_again = options;
    view! {
        <Loaded page=true from=group skeleton=|| view! { <FactsSkeleton facts=8/> } let:group>
            <PageHead
                title=Signal::derive(move || group.with(|group| words::edit_name(&group.row.name)))
                crumbs=Signal::derive(move || group.with(|group| group_crumbs(group, words::edit())))
            />
            <Loaded from=options skeleton=|| view! { <FactsSkeleton facts=8/> } let:options>
                <EditForm group options reload=move |()| options_again.refetch()/>
            </Loaded>
        </Loaded>
    }
}

#[component]
fn EditForm(
    group: Signal<ScalingGroupDetails>,
    options: Signal<ScalingOptions>,
    #[prop(into)] reload: Callback<()>,
) -> impl IntoView {
    detail::tell(group);
    let state = FormState::new();
    let toasts = expect_context::<Toasts>();
    let navigate = use_navigate();
    // What was opened is what is changed: a later change by somebody else is refused by its generation.
    let opened = group.get_untracked();
    let id = opened.row.id.clone();
    let chosen = opened.subnets.iter().map(|subnet| subnet.id.to_string()).collect();
    let values = Settings::new(&opened.row.name, &opened.settings, chosen);
    let generation = opened.generation;
    let vpc_id = opened.vpc.0.clone();
    let lacking = Missing::VSwitch(Some(vpc_id.clone()));
    let beside = Beside::default();
    let vpc = Signal::derive(move || {
        options.with(|options| options.vpcs.iter().find(|vpc: &&VpcChoice| vpc.id == vpc_id).cloned())
    });
    Effect::new(move |_| {
        let vpc = vpc.get();
        beside.choose(|made| match (made, vpc) {
            (Made::VSwitch(id), Some(vpc)) if vpc.subnets.iter().any(|one| one.id == *id) => {
                values.subnets.update(|chosen| chosen.push(id.to_string()));
                true
            }
            _ => false,
        });
    });
    let back = paths::scaling_group(id.as_ref());
    let there = back.clone();
    let save = Run::new(move |(id, form): (ScalingGroupId, ScalingGroupUpdate)| scaling_group_update(id, form))
        .in_form(state)
        .done(move |()| {
            state.settle();
            toasts.good(words::saved(values.name.get_untracked().trim()), "");
            navigate(&there, Default::default());
        });
    let submit = move || {
        let form = untrack(|| {
            let form = ScalingGroupUpdate {
                name: values.name(),
                settings: values.settings(),
                subnets: values.vswitches()?,
                generation,
            };
            form.validate().map(|()| form)
        });
        match form {
            Ok(form) => save.start((id.clone(), form)),
            Err(error) => state.refuse(error.field(), error.said()),
        }
    };
    view! {
        <AskBeforeLeaving state/>
        <Form state sections=true label=words::edit_group() on_submit=move |()| submit()>
            <FormSection title=words::scaling_group()>
                <Fields>
                    <NameField values/>
                    <LimitFields values/>
                </Fields>
            </FormSection>
            <FormSection title=words::network() purpose=words::instances_stay()>
                <VSwitchField values vpc>
                    <div class="row">
                        <MissingLink beside what=lacking/>
                        <Act label=words::load_vswitches() on_click=reload/>
                    </div>
                </VSwitchField>
            </FormSection>
            <FormSection title=words::more_settings()>
                <MoreFields values/>
            </FormSection>
            <FormFoot state>
                <Button label=words::save() look=Look::Primary submit=true pending=save.pending()/>
                <LinkButton label=ui::cancel() look=Look::Bare href=back/>
            </FormFoot>
        </Form>
        <MakeBeside beside form=state reload/>
    }
}
