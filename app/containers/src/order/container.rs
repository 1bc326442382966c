//! One container of the order (ECI-20, ECI-31 to ECI-39).

use gantry_model::Message;
use gantry_model::containers::ImagePullPolicy;
use gantry_model::message::containers as say;
use gantry_model::name;
use gantry_model::registry::reference::{Digest, check_address, check_our_registry};
use gantry_model::units::{Mebibytes, MilliCpu};
use gantry_words::Said as _;
use gantry_words::{Word as _, containers as words};
use leptos::prelude::*;

use super::draft::{ContainerDraft, Draft, parse_cpu, parse_memory};
use super::image::{Picker, SelectImage, SelectVersion, example};
use super::ports::PortsInput;
use gantry_console::session::use_session;
use gantry_ui::prelude::*;

/// Wraps a rule as the check of a field.
fn check(rule: impl Fn() -> gantry_model::Result<()> + Send + Sync + 'static) -> Callback<(), Option<String>> {
    Callback::new(move |()| untrack(&rule).err().map(|error| error.said()))
}

/// The fields of one container. `place` is its place in the order.
#[component]
pub fn Container(draft: Draft, container: ContainerDraft, place: usize) -> impl IntoView {
    let field = move |name: &str| format!("containers.{place}.{name}");
    let several = Memo::new(move |_| draft.containers.with(Vec::len) > 1);
    let remove = move || words::remove_container(container.name.get());
    view! {
        {move || {
            several
                .get()
                .then(|| {
                    view! {
                        <div class="row" style="justify-content:flex-end">
                            <Button
                                label=Signal::derive(remove)
                                icon=Glyph::Trash
                                size=Size::Small
                                on_click=move |()| draft.remove_container(place)
                            />
                        </div>
                    }
                })
        }}
        <Fields>
            <Field
                name=field("name")
                label=words::container_name()
                required=true
                help=words::container_name_help()
                check=check(move || {
                    let name = container.name.get();
                    name::container("name", name.trim())?;
                    let twice = draft
                        .containers
                        .with(|list| list.iter().filter(|one| one.name.with(|other| other.trim() == name.trim())).count() > 1);
                    if twice {
                        return Err(gantry_model::Error::invalid("name", say::container_name_twice(name.trim())));
                    }
                    Ok(())
                })
            >
                <Input value=container.name max_length=63/>
            </Field>
            <Field name=field("pull_policy") label=words::image_pull_policy() required=true group=true>
                <Segmented
                    value=container.pull
                    choices=ImagePullPolicy::ALL.map(|policy| Choice::new(policy.as_str(), policy.word())).to_vec()
                />
            </Field>
            <Image container place picker=draft.picker/>
            <Version container place/>
            <Field
                name=field("command")
                label=words::startup_command()
                help=words::startup_command_help()
            >
                <Input value=container.command typed=Typed::Mono placeholder=words::startup_command_hint()/>
            </Field>
            <Field
                name=field("working_directory")
                label=words::working_directory()
                help=words::working_directory_help()
                check=check(move || {
                    let directory = container.directory.get();
                    if directory.trim().is_empty() || directory.trim().starts_with('/') {
                        return Ok(());
                    }
                    Err(gantry_model::Error::invalid("", say::working_directory_relative(directory)))
                })
            >
                <Input value=container.directory typed=Typed::Mono placeholder=words::working_directory_hint()/>
            </Field>
        </Fields>
        <Field name=field("arguments") label=words::arguments() help=words::arguments_help()>
            <ListInput values=container.arguments add=words::add_parameter() placeholder=words::argument_hint() max=100/>
        </Field>
        <Switch
            value=container.advanced
            label=words::advanced_settings()
            note=words::advanced_settings_note()
        />
        {move || container.advanced.get().then(|| view! { <Advanced draft container place/> })}
    }
}

/// Container Image: typed, or picked from the registry (ECI-25, ECI-32).
#[component]
fn Image(container: ContainerDraft, place: usize, picker: Picker) -> impl IntoView {
    let open = RwSignal::new(false);
    let hosts = StoredValue::new(use_session().image_hosts);
    let placeholder = hosts.with_value(|hosts| example(hosts, "nginx"));
    let help = Signal::derive(move || {
        Some(match container.picked.get() {
            Some(picked) => picked.about,
            None => words::image_help().to_owned(),
        })
    });
    view! {
        <Field
            name=format!("containers.{place}.image")
            label=picker.field()
            required=true
            help=help
            check=check(move || {
                let image = container.image.get();
                check_address("image", image.trim())?;
                hosts.with_value(|hosts| check_our_registry("image", image.trim(), hosts))
            })
        >
            <div class="beside">
                <Input
                    value=container.image
                    typed=Typed::Mono
                    placeholder
                    on_input=move |()| container.picked.set(None)
                />
                <Button label=picker.label() on_click=move |()| open.set(true)/>
            </div>
        </Field>
        <SelectImage open container picker/>
    }
}

/// Image Version: typed, or picked if the image was (ECI-33).
#[component]
fn Version(container: ContainerDraft, place: usize) -> impl IntoView {
    let open = RwSignal::new(false);
    let typed_by_hand = Signal::derive(move || {
        container.picked.with(Option::is_none).then(|| words::version_typed_by_hand().to_owned())
    });
    view! {
        <Field
            name=format!("containers.{place}.version")
            label=words::image_version()
            required=true
            help=words::image_version_help()
            check=check(move || {
                let version = container.version.get();
                if version.trim().is_empty() {
                    return Err(gantry_model::Error::invalid("version", Message::text(words::image_version_empty())));
                }
                if version.contains(':') {
                    return Digest::parse(version.trim()).map(drop);
                }
                name::tag("version", version.trim())
            })
        >
            <div class="beside">
                <Input value=container.version typed=Typed::Mono placeholder=words::image_version_hint()/>
                <Button label=words::select_image_version() why_not=typed_by_hand on_click=move |()| open.set(true)/>
            </div>
        </Field>
        <SelectVersion open container/>
    }
}

