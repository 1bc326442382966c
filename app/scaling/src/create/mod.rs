//! **Create** of a scaling group (ESS-02): **Create by Form** and **Create by YAML File**, two views of one page. What was typed in
//! one stays while the other is shown.

mod form;
mod layout;
mod yaml;

use gantry_model::id::ScalingGroupId;
use gantry_words::{console, scaling as words};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use self::form::Draft;
use self::yaml::Yaml;
use super::api::scaling_group_options;
use super::crumbs;
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_model::scaling::view::ScalingOptions;
use gantry_ui::prelude::*;

/// The page.
#[component]
pub fn ScalingGroupCreate() -> impl IntoView {
    let region = use_region();
    let options = Resource::new(move || region.get(), scaling_group_options);
    view! {
        <PageHead
            title=console::create_scaling_group()
            crumbs=crumbs(vec![Crumb::here(words::create())])
            purpose=words::create_purpose()
        />
        <Loaded from=options skeleton=|| view! { <FactsSkeleton facts=8/> } let:offered>
            <Views options=offered reload=move |()| options.refetch()/>
        </Loaded>
    }
}

#[component]
fn Views(options: Signal<ScalingOptions>, #[prop(into)] reload: Callback<()>) -> impl IntoView {
    let by = use_query().value("by", "form");
    let state = FormState::new();
    let draft = Draft::new(&options.get_untracked());
    let yaml = Yaml::new(&options.get_untracked());
    form::follow_options(draft, options);
    let toasts = expect_context::<Toasts>();
    let navigate = use_navigate();
    let done = Callback::new(move |(id, name): (ScalingGroupId, String)| {
        state.settle();
        toasts.good(words::created_name(name), "");
        navigate(&paths::scaling_group_tab(id.as_ref(), "sources"), Default::default());
    });
    view! {
        <AskBeforeLeaving state/>
        <Tabs
            label=words::how()
            param="by"
            tabs=vec![Tab::new("form", words::by_form()), Tab::new("yaml", words::by_yaml())]
        />
        {move || match by.get().as_str() {
            "yaml" => view! { <yaml::ByYaml yaml options state done/> }.into_any(),
            _ => view! { <form::ByForm draft options state reload done/> }.into_any(),
        }}
    }
}
