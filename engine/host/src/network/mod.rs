//! VPCs on this machine.
//!
//! A VPC is a network namespace that acts as its router and is pinned to a file. A subnet is a bridge in it that holds
//! the gateway's address; a group is a pair of interfaces, one end a port of the bridge, the other `eth0` in the
//! namespace of the group's supervisor; which packets reach it is said by [`rules`]. A /30 link joins a VPC to the host; the host gets a route to the VPC's range
//! where no other route of the host overlaps it, and reaches a group by [`Network::connect`] in any case.
//!
//! Groups have no way out but to the registry (`door.rs`): neither the VPC's namespace nor theirs has a route beyond the VPC, and
//! nothing that a group begins passes the link. Everything here blocks, and everything is idempotent.

mod conntrack;
mod door;
mod eips;
pub mod namespace;
pub mod netlink;
pub mod probe;
pub mod rules;

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::os::fd::AsRawFd;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use gantry_model::cidr::Cidr;
use gantry_model::error::{Error, Result};
use gantry_model::id::{ContainerGroupId, Id, SecurityGroupId, VSwitchId, VpcId};
use gantry_model::message::{Message, machine as say};
use gantry_model::network::EipPool;
use tokio::sync::mpsc;

use self::door::{Door, Doors};
use self::netlink::{Netlink, Peer, PeerNamespace};
use self::rules::Port;
use super::file;
use super::installation::Installation;
use super::protocol::Assignment;
use gantry_platform::runtime::{EipPlan, NetworkPlan, VpcClient, VpcPlan};

/// The networks of one installation.
#[derive(Debug)]
pub struct Network {
    here: Installation,
    /// VPCs that this process has made sure of. The inner lock lets one thread at a time change a VPC.
    vpcs: Mutex<HashMap<VpcId, Arc<Mutex<Option<Vpc>>>>>,
    /// The host's rules as this process has applied them.
    host: Mutex<Option<HostRules>>,
    /// Whether rules bite here, found out once.
    bites: OnceLock<std::result::Result<(), Message>>,
    doors: Arc<Doors>,
}

#[derive(Debug)]
struct HostRules {
    /// What was applied: addresses with the far ends of their links.
    eips: BTreeMap<Ipv4Addr, Ipv4Addr>,
    /// All of our rules, as nft writes them; `None` until they are first looked at.
    listed: Option<String>,
    /// How often rules of the host had been changed when they were seen last.
    generation: Option<u32>,
}

#[derive(Debug)]
struct Vpc {
    namespace: File,
    /// Those whose bridge this process has made sure of.
    subnets: Vec<VSwitchId>,
    /// What this process has brought it to.
    plan: VpcPlan,
    /// By which its groups reach the registry.
    door: Door,
    /// How often its rules had been changed after this process changed them; `None` where somebody else may have done so too.
    rules: Option<u32>,
}

impl Network {
    pub fn new(here: Installation) -> Self {
        Self {
            here,
            vpcs: Mutex::default(),
            host: Mutex::default(),
            bites: OnceLock::new(),
            doors: Arc::new(Doors::new()),
        }
    }

    fn vpc(&self, id: &VpcId) -> Arc<Mutex<Option<Vpc>>> {
        lock(&self.vpcs).entry(id.clone()).or_default().clone()
    }

    /// The port of a group.
    pub fn port(&self, group: &ContainerGroupId, plan: &NetworkPlan) -> Port {
        Port {
            interface: self.here.interface('g', group.as_str()),
            mac: mac(plan.address),
            address: plan.address,
            ipv6: plan.ipv6.map(|(address, _)| address),
            security_group: plan.security_group.clone(),
        }
    }

