//! Scaling rules: create, change, enable, delete, execute by hand (ESS-31).

use std::collections::BTreeMap;

use gantry_model::containers::view::Range;
use gantry_model::error::{Error, Result};
use gantry_model::id::{Id as _, ScalingActivityId, ScalingGroupId, ScalingRuleId};
use gantry_model::message::scaling as say;
use gantry_model::scaling::cron::Cron;
use gantry_model::scaling::view::{RuleHistory, RuleRow};
use gantry_model::scaling::{MOST_RULES, RuleDraft, RuleKind, ScalingRuleSpec, ScalingRuleStatus};
use gantry_model::time::{Moment, Timestamp};

use super::groups::{live, scale_by_hand};
use super::schedule::times;
use super::{Scaling, ScalingGroup, ScalingRule};
use gantry_engine_quota as quota;
use gantry_platform::context::Context;
use gantry_platform::settings::Settings;
use gantry_platform::store::{New, Order as SortOrder, Query, Read, Resource, Tx};

/// Times of a schedule that pages show.
const SHOWN_RUNS: usize = 5;

impl Scaling {
    /// The rules of a group, oldest first.
    ///
    /// # Errors
    /// `Forbidden`; `NotFound`.
    pub(crate) async fn scaling_rule_list(&self, _: &Context, group: ScalingGroupId) -> Result<Vec<RuleRow>> {
        let (group, settings) = (group.clone(), self.settings.clone());
        self.store
            .read(move |read| {
                let group = read.get::<ScalingGroup>(&group)?;
                let rules = rules_of(read, &group)?;
                Ok(rules.into_iter().map(|rule| row(&settings, rule, read.now())).collect())
            })
            .await
    }

    /// Makes a rule.
    ///
    /// # Errors
    /// `Invalid` with the form's field; `AlreadyExists` on `name`; `Conflict` at 20 rules; `QuotaExceeded`.
    pub(crate) async fn scaling_rule_create(
        &self,
        context: &Context,
        group: ScalingGroupId,
        draft: RuleDraft,
    ) -> Result<ScalingRuleId> {
        let (group, owner) = (group.clone(), context.owner());
        self.store
            .write(context, move |tx| {
                let group = live(tx, &group)?;
                if rules_of(tx, &group)?.len() >= MOST_RULES {
                    return Err(Error::conflict(say::too_many_rules(&group.name, MOST_RULES)));
                }
                quota::admit::<ScalingRule>(tx, &group.region, 1)?;
                let id: ScalingRuleId = tx.new_id();
                tx.claim_name::<ScalingRule>(group.id.as_str(), &draft.name, &id)?;
                let since = tx.now();
                let rule = tx.insert(New::<ScalingRule> {
                    id,
                    name: draft.name,
                    region: group.region.clone(),
                    owner,
                    labels: BTreeMap::new(),
                    spec: ScalingRuleSpec {
                        group: group.id.clone(),
                        enabled: draft.enabled,
                        cooldown_seconds: draft.cooldown_seconds,
                        kind: draft.kind,
                        since,
                    },
                    status: ScalingRuleStatus::default(),
                })?;
                tx.about(&rule, &format!("{}: {}", group.name, rule.name));
                Ok(rule.id)
            })
            .await
    }

