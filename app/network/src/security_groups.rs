//! The list of security groups (NET-20).

use gantry_model::id::SecurityGroupId;
use gantry_model::kind::ResourceKind;
use gantry_model::network::view::SecurityGroupRow;
use gantry_words::{network as words, noun, titled, ui};
use leptos::prelude::*;

use super::api::{security_group_delete, security_group_list};
use super::{LIVE, VpcFilter, crumbs, use_filter, use_vpcs};
use gantry_console::delete::{Delete, DeleteTarget};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;

/// The headings, for the moment before the first answer.
pub(super) fn headings() -> Vec<&'static str> {
    vec![words::security_group_id_name(), words::rules(), words::used_by(), words::description(), ui::created()]
}

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
            title=words::security_groups()
            crumbs=crumbs((words::security_groups(), paths::SECURITY_GROUPS), None)
            purpose=words::security_groups_purpose()
        >
            <LinkButton
                label=words::create_security_group()
                icon=Glyph::Plus
                look=Look::Primary
                href=paths::SECURITY_GROUP_CREATE
            />
        </PageHead>
        <List
            from=found
            caption=titled(ResourceKind::SecurityGroup, 2_u32)
            search=words::search_security_groups()
            placeholder=words::name_or_id()
            columns=columns(target, Shown::Alone)
            key=|row: &SecurityGroupRow| row.id.to_string()
            filters=&["vpc"]
            empty=|| {
                view! {
                    <Empty
                        title=words::no_security_groups()
                        text=words::no_security_groups_text()
                    >
                        <LinkButton
                            label=words::create_security_group()
                            icon=Glyph::Plus
                            href=paths::SECURITY_GROUP_CREATE
                        />
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
            then=words::delete_security_group_then()
            delete=security_group_delete
            on_done
        />
    }
}

/// `2 container groups`; nothing where there is none.
pub(super) fn counted(kind: ResourceKind, count: u64) -> Option<String> {
    (count > 0).then(|| ui::nouns(count, noun(kind, count)))
}

/// Who uses it, and so keeps it from being deleted: `2 container groups, 1 scaling group`.
fn users(row: &SecurityGroupRow) -> Option<String> {
    let counts = [
        (ResourceKind::ContainerGroup, row.groups),
        (ResourceKind::ScalingGroup, row.scaling_groups),
        (ResourceKind::SecurityGroup, row.named_by),
    ];
    counts.into_iter().filter_map(|(kind, count)| counted(kind, count)).reduce(words::joined)
}

pub(super) fn columns(target: DeleteTarget<SecurityGroupId>, shown: Shown) -> Vec<Column<SecurityGroupRow>> {
    let mut columns = vec![
        named(words::security_group_id_name(), paths::security_group, |row: &SecurityGroupRow| {
            (&row.name, row.id.as_ref())
        }),
        Column::new("vpc", words::vpc(), |row: SecurityGroupRow| {
            view! { <a href=paths::vpc(row.vpc.0.as_ref())>{row.vpc.1}</a> }
        }),
        Column::new("rules", words::rules(), |row: SecurityGroupRow| row.rules.to_string()).num(),
        Column::new("users", words::used_by(), |row: SecurityGroupRow| {
            let Some(users) = users(&row) else {
                return view! { <span class="quiet">{words::nothing()}</span> }.into_any();
            };
            let href = paths::security_group_tab(row.id.as_ref(), "members");
            view! { <a href=href>{users}</a> }.into_any()
        }),
        Column::new("description", words::description(), |row: SecurityGroupRow| match row.description.as_str() {
            "" => view! { <span class="quiet">{words::none()}</span> }.into_any(),
            _ => row.description.into_any(),
        })
        .third(),
        created(|row: &SecurityGroupRow| &row.created).second(),
        Column::actions(move |row: Signal<SecurityGroupRow>| {
            let manage = row.with_untracked(|row| paths::security_group(row.id.as_ref()));
            view! {
                <ActLink label=words::manage_rules() href=manage/>
                <Act
                    label=words::delete()
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
