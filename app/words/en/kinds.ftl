### What things are called, of whatever area: the nouns of all kinds, products, states, limits.

## Kinds, one and several; the number itself is not in them

container-group = { $count ->
    [one] container group
   *[other] container groups
    }
scaling-group = { $count ->
    [one] scaling group
   *[other] scaling groups
    }
scaling-configuration = { $count ->
    [one] scaling configuration
   *[other] scaling configurations
    }
scaling-rule = { $count ->
    [one] scaling rule
   *[other] scaling rules
    }
scaling-activity = { $count ->
    [one] scaling activity
   *[other] scaling activities
    }
registry-instance = { $count ->
    [one] registry instance
   *[other] registry instances
    }
namespace = { $count ->
    [one] namespace
   *[other] namespaces
    }
repository = { $count ->
    [one] repository
   *[other] repositories
    }
vpc = { $count ->
    [one] VPC
   *[other] VPCs
    }
vswitch = { $count ->
    [one] vSwitch
   *[other] vSwitches
    }
security-group = { $count ->
    [one] security group
   *[other] security groups
    }
eip = { $count ->
    [one] EIP
   *[other] EIPs
    }
order = { $count ->
    [one] order
   *[other] orders
    }
quota = { $count ->
    [one] quota
   *[other] quotas
    }
key-pair = { $count ->
    [one] key pair
   *[other] key pairs
    }
user = { $count ->
    [one] user
   *[other] users
    }
session = { $count ->
    [one] session
   *[other] sessions
    }
# Of a scaling configuration, and of an image.
version = { $count ->
    [one] version
   *[other] versions
    }
image = { $count ->
    [one] image
   *[other] images
    }
# $noun is a kind: rule of security group.
rule-of = rule of { $noun }

## Products and areas

product-containers = Elastic Containers
product-network = Network
product-scaling = Auto Scaling
product-registry = Container Registry
product-quota = Entitlement Quota
product-billing = Billing
product-iam = Account

## States of a container group

state-scheduling = Scheduling
state-pending = Pending
state-running = Running
state-crash-loop-back-off = CrashLoopBackOff
state-restarting = Restarting
state-updating = Updating
state-terminating = Terminating
state-succeeded = Succeeded
state-failed = Failed
state-schedule-failed = ScheduleFailed

## Lists, containers, policies and events of a container group

filter-all = All
filter-running = Running
filter-on-the-way = On the way
filter-ended = Ended
filter-failed = Failed
container-waiting = Waiting
container-running = Running
container-terminated = Terminated
restart-always = Always
restart-on-failure = On Failure
restart-never = Never
pull-always = Always Pull
pull-on-demand = Pull On Demand
event-normal = Normal
event-warning = Warning

## Registry instances and repositories

basic-edition = Basic Edition
phase-running = Running
phase-ends-soon = Expires soon
phase-expired = Expired
phase-suspended = Suspended
repository-public = Public
repository-private = Private

## Orders and operations

order-unpaid = Unpaid
order-paid = Paid
order-cancelled = Cancelled
order-lapsed = Lapsed
item-instance = Registry instance
item-renewal = Renewal of a registry instance
months = { $count ->
    [one] 1 Month
   *[other] { $count } Months
    }
years = { $count ->
    [one] 1 Year
   *[other] { $count } Years
    }
outcome-done = Done
outcome-refused = Refused

## Rules of a security group, and protocols

action-allow = Allow
action-drop = Drop
protocol-all = All
protocol-other = Other

## States of a scaling group

scaling-state-enabled = Enabled
scaling-state-scaling = Scaling
scaling-state-disabled = Disabled
scaling-state-deleting = Deleting

## States of a scaling configuration

configuration-active = Active
configuration-inactive = Inactive
configuration-new = New

## Scaling activities, and how they stand

activity-scale-out = Scale Out
activity-scale-in = Scale In
activity-replace = Replace
activity-attach = Attach
activity-detach = Detach
activity-remove = Remove
activity-in-progress = In Progress
activity-successful = Successful
activity-partially-successful = Partially Successful
activity-failed = Failed
activity-superseded = Superseded

## What a scaling group is made of and what it looks at

origin-automatically-created = Automatically Created
origin-manually-added = Manually Added
source-create-from-scratch = Create from Scratch
billing-pay-as-you-go = Pay-As-You-Go
removal-oldest-instance = Oldest Instance
removal-newest-instance = Newest Instance
removal-oldest-configuration = Oldest Scaling Configuration
metric-cpu = CPU Usage
metric-memory = Memory Usage
metric-network-in = Inbound Traffic
metric-network-out = Outbound Traffic

## What a scaling rule did

acted-none = No Change
acted-waited = Waited
acted-at-limit = At Limit
acted-scaled-out = Scaled Out
acted-scaled-in = Scaled In
