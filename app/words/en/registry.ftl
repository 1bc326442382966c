### Container Registry: instances, their namespaces and repositories, versions of images, who reaches them.

## Instances

instance = Instance
instance-list = Instance List
instance-name = Instance Name
instance-type = Instance Type
instances-purpose = Registry instances keep your images. Container groups in the same region pull from them over the internal network.
search-instances = Search instances
no-instances = No instances in this region
no-instances-text = A registry instance keeps images in namespaces and repositories.
state = State
deleting = Deleting
# $state is the word of a state; it stands as a title here.
state-title = { $state }.
edition = Edition
public-endpoint = Public Endpoint
vpc-endpoint = VPC Endpoint
expires = Expires
never = never
built-in = Built-in
basic-information = Basic Information
manage = Manage
renew = Renew
edit = Edit
delete = Delete
more-actions = More actions for { $name }
nothing-can-be-made = Nothing can be made here.
gantry-keeps-instance = Gantry itself keeps this instance.
instance-read-only = Gantry itself keeps this instance; its images are read only.
instance-being-deleted = This instance is being deleted.
ends-soon-notice = After its end images can be pulled for 15 more days, but not pushed; then the instance is suspended.
expired-notice = Images can still be pulled, but not pushed or deleted. 15 days after its end the instance is suspended.
suspended-notice = Nothing is served from it. Its images are kept; renewing it brings them back.
access-entry-refuses = Access Entry is off: clients outside the VPCs are refused
enable-entry = Please enable the network entry for access control first
create-on-push = Create Repositories on Push
create-on-push-changed = Changed Create Repositories on Push
create-on-push-refused = Off: nobody pushes here
create-on-push-on = On: a push makes a private repository in a namespace that is there
create-on-push-off = Off: a push to a repository that is not there is refused
turn-on = Turn On
turn-off = Turn Off

## Deleting an instance

delete-instance = Delete instance { $name }?
deleting-instance = Deleting instance { $name }
deleting-instance-text = What it held goes in the background.
being-deleted-already = It is being deleted already.
namespaces-lost = { $count ->
    [one] 1 namespace
   *[other] { $count } namespaces
    }
repositories-lost = { $count ->
    [one] 1 image repository with all versions
   *[other] { $count } image repositories with all versions
    }
lost = lost
subscription-left = What is left of the subscription until { $end }
not-paid-back = not paid back
running-groups = Container groups that run
running-groups-fate = go on; none can be started from it again

## Ordering and renewing an instance

create-purpose = Buy an instance of the Enterprise Edition to keep private and public images.
no-further-instance = No further instance can be ordered in this region.
region-help = Container groups of this region pull without public access
# $address is shown as code.
addresses-will-be = Addresses of its images will be { NODE($address) }
term = Term
term-purpose = Paid in advance from the balance of this installation.
subscription-duration = Subscription Duration
subscription-help = After the end images can be pulled for 15 days, but not pushed; then the instance is suspended until it is renewed
buy-now = Buy Now
order = Order
not-named = not named yet
summary-type = Type
instances-in-use = Instances in use
# $price and $balance are amounts, $currency is the price's.
month-note = { $price } { $currency } a month. Balance of the account: { $balance }. Nothing is charged yet: the next page shows the order to confirm.
balance-note = Balance of the account: { $balance }. Nothing is charged yet: the next page shows the order to confirm.
renew-instance = Renew { $name }
renew-purpose = The new term begins where the present one ends, or now where it has ended.
no-end = This instance has no end.
new-end = New end

## Personal Edition

personal-purpose = One per person, free: { $namespaces } namespaces, { $repositories } repositories.
personal-none = You have none yet
personal-none-text = It keeps images of your own, and is reached from everywhere with your Docker login password.
create-instance = Create Instance
personal-created = Created your instance of the Personal Edition
personal-created-text = Set a Docker login password next.

## Docker login

docker-login = Docker login
docker-login-note = Each person has one, for docker, podman, buildah and skopeo
host = Host
user-name = User name
password = Password
password-set = set { NODE($time) }
password-not-set = Not set
password-not-set-reason = Nobody can log in as you before it is.
log-in = Log in

## Access Control

