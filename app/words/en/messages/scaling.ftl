### What is said of scaling groups below the pages.

## Rules of a scaling group

eci-only = ECS groups hold virtual machines, and Gantry runs containers only. Choose ECI: its instances are container groups.
maximum-range = Maximum Number of Instances is 0 to { $most }, not { $number }.
minimum-above-maximum = Minimum Number of Instances is { $minimum }, which is above the maximum of { $maximum }.
cooldown-range = Cooldown is 0 to { $most } seconds, not { $seconds }.
desired-range = Desired Number of Instances is { $minimum } to { $maximum }, the group's minimum and maximum, not { $desired }.
select-vswitch = Select a vSwitch.
too-many-vswitches = A scaling group has at most { $most } vSwitches, not { $number }.
vswitch-twice = A vSwitch is selected twice.
protected-above-maximum = { $number } instances are protected, more than a maximum of { $maximum }. Lift their protection first.

## Why a button cannot be used

enabled-already = This scaling group is enabled.
disabled-already = This scaling group is disabled.
configuration-first = Create a scaling configuration and apply it first: it says what an instance is.
enable-first = Enable the scaling group first.
being-deleted = This scaling group is being deleted.
active-already = This scaling configuration is the active one.
active-stays = The active scaling configuration cannot be deleted; apply another first.
only-one-change = Only rules with one change, simple and scheduled ones, can be executed by hand.

## Changes of the number

change-by-nothing = A change by 0 changes nothing.
change-range = A change is by at most { $most } instances, not { $by }.
percent-range = A change is by -100 to 1000 percent, not { $by }.
number-range = A group has at most { $most } instances, not { $number }.
# What a rule or a person does to the number.
add-number = add { $number }
add-percent = add { $number } %
remove-number = remove { $number }
remove-percent = remove { $number } %
set-to = set to { $number }
# $change is one of those.
outside-limits = { $group } has { $wanted } instances wanted; to { MESSAGE($change) } would make it { $desired }, and it has a minimum of { $minimum } and a maximum of { $maximum }.
protection-keeps = { $number } instances are protected, so that the number cannot fall to { $desired }. Lift their protection first.
group-being-deleted = { $group } is being deleted.
has-instances = { $number ->
    [one] { $group } has { $number } instance. Confirm that they go with it, or remove them first.
   *[other] { $group } has { $number } instances. Confirm that they go with it, or remove them first.
    }

## Instances one by one

at-its-maximum = { $group } has its maximum of { $maximum } instances.
below-its-minimum = { $group } would have { $number } instances, fewer than its minimum of { $minimum }.
is-protected = { $instance } is protected. Lift its protection first.
belongs-to-a-group = { $instance } belongs to scaling group { $group }.
in-another-vpc = { $instance } is not in the VPC of { $group }, { $vpc }.
cannot-join = { $instance } is { MESSAGE($state) }; it cannot join a group.
instances-sorted-by = Instances are sorted by { MESSAGE($known) }, not by “{ $key }”.

## Scaling configurations

own-eip-each = Each instance needs an EIP of its own: choose Auto Create, or none.
image-needed = A scaling configuration needs an image: select a container image, or use the sample image.
no-security-group-in-vpc = There is no security group { $security-group } in VPC { $vpc }.
too-many-configurations = { $group } has { $most } scaling configurations; delete one that is no longer needed.
none-applied = No scaling configuration is applied.

## Scaling rules

too-many-rules = { $group } has { $most } rules, the most there can be.
period-range = An evaluation period is 1 to { $most } seconds, not { $seconds }.
periods-range = With periods of { $seconds } s a rule looks at 1 to { $most } of them, not { $periods }: an hour at most.
field-threshold = Threshold
field-target = Target
level-percentage = { MESSAGE($label) } of { MESSAGE($metric) } is 0 to 100 %, not { $level }.
level-percentage-above-nothing = { MESSAGE($label) } of { MESSAGE($metric) } is above 0 and at most 100 %, not { $level }.
level-at-least-nothing = { MESSAGE($label) } of { MESSAGE($metric) } is 0 or more, not { $level }.
level-above-nothing = { MESSAGE($label) } of { MESSAGE($metric) } is above 0, not { $level }.
no-step = A step rule has at least one step.
too-many-steps = A step rule has at most { $most } steps, not { $number }.
steps-out-of-order = Steps begin further and further from the threshold: { $from } is not above { $before }.
first-step = The first step begins at the threshold: 0, not { $from }.

