//! Live refresh: one event stream for the whole console. A page names the kinds of things that it shows and gets a number
//! that grows when one of them changed; that number belongs into the source of its resource.
//!
//! The stream is `/events`: messages are JSON `{seq, kind, id, verb}` with the sequence number as the event's id, so that the
//! browser asks for what it missed after a break. A message of the event `resync` says that too much was missed: everything is
//! loaded anew.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::Deserialize;

/// One change, as the stream tells it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Change {
    /// Place in the change log.
    pub seq: u64,
    /// What kind of thing: `container_group`, `repository`.
    pub kind: String,
    /// Which one.
    pub id: String,
    /// What happened to it: `create`, `update`, `delete`.
    pub verb: String,
}

/// The state of the stream. Comes by context from the shell.
#[derive(Clone, Copy)]
pub struct Live {
    counts: RwSignal<BTreeMap<String, u64>>,
    lost: RwSignal<bool>,
}

impl Live {
    /// Provides the stream to all pages and opens it once the page is mounted.
    pub(crate) fn provide(open: bool) -> Self {
        let live = Self { counts: RwSignal::new(BTreeMap::new()), lost: RwSignal::new(false) };
        provide_context(live);
        #[cfg(feature = "hydrate")]
        if open {
            Effect::new(move |_| stream::open(live));
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = open;
        live
    }

    /// True while the stream is broken.
    pub fn lost(&self) -> Signal<bool> {
        self.lost.into()
    }

    /// Loads everything anew: after a resync, and when a person asks for it.
    pub fn refresh(&self) {
        self.counts.update(|counts| *counts.entry("*".to_owned()).or_default() += 1);
    }

    #[cfg(feature = "hydrate")]
    fn apply(&self, kinds: &std::collections::BTreeSet<String>) {
        self.counts.update(|counts| {
            for kind in kinds {
                *counts.entry(kind.clone()).or_default() += 1;
            }
        });
    }
}

/// A number that grows when a thing of one of these kinds changed. Changes within 150 ms count as one.
pub fn use_live(kinds: &'static [&'static str]) -> Memo<u64> {
    let live = use_context::<Live>();
    Memo::new(move |_| {
        live.map_or(0, |live| {
            live.counts.with(|counts| {
                let count = |kind: &str| counts.get(kind).copied().unwrap_or(0);
                count("*") + kinds.iter().map(|kind| count(kind)).sum::<u64>()
            })
        })
    })
}

#[cfg(feature = "hydrate")]
mod stream {
    use std::cell::RefCell;
    use std::collections::BTreeSet;
    use std::rc::Rc;
    use std::time::Duration;

    use leptos::prelude::*;
    use wasm_bindgen::prelude::*;
    use web_sys::{EventSource, MessageEvent};

    use super::{Change, Live};

    /// What has come since the pages were last told, and where the stream stands.
    #[derive(Default)]
    struct State {
        waiting: BTreeSet<String>,
        last: Option<u64>,
        retry: u32,
    }

    /// Opens the stream for as long as the page lives.
    pub(super) fn open(live: Live) {
        connect(live, Rc::new(RefCell::new(State { last: place_of_page(), ..State::default() })));
    }

    /// Where the change log stood when the server began to make this page: what changed since is asked for.
    fn place_of_page() -> Option<u64> {
        let meta = document().query_selector("meta[name=gantry-changes]").ok().flatten()?;
        meta.get_attribute("content")?.parse().ok()
    }

    fn connect(live: Live, state: Rc<RefCell<State>>) {
        let last = state.borrow().last;
        let url = match last {
            Some(seq) => format!("/events?after={seq}"),
            None => "/events".to_owned(),
        };
        let Ok(source) = EventSource::new(&url) else { return };

        let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
            let state = state.clone();
            move |event: MessageEvent| {
                let Some(text) = event.data().as_string() else { return };
                let Ok(change) = serde_json::from_str::<Change>(&text) else { return };
                let first = {
                    let mut state = state.borrow_mut();
                    state.last = Some(change.seq);
                    let first = state.waiting.is_empty();
                    state.waiting.insert(change.kind);
                    first
                };
                // A burst of changes is one refetch.
                if first {
                    let state = state.clone();
                    set_timeout(
                        move || {
                            let kinds = std::mem::take(&mut state.borrow_mut().waiting);
                            live.apply(&kinds);
                        },
                        Duration::from_millis(150),
                    );
                }
            }
        });
        source.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();

        let on_resync = Closure::<dyn FnMut(MessageEvent)>::new(move |_| live.refresh());
        let _ = source.add_event_listener_with_callback("resync", on_resync.as_ref().unchecked_ref());
        on_resync.forget();

        let on_open = Closure::<dyn FnMut(web_sys::Event)>::new({
            let state = state.clone();
            move |_| {
                let mut state = state.borrow_mut();
                state.retry = 0;
                if live.lost.get_untracked() {
                    live.lost.set(false);
                    live.refresh();
                }
            }
        });
        source.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        on_open.forget();

        // The browser comes back by itself after a break, but not after an answer that is no stream; then this does.
        let on_error = Closure::<dyn FnMut(web_sys::Event)>::new({
            let source = source.clone();
            move |_| {
                let state = state.clone();
                let source = source.clone();
                let retry = {
                    let mut state = state.borrow_mut();
                    state.retry += 1;
                    state.retry
                };
                if retry > 1 {
                    live.lost.set(true);
                }
                if source.ready_state() == EventSource::CLOSED {
                    let wait = (500_u64 << retry.min(5)).min(15_000);
                    set_timeout(move || connect(live, state), Duration::from_millis(wait));
                }
            }
        });
        source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        on_error.forget();

        // A page that goes away closes its stream at once instead of leaving it to the server to notice.
        let closing = source.clone();
        let handle = window_event_listener(leptos::ev::pagehide, move |_| closing.close());
        on_cleanup(move || handle.remove());
    }
}
