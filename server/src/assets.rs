//! The console's files: script, wasm, style, fonts.
//!
//! A shipped binary holds the brotli and gzip forms made at build time; who takes neither is given the unpacked gzip form. A
//! development build holds none and reads `target/site` (or `GANTRY_SITE`) anew for every request, so that a rebuilt page needs no restart.
//! Names carry a hash of the content, so `/assets/` is cached for ever; the few files that browsers ask for by a fixed
//! name (`/favicon.svg`) are served under it too, and asked about again each time.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use flate2::read::GzDecoder;
use gantry_app::AssetNames;
use gantry_model::locale::Locale;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::io::Read as _;
use std::path::PathBuf;
use std::sync::Arc;

/// Every embedded file by its path in the site's folder; empty in a development build.
static EMBEDDED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/site.rs"));

/// Plain name to the name with the content's hash.
type Manifest = BTreeMap<String, String>;

/// Where the console's files come from.
#[derive(Clone)]
pub struct Assets(Arc<Source>);

enum Source {
    Embedded { files: HashMap<&'static str, &'static [u8]>, manifest: Manifest },
    Folder(PathBuf),
}

impl Assets {
    /// Opens the embedded site, or the one on disk. Fails, in words for a person, where there is neither.
    pub fn open() -> anyhow::Result<Self> {
        let source = if EMBEDDED.is_empty() {
            let folder = match std::env::var_os("GANTRY_SITE") {
                Some(folder) => PathBuf::from(folder),
                // target/debug/gantry stands beside target/site.
                None => std::env::current_exe()?.with_file_name("../site"),
            };
            if !folder.join("manifest.json").exists() {
                anyhow::bail!(
                    "this binary holds no console and {} has none: build it with `cargo xtask build`",
                    folder.display()
                );
            }
            Source::Folder(folder)
        } else {
            let files: HashMap<_, _> = EMBEDDED.iter().copied().collect();
            let manifest = files.get("manifest.json").map(|bytes| serde_json::from_slice(bytes)).transpose()?;
            Source::Embedded { files, manifest: manifest.unwrap_or_default() }
        };
        Ok(Self(Arc::new(source)))
    }

    /// The site in a folder, for tests.
    #[cfg(test)]
    pub fn in_folder(folder: PathBuf) -> Self {
        Self(Arc::new(Source::Folder(folder)))
    }

    /// The names that pages refer to.
    pub fn names(&self) -> AssetNames {
        let manifest = self.manifest();
        let path = |name: &str| manifest.get(name).map(|hashed| format!("/assets/{hashed}")).unwrap_or_default();
        let mut areas = BTreeMap::<String, Vec<String>>::new();
        for (name, hashed) in manifest.iter() {
            // The bundler names an area's parts `area/NAME/NUMBER`.
            if let Some((area, _)) = name.strip_prefix("area/").and_then(|rest| rest.split_once('/')) {
                areas.entry(area.to_owned()).or_default().push(format!("/assets/{hashed}"));
            }
        }
        let words = Locale::ALL.map(|locale| {
            let language = locale.token();
            (language, gantry_app::words::files().map(|file| path(&format!("words/{language}/{file}.txt"))).collect())
        });
        AssetNames {
            areas,
            words: words.into(),
            script: path("gantry.js"),
            wasm: path("gantry.wasm"),
            style: path("gantry.css"),
            terminal: path("xterm/xterm.mjs"),
            terminal_fit: path("xterm/addon-fit.mjs"),
            font: path("fonts/plex-sans.woff2"),
        }
    }

