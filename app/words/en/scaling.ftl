### Auto Scaling: scaling groups, their configurations, instances, rules and activities.

## What several pages say

create = Create
edit = Edit
save = Save
enable = Enable
disable = Disable
delete = Delete
remove = Remove
detach = Detach
execute = Execute
apply = Apply
details = Details
copy-id = Copy ID
more-actions = More actions
more-actions-for = More actions for { $name }
created-name = Created { $name }
saved = Saved { $name }
deleted = Deleted { $name }
state = State
status = Status
enabled = Enabled
disabled = Disabled
kind = Type
name-or-id = Name or ID
network = Network
vpc = VPC
eip = EIP
elastic-ip = Elastic IP
scaling-group = Scaling group
zone = Zone
zones = Zones
image = Image
spec = Spec
instance = Instance
# A list of them.
instances = Instances
# How many there are.
instance-number = Instances
instance-count = { $count ->
    [one] 1 instance
   *[other] { $count } instances
    }
running-count = { $count } running
configuration = Configuration
version = Version
version-number = Version { $version }
# Within a sentence.
version-called = version { $version }
scaling-configurations = Scaling Configurations
scaling-rules = Scaling Rules
scaling-activities = Scaling Activities
create-configuration = Create Scaling Configuration
create-rule = Create Scaling Rule
more-settings = More settings
as-they-are = They may stay as they are.
none = none
none-yet = none yet
not-yet = not yet
none-chosen = none chosen
from-to = { $least } to { $most }
by-user = by { $user }
# Of an activity: Scale Out, from 1 to 2.
change-of = { $activity }, from { $before } to { $after }
# $cause is a sentence without its full stop.
change-because = { $change }. { $cause }
activities-tell = The tab Scaling Activities says how far it is.
nothing-to-change = Nothing had to change
mean = mean
desired-line = desired

## Scaling groups

groups-purpose = A scaling group keeps as many equal container groups as the load, the time or you ask for.
create-eci-group = Create an ECI scaling group
search-groups = Search scaling groups
all-states = All
id-and-name = Scaling Group ID/Name
desired = Desired
no-groups = No scaling groups yet
no-groups-text = Give a minimum and a maximum, say what an instance is, and the group starts and ends container groups by itself. Auto Scaling is free; the instances are charged.
some-running = { $running } of { $all } running

## Enabling, disabling and deleting a group

# What was done to groups, versions or rules.
done-enabled = enabled
done-disabled = disabled
done-deleted = deleted
# $groups is the name of one, or how many there are.
enable-question = Enable { $groups }? Instances that are missing are created at once, and charged while they are there.
enabled-groups = Enabled { $groups }
number-is-kept = The number of instances is kept from now on.
disable-question = Disable { $groups }? Instances go on, but none is added, removed or replaced while disabled.
disabled-groups = Disabled { $groups }
delete-question = Delete { $groups }? Scaling configurations, rules and activities are lost. This cannot be undone.
has-instances = It has { $count ->
    [one] 1 instance
   *[other] { $count } instances
    }. Delete it by itself, where its name is typed.
delete-title = Delete { $name }?
cannot-be-undone = This cannot be undone.
instances-lost = { $count ->
    [0] none
    [one] 1, unsubscribed unless it was added by hand
   *[other] { $count }, unsubscribed unless they were added by hand
    }
parts-of-group = Scaling configurations, rules and activities
parts-deleted = deleted
added-by-hand = Container groups added by hand
added-kept = kept, as container groups of their own
leaves-list = It leaves the list when its instances are gone.

## Settings of a group

