//! Placing orders (REG-05, BIL-07), looking at them, cancelling them.

use std::collections::BTreeMap;

use gantry_model::billing::{
    Duration, InstanceOptions, Item, NewInstance, OrderSpec, OrderState, OrderStatus, OrderView, RenewalOptions,
    RenewalTerm, UNPAID_MS, money,
};
use gantry_model::error::{Error, Result};
use gantry_model::id::{Id as _, OrderId, RegistryInstanceId, UserId};
use gantry_model::kind::ResourceKind;
use gantry_model::message::billing as say;
use gantry_model::page::{Page, PageRequest};
use gantry_model::quota::{Entitlement, QuotaRow};
use gantry_model::registry::Edition;

use super::account::balance;
use super::{Billing, Order};
use gantry_engine_quota as quota;
use gantry_platform::context::Context;
use gantry_platform::documents::Instance;
use gantry_platform::store::{Author, New, Order as SortOrder, Query, Read, Resource, Tx};

impl Billing {
    /// What the order page of an instance shows before **Buy Now**: prices, balance, quota.
    ///
    /// # Errors
    /// Forbidden; Invalid for a region that there is not.
    pub(crate) async fn instance_options(&self, _: &Context, region: String) -> Result<InstanceOptions> {
        let region = self.settings.region(&region)?.name.clone();
        let (settings, host) = (self.settings.clone(), self.registry_host.clone());
        self.store
            .read(move |read| {
                Ok(InstanceOptions {
                    prices: settings.prices.clone(),
                    balance: money(balance(read, &settings)?),
                    quota: instances_left(read, &region)?,
                    public_host: host,
                    region,
                })
            })
            .await
    }

    /// **Buy Now** (REG-05): an order for a new instance, to be confirmed and paid.
    ///
    /// # Errors
    /// Invalid or AlreadyExists, of the form's field; QuotaExceeded (QTA-04).
    pub(crate) async fn instance_order(&self, context: &Context, form: NewInstance) -> Result<OrderId> {
        let region = self.settings.region(&form.region)?.name.clone();
        let (billing, owner) = (self.clone(), context.owner());
        self.store
            .write(context, move |tx| {
                instances_left(tx, &region)?.check(&region, 1)?;
                let instance: RegistryInstanceId = tx.new_id();
                billing.hold_name(tx, &form.name, &instance)?;
                let item = Item::RegistryInstance { instance, name: form.name, duration: form.duration };
                billing.place(tx, owner, &region, item)
            })
            .await
    }

    /// What the page of a renewal shows before **Buy Now**: for each length its price and the end of the subscription if it is paid now.
    ///
    /// # Errors
    /// Forbidden; Conflict for an instance without an end; NotFound.
    pub(crate) async fn renewal_options(&self, _: &Context, instance: RegistryInstanceId) -> Result<RenewalOptions> {
        let (billing, id) = (self.clone(), instance.clone());
        self.store
            .read(move |read| {
                let (settings, instance) = (&billing.settings, renewable(read, &id)?);
                let term = |duration: Duration| {
                    let item = Item::Renewal { instance: id.clone(), name: instance.name.clone(), duration };
                    Ok(RenewalTerm {
                        duration,
                        amount: money(item.amount_micros(&settings.prices)),
                        ends_at: settings.moment(billing.end_if_paid_now(read, &item)?),
                    })
                };
                Ok(RenewalOptions {
                    currency: settings.prices.currency.clone(),
                    balance: money(balance(read, settings)?),
                    terms: Duration::ALL.into_iter().map(term).collect::<Result<_>>()?,
                })
            })
            .await
    }

    /// **Renew**: an order for a longer subscription of an instance.
    ///
    /// # Errors
    /// Conflict for an instance that has no end; NotFound.
    pub(crate) async fn renewal_order(
        &self,
        context: &Context,
        instance: RegistryInstanceId,
        duration: Duration,
    ) -> Result<OrderId> {
        let (billing, owner, id) = (self.clone(), context.owner(), instance);
        self.store
            .write(context, move |tx| {
                let instance = renewable(tx, &id)?;
                let item = Item::Renewal { instance: id, name: instance.name.clone(), duration };
                billing.place(tx, owner, &instance.region, item)
            })
            .await
    }

    fn hold_name(&self, tx: &mut Tx<'_>, name: &str, instance: &RegistryInstanceId) -> Result<()> {
        tx.claim_name::<Instance>("", name, instance).map_err(|error| {
            let holder = tx.named::<Instance>("", name).ok().flatten();
            match holder.map(|id| tx.find::<Instance>(&id)) {
                Some(Ok(None)) => Error::already_exists("name", say::name_held(name)),
                _ => error,
            }
        })
    }

    fn place(&self, tx: &mut Tx<'_>, owner: String, region: &str, item: Item) -> Result<OrderId> {
        let amount_micros = item.amount_micros(&self.settings.prices);
        let currency = self.settings.prices.currency.clone();
        let order = tx.insert(New::<Order> {
            id: tx.new_id(),
            name: item.name().to_owned(),
            region: region.to_owned(),
            owner,
            labels: BTreeMap::new(),
            spec: OrderSpec { item, amount_micros, currency, agreed_at: None },
            status: OrderStatus::default(),
        })?;
        tx.about(&order, &detail(&order));
        Ok(order.id)
    }

