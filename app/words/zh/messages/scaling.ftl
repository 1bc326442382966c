### 页面之下的提示：scaling。

## 伸缩组的规则

eci-only = ECS 伸缩组包含虚拟机，而 Gantry 只运行容器。请选择 ECI：其实例为容器组。
maximum-range = 最大实例数为 0 至 { $most }，不能为 { $number }。
minimum-above-maximum = 最小实例数 { $minimum } 大于最大实例数 { $maximum }。
cooldown-range = 冷却时间为 0 至 { $most } 秒，不能为 { $seconds }。
desired-range = 期望实例数应在伸缩组的最小实例数 { $minimum } 与最大实例数 { $maximum } 之间，不能为 { $desired }。
select-vswitch = 请选择交换机。
too-many-vswitches = 一个伸缩组最多有 { $most } 个交换机，不能为 { $number } 个。
vswitch-twice = 同一交换机被选择了两次。
protected-above-maximum = 有 { $number } 个受保护的实例，多于最大实例数 { $maximum }。请先取消保护。

## 按钮不可用的原因

enabled-already = 该伸缩组已启用。
disabled-already = 该伸缩组已停用。
configuration-first = 请先创建并应用伸缩配置，以指定实例的配置。
enable-first = 请先启用伸缩组。
being-deleted = 该伸缩组正在删除。
active-already = 该伸缩配置已生效。
active-stays = 不能删除生效中的伸缩配置，请先应用其他版本。
only-one-change = 只有变更一次的规则，即简单伸缩规则和定时伸缩规则，才能手动执行。

## 实例数的变更

change-by-nothing = 变更 0 个没有任何变化。
change-range = 一次最多变更 { $most } 个实例，不能为 { $by }。
percent-range = 变更的百分比为 -100 至 1000，不能为 { $by }。
number-range = 一个伸缩组最多有 { $most } 个实例，不能为 { $number } 个。
add-number = 增加 { $number } 个
add-percent = 增加 { $number } %
remove-number = 减少 { $number } 个
remove-percent = 减少 { $number } %
set-to = 设为 { $number } 个
outside-limits = { $group } 的期望实例数为 { $wanted }；{ MESSAGE($change) }将使其变为 { $desired }，超出最小实例数 { $minimum } 至最大实例数 { $maximum } 的范围。
protection-keeps = 有 { $number } 个受保护的实例，实例数无法减少到 { $desired }。请先取消保护。
group-being-deleted = { $group } 正在删除。
has-instances = { $group } 有 { $number } 个实例。请确认一并删除，或先移除实例。

## 单个实例的操作

at-its-maximum = { $group } 已达到最大实例数 { $maximum }。
below-its-minimum = { $group } 将只有 { $number } 个实例，少于最小实例数 { $minimum }。
is-protected = { $instance } 受保护，请先取消保护。
belongs-to-a-group = { $instance } 已属于伸缩组 { $group }。
in-another-vpc = { $instance } 不在 { $group } 的虚拟私有云 { $vpc } 中。
cannot-join = { $instance } 处于{ MESSAGE($state) }状态，不能加入伸缩组。
instances-sorted-by = 实例可以按 { MESSAGE($known) } 排序，不能按“{ $key }”排序。

## 伸缩配置

own-eip-each = 每个实例需要自己的 EIP：请选择自动创建，或不使用。
image-needed = 伸缩配置需要镜像：请选择容器镜像，或使用示例镜像。
no-security-group-in-vpc = 虚拟私有云 { $vpc } 没有安全组 { $security-group }。
too-many-configurations = { $group } 已有 { $most } 个伸缩配置，请删除不再需要的版本。
none-applied = 尚未应用伸缩配置。

## 伸缩规则

too-many-rules = { $group } 已有 { $most } 条规则，达到上限。
period-range = 统计周期为 1 至 { $most } 秒，不能为 { $seconds }。
periods-range = 统计周期为 { $seconds } 秒时，统计周期数为 1 至 { $most }，不能为 { $periods }：总时长不超过一小时。
field-threshold = 阈值
field-target = 目标值
level-percentage = { MESSAGE($metric) }的{ MESSAGE($label) }为 0 至 100 %，不能为 { $level }。
level-percentage-above-nothing = { MESSAGE($metric) }的{ MESSAGE($label) }大于 0，且不超过 100 %，不能为 { $level }。
level-at-least-nothing = { MESSAGE($metric) }的{ MESSAGE($label) }不小于 0，不能为 { $level }。
level-above-nothing = { MESSAGE($metric) }的{ MESSAGE($label) }大于 0，不能为 { $level }。
no-step = 步进规则至少有一个步进。
too-many-steps = 步进规则最多有 { $most } 个步进，不能为 { $number } 个。
steps-out-of-order = 步进的起点应离阈值越来越远：{ $from } 不大于 { $before }。
first-step = 第一个步进从阈值开始，应为 0，不能为 { $from }。

