//! **Entitlement Quota** (rows QTA): used amount and upper limit of everything in a region, and the administrator's way to change
//! a limit.
#![recursion_limit = "512"]

pub mod api;

use gantry_model::Message;
use gantry_model::kind::{Area, ResourceKind};
use gantry_model::quota::{Entitlement, Fixed, QuotaRow, check_limit};
use gantry_words::Said as _;
use gantry_words::{Word as _, quota as words, titled};
use leptos::prelude::*;

use self::api::{quota_list, quota_update};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_ui::fault::Fault;
use gantry_ui::prelude::*;

/// The quota page (QTA-01).
#[component]
pub fn EntitlementQuota() -> impl IntoView {
    let region = use_region();
    let live = use_live(ResourceKind::ALL);
    let rows = Resource::new(move || (region.get(), live.get()), |(region, _)| quota_list(region));
    let changing =
        Changing { open: RwSignal::new(false), row: RwSignal::new(None), limit: RwSignal::new(String::new()) };
    let purpose = Signal::derive(move || Some(words::purpose(region.get())));
    view! {
        <PageHead
            title=words::title()
            crumbs=vec![Crumb::to(Area::Containers.word(), paths::CONTAINER_GROUPS), Crumb::here(words::title())]
            purpose
        />
        <Loaded from=rows skeleton=|| view! { <TableSkeleton columns=vec![words::what(), words::used(), words::upper_limit()] rows=12/> } let:shown>
            {Area::ALL
                .into_iter()
                .filter(|area| is_limited(*area))
                .map(|area| view! { <OfArea area rows=shown changing/> })
                .collect_view()}
        </Loaded>
        <Section title=words::fixed_limits() note=Some(words::fixed_limits_note().to_owned())>
            <Table
                caption=words::fixed_limits()
                columns=fixed_columns()
                rows=Signal::stored(Fixed::ALL.to_vec())
                key=|row: &Fixed| format!("{row:?}")
                dense=true
            />
        </Section>
        <ChangeLimit changing region=Signal::derive(move || region.get()) on_done=move |()| rows.refetch()/>
    }
}

/// The limit that is changed.
#[derive(Clone, Copy)]
struct Changing {
    open: RwSignal<bool>,
    row: RwSignal<Option<QuotaRow>>,
    limit: RwSignal<String>,
}

/// Whether something of an area has a limit.
fn is_limited(area: Area) -> bool {
    // vCPU and memory are those of container groups, which are limited too.
    ResourceKind::ALL.iter().any(|kind| kind.area() == area && kind.quota().is_some())
}

#[component]
fn OfArea(area: Area, rows: Signal<Vec<QuotaRow>>, changing: Changing) -> impl IntoView {
    let own = Signal::derive(move || {
        rows.with(|rows| rows.iter().filter(|row| row.entitlement.area() == area).cloned().collect::<Vec<_>>())
    });
    view! {
        <Section title=area.word()>
            <div class="evenly">
                <Table
                    caption=area.word()
                    columns=columns(changing)
                    rows=own
                    key=|row: &QuotaRow| row.entitlement.counter().to_owned()
                />
            </div>
        </Section>
    }
}

/// What is limited, as the page names it.
fn label(entitlement: Entitlement) -> String {
    match entitlement {
        Entitlement::Vcpu => words::vcpu().to_owned(),
        Entitlement::MemoryGib => words::memory().to_owned(),
        Entitlement::Count(ResourceKind::Eip) => words::eips().to_owned(),
        Entitlement::Count(ResourceKind::Repository) => words::image_repositories().to_owned(),
        Entitlement::Count(kind) => titled(kind, 2_u32),
    }
}

fn amount(row: &QuotaRow, amount: u64) -> String {
    match row.entitlement.unit() {
        "" => amount.to_string(),
        unit => format!("{amount} {unit}"),
    }
}

fn columns(changing: Changing) -> Vec<Column<QuotaRow>> {
    vec![
        Column::new("what", words::what(), |row: QuotaRow| view! { <b class="medium">{label(row.entitlement)}</b> }).lead(),
        Column::new("state", words::state(), |row: QuotaRow| {
            let (mark, word) = match row.left() {
                0 => (Mark::Bad, words::state_full()),
                left if left * 4 <= row.limit => (Mark::Warn, words::state_near()),
                _ => (Mark::Ok, words::state_room()),
            };
            view! { <StateMark mark word/> }
        })
        .corner(),
        Column::new("use", words::use_of(), |row: QuotaRow| {
            let label = words::used_of(row.used, amount(&row, row.limit));
            view! { <Scale parts=Signal::stored(Part::of(row.used as f64, row.limit as f64)) label=Signal::stored(label)/> }
        })
        .second(),
        Column::new("used", words::used(), |row: QuotaRow| amount(&row, row.used)).num().nowrap(),
        Column::new("limit", words::upper_limit(), |row: QuotaRow| {
            let changed = row.limit != row.default_limit;
            view! {
                <span>{amount(&row, row.limit)}</span>
                {changed.then(|| view! { <span class="sub">{words::default_limit(row.default_limit)}</span> })}
            }
        })
        .num()
        .nowrap(),
        Column::actions(move |row: Signal<QuotaRow>| {
            view! {
                <Act
                    label=words::change_limit()
                    on_click=move |()| {
                        let row = row.get_untracked();
                        changing.limit.set(row.limit.to_string());
                        changing.row.set(Some(row));
                        changing.open.set(true);
                    }
                />
            }
        }),
    ]
}

