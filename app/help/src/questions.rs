//! The questions of the sources (GEN-19 to GEN-36), with the answers that are true of Gantry.

use gantry_console::kinds::Say;
use gantry_console::paths;
use gantry_words::{console, help as words};

use super::Link;

/// What a question is about: the section that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    Registry,
    Groups,
    Network,
    Scaling,
    Cost,
}

impl Topic {
    /// In the order of the page.
    pub const ALL: [Self; 5] = [Self::Registry, Self::Groups, Self::Network, Self::Scaling, Self::Cost];

    /// What stands in the URL.
    pub fn key(self) -> &'static str {
        match self {
            Self::Registry => "registry",
            Self::Groups => "groups",
            Self::Network => "network",
            Self::Scaling => "scaling",
            Self::Cost => "cost",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Registry => words::topic_registry(),
            Self::Groups => words::topic_groups(),
            Self::Network => words::topic_network(),
            Self::Scaling => words::topic_scaling(),
            Self::Cost => words::topic_cost(),
        }
    }
}

/// A question and its answer.
#[derive(Debug)]
pub(crate) struct Question {
    /// Its place in an address: `/help/faq#ID`. It stays when the words change.
    pub id: &'static str,
    pub topic: Topic,
    pub ask: Say,
    /// A paragraph each.
    pub answer: &'static [Say],
    /// The pages that the answer names.
    pub links: &'static [Link],
}

impl Question {
    /// Whether each word that was typed stands in the question or in its answer.
    pub fn has(&self, typed: &str) -> bool {
        let texts: Vec<_> = std::iter::once(&self.ask).chain(self.answer).map(|say| say().to_lowercase()).collect();
        typed.to_lowercase().split_whitespace().all(|word| texts.iter().any(|text| text.contains(word)))
    }
}

const CONTAINER_GROUPS: Link = (console::container_groups, paths::CONTAINER_GROUPS);
const CREATE_GROUP: Link = (console::create_container_group, paths::CONTAINER_GROUP_CREATE);
const INSTANCES: Link = (console::registry_instances, paths::REGISTRY_INSTANCES);
const PERSONAL: Link = (console::personal_instance, paths::REGISTRY_PERSONAL);
const SCALING_GROUPS: Link = (console::scaling_groups, paths::SCALING_GROUPS);
const SECURITY_GROUPS: Link = (console::security_groups, paths::SECURITY_GROUPS);
const EIPS: Link = (console::eips, paths::EIPS);
const ORDERS: Link = (console::orders, paths::ORDERS);
const QUOTA: Link = (console::entitlement_quota, paths::QUOTA);

