//! **Create EIP** (NET-06, NET-07, NET-09).

use gantry_model::id::EipId;
use gantry_model::network::view::NewEip;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::eip_create;
use super::change::Bandwidth;
use super::{Name, crumbs};
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_ui::prelude::*;

/// The page that makes an EIP.
#[component]
pub fn EipCreate() -> impl IntoView {
    let navigate = use_navigate();
    let form = FormState::new();
    view! {
        <PageHead title="Create EIP" crumbs=crumbs(("Elastic IPs (EIP)", paths::EIPS), Some("Create".to_owned()))/>
        <AskBeforeLeaving state=form/>
        <div class="narrowform">
            <EipForm
                form
                on_made=move |id: EipId| navigate(&paths::eip(id.as_ref()), Default::default())
                cancel=move || view! { <LinkButton label="Cancel" look=Look::Bare href=paths::EIPS/> }
            />
        </div>
    }
}

/// The form of an EIP.
#[component]
pub(super) fn EipForm(
    form: FormState,
    #[prop(into)] on_made: Callback<EipId>,
    #[prop(into)] cancel: ViewFnOnce,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let region = use_region();
    let name = RwSignal::new(String::new());
    let bandwidth = RwSignal::new(1_i64);
    let create = Run::new(eip_create).in_form(form).done(move |id| {
        toasts.good(format!("Created EIP {}", name.get_untracked()), "It can be bound to a container group.");
        on_made.run(id);
    });
    let submit = move |()| {
        create.start(NewEip {
            region: region.get_untracked(),
            name: name.get_untracked().trim().to_owned(),
            bandwidth_mbps: u32::try_from(bandwidth.get_untracked()).unwrap_or(0),
        });
    };
    view! {
        <Form state=form label="EIP" on_submit=submit>
            <Name value=name label="EIP Name"/>
            <Bandwidth value=bandwidth/>
            <p class="help">"The address comes from the installation's pool and stays with the EIP for its life."</p>
            <FormFoot state=form>
                <Button label="Create EIP" look=Look::Primary submit=true pending=create.pending()/>
                {cancel.run()}
            </FormFoot>
        </Form>
    }
}
