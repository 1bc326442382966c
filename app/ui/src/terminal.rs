//! Terminals: xterm.js on a WebSocket. Bytes go both ways as binary messages; what is not bytes is JSON in text messages: the page
//! sends `{"resize":{"columns":120,"rows":32}}`, the server `{"exit":0}` or `{"error":"why"}`.
//!
//! The emulator is loaded when the first terminal opens. Copy and paste are the browser's: Ctrl Shift C and Ctrl Shift V, or
//! the menu of the mouse.

use gantry_words::ui as words;
use leptos::html;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// How a session stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Being opened.
    Opening,
    /// Open.
    Open,
    /// Ended; why, in words.
    Ended(String),
}

/// A session in a tab.
#[derive(Clone, Copy)]
pub struct TerminalSession {
    /// What tells it apart.
    pub number: u64,
    /// Container and shell, for the tab.
    pub title: StoredValue<(String, String)>,
    /// Where its WebSocket is.
    pub url: StoredValue<String>,
    line: RwSignal<Line>,
    size: RwSignal<(u16, u16)>,
}

/// The sessions of a page and which of them is shown. `Copy`.
#[derive(Clone, Copy)]
pub struct Terminals {
    list: RwSignal<Vec<TerminalSession>>,
    at: RwSignal<u64>,
    next: StoredValue<u64>,
}

impl Default for Terminals {
    fn default() -> Self {
        Self::new()
    }
}

impl Terminals {
    /// None yet.
    pub fn new() -> Self {
        Self { list: RwSignal::new(Vec::new()), at: RwSignal::new(0), next: StoredValue::new(1) }
    }

    /// Opens a session in a tab of its own: the container, the shell, and the path of its WebSocket.
    pub fn open(&self, name: impl Into<String>, shell: impl Into<String>, url: impl Into<String>) {
        let number = self.next.get_value();
        self.next.set_value(number + 1);
        let session = TerminalSession {
            number,
            title: StoredValue::new((name.into(), shell.into())),
            url: StoredValue::new(url.into()),
            line: RwSignal::new(Line::Opening),
            size: RwSignal::new((0, 0)),
        };
        self.list.update(|list| list.push(session));
        self.at.set(number);
    }

    /// Ends a session and closes its tab.
    pub fn close(&self, number: u64) {
        self.list.update(|list| list.retain(|session| session.number != number));
        if self.at.get_untracked() == number {
            let last = self.list.with_untracked(|list| list.last().map_or(0, |session| session.number));
            self.at.set(last);
        }
    }

    /// How many there are, tracked.
    pub fn count(&self) -> usize {
        self.list.with(Vec::len)
    }
}

/// The sessions of a page in tabs. Nothing while there are none.
#[component]
pub fn TerminalPane(terminals: Terminals) -> impl IntoView {
    let frame = NodeRef::<html::Section>::new();
    let any = Memo::new(move |_| terminals.count() != 0);
    let current = Memo::new(move |_| terminals.at.get());
    let full_screen = move || {
        if let Some(element) = frame.get_untracked() {
            if document().fullscreen_element().is_some() {
                document().exit_fullscreen();
            } else {
                let _ = element.request_fullscreen();
            }
        }
    };
    let foot = move || {
        let number = current.get();
        let session = terminals.list.with(|list| list.iter().find(|session| session.number == number).copied())?;
        let (columns, rows) = session.size.get();
        Some((session.line.get(), format!("{columns} × {rows}")))
    };
    view! {
        <section class="term" aria-label=words::terminal() node_ref=frame hidden=move || !any.get()>
            <div class="bar" role="tablist" aria-label=words::terminal_sessions()>
                <For each=move || terminals.list.get() key=|session| session.number let:session>
                    {
                        let number = session.number;
                        let (name, shell) = session.title.get_value();
                        let label = words::terminal_close(&name, &shell);
                        view! {
                            <span class="tab" aria-current=move || (current.get() == number).then_some("true")>
                                <button
                                    type="button"
                                    role="tab"
                                    aria-selected=move || if current.get() == number { "true" } else { "false" }
                                    on:click=move |_| terminals.at.set(number)
                                >
                                    <span class=move || match session.line.get() {
                                        Line::Opening => "state busy",
                                        Line::Open => "state ok",
                                        Line::Ended(_) => "state off",
                                    }>{name}</span>
                                    <span class="q">{shell}</span>
                                </button>
                                <button
                                    class="close"
                                    type="button"
                                    aria-label=label.clone()
                                    title=label.clone()
                                    on:click=move |_| terminals.close(number)
                                >
                                    <Icon name=Glyph::Close/>
                                </button>
                            </span>
                        }
                    }
                </For>
                <span class="push"></span>
                <button
                    class="btn small square"
                    type="button"
                    aria-label=words::full_screen()
                    title=words::full_screen()
                    on:click=move |_| full_screen()
                >
                    <Icon name=Glyph::Expand/>
                </button>
            </div>
            <div class="screens">
                <For each=move || terminals.list.get() key=|session| session.number let:session>
                    <Screen session current/>
                </For>
            </div>
            <div class="foot">
                {move || {
                    foot()
                        .map(|(line, size)| {
                            let word = match line {
                                Line::Opening => words::connecting().to_owned(),
                                Line::Open => words::connected().to_owned(),
                                Line::Ended(why) => why,
                            };
                            view! {
                                <span role="status">{word}</span>
                                <span>{size}</span>
                            }
                        })
                }}
                <span>{words::terminal_copy()}</span>
                <span>{words::terminal_paste()}</span>
            </div>
        </section>
    }
    .into_any()
}

