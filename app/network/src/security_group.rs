//! One security group (NET-20, NET-21, NET-24): its rules by direction, what they would do to a packet, and the container groups
//! that it protects.

use gantry_model::id::SecurityGroupId;
use gantry_model::kind::ResourceKind;
use gantry_model::network::Direction;
use gantry_model::network::view::{SecurityGroupChange, SecurityGroupClone, SecurityGroupDetails, VpcDetails};
use gantry_words::{network as words, titled, ui};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::{security_group_clone, security_group_update, security_group_view};
use super::change::EditSecurityGroup;
use super::rules::{self, Rules};
use super::security_groups::{DeleteSecurityGroup, counted};
use super::trial::Trial;
use super::{Description, LIVE, Name, crumbs, use_id, use_vpcs, vpc_choice};
use gantry_console::delete::DeleteTarget;
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;

/// The page of a security group.
#[component]
pub fn SecurityGroupPage() -> impl IntoView {
    let (id, live) = (use_id(), use_live(LIVE));
    let group = Resource::new(
        move || (id.get(), live.get()),
        |(id, _)| async move { security_group_view(id.parse::<SecurityGroupId>()?).await },
    );
    let vpcs = use_vpcs();
    view! {
        <Loaded
            page=true
            from=group
            skeleton=|| {
                view! {
                    <PageHead
                        title=titled(ResourceKind::SecurityGroup, 1_u32)
                        crumbs=crumbs((words::security_groups(), paths::SECURITY_GROUPS), Some("…".to_owned()))
                    />
                    <FactsSkeleton facts=4/>
                    <div class="mt6"></div>
                    <TableSkeleton columns=rules::headings() rows=5/>
                }
            }
            let:group
        >
            <Shown group vpcs/>
        </Loaded>
    }
}

#[component]
fn Shown(group: Signal<SecurityGroupDetails>, vpcs: Answer<Vec<VpcDetails>>) -> impl IntoView {
    let tab = use_query().value("tab", "inbound");
    let navigate = use_navigate();
    let name = Memo::new(move |_| group.with(|group| group.row.name.clone()));
    let id = Memo::new(move |_| group.with(|group| group.row.id.clone()));
    let editing = RwSignal::new(false);
    let cloning = RwSignal::new(false);
    let target = DeleteTarget::new();
    let now = Signal::derive(move || {
        group.with(|group| SecurityGroupChange {
            name: group.row.name.clone(),
            description: group.row.description.clone(),
            generation: group.generation,
        })
    });
    let tabs = Signal::derive(move || {
        group.with(|group| {
            let count = |direction| group.rules.iter().filter(|rule| rule.direction == direction).count() as u64;
            vec![
                Tab::new("inbound", words::inbound_rules_tab()).count(count(Direction::Inbound)),
                Tab::new("outbound", words::outbound_rules_tab()).count(count(Direction::Outbound)),
                Tab::new("members", words::container_groups()).count(group.row.groups),
            ]
        })
    });
    view! {
        <PageHead
            title=name
            crumbs=Signal::derive(move || crumbs((words::security_groups(), paths::SECURITY_GROUPS), Some(name.get())))
            purpose=Signal::derive(move || {
                Some(group.with(|group| group.row.description.clone())).filter(|text| !text.is_empty())
            })
            beside=move || view! { <Copy text=Signal::derive(move || id.get().to_string())/> }
        >
            <Button label=words::clone() icon=Glyph::Copy on_click=move |()| cloning.set(true)/>
            <Button label=words::edit() icon=Glyph::Edit on_click=move |()| editing.set(true)/>
            <Button
                label=words::delete()
                icon=Glyph::Trash
                on_click=move |()| target.ask(id.get_untracked(), name.get_untracked())
            />
        </PageHead>
        <GroupFacts group/>
        <div class="mt6"></div>
        <Tabs label=titled(ResourceKind::SecurityGroup, 1_u32) tabs/>
        {move || match tab.get().as_str() {
            "outbound" => view! { <OneDirection group direction=Direction::Outbound/> }.into_any(),
            "members" => view! { <Members group/> }.into_any(),
            _ => view! { <OneDirection group direction=Direction::Inbound/> }.into_any(),
        }}
        <EditSecurityGroup open=editing now update=move |change| security_group_update(id.get_untracked(), change)/>
        <CloneGroup open=cloning group vpcs/>
        <DeleteSecurityGroup target on_done=move |()| navigate(paths::SECURITY_GROUPS, Default::default())/>
    }
}

/// The rules of one direction, and the trial of a packet on them.
#[component]
fn OneDirection(group: Signal<SecurityGroupDetails>, direction: Direction) -> impl IntoView {
    let decides = RwSignal::new(None);
    view! {
        <Rules group direction decides/>
        <Trial group direction decides/>
    }
}

#[component]
fn GroupFacts(group: Signal<SecurityGroupDetails>) -> impl IntoView {
    let vpc = Memo::new(move |_| group.with(|group| group.row.vpc.clone()));
    let region = Memo::new(move |_| group.with(|group| group.region.clone()));
    let created = Signal::derive(move || group.with(|group| group.row.created.clone()));
    view! {
        <Facts>
            <Fact label=words::vpc()>
                {move || {
                    let (id, name) = vpc.get();
                    view! { <a href=paths::vpc(id.as_ref())>{name}</a> }
                }}
            </Fact>
            <Fact label=words::region()>{move || region.get()}</Fact>
            <Fact label=words::used_by()>
                <UsedBy group/>
            </Fact>
            <Fact label=ui::created()>
                <Time at=created/>
            </Fact>
        </Facts>
    }
}