## 规则内容的一行说明

metric-cpu = CPU 使用率
metric-memory = 内存使用率
metric-network-in = 入流量
metric-network-out = 出流量
watched = { $periods ->
    [1] 持续 { $seconds } 秒
   *[other] 连续 { $periods } 个 { $seconds } 秒周期
    }
# $watched 说明持续多久。
alarm = { MESSAGE($metric) } { $comparison } { $threshold } { $unit }，{ MESSAGE($watched) }
alarm-change = { MESSAGE($alarm) }：{ MESSAGE($change) }
by-hand-change = 手动执行：{ MESSAGE($change) }
step-change = 超出 { $distance } { $unit } 起{ MESSAGE($change) }
target-kept = { MESSAGE($metric) }保持在 { $target } { $unit }：{ MESSAGE($watched) }后扩容，{ MESSAGE($falls) }
falls-after = { $periods } 个周期后缩容
never-falls = 不缩容
scheduled-change = 定时 { $cron }：{ MESSAGE($change) }

## Cron 表达式

schedule-too-long = Cron 表达式最多 { $most } 个字符。
schedule-fields = Cron 表达式有五个字段（分 时 日 月 星期），或以秒开头的六个字段；“{ $text }”有 { $number } 个。
schedule-never-comes = “{ $text }”永远不会到来：这样的月份没有这样的日期。
schedule-part = “{ $part }”不是有效的{ MESSAGE($what) }：请填写 { $least } 至 { $most }、*、A-B、以英文逗号分隔的列表，或带有 /步长。
schedule-backwards = “{ $part }”的范围颠倒：{ $from } 在 { $to } 之后。
cron-second = 秒
cron-minute = 分钟
cron-hour = 小时
cron-day = 日期
cron-month = 月份
cron-weekday = 星期

## 伸缩活动的原因：不带句号的句子

asked-by = 由 { $by } 发起
asked-by-rule = 由 { $by } 通过规则 { $rule } 发起
fewer-than-wanted = 实例数少于期望的 { $desired } 个
more-than-wanted = 实例数多于期望的 { $desired } 个
rule-saw = 规则 { $rule }：{ MESSAGE($saw) }
rule-is-due = 规则 { $rule }：已到执行时间
instances-lost = { $number } 个实例已结束或无法启动
saw-at-least = { MESSAGE($metric) }为 { $value } { $unit }，不低于 { $threshold } { $unit }
saw-at-most = { MESSAGE($metric) }为 { $value } { $unit }，不高于 { $threshold } { $unit }

## 伸缩活动的日志

made = 已创建 { $name } { $id }
not-made = { $number } 个实例无法创建：{ MESSAGE($why) }
tried-again-after = { MESSAGE($pause) }后重试
lost = { $name } { $id } 处于{ MESSAGE($state) }状态：{ MESSAGE($why) }
next-replaced-after = 再有实例失效时，将在 { MESSAGE($pause) }后替换
no-reason-known = 原因未知
runs = { $name } 在 { MESSAGE($took) }后开始运行，位于{ MESSAGE($zone) }
its-zone = 其可用区
did-not-start = { $name } 处于{ MESSAGE($state) }状态：{ MESSAGE($why) }
not-waited-for = { $name } 仍处于{ MESSAGE($state) }状态，不再等待
unsubscribed-before = { $id } 在运行之前已被退订
ends = 正在终止 { $name } { $id }
gone = { $id } 已释放
does-not-end = { $id } 未能终止，不再等待
added-by-hand-stays = { $name } { $id } 为手动添加，移出伸缩组后保留
joins = { $name } { $id } 加入伸缩组
leaves-and-stays = { $name } { $id } 移出伸缩组后保留
taken-over = 由更新的伸缩活动接替；仍有 { $left } 个实例在处理中

## 实例的事件中，订购或退订实例的一方

by-group = 伸缩组 { $group }
by-configuration = 伸缩组 { $group }、伸缩配置版本 { $version }

## 操作日志的详情

version-of-group = { $group }，版本 { $version }
scaled = { $group }：{ MESSAGE($change) }
rule-enabled = { $group }：{ $rule }，已启用
rule-disabled = { $group }：{ $rule }，已停用
instance-protected = { $group }：{ $instance }，受保护
instance-unprotected = { $group }：{ $instance }，已取消保护

