//! Orders that are paid from the installation's internal account (BIL-07, BIL-08): what is ordered, what it costs, which states it
//! passes.

pub mod operations;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::id::{OrderId, RegistryInstanceId};
use crate::message::{Message, billing as say};
use crate::settings::Prices;
use crate::time::{Moment, Timestamp};

/// An unpaid order lapses after so long, in milliseconds: a day. Until then it holds the name that it asks for.
pub const UNPAID_MS: i64 = 24 * 3600 * 1000;
/// The most that can be credited at once, in millionths of the currency's unit.
pub const MOST_CREDIT_MICROS: u64 = 1_000_000 * 1_000_000;

/// Subscription Duration (REG-05, BIL-08).
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Duration {
    #[default]
    OneMonth,
    TwoMonths,
    ThreeMonths,
    SixMonths,
    OneYear,
    TwoYears,
    ThreeYears,
    FourYears,
    FiveYears,
}

impl Duration {
    pub const ALL: [Self; 9] = [
        Self::OneMonth,
        Self::TwoMonths,
        Self::ThreeMonths,
        Self::SixMonths,
        Self::OneYear,
        Self::TwoYears,
        Self::ThreeYears,
        Self::FourYears,
        Self::FiveYears,
    ];

    /// The words of the row.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OneMonth => "1 Month",
            Self::TwoMonths => "2 Months",
            Self::ThreeMonths => "3 Months",
            Self::SixMonths => "6 Months",
            Self::OneYear => "1 Year",
            Self::TwoYears => "2 Years",
            Self::ThreeYears => "3 Years",
            Self::FourYears => "4 Years",
            Self::FiveYears => "5 Years",
        }
    }

    pub fn months(self) -> u32 {
        match self {
            Self::OneMonth => 1,
            Self::TwoMonths => 2,
            Self::ThreeMonths => 3,
            Self::SixMonths => 6,
            Self::OneYear => 12,
            Self::TwoYears => 24,
            Self::ThreeYears => 36,
            Self::FourYears => 48,
            Self::FiveYears => 60,
        }
    }

    /// It in words.
    pub fn message(self) -> Message {
        match self.months() {
            months @ ..12 => say::months(months),
            months => say::years(months / 12),
        }
    }

    /// Reads the words of the row.
    pub fn parse(text: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or_else(|| {
            let given: String = text.chars().take(40).collect();
            Error::invalid("duration", say::duration_range(given))
        })
    }
}

/// What is ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Item {
    /// A registry instance of the Enterprise Edition (REG-05).
    RegistryInstance { instance: RegistryInstanceId, name: String, duration: Duration },
    /// A longer subscription of one.
    Renewal { instance: RegistryInstanceId, name: String, duration: Duration },
}

impl Item {
    /// The instance's name.
    pub fn name(&self) -> &str {
        match self {
            Self::RegistryInstance { name, .. } | Self::Renewal { name, .. } => name,
        }
    }

    pub fn instance(&self) -> &RegistryInstanceId {
        match self {
            Self::RegistryInstance { instance, .. } | Self::Renewal { instance, .. } => instance,
        }
    }

    pub fn duration(&self) -> Duration {
        match self {
            Self::RegistryInstance { duration, .. } | Self::Renewal { duration, .. } => *duration,
        }
    }

    /// What it costs, in millionths of the currency's unit.
    pub fn amount_micros(&self, prices: &Prices) -> u64 {
        u64::from(self.duration().months()) * prices.registry_month_micros
    }
}

/// An order as it was placed. Never changes: a changed mind is another order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderSpec {
    pub item: Item,
    /// In millionths of the currency's unit, at the prices of the moment at which it was placed.
    pub amount_micros: u64,
    pub currency: String,
    /// When the terms were agreed to on **Confirm Order**.
    pub agreed_at: Option<Timestamp>,
}

/// How far an order is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderState {
    #[default]
    Unpaid,
    Paid,
    Cancelled,
    /// Was not paid within [`UNPAID_MS`].
    Lapsed,
}

impl OrderState {
    pub const ALL: [Self; 4] = [Self::Unpaid, Self::Paid, Self::Cancelled, Self::Lapsed];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unpaid => "Unpaid",
            Self::Paid => "Paid",
            Self::Cancelled => "Cancelled",
            Self::Lapsed => "Lapsed",
        }
    }

    /// Why nothing can be done with such an order any more; nothing for one that waits.
    pub fn why_closed(self) -> Option<Message> {
        match self {
            Self::Unpaid => None,
            Self::Paid => Some(say::order_paid()),
            Self::Cancelled => Some(say::order_cancelled()),
            Self::Lapsed => Some(say::order_lapsed()),
        }
    }
}

/// What becomes of an order.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderStatus {
    pub state: OrderState,
    /// When it was paid, cancelled, or lapsed.
    pub closed_at: Option<Timestamp>,
    /// When the subscription that was paid ends, unless it is renewed.
    pub ends_at: Option<Timestamp>,
}

