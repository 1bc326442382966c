//! **Access Control** of an instance (REG-07 to REG-10, REG-23): who reaches it over the public network, and from which VPCs.

use std::net::IpAddr;

use gantry_model::message;
use gantry_model::registry::AccessEntry;
use gantry_model::registry::view::{AccessView, RefusedView, RuleView, VpcAccess};
use gantry_model::registry::whitelist::{
    COMMENT_LENGTH, MOST_RULES, RuleForm, WhitelistRule, lets_in, parse_ranges, ranges_text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{registry_access_entry_set, registry_access_view, whitelist_rule_delete, whitelist_rule_save};
use super::{LIVE, crumbs, head_skeleton, inside, instance_mark, state_word, why_read_only};
use gantry_console::live::use_live;
use gantry_ui::prelude::*;
use gantry_words::Said as _;
use gantry_words::{console, registry as words, ui};

/// The page.
#[component]
pub fn AccessControl() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("instance")).unwrap_or_default());
    let live = use_live(LIVE);
    let access = Resource::new(move || (slug.get(), live.get()), |(slug, _)| registry_access_view(slug));
    view! {
        <Loaded
            page=true
            from=access
            skeleton=|| {
                view! {
                    {head_skeleton(console::access_control())}
                    <FactsSkeleton facts=4/>
                }
            }
            let:shown
        >
            <OfInstance access=shown reload=move |()| access.refetch()/>
        </Loaded>
    }
}

#[component]
fn OfInstance(access: Signal<AccessView>, #[prop(into)] reload: Callback<()>) -> impl IntoView {
    inside(Signal::derive(move || access.with(|access| access.instance.name.clone())));
    let tab = use_query().value("tab", "public");
    let tabs = Signal::derive(move || {
        let vpcs = access.with(|access| access.vpcs.len());
        vec![Tab::new("public", words::public_network()), Tab::new("vpc", words::vpc()).count(vpcs as u64)]
    });
    view! {
        <PageHead
            title=console::access_control()
            crumbs=Signal::derive(move || {
                access.with(|access| crumbs(&access.instance, vec![Crumb::here(console::access_control())]))
            })
            purpose=words::access_purpose()
            beside=move || {
                let state = move || {
                    let (mark, word) = access.with(|access| (instance_mark(&access.instance), state_word(&access.instance)));
                    view! { <StateMark mark word/> }
                };
                view! { <span>{state}</span> }
            }
        />
        <Tabs label=words::networks() tabs/>
        {move || match tab.get().as_str() {
            "vpc" => view! { <Vpcs access/> }.into_any(),
            _ => view! { <PublicNetwork access reload/> }.into_any(),
        }}
    }
}

#[component]
fn PublicNetwork(access: Signal<AccessView>, reload: Callback<()>) -> impl IntoView {
    let read_only = Memo::new(move |_| access.with(|access| why_read_only(&access.instance)));
    view! {
        <Entry access read_only reload/>
        <Whitelist access read_only reload/>
        <RefusedRequests access reload/>
    }
}