## 文件中的数量

no-quantity = “{ $text }”不是有效的数量：请填写 0.5、500m、1e3、512Mi 或 1Gi 这样的数字。
negative-quantity = “{ $text }”为负数；数量不小于 0。
too-much-cpu = “{ $text }”超过任何机器的 CPU。
too-much-memory = “{ $text }”超过任何机器的内存。
request-above-limit = { $resource } 的 requests 大于其 limits。

## 整个文件的错误

fault-at = 第 { $line } 行第 { $column } 列：{ MESSAGE($what) }
fault-at-and-more = 第 { $line } 行第 { $column } 列：{ MESSAGE($what) }（另有 { $more } 处）
unreadable-file = 无法读取文件。
file-too-large = 文件最大 { $most } KiB。
file-too-deep = 文件最多 { $most } 层。
too-many-values = 文件最多 { $most } 个值。
empty-file = 文件为空，请填写一个 Deployment。
no-yaml = 不是有效的 YAML：{ $why }。
no-aliases = 不支持别名 (*name)，请直接写出值。
second-document = 一个文件只包含一个 Deployment，此处开始了第二个文档。
name-not-text = 字段名应为文本，不能为{ MESSAGE($found) }。
field-twice = 字段“{ $name }”出现两次；第一次在第 { $line } 行。

## 文件字段的错误

the-file = 文件
quoted = “{ $name }”
found-nothing = 空
found-text = 文本
found-list = 列表
found-mapping = 映射
not-mapping = { MESSAGE($what) }应为映射，不能为{ MESSAGE($found) }。
not-list = { MESSAGE($what) }应为列表，不能为{ MESSAGE($found) }。
not-text = { MESSAGE($what) }应为文本，不能为{ MESSAGE($found) }。
field-missing = 缺少“{ $name }”。{ MESSAGE($why) }
field-empty = “{ $name }”为空。{ MESSAGE($why) }
why-constant = 请填写 { $name }: { $only }。
why-metadata = 它包含伸缩组的名称和注解。
why-spec = 它包含容器。
why-template = 它指定实例的配置。
why-containers = 容器组至少包含一个容器。
why-container-name = 每个容器都有名称。
why-image = 没有镜像无法创建伸缩组；请使用您自己的镜像或示例镜像。
why-variable-name = 环境变量有名称。
why-port-number = 端口有端口号。
field-ignored = “{ $name }”在这里没有意义，将被忽略。
unknown-field-near = “{ $name }”不是这里支持的字段。是否应为“{ $near }”？
unknown-field = “{ $name }”不是这里支持的字段。支持的字段：{ MESSAGE($known) }。
annotation-twice = “{ $name }”以两种前缀各出现了一次。
annotation-unknown = 不支持注解“{ $name }”。支持的注解：{ MESSAGE($known) }。
annotation-ignored = 注解“{ $name }”在这里没有意义，将被忽略。

## 文件中值的错误

not-whole = “{ $name }”应为不小于 0 的整数，不能为“{ $text }”。
not-constant = “{ $name }”应为 { $only }，不能为“{ $text }”。
not-pull-policy = “imagePullPolicy”在这里应为 Always 或 IfNotPresent，不能为“{ $text }”。
not-restart-policy = “restartPolicy”应为 Always、OnFailure 或 Never，不能为“{ $text }”。
not-protocol = “protocol”应为 TCP 或 UDP，不能为“{ $text }”。
not-with-eip = “eci-with-eip”应为 true 或 false，不能为“{ $text }”。
empty-image = “image”为空。没有镜像无法创建伸缩组。
port-range = 端口为 1 到 65535，不能为 { $text }。
no-group-name = 伸缩组没有名称：请填写 metadata.name，或注解 k8s.aliyun.com/ess-scaling-group-name。
file-maximum-range = 最大实例数为 0 至 { $most }，不能为 { $number }。
file-minimum-above-maximum = 最小实例数 { $minimum } 大于最大实例数 { $maximum }。
replicas-changed = “replicas”是伸缩组初始的实例数：最小实例数为 { $minimum }，最大实例数为 { $maximum }，因此初始为 { $number }，而不是 { $asked }。
no-such-label = 模板没有此处所选的标签“{ $name }: { $value }”。
containers-range = 容器组包含 1 至 { $most } 个容器，不能为 { $number } 个。
name-taken = 已有名为“{ $name }”的伸缩组，请使用其他名称。
not-in-region = 当前地域没有{ MESSAGE($kind) }“{ $id }”。
region-without = 地域 { $region } 还没有{ MESSAGE($kind) }，请先创建。
