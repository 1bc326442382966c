//! Container groups (rows ECI): what an order says, what a group is, which states it passes.

mod group;
pub mod operations;
mod spec_table;
mod state;
pub mod view;

pub use group::{
    ContainerGroupSpec, ContainerSpec, Deployment, EnvironmentVariable, GRACE_SECONDS, GroupSize, ImagePullPolicy,
    ImageSource, MOST_CONTAINERS, MOST_TAGS, PortMapping, Protocol, RestartPolicy, WRITABLE_GIB, validate_tags,
};
pub use spec_table::{
    BASIC_SPECS, CATALOGUE, CPU_CHOICES, EcsType, Spec, TYPE_FAMILIES, ecs_type, memory_choices, nearest,
};
pub use state::{
    CRASH_LOOP_ENDS, ContainerGroupStatus, ContainerState, ContainerStatus, GroupState, Phase, Step, StepName,
    StepOutcome,
};
