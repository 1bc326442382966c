//! Scaling rules (ESS-31): making and changing one, and its page with what it saw and did.

mod draft;
mod form;
mod page;

pub use form::{RuleCreate, RuleEdit};
pub use page::RulePage;

use gantry_model::id::ScalingRuleId;
use gantry_model::scaling::view::RuleRow;
use leptos::prelude::*;

use super::api::{scaling_rule_delete, scaling_rule_execute, scaling_rule_set_enabled};
use crate::fault::Fault;
use crate::ui::prelude::*;

/// The rule that is to be deleted.
#[derive(Clone, Copy)]
pub(super) struct Doomed {
    open: RwSignal<bool>,
    row: RwSignal<Option<RuleRow>>,
}

impl Doomed {
    /// Not asked yet.
    pub fn new() -> Self {
        Self { open: RwSignal::new(false), row: RwSignal::new(None) }
    }

    /// Asks about this rule.
    pub fn ask(&self, row: RuleRow) {
        self.row.set(Some(row));
        self.open.set(true);
    }
}

/// Lets a rule act, or no longer.
pub(super) fn set_enabled() -> Run<(ScalingRuleId, bool), bool> {
    let toasts = expect_context::<Toasts>();
    Run::new(|(id, enabled): (ScalingRuleId, bool)| async move {
        scaling_rule_set_enabled(id, enabled).await?;
        Ok::<_, Fault>(enabled)
    })
    .done(move |enabled| toasts.good(if enabled { "Enabled the rule" } else { "Disabled the rule" }, ""))
}

/// Does by hand what a rule would do; true when the number changed.
pub(super) fn execute() -> Run<ScalingRuleId, bool> {
    let toasts = expect_context::<Toasts>();
    Run::new(|id: ScalingRuleId| async move { Ok::<_, Fault>(scaling_rule_execute(id).await?.is_some()) }).done(
        move |changed| {
            if changed {
                toasts.good("The rule is carried out", "The tab Scaling Activities says how far it is.");
            } else {
                toasts.good("Nothing had to change", "");
            }
        },
    )
}

/// Asks before a rule is deleted.
#[component]
pub(super) fn DeleteRule(doomed: Doomed, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let name = move || doomed.row.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default());
    let delete = Run::new(scaling_rule_delete).in_dialog().done(move |()| {
        doomed.open.set(false);
        toasts.good(format!("Deleted {}", untrack(name)), "");
        on_done.run(());
    });
    Effect::new(move |_| {
        if doomed.open.get() {
            delete.forget();
        }
    });
    view! {
        <Confirm
            open=doomed.open
            title="Notice"
            verb="OK"
            lose=true
            pending=delete.pending()
            fault=delete.fault()
            on_confirm=move |()| {
                if let Some(row) = doomed.row.get_untracked() {
                    delete.start(row.id);
                }
            }
        >
            <p>
                {move || {
                    format!("Delete {}? The number no longer follows it, and what it saw is lost. Its activities stay in the list.", name())
                }}
            </p>
        </Confirm>
    }
}
