### 弹性伸缩：伸缩组及其伸缩配置、实例、规则和活动。

## 多个页面共用

create = 创建
edit = 编辑
save = 保存
enable = 启用
disable = 停用
delete = 删除
remove = 移除
detach = 移出伸缩组
execute = 执行
apply = 应用
details = 详情
copy-id = 复制 ID
more-actions = 更多操作
more-actions-for = { $name } 的更多操作
created-name = 已创建 { $name }
saved = 已保存 { $name }
deleted = 已删除 { $name }
state = 状态
status = 状态
enabled = 已启用
disabled = 已停用
kind = 类型
name-or-id = 名称或 ID
network = 网络
vpc = 虚拟私有云
eip = 弹性 IP
elastic-ip = 弹性 IP
scaling-group = 伸缩组
zone = 可用区
zones = 可用区
image = 镜像
spec = 规格
instance = 实例
# 实例的列表。
instances = 实例
# 实例的数量。
instance-number = 实例数
instance-count = { $count } 个实例
running-count = { $count } 个运行中
configuration = 伸缩配置
version = 版本
version-number = 版本 { $version }
# 用于句子中。
version-called = 版本 { $version }
scaling-configurations = 伸缩配置
scaling-rules = 伸缩规则
scaling-activities = 伸缩活动
create-configuration = 创建伸缩配置
create-rule = 创建伸缩规则
more-settings = 更多设置
as-they-are = 可以保持默认值。
none = 无
none-yet = 暂无
not-yet = 尚未分配
none-chosen = 未选择
from-to = { $least } 至 { $most }
by-user = 由 { $user } 创建
# 伸缩活动：扩容，从 1 到 2。
change-of = { $activity }，从 { $before } 到 { $after }
# $cause 是不带句号的句子。
change-because = { $change }。{ $cause }
activities-tell = 进度见“伸缩活动”标签页。
nothing-to-change = 无需变更
mean = 平均值
desired-line = 期望

## 伸缩组

groups-purpose = 伸缩组按负载、时间或您的要求，保持相应数量的相同容器组。
create-eci-group = 创建 ECI 伸缩组
search-groups = 搜索伸缩组
all-states = 全部
id-and-name = 伸缩组 ID/名称
desired = 期望实例数
no-groups = 暂无伸缩组
no-groups-text = 设置最小实例数和最大实例数，并指定实例的配置，伸缩组即可自动启动和结束容器组。弹性伸缩免费，实例按量计费。
some-running = { $running } 个运行中，共 { $all } 个

## 启用、停用和删除伸缩组

# 对伸缩组、版本或规则所做的操作。
done-enabled = 启用
done-disabled = 停用
done-deleted = 删除
# $groups 是一个伸缩组的名称，或者伸缩组的数量。
enable-question = 确定启用【{ $groups }】吗？缺少的实例会立即创建，并在存在期间计费。
enabled-groups = 已启用 { $groups }
number-is-kept = 从现在起自动保持实例数。
disable-question = 确定停用【{ $groups }】吗？现有实例继续运行，但停用期间不会增加、移除或替换实例。
disabled-groups = 已停用 { $groups }
delete-question = 确定删除【{ $groups }】吗？伸缩配置、伸缩规则和伸缩活动将会丢失。此操作无法撤销。
has-instances = 该伸缩组有 { $count } 个实例。请单独删除，并输入其名称。
delete-title = 删除 { $name }？
cannot-be-undone = 此操作无法撤销。
instances-lost = { $count ->
    [0] 无
   *[other] { $count } 个，除手动添加的以外均会退订
    }
parts-of-group = 伸缩配置、伸缩规则和伸缩活动
parts-deleted = 删除
added-by-hand = 手动添加的容器组
added-kept = 保留为独立的容器组
leaves-list = 全部实例释放后将从列表中消失。

## 伸缩组的设置

