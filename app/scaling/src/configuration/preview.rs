//! The dialog **Preview Scaling Configuration** (ESS-19): what would be made, **Create**, and then **Enable** (C-23).

use gantry_model::id::{ScalingConfigurationId, ScalingGroupId};
use gantry_model::network::EipChoice;
use gantry_model::scaling::Template;
use gantry_model::scaling::view::ConfigurationPreview;
use gantry_words::{Word as _, scaling as words, ui};
use leptos::prelude::*;

use crate::api::{scaling_configuration_apply, scaling_configuration_create, scaling_group_enable};
use gantry_ui::prelude::*;

/// The dialog; open while there is something to show.
#[component]
pub fn Preview(
    group: ScalingGroupId,
    shown: RwSignal<Option<(Template, ConfigurationPreview)>>,
    /// Whether the group is enabled already.
    #[prop(into)]
    enabled: Signal<bool>,
    /// Leaves the page; true when the configuration was enabled.
    leave: Callback<bool>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let made = RwSignal::new(None::<ScalingConfigurationId>);
    let toasts = expect_context::<Toasts>();
    let version = move || shown.with(|shown| shown.as_ref().map_or(0, |(_, preview)| preview.version));
    Effect::new(move |_| {
        if shown.with(Option::is_some) {
            made.set(None);
            open.set(true);
        }
    });
    // Closed after it was made: there is nothing left to do on this page.
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now && made.with_untracked(Option::is_some) {
            leave.run(false);
        }
        now
    });
    let to = group.clone();
    let create = Run::new(move |template: Template| scaling_configuration_create(to.clone(), template))
        .in_dialog()
        .done(move |id| {
            made.set(Some(id));
            toasts.good(words::created_version(untrack(version)), "");
        });
    let enable = Run::new(move |(id, enabled): (ScalingConfigurationId, bool)| {
        let group = group.clone();
        async move {
            scaling_configuration_apply(id).await?;
            if !enabled {
                scaling_group_enable(group).await?;
            }
            Ok::<_, gantry_ui::fault::Fault>(())
        }
    })
    .in_dialog()
    .done(move |()| {
        toasts.good(words::enabled_version(untrack(version)), words::new_from_it());
        made.set(None);
        open.set(false);
        leave.run(true);
    });
    let fault = Signal::derive(move || create.fault().get().or_else(|| enable.fault().get()));
    view! {
        <Dialog
            open
            title=words::preview()
            wide=true
            actions=move || {
                view! {
                    {move || match made.get() {
                        None => {
                            view! {
                                <Button label=ui::cancel() on_click=move |()| open.set(false)/>
                                <Button
                                    label=words::create()
                                    look=Look::Primary
                                    pending=create.pending()
                                    on_click=move |()| {
                                        if let Some((template, _)) = shown.get_untracked() {
                                            create.start(template);
                                        }
                                    }
                                />
                            }
                                .into_any()
                        }
                        Some(id) => {
                            view! {
                                <Button label=words::later() on_click=move |()| open.set(false)/>
                                <Button
                                    label=words::enable()
                                    look=Look::Primary
                                    pending=enable.pending()
                                    on_click=move |()| enable.start((id.clone(), enabled.get_untracked()))
                                />
                            }
                                .into_any()
                        }
                    }}
                }
            }
        >
            {move || {
                made.with(Option::is_some)
                    .then(|| {
                        view! {
                            <Notice tone=Tone::Good title=words::version_was_created(version())>
                                <p>{words::enable_now()}</p>
                            </Notice>
                        }
                    })
            }}
            {move || shown.get().map(|(_, preview)| facts(preview))}
            <div role="alert">
                {move || fault.get().map(|message| view! { <Notice tone=Tone::Bad title=message>""</Notice> })}
            </div>
        </Dialog>
    }
}

fn facts(preview: ConfigurationPreview) -> impl IntoView {
    let ConfigurationPreview { version, images, spec, security_group, template, price_per_hour, currency } = preview;
    let containers = template.containers.into_iter().zip(images).map(|(container, image)| {
        let ports: Vec<String> =
            container.ports.iter().map(|port| format!("{} {}", port.port, port.protocol.as_str())).collect();
        view! {
            <li>
                <b class="medium">{container.name}</b>
                <span class="reason mono" style="overflow-wrap:anywhere">
                    {image}
                </span>
                {(!ports.is_empty()).then(|| view! { <span class="reason">{ports.join(", ")}</span> })}
            </li>
        }
    });
    let eip = match template.eip {
        EipChoice::Auto { bandwidth_mbps } => words::eip_bandwidth(bandwidth_mbps),
        _ => words::none().to_owned(),
    };
    view! {
        <Facts>
            <Fact label=words::version()>{version.to_string()}</Fact>
            <Fact label=words::billing_method()>{template.billing.word()}</Fact>
            <Fact label=words::spec()>{spec.to_string()}</Fact>
            <Fact label=words::security_group()>{security_group.1}</Fact>
            <Fact label=words::elastic_ip()>{eip}</Fact>
            <Fact label=words::restart_policy()>{template.restart_policy.word()}</Fact>
            <Fact label=words::grace()>{ui::seconds(template.grace_seconds)}</Fact>
            <Fact label=words::price()>{words::price_each(price_per_hour, currency)}</Fact>
            <Fact label=words::tags()>{template.tags.len().to_string()}</Fact>
        </Facts>
        <h3 class="mt4">{words::containers()}</h3>
        <ul class="stack" style="gap:8px">
            {containers.collect_view()}
        </ul>
    }
}