edit-name = Edit { $name }
edit-group = Edit scaling group
instances-stay = Instances that there are stay where they are.
load-vswitches = Load vSwitches again
group-name = Scaling Group Name
group-name-example = eci_scaling_group
minimum-number = Minimum Number of Instances
minimum-help = With fewer, instances are added. 0: none until a scale-out.
maximum-number = Maximum Number of Instances
maximum-help = With more, instances are removed
select-vswitch = Select VSwitch
chosen-of = { $chosen } of { $all } chosen
vswitch-about = { $zone } · { $cidr } · { $free } free
spread-evenly = Instances are spread evenly over the chosen vSwitches and their zones.
choose-several-zones = Choose vSwitches of several zones: instances are spread over them, and what happens to one zone spares the others.
addresses-here = Instances get their addresses here.
cooldown = Cooldown
cooldown-help = So long alarms change nothing after an activity. People, schedules, minimum and maximum do not wait.
second-unit = s
removal-policy = Instance Removal Policy
removal-help = Which instance goes first when the number falls
removal-then = Then
removal-then-help = Between instances that are equal by the first
nothing-more = Nothing more
removal-order = { $first }, then { $then }
health-check = Health Check
health-note = Instances that ended or cannot start are replaced
vpc-missing = Choose a VPC.

## Creating a group

create-purpose = The service is free; instances are charged by the second while they exist.
how = How
by-form = Create by Form
by-yaml = Create by YAML File
desired-wrong = Desired at the Start “{ $text }” is no whole number.
group-type = Scaling Group Type
group-type-help = ECI: instances are container groups
configuration-source = Instance Configuration Source
source-note = No template yet: a scaling configuration is made after the group
limits = Limits
limits-purpose = The number of instances never leaves them, whatever asks for it.
desired-at-start = Desired at the Start
desired-help = Empty: the minimum
one-vpc = All instances live in one VPC.
no-vpc = This region has no VPC yet.
no-vpc-text = A scaling group needs a VPC with a vSwitch. Create them below, or choose another region.
fixed-later = Cannot be changed later
load-vpcs = Load VPCs again
choose-vpc = Choose a VPC
no-name-yet = no name yet
from-to-first = { $least } to { $most }, first { $first }
removed-first = Removed first
ended-instances = Ended instances
replaced = replaced
left-alone = left alone
next-step = The next step is a scaling configuration: image and size of an instance. The group does nothing before it is enabled.

## Creating a group by a file

the-group = the scaling group
not-formatted = This was not formatted
not-formatted-text = Lines begin with tabs, or do not fit together.
deployment-as-yaml = Deployment as YAML
use-sample = Use the sample
tidy = Format
# Both are beginnings of keys, shown as code.
yaml-help = A Kubernetes Deployment. Name, minimum and maximum of the group are annotations; keys that begin with { NODE($own) } mean the same as those that begin with { NODE($other) }.
reading-file = Reading the file
can-be-created = The file can be created.
faults-first = Nothing would be made before the faults are mended.
plan-empty = Group, limits and containers stand here as soon as the file has no faults.
eip-each = one for each instance
of-registry = of this registry, version { $version }

## Creating a scaling configuration

configuration-purpose = What each instance of { $group } is. A version is never changed once it was enabled.
created-and-enabled = Created and enabled the scaling configuration
filled-in-from = Filled in from version { $version }.
filled-in-text = What you change becomes the next version; the old one stays and can be applied again.
billing-method = Billing Method
billing-help = By the second, from creation to release
security-group = Security Group
security-group-help = Of the scaling group's VPC
load-security-groups = Load security groups again
choose-security-group = Choose a security group
eip-help = Made with each instance, and released with it
eip-none = None
eip-auto = Auto Create
bandwidth = Bandwidth
termination-grace = Termination Grace Period
grace-help = 0 to 300: so long a container may take to end by itself
preview = Preview Scaling Configuration
spec-unknown = not known yet
what-instance = What an instance will be
price-range = { $least } to { $most } { $currency } per hour for { $fewest } to { $largest } instances. Auto Scaling itself is free.
per-hour = { $currency } per hour
price-follows = The price follows from the size.
own-registry = Of this installation's registry

## Preview of a scaling configuration

created-version = Created version { $version }
enabled-version = Enabled version { $version }
new-from-it = New instances are made from it.
later = Later
version-was-created = Version { $version } was created.
enable-now = Enable it now, and new instances are made from it; or apply it later.
eip-bandwidth = { $bandwidth } Mbps for each instance
restart-policy = Restart Policy
grace = Grace Period
price = Price
price-each = { $price } { $currency } per hour and instance
tags = Tags
containers = Containers

