//! Scaling by hand (ESS-26): **Scale Out**, **Scale In** and **Set Desired**.

use gantry_model::id::ScalingGroupId;
use gantry_model::scaling::view::ScalingGroupDetails;
use gantry_model::scaling::{ActivityKind, Adjustment};
use gantry_words::Said as _;
use gantry_words::{Word as _, scaling as words, ui};
use leptos::prelude::*;

use crate::api::scaling_group_scale;
use crate::settings::removal_text;
use gantry_ui::prelude::*;

/// Which of the three is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Out,
    In,
    To,
}

impl Way {
    fn title(self) -> &'static str {
        match self {
            Self::Out => ActivityKind::ScaleOut.word(),
            Self::In => ActivityKind::ScaleIn.word(),
            Self::To => words::set_desired(),
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Out => words::to_add(),
            Self::In => words::to_remove(),
            Self::To => words::desired_number(),
        }
    }

    fn adjustment(self, number: i64) -> Adjustment {
        let number = i32::try_from(number).unwrap_or(i32::MAX);
        match self {
            Self::Out => Adjustment::Change(number),
            Self::In => Adjustment::Change(-number),
            Self::To => Adjustment::To(number.unsigned_abs()),
        }
    }
}

/// The three buttons and their dialog.
#[component]
pub fn ByHand(group: Signal<ScalingGroupDetails>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let open = RwSignal::new(false);
    let way = RwSignal::new(Way::Out);
    let number = RwSignal::new(1_i64);
    let why_not = Memo::new(move |_| group.with(|group| group.cannot_scale.as_ref().map(|why| why.said())));
    let scale = Run::new(|(id, adjustment): (ScalingGroupId, Adjustment)| scaling_group_scale(id, adjustment))
        .in_dialog_of(open)
        .done(move |made| {
            open.set(false);
            let what = way.get_untracked().title();
            match made {
                Some(_) => toasts.good(words::has_begun(what), words::activities_tell()),
                None => toasts.good(words::nothing_to_change(), ""),
            }
        });
    let ask = move |chosen: Way| {
        way.set(chosen);
        number.set(match chosen {
            Way::To => group.with_untracked(|group| group.row.desired.into()),
            Way::Out | Way::In => 1,
        });
        open.set(true);
    };
    // What the number will be, and why it cannot be.
    let after = move || group.with(|group| way.get().adjustment(number.get()).apply(group.row.desired));
    let fault = move || {
        let same = group.with(|group| group.row.desired) == after();
        let nothing = same.then(|| words::changes_nothing().to_owned());
        let bounds = group.with(|group| group.settings.check_desired(after())).err().map(|error| error.said());
        bounds.or(nothing)
    };
    let blocked = Signal::derive(fault);
    let button = move |way: Way, icon: Option<Glyph>| match icon {
        Some(icon) => {
            view! { <Button label=way.title() icon size=Size::Small why_not=why_not on_click=move |()| ask(way)/> }
                .into_any()
        }
        None => view! { <Button label=way.title() size=Size::Small why_not=why_not on_click=move |()| ask(way)/> }
            .into_any(),
    };
    let start = move || {
        if blocked.get_untracked().is_none() {
            let id = group.with_untracked(|group| group.row.id.clone());
            scale.start((id, way.get_untracked().adjustment(number.get_untracked())));
        }
    };
    view! {
        <div class="row mt4">
            {button(Way::Out, Some(Glyph::Plus))} {button(Way::In, Some(Glyph::Minus))} {button(Way::To, None)}
        </div>
        <Dialog
            open
            title=Signal::derive(move || way.get().title().to_owned())
            actions=move || {
                view! {
                    <Button label=ui::cancel() on_click=move |()| open.set(false)/>
                    <Button
                        label=ui::ok()
                        look=Look::Primary
                        why_not=blocked
                        pending=scale.pending()
                        on_click=move |()| start()
                    />
                }
            }
        >
            {move || {
                let way = way.get();
                let least = if way == Way::To { 0 } else { 1 };
                view! {
                    <div class="field">
                        <label class="label" for="scale-number">
                            {way.label()}
                        </label>
                        <Number value=number least/>
                    </div>
                }
            }}
            <p>
                {move || {
                    group.with(|group| {
                        words::from_to_instances(
                            group.row.desired,
                            after(),
                            group.settings.minimum,
                            group.settings.maximum,
                        )
                    })
                }}
            </p>
            {move || {
                (way.get() != Way::Out)
                    .then(|| {
                        view! {
                            <p class="quiet">
                                {move || {
                                    group.with(|group| words::who_goes(removal_text(group.settings.removal)))
                                }}
                            </p>
                        }
                    })
            }}
            <div role="alert">
                {move || {
                    scale
                        .fault()
                        .get()
                        .or_else(fault)
                        .map(|message| view! { <p class="fault">{message}</p> })
                }}
            </div>
        </Dialog>
    }
}

/// A number that is read with each key, so that what it leads to can be said at once.
#[component]
fn Number(value: RwSignal<i64>, least: i64) -> impl IntoView {
    view! {
        <input
            class="input"
            id="scale-number"
            type="number"
            min=least.to_string()
            prop:value=move || value.get().to_string()
            on:input=move |event| {
                if let Ok(number) = event_target_value(&event).parse::<i64>() {
                    value.set(number.clamp(least, 1000));
                }
            }
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_is_its_adjustment() {
        assert_eq!(Way::Out.adjustment(2).apply(3), 5);
        assert_eq!(Way::In.adjustment(2).apply(3), 1);
        assert_eq!(Way::To.adjustment(0).apply(3), 0);
    }
}