    /// Makes sure of VPC, subnet and the group's pair; `eth0` appears in the namespace of process `supervisor`.
    pub fn attach(&self, group: &ContainerGroupId, plan: &NetworkPlan, supervisor: i32) -> Result<()> {
        let vpc = self.vpc(&plan.vpc);
        let mut vpc = lock(&vpc);
        // Somebody may have taken the network away behind our back.
        if vpc.is_some() && namespace::open(&self.here.vpc_namespace(&plan.vpc))?.is_none() {
            *vpc = None;
            *lock(&self.host) = None;
            // One end of it is in a namespace that nobody finds any more.
            let link = self.here.interface('t', plan.vpc.as_str());
            file::io(format_args!("remove {link}"), Netlink::open().and_then(|mut netlink| netlink.remove(&link)))?;
        }
        let vpc = match &mut *vpc {
            Some(vpc) => vpc,
            none => none.insert(self.make_vpc(plan)?),
        };
        let ruled = |id: &SecurityGroupId| vpc.plan.security_groups.iter().any(|known| known.id == *id);
        if !plan.security_group.as_ref().is_some_and(ruled) {
            return Err(Error::unavailable(say::rules_not_in_place(group)));
        }
        // What was bound to the one who had the address before is not meant for this one; that it was unbound is told any moment.
        let of_another =
            |eip: &EipPlan| eip.to == plan.address && eip.group.as_ref().is_some_and(|other| other != group);
        let (foreign, eips): (Vec<_>, Vec<_>) = vpc.plan.eips.iter().cloned().partition(of_another);
        let port = self.port(group, plan);
        let bridge = self.here.interface('b', plan.subnet.as_str());
        let new_subnet = !vpc.subnets.contains(&plan.subnet);
        let (here, known) = (&self.here, &mut vpc.rules);
        let admitted = namespace::inside(&vpc.namespace, || {
            let make = || -> io::Result<()> {
                let mut netlink = Netlink::open()?;
                if new_subnet {
                    add_subnet(&mut netlink, &bridge, plan)?;
                }
                add_port(&mut netlink, &port, supervisor)
            };
            file::io(format_args!("connect {group}"), make())?;
            let change = rules::rebind(here, &foreign, &[]) + &rules::admit(here, &port);
            Ok::<_, Error>(rules::amend(&change, known).is_ok())
        })??;
        if !admitted {
            // What an earlier group with this address left is in the way; all rules anew know who is there.
            vpc.rules = self.realise(&vpc.namespace, &VpcPlan { eips, ..vpc.plan.clone() })?;
        }
        let joined = namespace::inside(&vpc.namespace, || join(&port, &bridge, group))?;
        file::io(format_args!("connect {group}"), joined)?;
        if new_subnet {
            vpc.subnets.push(plan.subnet.clone());
        }
        Ok(())
    }

    /// Removes a group's pair and its rules.
    pub fn detach(&self, group: &ContainerGroupId, plan: &NetworkPlan) -> Result<()> {
        let vpc = self.vpc(&plan.vpc);
        let mut vpc = lock(&vpc);
        let mut unknown = None;
        let known = vpc.as_mut().map_or(&mut unknown, |vpc| &mut vpc.rules);
        let Some(namespace) = namespace::open(&self.here.vpc_namespace(&plan.vpc))? else { return Ok(()) };
        let port = self.port(group, plan);
        let here = &self.here;
        namespace::inside(&namespace, || {
            let remove = || Netlink::open()?.remove(&port.interface);
            file::io(format_args!("disconnect {group}"), remove())?;
            // Where that does not work, there are no such rules, or the next ones that are applied do not hold it.
            if let Err(error) = rules::amend(&rules::dismiss(here, &port), known) {
                tracing::debug!(%group, ?error, "the rules of a port were not there");
            }
            Ok(())
        })?
    }