    /// Orders of all regions, newest first unless the page asks otherwise.
    ///
    /// # Errors
    /// Forbidden; Invalid for a page that no table asks for or a sort key that there is not.
    pub(crate) async fn order_list(
        &self,
        _: &Context,
        state: Option<OrderState>,
        request: PageRequest,
    ) -> Result<Page<OrderView>> {
        let (billing, request) = (self.clone(), request.clone());
        self.store
            .read(move |read| {
                let mut query =
                    Query::new().search(&["name", "id"], &request.search).sort("created_at", SortOrder::Descending);
                if let Some(state) = state {
                    query = query.equal("state", state.as_str());
                }
                let page = read.page::<Order>(&query, &request)?;
                let items = page.items.iter().map(|order| billing.view_of(read, order)).collect::<Result<_>>()?;
                Ok(Page { items, total: page.total, page: page.page, size: page.size })
            })
            .await
    }

    /// One order.
    ///
    /// # Errors
    /// Forbidden; NotFound.
    pub(crate) async fn order_view(&self, _: &Context, id: OrderId) -> Result<OrderView> {
        let (billing, id) = (self.clone(), id.clone());
        self.store.read(move |read| billing.view_of(read, &read.get::<Order>(&id)?)).await
    }

    fn view_of(&self, read: &Read<'_>, order: &Resource<Order>) -> Result<OrderView> {
        let (spec, status) = (&order.spec, &order.status);
        let balance = balance(read, &self.settings)?;
        let placed_by = match UserId::parse(&order.owner) {
            Ok(id) => read.user(&id).map_or_else(|_| order.owner.clone(), |user| user.name),
            Err(_) => order.owner.clone(),
        };
        let ends_at = match status.state {
            OrderState::Unpaid => self.end_if_paid_now(read, &spec.item).ok(),
            _ => status.ends_at,
        };
        Ok(OrderView {
            id: order.id.clone(),
            region: order.region.clone(),
            item: spec.item.clone(),
            state: status.state,
            amount: money(spec.amount_micros),
            currency: spec.currency.clone(),
            agreed: spec.agreed_at.is_some(),
            placed_by,
            created_at: self.settings.moment(order.created_at),
            closed_at: status.closed_at.map(|at| self.settings.moment(at)),
            ends_at: ends_at.map(|at| self.settings.moment(at)),
            balance: money(balance),
            left: balance.checked_sub(spec.amount_micros).map(money),
        })
    }

    /// Cancels an order that is not paid, and lets go of the name that it held.
    ///
    /// # Errors
    /// Conflict for one that is closed; NotFound.
    pub(crate) async fn order_cancel(&self, context: &Context, id: OrderId) -> Result<()> {
        self.store
            .write(context, move |tx| {
                let order = open(tx, &id)?;
                tx.about(&order, &detail(&order));
                close(tx, &order, OrderState::Cancelled)
            })
            .await
    }

    /// Lets orders lapse that nobody has paid for a day.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub async fn lapse(&self) -> Result<u64> {
        let query = Query::new().equal("state", OrderState::Unpaid.as_str()).limit(1000);
        let before = self.store.clock().now().plus(-UNPAID_MS);
        let old = move |order: &Resource<Order>| order.created_at <= before;
        let unpaid = self.store.read(move |read| Ok(read.list::<Order>(&query)?.items)).await?;
        let mut done = 0;
        for order in unpaid.into_iter().filter(old) {
            let gone = self
                .store
                .write(Author::system(), move |tx| {
                    // It may have been paid since it was listed.
                    let Ok(order) = open(tx, &order.id) else { return Ok(0) };
                    close(tx, &order, OrderState::Lapsed)?;
                    tx.also("order_lapse", &order, &detail(&order))?;
                    Ok(1)
                })
                .await?;
            done += gone;
        }
        Ok(done)
    }
}

fn instances_left(read: &Read<'_>, region: &str) -> Result<QuotaRow> {
    quota::row(read, region, Entitlement::Count(ResourceKind::RegistryInstance))
}

/// The order, if it can still be paid or cancelled.
pub(super) fn open(read: &Read<'_>, id: &OrderId) -> Result<Resource<Order>> {
    let order = read.get::<Order>(id)?;
    match order.status.state.why_closed() {
        None => Ok(order),
        Some(why) => Err(Error::conflict(why)),
    }
}

/// The instance, if its subscription can be made longer.
pub(super) fn renewable(read: &Read<'_>, id: &RegistryInstanceId) -> Result<Resource<Instance>> {
    let instance = read.get::<Instance>(id)?;
    if instance.is_deleting() {
        return Err(Error::not_found(RegistryInstanceId::KIND, id.as_str()));
    }
    if instance.spec.expires_at.is_none() || instance.spec.edition != Edition::Enterprise {
        return Err(Error::conflict(say::no_end_to_renew(&instance.name)));
    }
    Ok(instance)
}

fn close(tx: &mut Tx<'_>, order: &Resource<Order>, state: OrderState) -> Result<()> {
    let closed_at = Some(tx.now());
    tx.update_status::<Order>(&order.id, &OrderStatus { state, closed_at, ends_at: None })?;
    if let Item::RegistryInstance { instance, name, .. } = &order.spec.item {
        tx.release_name::<Instance>("", name, instance)?;
    }
    Ok(())
}

/// What an order is for, as the operation log keeps it.
pub(super) fn detail(order: &Resource<Order>) -> String {
    let OrderSpec { item, amount_micros, currency, .. } = &order.spec;
    let (amount, duration) = (money(*amount_micros), item.duration().message());
    let message = match item {
        Item::RegistryInstance { name, .. } => say::for_instance(name, duration, amount, currency),
        Item::Renewal { name, .. } => say::for_renewal(name, duration, amount, currency),
    };
    message.stored()
}
