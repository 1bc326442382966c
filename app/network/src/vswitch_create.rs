//! **Create vSwitch** (NET-26, NET-23, GEN-03).

use gantry_model::cidr::Cidr;
use gantry_model::id::VSwitchId;
use gantry_model::network::check_subnet_range;
use gantry_model::network::view::{NewVSwitch, VpcDetails};
use gantry_words::Said as _;
use gantry_words::{network as words, ui};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::vswitch_create;
use super::range::{Plot, RangeMap, counted_usable, propose};
use super::vpc_field::{VpcField, Wanted};
use super::{Description, Name, crumbs, use_vpcs};
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_console::session::use_session;
use gantry_ui::prelude::*;

/// The page that makes a vSwitch; `?vpc=` chooses the VPC.
#[component]
pub fn VSwitchCreate() -> impl IntoView {
    let navigate = use_navigate();
    let wanted = Wanted::by_url();
    let vpcs = use_vpcs();
    let form = FormState::new();
    view! {
        <PageHead
            title=words::create_vswitch()
            crumbs=crumbs((words::vswitches(), paths::VSWITCHES), Some(words::create().to_owned()))
        />
        <AskBeforeLeaving state=form/>
        <div class="narrowform">
            <Loaded from=vpcs skeleton=|| view! { <FactsSkeleton facts=6/> } let:vpcs>
                {
                    let navigate = navigate.clone();
                    view! {
                        <VSwitchForm
                            form
                            vpcs
                            wanted=wanted.clone()
                            on_made=move |id: VSwitchId| navigate(&paths::vswitch(id.as_ref()), Default::default())
                            cancel=move || view! { <LinkButton label=ui::cancel() look=Look::Bare href=paths::VSWITCHES/> }
                        />
                    }
                }
            </Loaded>
        </div>
    }
}

/// What is typed as a range, if it fits the VPC and its siblings.
fn read(text: &str, vpc: Option<&VpcDetails>) -> gantry_model::Result<Cidr> {
    let range = Cidr::parse("cidr", text)?;
    if let Some(vpc) = vpc {
        let siblings = vpc.subnets.iter().map(|(_, name, range)| (name.as_str(), *range));
        check_subnet_range(range, vpc.row.cidr, siblings)?;
    }
    Ok(range)
}

/// The form of a vSwitch.
#[component]
pub(super) fn VSwitchForm(
    form: FormState,
    vpcs: Signal<Vec<VpcDetails>>,
    /// The VPC that it begins with.
    wanted: Wanted,
    #[prop(into)] on_made: Callback<VSwitchId>,
    #[prop(into)] cancel: ViewFnOnce,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let region = use_region();
    let regions = use_session().regions;
    let zones = Signal::derive(move || {
        let zones = regions.iter().find(|one| one.name == region.get()).map(|one| one.zones.clone());
        zones.unwrap_or_default().into_iter().map(Choice::same).collect::<Vec<_>>()
    });
    let vpc = RwSignal::new(vpcs.with_untracked(|vpcs| wanted.first(vpcs)));
    let chosen = Memo::new(move |_| {
        let id = vpc.get();
        vpcs.with(|vpcs| vpcs.iter().find(|one| one.row.id.as_ref() == id).cloned())
    });
    let free = move |vpc: &VpcDetails| {
        let taken: Vec<Cidr> = vpc.subnets.iter().map(|one| one.2).collect();
        propose(vpc.row.cidr, &taken).map(|range| range.to_string()).unwrap_or_default()
    };
    let [name, description] = [(); 2].map(|()| RwSignal::new(String::new()));
    let zone =
        RwSignal::new(zones.with_untracked(|zones| zones.first().map(|one| one.value.clone())).unwrap_or_default());
    let cidr = RwSignal::new(chosen.with_untracked(|vpc| vpc.as_ref().map(free)).unwrap_or_default());
    let ipv6 = RwSignal::new(chosen.with_untracked(|vpc| vpc.as_ref().is_some_and(|vpc| vpc.row.ipv6.is_some())));
    let create = Run::new(vswitch_create).in_form(form).done(move |id| {
        toasts.good(words::created_vswitch(name.get_untracked()), "");
        on_made.run(id);
    });
    let range = Memo::new(move |_| chosen.with(|vpc| cidr.with(|text| read(text, vpc.as_ref())).ok()));
    let help = Signal::derive(move || {
        Some(match (range.get(), chosen.get()) {
            (Some(range), _) => counted_usable(range),
            (None, Some(vpc)) => words::vswitch_range_help(vpc.row.cidr),
            (None, None) => words::vswitch_range_no_vpc().to_owned(),
        })
    });
    let whole = Signal::derive(move || chosen.with(|vpc| vpc.as_ref().map_or(Cidr::EVERYWHERE, |vpc| vpc.row.cidr)));
    let plots = Signal::derive(move || {
        let there = chosen.with(|vpc| {
            let plot = |(id, name, range): &(VSwitchId, String, Cidr)| Plot {
                name: name.clone(),
                range: *range,
                href: Some(paths::vswitch(id.as_ref())),
            };
            vpc.iter().flat_map(|vpc| vpc.subnets.iter().map(plot)).collect::<Vec<_>>()
        });
        let planned = range.get().map(|range| Plot { name: words::this_vswitch().to_owned(), range, href: None });
        there.into_iter().chain(planned).collect::<Vec<_>>()
    });
    let choose = move |_: String| {
        if let Some(vpc) = chosen.get_untracked() {
            cidr.set(free(&vpc));
            form.clear("cidr");
            ipv6.set(vpc.row.ipv6.is_some());
        }
    };
    let ipv6_note = move || {
        chosen.with(|vpc| match vpc {
            Some(vpc) if vpc.row.ipv6.is_none() => words::vswitch_ipv6_later(),
            _ => words::vswitch_ipv6_new(),
        })
    };
    let submit = move |()| {
        let (Some(vpc), Some(range)) = (chosen.get_untracked(), range.get_untracked()) else { return };
        create.start(NewVSwitch {
            vpc: vpc.row.id,
            name: name.get_untracked().trim().to_owned(),
            description: description.get_untracked().trim().to_owned(),
            zone: zone.get_untracked(),
            cidr: range,
            ipv6: ipv6.get_untracked(),
        });
    };
    view! {
        <Form state=form label=words::vswitch() on_submit=submit>
            <VpcField value=vpc vpcs wanted missing=words::vswitch_vpc_missing() on_change=choose/>
            <Name value=name label=words::vswitch_name()/>
            <Field
                name="zone"
                label=words::zone()
                required=true
                group=true
                help=words::vswitch_zone_help()
            >
                <Segmented value=zone choices=zones/>
            </Field>
            <Field
                name="cidr"
                label=words::ipv4_cidr_block()
                required=true
                help
                check=Callback::new(move |()| {
                    chosen.with_untracked(|vpc| cidr.with_untracked(|text| read(text, vpc.as_ref())))
                        .err()
                        .map(|error| error.said())
                })
            >
                <Input value=cidr typed=Typed::Mono/>
                <RangeMap whole plots/>
            </Field>
            <Field name="ipv6" label=words::ipv6() group=true help=Signal::derive(move || Some(ipv6_note().to_owned()))>
                <Switch value=ipv6 label=words::enable_ipv6() on_change=move |_| form.touch()/>
            </Field>
            <Description value=description/>
            <FormFoot state=form>
                <Button label=words::create_vswitch() look=Look::Primary submit=true pending=create.pending()/>
                {cancel.run()}
            </FormFoot>
        </Form>
    }
}
