### 容器组：列表、订购、详情、退订。

## 多个页面共用

container-group-id-name = 容器组 ID/名称
container-group-id = 容器组 ID
instance-name = 实例名称
container-name = 容器名称
containers = 容器
status = 状态
spec = 规格
tags = 标签
description = 描述
address = 镜像地址
zone = 可用区
vpc = 虚拟私有云
vswitch = 交换机
subnet = 子网
security-group = 安全组
eip = 弹性 IP
cpu = CPU
memory = 内存
image = 镜像
image-version = 镜像版本
image-pull-policy = 镜像拉取策略
startup-command = 启动命令
arguments = 启动参数
working-directory = 容器工作目录
environment-variables = 环境变量
ports-and-protocols = 端口和协议
restart-policy = 重启策略
billing-mode = 计费模式
pay-as-you-go = 按量付费
pay-as-you-go-price = 按量付费，每小时 { $price } { $currency }
price-per-hour = { $currency }/小时
restart = 重启
unsubscribe = 退订
events = 事件
logs = 日志
monitoring = 监控
remote-connection = 远程连接
connect = 连接
copy-id = 复制 ID
not-yet = 尚未分配
not-chosen = 未选择
not-chosen-yet = 尚未确定
none = 无
shared = 共享
images-own = 使用镜像默认值

## 列表

list-purpose = 每个容器组包含一个或多个容器，这些容器共享生命周期、网络和存储。
ip = IP
search-groups = 搜索容器组
name-id-or-ip = 名称、ID 或 IP
state = 状态
filter-by-tag = 按标签筛选
tag-hint = 标签，或 标签:值
no-groups = 暂无容器组
no-groups-text = 容器组运行一个或多个共享网络和存储的容器，秒级启动，按秒计费。
internal = 内网
elastic = 弹性
groups-with-tag = 查看带有标签 { $tag } 的容器组
more-actions-for = { $name } 的更多操作

## 重启与退订

confirm = 确认
restarted = 重启
# $groups 是名称，或者数量：3 个容器组。
restart-question = 确定重启【{ $groups }】吗？容器最多在 30 秒内停止，然后重新启动。写入容器内的文件将会丢失。
restarting = 正在重启 { $groups }
unsubscribed = 退订
unsubscribe-question = 确定退订【{ $groups }】吗？容器将停止，其文件和日志将会丢失，内网地址将被收回。此操作无法撤销。
unsubscribed-groups = 已退订 { $groups }
unsubscribed-groups-text = 正在终止，全部资源释放后将从列表中消失。

## 退订单个容器组的页面

instance-unsubscribe = 实例退订
unsubscribe-purpose = 退订后实例将被释放并停止计费。此操作无法撤销。
unsubscribe-fates = 退订后的处理
fate-containers = 容器：{ $names }
fate-stopped = 最多在 { $seconds } 秒内停止
fate-files = 写入容器内的文件
fate-logs = 日志、事件和监控数据
fate-private-ip = 内网 IP { $address }
fate-eip = 弹性 IP { $address }
fate-images = 容器镜像服务中的镜像版本
fate-quota = { $vcpu } vCPU、{ $gib } GiB 配额
lost = 将会丢失
returned = 归还
kept = 保留
released-unless-unbound = 释放；此前已解绑的除外
unbound-and-kept = 解绑并保留
confirm-unsubscribe = 确认退订
unsubscribe-one-question = 确定退订【{ $name }】吗？其容器将停止，文件将会丢失。
unsubscribed-one-text = 正在终止，全部资源释放后将从列表中消失。

## 容器组详情

group-page = 容器组 - { $name }
volumes = 数据卷
more-actions = 更多操作
bind-eip = 绑定EIP
unbind-eip = 解绑EIP
copy-as-json = 复制为 JSON
no-volumes = 该容器组没有数据卷
no-volumes-text = 其容器写入临时存储，退订容器组后临时存储中的内容将会丢失。
as-text-note = 订购时的配置。使用相同的内容可以再次订购这样的容器组。

## 左侧导航栏中的相关资源

its-containers = 所含容器
connected-to = 关联资源
groups-with-same-tag = 相同标签的容器组
restarts-of = 重启 { $count } 次

## 基本信息与最近一次启动

private-ip = 内网 IP
ipv6-address = IPv6 地址
grace-period = 终止宽限期
created-by = 由 { $person } 创建
last-start = 最近一次启动
last-start-steps = 最近一次启动的步骤
from-order-to-running = 从下单到运行用时 { $took }
station-note = { $detail }，{ $took }

