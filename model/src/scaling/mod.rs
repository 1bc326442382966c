//! Auto Scaling (rows ESS): groups of container groups that keep a number, what their instances are made from, and the rules
//! by which the number follows the load.
//!
//! A **scaling group** says where its instances live and how many there may be. A **scaling configuration** says what an instance is; it
//! has a number of version and is never changed once it was enabled (C-02). A **scaling rule** says when the number changes. A
//! **scaling activity** is one change of the number, with its cause, from its decision to its end.

mod activity;
mod adjustment;
mod configuration;
pub mod cron;
mod group;
mod level;
pub mod manifest;
pub mod operations;
pub mod quantity;
mod rule;
pub mod view;

/// Whether instances get elastic IPs: the choice of the order page.
pub use crate::network::EipChoice as EipPolicy;
pub use activity::{
    ActivityKind, ActivityLine, ActivityState, Cause, MOST_ACTIVITY_LINES, ScalingActivitySpec, ScalingActivityStatus,
};
pub use adjustment::Adjustment;
pub use configuration::{
    BillingMethod, ConfigurationState, ScalingConfigurationSpec, ScalingConfigurationStatus, Template,
};
pub use group::{
    COOLDOWN_SECONDS, ConfigurationSource, GroupSettings, MOST_COOLDOWN_SECONDS, MOST_INSTANCES, MOST_SUBNETS,
    Membership, NewScalingGroup, Origin, RemovalOrder, RemovalPolicy, ScalingGroupSpec, ScalingGroupState,
    ScalingGroupStatus, ScalingGroupType, ScalingGroupUpdate,
};
pub use level::Level;
pub use rule::{
    Alarm, Band, Comparison, MOST_BANDS, MOST_RULES, MOST_WINDOW_SECONDS, Metric, RuleDraft, RuleKind, ScalingRuleSpec,
    ScalingRuleStatus, Watch,
};
