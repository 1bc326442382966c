//! One stream for all tabs of a browser.
//!
//! Over HTTP/1.1 a browser keeps six connections to an address, and a stream holds one for as long as it is open. So the tabs that are
//! looked at wait for a lock of the browser; who holds it leads: it has the stream, and passes on what it hears by a
//! [`BroadcastChannel`]. When it closes, crashes or is hidden, the lock goes to the next tab, which asks the server for what came
//! after the last change that it knows of. Where the browser has no such locks (without TLS on another machine's address), each
//! visible tab has a stream of its own.
//!
//! A tab joins at a place in the change log: that of its page, or the last change that it heard of. It tells the others that place, and the
//! leader answers with what was said since, which it keeps for a while. Places never get smaller, so nothing is told twice.

use std::cell::RefCell;
use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, BroadcastChannel, Event, MessageEvent};

use super::source::{Heard, Source};
use super::{Change, Live};

/// The name of lock and channel.
const NAME: &str = "gantry-changes";
/// So many changes are kept for tabs that join.
const KEPT: usize = 256;
/// Changes so close together are one refetch, in milliseconds.
const TOGETHER: u64 = 150;

#[wasm_bindgen]
extern "C" {
    /// `navigator.locks.request`; fails where the browser has no locks.
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request, catch)]
    fn request_lock(name: &str, options: &JsValue, held: &JsValue) -> Result<js_sys::Promise, JsValue>;
}

/// What tabs tell each other.
#[derive(Debug, Serialize, Deserialize)]
enum Word {
    /// Somebody leads from now on; who is there says where it stands.
    Lead,
    /// This tab knows everything up to a place.
    Hello { tab: String, after: u64 },
    /// The answer to that.
    Missed { tab: String, changes: Vec<Change> },
    /// Something changed.
    Change(Change),
    /// Load everything anew: one tab, or all. The log stands here now.
    Resync { tab: Option<String>, seq: u64 },
    /// The leader's stream broke, or is there again.
    Lost(bool),
    /// The leader's stream is there again, however short it was away.
    Again,
}

type Shared = Rc<RefCell<Tab>>;

struct Tab {
    live: Live,
    /// Who this is, among tabs.
    name: String,
    channel: Option<BroadcastChannel>,
    /// Everything up to here is known.
    last: Option<u64>,
    /// Kinds of what changed since the pages were last told.
    waiting: BTreeSet<String>,
    /// Counts how often it joined or left, so that what answers late knows.
    turn: u32,
    joined: bool,
    /// While it leads.
    source: Option<Source>,
    /// What the leader heard, and the place before the first of it.
    kept: VecDeque<Change>,
    kept_from: u64,
    /// Ends the waiting for the lock.
    abort: Option<AbortController>,
    /// Gives the lock back.
    release: Option<js_sys::Function>,
}

/// Follows the changes for as long as the page lives.
pub(super) fn open(live: Live) {
    let channel = BroadcastChannel::new(NAME).ok();
    let tab = Rc::new(RefCell::new(Tab {
        live,
        name: js_sys::Math::random().to_string(),
        channel: channel.clone(),
        last: place_of_page(),
        waiting: BTreeSet::new(),
        turn: 0,
        joined: false,
        source: None,
        kept: VecDeque::new(),
        kept_from: 0,
        abort: None,
        release: None,
    }));
    if let Some(channel) = channel {
        let hearing = tab.clone();
        let on_word = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let word = event.data().as_string().and_then(|text| serde_json::from_str(&text).ok());
            if let Some(word) = word {
                hear(&hearing, word);
            }
        });
        channel.set_onmessage(Some(on_word.as_ref().unchecked_ref()));
        on_word.forget();
    }
    let look = move |tab: &Shared, away: bool| {
        if away || document().hidden() { leave(tab) } else { join(tab) }
    };
    look(&tab, false);
    for (target, event, away) in [
        (document().unchecked_into::<web_sys::EventTarget>(), "visibilitychange", false),
        (window().unchecked_into(), "pagehide", true),
        (window().unchecked_into(), "pageshow", false),
    ] {
        let tab = tab.clone();
        let on_event = Closure::<dyn FnMut(Event)>::new(move |_| look(&tab, away));
        let _ = target.add_event_listener_with_callback(event, on_event.as_ref().unchecked_ref());
        on_event.forget();
    }
}

/// Where the change log stood when the server began to make this page: what changed since is asked for.
fn place_of_page() -> Option<u64> {
    let meta = document().query_selector("meta[name=gantry-changes]").ok().flatten()?;
    meta.get_attribute("content")?.parse().ok()
}

/// Takes part: by the leader's words, or as the leader.
fn join(tab: &Shared) {
    let turn = {
        let mut this = tab.borrow_mut();
        if this.joined {
            return;
        }
        this.joined = true;
        this.turn += 1;
        this.turn
    };
    if turn > 1 {
        // What happened to the server while nobody looked is not known.
        again(tab);
    }
    tell_pages(tab);
    let shared = tab.borrow().channel.is_some() && wait_for_lock(tab, turn);
    if shared {
        say_hello(tab);
    } else {
        lead(tab);
    }
}

/// Takes no part any more: the next tab leads, if it was this one.
fn leave(tab: &Shared) {
    let (source, release, abort) = {
        let mut this = tab.borrow_mut();
        if !this.joined {
            return;
        }
        this.joined = false;
        this.turn += 1;
        this.kept.clear();
        (this.source.take(), this.release.take(), this.abort.take())
    };
    drop(source);
    if let Some(abort) = abort {
        abort.abort();
    }
    if let Some(release) = release {
        let _ = release.call0(&JsValue::NULL);
    }
}