## 容器

restarts = 重启次数
ports = 端口
next-start = 下次启动 { NODE($time) }
latest-events = 最近事件
all-events = 全部事件
nothing-happened = 暂无事件。
configuration-of = { $name } 的配置
image-digest = 镜像摘要值
nothing-pulled = 无：模拟运行时不拉取镜像
not-pulled-yet = 尚未拉取

## 事件

event-name = 事件名称
event-type = 类型
start-time = 开始时间
end-time = 结束时间
search-events = 搜索事件
name-or-description = 名称或描述
no-events = 暂无事件
no-events-text = 容器组的运行过程和对其执行的操作会记录在这里。
event-times = （{ $count } 次）

## 日志

log = 日志
container = 容器
since = 起始时间
since-start = 从头开始
since-five-minutes = 最近 5 分钟
since-quarter-hour = 最近 15 分钟
since-hour = 最近 1 小时
since-day = 最近 24 小时
no-new-lines = 无法接收新的日志。
no-new-lines-text = 连接已断开，正在重新连接。

## 监控

sample = 采样点
no-figures-text = 监控数据在容器组运行期间采集，启动后几秒即可查看。
limit-of = 上限 { $limit }
cpu-utilisation = CPU 使用率
cpu-of = 共 { $limit }，负载 { $load }
memory-utilisation = 内存使用率
memory-of = { $used } / { $limit }
cpu-by-container = 各容器的 CPU
memory-by-container = 各容器的内存
network-bandwidth = 网络带宽，eth0
network-throughput = 网络吞吐量，eth0
memory-by-kind = 内存构成
disk-space = 磁盘空间，系统分区
disk-of = 共 { $total }，可用 { $available }，已使用 { $share } %
used = 已使用
sent = 发送
received = 接收
sent-dropped-errors = 发送，丢包 { $drops }，错误 { $errors }
working-set = 工作集
resident = 常驻内存
cache = 缓存

## 终端

connections-noted = 每次连接都会记录在操作日志中。
no-terminal-now = 当前无法打开终端。
no-terminal-open = 没有打开的终端
no-terminal-open-text = 点击“连接”打开容器内的 shell。可以同时打开多个终端，包括该容器和其他容器的终端。
container-not-running = 容器 { $name } 的状态为{ $state }，只有运行中的容器才能打开终端。
no-such-container = 该容器组中没有此名称的容器。

## 订购：步骤

create = 创建
basic-configuration = 基础配置
other-settings = 其他设置
other-settings-optional = 其他设置（选填）
confirm-order = 确认订单
submit-order = 提交订单
next = 下一步
previous = 上一步
ordered = 已订购 { $name }
ordered-text = 正在创建。
ordered-groups = 已订购 { $count } 个容器组
ordered-groups-text = 正在创建。
open-ordered = 打开

## 订购：实例

instance = 实例
no-vpc = 当前地域暂无虚拟私有云。
no-vpc-text = 容器组需要一个虚拟私有云，以及其中的交换机和安全组。请在下方创建，或选择其他地域。
instance-name-help = 由数字、小写字母和连字符组成
billing-mode-help = 从创建到释放按秒计费
vpc-help = 容器组所在的私有网络
load-vpcs = 刷新虚拟私有云
choose-vpc = 请选择虚拟私有云
vpc-missing = 请选择虚拟私有云。
security-group-help = 创建后不能更换
load-security-groups = 刷新安全组
choose-security-group = 请选择安全组
security-group-missing = 请选择安全组。
quantity = 购买数量
quantity-help = 1 到 50；大于 1 时，名称依次以 -1、-2 结尾
subnet-help = 分配内网地址的交换机，同时决定可用区
subnets-help = 按选择顺序，容器组创建在可用区资源充足的第一个交换机中
subnet-choice = { $name } · { $cidr } · 可用 { $free } 个
subnet-full = 该交换机没有可用地址。
load-vswitches = 刷新交换机
choose-vswitch = 请选择交换机

## 订购：规格

