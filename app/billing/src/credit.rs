//! **Add Credit**: the administrator puts an amount into the internal account.

use gantry_model::billing::parse_amount;
use leptos::prelude::*;

use super::api::billing_account_credit;
use gantry_ui::fault::Fault;
use gantry_ui::prelude::*;
use gantry_words::Said as _;
use gantry_words::billing as words;

/// The dialog.
#[component]
pub(super) fn AddCredit(open: RwSignal<bool>, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let form = FormState::new();
    let amount = RwSignal::new(String::new());
    let credit =
        Run::new(
            |text: String| async move { billing_account_credit(parse_amount("amount", &text).map_err(Fault)?).await },
        )
        .in_form(form)
        .done(move |()| {
            open.set(false);
            toasts.good(words::credit_added(amount.get_untracked()), "");
            on_done.run(());
        });
    Effect::new(move |_| {
        if open.get() {
            amount.set(String::new());
        }
    });
    let start = move || credit.start(amount.get_untracked());
    view! {
        <FormDialog
            open
            state=form
            title=words::add_credit()
            label=words::credit()
            pending=credit.pending()
            on_submit=move |()| start()
        >
            <Field
                name="amount"
                label=words::amount()
                required=true
                help=words::amount_help()
                check=Callback::new(move |()| {
                    amount.with_untracked(|text| parse_amount("amount", text)).err().map(|error| error.said())
                })
            >
                <Input value=amount/>
            </Field>
        </FormDialog>
    }
}
