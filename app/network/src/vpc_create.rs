//! **Create VPC** (NET-22, NET-23).

use gantry_model::cidr::Cidr;
use gantry_model::id::VpcId;
use gantry_model::network::check_vpc_range;
use gantry_model::network::view::NewVpc;
use gantry_words::Said as _;
use gantry_words::{network as words, ui};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::vpc_create;
use super::range::counted;
use super::{Description, Name, crumbs};
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_ui::prelude::*;

/// Ranges that one click fills in: the private ones of RFC 1918.
const COMMON: [&str; 3] = ["10.0.0.0/16", "172.16.0.0/16", "192.168.0.0/16"];

/// The page that makes a VPC.
#[component]
pub fn VpcCreate() -> impl IntoView {
    let navigate = use_navigate();
    let form = FormState::new();
    view! {
        <PageHead
            title=words::create_vpc()
            crumbs=crumbs((words::vpcs(), paths::VPCS), Some(words::create().to_owned()))
        />
        <AskBeforeLeaving state=form/>
        <div class="narrowform">
            <VpcForm
                form
                on_made=move |id: VpcId| navigate(&paths::vpc(id.as_ref()), Default::default())
                cancel=move || view! { <LinkButton label=ui::cancel() look=Look::Bare href=paths::VPCS/> }
            />
        </div>
    }
}

/// The form of a VPC.
#[component]
pub(super) fn VpcForm(
    form: FormState,
    #[prop(into)] on_made: Callback<VpcId>,
    #[prop(into)] cancel: ViewFnOnce,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let region = use_region();
    let [name, description] = [(); 2].map(|()| RwSignal::new(String::new()));
    let cidr = RwSignal::new(COMMON[0].to_owned());
    let ipv6 = RwSignal::new(false);
    let create = Run::new(vpc_create).in_form(form).done(move |id| {
        toasts.good(words::created_vpc(name.get_untracked()), "");
        on_made.run(id);
    });
    let read = move |text: &str| Cidr::parse("cidr", text).and_then(|range| check_vpc_range(range).map(|()| range));
    let help = Signal::derive(move || {
        Some(match cidr.with(|text| read(text)) {
            Ok(range) => counted(range),
            Err(_) => words::vpc_range_help().to_owned(),
        })
    });
    let submit = move |()| {
        let Ok(range) = cidr.with_untracked(|text| read(text)) else { return };
        create.start(NewVpc {
            region: region.get_untracked(),
            name: name.get_untracked().trim().to_owned(),
            description: description.get_untracked().trim().to_owned(),
            cidr: range,
            ipv6: ipv6.get_untracked(),
        });
    };
    view! {
        <Form state=form label=words::vpc() on_submit=submit>
            <Name value=name label=words::vpc_name()/>
            <Field
                name="cidr"
                label=words::ipv4_cidr_block()
                required=true
                help
                check=Callback::new(move |()| cidr.with_untracked(|text| read(text)).err().map(|error| error.said()))
            >
                <Input value=cidr typed=Typed::Mono/>
                <div class="row picks">
                    <span class="quiet">{words::common_ranges()}</span>
                    {COMMON
                        .map(|text| {
                            view! {
                                <button
                                    type="button"
                                    class="act"
                                    on:click=move |_| {
                                        cidr.set(text.to_owned());
                                        form.touch();
                                        form.clear("cidr");
                                    }
                                >
                                    {text}
                                </button>
                            }
                        })
                        .collect_view()}
                </div>
            </Field>
            <Field name="ipv6" label=words::ipv6() group=true>
                <Switch
                    value=ipv6
                    label=words::enable_ipv6()
                    note=words::vpc_ipv6_new()
                    on_change=move |_| form.touch()
                />
            </Field>
            <Description value=description/>
            <FormFoot state=form>
                <Button label=words::create_vpc() look=Look::Primary submit=true pending=create.pending()/>
                {cancel.run()}
            </FormFoot>
        </Form>
    }
}
