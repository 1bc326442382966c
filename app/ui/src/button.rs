//! Buttons and the words in rows. One primary on a page; danger only as the last button of a dialog.
//!
//! A button that cannot be used stays focusable and says why: give it `why_not`, and it is marked `aria-disabled`, shows the
//! reason as its title and swallows the click.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// How loud a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do on this page.
    Primary,
    /// Everything else.
    #[default]
    Secondary,
    /// Without an edge: for bars and beside a primary.
    Bare,
    /// Loses something: only the last button of a dialog.
    Danger,
    /// Leads to something that loses: opens the dialog.
    DangerQuiet,
}

/// How large a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// 24 px: inside bars.
    Small,
    /// 32 px.
    #[default]
    Medium,
    /// 40 px, as wide as its place: signing in.
    Wide,
}

fn class(look: Look, size: Size, square: bool) -> String {
    let mut class = String::from("btn");
    class.push_str(match look {
        Look::Primary => " primary",
        Look::Secondary => "",
        Look::Bare => " bare",
        Look::Danger => " danger",
        Look::DangerQuiet => " danger-quiet",
    });
    class.push_str(match size {
        Size::Small => " small",
        Size::Medium => "",
        Size::Wide => " large wide",
    });
    if square {
        class.push_str(" square");
    }
    class
}

/// What all that can be clicked has in common: it may be blocked, and then says why and does nothing.
#[derive(Clone, Copy)]
pub(super) struct Press {
    why_not: MaybeProp<String>,
    pending: MaybeProp<bool>,
    on_click: Option<Callback<()>>,
}

impl Press {
    pub(super) fn new(why_not: MaybeProp<String>, on_click: Callback<()>) -> Self {
        Self { why_not, pending: MaybeProp::default(), on_click: Some(on_click) }
    }

    /// The value of `aria-disabled`.
    pub(super) fn disabled(&self) -> Option<&'static str> {
        (self.why_not.get().is_some() || self.busy()).then_some("true")
    }

    fn busy(&self) -> bool {
        self.pending.get().unwrap_or(false)
    }

    /// Why it cannot be used: its title.
    pub(super) fn why(&self) -> Option<String> {
        self.why_not.get()
    }

    /// Does what the click is for, unless it is blocked; `before` what goes first. False where it is blocked.
    pub(super) fn click_after(&self, before: impl FnOnce()) -> bool {
        let free = untrack(|| self.disabled()).is_none();
        if free {
            before();
            if let Some(call) = self.on_click {
                call.run(());
            }
        }
        free
    }

    pub(super) fn click(&self) -> bool {
        self.click_after(|| ())
    }
}

/// What stands on it: an icon, if it has one, and the words.
pub(super) fn face(icon: Option<Glyph>, label: Signal<String>) -> impl IntoView {
    view! {
        {icon.map(|name| view! { <Icon name/> })}
        <span>{move || label.get()}</span>
    }
}

/// A button with words.
#[component]
pub fn Button(
    /// The words. Those of the requirements, where they name the button.
    #[prop(into)]
    label: Signal<String>,
    #[prop(optional)] look: Look,
    #[prop(optional)] size: Size,
    #[prop(optional, into)] icon: Option<Glyph>,
    /// Why it cannot be used now; `None` when it can.
    #[prop(optional, into)]
    why_not: MaybeProp<String>,
    /// Something is on its way because of this button: it shows so and takes no second click.
    #[prop(optional, into)]
    pending: MaybeProp<bool>,
    /// Submits the form around it instead of calling `on_click`.
    #[prop(optional)]
    submit: bool,
    #[prop(optional, into)] on_click: Option<Callback<()>>,
) -> impl IntoView {
    let press = Press { why_not, pending, on_click };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=class(look, size, false)
            aria-disabled=move || press.disabled()
            aria-busy=move || press.busy().then_some("true")
            title=move || press.why()
            on:click=move |event| {
                if !press.click() {
                    // One that submits does not.
                    event.prevent_default();
                }
            }
        >
            {face(icon, label)}
        </button>
    }
    .into_any()
}

/// A link that looks like a button: for what leads to a page.
#[component]
pub fn LinkButton(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] href: Signal<String>,
    #[prop(optional)] look: Look,
    #[prop(optional)] size: Size,
    #[prop(optional, into)] icon: Option<Glyph>,
) -> impl IntoView {
    view! {
        <a class=class(look, size, false) href=move || href.get()>
            {face(icon, label)}
        </a>
    }
    .into_any()
}

/// A square button with an icon; the label is its name and its title.
#[component]
pub fn IconButton(
    #[prop(into)] label: Signal<String>,
    icon: Glyph,
    /// Bare, unless told otherwise.
    #[prop(default = Look::Bare)]
    look: Look,
    #[prop(default = Size::Small)] size: Size,
    /// For what is on or off.
    #[prop(optional, into)]
    pressed: MaybeProp<bool>,
    #[prop(optional, into)] why_not: MaybeProp<String>,
    #[prop(into)] on_click: Callback<()>,
) -> impl IntoView {
    let press = Press::new(why_not, on_click);
    view! {
        <button
            type="button"
            class=class(look, size, true)
            aria-label=move || label.get()
            title=move || press.why().unwrap_or_else(|| label.get())
            aria-pressed=move || pressed.get().map(|on| if on { "true" } else { "false" })
            aria-disabled=move || press.disabled()
            on:click=move |_| {
                press.click();
            }
        >
            <Icon name=icon/>
        </button>
    }
    .into_any()
}

/// An action of a row, as a word: `Restart`, `Unsubscribe`. Two in a row, the rest in the menu, unless a row of the
/// requirements names more.
#[component]
pub fn Act(
    #[prop(into)] label: Signal<String>,
    /// Something is lost by it.
    #[prop(optional)]
    lose: bool,
    #[prop(optional, into)] why_not: MaybeProp<String>,
    #[prop(into)] on_click: Callback<()>,
) -> impl IntoView {
    let press = Press::new(why_not, on_click);
    view! {
        <button
            type="button"
            class=if lose { "act lose" } else { "act" }
            aria-disabled=move || press.disabled()
            title=move || press.why()
            on:click=move |_| {
                press.click();
            }
        >
            {move || label.get()}
        </button>
    }
    .into_any()
}

/// An action of a row that leads to a page.
#[component]
pub fn ActLink(#[prop(into)] label: Signal<String>, #[prop(into)] href: Signal<String>) -> impl IntoView {
    view! { <a class="act" href=move || href.get()>{move || label.get()}</a> }.into_any()
}
