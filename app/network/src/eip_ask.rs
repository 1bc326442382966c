//! Binding an EIP, unbinding and releasing it (NET-09): from its own pages and from the container group's.

use gantry_model::id::{ContainerGroupId, EipId};
use gantry_model::network::view::{EipRow, EipTarget, NetworkFilter};
use gantry_model::page::{Page, PageRequest};
use leptos::prelude::*;

use super::api::{eip_bind, eip_list, eip_release, eip_target_list, eip_unbind};
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_ui::browser;
use gantry_ui::prelude::*;

/// So many are offered at once; of more, those that fit a search.
const AT_ONCE: u32 = 100;

/// An EIP that is asked about: whether the dialog is open, and about which one.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub open: RwSignal<bool>,
    eip: RwSignal<Option<EipRow>>,
}

impl Asked {
    pub(super) fn new() -> Self {
        Self { open: RwSignal::new(false), eip: RwSignal::new(None) }
    }

    pub(super) fn ask(&self, eip: EipRow) {
        self.eip.set(Some(eip));
        self.open.set(true);
    }

    fn address(&self) -> String {
        self.eip.with(|eip| eip.as_ref().map(|eip| eip.address.to_string())).unwrap_or_default()
    }
}

/// A dialog with one choice and **Bind**.
#[component]
fn Choose(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    label: &'static str,
    /// What can be chosen; `None` while it is looked up.
    choices: RwSignal<Option<Vec<Choice>>>,
    /// What is looked for, where there is more than can be offered at once.
    search: RwSignal<String>,
    /// There is more.
    more: RwSignal<bool>,
    #[prop(into)] on_search: Callback<()>,
    chosen: RwSignal<String>,
    /// What to say where there is nothing to choose, and the way out.
    nothing: &'static str,
    way: (&'static str, &'static str),
    pending: Signal<bool>,
    fault: Signal<Option<String>>,
    #[prop(into)] on_bind: Callback<()>,
) -> impl IntoView {
    let why_not = Signal::derive(move || chosen.with(String::is_empty).then(|| format!("Choose: {label}")));
    view! {
        <Dialog
            open
            title
            actions=move || {
                view! {
                    <Button label="Cancel" on_click=move |()| open.set(false)/>
                    <Button label="Bind" look=Look::Primary why_not pending on_click=on_bind/>
                }
            }
        >
            {move || {
                more.get()
                    .then(|| {
                        view! {
                            <SearchInput
                                value=search
                                label=format!("Search: {label}")
                                placeholder="Name, ID or IP"
                                on_input=move |()| {
                                    let typed = search.get_untracked();
                                    browser::after(
                                        250,
                                        move || {
                                            if search.try_get_untracked().as_ref() == Some(&typed) {
                                                on_search.run(());
                                            }
                                        },
                                    );
                                }
                            />
                        }
                    })
            }}
            {move || match choices.get() {
                None => view! { <Bar width=280/> }.into_any(),
                Some(list) if list.is_empty() && more.get() => view! { <p>"Nothing fits the search."</p> }.into_any(),
                Some(list) if list.is_empty() => {
                    view! {
                        <p>{nothing}</p>
                        <p>
                            <a class="link" href=way.1>
                                {way.0}
                            </a>
                        </p>
                    }
                        .into_any()
                }
                Some(list) => {
                    view! {
                        <Field name="bind-to" label required=true>
                            <Select value=chosen choices=list placeholder="Choose"/>
                        </Field>
                    }
                        .into_any()
                }
            }}
            <div role="alert">
                {move || fault.get().map(|message| view! { <Notice tone=Tone::Bad><p>{message}</p></Notice> })}
            </div>
        </Dialog>
    }
}

/// **Bind** of an EIP: to which container group.
#[component]
pub(super) fn BindToGroup(asked: Asked) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let region = use_region();
    let choices = RwSignal::new(None);
    let chosen = RwSignal::new(String::new());
    let (search, more) = (RwSignal::new(String::new()), RwSignal::new(false));
    let look = Run::new(eip_target_list).in_dialog().done(move |groups: Page<EipTarget>| {
        more.update(|more| *more |= groups.total > u64::from(AT_ONCE));
        let choice = |group: EipTarget| {
            let about = group.private_ip.map(|address| format!(" · {address}")).unwrap_or_default();
            Choice::new(group.id.to_string(), format!("{}{about}", group.name))
        };
        choices.set(Some(groups.items.into_iter().map(choice).collect()));
    });
    let bind = Run::new(|(eip, group): (EipId, ContainerGroupId)| eip_bind(eip, group)).in_dialog_of(asked.open).done(
        move |()| {
            asked.open.set(false);
            toasts.good(format!("Bound EIP {}", untrack(|| asked.address())), "The group answers there at once.");
        },
    );
    let ask = move || {
        let page = PageRequest { size: AT_ONCE, search: search.get_untracked(), ..PageRequest::default() };
        look.start(NetworkFilter { region: region.get_untracked(), page, ..NetworkFilter::default() });
    };
    Effect::new(move |_| {
        if asked.open.get() {
            choices.set(None);
            chosen.set(String::new());
            search.set(String::new());
            more.set(false);
            ask();
        }
    });
    view! {
        <Choose
            open=asked.open
            title=Signal::derive(move || format!("Bind EIP {}", asked.address()))
            label="Container group"
            choices
            search
            more
            on_search=move |()| ask()
            chosen
            nothing="There is no container group without an EIP in this region."
            way=("Create Elastic Container Group", paths::CONTAINER_GROUP_CREATE)
            pending=bind.pending()
            fault=Signal::derive(move || bind.fault().get().or_else(|| look.fault().get()))
            on_bind=move |()| {
                let group = chosen.get_untracked().parse();
                if let (Some(eip), Ok(group)) = (asked.eip.get_untracked(), group) {
                    bind.start((eip.id, group));
                }
            }
        />
    }
}

