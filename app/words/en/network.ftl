### Network: VPCs, vSwitches, security groups with their rules, and EIPs.

## What several pages say

create = Create
edit = Edit
delete = Delete
saved = Saved { $name }
name-or-id = Name or ID
name-id-or-range = Name, ID or range
description = Description
description-help = What it is for
status = Status
region = Region
zone = Zone
used-by = Used by
# All that a list has, and one more.
joined = { $all }, { $one }
nothing = nothing
none = none
addresses = Addresses
private-ip = Private IP
container-group = Container Group
container-groups = Container Groups
create-container-group = Create Elastic Container Group
and-more = and { $count } more
ipv4-cidr-block = IPv4 CIDR Block
ipv6-cidr-block = IPv6 CIDR Block
ipv6 = IPv6
ipv6-is-off = IPv6 is off
enable-ipv6 = Enable IPv6

## Ranges of addresses

range-size = { NUMBER($count) } addresses, { $first } to { $last }
range-size-and-usable = { NUMBER($count) } addresses, { $first } to { $last }; { NUMBER($usable) } for container groups, gateway { $gateway }
range-taken = { NUMBER($taken) } of { NUMBER($count) } addresses are in vSwitches
addresses-used-free = { NUMBER($used) } used, { NUMBER($free) } free
addresses-used-of = { NUMBER($used) } of { NUMBER($count) } used
addresses-free = { NUMBER($free) } free

## VPCs

vpc = VPC
vpcs = VPCs
vpcs-purpose = A VPC is a private network of its own: its addresses may overlap with those of others, and nothing passes between them.
search-vpcs = Search VPCs
no-vpcs = No VPCs in this region
no-vpcs-text = A container group needs a VPC with a vSwitch and a security group. Create the VPC first.
vpc-id-name = VPC ID/Name
vpc-name = VPC Name
vpc-available = Available
vpc-deleting = Deleting
vpc-being-deleted = It is being deleted.
cidr-block = CIDR Block
without-ipv6 = IPv6 off
create-vpc = Create VPC
created-vpc = Created VPC { $name }
edit-vpc = Edit VPC
delete-vpc-then = Its range can be used again at once.
vpc-range-help = A private range such as 10.0.0.0/16, with a prefix of 8 to 28
common-ranges = Common
vpc-ipv6-new = The VPC gets an IPv6 range of its own; groups in vSwitches with IPv6 get an address of it
vpc-ipv6-change = Groups that start from now on get an IPv6 address where their vSwitch has IPv6 too
all-vpcs = All VPCs
choose-vpc = Choose a VPC
vpc-of-form-beside = The one that the form beside has chosen

## vSwitches

vswitch = vSwitch
vswitches = vSwitches
vswitches-purpose = A vSwitch is a part of a VPC in one zone. Container groups get their private address from it.
search-vswitches = Search vSwitches
no-vswitches = No vSwitches in this region
no-vswitches-text = A container group gets its address from a vSwitch; several in different zones make room for more.
no-vswitches-in-vpc = No vSwitches yet
no-vswitches-in-vpc-text = A container group gets its address from a vSwitch of the VPC.
vswitch-id-name = vSwitch ID/Name
vswitch-name = vSwitch Name
ipv6-off = off
manage-vswitch = Manage
create-vswitch = Create vSwitch
created-vswitch = Created vSwitch { $name }
edit-vswitch = Edit vSwitch
delete-vswitch-then = Its range is free again in the VPC.
vswitch-vpc-missing = Choose the VPC that it is part of.
vswitch-zone-help = Groups in it run there; vSwitches in several zones make room for more
vswitch-range-help = Part of { $range }, apart from the others, with a prefix of 16 to 29
vswitch-range-no-vpc = Choose a VPC first
this-vswitch = This vSwitch
vswitch-ipv6-new = Container groups in it get an IPv6 address beside the IPv4 one
vswitch-ipv6-later = Takes effect once the VPC has IPv6 too
vswitch-ipv6-change = Groups that start from now on get an IPv6 address, where the VPC has IPv6 too
ipv6-off-in-vpc = on here, off in the VPC
gateway = Gateway
search-addresses = Search addresses
search-addresses-hint = Address, group name or ID
no-addresses = No address is used yet
no-addresses-text = Each container group of this vSwitch has one here, for as long as it exists.
ipv6-address = IPv6 Address

## Security groups

security-groups = Security Groups
security-groups-purpose = A security group is a firewall around container groups: its rules say what may come in and go out.
search-security-groups = Search security groups
no-security-groups = No security groups in this region
no-security-groups-text = Each container group has one, and keeps it. Its rules can be changed at any time.
no-security-groups-in-vpc = No security groups yet
no-security-groups-in-vpc-text = A container group needs one: its rules say what may reach it.
security-group-id-name = Security Group ID/Name
security-group-name = Security Group Name
rules = Rules
manage-rules = Rules
used-by-scaling-group = scaling group { $name }
used-by-rules-of = rules of security group { $name }
create-security-group = Create Security Group
created-security-group = Created security group { $name }
created-security-group-text = Its rules can be changed at any time.
edit-security-group = Edit Security Group
delete-security-group-then = Its rules are lost.
security-group-vpc-missing = Choose the VPC that it is for.
begin-with = Rules to begin with
begin-web = Web
begin-web-note = Everything inside the VPC; from outside ping, HTTP and HTTPS; everything out
begin-inside = Inside only
begin-inside-note = Everything inside the VPC, nothing from outside; everything out
begin-nothing = No rules
begin-nothing-note = Nothing in and nothing out, until a rule allows it
clone = Clone
clone-security-group = Clone Security Group
clone-vpc-help = A rule that names a security group can only be cloned within its VPC
cloned = Cloned to { $name }
no-members = It protects no container group yet
no-members-text = A container group gets its security group with its order and keeps it.
no-address-yet = not yet

