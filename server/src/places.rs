//! How many long-lived connections a session may have, so that one browser cannot take them all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use gantry_model::id::SessionId;
use gantry_model::message::iam as say;
use gantry_model::{Error, Message};

/// The counters of all kinds of connections. Clones share them.
#[derive(Clone)]
pub struct Places {
    /// Change streams: one per open page.
    pub events: Counter,
    /// Logs that are followed or downloaded.
    pub logs: Counter,
    /// Terminals.
    pub terminals: Counter,
}

impl Default for Places {
    fn default() -> Self {
        let most = |most, too_many| Counter { most, too_many, open: Arc::default() };
        Self {
            events: most(32, say::too_many_pages),
            logs: most(32, say::too_many_logs),
            terminals: most(16, say::too_many_terminals),
        }
    }
}

/// Connections of one kind, by session.
#[derive(Clone)]
pub struct Counter {
    most: usize,
    /// Says that there are so many already.
    too_many: fn(usize) -> Message,
    open: Arc<Mutex<HashMap<SessionId, usize>>>,
}

impl Counter {
    /// Takes a place for one more.
    ///
    /// # Errors
    /// Unavailable when all of the session's places are taken.
    pub fn take(&self, session: &SessionId) -> Result<Place, Error> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(session.clone()).or_default();
        if *count >= self.most {
            return Err(Error::unavailable((self.too_many)(self.most)));
        }
        *count += 1;
        Ok(Place { counter: self.clone(), session: session.clone() })
    }
}

/// A place; dropping it gives it back.
pub struct Place {
    counter: Counter,
    session: SessionId,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.counter.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.session) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.session);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use gantry_model::id::Id as _;

    use super::*;

    #[test]
    fn a_session_has_a_bounded_number_of_places() {
        let terminals = Places::default().terminals;
        let (mine, yours) = (SessionId::from_parts(1, 1), SessionId::from_parts(1, 2));
        let mut places: Vec<_> = (0..terminals.most).map(|_| terminals.take(&mine).unwrap()).collect();
        let refusal = terminals.take(&mine).err().unwrap().to_string();
        assert!(refusal.contains("16 terminals"), "{refusal}");
        assert!(terminals.take(&yours).is_ok());
        places.pop();
        assert!(terminals.take(&mine).is_ok());
        drop(places);
        assert!(terminals.open.lock().unwrap().is_empty());
    }
}
