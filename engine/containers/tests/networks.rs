//! Commands on networks with the simulated driver: who may delete what, where rules come to, how EIPs come and go.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use async_trait::async_trait;
use gantry_model::cidr::{AddressRange, Cidr};
use gantry_model::containers::operations::{
    ContainerGroupCreate, ContainerGroupList, ContainerGroupOrderOptions, ContainerGroupRunSample,
    ContainerGroupUnsubscribe, ContainerGroupView,
};
use gantry_model::containers::view::{GroupFilter, GroupRow, Order};
use gantry_model::containers::{
    ContainerGroupSpec, ContainerSpec, Deployment, GRACE_SECONDS, GroupSize, GroupState, ImageSource, RestartPolicy,
    Spec,
};
use gantry_model::error::{Error, Result};
use gantry_model::id::{ContainerGroupId, VpcId};
use gantry_model::kind::ResourceKind;
use gantry_model::network::operations::{
    self, EipBind, EipCreate, EipList, EipRelease, EipUnbind, EipUpdate, EipView, SecurityGroupCreate,
    SecurityGroupDelete, SecurityGroupList, SecurityGroupRulesUpdate, SecurityGroupTry, SecurityGroupUpdate,
    SecurityGroupView, VpcCreate, VpcDelete, VpcList, VpcUpdate, VpcView, VswitchAddresses, VswitchCreate,
    VswitchDelete, VswitchUpdate, VswitchView,
};
use gantry_model::network::view::{
    EipChange, NetworkChange, NetworkFilter, NewEip, NewSecurityGroup, NewVSwitch, NewVpc, SecurityGroupChange,
    SecurityGroupClone,
};
use gantry_model::network::{
    Action, Direction, EipChoice, Packet, PacketProtocol, PortRange, Remote, RuleProtocol, SecurityRule, subnet_ipv6,
};
use gantry_model::page::PageRequest;
use gantry_model::quota::{Entitlement, Limits};
use gantry_model::settings::Region;

use gantry_engine_containers::{self as containers, Containers, GroupControl, Images};
use gantry_engine_network::{NetworkControl, Networks, first_start, spawn};
use gantry_engine_observe::Figures;
use gantry_engine_quota as quota;
use gantry_platform::call::Call as _;
use gantry_platform::clock::{Clock, ManualClock};
use gantry_platform::context::Context;
use gantry_platform::runtime::ImageToPrepare;
use gantry_platform::settings::Settings;
use gantry_platform::store::{Author, Store};
use gantry_runtime_simulated::{Latency, SimulatedRuntime};

/// A registry that has nothing of its own.
struct Elsewhere;

#[async_trait]
impl Images for Elsewhere {
    async fn resolve(&self, source: &ImageSource, version: &str) -> Result<ImageToPrepare> {
        Ok(ImageToPrepare::Elsewhere { address: format!("{source:?}"), version: version.into() })
    }

    async fn recognise(&self, source: ImageSource) -> Result<ImageSource> {
        Ok(source)
    }

    async fn address(&self, source: &ImageSource) -> Result<String> {
        Ok(format!("{source:?}"))
    }

    async fn sample(&self) -> Result<(ImageSource, String)> {
        Ok((ImageSource::Address("web".into()), "latest".into()))
    }
}

struct Rig {
    networks: Networks,
    containers: Containers,
    driver: SimulatedRuntime,
    control: NetworkControl,
    groups: GroupControl,
    _folder: tempfile::TempDir,
}

