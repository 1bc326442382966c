### Entitlement Quota: how much of everything a region lets one use.

title = Entitlement Quota
purpose = What region { $region } lets you use. A request above a limit is refused before anything is made, and says which one.
what = Quota
used = Used
upper-limit = Upper limit
state = State
state-full = Full
state-near = Near limit
state-room = Room
use-of = Use
used-of = { $used } of { $limit }
default-limit = default { $limit }
vcpu = vCPU
memory = Memory
eips = Elastic IPs
image-repositories = Image repositories

## Changing a limit

change-limit = Change Limit
change-limit-of = Change Limit: { $what }
limit = Limit
limit-field = Upper Limit
limit-wrong = Upper Limit is a whole number, not “{ $text }”.
limit-help = { $used } are used. Below that nothing is taken away, and nothing new can be made. The default is { $limit }
back-to-default = Back to Default
none-chosen = No limit is chosen.
changed = Changed the limit of { $what }
changed-text = It holds from now on.

## Limits that cannot be raised

fixed-limits = Fixed limits
fixed-limits-note = The same in every region; they cannot be raised
fixed-value = Value
fixed-range = { $least } to { $most }
fixed-containers = Containers in a group
fixed-tags = Tags of a group
fixed-tag-characters = Characters of a tag's key or value
fixed-groups-of-order = Groups in one order
fixed-temporary-storage = Temporary storage of a group
fixed-vcpu = vCPU of a group
fixed-memory = Memory of a group
fixed-repository-name = Characters of a repository's name
fixed-bandwidth = Bandwidth of an EIP
fixed-security-rules = Rules of a security group
fixed-whitelist-rules = Rules of a whitelist
fixed-personal-namespaces = Namespaces of an instance of the Personal Edition
fixed-personal-repositories = Repositories of an instance of the Personal Edition
fixed-manifest = A manifest
