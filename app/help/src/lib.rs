//! **Help** (rows GEN-14 to GEN-36): questions and answers, terms, scenarios, the agreements, and whom to ask.
//!
//! Nothing here is loaded: what stands on these pages is words. They say of Gantry what it does today, and of what is not built that it
//! is not; whoever builds it changes the answer with it.
#![recursion_limit = "512"]

mod agreements;
mod faq;
mod glossary;
mod overview;
mod questions;
mod scenarios;

use gantry_console::kinds::Say;
use gantry_console::paths;
use gantry_ui::prelude::*;
use gantry_words::console;

pub use agreements::Agreements;
pub use faq::Faq;
pub use glossary::Glossary;
pub use overview::Help;
pub use scenarios::Scenarios;

/// A page, as it is called and where it is.
type Link = (Say, &'static str);

/// Where these pages lead.
pub fn links() -> impl Iterator<Item = &'static str> {
    let answers = questions::QUESTIONS.iter().flat_map(|question| question.links);
    answers.chain(scenarios::links()).map(|(_, path)| *path)
}

/// The way to a page of help.
fn crumbs(here: Say) -> Vec<Crumb> {
    vec![Crumb::to(console::help(), paths::HELP), Crumb::here(here())]
}
