//! Hydrates the console.
