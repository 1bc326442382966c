//! Access Control, the Personal Edition, and the end of an instance.

use std::net::IpAddr;
use std::time::Duration;

use gantry_model::Error;
use gantry_model::page::PageRequest;
use gantry_model::registry::operations::{
    NamespaceCreate, NamespaceList, RegistryAccessEntrySet, RegistryAccessView, RegistryInstanceDelete,
    RegistryInstanceList, RegistryInstanceView, RegistryPersonalCreate, RegistryPersonalView, RepositoryCreate,
    RepositoryList, RepositoryView, WhitelistRuleDelete, WhitelistRuleSave,
};
use gantry_model::registry::reference::RepositoryPath;
use gantry_model::registry::scope::Action;
use gantry_model::registry::view::{DeleteInstance, EditionFilter, NewNamespace, RepositoryFilter};
use gantry_model::registry::whitelist::{RuleForm, WhitelistRule};
use gantry_model::registry::{AccessEntry, DEFAULT_INSTANCE, GRACE_MS, PERSONAL_NAMESPACES};

use super::{Bed, admin, new_repository};
use crate::{Caller, Instance, Place, require_reach};
use gantry_platform::audit::Filter;
use gantry_platform::call::Call as _;
use gantry_platform::context::Context;
use gantry_platform::store::Author;

const OUTSIDE: [u8; 4] = [198, 51, 100, 7];

fn from(address: impl Into<IpAddr>) -> Caller {
    Caller { actor: Some(admin().actor), scopes: None, place: Place::public(address.into()) }
}

fn rule(before: Option<WhitelistRule>, ranges: &str) -> RuleForm {
    RuleForm { before, ranges: ranges.into(), comment: "office".into() }
}

impl Bed {
    async fn pull_from(&self, address: impl Into<IpAddr>) -> Result<(), Error> {
        let path = RepositoryPath::parse("default/x-eci/web").unwrap();
        self.registry.access(&from(address), &path, Action::Pull).await.map(drop)
    }

    async fn access_rule(&self, number: u32) -> WhitelistRule {
        let id = self.instance(DEFAULT_INSTANCE).await.id;
        let view = self.registry.call(&admin(), RegistryAccessView { slug: id.to_string() }).await.unwrap();
        view.rules.into_iter().map(|one| one.rule).find(|rule| rule.number == number).unwrap()
    }

    async fn access_rules(&self) -> Vec<(u32, String, bool)> {
        let id = self.instance(DEFAULT_INSTANCE).await.id;
        let view = self.registry.call(&admin(), RegistryAccessView { slug: id.to_string() }).await.unwrap();
        let text = |rule: &WhitelistRule| {
            (rule.number, gantry_model::registry::whitelist::ranges_text(&rule.ranges), rule.default)
        };
        view.rules.iter().map(|one| text(&one.rule)).collect()
    }
}

#[tokio::test]
async fn switching_the_entry_on_adds_one_rule_and_an_empty_list_lets_everybody_in() {
    let bed = Bed::new().await;
    bed.repository("web").await;
    let id = bed.instance(DEFAULT_INSTANCE).await.id;
    let system = Context::system();
    let set = |entry| bed.registry.call(&system, RegistryAccessEntrySet { id: id.clone(), entry });
    bed.pull_from(OUTSIDE).await.unwrap();

    set(AccessEntry::Off).await.unwrap();
    let refused = bed.pull_from([127, 0, 0, 1]).await.unwrap_err();
    assert!(refused.to_string().contains("Access Entry is off"), "{refused}");
    set(AccessEntry::On).await.unwrap();
    assert_eq!(bed.access_rules().await, [(1, "127.0.0.1/32, ::1/128".to_owned(), true)]);
    bed.pull_from([127, 0, 0, 1]).await.unwrap();
    bed.pull_from("::ffff:127.0.0.1".parse::<IpAddr>().unwrap()).await.unwrap();
    let refused = bed.pull_from(OUTSIDE).await.unwrap_err();
    assert!(
        matches!(&refused, Error::Forbidden { message } if message.to_string().contains("198.51.100.7")),
        "{refused}"
    );
    let refused = bed.registry.admit_login(&Place::public(OUTSIDE.into())).await.unwrap_err();
    assert!(refused.to_string().contains("198.51.100.7"), "{refused}");

    // Said again it adds nothing; a rule that is there is enough when it is switched on later.
    set(AccessEntry::On).await.unwrap();
    bed.registry
        .call(&admin(), WhitelistRuleSave { id: id.clone(), form: rule(None, "198.51.100.0/24") })
        .await
        .unwrap();
    bed.pull_from(OUTSIDE).await.unwrap();
    let opened = rule(Some(bed.access_rule(2).await), "203.0.113.0/24");
    bed.registry.call(&admin(), WhitelistRuleSave { id: id.clone(), form: opened.clone() }).await.unwrap();
    bed.pull_from(OUTSIDE).await.unwrap_err();
    // A form that was opened before that writes nothing over it.
    let stale =
        bed.registry.call(&admin(), WhitelistRuleSave { id: id.clone(), form: opened.clone() }).await.unwrap_err();
    assert!(matches!(stale, Error::Conflict { .. }), "{stale}");
    bed.registry.call(&admin(), WhitelistRuleDelete { id: id.clone(), number: 2 }).await.unwrap();
    bed.registry.call(&admin(), WhitelistRuleDelete { id: id.clone(), number: 1 }).await.unwrap();
    bed.pull_from(OUTSIDE).await.unwrap();
    bed.registry.admit_login(&Place::public(OUTSIDE.into())).await.unwrap();

    let view = bed.registry.call(&admin(), RegistryAccessView { slug: id.to_string() }).await.unwrap();
    let seen: Vec<_> =
        view.refused.iter().map(|one| (one.address.as_str(), one.reason.to_string(), one.count)).collect();
    assert_eq!(
        seen,
        [("198.51.100.7", "Not in the whitelist".into(), 3), ("127.0.0.1", "Access Entry is off".into(), 1)],
        "the last first, those alike once"
    );
    let noted =
        bed.registry.store().read(|read| read.operations(&Filter { limit: 3, ..Filter::default() })).await.unwrap();
    assert_eq!(noted[0].action, "whitelist_rule_delete");
    let missing = bed.registry.call(&admin(), WhitelistRuleDelete { id: id.clone(), number: 1 }).await.unwrap_err();
    assert!(matches!(missing, Error::NotFound { .. }), "{missing}");
    let samples = bed.instance("samples").await.id;
    let refused = bed
        .registry
        .call(&admin(), RegistryAccessEntrySet { id: samples.clone(), entry: AccessEntry::On })
        .await
        .unwrap_err();
    assert!(matches!(refused, Error::Forbidden { .. }), "{refused}");
}

