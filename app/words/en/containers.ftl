### Container groups: their list, ordering them, their details, giving them up.

## What several pages say

container-group-id-name = Container Group ID/Name
container-group-id = Container Group ID
instance-name = Instance Name
container-name = Container Name
containers = Containers
status = Status
spec = Spec
tags = Tags
description = Description
address = Address
zone = Zone
vpc = VPC
vswitch = vSwitch
subnet = Subnet
security-group = Security Group
eip = EIP
cpu = CPU
memory = Memory
image = Image
image-version = Image Version
image-pull-policy = Image Pull Policy
startup-command = Startup Command
arguments = Arguments
working-directory = Working Directory
environment-variables = Environment Variables
ports-and-protocols = Ports and Protocols
restart-policy = Restart Policy
billing-mode = Billing Mode
pay-as-you-go = Pay-As-You-Go
pay-as-you-go-price = Pay-As-You-Go, { $price } { $currency } per hour
price-per-hour = { $currency } per hour
restart = Restart
unsubscribe = Unsubscribe
events = Events
logs = Logs
monitoring = Monitoring
remote-connection = Remote Connection
connect = Connect
copy-id = Copy ID
not-yet = not yet
not-chosen = not chosen
not-chosen-yet = not chosen yet
none = none
shared = shared
images-own = the image's own

## List

list-purpose = Each group is one or more containers that share lifecycle, network and storage.
ip = IP
search-groups = Search container groups
name-id-or-ip = Name, ID or IP
state = State
filter-by-tag = Filter by tag
tag-hint = Tag, or tag:value
no-groups = No container groups yet
no-groups-text = A group runs one or more containers that share network and storage. It starts in a moment and is charged by the second.
internal = Internal
elastic = Elastic
groups-with-tag = Show groups with the tag { $tag }
more-actions-for = More actions for { $name }

## Restarting and unsubscribing

confirm = Confirm
restarted = restarted
# $groups is a name, or how many of them: 3 container groups.
restart-question = Restart { $groups }? Containers stop, at most 30 s after they are asked to, and start again. Files written inside them are lost.
restarting = Restarting { $groups }
unsubscribed = unsubscribed
unsubscribe-question = Unsubscribe { $groups }? Containers stop, their files and logs are lost, and private addresses are returned. This cannot be undone.
unsubscribed-groups = Unsubscribed { $groups }
unsubscribed-groups-text = Terminating; they leave the list when everything is released.

## The page that gives one group up

instance-unsubscribe = Instance Unsubscribe
unsubscribe-purpose = The instance is released and charged no longer. This cannot be undone.
unsubscribe-fates = What becomes of it
fate-containers = Containers: { $names }
fate-stopped = stopped, at most { $seconds } s after they are asked to
fate-files = Files written inside the containers
fate-logs = Logs, events and figures
fate-private-ip = Private IP { $address }
fate-eip = EIP { $address }
fate-images = Image versions in the registry
fate-quota = { $vcpu } vCPU, { $gib } GiB of quota
lost = lost
returned = returned
kept = kept
released-unless-unbound = released, unless it was unbound meanwhile
unbound-and-kept = unbound and kept
confirm-unsubscribe = Confirm Unsubscribe
unsubscribe-one-question = Unsubscribe { $name }? Its containers stop and their files are lost.
unsubscribed-one-text = Terminating; it leaves the list when everything is released.

## One group

group-page = Container group - { $name }
volumes = Volumes
more-actions = More actions
bind-eip = Bind EIP
unbind-eip = Unbind EIP
copy-as-json = Copy as JSON
no-volumes = This group has no volumes
no-volumes-text = Its containers write into temporary storage, which is lost when the group is unsubscribed.
as-text-note = What was ordered. The same text orders such a group again.

## Beside it in the navigation

its-containers = Its containers
connected-to = Connected to
groups-with-same-tag = Groups with the same tag
restarts-of = { $count ->
    [one] 1 restart
   *[other] { $count } restarts
    }

## Its facts and its last start

