//! Server functions of Auto Scaling: who asks, the command or query of the engine, its answer.

use gantry_model::containers::view::Range;
use gantry_model::id::{ContainerGroupId, ScalingActivityId, ScalingConfigurationId, ScalingGroupId, ScalingRuleId};
use gantry_model::page::{Page, PageRequest};
use gantry_model::scaling::view::{
    ActivityRow, AttachChoice, ConfigurationPreview, ConfigurationRow, GroupHistory, InstanceFilter, InstanceList,
    RuleHistory, RuleRow, ScalingGroupDetails, ScalingGroupFilter, ScalingGroupList, ScalingOptions, WithInstances,
    YamlCheck,
};
use gantry_model::scaling::{Adjustment, NewScalingGroup, RuleDraft, ScalingGroupUpdate, Template};
use gantry_model::time::Moment;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use gantry_console::session::request::{actor, engine};
use gantry_ui::fault::Fault;
use gantry_ui::json::Json;

/// A page of **Scaling Groups** (ESS-01).
#[server(name = ListGroups, endpoint = "scaling_group_list", input = Json, output = Json)]
pub async fn scaling_group_list(filter: ScalingGroupFilter) -> Result<ScalingGroupList, Fault> {
    Ok(engine().scaling().list(&actor()?, filter).await?)
}

/// One group (ESS-24).
#[server(endpoint = "scaling_group_view", input = Json, output = Json)]
pub async fn scaling_group_view(id: ScalingGroupId) -> Result<ScalingGroupDetails, Fault> {
    Ok(engine().scaling().view(&actor()?, &id).await?)
}

/// What the pages that make groups and configurations offer in a region.
#[server(endpoint = "scaling_group_options", input = Json, output = Json)]
pub async fn scaling_group_options(region: String) -> Result<ScalingOptions, Fault> {
    Ok(engine().scaling().options(&actor()?, &region).await?)
}

/// **Create by Form** (ESS-02 to ESS-09).
#[server(endpoint = "scaling_group_create", input = Json, output = Json)]
pub async fn scaling_group_create(form: NewScalingGroup) -> Result<ScalingGroupId, Fault> {
    Ok(engine().scaling().create(&actor()?, form).await?)
}

/// What **Create by YAML File** would make, or what is wrong and where (ESS-11 to ESS-16).
#[server(endpoint = "scaling_group_check_yaml", input = Json, output = Json)]
pub async fn scaling_group_check_yaml(region: String, text: String) -> Result<YamlCheck, Fault> {
    Ok(engine().scaling().check_yaml(&actor()?, &region, &text).await?)
}

/// **Create by YAML File** (ESS-11).
#[server(endpoint = "scaling_group_create_by_yaml", input = Json, output = Json)]
pub async fn scaling_group_create_by_yaml(region: String, text: String) -> Result<ScalingGroupId, Fault> {
    Ok(engine().scaling().create_by_yaml(&actor()?, &region, &text).await?)
}

/// **Edit** of a group.
#[server(name = UpdateGroup, endpoint = "scaling_group_update", input = Json, output = Json)]
pub async fn scaling_group_update(id: ScalingGroupId, form: ScalingGroupUpdate) -> Result<(), Fault> {
    Ok(engine().scaling().update(&actor()?, &id, form).await?)
}

/// **Enable** (ESS-22).
#[server(endpoint = "scaling_group_enable", input = Json, output = Json)]
pub async fn scaling_group_enable(id: ScalingGroupId) -> Result<(), Fault> {
    Ok(engine().scaling().enable(&actor()?, &id).await?)
}

/// **Disable**.
#[server(endpoint = "scaling_group_disable", input = Json, output = Json)]
pub async fn scaling_group_disable(id: ScalingGroupId) -> Result<(), Fault> {
    Ok(engine().scaling().disable(&actor()?, &id).await?)
}