/// All questions, in the order of the page.
pub(crate) const QUESTIONS: &[Question] = &[
    // GEN-19
    Question {
        id: "find-instance",
        topic: Topic::Registry,
        ask: words::find_instance,
        answer: &[words::find_instance_1],
        links: &[INSTANCES],
    },
    // GEN-20, C-01
    Question {
        id: "personal-images",
        topic: Topic::Registry,
        ask: words::personal_images,
        answer: &[words::personal_images_1, words::personal_images_2],
        links: &[PERSONAL, SCALING_GROUPS],
    },
    // GEN-21
    Question {
        id: "whitelist",
        topic: Topic::Registry,
        ask: words::whitelist,
        answer: &[words::whitelist_1, words::whitelist_2],
        links: &[INSTANCES],
    },
    // GEN-28
    Question {
        id: "private-images",
        topic: Topic::Registry,
        ask: words::private_images,
        answer: &[words::private_images_1, words::private_images_2],
        links: &[INSTANCES],
    },
    // GEN-35
    Question {
        id: "docker-hub",
        topic: Topic::Registry,
        ask: words::docker_hub,
        answer: &[words::docker_hub_1, words::docker_hub_2],
        links: &[INSTANCES],
    },
    // GEN-29
    Question {
        id: "image-cache",
        topic: Topic::Registry,
        ask: words::image_cache,
        answer: &[words::image_cache_1, words::image_cache_2],
        links: &[CREATE_GROUP],
    },
    // GEN-34
    Question {
        id: "group-id",
        topic: Topic::Groups,
        ask: words::group_id,
        answer: &[words::group_id_1],
        links: &[CONTAINER_GROUPS],
    },
    // GEN-26
    Question { id: "gpu", topic: Topic::Groups, ask: words::gpu, answer: &[words::gpu_1], links: &[CREATE_GROUP] },
    // GEN-33
    Question {
        id: "persistence",
        topic: Topic::Groups,
        ask: words::persistence,
        answer: &[words::persistence_1, words::persistence_2],
        links: &[CONTAINER_GROUPS, (console::help_glossary, paths::HELP_GLOSSARY)],
    },
    // GEN-31
    Question {
        id: "outside-access",
        topic: Topic::Network,
        ask: words::outside_access,
        answer: &[words::outside_access_1, words::outside_access_2, words::outside_access_3],
        links: &[EIPS, SECURITY_GROUPS],
    },
    // GEN-32, C-36
    Question {
        id: "port-mapping",
        topic: Topic::Network,
        ask: words::port_mapping,
        answer: &[words::port_mapping_1, words::port_mapping_2],
        links: &[EIPS],
    },
    // GEN-30
    Question {
        id: "security-group",
        topic: Topic::Network,
        ask: words::security_group,
        answer: &[words::security_group_1, words::security_group_2],
        links: &[SECURITY_GROUPS],
    },
    // GEN-22, C-02
    Question {
        id: "change-image",
        topic: Topic::Scaling,
        ask: words::change_image,
        answer: &[words::change_image_1, words::change_image_2],
        links: &[SCALING_GROUPS],
    },
    // GEN-23
    Question {
        id: "verify-deployment",
        topic: Topic::Scaling,
        ask: words::verify_deployment,
        answer: &[words::verify_deployment_1, words::verify_deployment_2, words::verify_deployment_3],
        links: &[SCALING_GROUPS, CONTAINER_GROUPS],
    },
    // GEN-24, C-03
    Question {
        id: "charging",
        topic: Topic::Cost,
        ask: words::charging,
        answer: &[words::charging_1, words::charging_2, words::charging_3],
        links: &[ORDERS, (console::help_agreements, paths::HELP_AGREEMENTS)],
    },
    // GEN-25
    Question {
        id: "vcpu",
        topic: Topic::Cost,
        ask: words::vcpu,
        answer: &[words::vcpu_1, words::vcpu_2],
        links: &[QUOTA],
    },
    // GEN-27
    Question {
        id: "monitoring-spec",
        topic: Topic::Cost,
        ask: words::monitoring_spec,
        answer: &[words::monitoring_spec_1, words::monitoring_spec_2],
        links: &[CONTAINER_GROUPS],
    },
    // GEN-36
    Question {
        id: "one-console",
        topic: Topic::Cost,
        ask: words::one_console,
        answer: &[words::one_console_1, words::one_console_2],
        links: &[CONTAINER_GROUPS, SCALING_GROUPS, INSTANCES, (console::vpcs, paths::VPCS), ORDERS],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_question_has_an_address_of_its_own() {
        for (place, question) in QUESTIONS.iter().enumerate() {
            let plain = question.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            assert!(plain, "{} is no place in an address", question.id);
            assert!(
                QUESTIONS[..place].iter().all(|earlier| earlier.id != question.id),
                "{} is there twice",
                question.id
            );
            assert!(Topic::ALL.iter().all(|topic| topic.key() != question.id), "{} is a topic's", question.id);
        }
    }

    #[test]
    fn questions_are_found_by_words_of_theirs_or_of_their_answers() {
        let found = |typed| {
            QUESTIONS.iter().filter(|question| question.has(typed)).map(|question| question.id).collect::<Vec<_>>()
        };
        assert_eq!(found("GPU instance"), ["gpu"]);
        assert_eq!(found("127.0.0.1"), ["whitelist"]);
        assert_eq!(found("port mapping"), ["port-mapping"]);
        assert_eq!(found("zebra"), [""; 0]);
        assert_eq!(found(" ").len(), QUESTIONS.len());
    }
}