    /// Brings a VPC to what is wanted of it. Where that is what it was brought to before, its rules and the host's are looked at:
    /// what somebody else changed or flushed is put back.
    pub fn apply(&self, plan: &VpcPlan) -> Result<()> {
        let vpc = self.vpc(&plan.vpc);
        let mut vpc = lock(&vpc);
        if let Some(known) = vpc.as_mut()
            && (known.plan.version > plan.version || known.plan.is_like(plan))
        {
            known.plan.version = known.plan.version.max(plan.version);
            let now = namespace::inside(&known.namespace, rules::generation)??;
            if known.rules != Some(now) {
                if known.rules.is_some() {
                    tracing::warn!(vpc = %plan.vpc, "the rules of a VPC were changed by somebody else and are put back");
                }
                known.rules = self.realise(&known.namespace, &known.plan)?;
            }
            drop(vpc);
            return if self.host_is_as_applied()? { Ok(()) } else { self.apply_host() };
        }
        let kept = self.kept_plan(&plan.vpc)?;
        let newer = kept.as_ref().is_some_and(|kept| kept.version > plan.version);
        if !newer && kept.as_ref().is_none_or(|kept| !kept.is_like(plan)) {
            file::write_json(&self.plan_file(&plan.vpc), plan)?;
        }
        if newer && vpc.is_some() {
            return Ok(());
        }
        let plan = if newer { kept.as_ref().unwrap_or(plan) } else { plan };
        // A VPC without groups has no namespace; it gets one with its first group.
        let Some(namespace) = namespace::open(&self.here.vpc_namespace(&plan.vpc))? else { return Ok(()) };
        let rebound = match vpc.as_mut() {
            Some(known) => self.rebind(known, plan)?,
            None => None,
        };
        let rules = match rebound {
            None => self.realise(&namespace, plan)?,
            rebound => rebound,
        };
        let (subnets, door) = match vpc.take() {
            Some(known) => (known.subnets, known.door),
            None => (Vec::new(), self.doors.open(&plan.vpc, &namespace)?),
        };
        *vpc = Some(Vpc { namespace, subnets, plan: plan.clone(), door, rules });
        drop(vpc);
        self.apply_host()
    }

    /// Makes rules, subnets and EIPs of a VPC's namespace those of the plan. What leads to a group comes before the rules that let it through,
    /// and goes after them. Gives the number to know later whether somebody else changed the rules.
    fn realise(&self, namespace: &File, plan: &VpcPlan) -> Result<Option<u32>> {
        for eip in &plan.eips {
            eips::connect(&self.here, namespace, eip)?;
        }
        let (here, groups) = (&self.here, self.groups_of(&plan.vpc)?);
        let ports: Vec<Port> = groups.iter().map(|(id, plan)| self.port(id, plan)).collect();
        let bridge = |subnet: &VSwitchId| here.interface('b', subnet.as_str());
        let kept = plan.subnets.iter().map(|subnet| &subnet.id).chain(groups.iter().map(|(_, plan)| &plan.subnet));
        let kept: Vec<String> = kept.map(bridge).collect();
        let generation = namespace::inside(namespace, || {
            let subnets = || -> io::Result<()> {
                let mut netlink = Netlink::open()?;
                let (there, prefix) = (netlink::interfaces()?, here.interface('b', ""));
                // The range of a subnet that is gone may be another's by now.
                for gone in there.iter().filter(|name| name.starts_with(&prefix) && !kept.contains(name)) {
                    netlink.remove(gone)?;
                }
                for (subnet, range) in plan.subnets.iter().filter_map(|subnet| Some((subnet, subnet.ipv6?))) {
                    if there.contains(&bridge(&subnet.id)) {
                        netlink.add_address6(&bridge(&subnet.id), range.gateway(), range.prefix())?;
                    }
                }
                Ok(())
            };
            file::io(format_args!("bring the subnets of {} to what is wanted", plan.vpc), subnets())?;
            let generation = rules::replace(&rules::vpc(here, plan, &ports))?;
            eips::forget_others(here, &plan.eips)?;
            Ok::<_, Error>(generation)
        })??;
        eips::disconnect_others(&self.here, namespace, &plan.eips)?;
        Ok(generation)
    }

