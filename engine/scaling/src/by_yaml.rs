//! **Create by YAML File** (ESS-02, ESS-11 to ESS-16): a Deployment becomes a group with its first configuration, enabled.

use gantry_model::containers::{GRACE_SECONDS, GroupSize};
use gantry_model::error::{Error, Result};
use gantry_model::id::{Id, ScalingGroupId};
use gantry_model::kind::ResourceKind;
use gantry_model::message::scaling as say;
use gantry_model::network::EipChoice;
use gantry_model::scaling::manifest::{Deployment, Fault};
use gantry_model::scaling::view::{YamlCheck, YamlPlan};
use gantry_model::scaling::{
    BillingMethod, ConfigurationSource, GroupSettings, NewScalingGroup, ScalingGroupType, Template,
};

use super::{Scaling, ScalingGroup, configurations, groups};
use gantry_engine_containers as containers;
use gantry_engine_network as network;
use gantry_platform::context::Context;
use gantry_platform::documents::{SecurityGroup, VSwitch};
use gantry_platform::store::Read;

/// Bandwidth of the EIPs of a file's instances; a file has no word for it.
const EIP_MBPS: u32 = 5;

impl Scaling {
    /// What is wrong with a file, by line, and what would be made of it: for the editor.
    ///
    /// # Errors
    /// `Forbidden`; `Invalid` for a region that there is not.
    pub(crate) async fn scaling_group_check_yaml(
        &self,
        _: &Context,
        region: String,
        text: String,
    ) -> Result<YamlCheck> {
        self.settings.region(&region)?;
        let (deployment, notices) = match Deployment::parse(&text) {
            Ok(read) => (read.deployment, read.notices),
            Err(faults) => return Ok(YamlCheck { faults, notices: Vec::new(), plan: None }),
        };
        let checked = match self.plan(&region, &deployment).await {
            Ok(plan) => YamlCheck { faults: Vec::new(), notices, plan: Some(plan) },
            Err(Refused::Fault(fault)) => YamlCheck { faults: vec![fault], notices, plan: None },
            Err(Refused::Error(error)) => return Err(error),
        };
        Ok(checked)
    }

    /// Makes the group of a file, its first configuration, and enables it. All or nothing.
    ///
    /// # Errors
    /// `Invalid` on `yaml` with line and column; `AlreadyExists` on `name`; `QuotaExceeded`.
    pub(crate) async fn scaling_group_create_by_yaml(
        &self,
        context: &Context,
        region: String,
        text: String,
    ) -> Result<ScalingGroupId> {
        self.settings.region(&region)?;
        let read = Deployment::parse(&text).map_err(|faults| refused(&faults))?;
        let plan = self.plan(&region, &read.deployment).await.map_err(|refusal| match refusal {
            Refused::Fault(fault) => refused(&[fault]),
            Refused::Error(error) => error,
        })?;
        let owner = context.owner();
        self.store
            .write(context, move |tx| {
                let id = groups::insert(tx, &owner, &plan.group)?;
                let configuration = configurations::insert(tx, &owner, &id, plan.template)?;
                configurations::apply(tx, &configuration)?;
                groups::set_enabled(tx, &id)?;
                Ok(id)
            })
            .await
    }

    /// The sample of the rows, with the sample image of this installation if it has one.
    pub(super) async fn sample_yaml(&self) -> String {
        let sample = async {
            let (source, version) = self.containers.images.sample().await.ok()?;
            let address = self.containers.images.address(&source).await.ok()?;
            Some(containers::join_version(&address, &version))
        };
        let image = sample.await.unwrap_or_else(|| "nginx:latest".to_owned());
        gantry_model::scaling::manifest::sample(&image)
    }

    /// What would be made.
    async fn plan(&self, region: &str, deployment: &Deployment) -> Result<YamlPlan, Refused> {
        let (name, wanted) = (region.to_owned(), deployment.clone());
        let place = self.store.read(move |read| Ok(place(read, &name, &wanted))).await.map_err(Refused::Error)??;
        let group = NewScalingGroup {
            region: region.to_owned(),
            name: deployment.group_name.value.clone(),
            group_type: ScalingGroupType::Eci,
            source: ConfigurationSource::CreateFromScratch,
            settings: GroupSettings {
                minimum: deployment.minimum,
                maximum: deployment.maximum,
                ..GroupSettings::default()
            },
            desired: deployment.replicas,
            vpc: place.vpc,
            subnets: place.subnets,
        };
        let template = Template {
            billing: BillingMethod::PayAsYouGo,
            security_group: place.security_group,
            size: GroupSize::Basic(deployment.size),
            restart_policy: deployment.restart_policy,
            containers: deployment.containers.iter().map(|container| container.value.clone()).collect(),
            grace_seconds: deployment.grace_seconds.unwrap_or(GRACE_SECONDS),
            eip: if deployment.with_eip { EipChoice::Auto { bandwidth_mbps: EIP_MBPS } } else { EipChoice::None },
            tags: deployment.tags.clone(),
        };
        group.validate().map_err(|error| at(&deployment.group_name, "metadata", error))?;
        let template = self.recognised(template).await.map_err(|error| {
            let container =
                error.field().and_then(|field| field.strip_prefix("containers.")?.split('.').next()?.parse().ok());
            let place = container.and_then(|number: usize| deployment.containers.get(number));
            match place {
                Some(place) => at(place, "spec.template.spec.containers", error),
                None => at(&deployment.group_name, "spec.template.spec", error),
            }
        })?;
        Ok(YamlPlan { group, template, spec: deployment.size })
    }
}

