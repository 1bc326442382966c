//! A rule in words, as the list, its page and its form say it.

use gantry_model::scaling::{Adjustment, Alarm, Band, Metric, RuleKind, Watch};
use gantry_words::{Word as _, scaling as words};

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
    match kind {
        RuleKind::Simple { alarm: None, adjustment } => words::by_hand_change(change(*adjustment)),
        RuleKind::Simple { alarm: Some(alarm), adjustment } => {
            words::alarm_change(alarm_text(alarm), change(*adjustment))
        }
        RuleKind::Step { alarm, bands } => {
            let steps = bands.iter().map(|band| step(alarm.metric, band)).reduce(words::step_and);
            words::alarm_change(alarm_text(alarm), steps.unwrap_or_default())
        }
        RuleKind::Target { metric, target, watch, scale_in_periods } => {
            let falls = scale_in_periods.map_or_else(|| words::never_falls().to_owned(), words::falls_after);
            words::target_kept(metric.word(), target, metric.unit(), watched(*watch), falls)
        }
        RuleKind::Scheduled { cron, adjustment } => words::scheduled_change(cron, change(*adjustment)),
    }
}

fn alarm_text(alarm: &Alarm) -> String {
    let Alarm { metric, comparison, threshold, watch } = *alarm;
    words::alarm(metric.word(), comparison.as_str(), threshold, metric.unit(), watched(watch))
}

fn step(metric: Metric, band: &Band) -> String {
    words::step_change(band.from, metric.unit(), change(band.adjustment))
}

fn watched(watch: Watch) -> String {
    match watch.periods {
        1 => words::watched_once(watch.period_seconds),
        periods => words::watched_periods(periods, watch.period_seconds),
    }
}

fn change(adjustment: Adjustment) -> String {
    match adjustment {
        Adjustment::Change(by) if by < 0 => words::remove_number(by.unsigned_abs()),
        Adjustment::Change(by) => words::add_number(by),
        Adjustment::Percent(by) if by < 0 => words::remove_percent(by.unsigned_abs()),
        Adjustment::Percent(by) => words::add_percent(by),
        Adjustment::To(number) => words::set_to(number),
    }
}

/// Ways to change the number, as the form calls them.
pub(super) fn ways() -> [&'static str; 3] {
    [words::change_by_number(), words::change_by_percentage(), words::change_to_number()]
}

#[cfg(test)]
mod tests {
    use gantry_model::scaling::{Comparison, Level};

    use super::*;

    #[test]
    fn rules_are_told_as_the_model_tells_them() {
        let watch = |periods| Watch { period_seconds: 15, periods };
        let alarm = |periods| Alarm {
            metric: Metric::Cpu,
            comparison: Comparison::AtLeast,
            threshold: Level::whole(60),
            watch: watch(periods),
        };
        let band = |from, by| Band { from: Level::whole(from), adjustment: Adjustment::Change(by) };
        let target = |scale_in_periods| RuleKind::Target {
            metric: Metric::NetworkOut,
            target: Level(500),
            watch: watch(2),
            scale_in_periods,
        };
        for kind in [
            RuleKind::Simple { alarm: None, adjustment: Adjustment::Change(-2) },
            RuleKind::Simple { alarm: Some(alarm(1)), adjustment: Adjustment::Percent(50) },
            RuleKind::Simple { alarm: Some(alarm(3)), adjustment: Adjustment::Percent(-50) },
            RuleKind::Step { alarm: alarm(3), bands: vec![band(0, 1), band(20, 2), band(30, 4)] },
            target(None),
            target(Some(20)),
            RuleKind::Scheduled { cron: "0 8 * * 1-5".into(), adjustment: Adjustment::To(3) },
        ] {
            assert_eq!(kind_text(&kind), kind.text().to_string());
            assert_eq!(kind_label(&kind), kind.label());
        }
        assert_eq!(ways(), Adjustment::LABELS);
    }
}
