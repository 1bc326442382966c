//! Server functions of the registry: one for each operation of the area.

use gantry_model::kind::{NamespaceId, RegistryInstanceId, RepositoryId};
use gantry_model::page::{Page, PageRequest};
use gantry_model::registry::view::{
    self, AccessView, DeleteInstance, InstanceView, LoginView, NamespaceView, NewNamespace, NewRepository,
    RepositoryFilter, UpdateRepository, VersionView,
};
use gantry_model::registry::whitelist::RuleForm;
use gantry_model::registry::{AccessEntry, CreateOnPush};

gantry_model::registry_operations!(gantry_console::server_functions);
