//! **Operation Logs** (LOG-013): who did what, from where, and what came of it. Entries cannot be changed.

use gantry_model::kind::ResourceKind;
use gantry_model::operation_log::{HOURS, OperationFilter, OperationRow, Outcome};
use leptos::prelude::*;

use super::api::operation_log_list;
use gantry_console::kinds::view_of;
use gantry_console::paths;
use gantry_ui::prelude::*;
use gantry_words::Said as _;
use gantry_words::{Word as _, console, iam as words, titled, ui};

/// Parameters of the URL, beside those of every list.
const FILTERS: &[&str] = &["outcome", "kind", "hours", "id"];

/// The page.
#[component]
pub fn OperationLogs() -> impl IntoView {
    let query = use_query();
    let request = query.page_request();
    let filter = Memo::new(move |_| OperationFilter {
        page: request.get(),
        outcome: query.get("outcome").and_then(|token| Outcome::of_token(&token)),
        kind: query.get("kind").and_then(|token| ResourceKind::of_token(&token)),
        id: query.get("id").filter(|id| !id.is_empty()),
        hours: query.get("hours").and_then(|hours| hours.parse().ok()).filter(|hours| HOURS.contains(hours)),
    });
    let operations = Resource::new(move || filter.get(), operation_log_list);
    let file = move || filter.with(file_of);
    let outcomes = Signal::derive(|| {
        let each = Outcome::ALL.map(|outcome| (outcome.token().to_owned(), outcome.word().to_owned(), None));
        std::iter::once((String::new(), words::all_outcomes().to_owned(), None)).chain(each).collect::<Vec<_>>()
    });
    view! {
        <PageHead
            title=console::operation_logs()
            crumbs=vec![Crumb::here(console::operation_logs())]
            purpose=words::operations_purpose()
        >
            <a class="btn" href=file download="operations.csv" rel="external">
                <Icon name=Glyph::Download/>
                <span>{ui::download()}</span>
            </a>
        </PageHead>
        <List
            from=operations
            caption=words::operations()
            search=words::search_operations()
            placeholder=words::operations_placeholder()
            columns=columns()
            key=|row: &OperationRow| row.number.to_string()
            filters=FILTERS
            empty=|| {
                view! {
                    <Empty
                        title=words::no_operations()
                        text=words::no_operations_text()
                    />
                }
            }
        >
            <FilterSegments label=words::outcome() param="outcome" choices=outcomes/>
            <Filter label=words::kind() param="kind" choices=kinds()/>
            <Filter label=words::time() param="hours" choices=hours()/>
        </List>
    }
}

/// A filter that is a choice of words.
#[component]
fn Filter(label: &'static str, param: &'static str, choices: Vec<Choice>) -> impl IntoView {
    let query = use_query();
    let chosen = RwSignal::new(untrack(|| query.get(param)).unwrap_or_default());
    Effect::new(move |_| chosen.set(query.get(param).unwrap_or_default()));
    view! {
        <Select
            label
            value=chosen
            choices
            on_change=move |token: String| query.go(&[(param, Some(&token)), ("page", None)])
        />
    }
}

fn kinds() -> Vec<Choice> {
    let each = ResourceKind::ALL.iter().map(|kind| Choice::new(kind.token(), titled(*kind, 1_u32)));
    std::iter::once(Choice::new("", words::all_kinds())).chain(each).collect()
}

fn hours() -> Vec<Choice> {
    let spans = [words::last_hour(), words::last_day(), words::last_week(), words::last_month()];
    let each = HOURS.into_iter().zip(spans).map(|(hours, span)| Choice::new(hours.to_string(), span));
    std::iter::once(Choice::new("", words::all_time())).chain(each).collect()
}

/// Where the entries that the page shows are to be had as a file.
fn file_of(filter: &OperationFilter) -> String {
    let hours = filter.hours.map(|hours| hours.to_string());
    let given = [
        ("search", filter.page.search.as_str()),
        ("outcome", filter.outcome.map_or("", Outcome::token)),
        ("kind", filter.kind.map_or("", ResourceKind::token)),
        ("id", filter.id.as_deref().unwrap_or_default()),
        ("hours", hours.as_deref().unwrap_or_default()),
    ];
    let mut query = leptos_router::params::ParamsMap::new();
    for (name, value) in given.into_iter().filter(|(_, value)| !value.is_empty()) {
        query.insert(name, value.to_owned());
    }
    format!("{}{}", paths::OPERATION_LOG_FILE, query.to_query_string())
}

/// An operation's name, which may break after each of its words and nowhere else.
fn by_words(action: &str) -> impl IntoView + use<> {
    let word = |word: &str| view! { <span class="nowrap">{word.to_owned()}</span> <wbr/> };
    action.split_inclusive('_').map(word).collect_view()
}

fn columns() -> Vec<Column<OperationRow>> {
    vec![
        Column::new("at", words::time(), |row: OperationRow| view! { <Time at=row.at/> }).sortable(),
        Column::new("actor", words::who(), |row: OperationRow| view! { <b class="medium">{row.actor}</b> }).nowrap(),
        Column::new("address", words::from(), |row: OperationRow| {
            let from = if row.address.is_empty() { "-".to_owned() } else { row.address };
            view! { <code class="nowrap">{from}</code> }
        })
        .second(),
        Column::new("action", words::operation(), |row: OperationRow| view! { <code>{by_words(&row.action)}</code> })
            .lead(),
        Column::new("object", words::object(), object),
        Column::new("outcome", words::outcome(), |row: OperationRow| {
            let mark = match row.outcome {
                Outcome::Done => Mark::Ok,
                Outcome::Refused => Mark::Bad,
            };
            view! { <StateMark mark word=row.outcome.word()/> }
        })
        .corner(),
        Column::new("request", words::request(), |row: OperationRow| match row.request.as_str() {
            "" => view! { <code>"-"</code> }.into_any(),
            _ => view! { <Copy text=Signal::stored(row.request)/> }.into_any(),
        })
        .third(),
    ]
}

/// What it was done to: its kind, its id with the way to it, and what else there is to say.
fn object(row: OperationRow) -> impl IntoView {
    let kind = row.kind.map(|kind| titled(kind, 1_u32));
    let gone = row.action.ends_with("_delete") || row.action.ends_with("_unsubscribe");
    // A part of something is shown on the page of the whole, which the entry does not name.
    let page =
        row.kind.filter(|kind| !gone && view_of(*kind).list.is_some()).map(|kind| view_of(kind).page(&row.id, None));
    let id = (!row.id.is_empty()).then(|| match page {
        Some(href) => view! {
            <a class="link" href=href>
                {row.id.clone()}
            </a>
        }
        .into_any(),
        None => view! { <code>{row.id.clone()}</code> }.into_any(),
    });
    view! {
        <span>{kind}</span>
        {id.map(|id| view! { <span class="sub">{id}</span> })}
        {(!row.detail.is_empty()).then(|| view! { <span class="sub">{row.detail.said()}</span> })}
    }
}