    /// Does what [`Self::realise`] does for a plan that differs from the one before in EIPs alone, by changing what differs: a tenth of the
    /// work. `None` where it differs in more, or where somebody else changed the rules since.
    fn rebind(&self, known: &mut Vpc, plan: &VpcPlan) -> Result<Option<u32>> {
        let (before, namespace) = (&known.plan, &known.namespace);
        if !before.is_like(&VpcPlan { eips: before.eips.clone(), ..plan.clone() }) {
            return Ok(None);
        }
        for eip in plan.eips.iter().filter(|eip| !before.eips.contains(eip)) {
            eips::connect(&self.here, namespace, eip)?;
        }
        let change = rules::rebind(&self.here, &before.eips, &plan.eips);
        let here = &self.here;
        known.rules = namespace::inside(namespace, || {
            let generation = rules::amend_own(&change, known.rules);
            if generation.is_some() {
                eips::forget_others(here, &plan.eips)?;
            }
            Ok::<_, Error>(generation)
        })??;
        if known.rules.is_some() {
            eips::disconnect_others(here, namespace, &plan.eips)?;
        }
        Ok(known.rules)
    }

    /// Whether the host's rules are those that this process applied. Rules of others change now and then: only then is ours read.
    fn host_is_as_applied(&self) -> Result<bool> {
        let mut applied = lock(&self.host);
        let Some(known) = applied.as_mut() else { return Ok(false) };
        let now = rules::generation()?;
        if known.generation == Some(now) {
            if known.listed.is_none() {
                // What is read is ours only if nobody changed anything meanwhile.
                let listed = rules::listed(&self.here)?;
                known.listed = rules::generation().is_ok_and(|after| after == now).then_some(listed);
            }
            return Ok(true);
        }
        if known.listed.is_some() {
            let listed = rules::listed(&self.here).ok();
            if listed == known.listed {
                known.generation = Some(now);
                return Ok(true);
            }
            tracing::warn!("the host's rules were changed by somebody else and are put back");
        }
        *applied = None;
        Ok(false)
    }

    /// Brings the host's rules to what all VPCs together want.
    fn apply_host(&self) -> Result<()> {
        let mut applied = lock(&self.host);
        let mut eips = BTreeMap::new();
        let mut plans: Vec<VpcPlan> = Vec::new();
        for id in self.vpc_ids()? {
            plans.extend(self.kept_plan(&id)?);
        }
        // An EIP that moved is in two plans until the other VPC's is told anew: the younger one is right.
        plans.sort_by_key(|plan| plan.version);
        for plan in &plans {
            eips.extend(plan.eips.iter().map(|eip| (eip.address, self.here.eip_link(eip.index).1)));
        }
        if applied.as_ref().is_some_and(|applied| applied.eips == eips) {
            return Ok(());
        }
        let amended = applied.take().and_then(|HostRules { eips: before, generation, .. }| {
            rules::amend_own(&rules::host_change(&self.here, &before, &eips), generation)
        });
        let generation = match amended {
            None => rules::replace(&rules::host(&self.here, &eips))?,
            amended => amended,
        };
        eips::forget_others_here(&self.here, &eips)?;
        *applied = Some(HostRules { eips, listed: None, generation });
        Ok(())
    }

    /// # Errors
    /// Invalid on `eip-pool`: an address of this machine is in it, and whoever got that as an EIP would cut the machine off.
    pub fn check_pool(&self, pool: &EipPool) -> Result<()> {
        let ours = self.here.interface('e', "");
        let all = file::io("list this machine's addresses", nix::ifaddrs::getifaddrs().map_err(io::Error::from))?;
        for one in all.filter(|one| !one.interface_name.starts_with(&ours)) {
            let Some(address) = one.address.and_then(|address| Some(address.as_sockaddr_in()?.ip())) else { continue };
            if pool.contains(address) {
                return Err(Error::invalid(
                    "eip-pool",
                    Message::text(format!(
                        "{address} of the pool is this machine's own address on {}; set ranges without it.",
                        one.interface_name
                    )),
                ));
            }
        }
        Ok(())
    }

    fn plan_file(&self, vpc: &VpcId) -> PathBuf {
        self.here.networks().join(format!("{vpc}.json"))
    }

