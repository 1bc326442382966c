//! Binding an EIP, unbinding and releasing it (NET-09): from its own pages and from the container group's.

use gantry_model::id::{ContainerGroupId, EipId};
use gantry_model::network::view::{EipRow, EipTarget, NetworkFilter};
use gantry_model::page::{Page, PageRequest};
use gantry_words::{network as words, ui};
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
    let why_not = Signal::derive(move || chosen.with(String::is_empty).then(|| words::choose_what(label)));
    view! {
        <Dialog
            open
            title
            actions=move || {
                view! {
                    <Button label=ui::cancel() on_click=move |()| open.set(false)/>
                    <Button label=words::bind() look=Look::Primary why_not pending on_click=on_bind/>
                }
            }
        >
            {move || {
                more.get()
                    .then(|| {
                        view! {
                            <SearchInput
                                value=search
                                label=words::search_what(label)
                                placeholder=words::search_what_hint()
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
                Some(list) if list.is_empty() && more.get() => view! { <p>{words::nothing_fits()}</p> }.into_any(),
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
                            <Select value=chosen choices=list placeholder=words::choose()/>
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
            toasts.good(words::bound_eip(untrack(|| asked.address())), words::bound_eip_text());
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
            title=Signal::derive(move || words::bind_eip(asked.address()))
            label=words::group_to_bind()
            choices
            search
            more
            on_search=move |()| ask()
            chosen
            nothing=words::no_group_to_bind()
            way=(words::create_container_group(), paths::CONTAINER_GROUP_CREATE)
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
            toasts.good(words::bound_eip_to(group.with_untracked(|group| group.1.clone())), words::bound_eip_to_text());
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
            title=Signal::derive(move || words::bind_eip_to(group.with(|group| group.1.clone())))
            label=words::eip()
            choices
            search
            more
            on_search=move |()| ask()
            chosen
            nothing=words::no_eip_to_bind()
            way=(words::create_eip(), paths::EIP_CREATE)
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
        toasts.good(words::unbound_eip(), words::unbound_eip_text());
    });
    let question = move || eip.get().map(|(_, address, group)| words::unbind_question(address, group));
    view! {
        <Confirm
            open
            title=ui::notice()
            verb=ui::ok()
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
        toasts.good(words::released_eip(untrack(|| asked.address())), "");
        on_done.run(());
    });
    view! {
        <Confirm
            open=asked.open
            title=ui::notice()
            verb=ui::ok()
            lose=true
            pending=release.pending()
            fault=release.fault()
            on_confirm=move |()| {
                if let Some(eip) = asked.eip.get_untracked() {
                    release.start(eip.id);
                }
            }
        >
            <p>{move || words::release_question(asked.address())}</p>
        </Confirm>
    }
}

/// Why an EIP cannot be released now.
pub(super) fn why_not_release(eip: &EipRow) -> Option<String> {
    eip.bound.as_ref().map(|(_, name)| words::release_bound(name))
}
