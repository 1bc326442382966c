//! What can be asked of scaling groups, their configurations, rules, instances and activities.

use super::view::{
    ActivityRow, AttachChoice, ConfigurationPreview, ConfigurationRow, GroupHistory, InstanceFilter, InstanceList,
    RuleHistory, RuleRow, ScalingGroupDetails, ScalingGroupFilter, ScalingOptions, WithInstances, YamlCheck,
};
use super::{Adjustment, NewScalingGroup, RuleDraft, Template, view};
use crate::containers::view::Range;
use crate::kind::{ContainerGroupId, ScalingActivityId, ScalingConfigurationId, ScalingGroupId, ScalingRuleId};
use crate::operation::{any_value_fits, checks_itself, page_is_checked};
use crate::page::{Page, PageRequest};
use crate::time::Moment;

checks_itself!(NewScalingGroup, super::ScalingGroupUpdate, RuleDraft, Template);
page_is_checked!(ScalingGroupFilter, InstanceFilter);
any_value_fits!(WithInstances);

impl crate::operation::Validate for Adjustment {
    fn validate(&self) -> crate::Result<()> {
        Adjustment::validate(*self)
    }
}

/// The lines of the table, for a macro that makes something of each.
#[macro_export]
macro_rules! scaling_operations {
    ($($then:ident)::+ $(, $with:ty)?) => {
        $($then)::+! {
            [$($with)?]
            scaling in ($crate::scaling::operations);

            /// A page of **Scaling Groups** (ESS-01).
            read(ScalingGroup) fn scaling_group_list(filter: ScalingGroupFilter) -> view::ScalingGroupList;
            /// One scaling group (ESS-24).
            read(ScalingGroup) fn scaling_group_view(id: ScalingGroupId) -> ScalingGroupDetails;
            /// What the pages that make groups and configurations offer in a region.
            read(ScalingGroup) fn scaling_group_options(region: String) -> ScalingOptions;
            /// **Create by Form** (ESS-02 to ESS-09).
            write(ScalingGroup) fn scaling_group_create(form: NewScalingGroup) -> ScalingGroupId;
            /// What **Create by YAML File** would make, or what is wrong and where (ESS-11 to ESS-16).
            read(ScalingGroup) fn scaling_group_check_yaml(region: String, text: String) -> YamlCheck;
            /// **Create by YAML File** (ESS-11).
            write(ScalingGroup) fn scaling_group_create_by_yaml(region: String, text: String) -> ScalingGroupId;
            /// **Edit** of a scaling group.
            write(ScalingGroup) fn scaling_group_update(id: ScalingGroupId, form: $crate::scaling::ScalingGroupUpdate) -> ();
            /// **Enable** of a scaling group (ESS-22).
            write(ScalingGroup) fn scaling_group_enable(id: ScalingGroupId) -> ();
            /// **Disable** of a scaling group.
            write(ScalingGroup) fn scaling_group_disable(id: ScalingGroupId) -> ();
            /// Deletes a scaling group.
            write(ScalingGroup) fn scaling_group_delete(id: ScalingGroupId, with: WithInstances) -> ();
            /// Scaling by hand (ESS-26).
            write(ScalingGroup) fn scaling_group_scale(
                id: ScalingGroupId,
                adjustment: Adjustment,
            ) -> Option<ScalingActivityId>;
            /// How a scaling group stood over time (ESS-31).
            read(ScalingGroup) fn scaling_group_monitoring(id: ScalingGroupId, range: Range) -> GroupHistory;
            /// **Scaling Configurations** of a group, newest first (ESS-19).
            read(ScalingConfiguration) fn scaling_configuration_list(group: ScalingGroupId) -> Vec<ConfigurationRow>;
            /// **Preview Scaling Configuration** (ESS-19).
            read(ScalingConfiguration) fn scaling_configuration_preview(
                group: ScalingGroupId,
                template: Template,
            ) -> ConfigurationPreview;
            /// **Create Scaling Configuration** (ESS-19).
            write(ScalingConfiguration) fn scaling_configuration_create(
                group: ScalingGroupId,
                template: Template,
            ) -> ScalingConfigurationId;
            /// **Create and enable a scaling configuration** (ESS-20).
            write(ScalingConfiguration) fn scaling_configuration_create_and_enable(
                group: ScalingGroupId,
                template: Template,
            ) -> ScalingConfigurationId;
            /// **Apply** of a scaling configuration (ESS-21).
            write(ScalingConfiguration) fn scaling_configuration_apply(id: ScalingConfigurationId) -> ();
            /// Deletes a version that is not active.
            write(ScalingConfiguration) fn scaling_configuration_delete(id: ScalingConfigurationId) -> ();
            /// The tab **Instances** of a scaling group (ESS-25).
            read(ScalingGroup) fn scaling_instance_list(filter: InstanceFilter) -> InstanceList;
            /// Container groups that could be attached: the newest that fit the search.
            read(ScalingGroup) fn scaling_instance_attachable(group: ScalingGroupId, search: String) -> Vec<AttachChoice>;
            /// Makes a container group an instance of a scaling group (C-24).
            write(ScalingGroup) fn scaling_instance_attach(group: ScalingGroupId, instance: ContainerGroupId) -> ();
            /// Takes an instance out of its scaling group; it runs on.
            write(ScalingGroup) fn scaling_instance_detach(instance: ContainerGroupId) -> ();
            /// Keeps an instance from being scaled in, or no longer.
            write(ScalingGroup) fn scaling_instance_protect(instance: ContainerGroupId, protected: bool) -> ();
            /// Removes an instance of a scaling group.
            write(ScalingGroup) fn scaling_instance_remove(instance: ContainerGroupId) -> ();
            /// Scaling rules of a group (ESS-31).
            read(ScalingRule) fn scaling_rule_list(group: ScalingGroupId) -> Vec<RuleRow>;
            /// Makes a scaling rule.
            write(ScalingRule) fn scaling_rule_create(group: ScalingGroupId, draft: RuleDraft) -> ScalingRuleId;
            /// Changes a scaling rule.
            write(ScalingRule) fn scaling_rule_update(id: ScalingRuleId, generation: u64, draft: RuleDraft) -> ();
            /// Lets a scaling rule act, or no longer.
            write(ScalingRule) fn scaling_rule_set_enabled(id: ScalingRuleId, enabled: bool) -> ();
            /// Deletes a scaling rule.
            write(ScalingRule) fn scaling_rule_delete(id: ScalingRuleId) -> ();
            /// Does by hand what a scaling rule would do.
            write(ScalingRule) fn scaling_rule_execute(id: ScalingRuleId) -> Option<ScalingActivityId>;
            /// The next times of a cron expression.
            read(ScalingRule) fn scaling_rule_next_runs(cron: String) -> Vec<Moment>;
            /// What a scaling rule saw and did.
            read(ScalingRule) fn scaling_rule_history(id: ScalingRuleId, range: Range) -> RuleHistory;
            /// Scaling activities of a group, newest first.
            read(ScalingActivity) fn scaling_activity_list(group: ScalingGroupId, page: PageRequest) -> Page<ActivityRow>;
        }
    };
}

scaling_operations!(crate::operation::declare);
