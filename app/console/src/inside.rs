//! What a page tells the side navigation of the thing that one is inside of: its name, its parts, its neighbours.

use leptos::prelude::*;

use gantry_ui::icon::Glyph;
use gantry_ui::state::Mark;

/// What a page says about the thing that one is inside of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inside {
    /// Its name.
    pub name: String,
    /// Groups of parts: a title and what belongs under it.
    pub groups: Vec<(String, Vec<Part>)>,
}

/// A part or a neighbour of a thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Where it leads; a part without a page of its own is only named.
    pub href: Option<String>,
    /// Its state, drawn in place of an icon.
    pub mark: Option<Mark>,
    /// Its icon, where it has no state.
    pub icon: Glyph,
    /// At the right: a size, a path, a percentage.
    pub note: String,
}

#[derive(Clone, Copy)]
struct InsideSignal(RwSignal<Option<Inside>>);

/// Provides the place where pages say what they are inside of.
pub fn provide_inside() {
    provide_context(InsideSignal(RwSignal::new(None)));
}

/// Tells the side navigation what this page is inside of, for as long as the page is shown.
pub fn use_inside(inside: impl Fn() -> Option<Inside> + Send + Sync + 'static) {
    let Some(InsideSignal(signal)) = use_context::<InsideSignal>() else { return };
    Effect::new(move |_| signal.set(inside()));
    on_cleanup(move || {
        signal.try_set(None);
    });
}

/// What the page of the moment has told.
pub fn told_inside() -> Memo<Option<Inside>> {
    let told = use_context::<InsideSignal>();
    Memo::new(move |_| told.and_then(|InsideSignal(signal)| signal.get()))
}