#[tokio::test]
async fn another_region_reaches_an_instance_only_over_the_public_network() {
    let bed = Bed::new().await;
    let (web, _) = bed.repository("web").await;
    let id = bed.instance(DEFAULT_INSTANCE).await.id;
    let reach = async |region: &'static str| {
        let web = web.clone();
        bed.registry.store().read(move |read| require_reach(read, &web, region)).await
    };
    reach("local").await.unwrap();
    reach("elsewhere").await.unwrap();
    bed.registry.call(&admin(), RegistryAccessEntrySet { id: id.clone(), entry: AccessEntry::Off }).await.unwrap();
    reach("local").await.unwrap();
    let refused = reach("elsewhere").await.unwrap_err();
    assert_eq!(refused.field(), Some("image"));
    assert!(refused.to_string().contains("region local") && refused.to_string().contains("elsewhere"), "{refused}");
}

#[tokio::test]
async fn a_vpc_of_the_region_needs_no_entry_and_one_of_another_region_does() {
    let bed = Bed::new().await;
    bed.repository("web").await;
    let id = bed.instance(DEFAULT_INSTANCE).await.id;
    let path = RepositoryPath::parse("default/x-eci/web").unwrap();
    let may = async |region: &str| {
        let mut caller = from([10, 0, 3, 4]);
        caller.place.vpc_region = Some(region.into());
        bed.registry.access(&caller, &path, Action::Push).await.map(drop)
    };
    bed.registry.call(&admin(), RegistryAccessEntrySet { id: id.clone(), entry: AccessEntry::Off }).await.unwrap();
    may("local").await.unwrap();
    let refused = may("elsewhere").await.unwrap_err();
    assert!(
        matches!(&refused, Error::Forbidden { message } if message.to_string().contains("VPCs of region local")),
        "{refused}"
    );
    // With the entry on, its whitelist counts for the other region, and says nothing to its own.
    bed.registry.call(&admin(), RegistryAccessEntrySet { id: id.clone(), entry: AccessEntry::On }).await.unwrap();
    may("local").await.unwrap();
    assert!(may("elsewhere").await.unwrap_err().to_string().contains("whitelist"));
}

#[tokio::test]
async fn after_its_end_an_instance_is_pulled_from_for_a_while_and_then_suspended() {
    let bed = Bed::new().await;
    let (web, access) = bed.repository("web").await;
    bed.push_image(&access, "1", ("linux", "amd64"), &[b"layer"]).await;
    let id = bed.instance(DEFAULT_INSTANCE).await.id;
    let end = bed.registry.now().plus(1000);
    let set = id.clone();
    bed.registry
        .store()
        .write(Author::system(), move |tx| {
            let mut instance = tx.get::<Instance>(&set)?;
            instance.spec.expires_at = Some(end);
            tx.update(&mut instance)
        })
        .await
        .unwrap();
    let path = RepositoryPath::parse("default/x-eci/web").unwrap();
    let may = async |action| bed.registry.access(&from([127, 0, 0, 1]), &path, action).await.map(drop);
    may(Action::Push).await.unwrap();
    bed.clock.advance(Duration::from_secs(2));
    may(Action::Pull).await.unwrap();
    let refused = may(Action::Push).await.unwrap_err();
    assert!(
        matches!(&refused, Error::Forbidden { message } if message.to_string().contains("not pushed")),
        "{refused}"
    );
    bed.registry.stored_image(&web, "1").await.unwrap();
    bed.clock.advance(Duration::from_millis(GRACE_MS.unsigned_abs()));
    may(Action::Pull).await.unwrap_err();
    let refused = bed.registry.stored_image(&web, "1").await.unwrap_err();
    assert!(refused.to_string().contains("suspended"), "{refused}");
}

