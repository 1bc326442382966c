### 页面之下的提示：network。

## 名称

field-name = 名称
field-vpc-name = 虚拟私有云名称
field-vswitch-name = 交换机名称
field-security-group-name = 安全组名称
field-eip-name = 弹性 IP 名称

## 虚拟私有云和交换机的规则

vpc-prefix-range = 虚拟私有云网段的前缀长度为 { $shortest } 到 { $longest }，不能为 { $prefix }（{ $range }）。
range-not-private = { $range } 不是私有网段；虚拟私有云须在 10.0.0.0/8、172.16.0.0/12 或 192.168.0.0/16 之内。
vswitch-prefix-range = 交换机网段的前缀长度为 { $shortest } 到 { $longest }，不能为 { $prefix }（{ $range }）。
range-outside-vpc = { $range } 不在虚拟私有云的网段 { $vpc } 之内。
range-overlaps = { $range } 与交换机 { $name } 的网段 { $taken } 重叠。
description-rule = 描述最多 { $most } 个字符，且不含控制字符。

## 安全组的规则

priority-range = 优先级为 1 到 100，1 最先匹配；不能为 { $priority }。
ports-do-not-read = “{ $text }”既不是端口（例如 80），也不是端口范围（例如 8000-8010）。
ports-do-not-grow = 端口须在 1 到 65535 之间，且起始端口不大于结束端口：{ $ports } 不符合。
protocol-all = 全部
protocol-without-ports = 协议为{ MESSAGE($protocol) }时没有端口，请将端口留空。
range-not-of-icmp = ICMP 属于 IPv4，而 { $range } 不是 IPv4 地址段；请选择 ICMPv6。
range-not-of-icmpv6 = ICMPv6 属于 IPv6，而 { $range } 不是 IPv6 地址段；请选择 ICMP。
too-many-rules = 一个安全组最多有 { $most } 条规则，不能为 { $number } 条。
packet-not-of-icmp = ICMP 属于 IPv4；请选择 ICMPv6。
packet-not-of-icmpv6 = ICMPv6 属于 IPv6；请选择 ICMP。

## 弹性 IP 的规则

bandwidth-range = 带宽为 { $least } 到 { $most } Mbps，不能为 { $bandwidth } Mbps。

## 不存在的对象

no-vpc-in-region = 地域 { $region } 没有虚拟私有云 { $vpc }。
no-vswitch-in-vpc = 虚拟私有云 { $vpc } 中没有交换机 { $vswitch }。
no-security-group-in-vpc = 虚拟私有云 { $vpc } 中没有安全组 { $group }。
no-eip-in-region = 地域 { $region } 没有弹性 IP { $eip }。
no-zone-in-region = 地域 { $region } 没有可用区“{ $zone }”；可用区有：{ MESSAGE($zones) }。

## 被拒绝的请求

vpc-being-deleted = 虚拟私有云 { $vpc } 正在删除。
vpc-deleted-already = 虚拟私有云 { $vpc } 已在删除中。
no-free-address = 所选交换机都没有可用的地址。
too-many-of-kind = 一套系统最多有 { $most } 个{ MESSAGE($kinds) }。
rule-names-group-elsewhere = 有规则引用了安全组 { $group }，它不在该虚拟私有云中；请在原虚拟私有云内克隆。
ipv6-in-use = { $name } 的 IPv6 正在使用中，使用它的有：{ MESSAGE($users) }。它们在存续期间保留各自的地址。
eip-not-bound = 弹性 IP { $address } 尚未绑定。
eip-bound = 弹性 IP { $address } 已绑定到容器组 { $group }，请先解绑。
eip-bound-to-another = 弹性 IP { $address } 已绑定到 { $group }，请先解绑。
eip-chosen-is-bound = 弹性 IP { $address } 已被绑定，请选择其他弹性 IP。
eip-in-another-region = 弹性 IP { $address } 位于地域 { $region }，而容器组 { $group } 位于 { $elsewhere }。
group-has-eip = 容器组 { $group } 已绑定弹性 IP { $address }。
group-being-terminated = 容器组 { $group } 正在终止。
pool-used-up = 公网地址池 { $pool } 已用尽。请释放弹性 IP，或设置更大的地址池。

## 容器组的事件

eip-was-bound = 已绑定弹性 IP { $address }，{ $bandwidth } Mbps
eip-was-unbound = 已解绑弹性 IP { $address }