size-purpose = 全部容器共享的计算资源。
deployment-mode = 部署模式
deployment-help = 单个可用区；或多个可用区，容器组创建在资源充足的第一个可用区
single-zone = 单可用区部署
multi-zone = 多可用区部署
creation-mode = 创建模式
basic-mode = 基础模式
specified-spec = 指定规格
restart-policy-help = 容器进程结束后的处理方式
availability-zone = 可用区
no-vswitch-in-zone = 虚拟私有云在 { $zone } 没有交换机。
choose-vswitches = 请选择交换机
# $before 是按顺序排列的可用区，$next 是其后的一个。
zone-then = { $before }，其次 { $next }
vcpu-over-quota = { $vcpu } vCPU 超过了配额中剩余的 { $left }
memory-over-quota = { $gib } GiB 超过了配额中剩余的 { $left }
size-from-containers = 按容器计算规格
size-from-containers-note = 各容器的 CPU 和内存之和，向上取最接近的规格
# $spec 是实际创建的规格：8vCPU 16GiB。
size-rounded = { $vcpu } vCPU、{ $memory } 将按 { $spec } 创建并计费。
size-missing = 请设置容器的 CPU 和内存，容器组的规格为各容器之和。

## 订购：指定规格

architecture = 架构
x86-compute = x86 计算
type-family = 类型
family-general = 通用型
family-gpu-compute = GPU 计算加速型
family-memory = 内存优化型
family-gpu-graphics = GPU 图形加速基础型
family-compute = 计算增强型
spec-name = 规格名称
spec-name-hint = 例如 s7.large
stock = 库存
only-in-stock = 仅显示未售罄
all = 全部
specs = 规格列表
choose = 选择
choose-named = 选择 { $name }
vcpus = vCPU
memory-gib = 内存 (GiB)
bandwidth-range = 基准 / 最大带宽 (Gbit/s)
packets = 内网收发包 (pps)
queues = 网卡多队列数
interfaces = 弹性网卡
no-spec-fits = 没有符合筛选条件的规格。
sold-out = 超过了剩余配额

## 订购：容器

container-configuration = 容器配置
containers-purpose = 每个容器组最多 20 个。
containers-of-instance-purpose = 每个实例最多 20 个。每个容器需要一个镜像：您自己的镜像，或示例镜像，后者可由以后的版本替换。
containers-full = 每个容器组最多 { $most } 个容器。
add-container = 添加容器
container-unnamed = 容器 { $number }
remove-container = 移除 { $name }
container-name-help = 由数字、小写字母和连字符组成，在容器组内唯一
startup-command-help = 留空则使用镜像默认值。容器运行需要有常驻进程，否则会导致异常。
startup-command-hint = 例如 /run/server
working-directory-help = 留空则使用镜像默认值
working-directory-hint = 例如 /srv
arguments-help = 依次传递给启动命令
argument-hint = 例如 -port=80
add-parameter = 添加参数
advanced-settings = 高级设置
advanced-settings-note = CPU、内存、环境变量、端口和协议
cpu-help = 单容器最高可选：{ $highest } vCPU，所有容器总和已选：{ $sum } vCPU。0 表示共享容器组的资源。
cpu-wrong = CPU“{ $text }”不是有效的 vCPU 数量，例如 0.5，最多三位小数。
cpu-over = 各容器共需要 { $sum } vCPU，容器组只有 { $whole } vCPU。此处最多 { $most } vCPU。
# $highest 和 $sum 含单位：2 GiB。
memory-help = 单容器最高可选：{ $highest }，所有容器总和已选：{ $sum }。0 表示共享容器组的资源。
memory-wrong = 内存“{ $text }”不是有效的 GiB 数量，例如 0.5，最多三位小数。
# $sum、$whole 和 $most 含单位：2 GiB。
memory-over = 各容器共需要 { $sum }，容器组只有 { $whole }。此处最多 { $most }。
environment-help = 在容器内设置，其值在容器内可见
add-variable = 添加变量
variable-name = 变量名
variable-value = 变量值
variable-name-wrong = 变量名为 1 到 128 个可见的 ASCII 字符，不含 =
ports-help = 在虚拟私有云内开放
port = 端口
protocol = 协议
add-port = 添加端口
port-wrong = 端口须为 1 到 65535 之间的整数，而不是“{ $text }”。
# $port 是端口及其协议：80 TCP。
port-twice = { $port } 已在列表中。

## 订购：镜像

