//! The quota page (QTA-01), and the administrator's way to change a limit (QTA-04).

use std::sync::Arc;

use gantry_model::error::{Error, Result};
use gantry_model::message::quota as say;
use gantry_model::quota::{Entitlement, QuotaRow, check_limit};

use super::{document, limits, used};
use gantry_platform::context::Context;
use gantry_platform::settings::Settings;
use gantry_platform::store::{Read, Store};

/// The use cases of quotas. Clones share everything.
#[derive(Clone)]
pub struct Quotas {
    /// Where limits and uses are written down.
    pub store: Store,
    /// What was set for this installation.
    pub settings: Arc<Settings>,
}

impl Quotas {
    /// Used amount and upper limit of everything in a region, in the order of the page.
    ///
    /// # Errors
    /// Forbidden; Invalid for a region that there is not.
    pub(crate) async fn quota_list(&self, _: &Context, region: String) -> Result<Vec<QuotaRow>> {
        self.settings.region(&region)?;
        self.store.read(move |read| Entitlement::all().map(|one| row(read, &region, one)).collect()).await
    }

    /// Sets a limit that was `seen` when the form was opened; `None` goes back to the default.
    ///
    /// # Errors
    /// Forbidden; Invalid, of field `limit` or `region`; Conflict if the limit is another by now.
    pub(crate) async fn quota_update(
        &self,
        context: &Context,
        region: String,
        entitlement: Entitlement,
        seen: u64,
        limit: Option<u64>,
    ) -> Result<()> {
        self.settings.region(&region)?;
        limit.map_or(Ok(()), check_limit)?;
        self.store
            .write(context, move |tx| {
                let mut quota = document(tx, &region)?
                    .ok_or_else(|| Error::internal(format!("region {region} has no quota document")))?;
                let before = quota.spec.limits().of(entitlement);
                if before != seen {
                    return Err(Error::conflict(say::limit_changed_meanwhile(entitlement.label(), seen, before)));
                }
                match limit {
                    Some(limit) => quota.spec.changed.insert(entitlement, limit),
                    None => quota.spec.changed.remove(&entitlement),
                };
                tx.update(&mut quota)?;
                let after = quota.spec.limits().of(entitlement);
                tx.about(&quota, &say::limit_changed(entitlement.label(), before, after).stored());
                Ok(())
            })
            .await
    }
}

/// A row of the quota page.
pub fn row(read: &Read<'_>, region: &str, entitlement: Entitlement) -> Result<QuotaRow> {
    let limits = limits(read, region)?;
    let defaults = document(read, region)?.map(|document| document.spec.defaults);
    Ok(QuotaRow {
        entitlement,
        used: used(read, region, entitlement)?,
        limit: limits.of(entitlement),
        default_limit: defaults.as_ref().unwrap_or(&limits).of(entitlement),
    })
}