impl Rig {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock: Arc<dyn Clock> = Arc::new(ManualClock::default());
        let store = Store::open(folder.path(), clock.clone(), gantry_platform::documents::kinds()).unwrap();
        let limits = Limits::for_cores(2)
            .with(Entitlement::Count(ResourceKind::Vpc), 3)
            .with(Entitlement::Count(ResourceKind::Eip), 4);
        store
            .write_now(Author::system(), move |tx| {
                first_start(tx, &Region::local())?;
                quota::first_start(tx, "local", &limits)
            })
            .unwrap();
        let driver = SimulatedRuntime::open(folder.path(), clock, Latency::NONE).unwrap();
        let settings = Arc::new(Settings { eip_pool: Some(range("127.50.9.0/29").into()), ..Settings::default() });
        let runtime = Arc::new(driver.clone());
        let networks = Networks { store: store.clone(), runtime: runtime.clone(), settings: settings.clone() };
        let figures = Figures::open(folder.path()).unwrap();
        let containers = Containers { store, runtime, images: Arc::new(Elsewhere), figures, settings };
        let (control, groups) = (spawn(networks.clone()), containers::spawn(containers.clone()));
        Self { networks, containers, driver, control, groups, _folder: folder }
    }

    async fn idle(&self) {
        self.groups.controller.idle().await;
        self.control.controller.idle().await;
    }

    async fn order(&self, name: &str, eip: EipChoice) -> Order {
        let vpc = self
            .containers
            .call(&Context::system(), ContainerGroupOrderOptions { region: "local".into() })
            .await
            .unwrap()
            .vpcs
            .remove(0);
        let container = ContainerSpec {
            name: "web".into(),
            image: ImageSource::Address("web".into()),
            version: "latest".into(),
            pull_policy: Default::default(),
            command: None,
            arguments: vec![],
            working_directory: None,
            cpu: Default::default(),
            memory: Default::default(),
            environment: vec![],
            ports: vec![],
        };
        let spec = ContainerGroupSpec {
            vpc: vpc.id,
            subnets: vec![vpc.subnets[0].id.clone()],
            security_group: vpc.security_groups[0].0.clone(),
            deployment: Deployment::SingleZone,
            size: GroupSize::Basic(Spec { vcpu: 1, gib: 2 }),
            restart_policy: RestartPolicy::Always,
            containers: vec![container],
            grace_seconds: GRACE_SECONDS,
            eip,
            restarts_asked: 0,
            scaling: None,
        };
        Order { region: "local".into(), name: name.into(), quantity: 1, tags: BTreeMap::new(), spec, agreed: true }
    }

    async fn group(&self, name: &str, eip: EipChoice) -> ContainerGroupId {
        let order = self.order(name, eip).await;
        let id = self.containers.call(&Context::system(), ContainerGroupCreate { order }).await.unwrap().remove(0);
        self.idle().await;
        id
    }

    async fn row(&self, id: &ContainerGroupId) -> GroupRow {
        self.containers.call(&Context::system(), ContainerGroupView { id: id.clone() }).await.unwrap().row
    }

    async fn vpc(&self) -> VpcId {
        self.networks.call(&Context::system(), VpcList { filter: filter() }).await.unwrap().items[0].id.clone()
    }
}

fn range(text: &str) -> Cidr {
    Cidr::parse("cidr", text).unwrap()
}

fn filter() -> NetworkFilter {
    NetworkFilter { region: "local".into(), ..Default::default() }
}

fn vpc_form(name: &str, cidr: &str) -> NewVpc {
    NewVpc { region: "local".into(), name: name.into(), description: String::new(), cidr: range(cidr), ipv6: false }
}

fn tcp(port: u16, remote: &str, priority: u8, action: Action) -> SecurityRule {
    SecurityRule {
        direction: Direction::Inbound,
        protocol: RuleProtocol::Tcp,
        ports: Some(PortRange { first: port, last: port }),
        remote: Remote::Range(AddressRange::parse("remote", remote).unwrap()),
        priority,
        action,
        description: String::new(),
    }
}

fn eip_form(name: &str) -> NewEip {
    NewEip { region: "local".into(), name: name.into(), bandwidth_mbps: 5 }
}