fn fixed_columns() -> Vec<Column<Fixed>> {
    vec![
        Column::new("what", words::limit(), fixed_label).lead(),
        Column::new("limit", words::fixed_value(), fixed_value).num(),
    ]
}

/// `2 to 120`, `256 GiB`.
fn fixed_value(limit: Fixed) -> String {
    let (least, most) = limit.bounds();
    let bounds = least.map_or_else(|| most.to_string(), |least| words::fixed_range(least, most));
    match limit.unit() {
        "" => bounds,
        unit => format!("{bounds} {unit}"),
    }
}

fn fixed_label(limit: Fixed) -> &'static str {
    match limit {
        Fixed::Containers => words::fixed_containers(),
        Fixed::Tags => words::fixed_tags(),
        Fixed::TagCharacters => words::fixed_tag_characters(),
        Fixed::GroupsOfOrder => words::fixed_groups_of_order(),
        Fixed::TemporaryStorage => words::fixed_temporary_storage(),
        Fixed::Vcpu => words::fixed_vcpu(),
        Fixed::Memory => words::fixed_memory(),
        Fixed::RepositoryName => words::fixed_repository_name(),
        Fixed::Bandwidth => words::fixed_bandwidth(),
        Fixed::SecurityRules => words::fixed_security_rules(),
        Fixed::WhitelistRules => words::fixed_whitelist_rules(),
        Fixed::PersonalNamespaces => words::fixed_personal_namespaces(),
        Fixed::PersonalRepositories => words::fixed_personal_repositories(),
        Fixed::Manifest => words::fixed_manifest(),
    }
}

/// The administrator's dialog (QTA-04).
#[component]
fn ChangeLimit(changing: Changing, region: Signal<String>, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let form = FormState::new();
    let what = Signal::derive(move || {
        changing.row.with(|row| row.as_ref().map(|row| label(row.entitlement))).unwrap_or_default()
    });
    let parse = move || {
        let text = changing.limit.get_untracked();
        let limit = text
            .trim()
            .parse::<u64>()
            .map_err(|_| gantry_model::Error::invalid("limit", Message::text(words::limit_wrong(text.trim()))))?;
        check_limit(limit).map(|()| limit)
    };
    let update = Run::new(move |limit: Option<u64>| {
        let opened = changing.row.with_untracked(|row| row.as_ref().map(|row| (row.entitlement, row.limit)));
        let region = region.get_untracked();
        async move {
            match opened {
                Some((entitlement, seen)) => quota_update(region, entitlement, seen, limit).await,
                None => Err(Fault(gantry_model::Error::conflict(Message::text(words::none_chosen())))),
            }
        }
    })
    .in_form(form)
    .done(move |()| {
        changing.open.set(false);
        toasts.good(words::changed(what.get_untracked()), words::changed_text());
        on_done.run(());
    });
    let start = move || match parse() {
        Ok(limit) => update.start(Some(limit)),
        Err(error) => form.refuse(error.field(), error.said()),
    };
    let help = Signal::derive(move || {
        changing.row.with(|row| row.as_ref().map(|row| words::limit_help(amount(row, row.used), row.default_limit)))
    });
    let changed = move || changing.row.with(|row| row.as_ref().is_some_and(|row| row.limit != row.default_limit));
    view! {
        <FormDialog
            open=changing.open
            state=form
            title=Signal::derive(move || words::change_limit_of(what.get()))
            label=words::limit()
            pending=update.pending()
            beside=move || {
                changed()
                    .then(|| {
                        view! {
                            <Button label=words::back_to_default() pending=update.pending() on_click=move |()| update.start(None)/>
                        }
                    })
            }
            on_submit=move |()| start()
        >
            <Field
                name="limit"
                label=words::limit_field()
                required=true
                help=help
                check=Callback::new(move |()| parse().err().map(|error| error.said()))
            >
                <Input value=changing.limit/>
            </Field>
        </FormDialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fixed_limit_is_told_with_its_unit() {
        for (limit, label, value) in [
            (Fixed::Containers, "Containers in a group", "20"),
            (Fixed::TemporaryStorage, "Temporary storage of a group", "40 GiB"),
            (Fixed::RepositoryName, "Characters of a repository's name", "2 to 120"),
            (Fixed::Bandwidth, "Bandwidth of an EIP", "1 to 200 Mbps"),
            (Fixed::Manifest, "A manifest", "4 MiB"),
        ] {
            assert_eq!((fixed_label(limit), fixed_value(limit).as_str()), (label, value));
        }
    }
}
