### What is said of the machine that containers run on: runtimes, networks, disks below the pages.

## Groups of this machine and their supervisors

group-needs-container = A group needs at least one container.
container-name-illegal = “{ $name }” cannot be the name of a container.
address-outside = { $address } is not in the vSwitch's range { $range }.
group-still-there = Container group { $group } is still in { $vpc }.
not-unpacked = { $image } is not unpacked here.
another-groups-plan = This is another group's plan.
group-busy = The group is being started or stopped already.
group-being-removed = The group is being removed.
group-being-stopped = The group is being stopped.
supervisor-silent = The supervisor of { $group } does not answer.
supervisor-newer = The supervisor of { $group } speaks version { $theirs }; this program speaks up to { $ours }.
supervisor-ended = The supervisor of this group ended while it was asked.
supervisor-absent = The supervisor of this group is not there.
supervisor-too-slow = The supervisor did not answer within { $seconds } s.
supervisor-not-started = The group's supervisor could not start: { $why }.
earlier-supervisor = The group's earlier supervisor has not ended yet; try again.

## What this machine does not give

# What was about to be done, as the server's log has it.
not-allowed = Not allowed to { $doing }: the host driver must run as root.
disk-full = The disk of this machine is full; free some space and try again.
memory-short = This machine has { $mib } MiB of memory available; a start needs 512 MiB to spare.
program-not-startable = { $program } cannot be started: { $error }.
program-did-not-end = { $program } did not end within { $seconds } s.
cgroup-stays = The cgroup { $path } cannot be removed yet: { $error }.

## Images

no-such-image-simulated = { $image }: the registry has no such image (simulated).
image-config-unreadable = { $image }: its configuration cannot be read ({ $error }).
image-of-another-platform = { $image } is for { $platform }; this machine runs { $here }.
image-layers-differ = { $image }: its manifest and its configuration list different layers.
image-layers-not-sha256 = { $image }: layers must be named by sha256.
# What is wrong with one layer of it.
layer-trouble = { $image }, layer { $layer }: { MESSAGE($what) }
layer-not-unpackable = it cannot be unpacked here: { $error }.
layer-damaged = it is damaged or not what it says: { MESSAGE($why) }.
layer-of-another-digest = its content has the digest sha256:{ $found }, not { $expected } as the image says.
layer-media-type = its media type { $media } is not known here.

## What is wrong with the archive of a layer

archive-ends-in-file = the archive ends in the middle of a file
archive-ends-in-header = the archive ends in the middle of a header
archive-ends-behind-name = the archive ends behind a long name
archive-size-illegal = the archive has an entry without a legal size
archive-sparse-file = the archive holds a sparse file, which layers may not
archive-header-too-long = the archive has a name or header longer than anything needs
archive-header-sum = the archive has a header with a wrong sum
archive-header-unreadable = the archive has an extended header that cannot be read
archive-path-too-long = the archive has a path longer than the system allows
archive-too-many-entries = the archive holds more than { $most } entries
archive-leads-out = the archive names “{ $path }”, which leads out of the image
archive-entry-not-made = the archive has an entry “{ $path }” that cannot be made: { $error }
archive-entry-unnamed = the archive has an entry without a name
archive-entry-unknown = the archive has an entry of an unknown kind
archive-link-to-nothing = the archive has a link to nothing
archive-link-leads-out = the archive has a link that leads out of the image
archive-link-to-root = the archive has a link to the root
archive-hides-unnamed = the archive hides something without a name
archive-attributes-too-long = the archive has a file with more attributes than the system allows
archive-attribute-nul = the archive has an attribute with a NUL in its name
archive-too-large = the archive is larger than { $most } bytes when unpacked
archive-trap = the archive unpacks to more than { $ratio } times its size, as only a trap does

## Networks of this machine

rules-not-in-place = The rules of { $group } are not in place yet.
rules-not-known = The rules of { $vpc } are not known yet.
rules-would-not-hold = No group is started where its rules would not hold: { MESSAGE($missing) }.
network-absent = The network of { $vpc } is not there.
group-does-not-answer = { $address } does not answer: { $error }.
no-br-netfilter = The kernel module br_netfilter is missing: without it no rule would hold between groups of one subnet. Load it with: modprobe br_netfilter

## Why rules would not hold here

probe-failed = the probe failed
no-network-namespaces = no network namespaces: { $error }
no-rtnetlink = no rtnetlink: { $error }
no-bridges = no bridges: { $error }; try: modprobe bridge
no-bridge-rules = rules would not hold inside a subnet: { $path }: { $error }; try: modprobe br_netfilter
bridge-rules-stay = rules would not hold inside a subnet: { $path } stays { $value }
no-connection-tracking = connections cannot be listed and forgotten: { $error }; try: modprobe nf_conntrack_netlink
no-token-buckets = no token buckets: { $error }; try: modprobe sch_tbf
no-veth-pairs = no veth pairs: { $error }; try: modprobe veth
packet-lost = a packet that the rules let through did not cross a bridge; is another rule set in the way?
packet-not-dropped = a packet that a rule drops crossed a bridge all the same: rules would not hold inside a subnet

## The store

changed-meanwhile = The { MESSAGE($kind) } { $id } was changed meanwhile. Reload it and try again.
name-taken = There is already a { MESSAGE($kind) } with the name "{ $name }". Choose another.
store-disk-full = The disk that holds the data folder is full. Nothing was changed; make room and try again.
store-disk-refuses = The disk that holds the data folder does not take this. Nothing was changed.
store-disk-failed = The disk that holds the data folder failed or is full. Nothing was changed; make room and try again.
store-busy = The store is busy. Nothing was changed; try again.
store-stopping = The store is stopping; nothing was changed.
too-many-changes = Too many changes are waiting for the disk. Try again in a moment.
blob-in-use = The blob { $digest } is part of an image of this repository.

## Lists

no-such-place = This place in the list is not known. Begin at the first page.
place-of-another-order = This place belongs to a list with another order. Begin at the first page.
pages-end = Pages end at row { $row }; narrow the search instead.
no-such-column = Lists of this kind have no column "{ $name }".
no-such-change = "{ $place }" is not a place in the change log.

## The server

no-such-region = There is no region “{ $name }”; there is { MESSAGE($known) }.
cancelled = This was cancelled.
server-stopping = The server is stopping.