## What a rule does, in one line

metric-cpu = CPU Usage
metric-memory = Memory Usage
metric-network-in = Inbound Traffic
metric-network-out = Outbound Traffic
watched = { $periods ->
    [one] for { $seconds } s
   *[other] in { $periods } periods of { $seconds } s
    }
# $watched says for how long.
alarm = { MESSAGE($metric) } { $comparison } { $threshold } { $unit } { MESSAGE($watched) }
alarm-change = { MESSAGE($alarm) }: { MESSAGE($change) }
by-hand-change = By hand: { MESSAGE($change) }
step-change = from { $distance } { $unit } past it { MESSAGE($change) }
target-kept = Keep { MESSAGE($metric) } at { $target } { $unit }: grows { MESSAGE($watched) }, { MESSAGE($falls) }
falls-after = falls after { $periods }
never-falls = never falls
scheduled-change = At { $cron }: { MESSAGE($change) }

## Cron expressions

schedule-too-long = A schedule has at most { $most } characters.
schedule-fields = A schedule has five fields (minute hour day month weekday), or six that begin with seconds; “{ $text }” has { $number }.
schedule-never-comes = “{ $text }” never comes: there is no such day in such a month.
# $what is one of those below.
schedule-part = “{ $part }” is no { MESSAGE($what) }: write { $least } to { $most }, *, A-B, lists with commas, and /STEP.
schedule-backwards = “{ $part }” runs backwards: { $from } is after { $to }.
cron-second = second
cron-minute = minute
cron-hour = hour
cron-day = day of the month
cron-month = month
cron-weekday = day of the week

## Why a scaling activity is: a sentence without its full stop

asked-by = Asked by { $by }
asked-by-rule = Asked by { $by } by rule { $rule }
fewer-than-wanted = Fewer instances than the { $desired } wanted
more-than-wanted = More instances than the { $desired } wanted
rule-saw = Rule { $rule }: { MESSAGE($saw) }
rule-is-due = Rule { $rule }: its time has come
instances-lost = { $number ->
    [one] An instance ended or could not start
   *[other] { $number } instances ended or could not start
    }
# What a rule saw.
saw-at-least = { MESSAGE($metric) } was at { $value } { $unit }, not below { $threshold } { $unit }
saw-at-most = { MESSAGE($metric) } was at { $value } { $unit }, not above { $threshold } { $unit }

## The log of a scaling activity

made = Made { $name } { $id }
not-made = { $number } could not be made: { MESSAGE($why) }
tried-again-after = Tried again after { MESSAGE($pause) }
lost = { $name } { $id } is { MESSAGE($state) }: { MESSAGE($why) }
next-replaced-after = Another one that is lost is replaced after { MESSAGE($pause) }
no-reason-known = no reason is known
runs = { $name } runs in { MESSAGE($zone) } after { MESSAGE($took) }
its-zone = its zone
did-not-start = { $name } is { MESSAGE($state) }: { MESSAGE($why) }
not-waited-for = { $name } is still { MESSAGE($state) }; it is no longer waited for
unsubscribed-before = { $id } was unsubscribed before it ran
ends = { $name } { $id } is ended
gone = { $id } is gone
does-not-end = { $id } does not end; it is no longer waited for
added-by-hand-stays = { $name } { $id } was added by hand: it leaves the group and stays
joins = { $name } { $id } joins the group
leaves-and-stays = { $name } { $id } leaves the group and stays
taken-over = { $left ->
    [one] A newer activity takes over; { $left } instance was still under way
   *[other] A newer activity takes over; { $left } instances were still under way
    }

## By whom an instance was ordered or unsubscribed, in its events

by-group = scaling group { $group }
by-configuration = scaling group { $group }, configuration version { $version }

## Details in the operation log

version-of-group = { $group }, version { $version }
scaled = { $group }: { MESSAGE($change) }
rule-enabled = { $group }: { $rule }, enabled
rule-disabled = { $group }: { $rule }, disabled
instance-protected = { $group }: { $instance }, protected
instance-unprotected = { $group }: { $instance }, no longer protected

