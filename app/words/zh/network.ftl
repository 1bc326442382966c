### 网络：虚拟私有云、交换机、安全组及其规则、弹性 IP。

## 多个页面共用

create = 创建
edit = 编辑
delete = 删除
saved = 已保存 { $name }
name-or-id = 名称或 ID
name-id-or-range = 名称、ID 或网段
description = 描述
description-help = 说明其用途
status = 状态
region = 地域
zone = 可用区
used-by = 使用方
# $all 是列表中已有的内容，$one 是下一项。
joined = { $all }、{ $one }
nothing = 无
none = 无
addresses = 地址
private-ip = 内网 IP
container-group = 容器组
container-groups = 容器组
create-container-group = 创建弹性容器组
and-more = 以及另外 { $count } 个
ipv4-cidr-block = IPv4 网段
ipv6-cidr-block = IPv6 网段
ipv6 = IPv6
ipv6-is-off = 未开启 IPv6
enable-ipv6 = 开启 IPv6

## 地址范围

range-size = { NUMBER($count) } 个地址，{ $first } 至 { $last }
range-size-and-usable = { NUMBER($count) } 个地址，{ $first } 至 { $last }；其中 { NUMBER($usable) } 个可供容器组使用，网关为 { $gateway }
range-taken = { NUMBER($count) } 个地址中的 { NUMBER($taken) } 个已划分给交换机
addresses-used-free = 已使用 { NUMBER($used) } 个，可用 { NUMBER($free) } 个
addresses-used-of = 已使用 { NUMBER($used) } / { NUMBER($count) } 个
addresses-free = 可用 { NUMBER($free) } 个

## 虚拟私有云

vpc = 虚拟私有云
vpcs = 虚拟私有云
vpcs-purpose = 虚拟私有云是相互隔离的私有网络：不同虚拟私有云的地址可以重叠，彼此之间互不连通。
search-vpcs = 搜索虚拟私有云
no-vpcs = 当前地域暂无虚拟私有云
no-vpcs-text = 容器组需要一个虚拟私有云，以及其中的交换机和安全组。请先创建虚拟私有云。
vpc-id-name = 虚拟私有云 ID/名称
vpc-name = 虚拟私有云名称
vpc-available = 可用
vpc-deleting = 删除中
vpc-being-deleted = 正在删除。
cidr-block = 网段
without-ipv6 = 未开启 IPv6
create-vpc = 创建虚拟私有云
created-vpc = 已创建虚拟私有云 { $name }
edit-vpc = 编辑虚拟私有云
delete-vpc-then = 其网段可立即重新使用。
vpc-range-help = 私有网段，例如 10.0.0.0/16，前缀长度为 8 到 28
common-ranges = 常用网段
vpc-ipv6-new = 为虚拟私有云分配专属的 IPv6 网段；位于已开启 IPv6 的交换机中的容器组将获得其中的地址
vpc-ipv6-change = 此后启动的容器组，如果所在交换机也已开启 IPv6，将获得 IPv6 地址
all-vpcs = 全部虚拟私有云
choose-vpc = 请选择虚拟私有云
vpc-of-form-beside = 与原表单所选的虚拟私有云一致

## 交换机

vswitch = 交换机
vswitches = 交换机
vswitches-purpose = 交换机是虚拟私有云在一个可用区内的网段，容器组从中获得内网地址。
search-vswitches = 搜索交换机
no-vswitches = 当前地域暂无交换机
no-vswitches-text = 容器组从交换机获得地址；在不同可用区创建多个交换机，可容纳更多容器组。
no-vswitches-in-vpc = 暂无交换机
no-vswitches-in-vpc-text = 容器组从虚拟私有云的交换机获得地址。
vswitch-id-name = 交换机 ID/名称
vswitch-name = 交换机名称
ipv6-off = 未开启
manage-vswitch = 管理
create-vswitch = 创建交换机
created-vswitch = 已创建交换机 { $name }
edit-vswitch = 编辑交换机
delete-vswitch-then = 其网段将归还给虚拟私有云。
vswitch-vpc-missing = 请选择交换机所属的虚拟私有云。
vswitch-zone-help = 交换机中的容器组在该可用区运行；在多个可用区创建交换机，可容纳更多容器组
vswitch-range-help = 须在 { $range } 之内，不与其他交换机重叠，前缀长度为 16 到 29
vswitch-range-no-vpc = 请先选择虚拟私有云
this-vswitch = 本交换机
vswitch-ipv6-new = 其中的容器组除 IPv4 地址外，还将获得 IPv6 地址
vswitch-ipv6-later = 虚拟私有云开启 IPv6 后生效
vswitch-ipv6-change = 此后启动的容器组，如果虚拟私有云也已开启 IPv6，将获得 IPv6 地址
ipv6-off-in-vpc = 此处已开启，虚拟私有云未开启
gateway = 网关
search-addresses = 搜索地址
search-addresses-hint = 地址、容器组名称或 ID
no-addresses = 尚未使用任何地址
no-addresses-text = 该交换机的每个容器组在存续期间占用其中一个地址。
ipv6-address = IPv6 地址