select-image = 选择镜像
select-container-image = 选择容器镜像
container-image = 容器镜像
image-help = 选择镜像，或手动输入镜像地址（不含版本）
image-version-help = 标签或摘要值
image-version-hint = 例如 latest
image-version-empty = 请输入镜像版本。
version-typed-by-hand = 镜像为手动输入，因此需要手动输入镜像版本。
select-image-version = 选择镜像版本
image-source = 镜像来源
enterprise-image = 企业版镜像
enterprise-image-help = 推荐使用：本系统容器镜像服务中的镜像无需凭证，无需访问互联网，启动最快。
personal-image = 个人版镜像
personal-image-help = 您的个人版实例中的镜像。个人版有数量限制，团队请共用企业版实例。
image-address = 镜像地址
image-address-help = 无需密码即可拉取的任意镜像。
image-address-own-help = 本系统容器镜像服务中的镜像地址，目前不能运行其他镜像。请先将其推送到这里。
without-version = 不含版本，版本在旁边的字段中填写
image-missing = 请从列表中选择镜像。
image-first = 请先选择镜像。
# $visibility 是公共或私有，$instance 是容器镜像实例。
image-about = { $visibility }，位于 { $instance }
images = 镜像
image-name = 镜像名称
image-type = 类型
search-images = 搜索镜像
name-or-summary = 名称或摘要
nothing-fits = 未找到匹配项
nothing-fits-text = 没有名称或摘要与此相符的镜像。
no-images = 暂无镜像
no-images-text = 请在容器镜像服务中创建镜像仓库，并推送镜像。
no-personal-images = 暂无个人版镜像
no-personal-images-text = 请创建您的个人版实例及其中的镜像仓库，并推送镜像。
personal-instance = 个人版实例
registry-instance = 容器镜像实例
all-registry-instances = 全部容器镜像实例
namespace = 命名空间
all-namespaces = 全部命名空间
version-missing = 请从列表中选择版本。
image-versions = 镜像版本
digest = 摘要值
size = 大小
pushed = 推送时间
runs-elsewhere = 该版本没有适用于 linux/amd64 的镜像。
no-versions = 暂无版本
no-versions-text = 请向该镜像仓库推送镜像，每个标签是一个版本。

## 订购：弹性 IP、标签与终止

eip-purpose = 容器组通过该公网地址对外提供服务。
eip-auto = 自动创建
eip-auto-help = 随容器组创建、绑定和释放
eip-auto-text = 自动创建，{ $mbps } Mbps
eip-existing = 使用已有
eip-existing-help = 选择未绑定的弹性 IP，容器组终止后予以保留
eip-none-help = 没有弹性 IP 的容器组只有内网地址
eip-used-up = 公网地址池已用尽。
cancel-selection = 取消选择
no-eip-selected = 未选择弹性 IP。
bandwidth = 带宽
bandwidth-help = 双向各 1 到 200 Mbps
existing-eip = 已有弹性 IP
load-eips = 刷新弹性 IP
choose-eip = 请选择弹性 IP
eip-missing = 请选择或创建弹性 IP，或取消选择。
# $ports 是一个或多个端口及其协议：80 TCP, 53 UDP。
ports-closed = { $group } 未开放端口 { $ports }
ports-closed-text = 外部无法通过弹性 IP 访问未开放的端口。请在安全组中添加规则，或选择其他安全组。
tags-purpose = 标签用于标记有相同需求的容器组，便于查找和批量管理。
tags-set = 您已设置 { $count } 个标签，还可以添加 { $left } 个
tag-key = 标签键
tag-key-hint = 请输入标签键
tag-value = 标签值
tag-value-hint = 请输入标签值，可以为空
tag-key-missing = 请输入标签键
tag-key-twice = 标签键 { $key } 已在列表中，标签键不可重复。
tags-full = 每个容器组最多 { $most } 个标签。
end = 终止
end-purpose = 重启或退订容器组时的处理方式。
grace-field = 终止宽限期
grace-help = 0 到 300：容器自行结束的最长时间
unit-seconds = 秒

## 订购：摘要与确认

summary-group = 容器组
summary-restart = 重启策略
groups-of-order = { $count } 个容器组：{ $name }-1 …
size-unknown = 尚未确定
shared-by-all = 全部容器共享
sum-of = { $sum } / { $whole }
no-image-yet = 尚未选择镜像
cost-note = 每秒 { $second }，30 天 { $month }
price-follows = 价格由规格决定。
same-as-yaml = 查看 YAML
same-as-text = 以文本查看
no-text-yet = 订单尚不能以文本显示。
not-submitted-yet = 订单尚不能提交。
price = 价格
agreement = 服务协议
