//! The connection to `/events`, kept up: the browser comes back by itself after a break, but not after an answer that is no stream;
//! then this does.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::set_timeout;
use wasm_bindgen::prelude::*;
use web_sys::{Event, EventSource, MessageEvent};

use super::Change;

/// What comes out of the stream.
pub(super) enum Heard {
    Change(Change),
    /// Too much was missed; the log stands here now.
    Resync(u64),
    /// It broke, or it is there again after a while.
    Lost(bool),
    /// It is there again, however short it was away.
    Again,
}

/// An open stream; dropping it closes it.
pub(super) struct Source {
    inner: Rc<Inner>,
}

struct Inner {
    hear: Box<dyn Fn(Heard)>,
    last: Cell<Option<u64>>,
    failures: Cell<u32>,
    opened: Cell<bool>,
    closed: Cell<bool>,
    connection: RefCell<Option<Connection>>,
}

/// The browser's object, and what it calls.
struct Connection {
    source: EventSource,
    _calls: [Closure<dyn FnMut(MessageEvent)>; 2],
    _states: [Closure<dyn FnMut(Event)>; 2],
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.source.set_onmessage(None);
        self.source.set_onopen(None);
        self.source.set_onerror(None);
        self.source.close();
    }
}

impl Source {
    /// Asks for what came after this place in the log, and for what comes.
    pub(super) fn open(after: Option<u64>, hear: impl Fn(Heard) + 'static) -> Self {
        let inner = Rc::new(Inner {
            hear: Box::new(hear),
            last: Cell::new(after),
            failures: Cell::new(0),
            opened: Cell::new(false),
            closed: Cell::new(false),
            connection: RefCell::new(None),
        });
        Inner::connect(&inner);
        Self { inner }
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        self.inner.closed.set(true);
        self.inner.connection.take();
    }
}

impl Inner {
    fn connect(this: &Rc<Self>) {
        let url = match this.last.get() {
            Some(seq) => format!("/events?after={seq}"),
            None => "/events".to_owned(),
        };
        let Ok(source) = EventSource::new(&url) else { return };
        let inner = this.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let change = event.data().as_string().and_then(|text| serde_json::from_str::<Change>(&text).ok());
            if let Some(change) = change {
                inner.last.set(Some(change.seq));
                (inner.hear)(Heard::Change(change));
            }
        });
        let inner = this.clone();
        let on_resync = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let seq = event.last_event_id().parse().unwrap_or(0);
            inner.last.set(Some(seq));
            (inner.hear)(Heard::Resync(seq));
        });
        let inner = this.clone();
        let on_open = Closure::<dyn FnMut(Event)>::new(move |_| {
            if inner.failures.replace(0) > 1 {
                (inner.hear)(Heard::Lost(false));
            }
            if inner.opened.replace(true) {
                (inner.hear)(Heard::Again);
            }
        });
        let inner = this.clone();
        let failing = source.clone();
        let on_error = Closure::<dyn FnMut(Event)>::new(move |_| {
            let failures = inner.failures.get() + 1;
            inner.failures.set(failures);
            // The first one is a server that closed a quiet stream, and the browser is back at once.
            if failures == 2 {
                (inner.hear)(Heard::Lost(true));
            }
            if failing.ready_state() == EventSource::CLOSED {
                let inner = inner.clone();
                let wait = (500_u64 << failures.min(5)).min(15_000);
                set_timeout(
                    move || {
                        if !inner.closed.get() {
                            Self::connect(&inner);
                        }
                    },
                    Duration::from_millis(wait),
                );
            }
        });
        source.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        source.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let _ = source.add_event_listener_with_callback("resync", on_resync.as_ref().unchecked_ref());
        let connection = Connection { source, _calls: [on_message, on_resync], _states: [on_open, on_error] };
        this.connection.replace(Some(connection));
    }
}
