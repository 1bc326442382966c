//! What can be asked of quotas.

use super::{Entitlement, QuotaRow};
use crate::operation::any_value_fits;

any_value_fits!(Entitlement);

/// The lines of the table, for a macro that makes something of each.
#[macro_export]
macro_rules! quota_operations {
    ($($then:ident)::+ $(, $with:ty)?) => {
        $($then)::+! {
            [$($with)?]
            quotas in ($crate::quota::operations);

            /// Used amount and upper limit of everything in a region (QTA-01).
            read(RegionQuota) fn quota_list(region: String) -> Vec<QuotaRow>;
            /// Changes a limit from what the form was opened with; nothing goes back to the default (QTA-04).
            write(RegionQuota) fn quota_update(
                region: String,
                entitlement: Entitlement,
                seen: u64,
                limit: Option<u64>,
            ) -> ();
        }
    };
}

quota_operations!(crate::operation::declare);
