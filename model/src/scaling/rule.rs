//! Scaling rules (ESS-31): when the number changes and by how much.

use serde::{Deserialize, Serialize};

use super::cron::Cron;
use super::{Adjustment, Level, MOST_COOLDOWN_SECONDS};
use crate::error::{Error, Result};
use crate::id::ScalingGroupId;
use crate::message::{Argument, Message, scaling as say};
use crate::name;
use crate::time::Timestamp;

/// Rules of a group.
pub const MOST_RULES: usize = 20;
/// Bands of a step rule.
pub const MOST_BANDS: usize = 10;
/// The longest stretch of time that a rule looks back over: an hour, in seconds.
pub const MOST_WINDOW_SECONDS: u32 = 3600;
/// The longest single evaluation period, in seconds.
const MOST_PERIOD_SECONDS: u32 = 900;

/// What a rule looks at: the mean over the group's running instances.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Metric {
    #[default]
    Cpu,
    Memory,
    NetworkIn,
    NetworkOut,
}

impl Metric {
    pub const ALL: [Self; 4] = [Self::Cpu, Self::Memory, Self::NetworkIn, Self::NetworkOut];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cpu => "CPU Usage",
            Self::Memory => "Memory Usage",
            Self::NetworkIn => "Inbound Traffic",
            Self::NetworkOut => "Outbound Traffic",
        }
    }

    /// Behind its values.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Cpu | Self::Memory => "%",
            Self::NetworkIn | Self::NetworkOut => "KiB/s",
        }
    }

    /// Whether no value is above 100.
    pub fn is_percentage(self) -> bool {
        matches!(self, Self::Cpu | Self::Memory)
    }
}

impl From<Metric> for Argument {
    fn from(metric: Metric) -> Self {
        let message = match metric {
            Metric::Cpu => say::metric_cpu(),
            Metric::Memory => say::metric_memory(),
            Metric::NetworkIn => say::metric_network_in(),
            Metric::NetworkOut => say::metric_network_out(),
        };
        message.into()
    }
}

/// Which side of its threshold an alarm looks at.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    #[default]
    AtLeast,
    AtMost,
}

impl Comparison {
    pub const ALL: [Self; 2] = [Self::AtLeast, Self::AtMost];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
        }
    }

    /// Whether `value` is on that side of `threshold`, or on it.
    pub fn holds(self, value: f64, threshold: f64) -> bool {
        match self {
            Self::AtLeast => value >= threshold,
            Self::AtMost => value <= threshold,
        }
    }
}

/// How long a rule looks before it believes: in each of the last `periods` periods, the mean must be past the threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// 1 to 900 seconds.
    pub period_seconds: u32,
    /// 1 or more; all periods together at most [`MOST_WINDOW_SECONDS`].
    pub periods: u32,
}

impl Default for Watch {
    fn default() -> Self {
        Self { period_seconds: 15, periods: 3 }
    }
}

impl Watch {
    fn validate(self) -> Result<()> {
        if !(1..=MOST_PERIOD_SECONDS).contains(&self.period_seconds) {
            return Err(Error::invalid("period_seconds", say::period_range(MOST_PERIOD_SECONDS, self.period_seconds)));
        }
        check_periods("periods", self.period_seconds, self.periods)
    }

    /// `in 3 periods of 15 s`.
    fn text(self) -> Message {
        say::watched(self.periods, self.period_seconds)
    }
}

fn check_periods(field: &str, period_seconds: u32, periods: u32) -> Result<()> {
    let most = MOST_WINDOW_SECONDS / period_seconds.max(1);
    if (1..=most).contains(&periods) {
        return Ok(());
    }
    Err(Error::invalid(field, say::periods_range(period_seconds, most, periods)))
}

/// A condition on a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    pub metric: Metric,
    pub comparison: Comparison,
    pub threshold: Level,
    pub watch: Watch,
}

