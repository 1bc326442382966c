//! Commands of **Access Control** (REG-07 to REG-10): the Access Entry and the whitelist.

use gantry_model::{
    Error, Message, Result,
    error::Lookup,
    id::RegistryInstanceId,
    message::registry as say,
    registry::{
        AccessEntry,
        view::{AccessView, RefusedView, RuleView, VpcAccess},
        whitelist::{self, AddressRange, DEFAULT_COMMENT, MOST_RULES, RuleForm, WhitelistRule},
    },
};

use super::{Instance, Registry, namespaces::refuse_built_in};
use gantry_platform::{
    context::{Context, Origin},
    documents::Vpc,
    store::{Order, Query, Resource, Tx},
};

/// What is let in when the Access Entry is switched on (decision "Default whitelist rule").
const DEFAULT_RANGES: [&str; 2] = ["127.0.0.1/32", "::1/128"];

impl Registry {
    /// The page of an instance: its rules, who was refused, from where it is reached. The instance is
    /// named as in a URL.
    ///
    /// # Errors
    /// Forbidden; NotFound.
    pub(crate) async fn registry_access_view(&self, context: &Context, slug: String) -> Result<AccessView> {
        let id = self.registry_instance_view(context, slug).await?.id;
        let (registry, from) = (self.clone(), context.origin.as_ref().map(Origin::address_text).unwrap_or_default());
        self.store()
            .read(move |read| {
                let instance = read.get::<Instance>(&id)?;
                let vpcs = Query::in_region(&instance.region).deleting(false).sort("name", Order::Ascending);
                let vpcs = read.list::<Vpc>(&vpcs)?.items;
                let rule =
                    |rule: &WhitelistRule| RuleView { rule: rule.clone(), added_at: registry.moment(rule.added_at) };
                let refused = registry.inner.refusals.of(&id).into_iter().map(|one| RefusedView {
                    at: registry.moment(one.at),
                    address: one.address.to_string(),
                    reason: one.reason,
                    count: one.count,
                });
                Ok(AccessView {
                    rules: instance.spec.whitelist.iter().map(rule).collect(),
                    refused: refused.collect(),
                    vpcs: vpcs
                        .into_iter()
                        .map(|vpc| VpcAccess { id: vpc.id, name: vpc.name, cidr: vpc.spec.cidr })
                        .collect(),
                    your_address: from,
                    instance: registry.instance_of(read, &instance)?,
                })
            })
            .await
    }

    /// **Access Entry** and **OK** (REG-08). Switching it on with an empty whitelist adds the default rule.
    ///
    /// # Errors
    /// Forbidden in a built-in instance; NotFound.
    pub(crate) async fn registry_access_entry_set(
        &self,
        context: &Context,
        id: RegistryInstanceId,
        entry: AccessEntry,
    ) -> Result<()> {
        let by = context.actor.name().to_owned();
        self.change_instance(context, id, move |tx, instance| {
            let on = entry == AccessEntry::On;
            if on && !instance.spec.access_entry && instance.spec.whitelist.is_empty() {
                let ranges =
                    DEFAULT_RANGES.iter().map(|range| AddressRange::parse("ranges", range)).collect::<Result<_>>()?;
                add(tx, instance, ranges, DEFAULT_COMMENT.to_owned(), &by)?.default = true;
            }
            instance.spec.access_entry = on;
            Ok(if on { say::logged_entry_on(&instance.name) } else { say::logged_entry_off(&instance.name) })
        })
        .await
    }

    /// Adds a rule, or changes one (REG-10).
    ///
    /// # Errors
    /// Invalid, of field `ranges` or `comment`; Conflict if the rule was changed since the form was opened; QuotaExceeded; Forbidden in a
    /// built-in instance; NotFound.
    pub(crate) async fn whitelist_rule_save(
        &self,
        context: &Context,
        id: RegistryInstanceId,
        form: RuleForm,
    ) -> Result<()> {
        let (ranges, comment) = form.parse()?;
        let (by, before) = (context.actor.name().to_owned(), form.before.clone());
        self.change_instance(context, id, move |tx, instance| {
            let detail = of_ranges(instance, &ranges);
            match before {
                None => {
                    add(tx, instance, ranges, comment, &by)?;
                }
                Some(before) => {
                    let rule = instance.spec.whitelist.iter_mut().find(|rule| rule.number == before.number);
                    let rule =
                        rule.ok_or_else(|| Error::not_found(Lookup::WhitelistRule, before.number.to_string()))?;
                    if *rule != before {
                        return Err(Error::conflict(say::rule_changed_meanwhile()));
                    }
                    (rule.ranges, rule.comment) = (ranges, comment);
                }
            }
            Ok(detail)
        })
        .await
    }

    /// **Delete** of a rule (REG-09). Without any rule everybody is let in who has valid credentials (REG-10).
    ///
    /// # Errors
    /// Forbidden in a built-in instance; NotFound.
    pub(crate) async fn whitelist_rule_delete(
        &self,
        context: &Context,
        id: RegistryInstanceId,
        number: u32,
    ) -> Result<()> {
        self.change_instance(context, id, move |_, instance| {
            let place = instance.spec.whitelist.iter().position(|rule| rule.number == number);
            let place = place.ok_or_else(|| Error::not_found(Lookup::WhitelistRule, number.to_string()))?;
            let rule = instance.spec.whitelist.remove(place);
            Ok(of_ranges(instance, &rule.ranges))
        })
        .await
    }

    /// Changes what is set of an instance, and notes it; `change` says for the operation log what it did.
    ///
    /// # Errors
    /// Those of `change`; Forbidden in a built-in instance; NotFound.
    pub(super) async fn change_instance(
        &self,
        context: &Context,
        id: RegistryInstanceId,
        change: impl FnOnce(&Tx<'_>, &mut Resource<Instance>) -> Result<Message> + Send + 'static,
    ) -> Result<()> {
        self.store()
            .write(context, move |tx| {
                let mut instance = tx.get::<Instance>(&id)?;
                refuse_built_in(&instance)?;
                let detail = change(tx, &mut instance)?;
                tx.update(&mut instance)?;
                tx.about(&instance, &detail.stored());
                Ok(())
            })
            .await
    }
}

/// Names alone, for the operation log.
fn of_ranges(instance: &Resource<Instance>, ranges: &[AddressRange]) -> Message {
    Message::text(format!("{}: {}", instance.name, whitelist::ranges_text(ranges)))
}

fn add<'i>(
    tx: &Tx<'_>,
    instance: &'i mut Resource<Instance>,
    ranges: Vec<AddressRange>,
    comment: String,
    by: &str,
) -> Result<&'i mut WhitelistRule> {
    let spec = &mut instance.spec;
    if spec.whitelist.len() >= MOST_RULES {
        return Err(Error::quota_exceeded(say::too_many_rules(MOST_RULES)));
    }
    spec.next_rule += 1;
    spec.whitelist.push(WhitelistRule {
        number: spec.next_rule,
        ranges,
        comment,
        added_by: by.to_owned(),
        added_at: tx.now(),
        default: false,
    });
    spec.whitelist.last_mut().ok_or_else(|| Error::internal("a rule that was pushed is not there"))
}
