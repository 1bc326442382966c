//! Scaling configurations: versions that are made, applied and gone back to, and never changed (ESS-17 to ESS-23, C-02, C-23).

use std::collections::BTreeMap;

use gantry_model::containers::Spec;
use gantry_model::error::{Error, Result};
use gantry_model::id::{Id as _, ScalingConfigurationId, ScalingGroupId, SecurityGroupId};
use gantry_model::message::{network, scaling as say};
use gantry_model::scaling::view::{ConfigurationPreview, ConfigurationRow};
use gantry_model::scaling::{ConfigurationState, ScalingConfigurationSpec, ScalingConfigurationStatus, Template};
use gantry_model::settings::Prices;

use super::act::members;
use super::groups::{live, set_active, set_enabled};
use super::{Scaling, ScalingConfiguration, ScalingGroup};
use gantry_engine_containers::{self as containers, join_version, owner_name, source_text};
use gantry_engine_quota as quota;
use gantry_platform::context::Context;
use gantry_platform::documents::SecurityGroup;
use gantry_platform::store::{New, Order as SortOrder, Query, Read, Resource, Tx};

/// Configurations of one group.
const MOST_CONFIGURATIONS: u64 = 500;

impl Scaling {
    /// All versions of a group, newest first (ESS-19, C-02).
    ///
    /// # Errors
    /// `Forbidden`; `NotFound`.
    pub(crate) async fn scaling_configuration_list(
        &self,
        _: &Context,
        group: ScalingGroupId,
    ) -> Result<Vec<ConfigurationRow>> {
        let (settings, id) = (self.settings.clone(), group);
        let mut rows = self
            .store
            .read(move |read| {
                let group = read.get::<ScalingGroup>(&id)?;
                let members = members(read, &group, false)?;
                let all = all_of(read, &group)?;
                all.iter()
                    .map(|configuration| {
                        let version = configuration.spec.version;
                        let made = |member: &&Resource<containers::ContainerGroup>| {
                            member.spec.scaling.as_ref().is_some_and(|mark| mark.version == version)
                        };
                        let instances = u32::try_from(members.iter().filter(made).count()).unwrap_or(u32::MAX);
                        row(read, &settings, &group, configuration, instances)
                    })
                    .collect::<Result<Vec<_>>>()
            })
            .await?;
        for row in &mut rows {
            row.images = self.images(&row.template).await;
        }
        Ok(rows)
    }

    /// What **Preview Scaling Configuration** shows (ESS-19); checks all that creating it would.
    ///
    /// # Errors
    /// `Invalid` with the form's field; `NotFound`.
    pub(crate) async fn scaling_configuration_preview(
        &self,
        _: &Context,
        group: ScalingGroupId,
        template: Template,
    ) -> Result<ConfigurationPreview> {
        let template = self.recognised(template).await?;
        let spec = template.spec()?;
        let (id, wanted) = (group.clone(), template.clone());
        let (version, security_group) = self
            .store
            .read(move |read| {
                let group = live(read, &id)?;
                check(read, &group, &wanted)?;
                Ok((group.status.versions + 1, security_group(read, &wanted.security_group)))
            })
            .await?;
        let per_hour = self.settings.prices.per_second_micros(spec) * 3600;
        Ok(ConfigurationPreview {
            version,
            images: self.images(&template).await,
            spec,
            security_group,
            template,
            price_per_hour: Prices::amount_text(per_hour),
            currency: self.settings.prices.currency.clone(),
        })
    }

    /// **Create**: the next version, which is not applied yet. Editing is this with an older version's template (C-02).
    ///
    /// # Errors
    /// `Invalid` with the form's field, an image that is missing among them (ESS-16); `QuotaExceeded`.
    pub(crate) async fn scaling_configuration_create(
        &self,
        context: &Context,
        group: ScalingGroupId,
        template: Template,
    ) -> Result<ScalingConfigurationId> {
        let template = self.recognised(template).await?;
        let (id, owner) = (group.clone(), context.owner());
        self.store.write(context, move |tx| insert(tx, &owner, &id, template)).await
    }

    /// **Create** and **Enable** in one (W-01 29, C-23): the next version, applied, and the group enabled if it was not.
    ///
    /// # Errors
    /// As [`Scaling::configuration_create`].
    pub(crate) async fn scaling_configuration_create_and_enable(
        &self,
        context: &Context,
        group: ScalingGroupId,
        template: Template,
    ) -> Result<ScalingConfigurationId> {
        let template = self.recognised(template).await?;
        let (id, owner) = (group.clone(), context.owner());
        self.store
            .write(context, move |tx| {
                let made = insert(tx, &owner, &id, template)?;
                apply(tx, &made)?;
                if !tx.get::<ScalingGroup>(&id)?.spec.enabled {
                    set_enabled(tx, &id)?;
                }
                Ok(made)
            })
            .await
    }

    /// **Apply** (ESS-21): new instances are made from it; those there are stay as they are. Going back is applying an older one.
    ///
    /// # Errors
    /// `Conflict` if it is the active one.
    pub(crate) async fn scaling_configuration_apply(
        &self,
        context: &Context,
        id: ScalingConfigurationId,
    ) -> Result<()> {
        self.store.write(context, move |tx| apply(tx, &id)).await
    }