## A group

its-parts = Its parts
connected-to = Connected to
configuration-sources = Instance Configuration Sources
monitoring = Monitoring
group-purpose = Container groups from { $images }, { $spec } each, in { $zones }.
no-configuration = It has no scaling configuration yet, so it does not know what an instance is.
one-step-left = One step is left: say what an instance is.
one-step-text = A scaling configuration names image and size. Once it is enabled, the group starts its minimum of instances by itself.
create-and-enable = Create and enable a scaling configuration
how-it-stands = How it stands
running-and-not = { $running } running, { $starting } not yet
alarms-wait = alarms wait until { $time }
number-of-instances = Number of instances
standing = { $running } of { $desired } desired instances run; minimum { $minimum }, maximum { $maximum }
standing-starting = { $running } of { $desired } desired instances run, { $starting } on the way; minimum { $minimum }, maximum { $maximum }
# Behind a number, in the picture.
beam-minimum = Minimum
beam-maximum = Maximum
beam-desired = Desired

## Scaling by hand

set-desired = Set Desired
to-add = Instances to add
to-remove = Instances to remove
desired-number = Desired Number of Instances
has-begun = { $what } has begun
changes-nothing = This changes nothing.
from-to-instances = From { $before } to { $after } instances; the group's limits are { $minimum } and { $maximum }.
who-goes = Who goes is chosen by the removal policy ({ $policy }); protected instances stay.

## Instances of a group

search-instances = Search instances
name-id-or-ip = Name, ID or IP
origin = Origin
instances-of-origin = Instances, { $origin }
attach-instance = Attach Instance
no-instances = No instances
no-instances-text = Instances appear here when the group is enabled and wants some: by its minimum, by hand, or by a rule.
none-attached = No instances were added by hand
none-attached-text = A container group that runs already can be attached. It counts as an instance, and stays itself when the group is deleted.
protect = Protect
protected = Protected
lift-protection = Lift Protection
no-longer-protected = No longer protected
protected-first = This instance is protected. Lift its protection first.
removing = Removing { $name }
removing-text = It is unsubscribed. Below the minimum another takes its place.
detached = Detached { $name }
detached-text = It runs on as a container group of its own.
remove-question = Remove { $name }? Its containers stop, its files and logs are lost, and its address is returned.
detach-question = Detach { $name }? It runs on, is charged on, and no longer belongs to this scaling group.
attached = Attached { $name }
choose-from-list = Choose a container group of the list.
search-container-groups = Search container groups
container-group = Container Group
choose = Choose
choose-name = Choose { $name }
nothing-to-attach = Nothing to attach
nothing-to-attach-text = Only container groups of the same VPC that run and belong to no scaling group can be attached.

## Versions of the scaling configuration

delete-version-question = Delete { $version }? Instances made from it stay, but nobody can go back to it.
applied = Applied version { $version }
applied-text = New instances are made from it; those there are stay as they are.
no-configurations = No scaling configurations yet
no-configurations-text = A scaling configuration says what an instance is: image, size, security group. Each change of it is a version of its own.
compare = Compare
only-one-version = There is only one version.
compare-versions = Compare versions
version-in-state = Version { $version }, { $state }
compare-from = From
compare-to = To
# Between the two versions.
compare-between = to
same-versions = The two are the same.
differences = Differences
# Before a line.
line-removed = removed:{ " " }
line-added = added:{ " " }
as-text = What was asked of the group, with its active scaling configuration.

## Activities

activity = Activity
cause = Cause
before = Before
after = After
duration = Duration
started = Started
no-activities = Nothing has happened yet
no-activities-text = Each change of the number of instances is written down here, with its cause.
under-way = under way
still-under-way = It is still under way.
taken-over = A newer activity took over; instances then: { $reached }
ended-with = Ended with { $reached }
log = Log
log-of-activity = Log of the activity
warning = Warning
normal = Normal

## Monitoring of a group

