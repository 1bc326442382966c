//! What is filled in of a rule: texts as typed, and the rule that they make, with faults named as the model's are.

use gantry_model::Message;
use gantry_model::scaling::view::RuleRow;
use gantry_model::scaling::{Adjustment, Alarm, Band, Comparison, Level, Metric, RuleDraft, RuleKind, Watch};
use gantry_model::{Error, Result};
use gantry_words::Said as _;
use gantry_words::scaling as words;
use leptos::prelude::*;

/// Kinds of rules as the choice's values, in the order of [`RuleKind::LABELS`].
pub const KINDS: [&str; 4] = ["simple", "step", "target", "scheduled"];
/// Ways to change the number, in the order of [`Adjustment::LABELS`].
pub const WAYS: [&str; 3] = ["change", "percent", "to"];

/// A change of the number as it is typed. `Copy`.
#[derive(Clone, Copy, PartialEq)]
pub struct Change {
    pub way: RwSignal<String>,
    pub number: RwSignal<String>,
}

impl Change {
    fn new(adjustment: Adjustment) -> Self {
        let (way, number) = match adjustment {
            Adjustment::Change(by) => (WAYS[0], by.to_string()),
            Adjustment::Percent(by) => (WAYS[1], by.to_string()),
            Adjustment::To(number) => (WAYS[2], number.to_string()),
        };
        Self { way: RwSignal::new(way.to_owned()), number: RwSignal::new(number) }
    }

    /// The adjustment; tracked.
    fn adjustment(self, field: &str) -> Result<Adjustment> {
        let text = self.number.get();
        let refuse = || Error::invalid(field, Message::text(words::number_wrong(text.trim())));
        let signed = || text.trim().parse::<i32>().map_err(|_| refuse());
        match self.way.get().as_str() {
            "percent" => Ok(Adjustment::Percent(signed()?)),
            "to" => text.trim().parse::<u32>().map(Adjustment::To).map_err(|_| refuse()),
            _ => Ok(Adjustment::Change(signed()?)),
        }
    }
}

/// A band of a step rule as it is typed. `Copy`.
#[derive(Clone, Copy, PartialEq)]
pub struct BandDraft {
    /// What tells it apart for life.
    pub key: u32,
    pub from: RwSignal<String>,
    pub change: Change,
}

/// The values. `Copy`.
#[derive(Clone, Copy)]
pub struct Values {
    /// The page, to which bands belong that are added later.
    owner: StoredValue<Owner>,
    pub name: RwSignal<String>,
    pub enabled: RwSignal<bool>,
    /// Empty for the group's.
    pub cooldown: RwSignal<String>,
    pub kind: RwSignal<String>,
    /// A simple rule without an alarm waits for **Execute**.
    pub by_hand: RwSignal<bool>,
    pub metric: RwSignal<String>,
    pub comparison: RwSignal<String>,
    pub threshold: RwSignal<String>,
    pub target: RwSignal<String>,
    pub period: RwSignal<i64>,
    pub periods: RwSignal<i64>,
    /// Whether a tracking rule may lower the number.
    pub scales_in: RwSignal<bool>,
    pub scale_in_periods: RwSignal<i64>,
    pub change: Change,
    pub bands: RwSignal<Vec<BandDraft>>,
    pub cron: RwSignal<String>,
}

impl Values {
    /// A new rule, or one that there is.
    pub fn new(rule: Option<&RuleRow>) -> Self {
        let watch = Watch::default();
        let text = |text: &str| RwSignal::new(text.to_owned());
        let values = Self {
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            name: text(rule.map_or("", |rule| &rule.name)),
            enabled: RwSignal::new(rule.is_none_or(|rule| rule.enabled)),
            cooldown: RwSignal::new(
                rule.and_then(|rule| rule.cooldown_seconds).map(|seconds| seconds.to_string()).unwrap_or_default(),
            ),
            kind: text(KINDS[2]),
            by_hand: RwSignal::new(false),
            metric: text(Metric::Cpu.as_str()),
            comparison: text(Comparison::AtLeast.as_str()),
            threshold: text("60"),
            target: text("50"),
            period: RwSignal::new(watch.period_seconds.into()),
            periods: RwSignal::new(watch.periods.into()),
            scales_in: RwSignal::new(true),
            scale_in_periods: RwSignal::new(20),
            change: Change::new(Adjustment::Change(1)),
            bands: RwSignal::new(Vec::new()),
            cron: text("0 8 * * 1-5"),
        };
        values.bands.set(vec![values.band(1, "0", Adjustment::Change(1)), values.band(2, "20", Adjustment::Change(2))]);
        if let Some(rule) = rule {
            values.fill(&rule.kind);
        }
        values
    }