    fn kept_plan(&self, vpc: &VpcId) -> Result<Option<VpcPlan>> {
        file::read_json(&self.plan_file(vpc))
    }

    /// Removes a VPC with all that is in it.
    pub fn remove_vpc(&self, id: &VpcId) -> Result<()> {
        let vpc = self.vpc(id);
        let mut vpc = lock(&vpc);
        let link = self.here.interface('t', id.as_str());
        file::io(format_args!("remove {link}"), Netlink::open().and_then(|mut netlink| netlink.remove(&link)))?;
        let path = self.here.vpc_namespace(id);
        if let Some(namespace) = namespace::open(&path)? {
            let remove = || -> io::Result<()> {
                let mut netlink = Netlink::open()?;
                for name in netlink::interfaces()?.iter().filter(|name| name.starts_with(&self.here.tag)) {
                    netlink.remove(name)?;
                }
                Ok(())
            };
            file::io(format_args!("empty {id}"), namespace::inside(&namespace, remove)?)?;
        }
        namespace::remove(&path)?;
        file::remove_all(&self.plan_file(id))?;
        // With it its door is closed.
        *vpc = None;
        if self.vpc_ids()?.is_empty() {
            let mut host = lock(&self.host);
            *host = None;
            return rules::apply(&rules::remove_host(&self.here));
        }
        self.apply_host()
    }

    /// VPCs that have a namespace.
    pub fn vpc_ids(&self) -> Result<Vec<VpcId>> {
        Ok(file::names(&self.here.netns_dir())?.iter().filter_map(|name| VpcId::parse(name).ok()).collect())
    }

    /// Removes VPCs that no group is in, and ports of groups that are not there.
    pub fn sweep(&self, groups: &[Assignment]) -> Result<()> {
        for id in self.vpc_ids()? {
            let members: Vec<&Assignment> = groups.iter().filter(|group| group.plan.network.vpc == id).collect();
            if members.is_empty() {
                self.remove_vpc(&id)?;
                continue;
            }
            let Some(namespace) = namespace::open(&self.here.vpc_namespace(&id))? else { continue };
            let known: Vec<String> =
                members.iter().map(|group| self.here.interface('g', group.id().as_str())).collect();
            let prefix = format!("{}g", self.here.tag);
            let sweep = || -> io::Result<()> {
                let mut netlink = Netlink::open()?;
                let stray = |name: &&String| name.starts_with(&prefix) && !known.contains(name);
                for name in netlink::interfaces()?.iter().filter(stray) {
                    netlink.remove(name)?;
                }
                Ok(())
            };
            file::io(format_args!("sweep {id}"), namespace::inside(&namespace, sweep)?)?;
        }
        if self.vpc_ids()?.is_empty() && rules::tables()?.contains(&format!("inet {}", self.here.table())) {
            rules::apply(&rules::remove_host(&self.here))?;
        }
        let prefixes = ['t', 'e'].map(|kind| self.here.interface(kind, ""));
        let mut known = Vec::new();
        for id in self.vpc_ids()? {
            known.push(self.here.interface('t', id.as_str()));
            let eips = self.kept_plan(&id)?.map(|plan| plan.eips).unwrap_or_default();
            known.extend(eips.iter().map(|eip| eips::interface(&self.here, eip)));
        }
        let stray = |name: &&String| prefixes.iter().any(|prefix| name.starts_with(prefix)) && !known.contains(name);
        let sweep = || -> io::Result<()> {
            let mut netlink = Netlink::open()?;
            for name in netlink::interfaces()?.iter().filter(stray) {
                netlink.remove(name)?;
            }
            Ok(())
        };
        file::io("sweep the host's interfaces", sweep())
    }

    /// Who connects to the registry from inside a VPC, from now on.
    pub fn registry_clients(&self) -> mpsc::Receiver<VpcClient> {
        self.doors.clients()
    }

