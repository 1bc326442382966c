//! People: signing in, changing a password, one's own account.

mod gate;
mod login;
mod password;

pub use login::Login;
pub use password::ChangePassword;
