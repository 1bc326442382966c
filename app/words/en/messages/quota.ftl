### What is said of quotas below the pages.

## What is limited, as the quota page names it

container-groups = Container groups
vpcs = VPCs
vswitches = vSwitches
security-groups = Security groups
eips = Elastic IPs
scaling-groups = Scaling groups
scaling-configurations = Scaling configurations
scaling-rules = Scaling rules
registry-instances = Registry instances
namespaces = Namespaces
repositories = Image repositories
key-pairs = Key pairs
vcpu = vCPU
memory = Memory

## What is refused

gib-of-memory = GiB of memory
# $what is vCPU, GiB of memory, or a kind.
exceeded = Region { $region } has a quota of { $limit } { MESSAGE($what) }; { $used } are used and this order needs { $asked }.
no-such-quota = There is no quota "{ $counter }". There are: { $all }.
limit-range = Upper Limit is 0 to 1000000000, not { $limit }.
limit-changed-meanwhile = The upper limit of { MESSAGE($what) } was changed meanwhile, from { $seen } to { $now }. Look at it and try again.

## Details in the operation log

limit-changed = { MESSAGE($what) }: { $before } to { $after }