    /// A connection to a group from its VPC's router, where no rule of the host and no overlapping range is in the way.
    pub fn connect(&self, plan: &NetworkPlan, port: u16, patience: Duration) -> Result<TcpStream> {
        let namespace = namespace::open(&self.here.vpc_namespace(&plan.vpc))?
            .ok_or_else(|| Error::unavailable(say::network_absent(&plan.vpc)))?;
        let address = SocketAddr::from((plan.address, port));
        namespace::inside(&namespace, || TcpStream::connect_timeout(&address, patience))?
            .map_err(|error| Error::unavailable(say::group_does_not_answer(address, error)))
    }

    fn make_vpc(&self, plan: &NetworkPlan) -> Result<Vpc> {
        let bites = self.bites.get_or_init(|| probe::probe().map(drop));
        if let Err(missing) = bites {
            return Err(Error::unavailable(say::rules_would_not_hold(missing)));
        }
        let Some(wanted) = self.kept_plan(&plan.vpc)? else {
            return Err(Error::unavailable(say::rules_not_known(&plan.vpc)));
        };
        let path = self.here.vpc_namespace(&plan.vpc);
        let namespace = match namespace::open(&path)? {
            Some(found) => found,
            None => namespace::make(&path)?,
        };
        let link = self.here.interface('t', plan.vpc.as_str());
        let (host, inner) = self.here.transit(plan.vpc_index);
        // Before the first link is there, so that nothing ever comes through it unruled.
        self.apply_host()?;
        {
            let join = || -> io::Result<()> {
                let mut netlink = Netlink::open()?;
                let end = PeerNamespace::File(namespace.as_raw_fd());
                unless_exists(netlink.add_pair(&link, Peer { name: &link, mac: None, namespace: end }))?;
                without_ipv6(&link)?;
                netlink.add_address(&link, host, 30)?;
                netlink.set_up(&link, None, Some(plan.vpc.as_str()))?;
                // The other end goes up first: a route by a link without carrier is refused by some kernels.
                namespace::inside(&namespace, || -> io::Result<()> {
                    let mut netlink = Netlink::open()?;
                    netlink.set_up("lo", None, None)?;
                    netlink.add_address(&link, inner, 30)?;
                    netlink.set_up(&link, None, None)
                })
                .map_err(io::Error::other)??;
                if !overlaps_host_route(plan.vpc_cidr, &link)? {
                    netlink.add_route((plan.vpc_cidr.base(), plan.vpc_cidr.prefix()), inner, &link)?;
                }
                Ok(())
            };
            file::io(format_args!("connect {} to the host", plan.vpc), join())?;
        }
        namespace::inside(&namespace, || {
            let forward = || -> io::Result<()> {
                fs::write("/proc/sys/net/ipv4/ip_forward", "1")?;
                fs::write("/proc/sys/net/ipv6/conf/all/forwarding", "1")
            };
            file::io("forward packets", forward())?;
            for name in ["bridge-nf-call-iptables", "bridge-nf-call-ip6tables"] {
                let path = format!("/proc/sys/net/bridge/{name}");
                let set = fs::write(&path, "1").and_then(|()| fs::read_to_string(&path));
                if !set.is_ok_and(|value| value.trim() == "1") {
                    return Err(Error::unavailable(say::no_br_netfilter()));
                }
            }
            Ok(())
        })??;
        let rules = self.realise(&namespace, &wanted)?;
        self.apply_host()?;
        let door = self.doors.open(&plan.vpc, &namespace)?;
        Ok(Vpc { namespace, subnets: Vec::new(), plan: wanted, door, rules })
    }

    /// All groups of a VPC that have a folder.
    fn groups_of(&self, vpc: &VpcId) -> Result<Vec<(ContainerGroupId, NetworkPlan)>> {
        let mut groups = Vec::new();
        for id in self.here.group_ids()? {
            let found = file::read_json::<Assignment>(&self.here.group(&id).join("plan.json")).ok().flatten();
            groups.extend(found.map(|found| (id, found.plan.network)).filter(|(_, plan)| plan.vpc == *vpc));
        }
        Ok(groups)
    }
}

