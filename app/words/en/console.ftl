### The frame around every page, the first page, and what all areas share.

## The document

# $page is the page's name.
page-title = { $page } · Gantry
not-loaded = The console could not be loaded, so this page does not answer. Reload it to try again.
skip-to-content = Skip to content

## Products and pages

elastic-containers-purpose = Run container groups, by the second
network-purpose = VPCs, vSwitches, security groups, public addresses
scaling-purpose = As many instances as the load needs
registry-purpose = Keep images, decide who reaches them
overview = Overview
overview-purpose = Everything in this region at a glance
container-groups = Container Groups
create-container-group = Create Elastic Container Group
scaling-groups = Scaling Groups
create-scaling-group = Create Scaling Group
registry-instances = Registry Instances
create-enterprise-instance = Create Enterprise Edition Instance
personal-instance = Instance of Personal Edition
vpcs = VPCs
create-vpc = Create VPC
vswitches = vSwitches
create-vswitch = Create vSwitch
security-groups = Security Groups
create-security-group = Create Security Group
eips = Elastic IPs (EIP)
create-eip = Create EIP
orders = Orders
entitlement-quota = Entitlement Quota
key-pairs = Key Pairs
create-key-pair = Create Key Pair
operation-logs = Operation Logs
account = Account

## Side navigation

run = Run
connect = Connect
build = Build
instances = Instances
personal-edition = Personal Edition
repository-management = Repository Management
namespace = Namespace
namespaces = Namespaces
repositories = Repositories
image-repositories = Image Repositories
security = Security
access-control = Access Control
runtime-simulated = simulated, no containers run
runtime-title = The runtime that containers run on
zone-title = The time zone of all times
keyboard-shortcuts = Keyboard shortcuts
collapse-navigation = Collapse navigation

## Top bar

navigation = Navigation
all-products = All products
products = Products
simulated = Simulated runtime
simulated-title = No containers run: a simulation answers in their place
signed-out = Signed out
signed-out-title = This session has ended; what you see may be old
no-connection = No connection
no-connection-title = Trying again; what you see may be old
search-hint = Search pages, resources, actions
region = Region
region-named = Region: { $region }
regions = Regions
language = Language
theme = Theme
theme-system = As the system
theme-light = Light
theme-dark = Dark
user-menu = User menu
user-menu-of = User menu: { $user }
change-password = Change Password
sign-out = Sign Out

## Notifications

notifications = Notifications
notifications-running = Notifications: { $count } running
operations = Operations
operations-groups = Container groups
operations-none = Nothing is on its way, and nothing has failed.
operation-create = Create container group { $name }
operation-restart = Restart container group { $name }
operation-update = Update container group { $name }
operation-unsubscribe = Unsubscribe container group { $name }
operation-run = Run container group { $name }

## Search over everything, and keys

search = Search
results = Results
result-count = { $count ->
    [one] 1 result
   *[other] { $count } results
    }
group-actions = Actions
group-pages = Pages
group-resources = Resources
searching = Searching.
nothing-has-name = Nothing has this name.
open-it = open
open-aside = in a new tab
keys-search-anywhere = Search, from anywhere
keys-create = Create, or the page's main action
keys-refresh = Refresh
keys-list = This list
keys-close = Close what is open
close = Close

## A session that ended, a server that was upgraded

not-now = Not Now
sign-in-new-tab = Sign In in a New Tab
session-ended = This session has ended. Sign in in a new tab and come back: this page stays as it is, with what you have typed, and goes on by itself.
signed-in-again = Signed in again
typed-is-here = What you had typed is still here.
upgraded = Gantry has been upgraded. This page is of the version before: save what you have typed, then reload it.
reload = Reload

## A page that is not there

page-not-found = Page not found
not-found = Not found
nothing-hangs-here = Nothing hangs here
# $path is shown as code.
no-page-at = There is no page at { NODE($path) }. It may have been given up, or the address has a fault.

## Deleting

ok = OK
notice = Notice
# $then is a sentence: what becomes of what the thing holds.
delete-question = Delete { $noun } { $name }? { $then }
deleted = Deleted { $noun } { $name }
looking-for-users = Looking for what uses it.
in-use = { $noun } { $name } is in use.
in-use-by = { $noun } { $name } is in use and cannot be deleted. It is used by:
used-by = Used by
and-more = and { $count } more
# $name is a part of $whole: Version 1 of web.
part-of = { $name } of { $whole }

## States of containers

before = Before: { $end }

## First page

home-purpose = Everything in region { $region } at a glance.
sample-title = Run the sample
run-sample = Run the sample
sample-text = One container group with a small web server in your default VPC, 1 vCPU and 2 GiB. It answers in less than a second and is gone with one click.
sample-steps = What will happen
step-schedule = Schedule
step-pull = Pull
step-network = Network
step-create = Create
step-start = Start
choose-settings = Choose the settings yourself
sample-price = { $price } per hour, charged by the second
own-image = Or bring an image of your own
figure-groups = Container groups
count-running = { $count } running
count-on-the-way = { $count } on the way
count-ended = { $count } ended
count-failed = { $count } failed
none-yet = none yet
memory = Memory
figure-repositories = Image repositories
in-all-instances = in all registry instances
# $limit brings its unit: 512 GiB.
of-limit = of { $limit }
used-of = { $used } of { $limit }
left-in-region = { $left } left in region { $region }
needs-attention = Needs attention
nothing-failed = Nothing. Groups that fail stand here with the reason.
events = Events
lately = Lately
was-refused = was refused
did-sign-in = Signed in
did-sign-out = Signed out
did-sign-out-elsewhere = Signed out elsewhere
did-change-password = Changed the password
did-set-docker-password = Set the Docker login password
did-connect = Connected to
did-create = Created { $what }
did-change = Changed { $what }
did-delete = Deleted { $what }
did-restart = Restarted { $what }
did-unsubscribe = Unsubscribed { $what }
did-push = Pushed { $what }

## Help, and the agreements

help = Help
help-purpose = Questions, terms, agreements, whom to ask
help-faq = FAQ
help-glossary = Glossary
help-scenarios = Scenarios and Layers
help-agreements = Agreements
support-contact = Support contact
service-agreement = Service Agreement
service-level-agreement = Service Level Agreement
# $service and $level are links.
agree = I have read, understood and accept the { NODE($service) } and the { NODE($level) }