## 安全组

security-groups = 安全组
security-groups-purpose = 安全组是容器组的防火墙，其规则决定允许哪些流量进出。
search-security-groups = 搜索安全组
no-security-groups = 当前地域暂无安全组
no-security-groups-text = 每个容器组都有一个安全组，且不能更换；安全组的规则可随时修改。
no-security-groups-in-vpc = 暂无安全组
no-security-groups-in-vpc-text = 容器组需要一个安全组，其规则决定允许哪些流量访问容器组。
security-group-id-name = 安全组 ID/名称
security-group-name = 安全组名称
rules = 规则数
manage-rules = 管理规则
used-by-scaling-group = 伸缩组 { $name }
used-by-rules-of = 安全组 { $name } 的规则
create-security-group = 创建安全组
created-security-group = 已创建安全组 { $name }
created-security-group-text = 其规则可随时修改。
edit-security-group = 编辑安全组
delete-security-group-then = 其规则将一并删除。
security-group-vpc-missing = 请选择安全组所属的虚拟私有云。
begin-with = 初始规则
begin-web = Web 服务
begin-web-note = 允许虚拟私有云内的全部流量，以及来自外部的 ping、HTTP 和 HTTPS；允许全部出方向流量
begin-inside = 仅限内部
begin-inside-note = 允许虚拟私有云内的全部流量，不允许来自外部的流量；允许全部出方向流量
begin-nothing = 无规则
begin-nothing-note = 添加规则之前，不允许任何流量进出
clone = 克隆
clone-security-group = 克隆安全组
clone-vpc-help = 引用了安全组的规则只能在其所属的虚拟私有云内克隆
cloned = 已克隆为 { $name }
no-members = 尚未保护任何容器组
no-members-text = 容器组在下单时指定安全组，此后不能更换。
no-address-yet = 尚未分配

## 安全组的规则

inbound-rules-tab = 入方向规则
outbound-rules-tab = 出方向规则
inbound-rules = 入方向规则
outbound-rules = 出方向规则
no-inbound-rules = 暂无入方向规则
no-inbound-rules-text = 添加允许规则之前，任何流量都不能访问该安全组的容器组。
no-outbound-rules = 暂无出方向规则
no-outbound-rules-text = 添加允许规则之前，该安全组的容器组不能向外发送任何流量。
first-rule-decides = 以第一条匹配的规则为准；没有规则允许的流量将被拒绝。
decides = 生效
add-rule = 添加规则
add-inbound-rule = 添加入方向规则
add-outbound-rule = 添加出方向规则
edit-inbound-rule = 编辑入方向规则
edit-outbound-rule = 编辑出方向规则
saved-rule = 已保存规则
saved-rule-text = 立即生效。
deleted-rule = 已删除规则
deleted-rule-text = 规则已失效，对现有连接同样如此。
# $rule 是一条完整的规则：允许 TCP 80，来源 10.0.0.0/16。
delete-rule-question = 确定删除规则【{ $rule }】（优先级 { $priority }）吗？规则将立即失效，对现有连接同样如此。
# $packets 是协议及端口：TCP 80。
inbound-rule = { $action } { $packets }，来源 { $source }
outbound-rule = { $action } { $packets }，目标 { $destination }
inbound-rule-listed = 入方向：{ $action } { $packets }，来源 { $source }
outbound-rule-listed = 出方向：{ $action } { $packets }，目标 { $destination }
remote-group = 安全组 { $name }
rule = 规则
action = 授权策略
protocol = 协议
ports = 端口
ports-help = 单个端口（例如 80）或端口范围（例如 8000-8010）；留空表示全部端口
all-ports = 全部
source = 来源
destination = 目标
address-range = 地址段
address-range-help = 例如 10.0.0.0/16、fd00::/8 或单个地址；0.0.0.0/0 表示全部 IPv4 地址，::/0 表示全部 IPv6 地址
remote-group-help = 该安全组的容器组，按内网地址匹配
choose-security-group = 请选择安全组
security-group-missing = 请选择安全组。
priority = 优先级
priority-help = 1 到 100，1 最先匹配；优先级相同时，拒绝先于允许