/// A part of what the group has: this container, the others, and the words for both.
struct Share {
    whole: f64,
    mine: f64,
    others: f64,
}

impl Share {
    fn parts(&self) -> Vec<Part> {
        let percent = |value: f64| if self.whole > 0.0 { (value / self.whole * 100.0).min(100.0) } else { 0.0 };
        let mine = if self.mine + self.others > self.whole { Fill::Full } else { Fill::Hot };
        vec![
            Part::new(percent(self.mine), mine),
            Part::new(percent(self.others).min(100.0 - percent(self.mine)), Fill::Soft),
        ]
    }
}

#[component]
fn Advanced(draft: Draft, container: ContainerDraft, place: usize) -> impl IntoView {
    let field = move |name: &str| format!("containers.{place}.{name}");
    // Without a group size there is no upper limit but the largest spec.
    let limit = move || match (draft.from_containers.get(), draft.group_spec()) {
        (false, Ok(spec)) => Some(spec),
        _ => None,
    };
    let cpu = move || {
        let (sum, _) = draft.sums();
        let mine = container.cpu_value();
        (limit().map(|spec| spec.cpu()), mine, MilliCpu(sum.0.saturating_sub(mine.0)), sum)
    };
    let memory = move || {
        let (_, sum) = draft.sums();
        let mine = container.memory_value();
        (limit().map(|spec| spec.memory()), mine, Mebibytes(sum.0.saturating_sub(mine.0)), sum)
    };
    let cpu_help = Signal::derive(move || {
        let (whole, _, _, sum) = cpu();
        let highest = whole.map_or_else(|| "64".to_owned(), |whole| whole.to_string());
        Some(words::cpu_help(highest, sum))
    });
    let memory_help = Signal::derive(move || {
        let (whole, _, _, sum) = memory();
        let highest = whole.map_or_else(|| "256 GiB".to_owned(), |whole| whole.to_string());
        Some(words::memory_help(highest, sum))
    });
    let cpu_parts = Signal::derive(move || {
        let (whole, mine, others, sum) = cpu();
        let whole = whole.unwrap_or(sum).0;
        Share { whole: whole.into(), mine: mine.0.into(), others: others.0.into() }.parts()
    });
    let memory_parts = Signal::derive(move || {
        let (whole, mine, others, sum) = memory();
        let whole = whole.unwrap_or(sum).0;
        Share { whole: whole.into(), mine: mine.0.into(), others: others.0.into() }.parts()
    });
    view! {
        <Fields>
            <Field
                name=field("cpu")
                label=words::cpu()
                help=cpu_help
                check=check(move || {
                    parse_cpu(&container.cpu.get())?;
                    let (whole, _, others, sum) = cpu();
                    match whole {
                        Some(whole) if sum > whole => Err(gantry_model::Error::invalid(
                            "cpu",
                            Message::text(words::cpu_over(sum, whole, MilliCpu(whole.0.saturating_sub(others.0)))),
                        )),
                        _ => Ok(()),
                    }
                })
            >
                <Input value=container.cpu typed=Typed::Number unit="vCPU"/>
                <Scale parts=cpu_parts label=Signal::derive(move || format!("{} vCPU", cpu().3))/>
            </Field>
            <Field
                name=field("memory")
                label=words::memory()
                help=memory_help
                check=check(move || {
                    parse_memory(&container.memory.get())?;
                    let (whole, _, others, sum) = memory();
                    match whole {
                        Some(whole) if sum > whole => Err(gantry_model::Error::invalid(
                            "memory",
                            Message::text(words::memory_over(sum, whole, Mebibytes(whole.0.saturating_sub(others.0)))),
                        )),
                        _ => Ok(()),
                    }
                })
            >
                <Input value=container.memory typed=Typed::Number unit="GiB"/>
                <Scale parts=memory_parts label=Signal::derive(move || memory().3.to_string())/>
            </Field>
        </Fields>
        <Field name=field("environment") label=words::environment_variables() help=words::environment_help()>
            <PairsInput
                values=container.environment
                add=words::add_variable()
                name_label=words::variable_name()
                value_label=words::variable_value()
                check=Callback::new(|(name, _): (String, String)| {
                    let legal = name.len() <= 128 && name.chars().all(|c| c.is_ascii_graphic() && c != '=');
                    (!legal).then(|| words::variable_name_wrong().to_owned())
                })
                max=100
            />
        </Field>
        <Field name=field("ports") label=words::ports_and_protocols() help=words::ports_help()>
            <PortsInput ports=container.ports/>
        </Field>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_over_the_whole_is_crimson() {
        let parts = Share { whole: 4.0, mine: 3.5, others: 1.0 }.parts();
        assert_eq!(parts[0].fill, Fill::Full);
        assert!(parts.iter().map(|part| part.percent).sum::<f64>() <= 100.0);
        assert_eq!(Share { whole: 4.0, mine: 1.0, others: 1.0 }.parts()[0].fill, Fill::Hot);
    }
}