/// The screen of one session. Kept while another tab is shown, so that nothing is lost.
#[component]
fn Screen(session: TerminalSession, current: Memo<u64>) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let shown = Memo::new(move |_| current.get() == session.number);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let Some(element) = node.get() {
            emulator::run(element, session, shown);
        }
    });
    view! { <div class="screen" node_ref=node hidden=move || !shown.get()></div> }.into_any()
}

#[cfg(feature = "hydrate")]
mod emulator {
    use gantry_words::ui as words;
    use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
    use leptos::prelude::*;
    use send_wrapper::SendWrapper;
    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{BinaryType, HtmlDivElement, MessageEvent, WebSocket};

    use super::{Line, TerminalSession};

    #[wasm_bindgen]
    extern "C" {
        /// `import()` of a script that carries the page's nonce; defined by the document's first script.
        #[wasm_bindgen(js_name = gantryLoad)]
        fn load(url: &str) -> Promise;
    }

    /// Where the emulator's files are, from the document.
    fn file(name: &str) -> Option<String> {
        document().query_selector(&format!("meta[name=gantry-{name}]")).ok().flatten()?.get_attribute("content")
    }

    fn get(object: &JsValue, name: &str) -> JsValue {
        Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
    }

    fn call(object: &JsValue, name: &str, argument: &JsValue) -> JsValue {
        match get(object, name).dyn_into::<Function>() {
            Ok(function) => function.call1(object, argument).unwrap_or(JsValue::UNDEFINED),
            Err(_) => JsValue::UNDEFINED,
        }
    }

    fn construct(module: &JsValue, class: &str, argument: Option<&JsValue>) -> Result<JsValue, JsValue> {
        let class: Function = get(module, class).dyn_into()?;
        let arguments = js_sys::Array::new();
        if let Some(argument) = argument {
            arguments.push(argument);
        }
        Reflect::construct(&class, &arguments)
    }

    fn set(object: &Object, name: &str, value: impl Into<JsValue>) {
        let _ = Reflect::set(object, &name.into(), &value.into());
    }

