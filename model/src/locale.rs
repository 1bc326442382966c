//! The languages that the console speaks, and which of them somebody wants.

use serde::{Deserialize, Serialize};

/// A language of the console. In the order of the catalogues.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Chinese, simplified.
    Zh,
}

impl Locale {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// The stable word for it: in the cookie, in forms, and as the folder of its words.
    pub const fn token(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// The language of a token.
    pub fn of_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.token() == token)
    }

    /// Its tag (BCP 47), as documents and answers carry it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-CN",
        }
    }

    /// The language that a tag names, whatever its script and region.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let language = tag.split('-').next().unwrap_or_default();
        Self::ALL.into_iter().find(|locale| locale.token().eq_ignore_ascii_case(language))
    }

    /// What it calls itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Zh => "中文",
        }
    }

    /// The best of the languages of an `Accept-Language` (RFC 9110, 12.5.4) that the console speaks. Of those with one weight, the first; `*`
    /// is whatever comes first here.
    pub fn accepted(header: &str) -> Option<Self> {
        let mut best: Option<(Self, u32)> = None;
        for range in header.split(',') {
            let mut parts = range.split(';').map(str::trim);
            let tag = parts.next().unwrap_or_default();
            let weight = match parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q="))) {
                Some(text) => thousandths(text),
                None => Some(1000),
            };
            let locale = if tag == "*" { Some(Self::default()) } else { Self::of_tag(tag) };
            if let (Some(locale), Some(weight)) = (locale, weight)
                && weight > best.map_or(0, |best| best.1)
            {
                best = Some((locale, weight));
            }
        }
        best.map(|best| best.0)
    }
}

/// A weight, `0` to `1` with at most three places. None for anything else.
fn thousandths(text: &str) -> Option<u32> {
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    if places.len() > 3 || !places.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let places: u32 = format!("{places:0<3}").parse().ok()?;
    match whole {
        "0" => Some(places),
        "1" if places == 0 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_language_that_it_likes_best() {
        for (header, locale) in [
            ("zh-CN,zh;q=0.9,en;q=0.8", Some(Locale::Zh)),
            ("zh-Hant-TW", Some(Locale::Zh)),
            ("en-GB,en;q=0.9,zh-CN;q=0.8", Some(Locale::En)),
            ("zh;q=0.5, en;q=0.9", Some(Locale::En)),
            ("de-DE,de;q=0.9,zh;q=0.4", Some(Locale::Zh)),
            ("de, *;q=0.5", Some(Locale::En)),
            ("zh;q=0, en;q=0.1", Some(Locale::En)),
            ("zh;q=0", None),
            ("zh;q=2, en;q=0.1", Some(Locale::En)),
            ("ZH-cn", Some(Locale::Zh)),
            ("zhx, de", None),
            ("", None),
        ] {
            assert_eq!(Locale::accepted(header), locale, "{header}");
        }
    }

    #[test]
    fn a_token_and_a_tag_name_their_language() {
        for locale in Locale::ALL {
            assert_eq!(Locale::of_token(locale.token()), Some(locale));
            assert_eq!(Locale::of_tag(locale.tag()), Some(locale));
        }
        assert_eq!(Locale::of_token("zh-CN"), None);
    }
}
