//! By how much a rule changes the number.

use serde::{Deserialize, Serialize};

use super::MOST_INSTANCES;
use crate::error::{Error, Result};
use crate::message::{Message, scaling as say};

/// A change of the number of instances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Adjustment {
    /// So many more; fewer if negative.
    Change(i32),
    /// So many percent more, at least one; fewer if negative.
    Percent(i32),
    /// To this number.
    To(u32),
}

impl Adjustment {
    /// Words of the choice, in the order of the form.
    pub const LABELS: [&'static str; 3] = ["Change by Number", "Change by Percentage", "Change to Number"];

    /// # Errors
    /// `Invalid` on `adjustment`: a change of nothing, or beyond what a group can have.
    pub fn validate(self) -> Result<()> {
        let most = MOST_INSTANCES.cast_signed();
        let refuse = |message: Message| Err(Error::invalid("adjustment", message));
        match self {
            Self::Change(0) | Self::Percent(0) => refuse(say::change_by_nothing()),
            Self::Change(by) if by.abs() > most => refuse(say::change_range(MOST_INSTANCES, by)),
            Self::Percent(by) if !(-100..=1000).contains(&by) => refuse(say::percent_range(by)),
            Self::To(number) if number > MOST_INSTANCES => refuse(say::number_range(MOST_INSTANCES, number)),
            _ => Ok(()),
        }
    }

    /// The number after the change, before minimum and maximum are looked at.
    pub fn apply(self, number: u32) -> u32 {
        match self {
            Self::Change(by) => number.saturating_add_signed(by),
            Self::Percent(by) => {
                let amount = (u64::from(number) * u64::from(by.unsigned_abs())).div_ceil(100).max(1);
                let amount = u32::try_from(amount).unwrap_or(u32::MAX);
                if by < 0 { number.saturating_sub(amount) } else { number.saturating_add(amount) }
            }
            Self::To(to) => to,
        }
    }

    /// `add 2`, `remove 50 %`, `set to 3`.
    pub fn text(self) -> Message {
        match self {
            Self::Change(by) if by < 0 => say::remove_number(by.unsigned_abs()),
            Self::Change(by) => say::add_number(by),
            Self::Percent(by) if by < 0 => say::remove_percent(by.unsigned_abs()),
            Self::Percent(by) => say::add_percent(by),
            Self::To(number) => say::set_to(number),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn percentages_move_by_one_at_least() {
        for (number, by, after) in [(4, 50, 6), (1, 10, 2), (0, 10, 1), (10, -25, 7), (1, -10, 0), (0, -10, 0)] {
            assert_eq!(Adjustment::Percent(by).apply(number), after, "{number} by {by} %");
        }
    }

    #[test]
    fn a_change_of_nothing_is_refused() {
        assert!(Adjustment::Change(0).validate().is_err());
        assert!(Adjustment::Percent(-101).validate().is_err());
        assert!(Adjustment::To(0).validate().is_ok());
    }

    proptest! {
        #[test]
        fn more_is_never_fewer(number: u32, by in 1..1000i32) {
            prop_assert!(Adjustment::Change(by).apply(number) >= number);
            prop_assert!(Adjustment::Change(-by).apply(number) <= number);
            prop_assert!(Adjustment::Percent(by).apply(number) >= number);
            prop_assert!(Adjustment::Percent(-by).apply(number) <= number);
        }
    }
}
