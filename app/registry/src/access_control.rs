//! **Access Control** of an instance (REG-07 to REG-10, REG-23): who reaches it over the public network, and from which VPCs.

use std::net::IpAddr;

use gantry_model::registry::AccessEntry;
use gantry_model::registry::view::{AccessView, RefusedView, RuleView, VpcAccess};
use gantry_model::registry::whitelist::{
    COMMENT_LENGTH, MOST_RULES, RANGES_RULE, RuleForm, WhitelistRule, lets_in, parse_ranges, ranges_text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{registry_access_entry_set, registry_access_view, whitelist_rule_delete, whitelist_rule_save};
use super::{LIVE, crumbs, head_skeleton, inside, instance_mark, why_read_only};
use gantry_console::live::use_live;
use gantry_ui::prelude::*;

const TITLE: &str = "Access Control";

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
                    {head_skeleton(TITLE)}
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
        vec![Tab::new("public", "Public Network"), Tab::new("vpc", "VPC").count(vpcs as u64)]
    });
    view! {
        <PageHead
            title=TITLE
            crumbs=Signal::derive(move || {
                access.with(|access| crumbs(&access.instance, vec![Crumb::here(TITLE)]))
            })
            purpose="Who reaches this instance, and from where. Credentials are always needed as well."
            beside=move || {
                let state = move || {
                    let (mark, word) = access.with(|access| (instance_mark(&access.instance), access.instance.state()));
                    view! { <StateMark mark word/> }
                };
                view! { <span>{state}</span> }
            }
        />
        <Tabs label="Networks" tabs/>
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
        toasts.good(format!("Access Entry is {}", if wanted.get_untracked() { "on" } else { "off" }), "");
        reload.run(());
    });
    let why_not = Signal::derive(move || match read_only.get() {
        Some(why) => Some(why),
        None => (wanted.get() == on.get()).then(|| "No change to apply".to_owned()),
    });
    let public = Signal::derive(move || access.with(|access| access.instance.public_address.clone()));
    let vpc = Signal::derive(move || access.with(|access| access.instance.vpc_address.clone()));
    view! {
        <Card title="Access Entry">
            <div class="grid">
                <div class="c6 stack">
                    <Switch
                        value=wanted
                        label="Access Entry"
                        note="On: clients outside your VPCs may push and pull over the public endpoint".to_owned()
                    />
                    <div class="row">
                        <Button
                            label="OK"
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
                        <Fact label="Public Endpoint">
                            {move || {
                                if on.get() {
                                    view! { <Copy text=public/> }.into_any()
                                } else {
                                    view! { <span class="quiet">"closed"</span> }.into_any()
                                }
                            }}
                        </Fact>
                        <Fact label="VPC Endpoint">
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
        None => {
            rules.with(|rules| (rules.len() >= MOST_RULES).then(|| format!("There are {MOST_RULES} rules already")))
        }
    });
    let count = Signal::derive(move || rules.with(|rules| format!("{} of {MOST_RULES} rules", rules.len())));
    view! {
        <Section
            title="Whitelist"
            note=Some("Only these addresses reach the public endpoint. An empty list lets every address in, still with credentials.".to_owned())
        >
            <Toolbar>
                <TryAddress access/>
                <span class="push">
                    <Button
                        label="Add Rule"
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
                            title="No rules"
                            text="Any public client may connect while Access Entry is on; valid credentials are still required."
                        />
                    }
                        .into_any()
                } else {
                    view! {
                        <Table
                            caption="Whitelist of the public network"
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
        Column::new("ranges", "Address range", |row: RuleView| view! { <code>{ranges_text(&row.rule.ranges)}</code> })
            .lead(),
        Column::new("comment", "Comment", |row: RuleView| {
            view! {
                <span>
                    <span>{row.rule.comment}</span>
                    " "
                    {row.rule.default.then(|| view! { <Kind word="Default"/> })}
                </span>
            }
        }),
        Column::new("by", "Added by", |row: RuleView| row.rule.added_by).second(),
        Column::new("at", "Added", |row: RuleView| view! { <Time at=Signal::stored(row.added_at)/> }).second().nowrap(),
        Column::actions(move |row: Signal<RuleView>| {
            let why_not = Signal::derive(move || read_only.get());
            view! {
                <Act label="Edit" why_not on_click=move |()| row.with_untracked(|row| editing.ask(Some(&row.rule)))/>
                <Act
                    label="Delete"
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
                (false, _) => (Mark::Off, "Access Entry is off"),
                (true, true) => (Mark::Ok, "Let in"),
                (true, false) => (Mark::Bad, "Refused"),
            }
        }))
    };
    view! {
        <div class="row">
            <span class="quiet">"Try an address"</span>
            <div>
                <Input value=typed typed=Typed::Mono label="Would this address be let in?"/>
            </div>
            <span role="status">
                {move || match answer() {
                    Some((mark, word)) => view! { <StateMark mark word/> }.into_any(),
                    None => view! { <span class="quiet">"no address"</span> }.into_any(),
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
        toasts.good("Saved the rule", "It holds from now on.");
        reload.run(());
    });
    let start = move || {
        save.start(RuleForm {
            before: editing.before.get_untracked(),
            ranges: editing.ranges.get_untracked(),
            comment: editing.comment.get_untracked(),
        });
    };
    let yours = move || {
        let address = access.with(|access| access.your_address.clone());
        format!("{RANGES_RULE}. You come from {address}")
    };
    view! {
        <FormDialog
            open=editing.open
            state=form
            title=Signal::derive(move || {
                (if editing.before.with(Option::is_some) { "Edit Rule" } else { "Add Rule" }).to_owned()
            })
            label="Rule"
            pending=save.pending()
            on_submit=move |()| start()
        >
            <Field
                name="ranges"
                label="Address range"
                required=true
                help=Signal::derive(move || Some(yours()))
                check=Callback::new(move |()| {
                    editing.ranges.with_untracked(|text| parse_ranges("ranges", text)).err().map(|error| error.to_string())
                })
            >
                <Input value=editing.ranges typed=Typed::Mono/>
            </Field>
            <Field
                name="comment"
                label="Comment"
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
        toasts.good("Deleted the rule", "");
        reload.run(());
    });
    let question = move || {
        let ranges = rule.with(|rule| rule.as_ref().map(|rule| ranges_text(&rule.ranges))).unwrap_or_default();
        let last = access.with(|access| access.rules.len() == 1);
        let after = if last {
            "It is the last one: any public client with valid credentials is let in then."
        } else {
            "Clients from there are refused then, unless another rule lets them in."
        };
        format!("Delete the rule for {ranges}? {after}")
    };
    view! {
        <Confirm
            open
            title="Notice"
            verb="OK"
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
        Column::new("address", "Address", |row: RefusedView| view! { <code>{row.address}</code> }).lead(),
        Column::new("reason", "Reason", |row: RefusedView| row.reason),
        Column::new("count", "Requests", |row: RefusedView| row.count.to_string()).num(),
        Column::new("at", "Last", |row: RefusedView| view! { <Time at=Signal::stored(row.at)/> }).nowrap(),
    ];
    let columns = StoredValue::new(columns);
    view! {
        <Section title="Refused requests" note=Some("The last 50 since the server's start; those alike count once".to_owned())>
            <Toolbar>
                <Button label="Refresh" icon=Glyph::Restart on_click=move |()| reload.run(())/>
            </Toolbar>
            {move || {
                if rows.with(Vec::is_empty) {
                    view! { <p class="quiet">"Nobody was refused."</p> }.into_any()
                } else {
                    view! {
                        <Table
                            caption="Refused requests"
                            columns=columns.get_value()
                            rows
                            key=|row: &RefusedView| format!("{} {}", row.address, row.reason)
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
        Column::new("name", "VPC", |row: VpcAccess| {
            view! {
                <b class="medium">{row.name}</b>
                <span class="sub">
                    <Copy text=Signal::stored(row.id.to_string())/>
                </span>
            }
        })
        .lead(),
        Column::new("cidr", "CIDR", |row: VpcAccess| view! { <code>{row.cidr.to_string()}</code> }),
        Column::new("access", "Access", |_: VpcAccess| view! { <StateMark mark=Mark::Ok word="Let in"/> }).corner(),
    ];
    view! {
        <Facts>
            <Fact label="VPC Endpoint">
                <Copy text=vpc/>
            </Fact>
            <Fact label="Region">{region}</Fact>
        </Facts>
        <Section
            title="VPCs"
            note=Some("Clients in these VPCs need neither Access Entry nor a rule. The endpoint speaks HTTP and asks for the Docker login".to_owned())
        >
            <Table caption="VPCs that reach this instance" columns rows key=|row: &VpcAccess| row.id.to_string()/>
        </Section>
    }
}