/// The switch **Access Entry** and **OK** (REG-08).
#[component]
fn Entry(access: Signal<AccessView>, read_only: Memo<Option<String>>, reload: Callback<()>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let on = Memo::new(move |_| access.with(|access| access.instance.access_entry));
    let wanted = RwSignal::new(on.get_untracked());
    Effect::new(move |_| wanted.set(on.get()));
    let id = move || access.with_untracked(|access| access.instance.id.clone());
    let set = Run::new(move |entry: AccessEntry| registry_access_entry_set(id(), entry)).done(move |()| {
        toasts.good(if wanted.get_untracked() { words::access_entry_on() } else { words::access_entry_off() }, "");
        reload.run(());
    });
    let why_not = Signal::derive(move || match read_only.get() {
        Some(why) => Some(why),
        None => (wanted.get() == on.get()).then(|| words::no_change().to_owned()),
    });
    let public = Signal::derive(move || access.with(|access| access.instance.public_address.clone()));
    let vpc = Signal::derive(move || access.with(|access| access.instance.vpc_address.clone()));
    view! {
        <Card title=words::access_entry()>
            <div class="grid">
                <div class="c6 stack">
                    <Switch
                        value=wanted
                        label=words::access_entry()
                        note=words::access_entry_note()
                    />
                    <div class="row">
                        <Button
                            label=ui::ok()
                            look=Look::Primary
                            why_not
                            pending=set.pending()
                            on_click=move |()| {
                                set.start(if wanted.get_untracked() { AccessEntry::On } else { AccessEntry::Off });
                            }
                        />
                        <span class="quiet">{move || why_not.get()}</span>
                    </div>
                </div>
                <div class="c6">
                    <Facts tight=true>
                        <Fact label=words::public_endpoint()>
                            {move || {
                                if on.get() {
                                    view! { <Copy text=public/> }.into_any()
                                } else {
                                    view! { <span class="quiet">{words::closed()}</span> }.into_any()
                                }
                            }}
                        </Fact>
                        <Fact label=words::vpc_endpoint()>
                            <Copy text=vpc/>
                        </Fact>
                    </Facts>
                </div>
            </div>
        </Card>
    }
}

/// A rule that is added or changed.
#[derive(Clone, Copy)]
struct Editing {
    open: RwSignal<bool>,
    /// As it was when the form was opened; none while one is added.
    before: RwSignal<Option<WhitelistRule>>,
    ranges: RwSignal<String>,
    comment: RwSignal<String>,
}

impl Editing {
    fn ask(&self, rule: Option<&WhitelistRule>) {
        self.before.set(rule.cloned());
        self.ranges.set(rule.map(|rule| ranges_text(&rule.ranges)).unwrap_or_default());
        self.comment.set(rule.map(|rule| rule.comment.clone()).unwrap_or_default());
        self.open.set(true);
    }
}

#[component]
fn Whitelist(access: Signal<AccessView>, read_only: Memo<Option<String>>, reload: Callback<()>) -> impl IntoView {
    let editing = Editing {
        open: RwSignal::new(false),
        before: RwSignal::new(None),
        ranges: RwSignal::new(String::new()),
        comment: RwSignal::new(String::new()),
    };
    let doomed = RwSignal::new(None::<WhitelistRule>);
    let asking = RwSignal::new(false);
    let rules = Signal::derive(move || access.with(|access| access.rules.clone()));
    let why_full = Signal::derive(move || match read_only.get() {
        Some(why) => Some(why),
        None => rules.with(|rules| (rules.len() >= MOST_RULES).then(|| words::rules_full(MOST_RULES))),
    });
    let count = Signal::derive(move || rules.with(|rules| words::rules_of(rules.len(), MOST_RULES)));
    view! {
        <Section
            title=words::whitelist()
            note=words::whitelist_note()
        >
            <Toolbar>
                <TryAddress access/>
                <span class="push">
                    <Button
                        label=words::add_rule()
                        icon=Glyph::Plus
                        why_not=why_full
                        on_click=move |()| editing.ask(None)
                    />
                </span>
            </Toolbar>
            {move || {
                if rules.with(Vec::is_empty) {
                    view! {
                        <Empty
                            title=words::no_rules()
                            text=words::no_rules_text()
                        />
                    }
                        .into_any()
                } else {
                    view! {
                        <Table
                            caption=words::whitelist_caption()
                            columns=rule_columns(editing, doomed, asking, read_only)
                            rows=rules
                            key=|row: &RuleView| row.rule.number.to_string()
                        />
                        <div class="table-foot">
                            <span>{move || count.get()}</span>
                        </div>
                    }
                        .into_any()
                }
            }}
        </Section>
        <RuleDialog editing access reload/>
        <DeleteRule open=asking rule=doomed access reload/>
    }
}

