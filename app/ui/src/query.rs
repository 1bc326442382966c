//! The state of a page lives in its URL: the tab, the step, the page of a list, its order, its search and its filters.
//! Links are made from the URL that is there; what changes is named, everything else stays.

use gantry_model::page::{PageRequest, SIZES};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_url};

/// Goes to an address; `true` replaces the present step of the history.
type Go = std::sync::Arc<dyn Fn(&str, bool) + Send + Sync>;

/// Makes the addresses of this page with other query values. `Copy`.
#[derive(Clone, Copy)]
pub struct Query {
    path: Memo<String>,
    values: Memo<Values>,
    go: StoredValue<Go>,
}

/// The query of the page that is shown.
pub fn use_query() -> Query {
    let navigate = use_navigate();
    let go = move |href: &str, replace: bool| {
        navigate(href, NavigateOptions { replace, scroll: false, resolve: false, ..NavigateOptions::default() });
    };
    // The route's own address: that of the next page is none of a page's that is being taken away.
    let url = use_url();
    let values = Memo::new(move |_| url.with(|url| Values::parse(url.search())));
    Query { path: use_location().pathname, values, go: StoredValue::new(std::sync::Arc::new(go)) }
}

impl Query {
    /// A value of the query, tracked; `None` where it is absent or empty.
    pub fn get(&self, key: &str) -> Option<String> {
        // An effect of an element that is being taken away may run once more.
        self.values.try_with(|values| values.get(key).map(str::to_owned)).flatten()
    }

    /// The address with these values; `None` takes one away. Tracked, so that links follow the URL.
    pub fn href(&self, changes: &[(&str, Option<&str>)]) -> String {
        let path = self.path.try_get().unwrap_or_default();
        self.values.try_with(|values| address(&path, values, changes)).unwrap_or_default()
    }

    /// Goes there, as a new step of the history.
    pub fn go(&self, changes: &[(&str, Option<&str>)]) {
        let href = untrack(|| self.href(changes));
        self.go.with_value(|go| go(&href, false));
    }

    /// Goes there in place of the present step: for what changes with every key.
    pub fn replace(&self, changes: &[(&str, Option<&str>)]) {
        let href = untrack(|| self.href(changes));
        self.go.with_value(|go| go(&href, true));
    }

    /// What a list asks for: `page`, `size`, `sort` (with `-` in front when descending) and `q`.
    pub fn page_request(&self) -> Memo<PageRequest> {
        let query = *self;
        Memo::new(move |_| {
            let number = |key: &str| query.get(key).and_then(|value| value.parse::<u32>().ok());
            let sort = query.get("sort").unwrap_or_default();
            PageRequest {
                page: number("page").filter(|page| *page > 0).unwrap_or(1),
                size: number("size").filter(|size| SIZES.contains(size)).unwrap_or(SIZES[0]),
                descending: sort.starts_with('-'),
                sort: sort.trim_start_matches('-').to_owned(),
                search: query.get("q").unwrap_or_default(),
            }
        })
    }

    /// The step of a wizard. What is filled in lives as long as its page, so that one which is opened at a later step, by the way back or
    /// by an address, begins at the first.
    pub fn step(&self, first: &'static str) -> Memo<String> {
        let query = *self;
        let later = RwSignal::new(untrack(|| query.get("step")).is_some_and(|step| step != first));
        Effect::new(move |_| {
            if later.get_untracked() {
                query.replace(&[("step", None)]);
                later.set(false);
            }
        });
        Memo::new(move |_| query.get("step").filter(|_| !later.get()).unwrap_or_else(|| first.to_owned()))
    }

    /// One value as a signal, with what it is when the URL does not say: a tab, a step, a filter.
    pub fn value(&self, key: &'static str, default: &'static str) -> Memo<String> {
        let query = *self;
        Memo::new(move |_| query.get(key).unwrap_or_else(|| default.to_owned()))
    }
}

/// Writes an address from a path, the query that is there and the changes to it.
fn address(path: &str, values: &Values, changes: &[(&str, Option<&str>)]) -> String {
    let mut next = values.clone();
    for (key, value) in changes {
        next.set(key, value.unwrap_or_default());
    }
    format!("{path}{next}")
}

/// The values of a query, each decoded once: the router's own map decodes what is decoded already, so that `a%2526b` would become
/// `a&b`. Written, it begins with `?`, or is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(Vec<(String, String)>);

impl Values {
    /// Reads what stands after the `?`. Of two values of one key the last one counts.
    pub fn parse(query: &str) -> Self {
        let mut values = Self::default();
        for pair in query.trim_start_matches('?').split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            values.set(&decode(key), &decode(value));
        }
        values
    }

    /// `None` where it is absent or empty.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// Gives a key a value; an empty one takes it away.
    pub fn set(&mut self, key: &str, value: &str) {
        let place = self.0.iter().position(|(known, _)| known == key);
        match place {
            _ if key.is_empty() => {}
            Some(place) if value.is_empty() => {
                self.0.remove(place);
            }
            Some(place) => self.0[place].1 = value.to_owned(),
            None if value.is_empty() => {}
            None => self.0.push((key.to_owned(), value.to_owned())),
        }
    }
}

impl std::fmt::Display for Values {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, (key, value)) in self.0.iter().enumerate() {
            f.write_str(if place == 0 { "?" } else { "&" })?;
            encode(f, key)?;
            f.write_str("=")?;
            encode(f, value)?;
        }
        Ok(())
    }
}

fn encode(f: &mut std::fmt::Formatter<'_>, text: &str) -> std::fmt::Result {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => write!(f, "{}", char::from(byte))?,
            _ => write!(f, "%{byte:02X}")?,
        }
    }
    Ok(())
}

fn decode(text: &str) -> String {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 2;
            }
            (b'+', ..) => decoded.push(b' '),
            (byte, ..) => decoded.push(*byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_changes_what_is_named_and_keeps_the_rest() {
        let values = Values::parse("?region=local&page=3&empty=");
        assert_eq!(address("/a", &values, &[("page", None)]), "/a?region=local");
        assert_eq!(address("/a", &values, &[("page", Some("4"))]), "/a?region=local&page=4");
        assert_eq!(address("/a", &values, &[("page", None), ("region", None)]), "/a");
    }

    #[test]
    fn what_is_written_into_a_query_is_what_is_read_from_it() {
        for text in ["a b", "a&b=c", "a%26b", "100%", "%zz", "方 1+1", "/containers/groups?search=a%20b"] {
            let mut values = Values::default();
            values.set("q", text);
            assert_eq!(Values::parse(&values.to_string()).get("q"), Some(text));
        }
        assert_eq!(Values::parse("q=a+b").get("q"), Some("a b"));
    }
}