    /// Deletes a version that is not active; instances made from it stay.
    ///
    /// # Errors
    /// `Conflict` if it is the active one.
    pub(crate) async fn scaling_configuration_delete(
        &self,
        context: &Context,
        id: ScalingConfigurationId,
    ) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let configuration = tx.get::<ScalingConfiguration>(&id)?;
                let group = live(tx, &configuration.spec.group)?;
                state(&group, &configuration).can_delete().map_err(Error::conflict)?;
                tx.about(&configuration, &detail(&group, &configuration));
                tx.delete::<ScalingConfiguration>(&id)
            })
            .await
    }

    /// The template with the images of our own registry recognised.
    pub(super) async fn recognised(&self, mut template: Template) -> Result<Template> {
        template.validate()?;
        self.containers.recognise_images(&mut template.containers).await?;
        Ok(template)
    }

    /// Full addresses with tags; the id where the repository is gone.
    pub(super) async fn images(&self, template: &Template) -> Vec<String> {
        let mut images = Vec::new();
        for container in &template.containers {
            let address = self.containers.images.address(&container.image).await;
            let address = address.unwrap_or_else(|_| source_text(&container.image));
            images.push(join_version(&address, &container.version));
        }
        images
    }
}

/// All versions of a group, newest first.
pub(super) fn all_of(read: &Read<'_>, group: &Resource<ScalingGroup>) -> Result<Vec<Resource<ScalingConfiguration>>> {
    let query = Query::in_region(&group.region)
        .equal("scaling_group", group.id.as_str())
        .sort("id", SortOrder::Descending)
        .limit(MOST_CONFIGURATIONS as u32);
    let mut all = read.list::<ScalingConfiguration>(&query)?.items;
    all.sort_by_key(|configuration| std::cmp::Reverse(configuration.spec.version));
    Ok(all)
}

pub(super) fn row(
    read: &Read<'_>,
    settings: &gantry_platform::settings::Settings,
    group: &Resource<ScalingGroup>,
    configuration: &Resource<ScalingConfiguration>,
    instances: u32,
) -> Result<ConfigurationRow> {
    let template = configuration.spec.template.clone();
    Ok(ConfigurationRow {
        id: configuration.id.clone(),
        version: configuration.spec.version,
        state: state(group, configuration),
        images: Vec::new(),
        spec: template.spec().unwrap_or(Spec { vcpu: 0, gib: 0 }),
        security_group: security_group(read, &template.security_group),
        template,
        created: settings.moment(configuration.created_at),
        created_by: owner_name(read, &configuration.owner),
        applied: configuration.status.applied_at.map(|at| settings.moment(at)),
        instances,
    })
}

fn state(group: &Resource<ScalingGroup>, configuration: &Resource<ScalingConfiguration>) -> ConfigurationState {
    match configuration.status.applied_at {
        _ if group.spec.configuration.as_ref() == Some(&configuration.id) => ConfigurationState::Active,
        Some(_) => ConfigurationState::Inactive,
        None => ConfigurationState::New,
    }
}

/// Id and name; the id twice where the group is gone.
fn security_group(read: &Read<'_>, id: &SecurityGroupId) -> (SecurityGroupId, String) {
    let found = read.find::<SecurityGroup>(id).ok().flatten();
    (id.clone(), found.map_or_else(|| id.to_string(), |found| found.name))
}

/// What needs a look at the store.
fn check(read: &Read<'_>, group: &Resource<ScalingGroup>, template: &Template) -> Result<()> {
    let found = read.find::<SecurityGroup>(&template.security_group)?;
    let found = found.filter(|found| found.spec.vpc == group.spec.vpc && !found.is_deleting());
    let missing = || {
        Error::invalid("security_group", network::no_security_group_in_vpc(&template.security_group, &group.spec.vpc))
    };
    found.map(drop).ok_or_else(missing)
}

/// Makes the next version.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    owner: &str,
    id: &ScalingGroupId,
    template: Template,
) -> Result<ScalingConfigurationId> {
    let group = live(tx, id)?;
    check(tx, &group, &template)?;
    let within = Query::in_region(&group.region).equal("scaling_group", id.as_str());
    if tx.count::<ScalingConfiguration>(&within)? >= MOST_CONFIGURATIONS {
        return Err(Error::conflict(say::too_many_configurations(&group.name, MOST_CONFIGURATIONS)));
    }
    quota::admit::<ScalingConfiguration>(tx, &group.region, 1)?;
    let mut status = group.status.clone();
    status.versions += 1;
    let version = status.versions;
    tx.update_status::<ScalingGroup>(id, &status)?;
    let made = tx.insert(New::<ScalingConfiguration> {
        id: tx.new_id(),
        name: format!("Version {version}"),
        region: group.region.clone(),
        owner: owner.to_owned(),
        labels: BTreeMap::new(),
        spec: ScalingConfigurationSpec { group: id.clone(), version, template },
        status: ScalingConfigurationStatus::default(),
    })?;
    tx.about(&made, &detail(&group, &made));
    Ok(made.id)
}

/// Makes a version the active one.
pub(super) fn apply(tx: &mut Tx<'_>, id: &ScalingConfigurationId) -> Result<()> {
    let configuration = tx.get::<ScalingConfiguration>(id)?;
    let group = live(tx, &configuration.spec.group)?;
    state(&group, &configuration).can_apply().map_err(Error::conflict)?;
    let status = ScalingConfigurationStatus { applied_at: Some(tx.now()) };
    tx.update_status::<ScalingConfiguration>(id, &status)?;
    tx.about(&configuration, &detail(&group, &configuration));
    set_active(tx, &group.id, id)
}

fn detail(group: &Resource<ScalingGroup>, configuration: &Resource<ScalingConfiguration>) -> String {
    say::version_of_group(&group.name, configuration.spec.version).stored()
}
