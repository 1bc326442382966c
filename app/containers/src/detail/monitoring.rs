//! The tab Monitoring (MON-06 to MON-13): figures of a group over time.

use gantry_model::containers::view::{ContainerFigures, Figures, GroupDetails};
use gantry_model::observe::{Sample, rate};
use gantry_model::time::Timestamp;
use gantry_model::units::bytes_text;
use gantry_words::containers as words;
use leptos::prelude::*;

use crate::api::container_group_figures;
use gantry_console::session::use_session;
use gantry_ui::prelude::*;

/// The figures of a group.
#[component]
pub fn Monitoring(group: Signal<GroupDetails>) -> impl IntoView {
    let id = Memo::new(move |_| group.with(|group| group.row.id.clone()));
    let range = use_range();
    let figures = Resource::new(move || (id.get(), range.get()), |(id, range)| container_group_figures(id, range));
    keep_new(range, move || figures.refetch());
    view! {
        <RangeBar on_refresh=move |()| figures.refetch()/>
        <Loaded from=figures skeleton=|| view! { <FactsSkeleton facts=6/> } let:figures>
            <Charts figures/>
        </Loaded>
    }
}

/// A figure of each sample.
fn line(label: &str, samples: &[Sample], value: impl Fn(&Sample) -> f64) -> Series {
    Series { label: label.to_owned(), points: samples.iter().map(|sample| (sample.at.0, value(sample))).collect() }
}

/// A cumulative counter as its growth in a second, where two samples follow each other (MON-11).
fn growth(label: &str, figures: &Figures, factor: f64, counter: impl Fn(&Sample) -> u64) -> Series {
    let points = figures
        .samples
        .windows(2)
        .filter(|pair| pair[1].at.since(pair[0].at) <= figures.step * 5 / 2)
        .map(|pair| {
            let per_second = rate((pair[0].at, counter(&pair[0])), (pair[1].at, counter(&pair[1])));
            (pair[1].at.0, per_second * factor)
        })
        .collect();
    Series { label: label.to_owned(), points }
}

/// The processor time of a container as a share of what its group may use, where two samples follow each other.
fn cpu_of(container: &ContainerFigures, figures: &Figures) -> Series {
    let limit = figures.samples.last().map_or(0, |sample| sample.cpu.limit).max(1) as f64;
    let points = container
        .points
        .windows(2)
        .filter(|pair| pair[1].0 - pair[0].0 <= figures.step * 5 / 2)
        .map(|pair| {
            let [before, after] = [&pair[0], &pair[1]].map(|point| (Timestamp(point.0), point.1));
            (pair[1].0, rate(before, after) / limit / 1e6)
        })
        .collect();
    Series { label: container.name.clone(), points }
}

