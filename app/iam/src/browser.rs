//! What a browser calls itself, in the words that mean something to a person.

use gantry_words::iam as words;

/// The browser and the system that a user agent names.
pub(super) fn name(user_agent: &str) -> String {
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
        assert_eq!(name(chrome), "Chrome on Linux");
        assert_eq!(name("curl/8.5"), "curl");
        assert_eq!(name(""), "Unknown");
    }
}
