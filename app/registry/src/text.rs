//! Instances and repositories as text: what their pages say, as YAML and as JSON.

use gantry_model::registry::CreateOnPush;
use gantry_model::registry::view::{InstanceView, RepositoryView};
use serde_json::{Value, json};

/// An instance.
pub(super) fn instance(instance: &InstanceView) -> Value {
    json!({
        "id": instance.id,
        "name": instance.name,
        "region": instance.region,
        "type": instance.edition(),
        "state": instance.state(),
        "publicEndpoint": instance.public_address,
        "vpcEndpoint": instance.vpc_address,
        "accessEntry": instance.access_entry,
        "createRepositoriesOnPush": instance.create_on_push == CreateOnPush::On,
        "namespaces": instance.namespaces,
        "repositories": instance.repositories,
        "created": instance.created_at.text,
        "expires": instance.expires_at.as_ref().map(|end| &end.text),
    })
}

/// A repository.
pub(super) fn repository(repository: &RepositoryView) -> Value {
    json!({
        "id": repository.id,
        "name": repository.name,
        "region": repository.region,
        "instance": repository.instance_name,
        "namespace": repository.namespace_name,
        "type": repository.visibility.as_str(),
        "summary": repository.summary,
        "publicAddress": repository.public_address,
        "vpcAddress": repository.vpc_address,
        "versions": repository.versions,
        "created": repository.created_at.text,
        "changed": repository.updated_at.text,
    })
}