private-ip = Private IP
ipv6-address = IPv6 Address
grace-period = Grace Period
created-by = by { $person }
last-start = Last start
last-start-steps = Steps of the last start
from-order-to-running = { $took } from order to running
station-note = { $detail }, { $took }

## Its containers

restarts = Restarts
ports = Ports
next-start = Next start { NODE($time) }
latest-events = Latest events
all-events = All events
nothing-happened = Nothing happened yet.
configuration-of = Configuration of { $name }
image-digest = Image digest
nothing-pulled = none: nothing is pulled while the runtime is simulated
not-pulled-yet = not pulled yet

## Its events

event-name = Event Name
event-type = Type
start-time = Start Time
end-time = End Time
search-events = Search events
name-or-description = Name or description
no-events = No events yet
no-events-text = What the group does, and what is done to it, is written down here.
event-times = ({ $count } times)

## Its logs

log = Log
container = Container
since = Since
since-start = From the start
since-five-minutes = Since 5 min ago
since-quarter-hour = Since 15 min ago
since-hour = Since 1 h ago
since-day = Since 24 h ago
no-new-lines = New lines are not arriving.
no-new-lines-text = The connection is broken; it is being made again.

## Its figures

sample = sample
no-figures-text = Figures are kept while the group runs. They appear a few seconds after it starts.
limit-of = limit { $limit }
cpu-utilisation = CPU utilisation
cpu-of = of { $limit }, load { $load }
memory-utilisation = Memory utilisation
memory-of = { $used } of { $limit }
cpu-by-container = CPU by container
memory-by-container = Memory by container
network-bandwidth = Network bandwidth, eth0
network-throughput = Network throughput, eth0
memory-by-kind = Memory by kind
disk-space = Disk space, system partition
disk-of = of { $total }, { $available } available, { $share } % used
used = used
sent = sent
received = received
sent-dropped-errors = sent, { $drops } dropped, { $errors } errors
working-set = working set
resident = resident
cache = cache

## Terminals

connections-noted = Each connection is noted in the operation log.
no-terminal-now = No terminal can be opened now.
no-terminal-open = No terminal is open
no-terminal-open-text = Connect opens a shell inside the container. Several can be open at once, in this container and in others.
container-not-running = Container { $name } is { $state }; a terminal needs a Running container.
no-such-container = This group has no container of this name.

## Ordering: its steps

create = Create
basic-configuration = Basic Configuration
other-settings = Other Settings
other-settings-optional = Other Settings (optional)
confirm-order = Confirm Order
submit-order = Submit Order
next = Next
previous = Previous
ordered = Ordered { $name }
ordered-text = It is being created.
ordered-groups = Ordered { $count } container groups
ordered-groups-text = They are being created.
open-ordered = Open

## Ordering: the instance

instance = Instance
no-vpc = This region has no VPC yet.
no-vpc-text = A container group needs a VPC with a vSwitch and a security group. Create them below, or choose another region.
instance-name-help = Digits, lower-case letters, hyphen
billing-mode-help = By the second, from creation to release
vpc-help = The private network that the group is in
load-vpcs = Load VPCs again
choose-vpc = Choose a VPC
vpc-missing = Choose a VPC.
security-group-help = Cannot be changed later
load-security-groups = Load security groups again
choose-security-group = Choose a security group
security-group-missing = Choose a security group.
quantity = Purchase Quantity
quantity-help = 1 to 50; above 1 names end with -1, -2 and so on
subnet-help = The vSwitch that gives the private address; it decides the zone
subnets-help = The group goes to the first of the chosen vSwitches whose zone has room, in the order chosen
subnet-choice = { $name } · { $cidr } · { $free } free
subnet-full = This vSwitch has no free address.
load-vswitches = Load vSwitches again
choose-vswitch = Choose a vSwitch

## Ordering: the size

