//! Whether the session has ended while the page was open: an answer of the server says so, and the page asks for a new sign-in.

use leptos::prelude::*;

/// True from when the session ended while the page was open, until the person has signed in again; always false on the server.
#[cfg(feature = "hydrate")]
pub fn ended() -> ArcRwSignal<bool> {
    thread_local! {
        static ENDED: ArcRwSignal<bool> = ArcRwSignal::new(false);
    }
    ENDED.with(Clone::clone)
}

/// True from when the session ended while the page was open, until the person has signed in again; always false on the server.
#[cfg(not(feature = "hydrate"))]
pub fn ended() -> ArcRwSignal<bool> {
    ArcRwSignal::new(false)
}

/// Notes that the server knows this session no longer.
pub fn end() {
    let ended = ended();
    if !ended.get_untracked() {
        ended.set(true);
    }
}
