//! How large a group can be: the table of Basic Mode (ECI-16, ECI-17), rounding (ECI-18) and the types of Specified
//! Spec (ECI-23, ECI-24).

use crate::message::containers as say;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::units::{Mebibytes, MilliCpu};

/// A size that a group can have: whole vCPU and GiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spec {
    pub vcpu: u32,
    pub gib: u32,
}

impl Spec {
    pub fn cpu(self) -> MilliCpu {
        MilliCpu::cores(self.vcpu)
    }

    pub fn memory(self) -> Mebibytes {
        Mebibytes::gib(self.gib)
    }
}

/// `2vCPU 4GiB`, as the list shows it (ECI-44).
impl std::fmt::Display for Spec {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}vCPU {}GiB", self.vcpu, self.gib)
    }
}

const fn spec(vcpu: u32, gib: u32) -> Spec {
    Spec { vcpu, gib }
}

/// The 19 specs valid in every region (ECI-17), least vCPU first, then least memory.
pub const BASIC_SPECS: [Spec; 19] = [
    spec(1, 2),
    spec(1, 4),
    spec(2, 4),
    spec(2, 8),
    spec(2, 16),
    spec(4, 8),
    spec(4, 16),
    spec(4, 32),
    spec(8, 16),
    spec(8, 32),
    spec(8, 64),
    spec(12, 24),
    spec(12, 48),
    spec(16, 32),
    spec(16, 64),
    spec(32, 64),
    spec(32, 128),
    spec(64, 128),
    spec(64, 256),
];

/// CPU buttons of Basic Mode (ECI-16).
pub const CPU_CHOICES: [u32; 8] = [1, 2, 4, 8, 12, 16, 32, 64];

/// Memory buttons for a CPU button (ECI-16): the table's row.
pub fn memory_choices(vcpu: u32) -> impl Iterator<Item = u32> {
    BASIC_SPECS.into_iter().filter(move |spec| spec.vcpu == vcpu).map(|spec| spec.gib)
}

/// The nearest spec that holds a request: least vCPU, then least memory, that hold both (ECI-18, C-08).
///
/// # Errors
/// [`Error::Invalid`] on `containers` above 64 vCPU or 256 GiB, naming the largest spec.
pub fn nearest(cpu: MilliCpu, memory: Mebibytes) -> Result<Spec> {
    BASIC_SPECS
        .into_iter()
        .find(|spec| spec.cpu() >= cpu && spec.memory() >= memory)
        .ok_or_else(|| Error::invalid("containers", say::above_largest_spec(cpu, memory)))
}

/// A row of Specified Spec (ECI-23).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct EcsType {
    pub name: &'static str,
    pub family: &'static str,
    pub spec: Spec,
    /// Base and maximum bandwidth in Gbit/s, as the table prints them.
    pub bandwidth: (&'static str, &'static str),
    /// Packets per second inside the network.
    pub packets: u32,
    pub queues: u32,
    pub interfaces: u32,
}

/// Families that the type filter offers (ECI-23); this machine has types of the first only.
pub const TYPE_FAMILIES: [&str; 5] =
    ["General", "GPU Compute", "Memory Optimised", "GPU Graphics Base", "Compute Enhanced"];

const fn s7(
    name: &'static str,
    spec: Spec,
    base: &'static str,
    most: &'static str,
    packets: u32,
    queues: u32,
) -> EcsType {
    EcsType { name, family: TYPE_FAMILIES[0], spec, bandwidth: (base, most), packets, queues, interfaces: 5 }
}

/// The types that can be chosen (ECI-24), in the order shown; the first is preselected.
pub const CATALOGUE: [EcsType; 10] = [
    s7("s7.small.1", spec(1, 1), "0.1", "0.8", 100_000, 1),
    s7("s7.medium.2", spec(1, 2), "0.1", "0.8", 100_000, 1),
    s7("s7.medium.4", spec(1, 4), "0.1", "0.8", 100_000, 1),
    s7("s7.large.2", spec(2, 4), "0.2", "1.5", 150_000, 1),
    s7("s7.large.4", spec(2, 8), "0.2", "1.5", 150_000, 1),
    s7("s7.xlarge.2", spec(4, 8), "0.35", "2", 250_000, 1),
    s7("s7.xlarge.4", spec(4, 16), "0.35", "2", 250_000, 1),
    s7("s7.2xlarge.2", spec(8, 16), "0.75", "3", 500_000, 2),
    s7("s7.2xlarge.4", spec(8, 32), "0.75", "3", 500_000, 2),
    s7("s7.4xlarge.2", spec(16, 32), "1.5", "6", 1_000_000, 4),
];

/// The type with this name.
pub fn ecs_type(name: &str) -> Result<&'static EcsType> {
    CATALOGUE.iter().find(|row| row.name == name).ok_or_else(|| {
        let shown: String = name.chars().take(40).collect();
        Error::invalid("size", say::no_spec_named(shown, CATALOGUE.len()))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_example_of_the_sources_rounds_as_printed() {
        assert_eq!(nearest(MilliCpu::cores(7), Mebibytes::gib(13)), Ok(spec(8, 16)));
    }

    #[test]
    fn memory_buttons_follow_the_cpu_button() {
        assert_eq!(memory_choices(1).collect::<Vec<_>>(), [2, 4]);
        assert_eq!(memory_choices(2).collect::<Vec<_>>(), [4, 8, 16]);
        assert!(CPU_CHOICES.iter().all(|cpu| memory_choices(*cpu).count() >= 2));
    }

    #[test]
    fn what_fits_no_spec_names_the_largest() {
        let message = nearest(MilliCpu::cores(65), Mebibytes(0)).unwrap_err().to_string();
        assert!(message.contains("64 vCPU with 256 GiB"), "{message}");
    }

    proptest! {
        #[test]
        fn the_nearest_spec_holds_the_request_and_none_before_it_does(cpu in 0u32..64_001, memory in 0u32..262_145) {
            let (cpu, memory) = (MilliCpu(cpu), Mebibytes(memory));
            if let Ok(found) = nearest(cpu, memory) {
                prop_assert!(found.cpu() >= cpu && found.memory() >= memory);
                let holds = |spec: &Spec| spec.cpu() >= cpu && spec.memory() >= memory;
                prop_assert_eq!(BASIC_SPECS.iter().find(|spec| holds(spec)), Some(&found));
            }
        }
    }
}