size-purpose = How much room all containers share.
deployment-mode = Deployment Mode
deployment-help = One zone; or several, and the group goes to the first that has room
single-zone = Single-Zone Deployment
multi-zone = Multi-Zone
creation-mode = Creation Mode
basic-mode = Basic Mode
specified-spec = Specified Spec
restart-policy-help = What happens when a container's process ends
availability-zone = Availability Zone
no-vswitch-in-zone = The VPC has no vSwitch in { $zone }.
choose-vswitches = Choose vSwitches
# $before are zones in their order, $next is the one after them.
zone-then = { $before }, then { $next }
vcpu-over-quota = { $vcpu } vCPU is more than the { $left } left in your quota
memory-over-quota = { $gib } GiB is more than the { $left } left in your quota
size-from-containers = Size from the containers
size-from-containers-note = The sum of their CPU and memory, rounded up to the nearest spec
# $spec is what is made: 8vCPU 16GiB.
size-rounded = { $vcpu } vCPU and { $memory } are made and charged as { $spec }.
size-missing = Set CPU and memory of the containers; the group's size is their sum.

## Ordering: a specified spec

architecture = Architecture
x86-compute = x86 Compute
type-family = Type
family-general = General
family-gpu-compute = GPU Compute
family-memory = Memory Optimised
family-gpu-graphics = GPU Graphics Base
family-compute = Compute Enhanced
spec-name = Spec Name
spec-name-hint = s7.large
stock = Stock
only-in-stock = Only in stock
all = All
specs = Specs
choose = Choose
choose-named = Choose { $name }
vcpus = vCPUs
memory-gib = Memory (GiB)
bandwidth-range = Base / Max Bandwidth (Gbit/s)
packets = Internal Packets (pps)
queues = NIC Queues
interfaces = ENIs
no-spec-fits = No spec fits these filters on this installation.
sold-out = More than is left in your quota

## Ordering: the containers

container-configuration = Container Configuration
containers-purpose = Up to 20 in one group.
containers-of-instance-purpose = Up to 20 in one instance. Each needs an image: one of your own, or the sample image, which a later version replaces.
containers-full = A container group has at most { $most } containers.
add-container = Add Container
container-unnamed = Container { $number }
remove-container = Remove { $name }
container-name-help = Digits, lower-case letters, hyphen; unique in the group
startup-command-help = Empty: the image's own. The container needs a process that stays, otherwise it becomes abnormal.
startup-command-hint = /run/server
working-directory-help = Empty: the image's own
working-directory-hint = /srv
arguments-help = Handed to the startup command, one by one
argument-hint = -port=80
add-parameter = Add Parameter
advanced-settings = Advanced Settings
advanced-settings-note = CPU, memory, environment variables, ports and protocols
cpu-help = Highest for one container: { $highest } vCPU; sum of all containers: { $sum } vCPU. 0 shares the group's.
cpu-wrong = CPU “{ $text }” is no number of vCPU such as 0.5, with at most three places.
cpu-over = The containers ask for { $sum } vCPU together, the group has { $whole }. At most { $most } vCPU here.
# $highest and $sum bring their unit: 2 GiB.
memory-help = Highest for one container: { $highest }; sum of all containers: { $sum }. 0 shares the group's.
memory-wrong = Memory “{ $text }” is no number of GiB such as 0.5, with at most three places.
# $sum, $whole and $most bring their unit: 2 GiB.
memory-over = The containers ask for { $sum } together, the group has { $whole }. At most { $most } here.
environment-help = Set in the container; the value is visible there
add-variable = Add Variable
variable-name = Variable name
variable-value = Variable value
variable-name-wrong = A name is 1 to 128 visible ASCII characters without =
ports-help = Open inside the VPC
port = Port
protocol = Protocol
add-port = Add Port
port-wrong = A port is a number of 1 to 65535, not “{ $text }”.
# $port is a port with its protocol: 80 TCP.
port-twice = { $port } is in the list already.

## Ordering: the image