/// Deletes a group.
#[server(endpoint = "scaling_group_delete", input = Json, output = Json)]
pub async fn scaling_group_delete(id: ScalingGroupId, with: WithInstances) -> Result<(), Fault> {
    Ok(engine().scaling().delete(&actor()?, &id, with).await?)
}

/// Scaling by hand (ESS-26).
#[server(endpoint = "scaling_group_scale", input = Json, output = Json)]
pub async fn scaling_group_scale(
    id: ScalingGroupId,
    adjustment: Adjustment,
) -> Result<Option<ScalingActivityId>, Fault> {
    Ok(engine().scaling().scale(&actor()?, &id, adjustment).await?)
}

/// **Scaling Configurations** of a group, newest first (ESS-19).
#[server(endpoint = "scaling_configuration_list", input = Json, output = Json)]
pub async fn scaling_configuration_list(group: ScalingGroupId) -> Result<Vec<ConfigurationRow>, Fault> {
    Ok(engine().scaling().configurations(&actor()?, &group).await?)
}

/// **Preview Scaling Configuration** (ESS-19).
#[server(endpoint = "scaling_configuration_preview", input = Json, output = Json)]
pub async fn scaling_configuration_preview(
    group: ScalingGroupId,
    template: Template,
) -> Result<ConfigurationPreview, Fault> {
    Ok(engine().scaling().configuration_preview(&actor()?, &group, template).await?)
}

/// **Create Scaling Configuration** (ESS-19).
#[server(endpoint = "scaling_configuration_create", input = Json, output = Json)]
pub async fn scaling_configuration_create(
    group: ScalingGroupId,
    template: Template,
) -> Result<ScalingConfigurationId, Fault> {
    Ok(engine().scaling().configuration_create(&actor()?, &group, template).await?)
}

/// **Create and enable a scaling configuration** (ESS-20).
#[server(endpoint = "scaling_configuration_create_and_enable", input = Json, output = Json)]
pub async fn scaling_configuration_create_and_enable(
    group: ScalingGroupId,
    template: Template,
) -> Result<ScalingConfigurationId, Fault> {
    Ok(engine().scaling().configuration_create_and_enable(&actor()?, &group, template).await?)
}

/// **Apply** (ESS-21).
#[server(endpoint = "scaling_configuration_apply", input = Json, output = Json)]
pub async fn scaling_configuration_apply(id: ScalingConfigurationId) -> Result<(), Fault> {
    Ok(engine().scaling().configuration_apply(&actor()?, &id).await?)
}

/// Deletes a version that is not active.
#[server(endpoint = "scaling_configuration_delete", input = Json, output = Json)]
pub async fn scaling_configuration_delete(id: ScalingConfigurationId) -> Result<(), Fault> {
    Ok(engine().scaling().configuration_delete(&actor()?, &id).await?)
}

/// The tab **Instances** (ESS-25).
#[server(endpoint = "scaling_instance_list", input = Json, output = Json)]
pub async fn scaling_instance_list(filter: InstanceFilter) -> Result<InstanceList, Fault> {
    Ok(engine().scaling().instances(&actor()?, filter).await?)
}

/// Container groups that could be attached: the newest that fit the search.
#[server(endpoint = "scaling_instance_attachable", input = Json, output = Json)]
pub async fn scaling_instance_attachable(group: ScalingGroupId, search: String) -> Result<Vec<AttachChoice>, Fault> {
    Ok(engine().scaling().attachable(&actor()?, &group, &search).await?)
}

/// Makes a container group an instance of a scaling group (C-24).
#[server(endpoint = "scaling_instance_attach", input = Json, output = Json)]
pub async fn scaling_instance_attach(group: ScalingGroupId, instance: ContainerGroupId) -> Result<(), Fault> {
    Ok(engine().scaling().attach(&actor()?, &group, &instance).await?)
}

/// Takes an instance out of its scaling group; it runs on.
#[server(endpoint = "scaling_instance_detach", input = Json, output = Json)]
pub async fn scaling_instance_detach(instance: ContainerGroupId) -> Result<(), Fault> {
    Ok(engine().scaling().detach(&actor()?, &instance).await?)
}