    fn band(&self, key: u32, from: &str, adjustment: Adjustment) -> BandDraft {
        let make = || BandDraft { key, from: RwSignal::new(from.to_owned()), change: Change::new(adjustment) };
        self.owner.get_value().with(make)
    }

    /// **Add Step**.
    pub fn add_band(&self) {
        let key = self.bands.with_untracked(|bands| bands.iter().map(|band| band.key).max().unwrap_or(0)) + 1;
        let last = self.bands.with_untracked(|bands| bands.last().map(|band| band.from.get_untracked()));
        let from = last.and_then(|last| Level::parse(&last)).map_or(Level(0), |last| Level(last.0 + 10_000));
        let band = self.band(key, &from.to_string(), Adjustment::Change(1));
        self.bands.update(|bands| bands.push(band));
    }

    fn fill(&self, kind: &RuleKind) {
        let watch = |watch: &Watch| {
            self.period.set(watch.period_seconds.into());
            self.periods.set(watch.periods.into());
        };
        let alarm = |alarm: &Alarm| {
            self.metric.set(alarm.metric.as_str().to_owned());
            self.comparison.set(alarm.comparison.as_str().to_owned());
            self.threshold.set(alarm.threshold.to_string());
            watch(&alarm.watch);
        };
        let change = |adjustment: &Adjustment| {
            let change = Change::new(*adjustment);
            self.change.way.set(change.way.get_untracked());
            self.change.number.set(change.number.get_untracked());
        };
        match kind {
            RuleKind::Simple { alarm: condition, adjustment } => {
                self.kind.set(KINDS[0].to_owned());
                self.by_hand.set(condition.is_none());
                condition.iter().for_each(alarm);
                change(adjustment);
            }
            RuleKind::Step { alarm: condition, bands } => {
                self.kind.set(KINDS[1].to_owned());
                alarm(condition);
                let bands = (1..).zip(bands).map(|(key, band)| self.band(key, &band.from.to_string(), band.adjustment));
                self.bands.set(bands.collect());
            }
            RuleKind::Target { metric, target, watch: periods, scale_in_periods } => {
                self.kind.set(KINDS[2].to_owned());
                self.metric.set(metric.as_str().to_owned());
                self.target.set(target.to_string());
                watch(periods);
                self.scales_in.set(scale_in_periods.is_some());
                if let Some(periods) = scale_in_periods {
                    self.scale_in_periods.set((*periods).into());
                }
            }
            RuleKind::Scheduled { cron, adjustment } => {
                self.kind.set(KINDS[3].to_owned());
                self.cron.set(cron.clone());
                change(adjustment);
            }
        }
    }

    /// The metric that is chosen; tracked.
    pub fn metric(&self) -> Metric {
        let word = self.metric.get();
        Metric::ALL.into_iter().find(|metric| metric.as_str() == word).unwrap_or_default()
    }

    fn watch(&self) -> Watch {
        let number = |signal: RwSignal<i64>| u32::try_from(signal.get()).unwrap_or(0);
        Watch { period_seconds: number(self.period), periods: number(self.periods) }
    }

    fn alarm(&self) -> Result<Alarm> {
        let word = self.comparison.get();
        let comparison = Comparison::ALL.into_iter().find(|one| one.as_str() == word).unwrap_or_default();
        let threshold = level("threshold", words::threshold(), &self.threshold.get())?;
        Ok(Alarm { metric: self.metric(), comparison, threshold, watch: self.watch() })
    }

