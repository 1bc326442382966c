//! What the console says, in each of its languages. A module of each area, and in it a function of each message of
//! `app/words/LANGUAGE/AREA.ftl`: `quota::change_limit()` is a text for ever, `quota::left(3, "local")` one that is made for its
//! arguments. `docs/words.md` says how words are added and changed.
//!
//! A page has one language for as long as it lives, because the choice of another one loads it anew; so words are no signals. On the
//! server the language is the context's, [`Locale`], and English where there is none. In the browser the words of the document's
//! language are loaded before what says them is drawn ([`load`]), and neither they nor their keys are in the wasm.

mod kind;
#[cfg(feature = "hydrate")]
mod load;
mod said;

pub use gantry_model::locale::Locale;
pub use gantry_model::words::Number;
pub use kind::{Word, capitalised, noun, subscription, titled};
#[cfg(feature = "hydrate")]
pub use load::{load, load_all};
pub use said::Said;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The name of the file with the words that every page needs.
pub const FRAME: &str = FILES[0].0;

/// The files that a browser loads, by name, in the order of [`META`].
pub fn files() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|file| file.0)
}

/// The meta element of the document that says where the words are: a token for each of [`files`], its address.
pub const META: &str = "gantry-words";

/// Which of [`files`] a page of an area needs: that of the frame, and, where it is one of an area, that of the areas' pages.
pub fn needed_by(area: &str) -> Vec<usize> {
    let of_area = FILES[1].1.iter().any(|at| AREAS[*at] == area);
    (0..FILES.len()).take(if of_area { 2 } else { 1 }).collect()
}

/// A length of time in milliseconds, in the words of a person.
pub fn duration(milliseconds: i64) -> String {
    gantry_model::time::duration_text(milliseconds, locale())
}

/// The language of the page that is made.
pub fn locale() -> Locale {
    said::locale()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_an_area_needs_what_areas_say() {
        let names = |area| needed_by(area).into_iter().map(|at| FILES[at].0).collect::<Vec<_>>();
        assert_eq!(names(""), ["frame"]);
        assert_eq!(names("console"), ["frame"]);
        assert_eq!(names("quota"), ["frame", "pages"]);
    }
}
