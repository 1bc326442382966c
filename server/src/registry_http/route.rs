//! Paths below `/v2/`. Names of repositories hold slashes, so a path is read from its end.

use axum::http::{Method, StatusCode};
use gantry_model::registry::{
    reference::RepositoryPath,
    scope::{Action, Scope, Target},
};

use super::answer::Fault;

/// What a path is about. References, digests and ids are as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Route {
    Base,
    Token,
    Catalog,
    Tags(RepositoryPath),
    Manifest(RepositoryPath, String),
    Blob(RepositoryPath, String),
    Uploads(RepositoryPath),
    Upload(RepositoryPath, String),
    Referrers(RepositoryPath, String),
}

/// Bytes of a path that is looked at.
const LONGEST: usize = 1024;

impl Route {
    pub(super) fn parse(path: &str) -> Result<Self, Fault> {
        let unknown =
            || Fault::new(StatusCode::NOT_FOUND, "UNSUPPORTED", "There is nothing at this path of the registry.");
        if path.len() > LONGEST {
            return Err(Fault::new(StatusCode::URI_TOO_LONG, "NAME_INVALID", "The path is longer than 1,024 bytes."));
        }
        let rest = path.strip_prefix("/v2").ok_or_else(unknown)?;
        let parts: Vec<String> = rest.trim_start_matches('/').split('/').map(decode).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let repository = |parts: &[&str]| {
            // A slash that was written as %2F would otherwise pass for a part.
            let whole = parts.iter().all(|part| !part.contains('/'));
            match RepositoryPath::parse(&parts.join("/")) {
                Ok(path) if whole => Ok(path),
                Ok(_) => Err(unknown()),
                Err(error) => Err(Fault::new(StatusCode::BAD_REQUEST, "NAME_INVALID", error.to_string())),
            }
        };
        Ok(match parts.as_slice() {
            [""] => Self::Base,
            ["token"] => Self::Token,
            ["_catalog"] => Self::Catalog,
            [name @ .., "tags", "list"] => Self::Tags(repository(name)?),
            [name @ .., "blobs", "uploads"] | [name @ .., "blobs", "uploads", ""] => Self::Uploads(repository(name)?),
            [name @ .., "blobs", "uploads", id] => Self::Upload(repository(name)?, (*id).to_owned()),
            [name @ .., "blobs", digest] => Self::Blob(repository(name)?, (*digest).to_owned()),
            [name @ .., "manifests", reference] => Self::Manifest(repository(name)?, (*reference).to_owned()),
            [name @ .., "referrers", digest] => Self::Referrers(repository(name)?, (*digest).to_owned()),
            _ => return Err(unknown()),
        })
    }

    /// The methods that do something at this path, as `Allow` names them.
    pub(super) fn methods(&self) -> &'static str {
        match self {
            Self::Base | Self::Catalog | Self::Tags(_) | Self::Referrers(..) => "GET, HEAD",
            Self::Token => "GET, HEAD, POST",
            Self::Manifest(..) => "GET, HEAD, PUT, DELETE",
            Self::Blob(..) => "GET, HEAD, DELETE",
            Self::Uploads(_) => "POST",
            Self::Upload(..) => "GET, HEAD, PATCH, PUT, DELETE",
        }
    }

    /// What a client needs leave for, to tell it in a challenge.
    pub(super) fn scope(&self, method: &Method) -> Option<Scope> {
        let read = method == Method::GET || method == Method::HEAD;
        let delete = method == Method::DELETE;
        let push: &[Action] = &[Action::Pull, Action::Push];
        let (path, actions): (_, &[Action]) = match self {
            Self::Base | Self::Token => return None,
            Self::Catalog => return Some(Scope { target: Target::Catalog, actions: Action::ALL.to_vec() }),
            Self::Uploads(path) | Self::Upload(path, _) => (path, push),
            Self::Manifest(path, _) | Self::Blob(path, _) if delete => (path, &[Action::Delete]),
            Self::Manifest(path, _) | Self::Blob(path, _) if !read => (path, push),
            Self::Tags(path) | Self::Manifest(path, _) | Self::Blob(path, _) | Self::Referrers(path, _) => {
                (path, &[Action::Pull])
            }
        };
        Some(Scope::repository(path.clone(), actions))
    }
}

/// A part without its percent signs. What is no UTF-8 fits no grammar, and becomes something that does not either.
fn decode(part: &str) -> String {
    percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn path(text: &str) -> RepositoryPath {
        RepositoryPath::parse(text).unwrap()
    }

    #[test]
    fn paths_are_read_from_their_end() {
        let digest = "sha256:aa".to_owned();
        for (text, route) in [
            ("/v2", Route::Base),
            ("/v2/", Route::Base),
            ("/v2/_catalog", Route::Catalog),
            ("/v2/token", Route::Token),
            ("/v2/d1/ns/web/tags/list", Route::Tags(path("d1/ns/web"))),
            ("/v2/d1/ns/a/manifests/b/manifests/1", Route::Manifest(path("d1/ns/a/manifests/b"), "1".into())),
            ("/v2/d1/ns/web/blobs/sha256:aa", Route::Blob(path("d1/ns/web"), digest.clone())),
            ("/v2/d1/ns/web/blobs/sha256%3Aaa", Route::Blob(path("d1/ns/web"), digest.clone())),
            ("/v2/d1/ns/web/blobs/uploads/", Route::Uploads(path("d1/ns/web"))),
            ("/v2/d1/ns/web/blobs/uploads/00", Route::Upload(path("d1/ns/web"), "00".into())),
            ("/v2/d1/ns/web/referrers/sha256:aa", Route::Referrers(path("d1/ns/web"), digest.clone())),
        ] {
            assert_eq!(Route::parse(text).ok(), Some(route), "{text}");
        }
    }

    #[test]
    fn names_outside_the_rules_are_refused() {
        for text in [
            "/v2/web/tags/list",
            "/v2/d1/ns/../tags/list",
            "/v2/d1/ns/%2e%2e/tags/list",
            "/v2/d1/ns/a%2Fb/tags/list",
            "/v2/D1/ns/web/manifests/1",
            "/v2/d1/ns/web",
            "/v2/d1//web/tags/list",
            "/v1/d1/ns/web/tags/list",
        ] {
            assert!(Route::parse(text).is_err(), "{text}");
        }
        assert!(Route::parse(&format!("/v2/{}", "a/".repeat(600))).is_err());
    }

    proptest! {
        #[test]
        fn no_path_panics_and_no_name_climbs(text in "/v2/[a-z0-9./%_:-]{0,80}|\\PC{0,60}") {
            let scope = Route::parse(&text).ok().and_then(|route| route.scope(&Method::GET));
            if let Some(Scope { target: Target::Repository(path), .. }) = scope {
                prop_assert!(!path.to_string().contains(".."));
            }
        }
    }
}
