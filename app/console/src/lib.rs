//! What every area of the console stands on: who sits in front of it, where pages are, what changes while one looks, and the table
//! of kinds. It knows the library of components below it and no area above it.
#![recursion_limit = "512"]

pub mod agree;
pub mod api;
pub mod brand;
pub mod contact;
pub mod delete;
pub mod document;
pub mod inside;
pub mod kinds;
pub mod live;
pub mod mark;
pub mod operations;
pub mod paths;
pub mod region;
pub mod session;
