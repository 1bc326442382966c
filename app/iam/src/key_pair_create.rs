//! **Create Key Pair**.

use gantry_model::key_pair::{NewKeyPair, check_public_key};
use gantry_model::kind::{KeyPairId, ResourceKind};
use gantry_model::message;
use gantry_model::message::common::field_key_pair_name;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::api::key_pair_create;
use gantry_console::paths;
use gantry_console::region::use_region;
use gantry_ui::prelude::*;
use gantry_words::Said as _;
use gantry_words::{console, iam as words, titled, ui};

/// Gantry makes the key.
const MAKE: &str = "make";
/// A public key is given.
const GIVE: &str = "give";

/// The page that makes a key pair.
#[component]
pub fn KeyPairCreate() -> impl IntoView {
    let navigate = use_navigate();
    let toasts = expect_context::<Toasts>();
    let form = FormState::new();
    let region = use_region();
    let [name, public_key] = [(); 2].map(|()| RwSignal::new(String::new()));
    let way = RwSignal::new(MAKE.to_owned());
    let gives = Memo::new(move |_| way.with(|way| way == GIVE));
    let create = Run::new(key_pair_create).in_form(form).done(move |id: KeyPairId| {
        toasts.good(words::created_key_pair(name.get_untracked()), "");
        navigate(&paths::key_pair(id.as_ref()), Default::default());
    });
    let submit = move |()| {
        create.start(NewKeyPair {
            region: region.get_untracked(),
            name: name.get_untracked().trim().to_owned(),
            public_key: gives.get_untracked().then(|| public_key.get_untracked().trim().to_owned()),
        });
    };
    let counter = Signal::derive(move || Some(format!("{}/64", name.with(|text| text.chars().count()))));
    let check_name = move |()| {
        let check = |name: &String| gantry_model::name::resource("name", field_key_pair_name(), name.trim());
        name.with_untracked(check).err().map(|error| error.said())
    };
    let check_key =
        move |()| public_key.with_untracked(|line| check_public_key(line.trim())).err().map(|error| error.said());
    view! {
        <PageHead
            title=console::create_key_pair()
            crumbs=vec![Crumb::to(console::key_pairs(), paths::KEY_PAIRS), Crumb::here(words::create())]
        />
        <AskBeforeLeaving state=form/>
        <div class="narrowform">
            <Form state=form label=titled(ResourceKind::KeyPair, 1_u32) on_submit=submit>
                <Field
                    name="name"
                    label=words::key_pair_name()
                    required=true
                    help=message::common::rule_resource_name().said()
                    counter
                    check=Callback::new(check_name)
                >
                    <Input value=name max_length=64/>
                </Field>
                <Field
                    name="way"
                    label=words::key()
                    group=true
                    help=Signal::derive(move || {
                        Some((if gives.get() { words::key_given_help() } else { words::key_made_help() }).to_owned())
                    })
                >
                    <Segmented
                        value=way
                        name="key-pair-way"
                        choices=vec![Choice::new(MAKE, words::key_made()), Choice::new(GIVE, words::key_given())]
                    />
                </Field>
                {move || {
                    gives
                        .get()
                        .then(|| {
                            view! {
                                <Field
                                    name="public_key"
                                    label=words::public_key()
                                    required=true
                                    help=message::common::rule_public_key().said()
                                    check=Callback::new(check_key)
                                >
                                    <TextArea value=public_key mono=true/>
                                </Field>
                            }
                        })
                }}
                <FormFoot state=form>
                    <Button label=console::create_key_pair() look=Look::Primary submit=true pending=create.pending()/>
                    <LinkButton label=ui::cancel() look=Look::Bare href=paths::KEY_PAIRS/>
                </FormFoot>
            </Form>
        </div>
    }
}
