//! Metrics in the units that charts count in.

use gantry_model::scaling::Metric;

use gantry_ui::prelude::*;

/// A figure of a metric in the unit of its chart.
pub fn scaled(metric: Metric, value: f64) -> f64 {
    if metric.is_percentage() { value / 100.0 } else { value * 1024.0 }
}

/// The unit of a metric's chart.
pub fn unit(metric: Metric) -> Unit {
    if metric.is_percentage() { Unit::Percent } else { Unit::BytesPerSecond }
}

/// A figure of a metric as its chart says it.
pub fn text(metric: Metric, value: f64) -> String {
    unit(metric).text(scaled(metric, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_said_in_the_unit_of_their_chart() {
        assert_eq!(text(Metric::Cpu, 60.0), "60 %");
        assert_eq!(text(Metric::NetworkIn, 2048.0), "2.0 MiB/s");
    }
}
