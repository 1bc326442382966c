//! The simulated driver keeps the promises of all drivers.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::time::Duration;

use gantry_model::cidr::Cidr;
use gantry_model::containers::RestartPolicy;
use gantry_model::id::{ContainerGroupId, Id, SecurityGroupId, VSwitchId, VpcId};
use gantry_model::units::{Mebibytes, MilliCpu};
use gantry_platform::clock::SystemClock;
use gantry_platform::runtime::{ContainerPlan, GroupPlan, ImageToPrepare, NetworkPlan, Runtime};
use gantry_runtime_simulated::{Latency, SimulatedRuntime};

#[tokio::test]
async fn drivers_keep_their_promises() {
    let dir = tempfile::tempdir().unwrap();
    let driver = SimulatedRuntime::open(dir.path(), Arc::new(SystemClock), Latency::NONE).unwrap();
    let image = ImageToPrepare::Elsewhere { address: "web".into(), version: "1".into() };
    let image = driver.prepare_image(&image, Arc::new(|_| {})).await.unwrap();
    let range = Cidr::parse("cidr", "10.0.0.0/16").unwrap();
    let plan = GroupPlan {
        id: ContainerGroupId::from_parts(1, 1),
        name: "web".into(),
        cpu: MilliCpu(1000),
        memory: Mebibytes(512),
        restart_policy: RestartPolicy::Always,
        grace: Duration::ZERO,
        network: NetworkPlan {
            vpc: VpcId::from_parts(1, 1),
            vpc_cidr: range,
            vpc_index: 0,
            subnet: VSwitchId::from_parts(1, 1),
            subnet_cidr: range,
            address: range.nth(5).unwrap(),
            ipv6: None,
            security_group: Some(SecurityGroupId::from_parts(1, 1)),
        },
        containers: vec![ContainerPlan {
            name: "main".into(),
            argv: image.entrypoint.clone(),
            environment: vec![],
            working_directory: String::new(),
            image,
            cpu: None,
            memory: None,
        }],
        writable_bytes: 1 << 30,
    };
    gantry_runtime_suite::drivers_keep_their_promises(&driver, &plan).await;
}
