//! The field **VPC** of the forms that put something into one.

use gantry_model::id::VpcId;
use gantry_model::network::DEFAULT_VPC;
use gantry_model::network::view::VpcDetails;
use gantry_words::network as words;
use leptos::prelude::*;

use super::vpc_choice;
use gantry_ui::prelude::*;

/// The VPC that a form begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The region's default one.
    #[default]
    Default,
    /// This one, until a person chooses another.
    First(VpcId),
    /// This one and no other: the form beside which this one stands is about it.
    Only(VpcId),
}

impl Wanted {
    /// What the URL's `vpc` asks for.
    pub(super) fn by_url() -> Self {
        let id = untrack(|| use_query().get("vpc")).and_then(|id| id.parse().ok());
        id.map_or(Self::Default, Self::First)
    }

    fn id(&self) -> Option<&VpcId> {
        match self {
            Self::Default => None,
            Self::First(id) | Self::Only(id) => Some(id),
        }
    }

    /// The id that the field begins with: the one asked for, else the region's default VPC, else the first.
    pub(super) fn first(&self, vpcs: &[VpcDetails]) -> String {
        let asked = self.id().and_then(|id| vpcs.iter().find(|vpc| vpc.row.id == *id));
        let default = || vpcs.iter().find(|vpc| vpc.row.name == DEFAULT_VPC);
        asked.or_else(default).or(vpcs.first()).map(|vpc| vpc.row.id.to_string()).unwrap_or_default()
    }

    /// What the field offers.
    fn choices(&self, vpcs: &[VpcDetails]) -> Vec<Choice> {
        match self {
            Self::Only(id) if vpcs.iter().any(|vpc| vpc.row.id == *id) => {
                vpcs.iter().filter(|vpc| vpc.row.id == *id).map(vpc_choice).collect()
            }
            _ => vpcs.iter().map(vpc_choice).collect(),
        }
    }
}

/// The field.
#[component]
pub(super) fn VpcField(
    value: RwSignal<String>,
    vpcs: Signal<Vec<VpcDetails>>,
    wanted: Wanted,
    /// What is said where none is chosen.
    missing: &'static str,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    let help = matches!(wanted, Wanted::Only(_)).then(|| words::vpc_of_form_beside().to_owned());
    let choices = Signal::derive(move || vpcs.with(|vpcs| wanted.choices(vpcs)));
    let check = move |()| {
        let there =
            value.with_untracked(|id| vpcs.with_untracked(|vpcs| vpcs.iter().any(|vpc| vpc.row.id.as_ref() == id)));
        (!there).then(|| missing.to_owned())
    };
    view! {
        <Field name="vpc" label=words::vpc() required=true help check=Callback::new(check)>
            <Select
                value
                choices
                placeholder=words::choose_vpc()
                on_change=move |id: String| {
                    if let Some(call) = on_change {
                        call.run(id);
                    }
                }
            />
        </Field>
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use gantry_model::cidr::Cidr;
    use gantry_model::id::Id as _;
    use gantry_model::network::view::VpcRow;
    use gantry_model::time::{Moment, Timestamp};

    use super::*;

    fn vpc(number: u64, name: &str) -> VpcDetails {
        VpcDetails {
            row: VpcRow {
                id: VpcId::from_parts(number, number),
                name: name.to_owned(),
                description: String::new(),
                cidr: Cidr::parse("cidr", "10.0.0.0/16").unwrap(),
                ipv6: None,
                subnets: 0,
                security_groups: 0,
                groups: 0,
                deleting: false,
                created: Moment { at: Timestamp(0), text: String::new() },
            },
            region: "local".to_owned(),
            generation: 1,
            subnets: Vec::new(),
        }
    }

    #[test]
    fn a_form_begins_with_the_vpc_asked_for_or_the_default_one() {
        // By name, as the list comes.
        let vpcs = [vpc(3, "alpha"), vpc(1, DEFAULT_VPC), vpc(2, "zulu")];
        let id = |place: usize| vpcs[place].row.id.clone();
        assert_eq!(Wanted::Default.first(&vpcs), id(1).to_string());
        assert_eq!(Wanted::First(id(2)).first(&vpcs), id(2).to_string());
        assert_eq!(Wanted::First(VpcId::from_parts(9, 9)).first(&vpcs), id(1).to_string());
        assert_eq!(Wanted::Default.first(&vpcs[..1]), id(0).to_string());
        assert_eq!(Wanted::Default.first(&[]), "");
    }

    #[test]
    fn beside_a_form_only_its_vpc_is_offered() {
        let vpcs = [vpc(1, "alpha"), vpc(2, "zulu")];
        let offered = |wanted: Wanted| wanted.choices(&vpcs).len();
        assert_eq!(offered(Wanted::Only(vpcs[1].row.id.clone())), 1);
        assert_eq!(offered(Wanted::First(vpcs[1].row.id.clone())), 2);
        assert_eq!(offered(Wanted::Only(VpcId::from_parts(9, 9))), 2, "one that is gone binds nobody");
    }
}
