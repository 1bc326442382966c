//! What stands in a page instead of content, or above it: notices, and the empty state.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// How a notice is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// To know.
    #[default]
    Info,
    /// Went well.
    Good,
    /// Needs a look.
    Warn,
    /// Went wrong, or is refused.
    Bad,
}

/// A notice: what, why and what to do, in that order. `children` are the text and the way out.
#[component]
pub fn Notice(
    #[prop(optional)] tone: Tone,
    /// What.
    #[prop(optional, into)]
    title: MaybeProp<String>,
    children: Children,
) -> impl IntoView {
    let (class, icon) = match tone {
        Tone::Info => ("notice", Glyph::Info),
        Tone::Good => ("notice good", Glyph::Good),
        Tone::Warn => ("notice warn", Glyph::Alert),
        Tone::Bad => ("notice bad", Glyph::Bad),
    };
    view! {
        <div class=class>
            <Icon name=icon/>
            <div>
                {move || title.get().map(|title| view! { <b>{title}</b> })}
                {children()}
            </div>
        </div>
    }
    .into_any()
}

/// Nothing yet: what the thing is for, and the first step. `children` are the buttons.
#[component]
pub fn Empty(
    /// `No container groups yet`.
    #[prop(into)]
    title: String,
    /// What it is for.
    #[prop(into)]
    text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <svg viewBox="0 0 56 40" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
                <path d="M4 6h48M12 6v30M44 6v30M8 36h8M40 36h8M28 6v8"></path>
                <path d="M20 14h16v12H20z" stroke="var(--accent)" stroke-dasharray="3 2"></path>
            </svg>
            <h3>{title}</h3>
            <p>{text}</p>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
    .into_any()
}
