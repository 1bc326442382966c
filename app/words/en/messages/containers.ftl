### What is said of container groups below the pages.

## Why a container group is not as it should be

# What is wrong with one container of it.
trouble = { $container }: { MESSAGE($what) }
# How it ended the last time.
ended-in-a-row = { $times ->
    [one] Ended once: { MESSAGE($last) }
   *[other] Ended { $times } times in a row: { MESSAGE($last) }
    }
no-exit-code = no exit code is known

## Why a button cannot be used

restarts-only-running = Only a Running container group can be restarted.
terminal-needs-running = A terminal needs a Running container.
terminating-already = This container group is already being terminated.

## Events of a container group

restart-asked = Restart asked by { $by }
unsubscribed = Unsubscribed by { MESSAGE($by) }
ordered = Ordered by { MESSAGE($by) }, spec { $spec }
placed = Placed in zone { $zone } with address { $address }
containers-gone = The group's containers are gone; they are started again
restarted-all = Restarted all containers
container-created = Created container { $name }
container-started = Started container { $name }
container-started-again = Container { $name } was started again
container-ended = Container { $name } ended with exit code { $code } after { MESSAGE($ran) }
container-ended-so = Container { $name } ended: { MESSAGE($how) }
container-out-of-memory = Container { $name } was killed because it needed more memory than it may use
no-such-stop-signal = Container { $container }: its image names “{ $signal }” as StopSignal, which is none; SIGTERM is used.
container-backs-off = Container { $name } is started again after { MESSAGE($pause) }
# A start that failed, and when the next one is.
tried-again = { MESSAGE($why) } Tried again in { MESSAGE($pause) }.

## Pulling images

pulling-image = Pulling image { $image }
image-present = Container image { $image } already present on machine
image-pulled = Successfully pulled image { $image } in { MESSAGE($took) }
# Under the state's word, with how far it is.
pulling = Pulling { MESSAGE($detail) }
pull-cached = { $container } cached
pull-took = { $container } { MESSAGE($took) }
pull-progress = { $container }: { $done } of { $total }, { $percent } %
pull-begun = { $container }: pulling

## How a container is, and how it ended

waiting-to-be-created = Waiting to be created
supervisor-starts-again = Its supervisor is being started again
waits-after = { MESSAGE($how) }; is started again after { MESSAGE($pause) }
out-of-memory = Out of memory
completed = Completed
stopped = Stopped
killed-by-signal = Killed by signal { $signal }
ended-with-error = Error
ended = Ended
exit-code-after = Exit code { $code } after { MESSAGE($ran) }
killed-for-memory = Exit code { $code }, out of memory
last-end = Exit code { $code } after { MESSAGE($ran) }: { MESSAGE($why) }
not-started-again-yet = It cannot be started again yet: { MESSAGE($why) }

## Why a container cannot be started

no-command = Image { $image } has no command of its own; container { $container } needs a Startup Command.
command-missing = Container { $container }: the command “{ $command }” is not in the image { $image }.
command-not-executable = Container { $container }: “{ $command }” may not be executed in the image.
command-of-another-processor = Container { $container }: “{ $command }” is no program for this machine's processor.
container-not-startable = Container { $container } cannot be started: { MESSAGE($why) }.
no-reason-given = the runtime gave no reason

## What is refused

region-without = Region { $region } has no { MESSAGE($kind) } yet.
container-not-running = Container { $container } is not Running; a terminal needs one that is.

## Rules of an order

choose-vswitch = Choose a vSwitch.
single-zone-one-vswitch = Single-Zone Deployment takes one vSwitch; choose Multi-Zone for more.
vswitch-twice = A vSwitch is chosen twice.
grace-period-range = The grace period is 0 to 300 seconds, not { $seconds }.
no-container = A container group has at least one container.
too-many-containers = A container group has at most { $most } containers, not { $number }.
container-name-twice = Two containers are named “{ $name }”; names are unique in a group.
no-such-spec = { $vcpu } vCPU with { $gib } GiB is not a spec of the table.
no-spec-named = There is no spec named “{ $name }”; the list offers { $count } of them.
no-size = Without a group size, the containers' CPU and memory must be set.
cpu-above-group = The containers ask for { $cpu } vCPU together, the group has { $vcpu }.
memory-above-group = The containers ask for { $memory } together, the group has { $gib } GiB.
above-largest-spec = { $cpu } vCPU and { $memory } fit no spec; the largest is 64 vCPU with 256 GiB.
quantity-range = Purchase Quantity is 1 to { $most }, not { $number }.
one-eip-for-many = One EIP is bound to one container group, and this order makes { $number }; choose Auto Create.
not-agreed = Accept the service agreement and the service level agreement.

## Rules of a container

field-startup-command = Startup Command
field-argument = An argument
field-working-directory = Working Directory
field-variable-value = A variable's value
text-too-long = { MESSAGE($label) } has at most { $most } bytes and no NUL.
too-many-arguments = A container has at most { $most } arguments, not { $number }.
too-many-variables = A container has at most { $most } variables, not { $number }.
too-many-ports = A container has at most { $most } ports, not { $number }.
working-directory-relative = Working Directory “{ $directory }” is not absolute; it begins with /.
variable-name-rule = Variable name “{ $name }” does not fit: 1 to 128 visible ASCII characters without =.
variable-twice = Variable { $name } is set twice.
port-twice = Port { $port } { $protocol } is listed twice.

## Rules of tags

too-many-tags = A container group has at most { $most } tags, not { $number }.
tag-key-rule = Tag key “{ $key }” does not fit: 1 to { $most } characters.
tag-value-rule = The value of tag “{ $key }” does not fit: at most { $most } characters.

## What a supervisor says of a container

is-being-started = Is being started
supervisor-ended = Its supervisor ended
ended-while-starting = Ended while it was being started
start-too-slow = Container { $container }: the runtime did not start it within { $seconds } s.
start-killed = Container { $container }: the runtime was killed { $tries } times while starting it.
image-without-command = The image { $image } names no command; give one to container { $container }.
working-directory-unusable = The working directory { $directory } cannot be used: { $error }.
image-user-unknown = The image asks for the user “{ $name }”, which is not in its { $file }.
image-group-unknown = The image asks for the group “{ $name }”, which is not in its { $file }.
image-user-nobody = The image asks for the user { $number }, a number that the kernel gives to nobody.
image-group-nobody = The image asks for the group { $number }, a number that the kernel gives to nobody.
create-fails-simulated = Container { $container } cannot be created (simulated).

## Why a terminal does not open

terminal-not-running = Container { $container } is not running.
terminal-without-shell = Container { $container } has no shell: its image holds none.
terminal-without-shell-simulated = This image has no shell, so there is nothing to connect to.
terminal-runtime-too-slow = The runtime did not open the terminal in time.
terminal-too-slow = The terminal was not opened in time.
terminal-command-fails = The command cannot be started: { MESSAGE($why) }.
runtime-killed = the runtime was killed

## A terminal

terminal-instance = Instance ID: { $group }
terminal-container = Container: { $container }
terminal-cut = The connection to the container has ended.
terminal-not-understood = This page and the server do not understand each other. Reload the page.

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
