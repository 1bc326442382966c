//! Address ranges for people: how many addresses, from where to where, what is taken of a larger range and what is still free in it.

use gantry_model::cidr::Cidr;
use leptos::prelude::*;

/// `65536` as `65,536`.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `65,536 addresses, 10.0.0.0 to 10.0.255.255`.
pub(super) fn counted(range: Cidr) -> String {
    let last = u32::try_from(range.size() - 1).ok().and_then(|offset| range.nth(offset)).unwrap_or(range.base());
    format!("{} addresses, {} to {last}", grouped(range.size()), range.base())
}

/// `16,381 for container groups`: without base, gateway and broadcast.
pub(super) fn usable(range: Cidr) -> String {
    format!("{} for container groups, gateway {}", grouped(range.size().saturating_sub(3)), range.gateway())
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
    let words = move || {
        let taken: u64 =
            plots.with(|plots| plots.iter().filter(|plot| plot.href.is_some()).map(|plot| plot.range.size()).sum());
        let whole = whole.get();
        format!("{} of {} addresses are in vSwitches", grouped(taken), grouped(whole.size()))
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
                <span>{words}</span>
                <code>{move || {
                    let whole = whole.get();
                    u32::try_from(whole.size() - 1).ok().and_then(|last| whole.nth(last)).unwrap_or(whole.base()).to_string()
                }}</code>
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
        assert_eq!(usable(range("10.0.1.0/24")), "253 for container groups, gateway 10.0.1.1");
        assert_eq!(grouped(999), "999");
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
