//! The Personal Edition (REG-01, REG-11): one instance per person, free and limited.

use gantry_model::{
    Error, Message, Result,
    id::{Id as _, RegistryInstanceId, UserId},
    message::registry as say,
    registry::{Edition, PERSONAL_NAMESPACES, PERSONAL_REPOSITORIES, RegistryInstanceSpec, view::InstanceView},
};

use super::{Instance, Namespace, Registry, Repository};
use gantry_engine_quota as quota;
use gantry_platform::{
    context::Context,
    store::{New, Query, Read, Resource},
};

impl Registry {
    /// The actor's own instance; `None` until it is made.
    ///
    /// # Errors
    /// Forbidden for who is no person.
    pub(crate) async fn registry_personal_view(&self, context: &Context) -> Result<Option<InstanceView>> {
        let (registry, user) = (self.clone(), person(context)?);
        self.store()
            .read(move |read| {
                let own = own(read, &user)?;
                own.map(|instance| registry.instance_of(read, &instance)).transpose()
            })
            .await
    }

    /// Makes the actor's own instance in a region (REG-11). Its Access Entry is on and its whitelist empty: it is for one person's
    /// tools, wherever they are. Asked again it gives the one that is there.
    ///
    /// # Errors
    /// Forbidden for who is no person; Invalid for a region that there is not; QuotaExceeded.
    pub(crate) async fn registry_personal_create(
        &self,
        context: &Context,
        region: String,
    ) -> Result<RegistryInstanceId> {
        let (user, name) = (person(context)?, instance_name(context.actor.name()));
        let region = self.inner.installation.region(&region)?.name.clone();
        self.store()
            .write(context, move |tx| {
                if let Some(known) = own(tx, &user)? {
                    return Ok(known.id);
                }
                quota::admit::<Instance>(tx, &region, 1)?;
                let name = free_name(tx, &name)?;
                let id: RegistryInstanceId = tx.new_id();
                tx.claim_name::<Instance>("", &name, &id)?;
                tx.insert::<Instance>(New {
                    id: id.clone(),
                    name: name.clone(),
                    region: region.clone(),
                    owner: user.as_str().to_owned(),
                    labels: Default::default(),
                    spec: RegistryInstanceSpec {
                        access_entry: true,
                        edition: Edition::Personal(user.clone()),
                        ..Default::default()
                    },
                    status: (),
                })?;
                Ok(id)
            })
            .await
    }
}

fn person(context: &Context) -> Result<UserId> {
    context.actor.user_id().cloned().ok_or_else(|| Error::forbidden(say::only_persons()))
}

fn own(read: &Read<'_>, user: &UserId) -> Result<Option<Resource<Instance>>> {
    let query = Query::new().equal("personal", user.as_str()).deleting(false).limit(1);
    Ok(read.list::<Instance>(&query)?.items.into_iter().next())
}

/// `personal-` and what of the person's name can stand in an address.
fn instance_name(person: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let words: String = person.chars().take(40).map(plain).collect();
    let words: Vec<&str> = words.split('-').filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "personal-1".to_owned() } else { format!("personal-{}", words.join("-")) }
}

fn free_name(read: &Read<'_>, name: &str) -> Result<String> {
    for number in 1..1000 {
        let name = if number == 1 { name.to_owned() } else { format!("{name}-{number}") };
        if read.named::<Instance>("", &name)?.is_none() {
            return Ok(name);
        }
    }
    Err(Error::conflict(say::names_taken(name)))
}

/// # Errors
/// QuotaExceeded when an instance of the Personal Edition is full.
pub(super) fn refuse_more_namespaces(read: &Read<'_>, instance: &Resource<Instance>) -> Result<()> {
    let within = Query::in_region(&instance.region).equal("instance", instance.id.as_str());
    refuse_more(instance, read.count::<Namespace>(&within)?, PERSONAL_NAMESPACES, say::personal_namespaces_full)
}

/// # Errors
/// QuotaExceeded when an instance of the Personal Edition is full.
pub(super) fn refuse_more_repositories(read: &Read<'_>, instance: &Resource<Instance>) -> Result<()> {
    let within = Query::in_region(&instance.region).equal("instance", instance.id.as_str()).deleting(false);
    refuse_more(instance, read.count::<Repository>(&within)?, PERSONAL_REPOSITORIES, say::personal_repositories_full)
}

fn refuse_more(instance: &Resource<Instance>, there: u64, limit: u64, why: fn(u64) -> Message) -> Result<()> {
    if !matches!(instance.spec.edition, Edition::Personal(_)) || there < limit {
        return Ok(());
    }
    Err(Error::quota_exceeded(why(limit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_persons_become_names_of_instances() {
        for (person, name) in [("admin", "personal-admin"), ("Lin.Wei@x", "personal-lin-wei-x"), ("林", "personal-1")]
        {
            assert_eq!(instance_name(person), name);
            gantry_model::registry::check_instance_name("name", name).unwrap();
        }
    }
}
