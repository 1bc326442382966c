//! Where one installation's things are, and the tag that all of them carry.
//!
//! A tag of four characters is chosen once per data folder and written into it. Every namespace, interface, table,
//! cgroup and path under `/run/gantry/TAG` carries it, so that a sweep touches its own things only and several
//! installations live on one machine. A copy of a data folder carries the tag of its original: whoever would take over or destroy what
//! has a tag asks [`Installation::refuse_copy`] first.

use std::collections::HashSet;
use std::fs::{self, File};
use std::net::IpAddr;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use gantry_model::Message;
use gantry_model::cidr::Cidr;
use gantry_model::error::{Error, Result};
use gantry_model::id::{ContainerGroupId, Id, VpcId};
use nix::fcntl::{Flock, FlockArg};
use rand::RngExt;
use serde::{Deserialize, Serialize};

use super::file;

/// Where runtime files of all installations are.
pub const RUN: &str = "/run/gantry";
/// In a tag's folder there: whose it is.
const OWNER: &str = "owner";
/// Number of /30 links in 100.64.0.0/10 that one installation keeps for its VPCs.
const TRANSIT_LINKS: u32 = 1024;
/// How many of them are for VPCs; the others are for EIPs.
const VPC_LINKS: u32 = 512;
/// How many such ranges there are.
const TRANSIT_RANGES: u32 = 1 << 10;

/// Names and places of one data folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Installation {
    /// Four characters, the first a letter.
    pub tag: String,
    /// Which 1,024 transit links are ours, 0 to 1,023.
    pub transit_range: u32,
    /// The data folder, absolute.
    pub data: PathBuf,
}

/// What is kept in the data folder.
#[derive(Serialize, Deserialize)]
struct Kept {
    tag: String,
    transit_range: u32,
}

impl Installation {
    /// Finds the installation of this data folder, or makes one.
    pub fn open(data: &Path) -> Result<Self> {
        if let Some(found) = Self::find(data)? {
            return found.claim();
        }
        let runtime = data.join("runtime");
        file::make_private_dir(&runtime)?;
        let data = file::io(format_args!("open {}", data.display()), data.canonicalize())?;
        file::make_private_dir(Path::new(RUN))?;
        // One installation at a time chooses, so that no two choose the same.
        let choosing = file::io(format_args!("open {RUN}/lock"), File::create(Path::new(RUN).join("lock")))?;
        let choosing = Flock::lock(choosing, FlockArg::LockExclusive).map_err(|(_, error)| error.into());
        let _choosing = file::io(format_args!("lock {RUN}/lock"), choosing)?;
        let ranges: HashSet<u32> = neighbours()?.into_iter().map(|other| other.transit_range).collect();
        let mut rng = rand::rng();
        let (tag, transit_range) = loop {
            let letters: &[u8] = b"abcdefghjkmnpqrstvwxyz";
            let all: &[u8] = b"0123456789abcdefghjkmnpqrstvwxyz";
            let mut tag = String::from(letters[rng.random_range(0..letters.len())] as char);
            tag.extend((0..3).map(|_| all[rng.random_range(0..all.len())] as char));
            let range = rng.random_range(0..TRANSIT_RANGES);
            // A path of that name means that another installation has the tag.
            let free = !ranges.contains(&range) || ranges.len() >= TRANSIT_RANGES as usize;
            if free && !Path::new(RUN).join(&tag).exists() && !transit_range_in_use(range) {
                break (tag, range);
            }
        };
        let kept = Kept { tag: tag.clone(), transit_range };
        file::write_json_synced(&data.join("runtime/installation.json"), &kept)?;
        Self { tag, transit_range, data }.claim()
    }

    /// The installation of this data folder, if one was made.
    pub fn find(data: &Path) -> Result<Option<Self>> {
        let Some(kept) = file::read_json::<Kept>(&data.join("runtime/installation.json"))? else { return Ok(None) };
        let legal = kept.tag.len() == 4 && kept.tag.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if !legal || kept.transit_range >= TRANSIT_RANGES {
            return Err(Error::invalid(
                "data",
                Message::text(format!("{}: installation.json is damaged", data.display())),
            ));
        }
        let data = file::io(format_args!("open {}", data.display()), data.canonicalize())?;
        Ok(Some(Self { tag: kept.tag, transit_range: kept.transit_range, data }))
    }