/// **Bind EIP** of a container group: which of those that are not bound.
#[component]
pub fn BindEip(
    open: RwSignal<bool>,
    /// The group and its name.
    #[prop(into)]
    group: Signal<(ContainerGroupId, String)>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let region = use_region();
    let choices = RwSignal::new(None);
    let chosen = RwSignal::new(String::new());
    let (search, more) = (RwSignal::new(String::new()), RwSignal::new(false));
    let look = Run::new(eip_list).in_dialog().done(move |list| {
        more.update(|more| *more |= list.page.total > u64::from(AT_ONCE));
        let free = list.page.items.into_iter().filter(|row| row.bound.is_none());
        let choice = |row: EipRow| {
            Choice::new(row.id.to_string(), format!("{} · {} · {} Mbps", row.address, row.name, row.bandwidth_mbps))
        };
        choices.set(Some(free.map(choice).collect()));
    });
    let bind =
        Run::new(|(eip, group): (EipId, ContainerGroupId)| eip_bind(eip, group)).in_dialog_of(open).done(move |()| {
            open.set(false);
            toasts.good(
                format!("Bound an EIP to {}", group.with_untracked(|group| group.1.clone())),
                "It answers there at once.",
            );
        });
    let ask = move || {
        let page = PageRequest { size: AT_ONCE, search: search.get_untracked(), ..PageRequest::default() };
        look.start(NetworkFilter { region: region.get_untracked(), page, ..NetworkFilter::default() });
    };
    Effect::new(move |_| {
        if open.get() {
            choices.set(None);
            chosen.set(String::new());
            search.set(String::new());
            more.set(false);
            ask();
        }
    });
    view! {
        <Choose
            open
            title=Signal::derive(move || format!("Bind an EIP to {}", group.with(|group| group.1.clone())))
            label="EIP"
            choices
            search
            more
            on_search=move |()| ask()
            chosen
            nothing="There is no EIP that is not bound in this region."
            way=("Create EIP", paths::EIP_CREATE)
            pending=bind.pending()
            fault=Signal::derive(move || bind.fault().get().or_else(|| look.fault().get()))
            on_bind=move |()| {
                if let Ok(eip) = chosen.get_untracked().parse() {
                    bind.start((eip, group.with_untracked(|group| group.0.clone())));
                }
            }
        />
    }
}

/// **Unbind** of the EIP of a container group.
#[component]
pub fn UnbindEip(
    open: RwSignal<bool>,
    /// The EIP, its address, and the name of its group.
    #[prop(into)]
    eip: Signal<Option<(EipId, String, String)>>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let unbind = Run::new(eip_unbind).in_dialog_of(open).done(move |()| {
        open.set(false);
        toasts.good("Unbound the EIP", "Its address stays held until it is released.");
    });
    let question = move || {
        eip.get().map(|(_, address, group)| {
            format!(
                "Unbind EIP {address} from {group}? The group no longer answers there, and connections through it end. The address stays held."
            )
        })
    };
    view! {
        <Confirm
            open
            title="Notice"
            verb="OK"
            lose=true
            pending=unbind.pending()
            fault=unbind.fault()
            on_confirm=move |()| {
                if let Some((id, ..)) = eip.get_untracked() {
                    unbind.start(id);
                }
            }
        >
            <p>{question}</p>
        </Confirm>
    }
}

/// **Unbind** from a row or a page of EIPs.
#[component]
pub(super) fn UnbindRow(asked: Asked) -> impl IntoView {
    let eip =
        Signal::derive(move || asked.eip.get().and_then(|eip| Some((eip.id, eip.address.to_string(), eip.bound?.1))));
    view! { <UnbindEip open=asked.open eip/> }
}

/// **Release**: gives the address back to the pool.
#[component]
pub(super) fn ReleaseEip(
    asked: Asked,
    #[prop(default = Callback::new(|()| ()), into)] on_done: Callback<()>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let release = Run::new(eip_release).in_dialog_of(asked.open).done(move |()| {
        asked.open.set(false);
        toasts.good(format!("Released EIP {}", untrack(|| asked.address())), "");
        on_done.run(());
    });
    view! {
        <Confirm
            open=asked.open
            title="Notice"
            verb="OK"
            lose=true
            pending=release.pending()
            fault=release.fault()
            on_confirm=move |()| {
                if let Some(eip) = asked.eip.get_untracked() {
                    release.start(eip.id);
                }
            }
        >
            <p>
                {move || {
                    format!("Release EIP {}? Its address returns to the pool, and somebody else may get it.", asked.address())
                }}
            </p>
        </Confirm>
    }
}

/// Why an EIP cannot be released now.
pub(super) fn why_not_release(eip: &EipRow) -> Option<String> {
    eip.bound.as_ref().map(|(_, name)| format!("It is bound to {name}. Unbind it first."))
}
