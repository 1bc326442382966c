//! What opens over a page at a key: the palette and the list of keys. They have a file of their own, loaded when one of them is
//! first asked for, because most pages are read without.

use leptos::prelude::*;

use super::keyboard::Shortcuts;
use super::palette::Palette;

/// The palette and the list of keys, once one of them was asked for.
#[component]
pub(super) fn Over(palette: RwSignal<bool>, shortcuts: RwSignal<bool>) -> impl IntoView {
    let asked = RwSignal::new(false);
    Effect::new(move |_| {
        if (palette.get() || shortcuts.get()) && !asked.get_untracked() {
            asked.set(true);
        }
    });
    let view = move || {
        Suspend::new(async move {
            let loaded = dialogs(palette, shortcuts).await;
            if loaded.is_none() {
                // The next key tries again.
                for signal in [palette, shortcuts, asked] {
                    signal.try_set(false);
                }
            }
            loaded
        })
    };
    move || asked.get().then(view)
}

fn both(palette: RwSignal<bool>, shortcuts: RwSignal<bool>) -> AnyView {
    view! {
        <Palette open=palette/>
        <Shortcuts open=shortcuts/>
    }
    .into_any()
}

#[cfg(not(feature = "split"))]
async fn dialogs(palette: RwSignal<bool>, shortcuts: RwSignal<bool>) -> Option<AnyView> {
    Some(both(palette, shortcuts))
}

/// `None` where the file is not there.
#[cfg(feature = "split")]
fn dialogs(palette: RwSignal<bool>, shortcuts: RwSignal<bool>) -> impl Future<Output = Option<AnyView>> + Send {
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    #[wasm_split(over, wasm_split_path = leptos::wasm_split, fallible)]
    fn load(palette: RwSignal<bool>, shortcuts: RwSignal<bool>) -> Result<AnyView, SplitLoaderError> {
        Ok(both(palette, shortcuts))
    }

    send_wrapper::SendWrapper::new(async move { load(palette, shortcuts).await.ok() })
}