## Rules of a security group

inbound-rules-tab = Inbound Rules
outbound-rules-tab = Outbound Rules
inbound-rules = Inbound rules
outbound-rules = Outbound rules
no-inbound-rules = No inbound rules
no-inbound-rules-text = Nothing reaches the container groups of this security group, until a rule allows it.
no-outbound-rules = No outbound rules
no-outbound-rules-text = Nothing leaves the container groups of this security group, until a rule allows it.
first-rule-decides = The first rule that fits decides; what no rule allows is dropped.
decides = decides
add-rule = Add Rule
add-inbound-rule = Add Inbound Rule
add-outbound-rule = Add Outbound Rule
edit-inbound-rule = Edit Inbound Rule
edit-outbound-rule = Edit Outbound Rule
saved-rule = Saved the rule
saved-rule-text = It holds at once.
deleted-rule = Deleted the rule
deleted-rule-text = It no longer holds, for open connections too.
# $rule is a whole rule: Allow TCP 80 from 10.0.0.0/16.
delete-rule-question = Delete the rule “{ $rule }”, priority { $priority }? It ends at once, for open connections too.
# $packets is a protocol with its ports: TCP 80.
inbound-rule = { $action } { $packets } from { $source }
outbound-rule = { $action } { $packets } to { $destination }
inbound-rule-listed = { $action } { $packets } in from { $source }
outbound-rule-listed = { $action } { $packets } out to { $destination }
remote-group = security group { $name }
rule = Rule
action = Action
protocol = Protocol
ports = Ports
ports-help = One such as 80, a range such as 8000-8010; empty for all
all-ports = all
source = Source
destination = Destination
address-range = Address range
address-range-help = Such as 10.0.0.0/16, fd00::/8 or one address; 0.0.0.0/0 is every IPv4 address, ::/0 every IPv6 address
remote-group-help = The container groups of this security group, by their private addresses
choose-security-group = Choose a security group
security-group-missing = Choose a security group.
priority = Priority
priority-help = 1 to 100; 1 is tried first, and of the same priority Drop before Allow

## What would happen to a packet

trial = What would happen
trial-note = Tries the rules above on the first packet of a connection; answers to it always pass
trial-source = From address
trial-destination = To address
trial-port = Port
trial-nothing-typed = Type an address to see what becomes of its packet.
trial-address-wrong = “{ $text }” is not an address such as 203.0.113.7.
trial-port-wrong = A port is 1 to 65535.
packet-allowed = Allowed
packet-dropped = Dropped
no-rule-decides = No rule fits, and what no rule allows is dropped.
# $number is its place in the table, $rule the whole of it: Allow TCP 80 from 10.0.0.0/16.
rule-decides = Rule { $number } decides: priority { $priority }, { $rule }.
described-rule-decides = Rule { $number } “{ $description }” decides: priority { $priority }, { $rule }.

## EIPs

eip = EIP
eips = Elastic IPs (EIP)
eips-purpose = An EIP is a public address that is held on its own and bound to a container group, which then serves its ports there.
search-eips = Search EIPs
search-eips-hint = Address, name or ID
pool-free = { $free ->
    [one] Pool { $pool }: 1 address free
   *[other] Pool { $pool }: { NUMBER($free) } addresses free
    }
no-eips = No EIPs in this region
no-eips-text = Without one, a container group has a private address only. An order can also create one together with the group.
eip-id-name = EIP ID/Name
eip-name = EIP Name
address = Address
bandwidth = Bandwidth
bandwidth-help = 1 to 200 Mbps, in each direction
bandwidth-each-way = { $bandwidth } Mbps in each direction
bound = Bound
not-bound = Not bound
bound-to = Bound to
web-address = Web address
open-in-new-tab = Open in a new tab
web-address-help = Port 80 of the group answers there, where its security group lets it.
no-web-address = none: it is bound to nothing
when-group-ends = When its group ends
released-with-group = Released with it: an order created it
kept-until-released = Kept, until it is released here
create-eip = Create EIP
created-eip = Created EIP { $name }
created-eip-text = It can be bound to a container group.
new-address-help = The address comes from the installation's pool and stays with the EIP for its life.
edit-eip = Edit EIP

## Binding, unbinding and releasing an EIP

bind = Bind
bind-eip = Bind EIP { $address }
bound-eip = Bound EIP { $address }
bound-eip-text = The group answers there at once.
bind-eip-to = Bind an EIP to { $group }
bound-eip-to = Bound an EIP to { $group }
bound-eip-to-text = It answers there at once.
choose = Choose
choose-what = Choose: { $what }
search-what = Search: { $what }
search-what-hint = Name, ID or IP
nothing-fits = Nothing fits the search.
group-to-bind = Container group
no-group-to-bind = There is no container group without an EIP in this region.
no-eip-to-bind = There is no EIP that is not bound in this region.
unbind = Unbind
unbind-question = Unbind EIP { $address } from { $group }? The group no longer answers there, and connections through it end. The address stays held.
unbound-eip = Unbound the EIP
unbound-eip-text = Its address stays held until it is released.
release = Release
release-question = Release EIP { $address }? Its address returns to the pool, and somebody else may get it.
released-eip = Released EIP { $address }
release-bound = It is bound to { $group }. Unbind it first.