fn conflict(error: Error) -> String {
    match error {
        Error::Conflict { message } => message.to_string(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_network_is_made_from_vpc_to_group_and_taken_down_from_group_to_vpc() {
    let rig = Rig::new();
    let networks = &rig.networks;
    // The range of the default VPC again: VPCs may overlap.
    let vpc = networks.call(&Context::system(), VpcCreate { form: vpc_form("second", "10.0.0.0/16") }).await.unwrap();
    let taken =
        networks.call(&Context::system(), VpcCreate { form: vpc_form("second", "10.1.0.0/16") }).await.unwrap_err();
    assert_eq!(taken.field(), Some("name"));
    let subnet = |name: &str, zone: &str, cidr: &str| NewVSwitch {
        vpc: vpc.clone(),
        name: name.into(),
        description: String::new(),
        zone: zone.into(),
        cidr: range(cidr),
        ipv6: false,
    };
    let made = networks
        .call(&Context::system(), VswitchCreate { form: subnet("inner", "local-b", "10.0.0.0/29") })
        .await
        .unwrap();
    for (bad, field) in [
        (subnet("inner", "local-a", "10.0.1.0/24"), "name"),
        (subnet("outside", "local-a", "10.1.0.0/24"), "cidr"),
        (subnet("overlapping", "local-a", "10.0.0.0/24"), "cidr"),
        (subnet("nowhere", "local-z", "10.0.2.0/24"), "zone"),
    ] {
        assert_eq!(
            networks.call(&Context::system(), VswitchCreate { form: bad }).await.unwrap_err().field(),
            Some(field)
        );
    }
    let rules = vec![tcp(80, "0.0.0.0/0", 1, Action::Allow)];
    let form = NewSecurityGroup { vpc: vpc.clone(), name: "guard".into(), description: String::new(), rules };
    let guard = networks.call(&Context::system(), SecurityGroupCreate { form }).await.unwrap();
    let order = rig.order("inhabitant", EipChoice::None).await;
    let spec = ContainerGroupSpec {
        vpc: vpc.clone(),
        subnets: vec![made.clone()],
        security_group: guard.clone(),
        ..order.spec.clone()
    };
    let group = rig
        .containers
        .call(&Context::system(), ContainerGroupCreate { order: Order { spec, ..order } })
        .await
        .unwrap()
        .remove(0);
    rig.idle().await;
    let view = networks.call(&Context::system(), VswitchView { id: made.clone() }).await.unwrap().row;
    assert_eq!((view.used, view.free, view.zone.as_str()), (1, 4, "local-b"));
    let addresses = networks
        .call(&Context::system(), VswitchAddresses { id: made.clone(), page: PageRequest::default() })
        .await
        .unwrap()
        .items;
    assert_eq!((addresses[0].group.1.as_str(), addresses[0].state), ("inhabitant", GroupState::Running));
    // Each refusal names what is in the way.
    let message = conflict(networks.call(&Context::system(), VpcDelete { id: vpc.clone() }).await.unwrap_err());
    assert!(["inhabitant", "inner", "guard"].iter().all(|name| message.contains(name)), "{message}");
    let message = conflict(networks.call(&Context::system(), VswitchDelete { id: made.clone() }).await.unwrap_err());
    assert!(message.contains("inhabitant"), "{message}");
    let message =
        conflict(networks.call(&Context::system(), SecurityGroupDelete { id: guard.clone() }).await.unwrap_err());
    assert!(message.contains("inhabitant"), "{message}");
    rig.containers.call(&Context::system(), ContainerGroupUnsubscribe { id: group.clone() }).await.unwrap();
    rig.idle().await;
    networks.call(&Context::system(), VswitchDelete { id: made.clone() }).await.unwrap();
    networks.call(&Context::system(), SecurityGroupDelete { id: guard.clone() }).await.unwrap();
    assert!(rig.driver.network(&vpc).is_some());
    networks.call(&Context::system(), VpcDelete { id: vpc.clone() }).await.unwrap();
    rig.idle().await;
    assert!(matches!(
        networks.call(&Context::system(), VpcView { id: vpc.clone() }).await,
        Err(Error::NotFound { .. })
    ));
    assert_eq!(rig.driver.network(&vpc), None);
    // Its name and its place in the quota are free again.
    for name in ["second", "third"] {
        networks.call(&Context::system(), VpcCreate { form: vpc_form(name, "192.168.0.0/16") }).await.unwrap();
    }
    let full =
        networks.call(&Context::system(), VpcCreate { form: vpc_form("fourth", "192.168.0.0/16") }).await.unwrap_err();
    assert!(matches!(full, Error::QuotaExceeded { .. }), "{full:?}");
}

#[tokio::test]
async fn rules_come_to_the_driver_and_are_tried_as_it_would() {
    let rig = Rig::new();
    let networks = &rig.networks;
    let (server, client) = (rig.group("server", EipChoice::None).await, rig.group("client", EipChoice::None).await);
    let groups = networks.call(&Context::system(), SecurityGroupList { filter: filter() }).await.unwrap().items;
    let id = groups[0].id.clone();
    assert_eq!((groups[0].groups, groups[0].name.as_str()), (2, "Default-Security-Group"));
    let address = IpAddr::from(rig.row(&client).await.private_ip.unwrap());
    let packet = |port| Packet { direction: Direction::Inbound, protocol: PacketProtocol::Tcp, port, address };
    let would = |port| rig.driver.would_reach(address, &server, PacketProtocol::Tcp, port).unwrap().action;
    assert_eq!(would(9000), Action::Allow);
    let view = networks.call(&Context::system(), SecurityGroupView { id: id.clone() }).await.unwrap();
    let mut rules = view.rules;
    rules.push(tcp(9000, "10.0.0.0/8", 7, Action::Drop));
    networks
        .call(
            &Context::system(),
            SecurityGroupRulesUpdate { id: id.clone(), generation: view.generation, rules: rules.clone() },
        )
        .await
        .unwrap();
    rig.idle().await;
    assert_eq!((would(9000), would(9001)), (Action::Drop, Action::Allow));
    let trial =
        networks.call(&Context::system(), SecurityGroupTry { id: id.clone(), packet: packet(9000) }).await.unwrap();
    assert_eq!((trial.verdict.action, trial.place), (Action::Drop, Some(0)));
    assert_eq!(trial.remote_groups, [(id.clone(), "Default-Security-Group".to_owned())]);
    // Who has read an older state writes nothing over a newer one.
    let late = networks
        .call(
            &Context::system(),
            SecurityGroupRulesUpdate { id: id.clone(), generation: view.generation, rules: vec![] },
        )
        .await
        .unwrap_err();
    assert!(matches!(late, Error::Conflict { .. }), "{late:?}");
    // A rule that names the group is about the clone in the clone, and keeps the other from being deleted.
    let generation = networks.call(&Context::system(), SecurityGroupView { id: id.clone() }).await.unwrap().generation;
    rules.push(SecurityRule { remote: Remote::Group(id.clone()), ..tcp(1, "::/0", 1, Action::Allow) });
    networks.call(&Context::system(), SecurityGroupRulesUpdate { id: id.clone(), generation, rules }).await.unwrap();
    let form = SecurityGroupClone { vpc: rig.vpc().await, name: "clone".into(), description: String::new() };
    let clone =
        networks.call(&Context::system(), operations::SecurityGroupClone { id: id.clone(), form }).await.unwrap();
    let cloned = networks.call(&Context::system(), SecurityGroupView { id: clone.clone() }).await.unwrap();
    assert!(cloned.rules.iter().any(|rule| rule.remote == Remote::Group(clone.clone())));
    let generation = networks.call(&Context::system(), SecurityGroupView { id: id.clone() }).await.unwrap().generation;
    let named = vec![SecurityRule { remote: Remote::Group(clone.clone()), ..tcp(1, "::/0", 1, Action::Allow) }];
    networks
        .call(&Context::system(), SecurityGroupRulesUpdate { id: id.clone(), generation, rules: named })
        .await
        .unwrap();
    let message =
        conflict(networks.call(&Context::system(), SecurityGroupDelete { id: clone.clone() }).await.unwrap_err());
    assert!(message.contains("Default-Security-Group"), "{message}");
}

#[tokio::test]
async fn an_eip_is_held_bound_unbound_and_released() {
    let rig = Rig::new();
    let networks = &rig.networks;
    let group = rig.group("web", EipChoice::None).await;
    assert_eq!(rig.row(&group).await.public_ip, None);
    let id = networks.call(&Context::system(), EipCreate { form: eip_form("first") }).await.unwrap();
    let held = networks.call(&Context::system(), EipView { id: id.clone() }).await.unwrap();
    let options =
        rig.containers.call(&Context::system(), ContainerGroupOrderOptions { region: "local".into() }).await.unwrap();
    assert_eq!((options.eips[0].address, options.free_eips), (held.address, 5));
    networks.call(&Context::system(), EipBind { id: id.clone(), group: group.clone() }).await.unwrap();
    rig.idle().await;
    let row = rig.row(&group).await;
    assert_eq!(row.public_ip, Some(held.address));
    let told = rig.driver.network(&rig.vpc().await).unwrap().eips;
    assert_eq!((told.len(), told[0].address, Some(told[0].to)), (1, held.address, row.private_ip));
    // Found by its public address.
    let page = PageRequest { search: held.address.to_string(), ..Default::default() };
    let found = rig
        .containers
        .call(
            &Context::system(),
            ContainerGroupList { filter: GroupFilter { region: "local".into(), page, ..Default::default() } },
        )
        .await;
    assert_eq!(found.unwrap().page.items[0].id, group);
    let second = networks.call(&Context::system(), EipCreate { form: eip_form("second") }).await.unwrap();
    assert!(
        conflict(
            networks.call(&Context::system(), EipBind { id: second.clone(), group: group.clone() }).await.unwrap_err()
        )
        .contains(&held.address.to_string())
    );
    assert!(
        conflict(networks.call(&Context::system(), EipRelease { id: id.clone() }).await.unwrap_err()).contains("web")
    );
    let generation = networks.call(&Context::system(), EipView { id: id.clone() }).await.unwrap().generation;
    let change = EipChange { name: "first".into(), bandwidth_mbps: 200, generation };
    networks.call(&Context::system(), EipUpdate { id: id.clone(), change }).await.unwrap();
    rig.idle().await;
    assert_eq!(rig.driver.network(&rig.vpc().await).unwrap().eips[0].bandwidth_mbps, 200);
    networks.call(&Context::system(), EipUnbind { id: id.clone() }).await.unwrap();
    rig.idle().await;
    assert_eq!(rig.row(&group).await.public_ip, None);
    assert_eq!(rig.driver.network(&rig.vpc().await).unwrap().eips, []);
    networks.call(&Context::system(), EipRelease { id: id.clone() }).await.unwrap();
    let list = networks.call(&Context::system(), EipList { filter: filter() }).await.unwrap();
    assert_eq!((list.page.total, list.pool_free), (1, 5));
}

#[tokio::test]
async fn an_order_brings_its_own_eip_or_takes_one_that_is_held() {
    let rig = Rig::new();
    let networks = &rig.networks;
    let held = networks.call(&Context::system(), EipCreate { form: eip_form("held") }).await.unwrap();
    let taking = rig.group("taking", EipChoice::Existing(held.clone())).await;
    let making = rig.group("making", EipChoice::Auto { bandwidth_mbps: 3 }).await;
    let made =
        rig.containers.call(&Context::system(), ContainerGroupView { id: making.clone() }).await.unwrap().eip.unwrap();
    assert_eq!(made.2, 3);
    let again = rig.order("again", EipChoice::Existing(held.clone())).await;
    assert_eq!(
        rig.containers.call(&Context::system(), ContainerGroupCreate { order: again }).await.unwrap_err().field(),
        Some("eip")
    );
    // Two more fit the quota of four, three do not, and then none is made.
    let many = Order { quantity: 3, ..rig.order("many", EipChoice::Auto { bandwidth_mbps: 1 }).await };
    let full = rig.containers.call(&Context::system(), ContainerGroupCreate { order: many }).await.unwrap_err();
    assert!(matches!(full, Error::QuotaExceeded { .. }), "{full:?}");
    assert_eq!(networks.call(&Context::system(), EipList { filter: filter() }).await.unwrap().page.total, 2);
    for group in [&taking, &making] {
        rig.containers.call(&Context::system(), ContainerGroupUnsubscribe { id: group.clone() }).await.unwrap();
    }
    rig.idle().await;
    // The one that was held outlives its group; the one that came with an order went with it.
    assert_eq!(networks.call(&Context::system(), EipView { id: held.clone() }).await.unwrap().bound, None);
    assert!(matches!(
        networks.call(&Context::system(), EipView { id: made.0.clone() }).await,
        Err(Error::NotFound { .. })
    ));
    networks.call(&Context::system(), EipRelease { id: held.clone() }).await.unwrap();
    // The sample comes with one.
    let sample =
        rig.containers.call(&Context::system(), ContainerGroupRunSample { region: "local".into() }).await.unwrap();
    rig.idle().await;
    assert!(rig.row(&sample).await.public_ip.is_some());
}

#[tokio::test]
async fn ipv6_comes_where_vpc_and_subnet_have_it_and_stays() {
    let rig = Rig::new();
    let networks = &rig.networks;
    let before = rig.group("before", EipChoice::None).await;
    let vpc = networks.call(&Context::system(), VpcView { id: rig.vpc().await.clone() }).await.unwrap();
    let change =
        |name: &str, ipv6, generation| NetworkChange { name: name.into(), description: "".into(), ipv6, generation };
    networks
        .call(
            &Context::system(),
            VpcUpdate { id: vpc.row.id.clone(), change: change("vpc-default", true, vpc.generation) },
        )
        .await
        .unwrap();
    let between = rig.group("between", EipChoice::None).await;
    let subnet = rig.order("x", EipChoice::None).await.spec.subnets.remove(0);
    let view = networks.call(&Context::system(), VswitchView { id: subnet.clone() }).await.unwrap();
    let renamed = change(&view.row.name, true, view.generation);
    networks.call(&Context::system(), VswitchUpdate { id: subnet.clone(), change: renamed }).await.unwrap();
    let after = rig.group("after", EipChoice::None).await;
    assert_eq!((rig.row(&before).await.ipv6, rig.row(&between).await.ipv6), (None, None));
    let own = rig.row(&after).await.ipv6.unwrap();
    assert!(subnet_ipv6(&vpc.row.id, &subnet).contains(own));
    let generation = networks.call(&Context::system(), VpcView { id: vpc.row.id.clone() }).await.unwrap().generation;
    let off = change("vpc-default", false, generation);
    assert!(
        conflict(
            networks.call(&Context::system(), VpcUpdate { id: vpc.row.id.clone(), change: off }).await.unwrap_err()
        )
        .contains("after")
    );
}

#[tokio::test]
async fn a_stale_form_does_not_take_back_a_rename() {
    let rig = Rig::new();
    let networks = &rig.networks;
    let stale = |result: Result<()>| assert!(matches!(result, Err(Error::Conflict { .. })), "{result:?}");
    let vpc = rig.vpc().await;
    let subnet = rig.order("x", EipChoice::None).await.spec.subnets.remove(0);
    let eip = networks.call(&Context::system(), EipCreate { form: eip_form("eip") }).await.unwrap();
    let security_group =
        networks.call(&Context::system(), SecurityGroupList { filter: filter() }).await.unwrap().items[0].id.clone();

    let opened = networks.call(&Context::system(), VpcView { id: vpc.clone() }).await.unwrap();
    let of_vpc = |name: &str| NetworkChange {
        name: name.into(),
        description: opened.row.description.clone(),
        ipv6: opened.row.ipv6.is_some(),
        generation: opened.generation,
    };
    networks.call(&Context::system(), VpcUpdate { id: vpc.clone(), change: of_vpc("renamed") }).await.unwrap();
    stale(networks.call(&Context::system(), VpcUpdate { id: vpc.clone(), change: of_vpc(&opened.row.name) }).await);
    assert_eq!(networks.call(&Context::system(), VpcView { id: vpc.clone() }).await.unwrap().row.name, "renamed");

    let opened = networks.call(&Context::system(), VswitchView { id: subnet.clone() }).await.unwrap();
    let of_subnet = |name: &str| NetworkChange {
        name: name.into(),
        description: opened.row.description.clone(),
        ipv6: opened.ipv6_wanted,
        generation: opened.generation,
    };
    networks
        .call(&Context::system(), VswitchUpdate { id: subnet.clone(), change: of_subnet("renamed") })
        .await
        .unwrap();
    stale(
        networks
            .call(&Context::system(), VswitchUpdate { id: subnet.clone(), change: of_subnet(&opened.row.name) })
            .await,
    );
    assert_eq!(
        networks.call(&Context::system(), VswitchView { id: subnet.clone() }).await.unwrap().row.name,
        "renamed"
    );

    let opened = networks.call(&Context::system(), SecurityGroupView { id: security_group.clone() }).await.unwrap();
    let of_group = |name: &str| SecurityGroupChange {
        name: name.into(),
        description: opened.row.description.clone(),
        generation: opened.generation,
    };
    networks
        .call(&Context::system(), SecurityGroupUpdate { id: security_group.clone(), change: of_group("renamed") })
        .await
        .unwrap();
    stale(
        networks
            .call(
                &Context::system(),
                SecurityGroupUpdate { id: security_group.clone(), change: of_group(&opened.row.name) },
            )
            .await,
    );
    assert_eq!(
        networks.call(&Context::system(), SecurityGroupView { id: security_group.clone() }).await.unwrap().row.name,
        "renamed"
    );

    let opened = networks.call(&Context::system(), EipView { id: eip.clone() }).await.unwrap();
    let of_eip = |name: &str| EipChange {
        name: name.into(),
        bandwidth_mbps: opened.bandwidth_mbps,
        generation: opened.generation,
    };
    networks.call(&Context::system(), EipUpdate { id: eip.clone(), change: of_eip("renamed") }).await.unwrap();
    stale(networks.call(&Context::system(), EipUpdate { id: eip.clone(), change: of_eip("eip") }).await);
    assert_eq!(networks.call(&Context::system(), EipView { id: eip.clone() }).await.unwrap().name, "renamed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixteen_clients_that_delete_a_network_and_make_things_in_it_leave_none_without_it() {
    let rig = Rig::new();
    let networks = &rig.networks;
    for round in 0..12 {
        let form = vpc_form(&format!("raced-{round}"), "10.9.0.0/16");
        let vpc = networks.call(&Context::system(), VpcCreate { form }).await.unwrap();
        // Each kind of client comes first in half of the rounds.
        let clients = (0..16).map(|client| {
            let (networks, vpc) = (networks.clone(), vpc.clone());
            tokio::spawn(async move {
                if (client + round) % 2 == 0 {
                    networks.call(&Context::system(), VpcDelete { id: vpc }).await.map(|()| None)
                } else {
                    let (name, description) = (format!("guard-{client}"), String::new());
                    let form = NewSecurityGroup { vpc, name, description, rules: vec![] };
                    networks.call(&Context::system(), SecurityGroupCreate { form }).await.map(Some)
                }
            })
        });
        let answers = futures::future::join_all(clients).await;
        let done: Vec<_> = answers.into_iter().filter_map(|answer| answer.unwrap().ok()).collect();
        let made: Vec<_> = done.iter().flatten().collect();
        let deleted = done.len() - made.len();
        assert!(
            deleted <= 1 && (deleted == 0) != made.is_empty(),
            "round {round}: {deleted} deleted it, made {made:?}"
        );
        let within = NetworkFilter { vpc: Some(vpc.clone()), ..filter() };
        let there = networks.call(&Context::system(), SecurityGroupList { filter: within }).await.unwrap().total;
        assert_eq!(there, made.len() as u64, "round {round}");
        for group in made {
            networks.call(&Context::system(), SecurityGroupDelete { id: group.clone() }).await.unwrap();
        }
        if deleted == 0 {
            networks.call(&Context::system(), VpcDelete { id: vpc }).await.unwrap();
        }
        rig.idle().await;
    }
}
