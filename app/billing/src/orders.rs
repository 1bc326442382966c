//! **Orders**: all there are, with the account's balance; unpaid ones are resumed or cancelled here.

use gantry_model::billing::{AccountView, OrderState, OrderView};
use gantry_model::id::OrderId;
use gantry_model::kind::Area;
use leptos::prelude::*;

use super::api::{billing_account_view, order_cancel, order_list};
use super::credit::AddCredit;
use super::{LIVE, order_mark, resume};
use gantry_console::live::use_live;
use gantry_console::paths;
use gantry_ui::prelude::*;
use gantry_words::{Word as _, billing as words, console, subscription, ui};

/// The list of orders.
#[component]
pub fn Orders() -> impl IntoView {
    let query = use_query();
    let request = query.page_request();
    let live = use_live(LIVE);
    let state = Memo::new(move |_| {
        let wanted = query.get("state");
        OrderState::ALL.into_iter().find(|state| wanted.as_deref() == Some(state.as_str()))
    });
    let orders = Resource::new(
        move || (state.get(), request.get(), live.get()),
        |(state, request, _)| order_list(state, request),
    );
    let account = Resource::new(move || live.get(), |_| billing_account_view());
    let crediting = RwSignal::new(false);
    let doomed = RwSignal::new(None::<OrderView>);
    let asking = RwSignal::new(false);
    let choices = Signal::derive(|| {
        let all = (String::new(), words::all_states().to_owned(), None);
        let each = OrderState::ALL.into_iter().map(|state| (state.as_str().to_owned(), state.word().to_owned(), None));
        std::iter::once(all).chain(each).collect::<Vec<_>>()
    });
    view! {
        <PageHead
            title=console::orders()
            crumbs=vec![Crumb::to(Area::Registry.word(), paths::REGISTRY_INSTANCES), Crumb::here(console::orders())]
            purpose=words::orders_purpose()
        >
            <Button label=words::add_credit() icon=Glyph::Wallet on_click=move |()| crediting.set(true)/>
        </PageHead>
        <Loaded from=account skeleton=|| view! { <FactsSkeleton facts=3/> } let:shown>
            <Account account=shown/>
        </Loaded>
        <div class="mt4"></div>
        <List
            from=orders
            caption=console::orders()
            search=words::search_orders()
            placeholder=words::name_or_id()
            columns=columns(doomed, asking)
            key=|row: &OrderView| row.id.to_string()
            filters=&["state"]
            empty=|| {
                view! {
                    <Empty title=words::no_orders() text=words::no_orders_text()>
                        <LinkButton
                            label=console::create_enterprise_instance()
                            icon=Glyph::Plus
                            href=paths::REGISTRY_INSTANCE_CREATE
                        />
                    </Empty>
                }
            }
        >
            <FilterSegments label=words::state() param="state" choices/>
        </List>
        <AddCredit open=crediting on_done=move |()| account.refetch()/>
        <CancelOrder open=asking order=doomed on_done=move |()| orders.refetch()/>
    }
}

#[component]
fn Account(account: Signal<AccountView>) -> impl IntoView {
    let money = move |read: fn(&AccountView) -> &String| {
        move || account.with(|account| format!("{} {}", read(account), account.currency))
    };
    view! {
        <Facts>
            <Fact label=words::balance()>{money(|account| &account.balance)}</Fact>
            <Fact label=words::credited()>{money(|account| &account.credited)}</Fact>
            <Fact label=words::spent()>{money(|account| &account.spent)}</Fact>
        </Facts>
    }
}

fn columns(doomed: RwSignal<Option<OrderView>>, asking: RwSignal<bool>) -> Vec<Column<OrderView>> {
    vec![
        Column::new("name", words::instance_name(), |row: OrderView| {
            let href = match row.state {
                OrderState::Paid => paths::registry_instance(row.item.instance().as_ref()),
                _ => paths::order_confirm(row.id.as_ref()),
            };
            view! {
                <a class="link" href=href>
                    {row.item.name().to_owned()}
                </a>
                <span class="sub">
                    <Copy text=Signal::stored(row.id.to_string())/>
                </span>
            }
        })
        .sortable()
        .lead(),
        Column::new("state", words::state(), |row: OrderView| {
            view! { <StateMark mark=order_mark(row.state) word=row.state.word()/> }
        })
        .corner(),
        Column::new("product", words::product(), |row: OrderView| row.item.word()).second(),
        Column::new("duration", words::duration(), |row: OrderView| subscription(row.item.duration())).third(),
        Column::new("amount", words::total(), |row: OrderView| format!("{} {}", row.amount, row.currency))
            .num()
            .nowrap(),
        Column::new("created_at", words::placed(), |row: OrderView| {
            let by = words::by(row.placed_by);
            view! {
                <span>
                    <Time at=Signal::stored(row.created_at)/>
                    " "
                    <span class="quiet">{by}</span>
                </span>
            }
        })
        .sortable()
        .third()
        .nowrap(),
        Column::actions(move |row: Signal<OrderView>| {
            let open = Memo::new(move |_| row.with(|row| row.state.why_closed().is_none()));
            move || {
                open.get().then(|| {
                    view! {
                        <ActLink label=words::pay() href=Signal::derive(move || row.with(resume))/>
                        <Act
                            label=words::cancel_order()
                            lose=true
                            on_click=move |()| {
                                doomed.set(Some(row.get_untracked()));
                                asking.set(true);
                            }
                        />
                    }
                })
            }
        }),
    ]
}

#[component]
fn CancelOrder(
    open: RwSignal<bool>,
    order: RwSignal<Option<OrderView>>,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let name = move || order.with(|one| one.as_ref().map(|one| one.item.name().to_owned())).unwrap_or_default();
    let cancel = Run::new(|id: OrderId| order_cancel(id)).in_dialog_of(open).done(move |()| {
        open.set(false);
        toasts.good(words::cancelled(untrack(name)), "");
        on_done.run(());
    });
    view! {
        <Confirm
            open
            title=ui::notice()
            verb=ui::ok()
            lose=true
            pending=cancel.pending()
            fault=cancel.fault()
            on_confirm=move |()| {
                if let Some(order) = order.get_untracked() {
                    cancel.start(order.id);
                }
            }
        >
            <p>{move || words::cancel_question(name())}</p>
        </Confirm>
    }
}