    /// Makes the folders and notes whose they are, unless this is a copy.
    fn claim(self) -> Result<Self> {
        self.refuse_copy()?;
        for dir in [self.groups(), self.networks(), self.layers(), self.trash(), self.templates()] {
            file::make_private_dir(&dir)?;
        }
        self.make_run()?;
        Ok(self)
    }

    /// Makes the folders under `/run`, which somebody may have removed, and notes whose they are.
    pub fn make_run(&self) -> Result<()> {
        // Groups start side by side.
        static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
        let _one = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        for dir in [self.run(), self.netns_dir(), self.run().join("oci"), self.run().join("sockets")] {
            file::make_private_dir(&dir)?;
        }
        if owner_in(&self.run()).as_ref() == Some(&self.data) {
            return Ok(());
        }
        file::write_atomically(&self.owner(), self.data.as_os_str().as_encoded_bytes())
    }

    /// Refuses a copy of a data folder whose original is still there: all that runs by this tag is the original's.
    ///
    /// Errors: `Conflict`, which names both folders.
    pub fn refuse_copy(&self) -> Result<()> {
        let Some(owner) = owner_in(&self.run()) else { return Ok(()) };
        let original = match Self::find(&owner) {
            Ok(Some(found)) if found.tag == self.tag && !found.is_same_folder(self) => owner,
            // It was moved or given up, or it cannot be read and so runs nothing; or it is this folder, by whatever path.
            _ => return Ok(()),
        };
        Err(Error::conflict(Message::text(format!(
            "{} is a copy of {}: both carry the tag {}, and what runs by it belongs to the original. To make an \
             installation of its own of the copy, remove its folder runtime; to give the original up, remove or move that.",
            self.data.display(),
            original.display(),
            self.tag
        ))))
    }

    fn is_same_folder(&self, other: &Self) -> bool {
        let identity = |path: &Path| fs::metadata(path).map(|found| (found.dev(), found.ino())).ok();
        self.data == other.data || (identity(&self.data).is_some() && identity(&self.data) == identity(&other.data))
    }

    /// Holds the path of the data folder that has the tag.
    fn owner(&self) -> PathBuf {
        self.run().join(OWNER)
    }

    /// `/run/gantry/TAG`.
    pub fn run(&self) -> PathBuf {
        Path::new(RUN).join(&self.tag)
    }

    /// Where VPCs' namespaces are pinned.
    pub fn netns_dir(&self) -> PathBuf {
        self.run().join("netns")
    }

    pub fn vpc_namespace(&self, vpc: &VpcId) -> PathBuf {
        self.netns_dir().join(vpc.as_str())
    }

    /// The socket of a group's supervisor; short, because such paths end at 107 bytes.
    pub fn socket(&self, group: &ContainerGroupId) -> PathBuf {
        self.run().join("sockets").join(group.as_str())
    }

    /// State folder of the OCI runtime for a group.
    pub fn oci_root(&self, group: &ContainerGroupId) -> PathBuf {
        self.run().join("oci").join(group.as_str())
    }

    /// One folder per group, the record that it exists.
    pub fn groups(&self) -> PathBuf {
        self.data.join("runtime/groups")
    }

    pub fn group(&self, group: &ContainerGroupId) -> PathBuf {
        self.groups().join(group.as_str())
    }

    /// What is being deleted; emptied at each start.
    pub fn trash(&self) -> PathBuf {
        self.data.join("runtime/trash")
    }

    /// Ready-made empty file systems by size.
    pub fn templates(&self) -> PathBuf {
        self.data.join("runtime/templates")
    }

    /// Unpacked layers.
    pub fn layers(&self) -> PathBuf {
        self.data.join("layers")
    }

    /// The cgroup that holds everything: supervisors, and all groups. Relative to a hierarchy's root.
    pub fn cgroup(&self) -> String {
        format!("gantry-{}", self.tag)
    }

    pub fn supervisors_cgroup(&self) -> String {
        format!("{}/supervisors", self.cgroup())
    }

    /// The cgroup that bounds all groups together.
    pub fn groups_cgroup(&self) -> String {
        format!("{}/groups", self.cgroup())
    }

    pub fn group_cgroup(&self, group: &ContainerGroupId) -> String {
        format!("{}/{group}", self.groups_cgroup())
    }

