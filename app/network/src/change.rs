//! The dialogs **Edit** of a VPC, a vSwitch, a security group and an EIP: what can be changed of each.

use std::future::Future;

use gantry_model::network::BANDWIDTH_MBPS;
use gantry_model::network::view::{EipChange, NetworkChange, SecurityGroupChange};
use gantry_words::{network as words, ui};
use leptos::prelude::*;

use super::{Description, Name};
use gantry_ui::fault::Fault;
use gantry_ui::prelude::*;

/// What all of them share: the frame, and what happens when it went well.
#[component]
fn EditDialog(
    open: RwSignal<bool>,
    title: &'static str,
    form: FormState,
    pending: Signal<bool>,
    #[prop(into)] on_submit: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let submit = move || {
        if form.check() {
            on_submit.run(());
        }
    };
    let body = StoredValue::new(children);
    view! {
        <Dialog
            open
            title
            actions=move || {
                view! {
                    <Button label=ui::cancel() on_click=move |()| open.set(false)/>
                    <Button label=ui::ok() look=Look::Primary pending on_click=move |()| submit()/>
                }
            }
        >
            <Form state=form label=title on_submit>
                {body.with_value(|body| body())}
                <Refused state=form/>
            </Form>
        </Dialog>
    }
}

/// Closes the dialog and says so.
fn saved(open: RwSignal<bool>, name: RwSignal<String>) -> impl Fn(()) + Send + Sync {
    let toasts = expect_context::<Toasts>();
    move |()| {
        open.set(false);
        toasts.good(words::saved(name.get_untracked()), "");
    }
}

/// **Edit** of a VPC or a vSwitch: name, description, IPv6.
#[component]
pub(super) fn EditNetwork<U, UF>(
    open: RwSignal<bool>,
    title: &'static str,
    /// What its name is called: `VPC Name`.
    label: &'static str,
    /// What the switch means.
    ipv6_note: &'static str,
    /// The thing as it is.
    #[prop(into)]
    now: Signal<NetworkChange>,
    update: U,
) -> impl IntoView
where
    U: Fn(NetworkChange) -> UF + Send + Sync + 'static,
    UF: Future<Output = Result<(), Fault>> + Send + 'static,
{
    let form = FormState::beside("edit-");
    let [name, description] = [(); 2].map(|()| RwSignal::new(String::new()));
    let ipv6 = RwSignal::new(false);
    let generation = StoredValue::new(0);
    let update = Run::new(update).in_form(form).done(saved(open, name));
    Effect::new(move |_| {
        if open.get() {
            let now = now.get_untracked();
            name.set(now.name);
            description.set(now.description);
            ipv6.set(now.ipv6);
            generation.set_value(now.generation);
        }
    });
    let submit = move |()| {
        update.start(NetworkChange {
            name: name.get_untracked().trim().to_owned(),
            description: description.get_untracked().trim().to_owned(),
            ipv6: ipv6.get_untracked(),
            generation: generation.get_value(),
        });
    };
    view! {
        <EditDialog open title form pending=update.pending() on_submit=submit>
            <Name value=name label/>
            <Description value=description/>
            <Field name="ipv6" label=words::ipv6() group=true>
                <Switch value=ipv6 label=words::ipv6() note=ipv6_note/>
            </Field>
        </EditDialog>
    }
}

/// **Edit** of a security group: name and description.
#[component]
pub(super) fn EditSecurityGroup<U, UF>(
    open: RwSignal<bool>,
    #[prop(into)] now: Signal<SecurityGroupChange>,
    update: U,
) -> impl IntoView
where
    U: Fn(SecurityGroupChange) -> UF + Send + Sync + 'static,
    UF: Future<Output = Result<(), Fault>> + Send + 'static,
{
    let form = FormState::beside("edit-");
    let [name, description] = [(); 2].map(|()| RwSignal::new(String::new()));
    let generation = StoredValue::new(0);
    let update = Run::new(update).in_form(form).done(saved(open, name));
    Effect::new(move |_| {
        if open.get() {
            let now = now.get_untracked();
            name.set(now.name);
            description.set(now.description);
            generation.set_value(now.generation);
        }
    });
    let submit = move |()| {
        update.start(SecurityGroupChange {
            name: name.get_untracked().trim().to_owned(),
            description: description.get_untracked().trim().to_owned(),
            generation: generation.get_value(),
        });
    };
    view! {
        <EditDialog open title=words::edit_security_group() form pending=update.pending() on_submit=submit>
            <Name value=name label=words::security_group_name()/>
            <Description value=description/>
        </EditDialog>
    }
}

/// The field **Bandwidth** (NET-07).
#[component]
pub(super) fn Bandwidth(value: RwSignal<i64>) -> impl IntoView {
    let (least, most) = BANDWIDTH_MBPS;
    view! {
        <Field name="bandwidth_mbps" label=words::bandwidth() required=true group=true help=words::bandwidth_help()>
            <Slider value min=i64::from(least) max=i64::from(most) unit="Mbps" label=words::bandwidth()/>
        </Field>
    }
}

/// **Edit** of an EIP: name and bandwidth.
#[component]
pub(super) fn EditEip<U, UF>(open: RwSignal<bool>, #[prop(into)] now: Signal<EipChange>, update: U) -> impl IntoView
where
    U: Fn(EipChange) -> UF + Send + Sync + 'static,
    UF: Future<Output = Result<(), Fault>> + Send + 'static,
{
    let form = FormState::beside("edit-");
    let name = RwSignal::new(String::new());
    let bandwidth = RwSignal::new(1_i64);
    let generation = StoredValue::new(0);
    let update = Run::new(update).in_form(form).done(saved(open, name));
    Effect::new(move |_| {
        if open.get() {
            let now = now.get_untracked();
            name.set(now.name);
            bandwidth.set(now.bandwidth_mbps.into());
            generation.set_value(now.generation);
        }
    });
    let submit = move |()| {
        update.start(EipChange {
            name: name.get_untracked().trim().to_owned(),
            bandwidth_mbps: u32::try_from(bandwidth.get_untracked()).unwrap_or(0),
            generation: generation.get_value(),
        });
    };
    view! {
        <EditDialog open title=words::edit_eip() form pending=update.pending() on_submit=submit>
            <Name value=name label=words::eip_name()/>
            <Bandwidth value=bandwidth/>
        </EditDialog>
    }
}