running-line = running
minimum-line = Minimum { $count }
maximum-line = Maximum { $count }
of-running = { $count ->
    [one] of 1 running instance
   *[other] mean of { $count } running instances
    }
point = point
figures-later = They are kept for as long as the group exists, and the first appear after some seconds.
what-changed = What changed the number
nothing-changed = Nothing did in this stretch of time.
all-activities = All scaling activities with their logs

## Rules

rule = Rule
what-it-does = What it does
next-runs = Next Runs
next-runs-list = Next runs
last-change = Last Change
no-rules = No scaling rules yet
no-rules-text = A rule changes the number by the load, by a target that is kept, or by the clock. Without rules the number changes by hand only.
by-load = by the load
enabled-rule = Enabled the rule
disabled-rule = Disabled the rule
carried-out = The rule is carried out
# $rules is the name of one, or how many there are.
delete-rule-question = Delete { $rules }? The number no longer follows it, and what it saw is lost. Its activities stay in the list.
simple-rule = Simple Scaling Rule
step-rule = Step Scaling Rule
target-rule = Target Tracking Scaling Rule
scheduled-rule = Scheduled Scaling Rule

## Creating and changing a rule

rule-purpose = It changes the number of instances within the group's minimum and maximum.
edit-rule = Edit Scaling Rule
rule-name = Scaling Rule Name
rule-name-example = cpu-high
group-cooldown-help = Empty: the group's, { $seconds } s
cooldown-wrong = Cooldown “{ $text }” is no whole number of seconds.
rule-type = Rule Type
simple-note = One change when a figure is past a threshold, or by hand
step-note = The further past the threshold, the larger the change
target-note = Keeps a figure near a value by itself
scheduled-note = A change at times of the clock
disabled-note = A disabled rule changes nothing by itself
within-limits = The number stays within { $minimum } and { $maximum }. Several rules at once: the largest number wins.
when = When
mean-purpose = The figure is the mean over the group's running instances.
by-hand-only = By hand only
by-hand-note = Nothing happens before Execute is clicked
change = Change
change-help = Negative numbers remove instances
kind-of-change = Kind of change
change-by-number = Change by Number
change-by-percentage = Change by Percentage
change-to-number = Change to Number
number-wrong = “{ $text }” is no whole number.
# Behind a number.
instances-unit = instances
steps = Steps
steps-purpose = Each begins so far past the threshold and reaches to the next one.
add-step = Add Step
remove-step = Remove step { $number }
a-step = A step
step-begins = Step { $number } begins past the threshold by
steps-full = A rule has at most { $most } steps.
target = Target
target-purpose = As many instances as keep the mean of the running ones near the target.
scales-in = Scale in
scales-in-note = The number falls when the target is kept without some of the instances
scale-in-periods = Evaluation Periods Before Scaling In
scale-in-help = More of them: the number falls later and does not flap
# When a scheduled rule acts.
scheduled-when = When
zone-purpose = In the time zone of this installation, { $zone }.
cron = Cron Expression
cron-help = Minute, hour, day of the month, month, day of the week; with six fields the first one is the second
reading-expression = Reading the expression
metric = Metric
metric-help = The mean over the group's running instances
in-unit = In { $unit }
comparison = Comparison
threshold = Threshold
# $what is the field: Threshold.
level-wrong = { $what } “{ $text }” is no number such as 60 or 0.5, with at most three places.
period = Evaluation Period
period-help = The mean of so long is one value
periods = Evaluation Periods
periods-help = So many values in a row must agree; jitter does nothing

## What a rule saw and did

group-cooldown = { $seconds } s, the group's
saw-and-did = What it saw and did
compared-with = compared with { $value }
number-line = instances
nothing-seen = Nothing was seen in this stretch of time.
nothing-seen-text = A rule looks while it is enabled, its group is enabled, and instances run.
mean-over = mean over the instances
now = now
saw = Saw { $value } { $unit }, compared with { $threshold }
its-time = Its time had come
# $saw says what it saw.
saw-and-changed = { $saw }; { $instances } instances, { $desired } wanted
what-it-did = What it did