impl Alarm {
    fn validate(&self) -> Result<()> {
        check_level("threshold", say::field_threshold(), self.metric, self.threshold, 0)?;
        self.watch.validate()
    }

    /// `CPU Usage ≥ 60 % in 3 periods of 15 s`.
    pub fn text(&self) -> Message {
        let Self { metric, comparison, threshold, watch } = *self;
        say::alarm(metric, comparison.as_str(), threshold, metric.unit(), watch.text())
    }
}

fn check_level(field: &str, label: Message, metric: Metric, level: Level, least: u64) -> Result<()> {
    if level.0 < least || (metric.is_percentage() && level > Level::whole(100)) {
        let refusal = match (metric.is_percentage(), least) {
            (true, 0) => say::level_percentage(label, metric, level),
            (true, _) => say::level_percentage_above_nothing(label, metric, level),
            (false, 0) => say::level_at_least_nothing(label, metric, level),
            (false, _) => say::level_above_nothing(label, metric, level),
        };
        return Err(Error::invalid(field, refusal));
    }
    Ok(())
}

/// One band of a step rule: values that are `from` or more past the threshold, up to where the next band begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// Distance from the threshold, on the alarm's side of it.
    pub from: Level,
    pub adjustment: Adjustment,
}

/// What a rule does and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RuleKind {
    /// One change; when the alarm says so, or by hand if there is none.
    Simple { alarm: Option<Alarm>, adjustment: Adjustment },
    /// The further past the threshold, the larger the change.
    Step { alarm: Alarm, bands: Vec<Band> },
    /// Keeps the metric near a value: so many instances as share the load at `target`.
    Target {
        metric: Metric,
        target: Level,
        watch: Watch,
        /// Periods that must agree before the number falls; none keeps it from falling.
        scale_in_periods: Option<u32>,
    },
    /// At the times of a cron expression, in the installation's time zone.
    Scheduled { cron: String, adjustment: Adjustment },
}

impl RuleKind {
    /// Words of the choice, in the order of the form.
    pub const LABELS: [&'static str; 4] =
        ["Simple Scaling Rule", "Step Scaling Rule", "Target Tracking Scaling Rule", "Scheduled Scaling Rule"];

    pub fn label(&self) -> &'static str {
        match self {
            Self::Simple { .. } => Self::LABELS[0],
            Self::Step { .. } => Self::LABELS[1],
            Self::Target { .. } => Self::LABELS[2],
            Self::Scheduled { .. } => Self::LABELS[3],
        }
    }

    /// The metric that it watches, if it watches one.
    pub fn metric(&self) -> Option<Metric> {
        match self {
            Self::Simple { alarm, .. } => alarm.map(|alarm| alarm.metric),
            Self::Step { alarm, .. } => Some(alarm.metric),
            Self::Target { metric, .. } => Some(*metric),
            Self::Scheduled { .. } => None,
        }
    }

    /// What the metric is compared with.
    pub fn threshold(&self) -> Option<Level> {
        match self {
            Self::Simple { alarm, .. } => alarm.map(|alarm| alarm.threshold),
            Self::Step { alarm, .. } => Some(alarm.threshold),
            Self::Target { target, .. } => Some(*target),
            Self::Scheduled { .. } => None,
        }
    }

    /// How long it looks before it believes; none if it watches nothing.
    pub fn watch(&self) -> Option<Watch> {
        match self {
            Self::Simple { alarm, .. } => alarm.map(|alarm| alarm.watch),
            Self::Step { alarm, .. } => Some(alarm.watch),
            Self::Target { watch, .. } => Some(*watch),
            Self::Scheduled { .. } => None,
        }
    }