/// An order on its pages and in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderView {
    pub id: OrderId,
    pub region: String,
    pub item: Item,
    pub state: OrderState,
    /// Amount with two places, without the currency.
    pub amount: String,
    pub currency: String,
    pub agreed: bool,
    /// Name of who placed it.
    pub placed_by: String,
    pub created_at: Moment,
    pub closed_at: Option<Moment>,
    /// When the subscription would end, or does.
    pub ends_at: Option<Moment>,
    /// The balance of the account now, and what would be left.
    pub balance: String,
    /// `None` if the balance does not suffice.
    pub left: Option<String>,
}

/// The installation's account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    pub balance: String,
    pub credited: String,
    pub spent: String,
    pub currency: String,
}

/// A filled-in **Create Enterprise Edition Instance** (REG-05).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewInstance {
    pub region: String,
    /// [`crate::registry::BASIC_EDITION`].
    pub instance_type: String,
    pub name: String,
    pub duration: Duration,
}

impl NewInstance {
    /// Checks all rules that need no look at the store.
    pub fn validate(&self) -> Result<()> {
        if self.instance_type != crate::registry::BASIC_EDITION {
            let given: String = self.instance_type.chars().take(40).collect();
            return Err(Error::invalid("instance_type", say::instance_type_other(given)));
        }
        crate::registry::check_instance_name("name", &self.name)
    }
}

/// What the order page needs to know before **Buy Now**.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstanceOptions {
    pub region: String,
    pub prices: Prices,
    pub balance: String,
    /// Use and limit of registry instances in the region.
    pub quota: crate::quota::QuotaRow,
    /// `HOST/` that addresses begin with.
    pub public_host: String,
}

/// What the page of a renewal shows before **Buy Now**.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalOptions {
    pub currency: String,
    pub balance: String,
    /// In the order of [`Duration::ALL`].
    pub terms: Vec<RenewalTerm>,
}

/// One length by which a subscription can be renewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalTerm {
    pub duration: Duration,
    pub amount: String,
    /// The end of the subscription if it is paid now.
    pub ends_at: Moment,
}

/// Reads an amount as a person types it, with at most two places, into millionths.
pub fn parse_amount(field: &str, text: &str) -> Result<u64> {
    let wrong = || Error::invalid(field, say::amount_range_not(text.chars().take(40).collect::<String>()));
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 7 || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
        return Err(wrong());
    }
    let whole: u64 = whole.parse().map_err(|_| wrong())?;
    let cents: u64 = format!("{fraction:0<2}").parse().map_err(|_| wrong())?;
    let micros = whole * 1_000_000 + cents * 10_000;
    if micros == 0 || micros > MOST_CREDIT_MICROS {
        return Err(wrong());
    }
    Ok(micros)
}

/// Millionths as an account shows them: two places.
pub fn money(micros: u64) -> String {
    let cents = micros / 10_000;
    format!("{}.{:02}", cents / 100, cents % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id as _;

    #[test]
    fn the_nine_lengths_are_those_of_the_row() {
        let months: Vec<u32> = Duration::ALL.iter().map(|one| one.months()).collect();
        assert_eq!(months, [1, 2, 3, 6, 12, 24, 36, 48, 60]);
        for one in Duration::ALL {
            assert_eq!(Duration::parse(one.as_str()), Ok(one));
        }
        assert_eq!(Duration::parse("10 Years").unwrap_err().field(), Some("duration"));
    }

    #[test]
    fn an_order_costs_its_months() {
        let instance = RegistryInstanceId::from_parts(1, 1);
        let item = Item::RegistryInstance { instance, name: "a1".into(), duration: Duration::OneYear };
        assert_eq!(money(item.amount_micros(&Prices::default())), "12.00");
    }

    #[test]
    fn amounts_are_read_as_typed() {
        assert_eq!(parse_amount("amount", "1.5"), Ok(1_500_000));
        assert_eq!(parse_amount("amount", "1000000"), Ok(MOST_CREDIT_MICROS));
        for bad in ["", "0", "-1", "1.234", "1000000.01", "1e3", "١"] {
            assert_eq!(parse_amount("amount", bad).unwrap_err().field(), Some("amount"), "{bad}");
        }
    }

    #[test]
    fn instance_orders_follow_the_rules() {
        let form = |name: &str, instance_type: &str| NewInstance {
            region: "local".into(),
            instance_type: instance_type.into(),
            name: name.into(),
            duration: Duration::OneMonth,
        };
        assert_eq!(form("eci-autoscaling", "Basic Edition").validate(), Ok(()));
        for (name, kind, field) in [
            ("a", "Basic Edition", "name"),
            ("Eci", "Basic Edition", "name"),
            ("personal", "Basic Edition", "name"),
            ("eci", "Gold", "instance_type"),
        ] {
            assert_eq!(form(name, kind).validate().unwrap_err().field(), Some(field), "{name} {kind}");
        }
    }
}