    /// The rule; tracked. Faults name the fields as the form does.
    ///
    /// # Errors
    /// `Invalid` for what is no number.
    pub fn rule(&self) -> Result<RuleDraft> {
        let kind = match self.kind.get().as_str() {
            "simple" => RuleKind::Simple {
                alarm: if self.by_hand.get() { None } else { Some(self.alarm()?) },
                adjustment: self.change.adjustment("adjustment")?,
            },
            "step" => {
                let mut bands = Vec::new();
                for (place, band) in self.bands.get().into_iter().enumerate() {
                    let from = level(&format!("bands.{place}.from"), words::a_step(), &band.from.get())?;
                    let adjustment = band.change.adjustment(&format!("bands.{place}.adjustment"))?;
                    bands.push(Band { from, adjustment });
                }
                RuleKind::Step { alarm: self.alarm()?, bands }
            }
            "scheduled" => RuleKind::Scheduled {
                cron: self.cron.get().trim().to_owned(),
                adjustment: self.change.adjustment("adjustment")?,
            },
            _ => RuleKind::Target {
                metric: self.metric(),
                target: level("target", words::target(), &self.target.get())?,
                watch: self.watch(),
                scale_in_periods: self.scales_in.get().then(|| u32::try_from(self.scale_in_periods.get()).unwrap_or(0)),
            },
        };
        let cooldown_seconds = match self.cooldown.get().trim() {
            "" => None,
            text => Some(
                text.parse()
                    .map_err(|_| Error::invalid("cooldown_seconds", Message::text(words::cooldown_wrong(text))))?,
            ),
        };
        Ok(RuleDraft { name: self.name.get().trim().to_owned(), enabled: self.enabled.get(), cooldown_seconds, kind })
    }

    /// Why a field has a wrong value, if the first fault is its.
    pub fn fault(&self, field: &str) -> Option<String> {
        let error = untrack(|| self.rule().and_then(|rule| rule.validate())).err()?;
        (error.field() == Some(field)).then(|| error.said())
    }
}

fn level(field: &str, label: &str, text: &str) -> Result<Level> {
    Level::parse(text).ok_or_else(|| Error::invalid(field, Message::text(words::level_wrong(label, text.trim()))))
}

#[cfg(test)]
mod tests {
    use gantry_model::id::{Id, ScalingRuleId};
    use gantry_model::time::{Moment, Timestamp};

    use super::*;

    fn row(kind: RuleKind) -> RuleRow {
        RuleRow {
            id: ScalingRuleId::from_parts(1, 1),
            name: "cpu-high".into(),
            enabled: true,
            text: kind.text(),
            kind,
            cooldown_seconds: Some(30),
            acted: None,
            next_runs: Vec::new(),
            cannot_execute: None,
            created: Moment { at: Timestamp(0), text: String::new() },
            generation: 1,
        }
    }

    #[test]
    fn each_kind_survives_the_form() {
        let alarm = Alarm {
            metric: Metric::Memory,
            comparison: Comparison::AtMost,
            threshold: Level(20_500),
            watch: Watch { period_seconds: 2, periods: 4 },
        };
        let band = |from, by| Band { from: Level::whole(from), adjustment: Adjustment::Percent(by) };
        for kind in [
            RuleKind::Simple { alarm: None, adjustment: Adjustment::To(3) },
            RuleKind::Simple { alarm: Some(alarm), adjustment: Adjustment::Change(-1) },
            RuleKind::Step { alarm, bands: vec![band(0, 10), band(5, 20), band(9, 30)] },
            RuleKind::Target {
                metric: Metric::NetworkIn,
                target: Level::whole(900),
                watch: Watch { period_seconds: 1, periods: 3 },
                scale_in_periods: None,
            },
            RuleKind::Scheduled { cron: "*/5 * * * *".into(), adjustment: Adjustment::Change(2) },
        ] {
            Owner::new().with(|| {
                let rule = Values::new(Some(&row(kind.clone()))).rule().unwrap();
                assert_eq!(rule.kind, kind);
                assert_eq!((rule.name.as_str(), rule.cooldown_seconds), ("cpu-high", Some(30)));
            });
        }
    }

    #[test]
    fn what_is_no_number_is_a_fault_of_its_field() {
        Owner::new().with(|| {
            let values = Values::new(None);
            values.name.set("rule".into());
            values.target.set("much".into());
            assert!(values.fault("target").is_some() && values.fault("name").is_none());
            values.kind.set("step".into());
            values.add_band();
            values.bands.get_untracked()[1].from.set("x".into());
            assert!(values.fault("bands.1.from").is_some());
        });
    }
}