#[component]
fn Charts(figures: Signal<Figures>) -> impl IntoView {
    let zone = use_session().zone;
    let cursor = Cursor::new(None);
    let span =
        Signal::derive(move || figures.with(|figures| Span::of(&zone, figures.from.at, figures.to.at, figures.step)));
    let any = Memo::new(move |_| figures.with(|figures| !figures.samples.is_empty()));
    let last = Memo::new(move |_| figures.with(|figures| figures.samples.last().cloned()));
    let of = move |text: fn(&Sample) -> String| Signal::derive(move || last.with(|last| last.as_ref().map(text)));
    let series = move |make: fn(&Figures) -> Vec<Series>| Signal::derive(move || figures.with(make));
    let whole = Signal::derive(move || {
        let limit = last.with(|last| last.as_ref().map(cpu_limit))?;
        Some((1.0, words::limit_of(limit)))
    });
    let memory_limit = Signal::derive(move || {
        let limit = last.with(|last| last.as_ref().map(memory_whole))?;
        Some((1.0, words::limit_of(limit)))
    });
    let disk_limit = Signal::derive(move || {
        let total = last.with(|last| last.as_ref().map(|last| last.disk.total)).filter(|total| *total > 0)?;
        Some((total as f64, words::limit_of(bytes_text(total))))
    });
    let first_container = Signal::derive(move || {
        figures.with(|figures| figures.containers.first().map(|container| container.name.clone()))
    });
    view! {
        <Period
            from=Signal::derive(move || figures.with(|figures| figures.from.text.clone()))
            to=Signal::derive(move || figures.with(|figures| figures.to.text.clone()))
            step=Signal::derive(move || figures.with(|figures| figures.step))
            of=words::sample()
            any
            nothing=words::no_figures_text()
        />
        <div class="grid">
            <Chart
                title=words::cpu_utilisation()
                unit=Unit::Percent
                cursor
                span
                limit=whole
                of=of(|last| words::cpu_of(cpu_limit(last), last.cpu.load))
                series=series(|figures| vec![line(words::used(), &figures.samples, |sample| sample.cpu.utilisation())])
            />
            <Chart
                title=words::memory_utilisation()
                unit=Unit::Percent
                cursor
                span
                limit=memory_limit
                of=of(|last| words::memory_of(bytes_text(last.memory.working_set), memory_whole(last)))
                series=series(|figures| {
                    vec![line(words::working_set(), &figures.samples, |sample| sample.memory.utilisation())]
                })
            />
            <Chart
                title=words::cpu_by_container()
                unit=Unit::Percent
                cursor
                span
                of=first_container
                series=series(|figures| figures.containers.iter().map(|one| cpu_of(one, figures)).collect())
            />
            <Chart
                title=words::memory_by_container()
                unit=Unit::Bytes
                cursor
                span
                of=first_container
                series=series(|figures| {
                    let working_set = |one: &ContainerFigures| Series {
                        label: one.name.clone(),
                        points: one.points.iter().map(|point| (point.0, point.2 as f64)).collect(),
                    };
                    figures.containers.iter().map(working_set).collect()
                })
            />
            <Chart
                title=words::network_bandwidth()
                unit=Unit::BitsPerSecond
                cursor
                span
                of=of(|_| words::sent().to_owned())
                series=series(|figures| {
                    vec![
                        growth(words::sent(), figures, 8.0, |sample| sample.network.tx_bytes),
                        growth(words::received(), figures, 8.0, |sample| sample.network.rx_bytes),
                    ]
                })
            />
            <Chart
                title=words::network_throughput()
                unit=Unit::PacketsPerSecond
                cursor
                span
                of=of(|last| {
                    let (drops, errors) = (
                        last.network.tx_drops + last.network.rx_drops,
                        last.network.tx_errors + last.network.rx_errors,
                    );
                    words::sent_dropped_errors(drops, errors)
                })
                series=series(|figures| {
                    vec![
                        growth(words::sent(), figures, 1.0, |sample| sample.network.tx_packets),
                        growth(words::received(), figures, 1.0, |sample| sample.network.rx_packets),
                    ]
                })
            />
            <Chart
                title=words::memory_by_kind()
                unit=Unit::Bytes
                cursor
                span
                colour=4
                of=of(|_| words::working_set().to_owned())
                series=series(|figures| {
                    vec![
                        line(words::working_set(), &figures.samples, |sample| sample.memory.working_set as f64),
                        line(words::resident(), &figures.samples, |sample| sample.memory.rss as f64),
                        line(words::cache(), &figures.samples, |sample| sample.memory.cache as f64),
                    ]
                })
            />
            <Chart
                title=words::disk_space()
                unit=Unit::Bytes
                cursor
                span
                colour=6
                limit=disk_limit
                of=of(|last| {
                    let share = last.disk.used as f64 * 100.0 / (last.disk.total.max(1)) as f64;
                    words::disk_of(
                        bytes_text(last.disk.total),
                        bytes_text(last.disk.available()),
                        format_args!("{share:.1}"),
                    )
                })
                series=series(|figures| vec![line(words::used(), &figures.samples, |sample| sample.disk.used as f64)])
            />
        </div>
    }
}

fn cpu_limit(sample: &Sample) -> String {
    let vcpu = sample.cpu.limit as f64 / 1000.0;
    format!("{vcpu} vCPU")
}

fn memory_whole(sample: &Sample) -> String {
    bytes_text(sample.memory.working_set + sample.memory.available_bytes)
}

#[cfg(test)]
mod tests {
    use gantry_model::observe::{CpuSample, NetworkSample};
    use gantry_model::time::Moment;

    use super::*;

    #[test]
    fn a_counter_grows_by_bits_in_a_second_and_not_across_a_gap() {
        let sample = |at, tx_bytes| Sample {
            at: Timestamp(at),
            network: NetworkSample { tx_bytes, ..Default::default() },
            ..Default::default()
        };
        let moment = Moment { at: Timestamp(0), text: String::new() };
        let figures = Figures {
            from: moment.clone(),
            to: moment,
            step: 1_000,
            samples: vec![sample(0, 0), sample(1_000, 1_000), sample(9_000, 9_000)],
            containers: Vec::new(),
        };
        assert_eq!(growth("sent", &figures, 8.0, |sample| sample.network.tx_bytes).points, [(1_000, 8_000.0)]);
    }

    #[test]
    fn a_containers_processor_time_is_a_share_of_its_groups() {
        let moment = Moment { at: Timestamp(0), text: String::new() };
        let sample = Sample { cpu: CpuSample { limit: 2_000, ..Default::default() }, ..Default::default() };
        let figures =
            Figures { from: moment.clone(), to: moment, step: 5_000, samples: vec![sample], containers: Vec::new() };
        // One core's second in five, of two cores; then it begins anew, and then there is a gap.
        let points = vec![(0, 0, 1), (5_000, 1_000_000_000, 1), (10_000, 0, 1), (60_000, 9_000_000_000, 1)];
        let container = ContainerFigures { name: "web".to_owned(), points };
        assert_eq!(cpu_of(&container, &figures).points, [(5_000, 0.1), (10_000, 0.0)]);
    }
}