#[tokio::test]
async fn an_instance_is_deleted_by_its_name_with_everything_in_it() {
    let bed = Bed::new().await;
    let (web, access) = bed.repository("web").await;
    bed.repository("api").await;
    let layer = bed.push(&access, b"layer").await;
    let id = bed.instance(DEFAULT_INSTANCE).await.id;
    let delete = |name: &str| DeleteInstance { id: id.clone(), name: name.into() };
    let refused = bed.registry.call(&admin(), RegistryInstanceDelete { form: delete("defaul") }).await.unwrap_err();
    assert_eq!(refused.field(), Some("name"));
    bed.registry.call(&admin(), RegistryInstanceDelete { form: delete("default") }).await.unwrap();
    bed.pull_from([127, 0, 0, 1]).await.unwrap_err();
    bed.registry.empty_instance(&id).await.unwrap();
    assert!(bed.registry.call(&admin(), RegistryInstanceView { slug: id.to_string() }).await.is_err());
    assert!(bed.registry.call(&admin(), RepositoryView { id: web.clone() }).await.is_err());
    let left = bed
        .registry
        .call(&admin(), NamespaceList { instance: Some(id.clone()), page: PageRequest::default() })
        .await
        .unwrap();
    assert_eq!(left.total, 0);
    // What it held goes when nobody has asked for it for an hour.
    bed.clock.advance(Duration::from_secs(3601));
    bed.registry.collect().await.unwrap();
    assert!(bed.registry.blob_path(&layer, 5).await.is_err());
    // And a later start does not bring it back.
    let bed = bed.restart().await;
    let all = bed
        .registry
        .call(&admin(), RegistryInstanceList { region: "".into(), page: PageRequest::default() })
        .await
        .unwrap();
    assert_eq!(all.items.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["samples"]);
}

#[tokio::test]
async fn a_deletion_of_an_instance_that_was_begun_is_finished() {
    let bed = Bed::new().await;
    bed.repository("web").await;
    let id = bed.instance(DEFAULT_INSTANCE).await.id;
    let doomed = id.clone();
    bed.registry
        .store()
        .write(Author::system(), move |tx| tx.mark_deleting::<Instance>(&doomed).map(drop))
        .await
        .unwrap();
    let bed = bed.restart().await;
    bed.registry.collect().await.unwrap();
    assert!(bed.registry.call(&admin(), RegistryInstanceView { slug: id.to_string() }).await.is_err());
}

#[tokio::test]
async fn a_person_has_one_personal_instance_and_it_is_limited() {
    let bed = Bed::new().await;
    assert_eq!(bed.registry.call(&admin(), RegistryPersonalView {}).await.unwrap(), None);
    let id = bed.registry.call(&admin(), RegistryPersonalCreate { region: "local".into() }).await.unwrap();
    assert_eq!(bed.registry.call(&admin(), RegistryPersonalCreate { region: "local".into() }).await.unwrap(), id);
    let own = bed.registry.call(&admin(), RegistryPersonalView {}).await.unwrap().unwrap();
    assert_eq!((own.name.as_str(), own.personal, own.access_entry), ("personal-admin", true, true));
    let all = bed
        .registry
        .call(&admin(), RegistryInstanceList { region: "local".into(), page: PageRequest::default() })
        .await
        .unwrap();
    assert!(all.items.iter().all(|one| !one.personal), "the list is of the Enterprise Edition");

    let mut last = None;
    for n in 0..PERSONAL_NAMESPACES {
        let form = NewNamespace { instance: id.clone(), name: format!("space-{n}") };
        last = Some(bed.registry.call(&admin(), NamespaceCreate { form: form.clone() }).await.unwrap());
    }
    let form = NewNamespace { instance: id.clone(), name: "one-more".into() };
    let refused = bed.registry.call(&admin(), NamespaceCreate { form: form.clone() }).await.unwrap_err();
    assert!(
        matches!(&refused, Error::QuotaExceeded { message } if message.to_string().contains("at most 3 namespaces")),
        "{refused}"
    );
    let repository =
        bed.registry.call(&admin(), RepositoryCreate { form: new_repository(last.unwrap(), "web") }).await.unwrap();
    assert_eq!(
        bed.registry.call(&admin(), RepositoryView { id: repository.clone() }).await.unwrap().slug(),
        "personal"
    );

    // The image picker shows the editions apart.
    bed.repository("api").await;
    let of = async |edition| {
        let filter = RepositoryFilter { edition: Some(edition), ..RepositoryFilter::default() };
        let page = bed.registry.call(&admin(), RepositoryList { filter: filter.clone() }).await.unwrap();
        page.items.into_iter().map(|repository| repository.name).collect::<Vec<_>>()
    };
    assert_eq!(of(EditionFilter::Personal).await, ["web"]);
    assert_eq!(of(EditionFilter::Enterprise).await, ["api"]);
}