    /// The emulator's colours and font, from the tokens of the style sheet.
    fn options() -> Object {
        let style = document().document_element().and_then(|root| window().get_computed_style(&root).ok().flatten());
        let token = |name: &str| {
            style.as_ref().and_then(|style| style.get_property_value(name).ok()).unwrap_or_default().trim().to_owned()
        };
        // A role is `light-dark(a, b)` until it is used; night is nearly the same in both, so the first will do.
        let colour = |name: &str| {
            let value = token(name);
            match value.strip_prefix("light-dark(") {
                Some(rest) => rest.split(',').next().unwrap_or("#000").trim().to_owned(),
                None => value,
            }
        };
        let theme = Object::new();
        for (key, role) in [
            ("background", "--night-0"),
            ("foreground", "--night-text"),
            ("cursor", "--night-text"),
            ("cursorAccent", "--night-0"),
            ("red", "--ansi-red"),
            ("green", "--ansi-green"),
            ("yellow", "--ansi-yellow"),
            ("blue", "--ansi-blue"),
            ("magenta", "--ansi-magenta"),
            ("cyan", "--ansi-cyan"),
            ("brightRed", "--ansi-red"),
            ("brightGreen", "--ansi-green"),
            ("brightYellow", "--ansi-yellow"),
            ("brightBlue", "--ansi-blue"),
            ("brightMagenta", "--ansi-magenta"),
            ("brightCyan", "--ansi-cyan"),
            ("black", "--night-line"),
            ("brightBlack", "--night-text-2"),
        ] {
            set(&theme, key, colour(role));
        }
        set(&theme, "selectionBackground", "#3d5560");
        let options = Object::new();
        set(&options, "theme", theme);
        set(&options, "fontFamily", token("--font-mono"));
        set(&options, "fontSize", 13.0);
        set(&options, "lineHeight", 1.25);
        set(&options, "scrollback", 5000.0);
        set(&options, "cursorBlink", true);
        set(&options, "screenReaderMode", true);
        options
    }

    /// Loads the emulator, connects it, and takes both down when the session's tab goes.
    pub(super) fn run(element: HtmlDivElement, session: TerminalSession, shown: Memo<bool>) {
        let owner = Owner::current();
        let alive = RwSignal::new(true);
        on_cleanup(move || {
            alive.try_set(false);
        });
        leptos::task::spawn_local(async move {
            match open(&element, session).await {
                Ok((terminal, fit, socket)) => {
                    if alive.try_get_untracked() != Some(true) {
                        let _ = socket.close();
                        return;
                    }
                    if let Some(owner) = owner {
                        owner.with(|| keep(terminal, fit, socket, shown));
                    }
                }
                Err(_) => {
                    session.line.try_set(Line::Ended(words::terminal_not_loaded().to_owned()));
                }
            }
        });
    }

