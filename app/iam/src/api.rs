//! Server functions of one's own account.

use gantry_model::key_pair::{KeyPairFilter, KeyPairRow, NewKeyPair};
use gantry_model::kind::{KeyPairId, SessionId};
use gantry_model::operation_log::{OperationFilter, OperationRow};
use gantry_model::page::Page;
use gantry_model::time::Moment;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use gantry_console::session::request::{actor, engine, origin, session};
use gantry_ui::fault::Fault;
use gantry_ui::json::Json;
#[cfg(feature = "ssr")]
use gantry_words::iam as words;

/// The person, as the account page shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The name to sign in with, here and at the registry.
    pub name: String,
    /// When the console's password was set.
    pub password_at: Moment,
    /// When the registry's password was set; `None` if it never was.
    pub registry_password_at: Option<Moment>,
    /// Since when there is this account.
    pub created_at: Moment,
    /// Where the person is signed in, the last used first.
    pub sessions: Vec<SessionRow>,
}

/// A session, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// Which one.
    pub id: SessionId,
    /// The one that asks.
    pub current: bool,
    /// Where it was begun.
    pub address: String,
    /// What the browser calls itself, in short.
    pub browser: String,
    /// When it was begun.
    pub created_at: Moment,
    /// When it was used last, to the minute.
    pub used_at: Moment,
    /// When it ends if it is not used again.
    pub ends_at: Moment,
}

/// One's own account with its sessions.
#[server(endpoint = "account_view", input = Json, output = Json)]
pub async fn account_view() -> Result<Account, Fault> {
    let (engine, actor, here) = (engine(), actor()?, session()?);
    let user = engine.iam().user(&actor).await?;
    let sessions = engine.iam().sessions(&actor).await?;
    Ok(Account {
        name: user.name,
        password_at: engine.moment(user.password_at),
        registry_password_at: user.registry_password_at.map(|at| engine.moment(at)),
        created_at: engine.moment(user.created_at),
        sessions: sessions
            .into_iter()
            .map(|session| SessionRow {
                current: session.id == here.id,
                browser: browser(&session.user_agent),
                address: session.address,
                created_at: engine.moment(session.created_at),
                used_at: engine.moment(session.used_at),
                ends_at: engine.moment(session.ends_at),
                id: session.id,
            })
            .collect(),
    })
}

/// Signs out in another browser.
#[server(endpoint = "session_end", input = Json, output = Json)]
pub async fn session_end(id: SessionId) -> Result<(), Fault> {
    Ok(engine().iam().end_session(&actor()?, &id, &origin()?).await?)
}

/// Signs out everywhere but here; says how many sessions ended.
#[server(endpoint = "session_end_others", input = Json, output = Json)]
pub async fn session_end_others() -> Result<usize, Fault> {
    Ok(engine().iam().end_other_sessions(&actor()?, &session()?.id, &origin()?).await?)
}

/// **Reset Docker Login Password** (REG-12).
#[server(endpoint = "registry_password_reset", input = Json, output = Json)]
pub async fn registry_password_reset(password: String) -> Result<(), Fault> {
    Ok(engine().iam().set_registry_password(&actor()?, &password, &origin()?).await?)
}

/// Key pairs of a region.
#[server(endpoint = "key_pair_list", input = Json, output = Json)]
pub async fn key_pair_list(filter: KeyPairFilter) -> Result<Page<KeyPairRow>, Fault> {
    let engine = engine();
    Ok(engine.iam().key_pair_list(&actor()?, engine.settings(), filter).await?)
}

/// One key pair.
#[server(name = ViewKeyPair, endpoint = "key_pair_view", input = Json, output = Json)]
pub async fn key_pair_view(id: KeyPairId) -> Result<KeyPairRow, Fault> {
    let engine = engine();
    Ok(engine.iam().key_pair_view(&actor()?, engine.settings(), &id).await?)
}

/// **Create Key Pair**.
#[server(endpoint = "key_pair_create", input = Json, output = Json)]
pub async fn key_pair_create(form: NewKeyPair) -> Result<KeyPairId, Fault> {
    let engine = engine();
    Ok(engine.iam().key_pair_create(&actor()?, engine.settings(), form).await?)
}

/// Deletes a key pair that nothing uses.
#[server(endpoint = "key_pair_delete", input = Json, output = Json)]
pub async fn key_pair_delete(id: KeyPairId) -> Result<(), Fault> {
    Ok(engine().iam().key_pair_delete(&actor()?, &id).await?)
}

/// The operation log (LOG-013).
#[server(endpoint = "operation_log_list", input = Json, output = Json)]
pub async fn operation_log_list(filter: OperationFilter) -> Result<Page<OperationRow>, Fault> {
    Ok(engine().operation_log(&actor()?, &filter).await?)
}

/// The browser and the system that a user agent names; the words of it that mean something to a person.
#[cfg(feature = "ssr")]
fn browser(user_agent: &str) -> String {
    let names =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    let systems = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let find =
        |known: &[(&str, &'static str)]| known.iter().find(|known| user_agent.contains(known.0)).map(|known| known.1);
    match (find(&names), find(&systems)) {
        (Some(name), Some(system)) => words::browser_on(name, system),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) if user_agent.is_empty() => words::browser_unknown().to_owned(),
        (None, None) => user_agent.split('/').next().unwrap_or_default().chars().take(40).collect(),
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_named_as_people_name_it() {
        let chrome =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36";
        assert_eq!(browser(chrome), "Chrome on Linux");
        assert_eq!(browser("curl/8.5"), "curl");
        assert_eq!(browser(""), "Unknown");
    }
}
