//! What pages show of the registry: answers of the engine, ready to be rendered the same on server and browser.

use serde::{Deserialize, Serialize};

use super::manifest::Platform;
use super::reference::Digest;
use super::whitelist::WhitelistRule;
use super::{CreateOnPush, Phase, RepositoryType};
use crate::Message;
use crate::cidr::Cidr;
use crate::id::{NamespaceId, RegistryInstanceId, RepositoryId, VpcId};
use crate::message::registry as say;
use crate::page::PageRequest;
use crate::time::Moment;

/// An instance in a list and on its own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstanceView {
    pub id: RegistryInstanceId,
    pub name: String,
    pub region: String,
    /// Kept by Gantry itself: a badge, no pushes, no deletion.
    pub built_in: bool,
    /// Whether clients outside our VPCs are let in (REG-08).
    pub access_entry: bool,
    /// Whether a push makes the repository that it is for.
    pub create_on_push: CreateOnPush,
    /// `HOST/INSTANCE` for the public network.
    pub public_address: String,
    /// `HOST/INSTANCE` for groups in our VPCs.
    pub vpc_address: String,
    pub namespaces: u64,
    pub repositories: u64,
    /// One's own instance of the Personal Edition, or another's.
    pub personal: bool,
    pub phase: Phase,
    /// End of the subscription, if it has one.
    pub expires_at: Option<Moment>,
    /// Since when it is being deleted.
    pub deleting: bool,
    pub created_at: Moment,
}

impl InstanceView {
    /// Its edition in words.
    pub fn edition(&self) -> &'static str {
        if self.personal { "Personal Edition" } else { super::BASIC_EDITION }
    }

    /// What it is called in a URL.
    pub fn slug(&self) -> String {
        if self.personal { super::PERSONAL.to_owned() } else { self.id.to_string() }
    }

    /// The state that a person sees.
    pub fn state(&self) -> &'static str {
        if self.deleting { "Deleting" } else { self.phase.as_str() }
    }
}

/// Access Control of an instance (REG-07 to REG-10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessView {
    pub instance: InstanceView,
    pub rules: Vec<RuleView>,
    /// Who was refused, the last first.
    pub refused: Vec<RefusedView>,
    /// VPCs of the instance's region, from which it is reached whatever the rules say (REG-23).
    pub vpcs: Vec<VpcAccess>,
    /// Where the request for this page came from.
    pub your_address: String,
}

/// A rule of the whitelist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleView {
    pub rule: WhitelistRule,
    pub added_at: Moment,
}

/// Requests of one address that were refused for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedView {
    /// When the last one was.
    pub at: Moment,
    pub address: String,
    pub reason: Message,
    /// How many there were since the server's start, or since the oldest was forgotten.
    pub count: u64,
}

/// A VPC that reaches an instance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VpcAccess {
    pub id: VpcId,
    pub name: String,
    pub cidr: Cidr,
}

/// What **Delete** of an instance takes with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteInstance {
    pub id: RegistryInstanceId,
    /// Its name, typed.
    pub name: String,
}

/// A namespace in a list (REG-13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamespaceView {
    pub id: NamespaceId,
    pub name: String,
    pub instance: RegistryInstanceId,
    pub instance_name: String,
    /// Kept by Gantry itself.
    pub built_in: bool,
    pub repositories: u64,
    pub created_at: Moment,
}

/// A filled-in **Create Namespace**.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewNamespace {
    pub instance: RegistryInstanceId,
    pub name: String,
}

impl NewNamespace {
    /// Checks all rules that need no look at the store.
    pub fn validate(&self) -> crate::Result<()> {
        crate::name::namespace("name", &self.name)
    }
}

/// Which repositories a list shows.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RepositoryFilter {
    /// Only those of this region; empty for all.
    pub region: String,
    pub instance: Option<RegistryInstanceId>,
    pub namespace: Option<NamespaceId>,
    pub visibility: Option<RepositoryType>,
    /// Only those of instances of this edition; all if none.
    pub edition: Option<EditionFilter>,
    /// Sorts by `name`, `created_at` or `updated_at`; the search looks at names and summaries.
    pub page: PageRequest,
}

/// Of which edition the instances are whose repositories are listed: the tabs of the image picker (ESS-17, C-01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EditionFilter {
    Enterprise,
    Personal,
}

/// Sort keys of the list of repositories; the first is its own order, newest first.
pub const REPOSITORY_SORTS: [&str; 4] = ["created_at", "name", "updated_at", "visibility"];

/// A repository in a list (REG-14) and in the image picker (ECI-25, REG-25).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepositoryView {
    pub id: RepositoryId,
    pub name: String,
    pub region: String,
    pub instance: RegistryInstanceId,
    pub instance_name: String,
    pub namespace: NamespaceId,
    pub namespace_name: String,
    /// Nobody pushes to it or deletes it.
    pub built_in: bool,
    /// Of an instance of the Personal Edition.
    pub personal: bool,
    pub visibility: RepositoryType,
    pub summary: String,
    /// Address for the public network, without tag (REG-19, REG-20).
    pub public_address: String,
    /// Address for groups in our VPCs, without tag.
    pub vpc_address: String,
    /// Clients outside our VPCs are refused: the instance's Access Entry is off.
    pub public_refused: bool,
    /// How many tags it has.
    pub versions: u64,
    pub created_at: Moment,
    pub updated_at: Moment,
    /// For [`UpdateRepository`].
    pub generation: u64,
}

impl RepositoryView {
    /// What its instance is called in a URL.
    pub fn slug(&self) -> String {
        if self.personal { super::PERSONAL.to_owned() } else { self.instance.to_string() }
    }
}

/// A filled-in **Create Image Repository**, both steps (REG-15 to REG-18).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRepository {
    pub namespace: NamespaceId,
    pub name: String,
    pub visibility: RepositoryType,
    pub summary: String,
    /// [`super::CODE_SOURCE`].
    pub code_source: String,
}

impl NewRepository {
    /// Checks all rules that need no look at the store.
    pub fn validate(&self) -> crate::Result<()> {
        self.validate_info()?;
        if self.code_source != super::CODE_SOURCE {
            let shown: String = self.code_source.chars().take(40).collect();
            return Err(crate::Error::invalid("code_source", say::code_source_rule(shown)));
        }
        Ok(())
    }

    /// Checks the first step alone, for **Next**.
    pub fn validate_info(&self) -> crate::Result<()> {
        crate::name::repository("name", &self.name)?;
        super::check_summary(&self.summary)
    }
}

/// What can be changed of a repository.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdateRepository {
    pub id: RepositoryId,
    /// The one that the form was filled in from.
    pub generation: u64,
    pub visibility: RepositoryType,
    pub summary: String,
}

/// A row of **Image Versions** (REG-22).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionView {
    pub tag: String,
    pub digest: Digest,
    /// Of everything that is pulled, in bytes; of an index, of all its images together.
    pub size: u64,
    /// Empty for what is no image to run.
    pub platforms: Vec<Platform>,
    /// Whether this machine can run it.
    pub runs_here: bool,
    pub pushed_at: Moment,
    pub pushed_by: String,
}

/// Sort keys of **Image Versions**; the first is its own order, newest first.
pub const VERSION_SORTS: [&str; 2] = ["pushed_at", "tag"];

/// What a person needs for `docker login` (REG-12).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginView {
    /// Host, with port, that one logs in to.
    pub host: String,
    pub user_name: String,
    /// When the Docker login password was last set; `None` until then, and nobody can log in.
    pub password_set_at: Option<Moment>,
}