## Quantities in a file

no-quantity = “{ $text }” is no quantity: write a number such as 0.5, 500m, 1e3, 512Mi or 1Gi.
negative-quantity = “{ $text }” is negative; an amount is 0 or more.
too-much-cpu = “{ $text }” is more CPU than any machine has.
too-much-memory = “{ $text }” is more memory than any machine has.
request-above-limit = The request for { $resource } is above its limit.

## What is wrong with a file as a whole

fault-at = Line { $line }, column { $column }: { MESSAGE($what) }
fault-at-and-more = Line { $line }, column { $column }: { MESSAGE($what) } ({ $more } more)
unreadable-file = The file cannot be read.
file-too-large = A file has at most { $most } KiB.
file-too-deep = A file is at most { $most } levels deep.
too-many-values = A file has at most { $most } values.
empty-file = The file is empty; write a Deployment.
no-yaml = This is no YAML: { $why }.
no-aliases = Aliases (*name) are not read here; write the value out.
second-document = A file holds one Deployment; this begins a second document.
name-not-text = A field's name is a text, not { MESSAGE($found) }.
field-twice = Field “{ $name }” stands twice; the first is on line { $line }.

## What is wrong with a field of a file

the-file = The file
quoted = “{ $name }”
found-nothing = nothing
found-text = a text
found-list = a list
found-mapping = a mapping
# $what is the file or a name in quotation marks, $found one of those above.
not-mapping = { MESSAGE($what) } is a mapping, not { MESSAGE($found) }.
not-list = { MESSAGE($what) } is a list, not { MESSAGE($found) }.
not-text = { MESSAGE($what) } is a text, not { MESSAGE($found) }.
# $why is one of the sentences below.
field-missing = “{ $name }” is missing. { MESSAGE($why) }
field-empty = “{ $name }” is empty. { MESSAGE($why) }
why-constant = Write { $name }: { $only }.
why-metadata = It holds the name and the annotations of the group.
why-spec = It holds the containers.
why-template = It says what an instance is.
why-containers = A group has at least one container.
why-container-name = Each container has a name.
why-image = Without an image the scaling group cannot be created; use your own or the sample image.
why-variable-name = A variable has a name.
why-port-number = A port has a number.
field-ignored = “{ $name }” has no meaning here and is ignored.
unknown-field-near = “{ $name }” is not a field that is known here. Did you mean “{ $near }”?
unknown-field = “{ $name }” is not a field that is known here. Known are: { MESSAGE($known) }.
annotation-twice = “{ $name }” stands twice, under both of its prefixes.
annotation-unknown = Annotation “{ $name }” is not known here. Known are: { MESSAGE($known) }.
annotation-ignored = Annotation “{ $name }” has no meaning here and is ignored.

## What is wrong with a value of a file

not-whole = “{ $name }” is a whole number from 0, not “{ $text }”.
not-constant = “{ $name }” is { $only }, not “{ $text }”.
not-pull-policy = “imagePullPolicy” is Always or IfNotPresent here, not “{ $text }”.
not-restart-policy = “restartPolicy” is Always, OnFailure or Never, not “{ $text }”.
not-protocol = “protocol” is TCP or UDP, not “{ $text }”.
not-with-eip = “eci-with-eip” is true or false, not “{ $text }”.
empty-image = “image” is empty. Without an image the scaling group cannot be created.
port-range = A port is 1 to 65535, not { $text }.
no-group-name = The group has no name: write metadata.name, or the annotation k8s.aliyun.com/ess-scaling-group-name.
file-maximum-range = The maximum is 0 to { $most }, not { $number }.
file-minimum-above-maximum = The minimum of { $minimum } is above the maximum of { $maximum }.
replicas-changed = “replicas” is the number that the group begins with: with a minimum of { $minimum } and a maximum of { $maximum } it begins with { $number }, not { $asked }.
no-such-label = The template has no label “{ $name }: { $value }” that this selects.
containers-range = A group has 1 to { $most } containers, not { $number }.
name-taken = There is already a scaling group with the name “{ $name }”. Choose another.
not-in-region = There is no { MESSAGE($kind) } “{ $id }” in this region.
region-without = Region { $region } has no { MESSAGE($kind) } yet; create one first.