/// Stands in line for the lead; false where there are no locks.
fn wait_for_lock(tab: &Shared, turn: u32) -> bool {
    let Ok(abort) = AbortController::new() else { return false };
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"signal".into(), &abort.signal());
    let holding = tab.clone();
    let held = Closure::once_into_js(move |_: JsValue| -> JsValue {
        if holding.borrow().turn != turn {
            return JsValue::UNDEFINED;
        }
        // The lock is held until this is kept.
        let until = js_sys::Promise::new(&mut |release, _| {
            holding.borrow_mut().release = Some(release);
        });
        holding.borrow_mut().abort = None;
        lead(&holding);
        until.into()
    });
    let Ok(promise) = request_lock(NAME, &options, &held) else { return false };
    tab.borrow_mut().abort = Some(abort);
    // Who leaves while it waits is told so by a refusal.
    let refused = Closure::once_into_js(|_: JsValue| ());
    let _ = js_sys::Reflect::get(&promise, &"catch".into())
        .and_then(|catch| catch.dyn_into::<js_sys::Function>())
        .and_then(|catch| catch.call1(&promise, &refused));
    true
}

fn lead(tab: &Shared) {
    let (after, turn) = {
        let mut this = tab.borrow_mut();
        this.kept.clear();
        this.kept_from = this.last.unwrap_or(u64::MAX);
        (this.last, this.turn)
    };
    let hearing = tab.clone();
    let source = Source::open(after, move |heard| {
        if hearing.borrow().turn != turn {
            return;
        }
        match heard {
            Heard::Change(change) => {
                {
                    let mut this = hearing.borrow_mut();
                    if this.kept.len() == KEPT
                        && let Some(oldest) = this.kept.pop_front()
                    {
                        this.kept_from = oldest.seq;
                    }
                    this.kept_from = this.kept_from.min(change.seq.saturating_sub(1));
                    this.kept.push_back(change.clone());
                    this.say(&Word::Change(change.clone()));
                }
                note(&hearing, change);
            }
            Heard::Resync(seq) => {
                {
                    let mut this = hearing.borrow_mut();
                    this.kept.clear();
                    this.kept_from = seq;
                    this.say(&Word::Resync { tab: None, seq });
                }
                begin_again(&hearing, seq);
            }
            Heard::Lost(lost) => {
                hearing.borrow().say(&Word::Lost(lost));
                set_lost(&hearing, lost);
            }
            Heard::Again => {
                hearing.borrow().say(&Word::Again);
                again(&hearing);
            }
        }
    });
    let mut this = tab.borrow_mut();
    this.source = Some(source);
    this.say(&Word::Lead);
}

/// What another tab said.
fn hear(tab: &Shared, word: Word) {
    let leads = tab.borrow().source.is_some();
    match word {
        Word::Lead if !leads => say_hello(tab),
        Word::Hello { tab: other, after } if leads => tab.borrow().answer(other, after),
        Word::Missed { tab: to, changes } if to == tab.borrow().name => {
            for change in changes {
                note(tab, change);
            }
        }
        Word::Change(change) if !leads && tab.borrow().last.is_none_or(|last| change.seq > last) => {
            note(tab, change);
        }
        Word::Resync { tab: to, seq } if !leads && to.as_ref().is_none_or(|to| *to == tab.borrow().name) => {
            begin_again(tab, seq);
        }
        Word::Lost(lost) if !leads => set_lost(tab, lost),
        Word::Again if !leads => again(tab),
        _ => {}
    }
}

fn say_hello(tab: &Shared) {
    let this = tab.borrow();
    if this.joined {
        this.say(&Word::Hello { tab: this.name.clone(), after: this.last.unwrap_or(0) });
    }
}

impl Tab {
    fn say(&self, word: &Word) {
        if let (Some(channel), Ok(text)) = (&self.channel, serde_json::to_string(word)) {
            let _ = channel.post_message(&text.into());
        }
    }

    /// Tells a tab that knows everything up to there what it has missed.
    fn answer(&self, tab: String, after: u64) {
        if after < self.kept_from {
            self.say(&Word::Resync { tab: Some(tab), seq: self.last.unwrap_or(after) });
            return;
        }
        let changes: Vec<_> = self.kept.iter().filter(|change| change.seq > after).cloned().collect();
        if !changes.is_empty() {
            self.say(&Word::Missed { tab, changes });
        }
    }
}

/// Something changed: the pages hear of it in a moment, together with what else changes until then. A tab that nobody looks at
/// keeps it until somebody does.
fn note(tab: &Shared, change: Change) {
    let first = {
        let mut this = tab.borrow_mut();
        this.last = this.last.max(Some(change.seq));
        let first = this.waiting.is_empty();
        this.waiting.insert(change.kind);
        first && this.joined
    };
    if first {
        let tab = tab.clone();
        set_timeout(move || tell_pages(&tab), Duration::from_millis(TOGETHER));
    }
}

fn tell_pages(tab: &Shared) {
    let (live, kinds) = {
        let mut this = tab.borrow_mut();
        if !this.joined {
            return;
        }
        (this.live, std::mem::take(&mut this.waiting))
    };
    if !kinds.is_empty() {
        live.apply(&kinds);
    }
}

fn begin_again(tab: &Shared, seq: u64) {
    let live = {
        let mut this = tab.borrow_mut();
        this.last = this.last.max(Some(seq));
        this.waiting.clear();
        this.live
    };
    live.refresh();
}

fn again(tab: &Shared) {
    let live = tab.borrow().live;
    live.returns.update(|returns| *returns += 1);
}

fn set_lost(tab: &Shared, lost: bool) {
    let live = tab.borrow().live;
    if live.lost.get_untracked() != lost {
        live.lost.set(lost);
        if !lost {
            live.refresh();
        }
    }
}