fn rule_columns(
    editing: Editing,
    doomed: RwSignal<Option<WhitelistRule>>,
    asking: RwSignal<bool>,
    read_only: Memo<Option<String>>,
) -> Vec<Column<RuleView>> {
    vec![
        Column::new(
            "ranges",
            words::address_range(),
            |row: RuleView| view! { <code>{ranges_text(&row.rule.ranges)}</code> },
        )
        .lead(),
        Column::new("comment", words::comment(), |row: RuleView| {
            view! {
                <span>
                    <span>{row.rule.comment}</span>
                    " "
                    {row.rule.default.then(|| view! { <Kind word=words::default_rule()/> })}
                </span>
            }
        }),
        Column::new("by", words::added_by(), |row: RuleView| row.rule.added_by).second(),
        Column::new("at", words::added(), |row: RuleView| view! { <Time at=Signal::stored(row.added_at)/> })
            .second()
            .nowrap(),
        Column::actions(move |row: Signal<RuleView>| {
            let why_not = Signal::derive(move || read_only.get());
            view! {
                <Act label=words::edit() why_not on_click=move |()| row.with_untracked(|row| editing.ask(Some(&row.rule)))/>
                <Act
                    label=words::delete()
                    lose=true
                    why_not
                    on_click=move |()| {
                        doomed.set(Some(row.get_untracked().rule));
                        asking.set(true);
                    }
                />
            }
        }),
    ]
}

/// Says whether an address would be let in.
#[component]
fn TryAddress(access: Signal<AccessView>) -> impl IntoView {
    let typed = RwSignal::new(access.with_untracked(|access| access.your_address.clone()));
    let answer = move || {
        let address = typed.with(|typed| typed.trim().parse::<IpAddr>()).ok()?;
        Some(access.with(|access| {
            let rules: Vec<WhitelistRule> = access.rules.iter().map(|row| row.rule.clone()).collect();
            match (access.instance.access_entry, lets_in(&rules, address)) {
                (false, _) => (Mark::Off, words::access_entry_off()),
                (true, true) => (Mark::Ok, words::let_in()),
                (true, false) => (Mark::Bad, words::refused()),
            }
        }))
    };
    view! {
        <div class="row">
            <span class="quiet">{words::try_address()}</span>
            <div>
                <Input value=typed typed=Typed::Mono label=words::try_question()/>
            </div>
            <span role="status">
                {move || match answer() {
                    Some((mark, word)) => view! { <StateMark mark word/> }.into_any(),
                    None => view! { <span class="quiet">{words::try_nothing()}</span> }.into_any(),
                }}
            </span>
        </div>
    }
}

#[component]
fn RuleDialog(editing: Editing, access: Signal<AccessView>, reload: Callback<()>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let form = FormState::new();
    let id = move || access.with_untracked(|access| access.instance.id.clone());
    let save = Run::new(move |form: RuleForm| whitelist_rule_save(id(), form)).in_form(form).done(move |()| {
        editing.open.set(false);
        toasts.good(words::rule_saved(), words::rule_saved_text());
        reload.run(());
    });
    let start = move || {
        save.start(RuleForm {
            before: editing.before.get_untracked(),
            ranges: editing.ranges.get_untracked(),
            comment: editing.comment.get_untracked(),
        });
    };
    let yours =
        move || access.with(|access| words::ranges_help(message::registry::ranges_rule().said(), &access.your_address));
    view! {
        <FormDialog
            open=editing.open
            state=form
            title=Signal::derive(move || {
                (if editing.before.with(Option::is_some) { words::edit_rule() } else { words::add_rule() }).to_owned()
            })
            label=words::rule()
            pending=save.pending()
            on_submit=move |()| start()
        >
            <Field
                name="ranges"
                label=words::address_range()
                required=true
                help=Signal::derive(move || Some(yours()))
                check=Callback::new(move |()| {
                    editing.ranges.with_untracked(|text| parse_ranges("ranges", text)).err().map(|error| error.said())
                })
            >
                <Input value=editing.ranges typed=Typed::Mono/>
            </Field>
            <Field
                name="comment"
                label=words::comment()
                counter=Signal::derive(move || {
                    Some(format!("{}/{COMMENT_LENGTH}", editing.comment.with(|text| text.chars().count())))
                })
            >
                <Input value=editing.comment max_length=100/>
            </Field>
        </FormDialog>
    }
}

