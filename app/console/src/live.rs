//! Live refresh: one event stream for the whole console. A page names the kinds of things that it shows and gets a number
//! that grows when one of them changed; that number belongs into the source of its resource.
//!
//! The stream is `/events`: messages are JSON `{seq, kind, id, verb}` with the sequence number as the event's id, so that the
//! browser asks for what it missed after a break. A message of the event `resync` says that too much was missed: everything is
//! loaded anew.
//!
//! A browser has few connections to one address, so that its tabs share one stream (see [`share`]), and a tab that nobody looks at
//! asks for nothing.

#[cfg(feature = "hydrate")]
mod share;
#[cfg(feature = "hydrate")]
mod source;

use std::collections::BTreeMap;

use gantry_model::kind::ResourceKind;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One change, as the stream tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    returns: RwSignal<u32>,
}

impl Live {
    /// Provides the stream to all pages and opens it once the page is mounted.
    pub fn provide(open: bool) -> Self {
        let live =
            Self { counts: RwSignal::new(BTreeMap::new()), lost: RwSignal::new(false), returns: RwSignal::new(0) };
        provide_context(live);
        #[cfg(feature = "hydrate")]
        if open {
            Effect::new(move |_| share::open(live));
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = open;
        live
    }

    /// True while the stream is broken.
    pub fn lost(&self) -> Signal<bool> {
        self.lost.into()
    }

    /// How often the server was found again: it may be another one than before.
    pub fn returns(&self) -> Signal<u32> {
        self.returns.into()
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
pub fn use_live(kinds: &'static [ResourceKind]) -> Memo<u64> {
    let live = use_context::<Live>();
    Memo::new(move |_| {
        live.map_or(0, |live| {
            live.counts.with(|counts| {
                let count = |kind: &str| counts.get(kind).copied().unwrap_or(0);
                count("*") + kinds.iter().map(|kind| count(kind.token())).sum::<u64>()
            })
        })
    })
}