edit-name = 编辑 { $name }
edit-group = 编辑伸缩组
instances-stay = 现有实例的位置不变。
load-vswitches = 刷新交换机
group-name = 伸缩组名称
group-name-example = eci_scaling_group
minimum-number = 最小实例数
minimum-help = 少于此数时增加实例。0：扩容之前没有实例。
maximum-number = 最大实例数
maximum-help = 多于此数时移除实例
select-vswitch = 选择交换机
chosen-of = 已选 { $chosen } 个，共 { $all } 个
vswitch-about = { $zone } · { $cidr } · 剩余 { $free } 个地址
spread-evenly = 实例均匀分布在所选交换机及其可用区中。
choose-several-zones = 建议选择多个可用区的交换机：实例分布在各可用区中，单个可用区的故障不影响其他可用区。
addresses-here = 实例从这里获取地址。
cooldown = 冷却时间
cooldown-help = 伸缩活动结束后，报警在此时间内不改变实例数。手动操作、定时规则、最小实例数和最大实例数不受此限制。
second-unit = 秒
removal-policy = 实例移除策略
removal-help = 实例数减少时，优先移除的实例
removal-then = 其次
removal-then-help = 首要条件相同时的移除依据
nothing-more = 不设置
removal-order = { $first }，其次{ $then }
health-check = 健康检查
health-note = 替换已结束或无法启动的实例
vpc-missing = 请选择虚拟私有云。

## 创建伸缩组

create-purpose = 服务免费，实例在存在期间按秒计费。
how = 创建方式
by-form = 通过表单创建
by-yaml = 通过 YAML 文件创建
desired-wrong = 初始期望实例数“{ $text }”不是整数。
group-type = 伸缩组类型
group-type-help = ECI：实例为容器组
configuration-source = 实例配置来源
source-note = 暂不使用模板：创建伸缩组之后再创建伸缩配置
limits = 实例数范围
limits-purpose = 无论何种原因，实例数都不会超出此范围。
desired-at-start = 初始期望实例数
desired-help = 留空：使用最小实例数
one-vpc = 所有实例位于同一个虚拟私有云中。
no-vpc = 当前地域暂无虚拟私有云。
no-vpc-text = 伸缩组需要虚拟私有云和交换机。请在下方创建，或选择其他地域。
fixed-later = 创建后不能更改
load-vpcs = 刷新虚拟私有云
choose-vpc = 请选择虚拟私有云
no-name-yet = 未填写名称
from-to-first = { $least } 至 { $most }，初始 { $first }
removed-first = 优先移除
ended-instances = 已结束的实例
replaced = 替换
left-alone = 不处理
next-step = 下一步是创建伸缩配置：实例的镜像和规格。伸缩组在启用之前不会执行任何操作。

## 通过文件创建伸缩组

the-group = 伸缩组
not-formatted = 未能格式化
not-formatted-text = 有的行以制表符开头，或者缩进不一致。
deployment-as-yaml = YAML 格式的 Deployment
use-sample = 使用示例
tidy = 格式化
# 两者都是键的开头，以代码形式显示。
yaml-help = Kubernetes 的 Deployment。伸缩组的名称、最小实例数和最大实例数写在注解中；以 { NODE($own) } 开头的键与以 { NODE($other) } 开头的键含义相同。
reading-file = 正在读取文件
can-be-created = 文件可以创建。
faults-first = 修正错误之前，不会创建任何内容。
plan-empty = 文件没有错误后，这里显示伸缩组、实例数范围和容器。
eip-each = 每个实例一个
of-registry = 来自本系统的镜像仓库，版本 { $version }

## 创建伸缩配置

configuration-purpose = { $group } 中每个实例的配置。版本启用后不再更改。
created-and-enabled = 已创建并启用伸缩配置
filled-in-from = 已按版本 { $version } 填写。
filled-in-text = 更改的内容将成为下一个版本；旧版本会保留，可以再次应用。
billing-method = 计费模式
billing-help = 从创建到释放按秒计费
security-group = 安全组
security-group-help = 伸缩组所在虚拟私有云的安全组
load-security-groups = 刷新安全组
choose-security-group = 请选择安全组
eip-help = 随每个实例创建和释放
eip-none = 不使用
eip-auto = 自动创建
bandwidth = 带宽
termination-grace = 终止宽限期
grace-help = 0 至 300：容器自行结束的最长时间
preview = 预览伸缩配置
spec-unknown = 尚未确定
what-instance = 实例的配置
price-range = { $fewest } 至 { $largest } 个实例每小时 { $least } 至 { $most } { $currency }。弹性伸缩本身免费。
per-hour = { $currency }/小时
price-follows = 价格取决于规格。
own-registry = 来自本系统的镜像仓库

## 预览伸缩配置

created-version = 已创建版本 { $version }
enabled-version = 已启用版本 { $version }
new-from-it = 新实例按此版本创建。
later = 稍后
version-was-created = 版本 { $version } 已创建。
enable-now = 立即启用后，新实例按此版本创建；也可以稍后应用。
eip-bandwidth = 每个实例 { $bandwidth } Mbps
restart-policy = 重启策略
grace = 终止宽限期
price = 价格
price-each = 每个实例 { $price } { $currency }/小时
tags = 标签
containers = 容器