    /// Where supervisors of earlier versions, which may still run, have their groups.
    pub fn earlier_group_cgroup(&self, group: &ContainerGroupId) -> String {
        format!("{}/{group}", self.cgroup())
    }

    /// Name of our nftables tables.
    pub fn table(&self) -> String {
        format!("gantry_{}", self.tag)
    }

    /// An interface: the tag, a letter for its kind, the last 8 characters of the id (names end at 15).
    pub fn interface(&self, kind: char, id: &str) -> String {
        format!("{}{kind}{}", self.tag, &id[id.len().saturating_sub(8)..])
    }

    /// Host's and VPC's address on a VPC's transit link, a /30.
    pub fn transit(&self, vpc_index: u32) -> (std::net::Ipv4Addr, std::net::Ipv4Addr) {
        self.link(vpc_index % VPC_LINKS)
    }

    /// Host's and VPC's address on an EIP's link, a /30.
    pub fn eip_link(&self, eip_index: u32) -> (std::net::Ipv4Addr, std::net::Ipv4Addr) {
        self.link(VPC_LINKS + eip_index % VPC_LINKS)
    }

    /// Whether this is an address on the link of an EIP.
    pub fn is_eip_link(&self, address: IpAddr) -> bool {
        let ends = self.eip_link(0).0..=self.eip_link(VPC_LINKS - 1).1;
        matches!(address, IpAddr::V4(address) if ends.contains(&address))
    }

    fn link(&self, number: u32) -> (std::net::Ipv4Addr, std::net::Ipv4Addr) {
        let base = 0x6440_0000 + (self.transit_range * TRANSIT_LINKS + number) * 4;
        (std::net::Ipv4Addr::from(base + 1), std::net::Ipv4Addr::from(base + 2))
    }

    /// Where EIPs come from unless a setting says otherwise: a range of the loopback that no other installation of this machine has.
    pub fn eip_pool(&self) -> Cidr {
        let [_, _, high, low] = self.transit_range.to_be_bytes();
        Cidr::of(std::net::Ipv4Addr::new(127, 50 + high, low, 0), 24)
    }

    /// What was told of VPCs last, one file each.
    pub fn networks(&self) -> PathBuf {
        self.data.join("runtime/networks")
    }

    /// Groups that have a folder.
    pub fn group_ids(&self) -> Result<Vec<ContainerGroupId>> {
        let mut ids: Vec<_> =
            file::names(&self.groups())?.iter().filter_map(|name| ContainerGroupId::parse(name).ok()).collect();
        ids.sort();
        Ok(ids)
    }
}

/// The data folder that is noted in a folder under `/run`.
fn owner_in(run: &Path) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    Some(PathBuf::from(std::ffi::OsString::from_vec(fs::read(run.join(OWNER)).ok()?)))
}

/// The installations that are noted under `/run`.
fn neighbours() -> Result<Vec<Installation>> {
    let owners = file::names(Path::new(RUN))?.into_iter().filter_map(|tag| owner_in(&Path::new(RUN).join(tag)));
    Ok(owners.filter_map(|data| Installation::find(&data).ok().flatten()).collect())
}

/// Whether another installation has addresses of this range on this machine.
fn transit_range_in_use(range: u32) -> bool {
    let base = 0x6440_0000 + range * TRANSIT_LINKS * 4;
    let routes = fs::read_to_string("/proc/net/route").unwrap_or_default();
    routes.lines().skip(1).any(|line| {
        let destination = line.split_whitespace().nth(1).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        destination.is_some_and(|little| (base..base + TRANSIT_LINKS * 4).contains(&u32::from_be(little)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_the_tag_and_fit() {
        let here = Installation { tag: "ab12".into(), transit_range: 1023, data: "/d".into() };
        let group = ContainerGroupId::from_parts(1, 2);
        let name = here.interface('g', group.as_str());
        assert!(name.starts_with("ab12g") && name.len() <= 15, "{name}");
        assert!(here.socket(&group).as_os_str().len() < 107);
        assert_eq!(here.transit(511).1.to_string(), "100.127.247.254");
        assert_eq!(here.eip_link(511).1.to_string(), "100.127.255.254");
        assert!(here.is_eip_link(here.eip_link(0).1.into()) && here.is_eip_link(here.eip_link(511).0.into()));
        assert!(!here.is_eip_link(here.transit(511).1.into()));
        assert_eq!(here.eip_pool().to_string(), "127.53.255.0/24");
    }
}
