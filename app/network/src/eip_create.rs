//! **Create EIP** (NET-06, NET-07, NET-09).

use gantry_model::id::EipId;
use gantry_model::network::view::NewEip;
use gantry_words::{network as words, ui};
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
        <PageHead
            title=words::create_eip()
            crumbs=crumbs((words::eips(), paths::EIPS), Some(words::create().to_owned()))
        />
        <AskBeforeLeaving state=form/>
        <div class="narrowform">
            <EipForm
                form
                on_made=move |id: EipId| navigate(&paths::eip(id.as_ref()), Default::default())
                cancel=move || view! { <LinkButton label=ui::cancel() look=Look::Bare href=paths::EIPS/> }
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
        toasts.good(words::created_eip(name.get_untracked()), words::created_eip_text());
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
        <Form state=form label=words::eip() on_submit=submit>
            <Name value=name label=words::eip_name()/>
            <Bandwidth value=bandwidth/>
            <p class="help">{words::new_address_help()}</p>
            <FormFoot state=form>
                <Button label=words::create_eip() look=Look::Primary submit=true pending=create.pending()/>
                {cancel.run()}
            </FormFoot>
        </Form>
    }
}