    fn manifest(&self) -> Cow<'_, Manifest> {
        match &*self.0 {
            Source::Embedded { manifest, .. } => Cow::Borrowed(manifest),
            Source::Folder(folder) => Cow::Owned(
                std::fs::read(folder.join("manifest.json"))
                    .ok()
                    .and_then(|bytes| serde_json::from_slice(&bytes).ok())
                    .unwrap_or_default(),
            ),
        }
    }

    fn read(&self, name: &str) -> Option<Cow<'static, [u8]>> {
        match &*self.0 {
            Source::Embedded { files, .. } => {
                files.get(format!("files/{name}").as_str()).map(|bytes| Cow::Borrowed(*bytes))
            }
            Source::Folder(folder) => {
                let inside = name.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
                inside.then(|| std::fs::read(folder.join("files").join(name)).ok().map(Cow::Owned)).flatten()
            }
        }
    }

    /// For whom no compressed form will do.
    fn plain(&self, name: &str) -> Option<Cow<'static, [u8]>> {
        self.read(name).or_else(|| {
            let mut plain = Vec::new();
            GzDecoder::new(&*self.read(&format!("{name}.gz"))?).read_to_end(&mut plain).ok()?;
            Some(plain.into())
        })
    }

    fn respond(&self, name: &str, request: &HeaderMap, cache: &'static str) -> Response {
        let accepted = request.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let compressed = [("br", "br"), ("gzip", "gz")]
            .into_iter()
            .filter(|(encoding, _)| accepts(accepted, encoding))
            .find_map(|(encoding, extension)| Some((encoding, self.read(&format!("{name}.{extension}"))?)));
        let (encoding, bytes) = match compressed {
            Some((encoding, bytes)) => (Some(encoding), bytes),
            None => match self.plain(name) {
                Some(bytes) => (None, bytes),
                None => return StatusCode::NOT_FOUND.into_response(),
            },
        };
        let body = match bytes {
            Cow::Borrowed(bytes) => Body::from(bytes),
            Cow::Owned(bytes) => Body::from(bytes),
        };
        let mut response = Response::new(body);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(encoding) = encoding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }
}

/// `GET /assets/NAME`: a file by the name that carries its hash.
pub async fn hashed(State(assets): State<Assets>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    if name == "manifest.json" {
        // Pages of the development loop ask whether the site has changed.
        return ([(CACHE_CONTROL, "no-store")], Json(assets.manifest().into_owned())).into_response();
    }
    assets.respond(&name, &headers, "public, max-age=31536000, immutable")
}

/// `GET /favicon.svg`: the file that browsers ask for by a fixed name.
pub async fn favicon(State(assets): State<Assets>, headers: HeaderMap) -> Response {
    match assets.manifest().get("favicon.svg") {
        Some(name) => assets.respond(name, &headers, "public, max-age=3600"),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Whether an `Accept-Encoding` value allows `encoding`.
fn accepts(value: &str, encoding: &str) -> bool {
    value.split(',').any(|part| {
        let mut pieces = part.split(';').map(str::trim);
        pieces.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding))
            && pieces.all(|piece| !matches!(piece.strip_prefix("q="), Some("0" | "0.0" | "0.00" | "0.000")))
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Write as _;

    use super::*;

    #[test]
    fn an_encoding_with_quality_zero_is_not_accepted() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("gzip;q=0.5, br;q=1.0", "gzip"));
        assert!(!accepts("gzip;q=0, br", "gzip"));
        assert!(!accepts("gzip", "br"));
        assert!(!accepts("", "br"));
    }

    #[test]
    fn what_is_held_in_gzip_form_alone_is_unpacked() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(b"body { margin: 0 }").unwrap();
        let packed: &'static [u8] = packed.finish().unwrap().leak();
        let files = HashMap::from([("files/a.css.gz", packed)]);
        let assets = Assets(Arc::new(Source::Embedded { files, manifest: Manifest::new() }));
        assert_eq!(assets.plain("a.css").as_deref(), Some(b"body { margin: 0 }".as_slice()));
        assert!(assets.plain("b.css").is_none());
    }

    #[test]
    fn a_name_does_not_leave_the_folder() {
        let assets = Assets(Arc::new(Source::Folder(PathBuf::from("/etc"))));
        assert!(assets.read("../../etc/passwd").is_none());
        assert!(assets.read("//etc/passwd").is_none());
    }
}