/// Makes sure of a subnet's bridge.
fn add_subnet(netlink: &mut Netlink, bridge: &str, plan: &NetworkPlan) -> io::Result<()> {
    unless_exists(netlink.add_bridge(bridge))?;
    netlink.add_address(bridge, plan.subnet_cidr.gateway(), plan.subnet_cidr.prefix())?;
    netlink.set_up(bridge, None, Some(plan.subnet.as_str()))?;
    match plan.ipv6 {
        Some((_, range)) => netlink.add_address6(bridge, range.gateway(), range.prefix()),
        None => Ok(()),
    }
}

/// Makes sure of a group's pair, whose other end is in the namespace of this supervisor. It is no port of a bridge yet.
fn add_port(netlink: &mut Netlink, port: &Port, supervisor: i32) -> io::Result<()> {
    let peer = Peer { name: "eth0", mac: Some(port.mac), namespace: PeerNamespace::Process(supervisor) };
    match netlink.add_pair(&port.interface, peer) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            // Its other end is in the namespace of this supervisor, or of one that died: then it goes.
            if !has_eth0(supervisor) {
                netlink.remove(&port.interface)?;
                netlink.add_pair(&port.interface, peer)?;
            }
            Ok(())
        }
        other => other,
    }
}

/// Joins a group's pair to its bridge. The rules say by now whose the address is, and until the end of this no packet comes to it or from
/// it: whatever is under way to the one who had it before gets through no more.
fn join(port: &Port, bridge: &str, group: &ContainerGroupId) -> io::Result<()> {
    conntrack::forget(|connection| port.addresses().any(|own| connection.is_of(own)))?;
    let mut netlink = Netlink::open()?;
    for own in port.addresses() {
        netlink.forget_neighbour(bridge, own)?;
    }
    netlink.set_up(&port.interface, Some(bridge), Some(group.as_str()))
}

/// A group's hardware address, made from its address: unique in its VPC, locally administered.
pub fn mac(address: Ipv4Addr) -> [u8; 6] {
    let [a, b, c, d] = address.octets();
    [0x02, 0x47, a, b, c, d]
}

/// Nothing speaks IPv6 on the host's end of a pair. Without this the kernel would give it an address, and a second later another state
/// of that: a browser on this machine breaks off what it is loading each time one changes.
fn without_ipv6(interface: &str) -> io::Result<()> {
    match fs::write(format!("/proc/sys/net/ipv6/conf/{interface}/disable_ipv6"), "1") {
        // A kernel without IPv6.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn has_eth0(process: i32) -> bool {
    fs::read_to_string(format!("/proc/{process}/net/dev")).is_ok_and(|text| text.contains("eth0:"))
}

fn unless_exists(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    }
}

/// Whether the host routes a part of this range elsewhere; the default route does not count.
fn overlaps_host_route(range: Cidr, link: &str) -> io::Result<bool> {
    Ok(routes_overlap(&fs::read_to_string("/proc/net/route")?, range, link))
}

fn routes_overlap(table: &str, range: Cidr, link: &str) -> bool {
    table.lines().skip(1).any(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let hex = |at: usize| fields.get(at).and_then(|hex| u32::from_str_radix(hex, 16).ok()).map(u32::from_be);
        let (Some(base), Some(mask)) = (hex(1), hex(7)) else { return false };
        let route = Cidr::new(Ipv4Addr::from(base), mask.count_ones() as u8);
        fields[0] != link && mask != 0 && route.is_ok_and(|route| route.overlaps(range))
    })
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_of_the_host_that_overlaps_is_seen() {
        let table = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n\
            eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n\
            eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n\
            ab12tx\t0000000A\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n";
        let range = |text| Cidr::parse("cidr", text).unwrap();
        assert!(routes_overlap(table, range("192.0.0.0/16"), "x"));
        assert!(routes_overlap(table, range("10.0.5.0/24"), "x"));
        assert!(!routes_overlap(table, range("10.0.0.0/16"), "ab12tx"));
        assert!(!routes_overlap(table, range("172.16.0.0/16"), "x"));
    }
}
