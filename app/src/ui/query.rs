//! The state of a page lives in its URL: the tab, the step, the page of a list, its order, its search and its filters.
//! Links are made from the URL that is there; what changes is named, everything else stays.

use gantry_model::page::{PageRequest, SIZES};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use leptos_router::params::ParamsMap;

/// Goes to an address; `true` replaces the present step of the history.
type Go = std::sync::Arc<dyn Fn(&str, bool) + Send + Sync>;

/// Makes the addresses of this page with other query values. `Copy`.
#[derive(Clone, Copy)]
pub struct Query {
    path: Memo<String>,
    map: Memo<ParamsMap>,
    go: StoredValue<Go>,
}

/// The query of the page that is shown.
pub fn use_query() -> Query {
    let navigate = use_navigate();
    let go = move |href: &str, replace: bool| {
        navigate(href, NavigateOptions { replace, scroll: false, resolve: false, ..NavigateOptions::default() });
    };
    Query { path: use_location().pathname, map: use_query_map(), go: StoredValue::new(std::sync::Arc::new(go)) }
}

impl Query {
    /// A value of the query, tracked; `None` where it is absent or empty.
    pub fn get(&self, key: &str) -> Option<String> {
        // An effect of an element that is being taken away may run once more.
        self.map.try_with(|map| map.get(key)).flatten().filter(|value| !value.is_empty())
    }

    /// The address with these values; `None` takes one away. Tracked, so that links follow the URL.
    pub fn href(&self, changes: &[(&str, Option<&str>)]) -> String {
        let path = self.path.try_get().unwrap_or_default();
        self.map.try_with(|map| address(&path, map, changes)).unwrap_or_default()
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

    /// One value as a signal, with what it is when the URL does not say: a tab, a step, a filter.
    pub fn value(&self, key: &'static str, default: &'static str) -> Memo<String> {
        let query = *self;
        Memo::new(move |_| query.get(key).unwrap_or_else(|| default.to_owned()))
    }
}

/// Writes an address from a path, the query that is there and the changes to it.
fn address(path: &str, map: &ParamsMap, changes: &[(&str, Option<&str>)]) -> String {
    let mut next = map.clone();
    for (key, value) in changes {
        next.remove(key);
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            next.insert((*key).to_owned(), value.to_owned());
        }
    }
    format!("{path}{}", next.to_query_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_changes_what_is_named_and_keeps_the_rest() {
        let mut map = ParamsMap::new();
        map.insert("region", "local".to_owned());
        map.insert("page", "3".to_owned());
        assert_eq!(address("/a", &map, &[("page", None)]), "/a?region=local");
        assert_eq!(address("/a", &map, &[("page", None), ("region", None)]), "/a");
    }
}
