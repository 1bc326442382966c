//! Loading words in the browser. The document says where they are and fetches those of its own page beside the wasm, so this mostly finds
//! them there. What is loaded stays for as long as the page lives.

use std::future::Future;

use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use gantry_model::message::Lines;

use crate::said::{LOADED, LOCALE, MESSAGES};
use crate::{COUNTS, FILES, Locale, META, needed_by};

#[wasm_bindgen]
unsafe extern "C" {
    /// Fetches a text; the document's first script has it.
    #[wasm_bindgen(js_name = gantryText)]
    fn fetch(address: &str) -> js_sys::Promise;
}

/// Loads what a page of an area says. False where that is not to be had.
///
/// Asks at once, and not only when somebody waits.
pub fn load(area: &str) -> impl Future<Output = bool> + use<> {
    load_files(needed_by(area))
}

/// Loads what all pages say.
pub fn load_all() -> impl Future<Output = bool> + use<> {
    load_files((0..FILES.len()).collect())
}

fn load_files(files: Vec<usize>) -> impl Future<Output = bool> + use<> {
    let missing = files.into_iter().filter(|file| FILES[*file].1.iter().any(|area| LOADED[*area].get().is_none()));
    let addresses = addresses();
    let asked: Vec<_> = missing.map(|file| (file, addresses.get(file).map(|address| fetch(address)))).collect();
    async move {
        let mut all = true;
        for (file, answer) in asked {
            let Some(answer) = answer else { return false };
            let text = JsFuture::from(answer).await.ok().and_then(|text| text.as_string());
            all &= text.is_some_and(|text| keep(file, text));
        }
        all
    }
}

/// Where the files are. Notes the document's language, too.
fn addresses() -> Vec<String> {
    let root = document().document_element();
    let language = root.and_then(|root| root.get_attribute("lang")).unwrap_or_default();
    let _ = LOCALE.set(Locale::of_tag(&language).unwrap_or_default());
    let meta = document().query_selector(&format!("meta[name={META}]")).ok().flatten();
    let list = meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_default();
    list.split(' ').map(str::to_owned).collect()
}

/// Keeps the words of a file for ever. False where they are not those that this build of the console says.
fn keep(file: usize, text: String) -> bool {
    let areas = FILES[file].1;
    let mut lines = String::leak(text).lines();
    let words: Vec<Box<[&'static str]>> =
        areas.iter().map(|area| lines.by_ref().take(COUNTS[*area]).collect()).collect();
    // Behind the words of the frame comes what is said below the pages, which has tabs in each line.
    let messages: Vec<_> = lines.collect();
    let whole = areas.iter().zip(&words).all(|(area, words)| words.len() == COUNTS[*area])
        && !words.iter().flatten().any(|line| line.contains('\t'))
        && messages.iter().all(|line| line.contains('\t'));
    if whole {
        if !messages.is_empty() {
            let _ = MESSAGES.set(Lines::of(messages));
        }
        for (area, words) in areas.iter().zip(words) {
            let _ = LOADED[*area].set(words);
        }
    }
    whole
}