access-purpose = Who reaches this instance, and from where. Credentials are always needed as well.
networks = Networks
public-network = Public Network
vpc = VPC
access-entry = Access Entry
access-entry-note = On: clients outside your VPCs may push and pull over the public endpoint
access-entry-on = Access Entry is on
access-entry-off = Access Entry is off
no-change = No change to apply
closed = closed
whitelist = Whitelist
whitelist-note = Only these addresses reach the public endpoint. An empty list lets every address in, still with credentials.
whitelist-caption = Whitelist of the public network
rules-full = There are { $most } rules already
rules-of = { $count } of { $most } rules
no-rules = No rules
no-rules-text = Any public client may connect while Access Entry is on; valid credentials are still required.
rule = Rule
add-rule = Add Rule
edit-rule = Edit Rule
address-range = Address range
# $rule says how a range is written.
ranges-help = { $rule }. You come from { $address }
comment = Comment
default-rule = Default
added-by = Added by
added = Added
rule-saved = Saved the rule
rule-saved-text = It holds from now on.
rule-deleted = Deleted the rule
delete-rule = Delete the rule for { $ranges }? Clients from there are refused then, unless another rule lets them in.
delete-last-rule = Delete the rule for { $ranges }? It is the last one: any public client with valid credentials is let in then.
try-address = Try an address
try-question = Would this address be let in?
try-nothing = no address
let-in = Let in
refused = Refused
refused-requests = Refused requests
refused-requests-note = The last 50 since the server's start; those alike count once
refused-none = Nobody was refused.
client-address = Address
reason = Reason
requests = Requests
last-request = Last
vpcs-note = Clients in these VPCs need neither Access Entry nor a rule. The endpoint speaks HTTP and asks for the Docker login
vpcs-caption = VPCs that reach this instance
cidr = CIDR
access = Access

## Namespaces

namespaces-purpose = A namespace groups image repositories, and is part of their address.
search-namespaces = Search namespaces
no-namespaces = No namespaces yet
no-namespaces-text = Image repositories are made in a namespace. Create one first.
create-namespace = Create Namespace
new-namespace = New namespace
namespace-created = Created namespace { $name }
namespace-deleted = Deleted namespace { $name }
delete-namespace = Delete namespace { $name }? Its name is free again afterwards.
gantry-keeps-namespace = Gantry itself keeps this namespace.
namespace-holds = { $count ->
    [one] It holds a repository; delete that first.
   *[other] It holds { $count } repositories; delete those first.
    }

## Repositories

repository = Repository
repository-name = Repository Name
repository-type = Repository Type
repository-type-help = Public: may be pulled without logging in; Private: only with a password
summary = Summary
summary-help = The purpose of the repository in a few words
code-source = Code Source
local-repository = Local Repository
versions = Versions
repository-address = Address
changed = Changed
repositories-purpose = A repository keeps the versions of one image.
repositories-caption = Image repositories
search-repositories = Search repositories
name-or-summary = Name or summary
all-namespaces = All namespaces
no-repositories = No image repositories yet
no-repositories-text = Create a repository, log in with docker, and push an image to its address.
image-repository = Image Repository
repository-views = Image repository
details = Details
gantry-keeps-repository = Gantry itself keeps this repository.
refused-now = Refused now: the instance's Access Entry is off
how-to-push = How to push
how-to-push-note = Container groups pull over the VPC Endpoint by themselves, without a password
push-with-docker = Push with docker
copy-with-skopeo = Copy with skopeo
pull = Pull
edit-repository = Edit repository
repository-changed = Changed repository { $name }
repository-deleted = Deleted repository { $name }
delete-repository = Delete repository { $name }? { $versions ->
    [0] It has no versions.
    [one] Its version is lost.
   *[other] Its { $versions } versions are lost.
    } Groups that run go on; none can be started from it again.

## Creating a repository

create = Create
create-repository = Create Repository
create-image-repository = Create Image Repository
repository-info = Repository Info
step-info = Step 1
step-source = Step 2
next = Next
previous = Previous
code-source-help = Images are pushed with docker, podman, buildah or skopeo
# $address is shown as code.
address-will-be = Its address will be { NODE($address) }
choose-namespace = Choose a namespace
namespace-missing = Choose a namespace.
no-namespace-yet = There is no namespace yet: create one first.
repository-created = Created repository { $name }
repository-created-text = Push an image to its address.

## Versions of an image

image-versions = Image Versions
versions-caption = Image versions
search-versions = Search versions
version = Version
digest = Digest
platforms = Platforms
no-platforms = none
runs-elsewhere = Does not run here
size = Size
pushed = Pushed
pushed-by = by { $person }
copy-address = Copy address
no-versions = No versions yet
no-versions-text = Each tag that is pushed to this repository is a version. The tab Details says how to push.
gantry-keeps-image = Gantry itself keeps this image.
version-deleted = Deleted version { $tag }
delete-version = Delete version { $tag }? Layers that no other version uses are removed. Groups that run go on.
