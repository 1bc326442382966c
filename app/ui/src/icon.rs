//! Icons of 16 px, drawn in the colour of the text around them. The shapes stand in `icons.svg`, one symbol each;
//! an icon is decoration, so whatever holds it must carry the words.

use leptos::prelude::*;

/// All symbols. The document carries them once, behind the page; only the server needs the text.
#[cfg(any(feature = "ssr", test))]
pub const SPRITE: &str = include_str!("icons.svg");

/// What an icon shows. One variant for each symbol of `icons.svg`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    Alert,
    Api,
    Back,
    Bad,
    Bell,
    Chart,
    Check,
    Clock,
    Close,
    Cluster,
    Columns,
    Copy,
    Disk,
    Display,
    Document,
    Down,
    Download,
    Edit,
    Exit,
    Expand,
    External,
    Filter,
    Globe,
    Good,
    Grid,
    Group,
    Help,
    Home,
    Info,
    Key,
    Keyboard,
    Language,
    Layers,
    Left,
    Lock,
    Logs,
    Menu,
    Minus,
    Moon,
    More,
    Network,
    Node,
    Pause,
    Pipeline,
    Play,
    Plus,
    Quota,
    Registry,
    Repository,
    Restart,
    Right,
    Scale,
    Search,
    Shield,
    Sidebar,
    Sort,
    Stop,
    Sun,
    Tag,
    Terminal,
    Trash,
    Up,
    User,
    Wallet,
    Wrap,
}

impl Glyph {
    /// Every icon.
    pub const ALL: &[Glyph] = &[
        Glyph::Alert,
        Glyph::Api,
        Glyph::Back,
        Glyph::Bad,
        Glyph::Bell,
        Glyph::Chart,
        Glyph::Check,
        Glyph::Clock,
        Glyph::Close,
        Glyph::Cluster,
        Glyph::Columns,
        Glyph::Copy,
        Glyph::Disk,
        Glyph::Display,
        Glyph::Document,
        Glyph::Down,
        Glyph::Download,
        Glyph::Edit,
        Glyph::Exit,
        Glyph::Expand,
        Glyph::External,
        Glyph::Filter,
        Glyph::Globe,
        Glyph::Good,
        Glyph::Grid,
        Glyph::Group,
        Glyph::Help,
        Glyph::Home,
        Glyph::Info,
        Glyph::Key,
        Glyph::Keyboard,
        Glyph::Language,
        Glyph::Layers,
        Glyph::Left,
        Glyph::Lock,
        Glyph::Logs,
        Glyph::Menu,
        Glyph::Minus,
        Glyph::Moon,
        Glyph::More,
        Glyph::Network,
        Glyph::Node,
        Glyph::Pause,
        Glyph::Pipeline,
        Glyph::Play,
        Glyph::Plus,
        Glyph::Quota,
        Glyph::Registry,
        Glyph::Repository,
        Glyph::Restart,
        Glyph::Right,
        Glyph::Scale,
        Glyph::Search,
        Glyph::Shield,
        Glyph::Sidebar,
        Glyph::Sort,
        Glyph::Stop,
        Glyph::Sun,
        Glyph::Tag,
        Glyph::Terminal,
        Glyph::Trash,
        Glyph::Up,
        Glyph::User,
        Glyph::Wallet,
        Glyph::Wrap,
    ];

    /// The id of the symbol in the sprite.
    pub fn symbol(self) -> &'static str {
        match self {
            Glyph::Alert => "alert",
            Glyph::Api => "api",
            Glyph::Back => "back",
            Glyph::Bad => "bad",
            Glyph::Bell => "bell",
            Glyph::Chart => "chart",
            Glyph::Check => "check",
            Glyph::Clock => "clock",
            Glyph::Close => "x",
            Glyph::Cluster => "cluster",
            Glyph::Columns => "cols",
            Glyph::Copy => "copy",
            Glyph::Disk => "disk",
            Glyph::Display => "display",
            Glyph::Document => "doc",
            Glyph::Down => "down",
            Glyph::Download => "download",
            Glyph::Edit => "edit",
            Glyph::Exit => "exit",
            Glyph::Expand => "expand",
            Glyph::External => "external",
            Glyph::Filter => "filter",
            Glyph::Globe => "globe",
            Glyph::Good => "okc",
            Glyph::Grid => "grid",
            Glyph::Group => "group",
            Glyph::Help => "help",
            Glyph::Home => "home",
            Glyph::Info => "info",
            Glyph::Key => "key",
            Glyph::Keyboard => "keyboard",
            Glyph::Language => "language",
            Glyph::Layers => "layers",
            Glyph::Left => "left",
            Glyph::Lock => "lock",
            Glyph::Logs => "logs",
            Glyph::Menu => "menu",
            Glyph::Minus => "minus",
            Glyph::Moon => "moon",
            Glyph::More => "more",
            Glyph::Network => "net",
            Glyph::Node => "node",
            Glyph::Pause => "pause",
            Glyph::Pipeline => "pipe",
            Glyph::Play => "play",
            Glyph::Plus => "plus",
            Glyph::Quota => "quota",
            Glyph::Registry => "registry",
            Glyph::Repository => "repo",
            Glyph::Restart => "restart",
            Glyph::Right => "right",
            Glyph::Scale => "scale",
            Glyph::Search => "search",
            Glyph::Shield => "shield",
            Glyph::Sidebar => "side",
            Glyph::Sort => "sort",
            Glyph::Stop => "stop",
            Glyph::Sun => "sun",
            Glyph::Tag => "tag",
            Glyph::Terminal => "term",
            Glyph::Trash => "trash",
            Glyph::Up => "up",
            Glyph::User => "user",
            Glyph::Wallet => "wallet",
            Glyph::Wrap => "wrap",
        }
    }
}

/// An icon. Hidden from assistive technology: the button or link around it has the name.
#[component]
pub fn Icon(name: Glyph) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=format!("#i-{}", name.symbol())></use>
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_has_its_symbol_in_the_sprite() {
        let sprite = SPRITE;
        for glyph in Glyph::ALL {
            assert!(sprite.contains(&format!("id=\"i-{}\"", glyph.symbol())), "{glyph:?} is missing");
        }
    }
}
