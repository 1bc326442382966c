//! Server functions of Auto Scaling: one for each operation of the area.

use gantry_model::containers::view::Range;
use gantry_model::kind::{ContainerGroupId, ScalingActivityId, ScalingConfigurationId, ScalingGroupId, ScalingRuleId};
use gantry_model::page::{Page, PageRequest};
use gantry_model::scaling::view::{
    self, ActivityRow, AttachChoice, ConfigurationPreview, ConfigurationRow, GroupHistory, InstanceFilter,
    InstanceList, RuleHistory, RuleRow, ScalingGroupDetails, ScalingGroupFilter, ScalingOptions, WithInstances,
    YamlCheck,
};
use gantry_model::scaling::{Adjustment, NewScalingGroup, RuleDraft, Template};
use gantry_model::time::Moment;

gantry_model::scaling_operations!(gantry_console::server_functions);