    async fn open(
        element: &HtmlDivElement,
        session: TerminalSession,
    ) -> Result<(JsValue, JsValue, WebSocket), JsValue> {
        let missing = || JsValue::from_str("the document names no terminal");
        let module = JsFuture::from(load(&file("terminal").ok_or_else(missing)?)).await?;
        let fitting = JsFuture::from(load(&file("terminal-fit").ok_or_else(missing)?)).await?;
        let terminal = construct(&module, "Terminal", Some(&options()))?;
        let fit = construct(&fitting, "FitAddon", None)?;
        call(&terminal, "loadAddon", &fit);
        call(&terminal, "open", element);
        call(&fit, "fit", &JsValue::UNDEFINED);
        shortcuts(&terminal);

        let location = window().location();
        let scheme = if location.protocol()? == "https:" { "wss" } else { "ws" };
        let socket = WebSocket::new(&format!("{scheme}://{}{}", location.host()?, session.url.get_value()))?;
        socket.set_binary_type(BinaryType::Arraybuffer);

        let on_open = Closure::<dyn FnMut()>::new({
            let (terminal, socket) = (terminal.clone(), socket.clone());
            move || {
                session.line.try_set(Line::Open);
                announce(&terminal, &socket, session);
                call(&terminal, "focus", &JsValue::UNDEFINED);
            }
        });
        socket.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        on_open.forget();

        let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
            let terminal = terminal.clone();
            move |event: MessageEvent| {
                if let Some(text) = event.data().as_string() {
                    told(&terminal, &text, session);
                } else {
                    call(&terminal, "write", &Uint8Array::new(&event.data()));
                }
            }
        });
        socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();

        let on_close = Closure::<dyn FnMut()>::new(move || {
            let known = session.line.try_get_untracked();
            if !matches!(known, None | Some(Line::Ended(_))) {
                session.line.try_set(Line::Ended(words::terminal_ended().to_owned()));
            }
        });
        socket.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        on_close.forget();

        let on_data = Closure::<dyn FnMut(String)>::new({
            let socket = socket.clone();
            move |text: String| {
                if socket.ready_state() == WebSocket::OPEN {
                    let _ = socket.send_with_u8_array(text.as_bytes());
                }
            }
        });
        call(&terminal, "onData", on_data.as_ref());
        on_data.forget();

        let on_resize = Closure::<dyn FnMut(JsValue)>::new({
            let (terminal, socket) = (terminal.clone(), socket.clone());
            move |_| announce(&terminal, &socket, session)
        });
        call(&terminal, "onResize", on_resize.as_ref());
        on_resize.forget();
        Ok((terminal, fit, socket))
    }

    /// Tells both ends how large the screen is.
    fn announce(terminal: &JsValue, socket: &WebSocket, session: TerminalSession) {
        let number = |name| get(terminal, name).as_f64().unwrap_or(0.0) as u16;
        let (columns, rows) = (number("cols"), number("rows"));
        session.size.try_set((columns, rows));
        if socket.ready_state() == WebSocket::OPEN {
            let _ = socket.send_with_str(&format!("{{\"resize\":{{\"columns\":{columns},\"rows\":{rows}}}}}"));
        }
    }

    /// What the server says beside the bytes.
    fn told(terminal: &JsValue, text: &str, session: TerminalSession) {
        let Ok(message) = serde_json::from_str::<serde_json::Value>(text) else { return };
        let said = if let Some(code) = message.get("exit").and_then(serde_json::Value::as_i64) {
            words::terminal_exit(code)
        } else if let Some(why) = message.get("error").and_then(serde_json::Value::as_str) {
            why.to_owned()
        } else {
            return;
        };
        call(terminal, "write", &format!("\r\n\u{1b}[90m{said}\u{1b}[0m\r\n").into());
        session.line.try_set(Line::Ended(said));
    }

    /// Ctrl Shift C and V copy and paste; every other key belongs to the shell.
    fn shortcuts(terminal: &JsValue) {
        let handler = Closure::<dyn FnMut(web_sys::KeyboardEvent) -> bool>::new({
            let terminal = terminal.clone();
            move |event: web_sys::KeyboardEvent| {
                let both = event.ctrl_key() && event.shift_key();
                if event.type_() != "keydown" || !both {
                    return true;
                }
                match event.code().as_str() {
                    "KeyC" => {
                        if let Some(text) = call(&terminal, "getSelection", &JsValue::UNDEFINED).as_string()
                            && !text.is_empty()
                        {
                            crate::browser::copy(&text);
                        }
                        event.prevent_default();
                        false
                    }
                    // The browser pastes into the emulator's own text area.
                    "KeyV" => false,
                    _ => true,
                }
            }
        });
        call(terminal, "attachCustomKeyEventHandler", handler.as_ref());
        handler.forget();
    }

    /// Fits the screen to its place whenever that may have changed; ends everything with the tab.
    fn keep(terminal: JsValue, fit: JsValue, socket: WebSocket, shown: Memo<bool>) {
        let fit_now = {
            let fit = SendWrapper::new(fit);
            move || {
                call(&fit, "fit", &JsValue::UNDEFINED);
            }
        };
        let focus = {
            let terminal = SendWrapper::new(terminal.clone());
            move || {
                call(&terminal, "focus", &JsValue::UNDEFINED);
            }
        };
        let fit_again = fit_now.clone();
        Effect::new(move |_| {
            if shown.get() {
                let (fit_now, focus) = (fit_now.clone(), focus.clone());
                request_animation_frame(move || {
                    fit_now();
                    focus();
                });
            }
        });
        let resize = window_event_listener(leptos::ev::resize, {
            let fit_now = fit_again.clone();
            move |_| fit_now()
        });
        let full = window_event_listener(leptos::ev::fullscreenchange, move |_| fit_again());
        let ends = SendWrapper::new((terminal, socket));
        on_cleanup(move || {
            resize.remove();
            full.remove();
            let (terminal, socket) = ends.take();
            let _ = socket.close();
            call(&terminal, "dispose", &JsValue::UNDEFINED);
        });
    }
}