## 伸缩组详情

its-parts = 组成部分
connected-to = 关联资源
configuration-sources = 实例配置来源
monitoring = 监控
group-purpose = 容器组镜像为 { $images }，每个规格为 { $spec }，位于 { $zones }。
no-configuration = 暂无伸缩配置，因此实例的配置尚未确定。
one-step-left = 还剩一步：指定实例的配置。
one-step-text = 伸缩配置指定镜像和规格。启用后，伸缩组自动启动最小数量的实例。
create-and-enable = 创建并启用伸缩配置
how-it-stands = 当前情况
running-and-not = { $running } 个运行中，{ $starting } 个尚未运行
alarms-wait = 报警等待至 { $time }
number-of-instances = 实例数
standing = 期望 { $desired } 个实例，{ $running } 个运行中；最小 { $minimum }，最大 { $maximum }
standing-starting = 期望 { $desired } 个实例，{ $running } 个运行中，{ $starting } 个创建中；最小 { $minimum }，最大 { $maximum }
# 图中数字之后。
beam-minimum = 最小
beam-maximum = 最大
beam-desired = 期望

## 手动伸缩

set-desired = 设置期望实例数
to-add = 增加的实例数
to-remove = 减少的实例数
desired-number = 期望实例数
has-begun = { $what }已开始
changes-nothing = 实例数没有变化。
from-to-instances = 实例数从 { $before } 变为 { $after }；伸缩组的实例数范围为 { $minimum } 至 { $maximum }。
who-goes = 按移除策略（{ $policy }）选择要移除的实例；受保护的实例保留。

## 伸缩组的实例

search-instances = 搜索实例
name-id-or-ip = 名称、ID 或 IP
origin = 来源
instances-of-origin = 实例，{ $origin }
attach-instance = 添加已有实例
no-instances = 暂无实例
no-instances-text = 伸缩组启用后，按最小实例数、手动操作或伸缩规则需要实例时，实例显示在这里。
none-attached = 暂无手动添加的实例
none-attached-text = 可以添加已在运行的容器组。它计入实例数，删除伸缩组时仍会保留。
protect = 保护
protected = 受保护
lift-protection = 取消保护
no-longer-protected = 已取消保护
protected-first = 该实例受保护，请先取消保护。
removing = 正在移除 { $name }
removing-text = 该实例将会退订。低于最小实例数时，会补充新的实例。
detached = 已移出 { $name }
detached-text = 它作为独立的容器组继续运行。
remove-question = 确定移除【{ $name }】吗？其容器将会停止，文件和日志将会丢失，地址将会释放。
detach-question = 确定将【{ $name }】移出伸缩组吗？它将继续运行并计费，但不再属于该伸缩组。
attached = 已添加 { $name }
choose-from-list = 请在列表中选择容器组。
search-container-groups = 搜索容器组
container-group = 容器组
choose = 选择
choose-name = 选择 { $name }
nothing-to-attach = 没有可添加的容器组
nothing-to-attach-text = 只能添加同一虚拟私有云中正在运行、且不属于任何伸缩组的容器组。

## 伸缩配置的版本

delete-version-question = 确定删除【{ $version }】吗？按它创建的实例会保留，但不能再恢复到该版本。
applied = 已应用版本 { $version }
applied-text = 新实例按此版本创建；现有实例保持不变。
no-configurations = 暂无伸缩配置
no-configurations-text = 伸缩配置指定实例的镜像、规格和安全组。每次更改都是一个新的版本。
compare = 对比
only-one-version = 只有一个版本。
compare-versions = 对比版本
version-in-state = 版本 { $version }，{ $state }
compare-from = 从
compare-to = 到
# 两个版本之间。
compare-between = 到
same-versions = 两个版本相同。
differences = 差异
# 一行之前。
line-removed = 已移除：
line-added = 已添加：
as-text = 伸缩组的设置，以及生效中的伸缩配置。

## 伸缩活动

activity = 活动
cause = 原因
before = 变化前
after = 变化后
duration = 耗时
started = 开始时间
no-activities = 暂无伸缩活动
no-activities-text = 实例数的每次变化及其原因记录在这里。
under-way = 进行中
still-under-way = 仍在进行中。
taken-over = 已由更新的伸缩活动接替；当时的实例数：{ $reached }
ended-with = 结束时实例数为 { $reached }
log = 日志
log-of-activity = 伸缩活动日志
warning = 警告
normal = 正常

## 伸缩组的监控

