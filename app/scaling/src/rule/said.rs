//! A rule in words, as the list, its page and its form say it.

use gantry_model::scaling::RuleKind;
use gantry_words::{Said as _, scaling as words};

/// What its kind is called.
pub fn kind_label(kind: &RuleKind) -> &'static str {
    match kind {
        RuleKind::Simple { .. } => words::simple_rule(),
        RuleKind::Step { .. } => words::step_rule(),
        RuleKind::Target { .. } => words::target_rule(),
        RuleKind::Scheduled { .. } => words::scheduled_rule(),
    }
}

/// What it does, in one line: `CPU Usage ≥ 60 % in 3 periods of 15 s: add 1`.
pub fn kind_text(kind: &RuleKind) -> String {
    kind.text().said()
}

/// Ways to change the number, as the form calls them.
pub(super) fn ways() -> [&'static str; 3] {
    [words::change_by_number(), words::change_by_percentage(), words::change_to_number()]
}

#[cfg(test)]
mod tests {
    use gantry_model::scaling::Adjustment;

    use super::*;

    #[test]
    fn rules_are_told_as_the_model_tells_them() {
        let by_hand = RuleKind::Simple { alarm: None, adjustment: Adjustment::Change(-2) };
        let scheduled = RuleKind::Scheduled { cron: "0 8 * * 1-5".into(), adjustment: Adjustment::To(3) };
        for kind in [by_hand, scheduled] {
            assert_eq!(kind_text(&kind), kind.text().to_string());
            assert_eq!(kind_label(&kind), kind.label());
        }
        assert_eq!(ways(), Adjustment::LABELS);
    }
}
