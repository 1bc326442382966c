//! Who a container runs as: the image's `User` resolved by its own `/etc/passwd` and `/etc/group`.

use std::path::Path;

use gantry_model::error::{Error, Result};
use gantry_model::message::{Message, containers as say};

use super::super::root::Root;

/// Larger account files are read to here only.
const FILE_LIMIT: u64 = 1 << 20;

/// The kernel's word for “leave it as it is”, which would be root.
const NOBODY: u32 = u32::MAX;

/// A resolved user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    pub uid: u32,
    pub gid: u32,
    pub more_groups: Vec<u32>,
    pub home: String,
}

/// Resolves `""`, `uid`, `uid:gid`, `name`, `name:group` (OCI image specification, `config.User`).
pub fn resolve(root: &Root, user: &str) -> Result<User> {
    let passwd = root.read(Path::new("etc/passwd"), FILE_LIMIT).unwrap_or_default();
    let groups = root.read(Path::new("etc/group"), FILE_LIMIT).unwrap_or_default();
    resolve_in(&passwd, &groups, user)
}

fn resolve_in(passwd: &str, groups: &str, user: &str) -> Result<User> {
    let (user, group) = match user.split_once(':') {
        Some((user, group)) => (user, Some(group)),
        None => (user, None),
    };
    let user = if user.is_empty() { "0" } else { user };
    let mut accounts = passwd.lines().map(|line| line.split(':').collect::<Vec<_>>()).filter(|f| f.len() >= 6);
    let account = accounts.find(|f| f[0] == user || f[2] == user);
    let uid = match (&account, user.parse::<u32>()) {
        (_, Ok(uid)) => uid,
        (Some(fields), Err(_)) if fields[2].parse::<u32>().is_ok() => fields[2].parse().unwrap_or_default(),
        _ => return Err(refused(say::image_user_unknown(user, "/etc/passwd"))),
    };
    if uid == NOBODY {
        return Err(refused(say::image_user_nobody(uid)));
    }
    let named: Vec<Vec<&str>> =
        groups.lines().map(|line| line.split(':').collect::<Vec<_>>()).filter(|f| f.len() >= 4).collect();
    let gid = match group.filter(|group| !group.is_empty()) {
        Some(group) => match group.parse::<u32>() {
            Ok(gid) => gid,
            Err(_) => named
                .iter()
                .find(|fields| fields[0] == group)
                .and_then(|fields| fields[2].parse().ok())
                .ok_or_else(|| refused(say::image_group_unknown(group, "/etc/group")))?,
        },
        None => account.as_ref().and_then(|fields| fields[3].parse().ok()).unwrap_or(0),
    };
    if gid == NOBODY {
        return Err(refused(say::image_group_nobody(gid)));
    }
    let mut more_groups = Vec::new();
    // An explicit group replaces the memberships, as it does for other engines.
    if let (Some(fields), None) = (&account, group) {
        let member = |f: &&Vec<&str>| f[3].split(',').any(|name| name == fields[0]);
        more_groups = named
            .iter()
            .filter(member)
            .filter_map(|f| f[2].parse().ok())
            .filter(|g| ![gid, NOBODY].contains(g))
            .collect();
    }
    let home = account.map(|fields| fields[5]).filter(|home| home.starts_with('/')).unwrap_or("/").to_owned();
    Ok(User { uid, gid, more_groups, home })
}

fn refused(why: Message) -> Error {
    Error::invalid("image", why)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWD: &str = "root:x:0:0:root:/root:/bin/sh\nweb:x:33:33:web:/srv:/bin/sh\n";
    const GROUPS: &str = "root:x:0:\nweb:x:33:\nlog:x:4:web,root\n";

    #[test]
    fn users_resolve_as_images_write_them() {
        let user = |text| resolve_in(PASSWD, GROUPS, text).unwrap();
        assert_eq!(user(""), User { uid: 0, gid: 0, more_groups: vec![4], home: "/root".into() });
        assert_eq!(user("web"), User { uid: 33, gid: 33, more_groups: vec![4], home: "/srv".into() });
        assert_eq!(user("33:log"), User { uid: 33, gid: 4, more_groups: vec![], home: "/srv".into() });
        assert_eq!(user("1000"), User { uid: 1000, gid: 0, more_groups: vec![], home: "/".into() });
        assert_eq!(user("1000:7").gid, 7);
        let error = resolve_in(PASSWD, GROUPS, "nobody").unwrap_err();
        assert!(error.to_string().contains("“nobody”"), "{error}");
        assert!(resolve_in("", "", "0").is_ok());
    }

    #[test]
    fn the_number_that_means_nobody_is_refused() {
        let accounts = "odd:x:4294967295:7::/:/bin/sh\n";
        for user in ["4294967295", "0:4294967295", "odd", "odd:7"] {
            let error = resolve_in(accounts, "", user).unwrap_err();
            assert!(error.to_string().contains("4294967295"), "{user}: {error}");
        }
        assert!(resolve_in("", "", "4294967296").is_err());
        assert_eq!(resolve_in("", "", "4294967294").unwrap().uid, u32::MAX - 1);
    }
}
