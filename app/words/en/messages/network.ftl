### What is said of VPCs, vSwitches, security groups and EIPs below the pages.

## Names

field-name = Name
field-vpc-name = VPC Name
field-vswitch-name = vSwitch Name
field-security-group-name = Security Group Name
field-eip-name = EIP Name

## Rules of VPCs and vSwitches

vpc-prefix-range = The range of a VPC has a prefix of { $shortest } to { $longest }, not { $prefix } ({ $range }).
range-not-private = { $range } is not private; a VPC lies in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.
vswitch-prefix-range = The range of a vSwitch has a prefix of { $shortest } to { $longest }, not { $prefix } ({ $range }).
range-outside-vpc = { $range } is not inside the VPC's range { $vpc }.
range-overlaps = { $range } overlaps vSwitch { $name }, which has { $taken }.
description-rule = A description has at most { $most } characters and no control characters.

## Rules of security groups

priority-range = A priority is 1 to 100, 1 is tried first; { $priority } is neither.
ports-do-not-read = “{ $text }” is neither a port such as 80 nor a range such as 8000-8010.
ports-do-not-grow = Ports are 1 to 65535 and grow: { $ports } does not.
protocol-all = All
protocol-without-ports = { MESSAGE($protocol) } has no ports; leave them empty.
range-not-of-icmp = ICMP is of IPv4, { $range } is not; choose ICMPv6.
range-not-of-icmpv6 = ICMPv6 is of IPv6, { $range } is not; choose ICMP.
too-many-rules = A security group has at most { $most } rules, not { $number }.
packet-not-of-icmp = ICMP is of IPv4; choose ICMPv6.
packet-not-of-icmpv6 = ICMPv6 is of IPv6; choose ICMP.

## Rules of EIPs

bandwidth-range = The bandwidth is { $least } to { $most } Mbps, not { $bandwidth }.

## What is not there

no-vpc-in-region = There is no VPC { $vpc } in region { $region }.
no-vswitch-in-vpc = There is no vSwitch { $vswitch } in VPC { $vpc }.
no-security-group-in-vpc = There is no security group { $group } in VPC { $vpc }.
no-eip-in-region = There is no EIP { $eip } in region { $region }.
# With the list of those that there are.
no-zone-in-region = There is no zone “{ $zone }” in region { $region }; there is { MESSAGE($zones) }.

## What is refused

vpc-being-deleted = VPC { $vpc } is being deleted.
vpc-deleted-already = VPC { $vpc } is already being deleted.
no-free-address = No chosen vSwitch has a free address.
too-many-of-kind = One installation has at most { $most } { MESSAGE($kinds) }.
rule-names-group-elsewhere = A rule names security group { $group }, which is not in that VPC; clone it within its own.
# What uses it: 2 container groups: web, api.
ipv6-in-use = IPv6 of { $name } is in use by { MESSAGE($users) }. They keep their addresses for life.
eip-not-bound = EIP { $address } is not bound.
eip-bound = EIP { $address } is bound to container group { $group }. Unbind it first.
eip-bound-to-another = EIP { $address } is bound to { $group } already. Unbind it first.
eip-chosen-is-bound = EIP { $address } is bound already; choose another.
eip-in-another-region = EIP { $address } is in region { $region }, container group { $group } in { $elsewhere }.
group-has-eip = Container group { $group } has the EIP { $address } already.
group-being-terminated = Container group { $group } is being terminated.
pool-used-up = The pool of public addresses, { $pool }, is used up. Release an EIP or set a larger pool.

## Events of a container group

eip-was-bound = EIP { $address } bound, { $bandwidth } Mbps
eip-was-unbound = EIP { $address } unbound
