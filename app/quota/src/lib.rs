//! **Entitlement Quota** (rows QTA): used amount and upper limit of everything in a region, and the administrator's way to change
//! a limit.
#![recursion_limit = "512"]

pub mod api;

use gantry_model::kind::{Area, ResourceKind};
use gantry_model::quota::{FIXED, FixedLimit, QuotaRow, check_limit};
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
    let purpose = Signal::derive(move || {
        Some(format!(
            "What region {} lets you use. A request above a limit is refused before anything is made, and says which one.",
            region.get()
        ))
    });
    view! {
        <PageHead
            title="Entitlement Quota"
            crumbs=vec![Crumb::to("Elastic Containers", paths::CONTAINER_GROUPS), Crumb::here("Entitlement Quota")]
            purpose
        />
        <Loaded from=rows skeleton=|| view! { <TableSkeleton columns=&["Quota", "Used", "Upper limit"] rows=12/> } let:shown>
            {Area::ALL.map(|area| view! { <OfArea area rows=shown changing/> }).collect_view()}
        </Loaded>
        <Section title="Fixed limits" note=Some("The same in every region; they cannot be raised".to_owned())>
            <Table
                caption="Fixed limits"
                columns=fixed_columns()
                rows=Signal::stored(FIXED.to_vec())
                key=|row: &FixedLimit| row.what.to_owned()
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

#[component]
fn OfArea(area: Area, rows: Signal<Vec<QuotaRow>>, changing: Changing) -> impl IntoView {
    let own = Signal::derive(move || {
        rows.with(|rows| rows.iter().filter(|row| row.entitlement.area() == area).cloned().collect::<Vec<_>>())
    });
    view! {
        <Section title=area.title()>
            <div class="evenly">
                <Table
                    caption=area.title()
                    columns=columns(changing)
                    rows=own
                    key=|row: &QuotaRow| row.entitlement.counter().to_owned()
                />
            </div>
        </Section>
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
        Column::new("what", "Quota", |row: QuotaRow| view! { <b class="medium">{row.entitlement.label()}</b> }).lead(),
        Column::new("state", "State", |row: QuotaRow| {
            let (mark, word) = match row.left() {
                0 => (Mark::Bad, "Full"),
                left if left * 4 <= row.limit => (Mark::Warn, "Near limit"),
                _ => (Mark::Ok, "Room"),
            };
            view! { <StateMark mark word/> }
        })
        .corner(),
        Column::new("use", "Use", |row: QuotaRow| {
            let label = format!("{} of {}", row.used, amount(&row, row.limit));
            view! { <Scale parts=Signal::stored(Part::of(row.used as f64, row.limit as f64)) label=Signal::stored(label)/> }
        })
        .second(),
        Column::new("used", "Used", |row: QuotaRow| amount(&row, row.used)).num().nowrap(),
        Column::new("limit", "Upper limit", |row: QuotaRow| {
            let changed = row.limit != row.default_limit;
            view! {
                <span>{amount(&row, row.limit)}</span>
                {changed.then(|| view! { <span class="sub">{format!("default {}", row.default_limit)}</span> })}
            }
        })
        .num()
        .nowrap(),
        Column::actions(move |row: Signal<QuotaRow>| {
            view! {
                <Act
                    label="Change Limit"
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

fn fixed_columns() -> Vec<Column<FixedLimit>> {
    vec![
        Column::new("what", "Limit", |row: FixedLimit| row.what).lead(),
        Column::new("limit", "Value", |row: FixedLimit| row.limit).num(),
    ]
}

/// The administrator's dialog (QTA-04).
#[component]
fn ChangeLimit(changing: Changing, region: Signal<String>, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let form = FormState::new();
    let what = Signal::derive(move || {
        changing.row.with(|row| row.as_ref().map(|row| row.entitlement.label())).unwrap_or_default().to_owned()
    });
    let parse = move || {
        let text = changing.limit.get_untracked();
        let limit = text.trim().parse::<u64>().map_err(|_| {
            gantry_model::Error::invalid("limit", format!("Upper Limit is a whole number, not “{}”.", text.trim()))
        })?;
        check_limit(limit).map(|()| limit)
    };
    let update = Run::new(move |limit: Option<u64>| {
        let opened = changing.row.with_untracked(|row| row.as_ref().map(|row| (row.entitlement, row.limit)));
        let region = region.get_untracked();
        async move {
            match opened {
                Some((entitlement, seen)) => quota_update(region, entitlement, seen, limit).await,
                None => Err(Fault(gantry_model::Error::conflict("No limit is chosen."))),
            }
        }
    })
    .in_form(form)
    .done(move |()| {
        changing.open.set(false);
        toasts.good(format!("Changed the limit of {}", what.get_untracked()), "It holds from now on.");
        on_done.run(());
    });
    let start = move || match parse() {
        Ok(limit) => update.start(Some(limit)),
        Err(error) => form.refuse(error.field(), error.to_string()),
    };
    let help = Signal::derive(move || {
        changing.row.with(|row| {
            row.as_ref().map(|row| {
                format!(
                    "{} are used. Below that nothing is taken away, and nothing new can be made. The default is {}",
                    amount(row, row.used),
                    row.default_limit
                )
            })
        })
    });
    let changed = move || changing.row.with(|row| row.as_ref().is_some_and(|row| row.limit != row.default_limit));
    view! {
        <FormDialog
            open=changing.open
            state=form
            title=Signal::derive(move || format!("Change Limit: {}", what.get()))
            label="Limit"
            pending=update.pending()
            beside=move || {
                changed()
                    .then(|| {
                        view! {
                            <Button label="Back to Default" pending=update.pending() on_click=move |()| update.start(None)/>
                        }
                    })
            }
            on_submit=move |()| start()
        >
            <Field
                name="limit"
                label="Upper Limit"
                required=true
                help=help
                check=Callback::new(move |()| parse().err().map(|error| error.to_string()))
            >
                <Input value=changing.limit/>
            </Field>
        </FormDialog>
    }
}