select-image = Select Image
select-container-image = Select Container Image
container-image = Container Image
image-help = Selected, or typed by hand without its version
image-version-help = A tag, or a digest
image-version-hint = latest
image-version-empty = Image Version is empty.
version-typed-by-hand = The image was typed by hand, so its version is typed by hand too.
select-image-version = Select Image Version
image-source = Where the image is
enterprise-image = Enterprise Image
enterprise-image-help = Recommended: images of this installation’s registry need no credentials and no way to the internet, and start the fastest.
personal-image = Personal Image
personal-image-help = Images of your Instance of Personal Edition. It is limited; a team shares an Enterprise Edition instance.
image-address = Image Address
image-address-help = Any image that can be pulled without a password.
image-address-own-help = An image of this installation’s registry by its address; others cannot be run for now. Push them here first.
without-version = Without its version, which is asked for beside it
image-missing = Choose an image of the list.
image-first = Select an image first.
# $visibility is Public or Private, $instance a registry instance.
image-about = { $visibility }, in { $instance }
images = Images
image-name = Image Name
image-type = Type
search-images = Search images
name-or-summary = Name or summary
nothing-fits = Nothing fits
nothing-fits-text = No image has this in its name or summary.
no-images = No images here
no-images-text = Create an image repository in the registry and push an image to it.
no-personal-images = No personal images yet
no-personal-images-text = Create your Instance of Personal Edition and a repository in it, and push an image to it.
personal-instance = Instance of Personal Edition
registry-instance = Registry Instance
all-registry-instances = All registry instances
namespace = Namespace
all-namespaces = All namespaces
version-missing = Choose a version of the list.
image-versions = Image versions
digest = Digest
size = Size
pushed = Pushed
runs-elsewhere = This version has no image for linux/amd64.
no-versions = No versions yet
no-versions-text = Push an image to this repository; each tag is a version.

## Ordering: an EIP, tags and the end

eip-purpose = A public address at which the group serves its ports.
eip-auto = Auto Create
eip-auto-help = Created with the group, bound to it, and released with it
eip-auto-text = Auto Create, { $mbps } Mbps
eip-existing = Use Existing
eip-existing-help = One that is not bound; it is kept when the group ends
eip-none-help = Without one, the group has a private address only
eip-used-up = The pool of public addresses is used up.
cancel-selection = Cancel Selection
no-eip-selected = No EIP is selected.
bandwidth = Bandwidth
bandwidth-help = 1 to 200 Mbps, in each direction
existing-eip = Existing EIP
load-eips = Load EIPs again
choose-eip = Choose an EIP
eip-missing = Choose an EIP, create one, or cancel the selection.
# $ports are one or several with their protocols: 80 TCP, 53 UDP.
ports-closed = { $count ->
    [one] { $group } closes port { $ports }
   *[other] { $group } closes ports { $ports }
    }
ports-closed-text = Nobody from outside reaches what is closed at the EIP. Add a rule to the security group, or choose another.
tags-purpose = Tags mark groups with the same need, so that they can be found and worked on together.
tags-set = { $count ->
    [one] You have set 1 tag, you can still add { $left }
   *[other] You have set { $count } tags, you can still add { $left }
    }
tag-key = Tag key
tag-key-hint = Key
tag-value = Tag value
tag-value-hint = Value, may be empty
tag-key-missing = The key is missing
tag-key-twice = The key { $key } is in the list already; keys are unique.
tags-full = A container group has at most { $most } tags.
end = End
end-purpose = What happens when the group is restarted or unsubscribed.
grace-field = Termination Grace Period
grace-help = 0 to 300: so long a container may take to end by itself
unit-seconds = s

## Ordering: the summary and the confirmation

summary-group = Group
summary-restart = Restart
groups-of-order = { $count } groups { $name }-1 …
size-unknown = not known yet
shared-by-all = shared by all
sum-of = { $sum } of { $whole }
no-image-yet = no image yet
cost-note = { $second } per second, { $month } for 30 days
price-follows = The price follows from the size.
same-as-yaml = The same as YAML
same-as-text = The same as text
no-text-yet = The order cannot be written yet.
not-submitted-yet = This order cannot be submitted yet.
price = Price
agreement = Agreement
