//! The component library. It knows no domain: a table does not know what a container group is, and a page does not know how
//! a table keeps its rows in place.
//!
//! # One shape for all pages
//!
//! Read one page and you have read all: a doc line, parameters, what is loaded, commands, columns, view.
//!
//! ```ignore
//! /// The list of container groups (ECI-41 to ECI-45).
//! #[component]
//! pub fn ContainerGroups() -> impl IntoView {
//!     // Parameters: everything that can be linked to is in the URL.
//!     let query = use_query();
//!     let request = query.page_request();
//!     // What is loaded: anew when the URL changes, and when the stream says that a group changed.
//!     let live = use_live(&[ResourceKind::ContainerGroup]);
//!     let groups = Resource::new(move || (request.get(), live.get()), |(request, _)| container_group_list(request));
//!     // Commands: where an error goes is decided here, once.
//!     let toasts = expect_context::<Toasts>();
//!     let restart = Run::new(container_group_restart).done(move |_| toasts.good("Restarting", ""));
//!     // Columns: the name leads, the state stands in the card's corner, p2 and p3 leave first.
//!     let columns = vec![
//!         Column::new("name", "Container Group ID/Name", |row: Row| view! {
//!             <a class="link" href=paths::container_group(&row.id)>{row.name}</a>
//!             <span class="sub"><Copy text=row.id/></span>
//!         }).sortable().lead(),
//!         Column::new("status", "Status", |row: Row| view! { <StateMark mark=row.mark() word=row.word() reason=row.reason/> }).corner(),
//!         Column::actions(move |row: Signal<Row>| view! {
//!             <Act label="Restart" why_not=Signal::derive(move || row.get().why_no_restart()) on_click=move |()| restart.start(row.get().id)/>
//!             <Menu id=format!("menu-{}", row.get_untracked().id) label="More actions">...</Menu>
//!         }),
//!     ];
//!     view! {
//!         <PageHead title="Container Groups" crumbs=vec![Crumb::to("Elastic Containers", paths::CONTAINER_GROUPS), Crumb::here("Container Groups")]
//!             purpose="Each group is one or more containers that share lifecycle, network and storage.">
//!             <LinkButton label="Create Elastic Container Group" icon=Glyph::Plus look=Look::Primary href=paths::CONTAINER_GROUP_CREATE/>
//!         </PageHead>
//!         <List from=groups caption="Container groups" search="Search container groups" placeholder="Name, ID, IP or image"
//!             columns key=|row| row.id.clone() empty=|| view! { <Empty title="No container groups yet" text="..."/> }/>
//!     }
//! }
//! ```
//!
//! A form has one shape too: values, rules from `gantry_model`, submit, where the error goes, where one lands.
//!
//! ```ignore
//! let form = FormState::new();
//! let name = RwSignal::new(String::new());
//! let create = Run::new(move |name: String| namespace_create(name)).in_form(form).done(move |_| navigate(paths::...));
//! view! {
//!     <Form state=form on_submit=move |()| create.start(name.get_untracked())>
//!         <Field name="name" label="Namespace" required=true help="2 to 120 characters: lower-case letters, digits, - and _"
//!             check=move |()| name.with_untracked(|name| NamespaceName::parse(name).err().map(|error| error.to_string()))>
//!             <Input value=name/>
//!         </Field>
//!         <FormFoot state=form>
//!             <Button label="OK" look=Look::Primary submit=true pending=create.pending()/>
//!         </FormFoot>
//!     </Form>
//! }
//! ```
//!
//! # Rules
//!
//! - The first render depends on the URL and the server's data alone. What the browser knows (time, size, clipboard) is asked
//!   in effects and events, through [`browser`].
//! - A resource is read inside [`Loaded`](crate::loaded::Loaded) and nowhere else.
//! - An error is shown in one place: [`Run`](crate::loaded::Run) puts it at the field, in the form, in the dialog, or in a
//!   toast.
//! - A button that cannot be used says why: `why_not`.
//! - Cells get `data-label` from their column, so that a row can become a card.

#![recursion_limit = "512"]

pub mod browser;
pub mod bulk;
pub mod button;
pub mod card;
pub mod chart;
pub mod chips;
pub mod choice;
pub mod code;
pub mod columns;
pub mod copy;
pub mod dialog;
pub mod document;
#[cfg(feature = "hydrate")]
pub mod early;
pub mod editor;
pub mod facts;
pub mod fault;
pub mod field;
pub mod form;
pub mod history;
pub mod icon;
pub mod input;
pub mod json;
pub mod lift;
pub mod list;
pub mod loaded;
pub mod log;
pub mod menu;
pub mod notice;
pub mod page;
pub mod pager;
pub mod query;
pub mod range;
pub mod scale;
pub mod signed_out;
pub mod skeleton;
pub mod slider;
pub mod state;
pub mod stream;
pub mod table;
pub mod tabs;
pub mod terminal;
pub mod time;
pub mod toast;

/// Signing in: where the library leads who is not signed in any more.
pub const LOGIN: &str = "/login";
/// The first page: the way on from where nothing is.
pub const HOME: &str = "/";

/// Everything that a page uses, in one line.
pub mod prelude {
    pub use super::bulk::{AskAbout, Deed, Question, Row, selected};
    pub use super::button::{Act, ActLink, Button, IconButton, LinkButton, Look, Size};
    pub use super::card::{Card, Price, Readout, Summary};
    pub use super::chart::{Chart, Cursor, Marked, Series, Span, Unit, Way};
    pub use super::chips::{Added, Chips, Kind, ListInput, PairsInput};
    pub use super::choice::{Checkbox, Detents, Segmented, Switch, Tiles};
    pub use super::code::{Code, Language};
    pub use super::columns::{created, named};
    pub use super::copy::{Copy, CopyButton, short_digest};
    pub use super::dialog::{Confirm, Dialog, FormDialog, Loses};
    pub use super::document::Document;
    pub use super::editor::{Editor, LineFault};
    pub use super::facts::{Fact, Facts};
    pub use super::field::Field;
    pub use super::form::{AskBeforeLeaving, Fields, Form, FormFoot, FormSection, FormState, Refused};
    pub use super::icon::{Glyph, Icon};
    pub use super::input::{Choice, Input, SearchInput, Select, Stepper, TextArea, Typed, WithReload};
    pub use super::lift::{Happening, Lift, Reached, Station, Timeline};
    pub use super::list::{
        FilterSegments, List, ListBar, ListTable, Refresh, SelectBar, TableFoot, TableSearch, Toolbar,
    };
    pub use super::log::{LogBuffer, LogView};
    pub use super::menu::{Menu, MenuItem, MenuLine, MenuLink};
    pub use super::notice::{Empty, Notice, Tone};
    pub use super::page::{Crumb, Crumbs, PageHead, Section};
    pub use super::query::{Query, use_query};
    pub use super::range::{Period, RangeBar, keep_new, use_range};
    pub use super::scale::{Fill, Part, Scale, ScaleRow};
    pub use super::skeleton::{Bar, FactsSkeleton, TableSkeleton};
    pub use super::slider::Slider;
    pub use super::state::{Mark, StateMark};
    pub use super::table::{Column, Selection, Table};
    pub use super::tabs::{Steps, Tab, Tabs};
    pub use super::terminal::{TerminalPane, Terminals};
    pub use super::time::{Time, Took};
    pub use super::toast::Toasts;
    pub use crate::loaded::{AfterMount, Answer, Failed, Loaded, Run};
}