## 流量测试

trial = 流量测试
trial-note = 以连接的首个数据包测试上方规则；该连接的应答始终放行
trial-source = 来源地址
trial-destination = 目标地址
trial-port = 端口
trial-nothing-typed = 请输入地址，查看其数据包的处理结果。
trial-address-wrong = “{ $text }”不是有效的地址，例如 203.0.113.7。
trial-port-wrong = 端口须在 1 到 65535 之间。
packet-allowed = 允许
packet-dropped = 拒绝
no-rule-decides = 没有匹配的规则；没有规则允许的流量将被拒绝。
# $number 是规则在表格中的序号，$rule 是一条完整的规则：允许 TCP 80，来源 10.0.0.0/16。
rule-decides = 规则 { $number } 生效：优先级 { $priority }，{ $rule }。
described-rule-decides = 规则 { $number }“{ $description }”生效：优先级 { $priority }，{ $rule }。

## 弹性 IP

eip = 弹性 IP
eips = 弹性 IP (EIP)
eips-purpose = 弹性 IP 是可独立持有的公网地址。绑定到容器组后，即可通过该地址访问容器组的端口。
search-eips = 搜索弹性 IP
search-eips-hint = 地址、名称或 ID
pool-free = 地址池 { $pool }：剩余 { NUMBER($free) } 个地址
no-eips = 当前地域暂无弹性 IP
no-eips-text = 没有弹性 IP 的容器组只有内网地址。下单时也可随容器组一并创建弹性 IP。
eip-id-name = 弹性 IP ID/名称
eip-name = 弹性 IP 名称
address = 地址
bandwidth = 带宽
bandwidth-help = 双向各 1 到 200 Mbps
bandwidth-each-way = 双向各 { $bandwidth } Mbps
bound = 已绑定
not-bound = 未绑定
bound-to = 绑定对象
web-address = 访问网址
open-in-new-tab = 在新标签页中打开
web-address-help = 访问的是容器组的 80 端口，须由其安全组允许。
no-web-address = 无：尚未绑定
when-group-ends = 容器组终止后
released-with-group = 随容器组释放：由订单创建
kept-until-released = 保留，直到在此释放
create-eip = 创建EIP
created-eip = 已创建弹性 IP { $name }
created-eip-text = 可将其绑定到容器组。
new-address-help = 地址由系统地址池分配，在弹性 IP 释放之前保持不变。
edit-eip = 编辑EIP

## 绑定、解绑和释放弹性 IP

bind = 绑定
bind-eip = 绑定弹性 IP { $address }
bound-eip = 已绑定弹性 IP { $address }
bound-eip-text = 容器组可立即通过该地址访问。
bind-eip-to = 为 { $group } 绑定弹性 IP
bound-eip-to = 已为 { $group } 绑定弹性 IP
bound-eip-to-text = 可立即通过该地址访问。
choose = 请选择
choose-what = 请选择{ $what }
search-what = 搜索{ $what }
search-what-hint = 名称、ID 或 IP
nothing-fits = 没有符合搜索条件的内容。
group-to-bind = 容器组
no-group-to-bind = 当前地域没有未绑定弹性 IP 的容器组。
no-eip-to-bind = 当前地域没有未绑定的弹性 IP。
unbind = 解绑
unbind-question = 确定将弹性 IP【{ $address }】与【{ $group }】解绑吗？解绑后容器组无法再通过该地址访问，现有连接将中断。地址仍会保留。
unbound-eip = 已解绑弹性 IP
unbound-eip-text = 地址仍会保留，直到释放。
release = 释放
release-question = 确定释放弹性 IP【{ $address }】吗？地址将归还地址池，可能被他人使用。
released-eip = 已释放弹性 IP { $address }
release-bound = 已绑定到 { $group }，请先解绑。