running-line = 运行中
minimum-line = 最小 { $count }
maximum-line = 最大 { $count }
of-running = { $count } 个运行中实例的平均值
point = 数据点
figures-later = 数据在伸缩组存在期间保留，首批数据几秒后出现。
what-changed = 实例数的变化
nothing-changed = 该时间段内没有变化。
all-activities = 查看全部伸缩活动及其日志

## 伸缩规则

rule = 规则
what-it-does = 规则内容
next-runs = 下次执行时间
next-runs-list = 下次执行时间
last-change = 上次变更
no-rules = 暂无伸缩规则
no-rules-text = 规则按负载、目标值或时间改变实例数。没有规则时，只能手动改变实例数。
by-load = 按负载
enabled-rule = 已启用规则
disabled-rule = 已停用规则
carried-out = 已执行规则
# $rules 是一条规则的名称，或者规则的数量。
delete-rule-question = 确定删除【{ $rules }】吗？实例数不再受它控制，其观测记录将会丢失。相关伸缩活动保留在列表中。
simple-rule = 简单伸缩规则
step-rule = 步进伸缩规则
target-rule = 目标追踪伸缩规则
scheduled-rule = 定时伸缩规则

## 创建和编辑规则

rule-purpose = 在伸缩组的最小实例数和最大实例数之间改变实例数。
edit-rule = 编辑伸缩规则
rule-name = 伸缩规则名称
rule-name-example = cpu-high
group-cooldown-help = 留空：使用伸缩组的冷却时间，{ $seconds } 秒
cooldown-wrong = 冷却时间“{ $text }”不是整数秒。
rule-type = 规则类型
simple-note = 监控指标超过阈值时或手动执行时，变更一次
step-note = 超出阈值越多，变更越大
target-note = 自动使监控指标保持在目标值附近
scheduled-note = 在指定时间变更
disabled-note = 停用的规则不会自动改变实例数
within-limits = 实例数保持在 { $minimum } 至 { $maximum } 之间。多条规则同时生效时，取最大的实例数。
when = 触发条件
mean-purpose = 监控指标取伸缩组中运行实例的平均值。
by-hand-only = 仅手动执行
by-hand-note = 点击“执行”之前，不执行任何操作
change = 变更
change-help = 负数表示减少实例
kind-of-change = 变更方式
change-by-number = 按数量变更
change-by-percentage = 按百分比变更
change-to-number = 变更至指定数量
number-wrong = “{ $text }”不是整数。
# 数字之后。
instances-unit = 个实例
steps = 步进
steps-purpose = 每个步进从超出阈值的指定幅度开始，到下一个步进为止。
add-step = 添加步进
remove-step = 移除步进 { $number }
a-step = 步进
step-begins = 步进 { $number } 的起点，超出阈值
steps-full = 一条规则最多 { $most } 个步进。
target = 目标值
target-purpose = 调整实例数，使运行实例的平均值保持在目标值附近。
scales-in = 允许缩容
scales-in-note = 减少部分实例仍能保持目标值时，减少实例数
scale-in-periods = 缩容前的统计周期数
scale-in-help = 周期越多，缩容越晚，实例数越稳定
# 定时规则的执行时间。
scheduled-when = 执行时间
zone-purpose = 采用本系统的时区 { $zone }。
cron = Cron 表达式
cron-help = 分、时、日、月、星期；六个字段时，第一个为秒
reading-expression = 正在解析表达式
metric = 监控指标
metric-help = 伸缩组中运行实例的平均值
in-unit = 单位：{ $unit }
comparison = 比较方式
threshold = 阈值
# $what 是字段名称：阈值。
level-wrong = { $what }“{ $text }”不是 60、0.5 这样的数字，小数最多三位。
period = 统计周期
period-help = 以该时长内的平均值作为一个值
periods = 统计周期数
periods-help = 连续多个值均满足条件才触发，避免抖动

## 规则的观测和执行

group-cooldown = { $seconds } 秒，与伸缩组相同
saw-and-did = 观测与执行记录
compared-with = 对比值 { $value }
number-line = 实例数
nothing-seen = 该时间段内没有观测记录。
nothing-seen-text = 规则和伸缩组均已启用，并且有实例运行时，规则才会观测。
mean-over = 各实例的平均值
now = 当前
saw = 观测值 { $value } { $unit }，对比值 { $threshold }
its-time = 已到执行时间
# $saw 说明观测到的内容。
saw-and-changed = { $saw }；{ $instances } 个实例，期望 { $desired } 个
what-it-did = 执行记录
