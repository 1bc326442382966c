//! What an installation may set and pages must know.

use serde::{Deserialize, Serialize};

use crate::kind::ResourceKind;
use crate::quota::{Entitlement, Limits};

/// A region and its zones (GEN-03, decision "Region, zone").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    pub name: String,
    pub zones: Vec<String>,
}

impl Region {
    /// `local` with zones `local-a` to `local-c`.
    pub fn local() -> Self {
        Self { name: "local".into(), zones: ["local-a", "local-b", "local-c"].map(str::to_owned).to_vec() }
    }
}

/// The price list (BIL-01 to BIL-05, C-04; decision "Prices, balance"). Amounts are in millionths of the currency's unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prices {
    /// Shown behind amounts, e.g. `CNY`.
    pub currency: String,
    /// For one vCPU during one second, in millionths.
    pub vcpu_second_micros: u64,
    /// For one GiB of memory during one second, in millionths.
    pub gib_second_micros: u64,
    /// For a registry instance of the Basic Edition during one month, in millionths.
    #[serde(default)]
    pub registry_month_micros: u64,
    /// What the installation's account begins with, in millionths.
    #[serde(default)]
    pub opening_balance_micros: u64,
}

impl Default for Prices {
    fn default() -> Self {
        Self {
            currency: "CNY".into(),
            vcpu_second_micros: 100,
            gib_second_micros: 0,
            registry_month_micros: 1_000_000,
            opening_balance_micros: 10_000 * 1_000_000,
        }
    }
}

/// Whom people of this installation ask (GEN-17): words, an address of the web, or `mailto:` with one of e-mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupportContact(String);

impl SupportContact {
    /// The longest contact, in characters.
    pub const LONGEST: usize = 200;

    /// `None` for nothing at all, for more than [`Self::LONGEST`] characters, and for control characters.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let fits = (1..=Self::LONGEST).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        fits.then(|| Self(text.to_owned()))
    }

    /// Where it leads, if all of it is an address by `https:`, `http:` or `mailto:`. Whatever else it says is text.
    pub fn href(&self) -> Option<&str> {
        let leads = ["https://", "http://", "mailto:"].iter().any(|scheme| {
            self.0.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
                && self.0.len() > scheme.len()
        });
        (leads && !self.0.contains(char::is_whitespace)).then_some(self.0.as_str())
    }

    /// Whether it leads to an e-mail.
    pub fn is_mail(&self) -> bool {
        self.href().is_some_and(|href| href.as_bytes()[0].eq_ignore_ascii_case(&b'm'))
    }
}

/// As people read it: an e-mail address without `mailto:` and without what is asked of the mail program.
impl std::fmt::Display for SupportContact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mail = self.is_mail().then(|| self.0["mailto:".len()..].split('?').next()).flatten();
        f.write_str(mail.filter(|mail| !mail.is_empty()).unwrap_or(&self.0))
    }
}

/// What one region may hold of what an order of container groups takes (decision "Quota defaults").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    pub vcpu: u32,
    pub memory_gib: u32,
    pub groups: u32,
}

impl Quota {
    /// The defaults on a machine with so many cores.
    pub fn for_cores(cores: u32) -> Self {
        Self::from(&Limits::for_cores(cores))
    }
}

impl From<&Limits> for Quota {
    fn from(limits: &Limits) -> Self {
        let of = |entitlement| u32::try_from(limits.of(entitlement)).unwrap_or(u32::MAX);
        Self {
            vcpu: of(Entitlement::Vcpu),
            memory_gib: of(Entitlement::MemoryGib),
            groups: of(Entitlement::Count(ResourceKind::ContainerGroup)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_support_contact_leads_to_the_web_or_an_e_mail_and_nowhere_else() {
        for (text, href, shown) in [
            (
                "https://help.example.org/q?a=1",
                Some("https://help.example.org/q?a=1"),
                "https://help.example.org/q?a=1",
            ),
            ("mailto:ops@example.org?subject=Gantry", Some("mailto:ops@example.org?subject=Gantry"), "ops@example.org"),
            (" HTTP://help.example.org ", Some("HTTP://help.example.org"), "HTTP://help.example.org"),
            ("Group 30390760, weekdays 9 to 18", None, "Group 30390760, weekdays 9 to 18"),
            ("see https://help.example.org", None, "see https://help.example.org"),
            ("https://help.example.org or the desk", None, "https://help.example.org or the desk"),
            ("javascript:alert(1)", None, "javascript:alert(1)"),
            ("data:text/html,hello", None, "data:text/html,hello"),
            ("mailto:", None, "mailto:"),
            ("运维值班", None, "运维值班"),
        ] {
            let contact = SupportContact::parse(text).unwrap();
            assert_eq!((contact.href(), contact.to_string().as_str()), (href, shown), "{text}");
        }
    }

    #[test]
    fn a_support_contact_is_one_line_of_at_most_200_characters() {
        assert!(SupportContact::parse(&"值".repeat(200)).is_some());
        for wrong in [String::new(), "  ".into(), "x".repeat(201), "a\nb".into()] {
            assert_eq!(SupportContact::parse(&wrong), None, "{wrong:?}");
        }
    }
}