/// Everything that keeps it from being deleted, with the way there.
#[component]
fn UsedBy(group: Signal<SecurityGroupDetails>) -> impl IntoView {
    let users = Memo::new(move |_| {
        group.with(|group| {
            let members = paths::security_group_tab(group.row.id.as_ref(), "members");
            let scaling = group.scaling_groups.iter().map(|(id, name)| {
                (paths::scaling_group_tab(id.as_ref(), "sources"), words::used_by_scaling_group(name))
            });
            let rules = group
                .named_by
                .iter()
                .map(|(id, name)| (paths::security_group(id.as_ref()), words::used_by_rules_of(name)));
            let groups = counted(ResourceKind::ContainerGroup, group.row.groups);
            groups.map(|groups| (members, groups)).into_iter().chain(scaling).chain(rules).collect::<Vec<_>>()
        })
    });
    move || {
        let users = users.get();
        if users.is_empty() {
            return view! { <span class="quiet">{words::nothing()}</span> }.into_any();
        }
        view! {
            <ul aria-label=words::used_by()>
                {users
                    .into_iter()
                    .map(|(href, user)| {
                        view! {
                            <li>
                                <a href=href>{user}</a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        }
        .into_any()
    }
}

/// The container groups that it protects.
#[component]
fn Members(group: Signal<SecurityGroupDetails>) -> impl IntoView {
    type Member = (gantry_model::id::ContainerGroupId, String, Option<std::net::Ipv4Addr>);
    let rows = Memo::new(move |_| group.with(|group| group.members.clone()));
    let none = Memo::new(move |_| rows.with(Vec::is_empty));
    let more = Memo::new(move |_| group.with(|group| group.row.groups.saturating_sub(group.members.len() as u64)));
    let columns = StoredValue::new(vec![
        Column::new("name", words::container_group(), |(id, name, _): Member| {
            view! {
                <a class="link" href=paths::container_group(id.as_ref())>
                    {name}
                </a>
            }
        })
        .lead(),
        Column::new("private_ip", words::private_ip(), |(_, _, address): Member| match address {
            Some(address) => view! { <Copy text=Signal::stored(address.to_string())/> }.into_any(),
            None => view! { <span class="quiet">{words::no_address_yet()}</span> }.into_any(),
        }),
    ]);
    view! {
        {move || {
            if none.get() {
                view! {
                    <Empty
                        title=words::no_members()
                        text=words::no_members_text()
                    >
                        <LinkButton
                            label=words::create_container_group()
                            icon=Glyph::Plus
                            href=paths::CONTAINER_GROUP_CREATE
                        />
                    </Empty>
                }
                    .into_any()
            } else {
                view! {
                    <Table
                        caption=titled(ResourceKind::ContainerGroup, 2_u32)
                        columns=columns.get_value()
                        rows
                        key=|member: &Member| member.0.to_string()
                        dense=true
                    />
                }
                    .into_any()
            }
        }}
        {move || match more.get() {
            0 => None,
            more => Some(view! { <p class="help">{words::and_more(more)}</p> }),
        }}
    }
}

/// **Clone**: another security group with the same rules.
#[component]
fn CloneGroup(
    open: RwSignal<bool>,
    group: Signal<SecurityGroupDetails>,
    vpcs: Answer<Vec<VpcDetails>>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let navigate = use_navigate();
    let form = FormState::beside("clone-");
    let [vpc, name, description] = [(); 3].map(|()| RwSignal::new(String::new()));
    let clone = Run::new(move |wanted: SecurityGroupClone| {
        security_group_clone(group.with_untracked(|group| group.row.id.clone()), wanted)
    })
    .in_form(form)
    .done(move |id: SecurityGroupId| {
        open.set(false);
        toasts.good(words::cloned(name.get_untracked()), "");
        navigate(&paths::security_group(id.as_ref()), Default::default());
    });
    Effect::new(move |_| {
        if open.get() {
            group.with_untracked(|group| {
                vpc.set(group.row.vpc.0.to_string());
                name.set(format!("{}-copy", group.row.name));
                description.set(group.row.description.clone());
            });
        }
    });
    let start = move |()| {
        let Ok(vpc) = vpc.get_untracked().parse() else { return };
        clone.start(SecurityGroupClone {
            vpc,
            name: name.get_untracked().trim().to_owned(),
            description: description.get_untracked().trim().to_owned(),
        });
    };
    let submit = move || {
        if form.check() {
            start(());
        }
    };
    view! {
        <Dialog
            open
            title=words::clone_security_group()
            actions=move || {
                view! {
                    <Button label=ui::cancel() on_click=move |()| open.set(false)/>
                    <Button label=ui::ok() look=Look::Primary pending=clone.pending() on_click=move |()| submit()/>
                }
            }
        >
            <Form state=form label=words::clone() on_submit=start>
                <Name value=name label=words::security_group_name()/>
                <Field
                    name="vpc"
                    label=words::vpc()
                    required=true
                    help=words::clone_vpc_help()
                >
                    <Loaded from=vpcs let:vpcs>
                        <Select
                            value=vpc
                            choices=Signal::derive(move || vpcs.with(|vpcs| vpcs.iter().map(vpc_choice).collect::<Vec<_>>()))
                        />
                    </Loaded>
                </Field>
                <Description value=description/>
                <Refused state=form/>
            </Form>
        </Dialog>
    }
}
