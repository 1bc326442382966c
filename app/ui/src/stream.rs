//! Lines that the server sends as they come: an event stream for as long as its owner lives.
//!
//! The browser comes back by itself after a break and tells the server the id of the last message it has seen. Messages that
//! come close together are handed over together, so that a burst is one change of the page.

/// How long messages are collected before they are handed over, in milliseconds.
#[cfg(feature = "hydrate")]
const TOGETHER: u64 = 60;

/// Listens to an address until the owner goes. Does nothing on the server.
#[cfg_attr(not(feature = "hydrate"), allow(unused_variables))]
pub fn listen(url: &str, on_messages: impl Fn(Vec<String>) + 'static, on_break: impl Fn(bool) + 'static) {
    #[cfg(feature = "hydrate")]
    browser::listen(url, on_messages, on_break);
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::cell::RefCell;
    use std::rc::Rc;
    use std::time::Duration;

    use leptos::prelude::*;
    use send_wrapper::SendWrapper;
    use wasm_bindgen::prelude::*;
    use web_sys::{Event, EventSource, MessageEvent};

    pub(super) fn listen(url: &str, on_messages: impl Fn(Vec<String>) + 'static, on_break: impl Fn(bool) + 'static) {
        let Ok(source) = EventSource::new(url) else { return };
        let waiting = Rc::new(RefCell::new(Vec::<String>::new()));
        let on_messages = Rc::new(on_messages);
        let on_break = Rc::new(on_break);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let Some(text) = event.data().as_string() else { return };
            waiting.borrow_mut().push(text);
            if waiting.borrow().len() > 1 {
                return;
            }
            let (waiting, on_messages) = (waiting.clone(), on_messages.clone());
            set_timeout(move || on_messages(waiting.take()), Duration::from_millis(super::TOGETHER));
        });
        let opened = on_break.clone();
        let on_open = Closure::<dyn FnMut(Event)>::new(move |_| opened(false));
        let on_error = Closure::<dyn FnMut(Event)>::new(move |_| on_break(true));
        // Nothing more will come: without this the browser would ask again and again.
        let ending = source.clone();
        let on_end = Closure::<dyn FnMut(Event)>::new(move |_| ending.close());
        source.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        source.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        let _ = source.add_event_listener_with_callback("end", on_end.as_ref().unchecked_ref());
        let kept = SendWrapper::new((source, on_message, on_open, on_error, on_end));
        on_cleanup(move || {
            let (source, ..) = kept.take();
            source.set_onmessage(None);
            source.set_onopen(None);
            source.set_onerror(None);
            source.close();
        });
    }
}