    /// How far back it looks, in seconds; 0 if it watches nothing.
    pub fn window_seconds(&self) -> u32 {
        let of = |watch: &Watch| watch.period_seconds * watch.periods;
        match self {
            Self::Simple { alarm, .. } => alarm.map_or(0, |alarm| of(&alarm.watch)),
            Self::Step { alarm, .. } => of(&alarm.watch),
            Self::Target { watch, scale_in_periods, .. } => {
                watch.period_seconds * watch.periods.max(scale_in_periods.unwrap_or(0))
            }
            Self::Scheduled { .. } => 0,
        }
    }

    /// Whether **Execute** can be used on it; otherwise why not.
    pub fn can_execute(&self) -> Result<(), Message> {
        match self {
            Self::Simple { .. } | Self::Scheduled { .. } => Ok(()),
            _ => Err(say::only_one_change()),
        }
    }

    /// # Errors
    /// `Invalid` on `adjustment`, `threshold`, `target`, `period_seconds`, `periods`, `scale_in_periods`, `bands`,
    /// `bands.N.from`, `bands.N.adjustment` or `cron`.
    pub fn validate(&self) -> Result<()> {
        match self {
            Self::Simple { alarm, adjustment } => {
                alarm.iter().try_for_each(Alarm::validate)?;
                adjustment.validate()
            }
            Self::Step { alarm, bands } => {
                alarm.validate()?;
                check_bands(bands)
            }
            Self::Target { metric, target, watch, scale_in_periods } => {
                check_level("target", say::field_target(), *metric, *target, 1)?;
                watch.validate()?;
                scale_in_periods
                    .iter()
                    .try_for_each(|periods| check_periods("scale_in_periods", watch.period_seconds, *periods))
            }
            Self::Scheduled { cron, adjustment } => {
                Cron::parse("cron", cron)?;
                adjustment.validate()
            }
        }
    }

    /// One line for the list: `CPU Usage ≥ 60 % in 3 periods of 15 s: add 1`.
    pub fn text(&self) -> Message {
        match self {
            Self::Simple { alarm: None, adjustment } => say::by_hand_change(adjustment.text()),
            Self::Simple { alarm: Some(alarm), adjustment } => say::alarm_change(alarm.text(), adjustment.text()),
            Self::Step { alarm, bands } => {
                let step = |band: &Band| say::step_change(band.from, alarm.metric.unit(), band.adjustment.text());
                say::alarm_change(alarm.text(), bands.iter().map(step).collect::<Vec<_>>())
            }
            Self::Target { metric, target, watch, scale_in_periods } => {
                let falls = scale_in_periods.map_or_else(say::never_falls, say::falls_after);
                say::target_kept(*metric, target, metric.unit(), watch.text(), falls)
            }
            Self::Scheduled { cron, adjustment } => say::scheduled_change(cron, adjustment.text()),
        }
    }
}

fn check_bands(bands: &[Band]) -> Result<()> {
    if bands.is_empty() {
        return Err(Error::invalid("bands", say::no_step()));
    }
    if bands.len() > MOST_BANDS {
        return Err(Error::invalid("bands", say::too_many_steps(MOST_BANDS, bands.len())));
    }
    for (number, band) in bands.iter().enumerate() {
        band.adjustment.validate().map_err(|error| error.within(&format!("bands.{number}")))?;
        if number > 0 && band.from <= bands[number - 1].from {
            let refusal = say::steps_out_of_order(band.from, bands[number - 1].from);
            return Err(Error::invalid(format!("bands.{number}.from"), refusal));
        }
    }
    if bands[0].from != Level(0) {
        return Err(Error::invalid("bands.0.from", say::first_step(bands[0].from)));
    }
    Ok(())
}

/// What the form of a rule sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleDraft {
    /// 2 to 64 characters, as names of groups; unique in its group.
    pub name: String,
    pub enabled: bool,
    /// Of its own, in seconds; the group's if none.
    pub cooldown_seconds: Option<u32>,
    pub kind: RuleKind,
}

