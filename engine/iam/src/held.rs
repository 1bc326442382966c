//! Things that exist for as long as somebody holds them, one for each key: what callers of the same moment share.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// See the module.
#[derive(Debug)]
pub(super) struct Held<K, T>(Mutex<HashMap<K, Weak<T>>>);

impl<K, T> Default for Held<K, T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, T: Default> Held<K, T> {
    /// The thing of this key: the one that somebody holds, or a new one.
    pub(super) fn get(&self, key: K) -> Arc<T> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(thing) = held.get(&key).and_then(Weak::upgrade) {
            return thing;
        }
        // Only where it would grow: then what nobody holds any more costs little to take away, and never more than what is held.
        if held.len() == held.capacity() {
            held.retain(|_, thing| thing.strong_count() > 0);
        }
        let thing = Arc::new(T::default());
        held.insert(key, Arc::downgrade(&thing));
        thing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_while_it_is_held_gets_the_same() {
        let held = Held::<u32, Mutex<u32>>::default();
        let one = held.get(1);
        assert!(Arc::ptr_eq(&one, &held.get(1)) && !Arc::ptr_eq(&one, &held.get(2)));
        *one.lock().unwrap() = 7;
        drop(one);
        assert_eq!(*held.get(1).lock().unwrap(), 0);
        for key in 0..10_000 {
            held.get(key);
        }
        assert!(held.0.lock().unwrap().len() < 100, "what nobody holds goes");
    }
}
