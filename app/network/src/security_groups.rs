//! The list of security groups (NET-20).

use gantry_model::id::SecurityGroupId;
use gantry_model::network::view::SecurityGroupRow;
use leptos::prelude::*;

use super::api::{security_group_delete, security_group_list};
use super::{LIVE, VpcFilter, crumbs, use_filter, use_vpcs};
use gantry_console::delete::{Delete, DeleteTarget};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;

/// The headings, for the moment before the first answer.
pub(super) const HEADINGS: &[&str] = &["Security Group ID/Name", "Rules", "Used by", "Description", "Created"];

/// Where the table stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// On a page of its own: rows name their VPC.
    Alone,
    /// On the page of their VPC.
    InVpc,
}

/// The security groups of the region.
#[component]
pub fn SecurityGroups() -> impl IntoView {
    let filter = use_filter();
    let live = use_live(LIVE);
    let found = Resource::new(move || (filter.get(), live.get()), |(filter, _)| security_group_list(filter));
    let vpcs = use_vpcs();
    let target = DeleteTarget::new();
    view! {
        <PageHead
            title="Security Groups"
            crumbs=crumbs(("Security Groups", paths::SECURITY_GROUPS), None)
            purpose="A security group is a firewall around container groups: its rules say what may come in and go out."
        >
            <LinkButton
                label="Create Security Group"
                icon=Glyph::Plus
                look=Look::Primary
                href=paths::SECURITY_GROUP_CREATE
            />
        </PageHead>
        <List
            from=found
            caption="Security groups"
            search="Search security groups"
            placeholder="Name or ID"
            columns=columns(target, Shown::Alone)
            key=|row: &SecurityGroupRow| row.id.to_string()
            filters=&["vpc"]
            empty=|| {
                view! {
                    <Empty
                        title="No security groups in this region"
                        text="Each container group has one, and keeps it. Its rules can be changed at any time."
                    >
                        <LinkButton label="Create Security Group" icon=Glyph::Plus href=paths::SECURITY_GROUP_CREATE/>
                    </Empty>
                }
            }
        >
            <VpcFilter from=vpcs/>
        </List>
        <DeleteSecurityGroup target/>
    }
}

/// Asks before a security group is deleted.
#[component]
pub(super) fn DeleteSecurityGroup(
    target: DeleteTarget<SecurityGroupId>,
    #[prop(default = Callback::new(|()| ()), into)] on_done: Callback<()>,
) -> impl IntoView {
    view! {
        <Delete
            target
            then="Its rules are lost."
            delete=security_group_delete
            on_done
        />
    }
}

pub(super) fn columns(target: DeleteTarget<SecurityGroupId>, shown: Shown) -> Vec<Column<SecurityGroupRow>> {
    let mut columns = vec![
        named("Security Group ID/Name", paths::security_group, |row: &SecurityGroupRow| (&row.name, row.id.as_ref())),
        Column::new("vpc", "VPC", |row: SecurityGroupRow| {
            view! { <a href=paths::vpc(row.vpc.0.as_ref())>{row.vpc.1}</a> }
        }),
        Column::new("rules", "Rules", |row: SecurityGroupRow| row.rules.to_string()).num(),
        Column::new("users", "Used by", |row: SecurityGroupRow| {
            let users = row.users();
            if users.is_empty() {
                return view! { <span class="quiet">"nothing"</span> }.into_any();
            }
            let href = paths::security_group_tab(row.id.as_ref(), "members");
            view! { <a href=href>{users.join(", ")}</a> }.into_any()
        }),
        Column::new("description", "Description", |row: SecurityGroupRow| match row.description.as_str() {
            "" => view! { <span class="quiet">"none"</span> }.into_any(),
            _ => row.description.into_any(),
        })
        .third(),
        created(|row: &SecurityGroupRow| &row.created).second(),
        Column::actions(move |row: Signal<SecurityGroupRow>| {
            let manage = row.with_untracked(|row| paths::security_group(row.id.as_ref()));
            view! {
                <ActLink label="Rules" href=manage/>
                <Act
                    label="Delete"
                    lose=true
                    on_click=move |()| {
                        let row = row.get_untracked();
                        target.ask(row.id, row.name);
                    }
                />
            }
        }),
    ];
    if shown == Shown::InVpc {
        columns.remove(1);
    }
    columns
}
