//! Scaling rules (ESS-31): making and changing one, and its page with what it saw and did.

mod draft;
mod form;
mod page;
mod said;

pub use form::{RuleCreate, RuleEdit};
pub use page::RulePage;
pub use said::{kind_label, kind_text};

use gantry_model::id::ScalingRuleId;
use gantry_model::kind::ResourceKind;
use gantry_model::scaling::view::RuleRow;
use gantry_words::{noun, scaling as words, ui};
use leptos::prelude::*;

use super::api::{scaling_rule_delete, scaling_rule_execute, scaling_rule_set_enabled};
use gantry_ui::fault::Fault;
use gantry_ui::prelude::*;

/// **Delete** of a rule.
const DELETE: Deed<RuleRow> = Deed {
    verb: ui::ok,
    done: words::done_deleted,
    noun: |count| noun(ResourceKind::ScalingRule, count),
    lose: true,
    allowed: |_| Ok(()),
    ask: |called| words::delete_rule_question(called),
    say: |called| (words::deleted(called), ""),
};

/// Lets a rule act, or no longer.
pub(super) fn set_enabled() -> Run<(ScalingRuleId, bool), bool> {
    let toasts = expect_context::<Toasts>();
    Run::new(|(id, enabled): (ScalingRuleId, bool)| async move {
        scaling_rule_set_enabled(id, enabled).await?;
        Ok::<_, Fault>(enabled)
    })
    .done(move |enabled| toasts.good(if enabled { words::enabled_rule() } else { words::disabled_rule() }, ""))
}

/// Does by hand what a rule would do; true when the number changed.
pub(super) fn execute() -> Run<ScalingRuleId, bool> {
    let toasts = expect_context::<Toasts>();
    Run::new(|id: ScalingRuleId| async move { Ok::<_, Fault>(scaling_rule_execute(id).await?.is_some()) }).done(
        move |changed| {
            if changed {
                toasts.good(words::carried_out(), words::activities_tell());
            } else {
                toasts.good(words::nothing_to_change(), "");
            }
        },
    )
}

/// Asks before a rule is deleted.
#[component]
pub(super) fn DeleteRule(question: Question<RuleRow>, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    view! { <AskAbout question deed=DELETE each=|rule: RuleRow| scaling_rule_delete(rule.id) on_done/> }
}