/// Keeps an instance from being scaled in, or no longer.
#[server(endpoint = "scaling_instance_protect", input = Json, output = Json)]
pub async fn scaling_instance_protect(instance: ContainerGroupId, protected: bool) -> Result<(), Fault> {
    Ok(engine().scaling().protect(&actor()?, &instance, protected).await?)
}

/// Removes an instance.
#[server(endpoint = "scaling_instance_remove", input = Json, output = Json)]
pub async fn scaling_instance_remove(instance: ContainerGroupId) -> Result<(), Fault> {
    Ok(engine().scaling().remove_instance(&actor()?, &instance).await?)
}

/// Scaling rules of a group (ESS-31).
#[server(endpoint = "scaling_rule_list", input = Json, output = Json)]
pub async fn scaling_rule_list(group: ScalingGroupId) -> Result<Vec<RuleRow>, Fault> {
    Ok(engine().scaling().rules(&actor()?, &group).await?)
}

/// Makes a rule.
#[server(endpoint = "scaling_rule_create", input = Json, output = Json)]
pub async fn scaling_rule_create(group: ScalingGroupId, draft: RuleDraft) -> Result<ScalingRuleId, Fault> {
    Ok(engine().scaling().rule_create(&actor()?, &group, draft).await?)
}

/// Changes a rule.
#[server(endpoint = "scaling_rule_update", input = Json, output = Json)]
pub async fn scaling_rule_update(id: ScalingRuleId, generation: u64, draft: RuleDraft) -> Result<(), Fault> {
    Ok(engine().scaling().rule_update(&actor()?, &id, generation, draft).await?)
}

/// Lets a rule act, or no longer.
#[server(endpoint = "scaling_rule_set_enabled", input = Json, output = Json)]
pub async fn scaling_rule_set_enabled(id: ScalingRuleId, enabled: bool) -> Result<(), Fault> {
    Ok(engine().scaling().rule_set_enabled(&actor()?, &id, enabled).await?)
}

/// Deletes a rule.
#[server(endpoint = "scaling_rule_delete", input = Json, output = Json)]
pub async fn scaling_rule_delete(id: ScalingRuleId) -> Result<(), Fault> {
    Ok(engine().scaling().rule_delete(&actor()?, &id).await?)
}

/// Does by hand what a rule would do.
#[server(endpoint = "scaling_rule_execute", input = Json, output = Json)]
pub async fn scaling_rule_execute(id: ScalingRuleId) -> Result<Option<ScalingActivityId>, Fault> {
    Ok(engine().scaling().rule_execute(&actor()?, &id).await?)
}

/// The next times of a cron expression.
#[server(endpoint = "scaling_rule_next_runs", input = Json, output = Json)]
pub async fn scaling_rule_next_runs(cron: String) -> Result<Vec<Moment>, Fault> {
    Ok(engine().scaling().next_runs(&actor()?, &cron).await?)
}

/// What a rule saw and did.
#[server(endpoint = "scaling_rule_history", input = Json, output = Json)]
pub async fn scaling_rule_history(id: ScalingRuleId, range: Range) -> Result<RuleHistory, Fault> {
    Ok(engine().scaling().rule_history(&actor()?, &id, range).await?)
}

/// Scaling activities of a group, newest first.
#[server(endpoint = "scaling_activity_list", input = Json, output = Json)]
pub async fn scaling_activity_list(group: ScalingGroupId, page: PageRequest) -> Result<Page<ActivityRow>, Fault> {
    Ok(engine().scaling().activities(&actor()?, &group, &page).await?)
}

/// How a group stood over time (ESS-31).
#[server(endpoint = "scaling_group_monitoring", input = Json, output = Json)]
pub async fn scaling_group_monitoring(id: ScalingGroupId, range: Range) -> Result<GroupHistory, Fault> {
    Ok(engine().scaling().monitoring(&actor()?, &id, range).await?)
}