/// Why there is no plan: something in the file, or something else.
enum Refused {
    Fault(Fault),
    Error(Error),
}

impl From<Refused> for Error {
    fn from(refusal: Refused) -> Self {
        match refusal {
            Refused::Fault(fault) => refused(&[fault]),
            Refused::Error(error) => error,
        }
    }
}

fn at<T>(place: &gantry_model::scaling::manifest::Placed<T>, path: &str, error: Error) -> Refused {
    match error {
        Error::Invalid { message, .. } => {
            Refused::Fault(Fault { line: place.line, column: place.column, path: path.to_owned(), message })
        }
        other => Refused::Error(other),
    }
}

/// The first fault, and how many more there are.
fn refused(faults: &[Fault]) -> Error {
    let message = match faults {
        [] => say::unreadable_file(),
        [only] => only.text(),
        [first, more @ ..] => say::fault_at_and_more(first.line, first.column, &first.message, more.len()),
    };
    Error::invalid("yaml", message)
}

/// Where the instances go: as the annotations say, or into the first network of the region.
struct Place {
    vpc: gantry_model::id::VpcId,
    subnets: Vec<gantry_model::id::VSwitchId>,
    security_group: gantry_model::id::SecurityGroupId,
}

fn place(read: &Read<'_>, region: &str, deployment: &Deployment) -> Result<Place, Refused> {
    let error = Refused::Error;
    let missing = |kind: ResourceKind| error(Error::unavailable(say::region_without(region, kind)));
    if read.named::<ScalingGroup>(region, &deployment.group_name.value).map_err(error)?.is_some() {
        let place = &deployment.group_name;
        let message = say::name_taken(&place.value);
        let path = "metadata.annotations".to_owned();
        return Err(Refused::Fault(Fault { line: place.line, column: place.column, path, message }));
    }
    let choices = network::choices(read, region).map_err(error)?;
    let mut subnets = Vec::new();
    for placed in &deployment.subnets {
        let id = parsed(placed)?;
        if read.find::<VSwitch>(&id).map_err(error)?.is_none() {
            return Err(unknown(placed, ResourceKind::VSwitch));
        }
        subnets.push(id);
    }
    let security_group = match &deployment.security_group {
        Some(placed) => {
            let id = parsed(placed)?;
            let found = read.find::<SecurityGroup>(&id).map_err(error)?;
            Some((id, found.ok_or_else(|| unknown(placed, ResourceKind::SecurityGroup))?.spec.vpc))
        }
        None => None,
    };
    let of_subnet = choices.iter().find(|vpc| vpc.subnets.iter().any(|subnet| subnets.contains(&subnet.id)));
    let of_group = choices.iter().find(|vpc| security_group.as_ref().is_some_and(|(_, of)| *of == vpc.id));
    let vpc = of_subnet.or(of_group).or(choices.first()).ok_or_else(|| missing(ResourceKind::Vpc))?;
    if subnets.is_empty() {
        subnets =
            vpc.subnets.iter().take(gantry_model::scaling::MOST_SUBNETS).map(|subnet| subnet.id.clone()).collect();
    }
    if subnets.is_empty() {
        return Err(missing(ResourceKind::VSwitch));
    }
    let security_group = match security_group {
        Some((id, _)) => id,
        None => vpc.security_groups.first().ok_or_else(|| missing(ResourceKind::SecurityGroup))?.0.clone(),
    };
    Ok(Place { vpc: vpc.id.clone(), subnets, security_group })
}

fn parsed<I: Id>(placed: &gantry_model::scaling::manifest::Placed<String>) -> Result<I, Refused> {
    I::parse(&placed.value).map_err(|_| unknown(placed, I::KIND))
}

fn unknown(placed: &gantry_model::scaling::manifest::Placed<String>, kind: ResourceKind) -> Refused {
    Refused::Fault(Fault {
        line: placed.line,
        column: placed.column,
        path: "annotations".to_owned(),
        message: say::not_in_region(kind, &placed.value),
    })
}