#[component]
fn DeleteRule(
    open: RwSignal<bool>,
    rule: RwSignal<Option<WhitelistRule>>,
    access: Signal<AccessView>,
    reload: Callback<()>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let id = move || access.with_untracked(|access| access.instance.id.clone());
    let delete = Run::new(move |number: u32| whitelist_rule_delete(id(), number)).in_dialog_of(open).done(move |()| {
        open.set(false);
        toasts.good(words::rule_deleted(), "");
        reload.run(());
    });
    let question = move || {
        let ranges = rule.with(|rule| rule.as_ref().map(|rule| ranges_text(&rule.ranges))).unwrap_or_default();
        let last = access.with(|access| access.rules.len() == 1);
        if last { words::delete_last_rule(ranges) } else { words::delete_rule(ranges) }
    };
    view! {
        <Confirm
            open
            title=ui::notice()
            verb=ui::ok()
            lose=true
            pending=delete.pending()
            fault=delete.fault()
            on_confirm=move |()| {
                if let Some(rule) = rule.get_untracked() {
                    delete.start(rule.number);
                }
            }
        >
            <p>{question}</p>
        </Confirm>
    }
}

/// What was refused lately, and why.
#[component]
fn RefusedRequests(access: Signal<AccessView>, reload: Callback<()>) -> impl IntoView {
    let rows = Signal::derive(move || access.with(|access| access.refused.clone()));
    let columns = vec![
        Column::new("address", words::client_address(), |row: RefusedView| view! { <code>{row.address}</code> }).lead(),
        Column::new("reason", words::reason(), |row: RefusedView| row.reason.said()),
        Column::new("count", words::requests(), |row: RefusedView| row.count.to_string()).num(),
        Column::new("at", words::last_request(), |row: RefusedView| view! { <Time at=Signal::stored(row.at)/> })
            .nowrap(),
    ];
    let columns = StoredValue::new(columns);
    view! {
        <Section title=words::refused_requests() note=words::refused_requests_note()>
            <Toolbar>
                <Button label=ui::refresh() icon=Glyph::Restart on_click=move |()| reload.run(())/>
            </Toolbar>
            {move || {
                if rows.with(Vec::is_empty) {
                    view! { <p class="quiet">{words::refused_none()}</p> }.into_any()
                } else {
                    view! {
                        <Table
                            caption=words::refused_requests()
                            columns=columns.get_value()
                            rows
                            key=|row: &RefusedView| format!("{} {}", row.address, row.reason.code())
                            dense=true
                        />
                    }
                        .into_any()
                }
            }}
        </Section>
    }
}

/// The VPCs of the instance's region: they need neither entry nor rule.
#[component]
fn Vpcs(access: Signal<AccessView>) -> impl IntoView {
    let vpc = Signal::derive(move || access.with(|access| access.instance.vpc_address.clone()));
    let region = move || access.with(|access| access.instance.region.clone());
    let rows = Signal::derive(move || access.with(|access| access.vpcs.clone()));
    let columns = vec![
        Column::new("name", words::vpc(), |row: VpcAccess| {
            view! {
                <b class="medium">{row.name}</b>
                <span class="sub">
                    <Copy text=Signal::stored(row.id.to_string())/>
                </span>
            }
        })
        .lead(),
        Column::new("cidr", words::cidr(), |row: VpcAccess| view! { <code>{row.cidr.to_string()}</code> }),
        Column::new(
            "access",
            words::access(),
            |_: VpcAccess| view! { <StateMark mark=Mark::Ok word=words::let_in()/> },
        )
        .corner(),
    ];
    view! {
        <Facts>
            <Fact label=words::vpc_endpoint()>
                <Copy text=vpc/>
            </Fact>
            <Fact label=console::region()>{region}</Fact>
        </Facts>
        <Section
            title=console::vpcs()
            note=words::vpcs_note()
        >
            <Table caption=words::vpcs_caption() columns rows key=|row: &VpcAccess| row.id.to_string()/>
        </Section>
    }
}