impl RuleDraft {
    /// # Errors
    /// `Invalid` on `name`, `cooldown_seconds`, or as [`RuleKind::validate`].
    pub fn validate(&self) -> Result<()> {
        name::scaling_rule("name", &self.name)?;
        if let Some(seconds) = self.cooldown_seconds.filter(|seconds| *seconds > MOST_COOLDOWN_SECONDS) {
            return Err(Error::invalid("cooldown_seconds", say::cooldown_range(MOST_COOLDOWN_SECONDS, seconds)));
        }
        self.kind.validate()
    }
}

/// A rule as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScalingRuleSpec {
    pub group: ScalingGroupId,
    pub enabled: bool,
    pub cooldown_seconds: Option<u32>,
    pub kind: RuleKind,
    /// Since when it is as it is; times of its schedule before this do not count.
    pub since: Timestamp,
}

/// What is kept of a rule beside its spec.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScalingRuleStatus {
    /// When it changed the number last.
    pub acted_at: Option<Timestamp>,
    /// The last time of its schedule that was seen to, or let pass.
    pub handled: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alarm(threshold: u64) -> Alarm {
        Alarm {
            metric: Metric::Cpu,
            comparison: Comparison::AtLeast,
            threshold: Level::whole(threshold),
            watch: Watch::default(),
        }
    }

    fn band(from: u64, by: i32) -> Band {
        Band { from: Level::whole(from), adjustment: Adjustment::Change(by) }
    }

    fn draft(kind: RuleKind) -> RuleDraft {
        RuleDraft { name: "cpu-high".into(), enabled: true, cooldown_seconds: None, kind }
    }

    #[test]
    fn each_kind_is_accepted_and_says_what_it_does() {
        let simple = RuleKind::Simple { alarm: Some(alarm(60)), adjustment: Adjustment::Change(1) };
        assert_eq!(simple.text().to_string(), "CPU Usage ≥ 60 % in 3 periods of 15 s: add 1");
        let step = RuleKind::Step { alarm: alarm(60), bands: vec![band(0, 1), band(20, 3)] };
        let target = RuleKind::Target {
            metric: Metric::NetworkIn,
            target: Level::whole(5000),
            watch: Watch::default(),
            scale_in_periods: Some(20),
        };
        assert_eq!(target.window_seconds(), 300);
        let scheduled = RuleKind::Scheduled { cron: "0 8 * * 1-5".into(), adjustment: Adjustment::To(4) };
        for kind in [simple, step, target, scheduled] {
            assert_eq!(draft(kind.clone()).validate(), Ok(()), "{}", kind.label());
        }
    }

    #[test]
    fn a_fault_in_a_rule_names_its_field() {
        let simple = |alarm| RuleKind::Simple { alarm: Some(alarm), adjustment: Adjustment::Change(1) };
        let step = |bands| RuleKind::Step { alarm: alarm(60), bands };
        let faults = [
            ("threshold", simple(alarm(101))),
            ("periods", simple(Alarm { watch: Watch { period_seconds: 60, periods: 61 }, ..alarm(1) })),
            ("period_seconds", simple(Alarm { watch: Watch { period_seconds: 0, periods: 1 }, ..alarm(1) })),
            ("adjustment", RuleKind::Simple { alarm: None, adjustment: Adjustment::Change(0) }),
            ("bands", step(vec![])),
            ("bands.0.from", step(vec![band(1, 1)])),
            ("bands.1.from", step(vec![band(0, 1), band(0, 2)])),
            ("bands.1.adjustment", step(vec![band(0, 1), band(10, 0)])),
            (
                "target",
                RuleKind::Target {
                    metric: Metric::Cpu,
                    target: Level(0),
                    watch: Watch::default(),
                    scale_in_periods: None,
                },
            ),
            ("cron", RuleKind::Scheduled { cron: "* * *".into(), adjustment: Adjustment::To(1) }),
        ];
        for (field, kind) in faults {
            assert_eq!(draft(kind).validate().unwrap_err().field(), Some(field));
        }
    }
}