    /// Changes a rule.
    ///
    /// # Errors
    /// As [`Scaling::rule_create`]; `Conflict` if the rule is no longer at `generation`.
    pub(crate) async fn scaling_rule_update(
        &self,
        context: &Context,
        id: ScalingRuleId,
        generation: u64,
        draft: RuleDraft,
    ) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let (group, mut rule) = find(tx, &id)?;
                rule.expect_generation(generation)?;
                if rule.name != draft.name {
                    tx.claim_name::<ScalingRule>(group.id.as_str(), &draft.name, &id)?;
                    tx.release_name::<ScalingRule>(group.id.as_str(), &rule.name, &id)?;
                    rule.name = draft.name;
                }
                rule.spec.enabled = draft.enabled;
                rule.spec.cooldown_seconds = draft.cooldown_seconds;
                rule.spec.kind = draft.kind;
                rule.spec.since = tx.now();
                tx.update(&mut rule)?;
                tx.about(&rule, &format!("{}: {}", group.name, rule.name));
                Ok(())
            })
            .await
    }

    /// Switches a rule on or off. Times of its schedule that passed meanwhile do not count.
    ///
    /// # Errors
    /// `NotFound`.
    pub(crate) async fn scaling_rule_set_enabled(
        &self,
        context: &Context,
        id: ScalingRuleId,
        enabled: bool,
    ) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let (group, mut rule) = find(tx, &id)?;
                if rule.spec.enabled == enabled {
                    return Ok(());
                }
                rule.spec.enabled = enabled;
                rule.spec.since = tx.now();
                tx.update(&mut rule)?;
                let said = if enabled { say::rule_enabled } else { say::rule_disabled };
                tx.about(&rule, &said(&group.name, &rule.name).stored());
                Ok(())
            })
            .await
    }

    /// Deletes a rule.
    ///
    /// # Errors
    /// `NotFound`.
    pub(crate) async fn scaling_rule_delete(&self, context: &Context, id: ScalingRuleId) -> Result<()> {
        let gone = id.clone();
        self.store
            .write(context, move |tx| {
                let (group, rule) = find(tx, &id)?;
                delete(tx, &rule)?;
                tx.about(&rule, &format!("{}: {}", group.name, rule.name));
                Ok(())
            })
            .await?;
        self.histories.forget(&gone);
        Ok(())
    }

    /// **Execute**: does what a simple or a scheduled rule does, by hand.
    ///
    /// # Errors
    /// `Conflict` for other rules; otherwise as [`Scaling::scale`].
    pub(crate) async fn scaling_rule_execute(
        &self,
        context: &Context,
        id: ScalingRuleId,
    ) -> Result<Option<ScalingActivityId>> {
        let (id, by, pool) = (id.clone(), context.actor.name().to_owned(), self.settings.eip_pool());
        self.store
            .write(context, move |tx| {
                let (group, rule) = find(tx, &id)?;
                rule.spec.kind.can_execute().map_err(Error::conflict)?;
                let adjustment = match &rule.spec.kind {
                    RuleKind::Simple { adjustment, .. } | RuleKind::Scheduled { adjustment, .. } => *adjustment,
                    RuleKind::Step { .. } | RuleKind::Target { .. } => return Ok(None),
                };
                let made = scale_by_hand(tx, &pool, &group, adjustment, by, Some(rule.name.clone()))?;
                tx.about(&rule, &format!("{}: {}", group.name, rule.name));
                Ok(made)
            })
            .await
    }

    /// The next five times of a cron expression, for the form.
    ///
    /// # Errors
    /// `Invalid` on `cron`.
    pub(crate) async fn scaling_rule_next_runs(&self, _: &Context, cron: String) -> Result<Vec<Moment>> {
        let cron = Cron::parse("cron", &cron)?;
        let times = times(&self.settings.time_zone, &cron, self.store.clock().now());
        Ok(times.take(SHOWN_RUNS).map(|at| self.settings.moment(at)).collect())
    }

    /// What a rule saw and did during the last so long, for its chart.
    ///
    /// # Errors
    /// `NotFound`.
    pub(crate) async fn scaling_rule_history(
        &self,
        _: &Context,
        id: ScalingRuleId,
        range: Range,
    ) -> Result<RuleHistory> {
        let found = id.clone();
        let rule = self.store.read(move |read| read.get::<ScalingRule>(&found)).await?;
        let to = self.store.clock().now();
        let from = to.plus(-range.milliseconds());
        let (histories, id) = (self.histories.clone(), id.clone());
        let read = tokio::task::spawn_blocking(move || histories.read(&id, from, to)).await;
        let (step, points) = read.map_err(Error::internal)?.map_err(Error::internal)?;
        Ok(RuleHistory {
            metric: rule.spec.kind.metric(),
            from: self.settings.moment(from),
            to: self.settings.moment(to),
            step,
            points,
        })
    }
}

/// The rules of a group, oldest first.
pub(super) fn rules_of(read: &Read<'_>, group: &Resource<ScalingGroup>) -> Result<Vec<Resource<ScalingRule>>> {
    let query =
        Query::in_region(&group.region).equal("scaling_group", group.id.as_str()).sort("id", SortOrder::Ascending);
    Ok(read.list::<ScalingRule>(&query)?.items)
}

/// Takes a rule away and gives its place back.
pub(super) fn delete(tx: &mut Tx<'_>, rule: &Resource<ScalingRule>) -> Result<()> {
    tx.delete::<ScalingRule>(&rule.id)
}

fn find(read: &Read<'_>, id: &ScalingRuleId) -> Result<(Resource<ScalingGroup>, Resource<ScalingRule>)> {
    let rule = read.get::<ScalingRule>(id)?;
    Ok((live(read, &rule.spec.group)?, rule))
}

fn row(settings: &Settings, rule: Resource<ScalingRule>, now: Timestamp) -> RuleRow {
    let next_runs = match &rule.spec.kind {
        RuleKind::Scheduled { cron, .. } if rule.spec.enabled => {
            let cron = Cron::parse("cron", cron).ok();
            let runs = cron.iter().flat_map(|cron| times(&settings.time_zone, cron, now).take(SHOWN_RUNS));
            runs.map(|at| settings.moment(at)).collect()
        }
        _ => Vec::new(),
    };
    RuleRow {
        name: rule.name,
        enabled: rule.spec.enabled,
        cooldown_seconds: rule.spec.cooldown_seconds,
        text: rule.spec.kind.text(),
        acted: rule.status.acted_at.map(|at| settings.moment(at)),
        next_runs,
        cannot_execute: rule.spec.kind.can_execute().err(),
        kind: rule.spec.kind,
        created: settings.moment(rule.created_at),
        generation: rule.generation,
        id: rule.id,
    }
}
