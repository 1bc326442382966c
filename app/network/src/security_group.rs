//! One security group (NET-20, NET-21, NET-24): its rules by direction, what they would do to a packet, and the container groups
//! that it protects.

use gantry_model::id::SecurityGroupId;
use gantry_model::network::Direction;
use gantry_model::network::view::{SecurityGroupChange, SecurityGroupClone, SecurityGroupDetails, VpcDetails};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::{security_group_clone, security_group_update, security_group_view};
use super::change::EditSecurityGroup;
use super::rules::Rules;
use super::security_groups::DeleteSecurityGroup;
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
                        title="Security group"
                        crumbs=crumbs(("Security Groups", paths::SECURITY_GROUPS), Some("…".to_owned()))
                    />
                    <FactsSkeleton facts=4/>
                    <div class="mt6"></div>
                    <TableSkeleton columns=vec!["Priority", "Action", "Protocol", "Ports", "Source"] rows=5/>
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
                Tab::new("inbound", "Inbound Rules").count(count(Direction::Inbound)),
                Tab::new("outbound", "Outbound Rules").count(count(Direction::Outbound)),
                Tab::new("members", "Container Groups").count(group.row.groups),
            ]
        })
    });
    view! {
        <PageHead
            title=name
            crumbs=Signal::derive(move || crumbs(("Security Groups", paths::SECURITY_GROUPS), Some(name.get())))
            purpose=Signal::derive(move || {
                Some(group.with(|group| group.row.description.clone())).filter(|text| !text.is_empty())
            })
            beside=move || view! { <Copy text=Signal::derive(move || id.get().to_string())/> }
        >
            <Button label="Clone" icon=Glyph::Copy on_click=move |()| cloning.set(true)/>
            <Button label="Edit" icon=Glyph::Edit on_click=move |()| editing.set(true)/>
            <Button
                label="Delete"
                icon=Glyph::Trash
                on_click=move |()| target.ask(id.get_untracked(), name.get_untracked())
            />
        </PageHead>
        <GroupFacts group/>
        <div class="mt6"></div>
        <Tabs label="Security group" tabs/>
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
            <Fact label="VPC">
                {move || {
                    let (id, name) = vpc.get();
                    view! { <a href=paths::vpc(id.as_ref())>{name}</a> }
                }}
            </Fact>
            <Fact label="Region">{move || region.get()}</Fact>
            <Fact label="Used by">
                <UsedBy group/>
            </Fact>
            <Fact label="Created">
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
            let scaling = group
                .scaling_groups
                .iter()
                .map(|(id, name)| (paths::scaling_group_tab(id.as_ref(), "sources"), format!("scaling group {name}")));
            let rules = group
                .named_by
                .iter()
                .map(|(id, name)| (paths::security_group(id.as_ref()), format!("rules of security group {name}")));
            let groups = match group.row.groups {
                0 => None,
                1 => Some("1 container group".to_owned()),
                some => Some(format!("{some} container groups")),
            };
            groups.map(|words| (members, words)).into_iter().chain(scaling).chain(rules).collect::<Vec<_>>()
        })
    });
    move || {
        let users = users.get();
        if users.is_empty() {
            return view! { <span class="quiet">"nothing"</span> }.into_any();
        }
        view! {
            <ul aria-label="Used by">
                {users
                    .into_iter()
                    .map(|(href, words)| {
                        view! {
                            <li>
                                <a href=href>{words}</a>
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
        Column::new("name", "Container Group", |(id, name, _): Member| {
            view! {
                <a class="link" href=paths::container_group(id.as_ref())>
                    {name}
                </a>
            }
        })
        .lead(),
        Column::new("private_ip", "Private IP", |(_, _, address): Member| match address {
            Some(address) => view! { <Copy text=Signal::stored(address.to_string())/> }.into_any(),
            None => view! { <span class="quiet">"not yet"</span> }.into_any(),
        }),
    ]);
    view! {
        {move || {
            if none.get() {
                view! {
                    <Empty
                        title="It protects no container group yet"
                        text="A container group gets its security group with its order and keeps it."
                    >
                        <LinkButton
                            label="Create Elastic Container Group"
                            icon=Glyph::Plus
                            href=paths::CONTAINER_GROUP_CREATE
                        />
                    </Empty>
                }
                    .into_any()
            } else {
                view! {
                    <Table
                        caption="Container groups"
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
            more => Some(view! { <p class="help">{format!("and {more} more")}</p> }),
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
        toasts.good(format!("Cloned to {}", name.get_untracked()), "");
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
            title="Clone Security Group"
            actions=move || {
                view! {
                    <Button label="Cancel" on_click=move |()| open.set(false)/>
                    <Button label="OK" look=Look::Primary pending=clone.pending() on_click=move |()| submit()/>
                }
            }
        >
            <Form state=form label="Clone" on_submit=start>
                <Name value=name label="Security Group Name"/>
                <Field
                    name="vpc"
                    label="VPC"
                    required=true
                    help="A rule that names a security group can only be cloned within its VPC"
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
