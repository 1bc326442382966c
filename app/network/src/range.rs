//! Address ranges for people: how many addresses, from where to where, what is taken of a larger range and what is still free in it.

use std::net::Ipv4Addr;

use gantry_model::cidr::Cidr;
use gantry_words::network as words;
use leptos::prelude::*;

/// The last address.
fn last(range: Cidr) -> Ipv4Addr {
    u32::try_from(range.size() - 1).ok().and_then(|offset| range.nth(offset)).unwrap_or(range.base())
}

/// `65,536 addresses, 10.0.0.0 to 10.0.255.255`.
pub(super) fn counted(range: Cidr) -> String {
    words::range_size(range.size(), range.base(), last(range))
}

/// The same with `16,381 for container groups`: without base, gateway and broadcast.
pub(super) fn counted_usable(range: Cidr) -> String {
    let usable = range.size().saturating_sub(3);
    words::range_size_and_usable(range.size(), range.base(), last(range), usable, range.gateway())
}

/// A free range inside a VPC: a /24, or the largest that is left under it.
pub(super) fn propose(vpc: Cidr, taken: &[Cidr]) -> Option<Cidr> {
    (24.max(vpc.prefix())..=28).find_map(|prefix| {
        let step = 1_u32 << (32 - prefix);
        // A range of /8 has 65,536 places of a /24: a bound, not a search without end.
        (0..65_536_u32).map_while(|place| vpc.nth(place.checked_mul(step)?)).find_map(|base| {
            let range = Cidr::new(base, prefix).ok()?;
            (!taken.iter().any(|one| one.overlaps(range))).then_some(range)
        })
    })
}

/// Where a range lies in a larger one: begin and length in percent.
fn place(within: Cidr, range: Cidr) -> (f64, f64) {
    let whole = within.size() as f64;
    let begin = f64::from(u32::from(range.base()).saturating_sub(u32::from(within.base())));
    (begin * 100.0 / whole, range.size() as f64 * 100.0 / whole)
}

/// A part of the map of a range.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plot {
    pub name: String,
    pub range: Cidr,
    /// Its page; one that is only planned has none.
    pub href: Option<String>,
}

/// A VPC's range drawn over ticks, with what is cut from it at its place.
#[component]
pub(super) fn RangeMap(#[prop(into)] whole: Signal<Cidr>, #[prop(into)] plots: Signal<Vec<Plot>>) -> impl IntoView {
    let taken = move || {
        let taken: u64 =
            plots.with(|plots| plots.iter().filter(|plot| plot.href.is_some()).map(|plot| plot.range.size()).sum());
        words::range_taken(taken, whole.get().size())
    };
    view! {
        <figure class="rangemap">
            <div class="track">
                {move || {
                    let whole = whole.get();
                    plots
                        .get()
                        .into_iter()
                        .filter(|plot| whole.holds(plot.range))
                        .map(|plot| {
                            let (begin, length) = place(whole, plot.range);
                            let style = format!("--b:{begin:.3};--v:{length:.3}");
                            let title = format!("{} {}", plot.name, plot.range);
                            match plot.href {
                                Some(href) => {
                                    view! { <a href=href style=style title=title.clone() aria-label=title></a> }.into_any()
                                }
                                None => view! { <i style=style title=title></i> }.into_any(),
                            }
                        })
                        .collect_view()
                }}
            </div>
            <figcaption>
                <code>{move || whole.get().base().to_string()}</code>
                <span>{taken}</span>
                <code>{move || last(whole.get()).to_string()}</code>
            </figcaption>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn range(text: &str) -> Cidr {
        Cidr::parse("cidr", text).unwrap()
    }

    #[test]
    fn addresses_are_counted() {
        assert_eq!(counted(range("10.0.0.0/16")), "65,536 addresses, 10.0.0.0 to 10.0.255.255");
        assert_eq!(counted(range("10.0.0.0/8")), "16,777,216 addresses, 10.0.0.0 to 10.255.255.255");
        assert_eq!(
            counted_usable(range("10.0.1.0/24")),
            "256 addresses, 10.0.1.0 to 10.0.1.255; 253 for container groups, gateway 10.0.1.1"
        );
    }

    #[test]
    fn what_is_proposed_is_free_and_inside() {
        let vpc = range("10.0.0.0/16");
        assert_eq!(propose(vpc, &[]), Some(range("10.0.0.0/24")));
        assert_eq!(propose(vpc, &[range("10.0.0.0/18"), range("10.0.64.0/24")]), Some(range("10.0.65.0/24")));
        assert_eq!(propose(vpc, &[vpc]), None);
        assert_eq!(propose(range("192.168.7.0/26"), &[range("192.168.7.0/27")]), Some(range("192.168.7.32/27")));
        assert_eq!(propose(range("10.0.0.0/28"), &[]), Some(range("10.0.0.0/28")));
    }

    #[test]
    fn a_range_has_its_place_on_the_map() {
        assert_eq!(place(range("10.0.0.0/16"), range("10.0.64.0/18")), (25.0, 25.0));
    }
}
