### 页面之下的提示：containers。

## 容器组未处于应有状态的原因

trouble = { $container }：{ MESSAGE($what) }
ended-in-a-row = 连续退出 { $times } 次：{ MESSAGE($last) }
no-exit-code = 退出码未知

## 按钮不可用的原因

restarts-only-running = 只有运行中的容器组才能重启。
terminal-needs-running = 远程连接需要运行中的容器。
terminating-already = 该容器组已在终止中。

## 容器组的事件

restart-asked = { $by } 要求重启
unsubscribed = { MESSAGE($by) } 已退订
ordered = 由 { MESSAGE($by) } 订购，规格 { $spec }
placed = 已分配到可用区 { $zone }，地址 { $address }
containers-gone = 容器组的容器已不存在，正在重新启动
restarted-all = 已重启所有容器
container-created = 已创建容器 { $name }
container-started = 已启动容器 { $name }
container-started-again = 容器 { $name } 已重新启动
container-ended = 容器 { $name } 运行 { MESSAGE($ran) }后退出，退出码 { $code }
container-ended-so = 容器 { $name } 已退出：{ MESSAGE($how) }
container-out-of-memory = 容器 { $name } 所需内存超出限制，已被终止
no-such-stop-signal = 容器 { $container }：其镜像的 StopSignal“{ $signal }”不是有效信号，将使用 SIGTERM。
container-backs-off = 容器 { $name } 将在 { MESSAGE($pause) }后重新启动
tried-again = { MESSAGE($why) } 将在 { MESSAGE($pause) }后重试。

## 拉取镜像

pulling-image = 正在拉取镜像 { $image }
image-present = 镜像 { $image } 已在本机
image-pulled = 已成功拉取镜像 { $image }，用时 { MESSAGE($took) }
pulling = 正在拉取 { MESSAGE($detail) }
pull-cached = { $container } 已缓存
pull-took = { $container } { MESSAGE($took) }
pull-progress = { $container }：{ $done } / { $total }，{ $percent } %
pull-begun = { $container }：正在拉取

## 容器的状态与退出方式

waiting-to-be-created = 等待创建
supervisor-starts-again = 其监管进程正在重新启动
waits-after = { MESSAGE($how) }，{ MESSAGE($pause) }后重新启动
out-of-memory = 内存不足
completed = 已完成
stopped = 已停止
killed-by-signal = 被信号 { $signal } 终止
ended-with-error = 出错
ended = 已退出
exit-code-after = 运行 { MESSAGE($ran) }后退出，退出码 { $code }
killed-for-memory = 退出码 { $code }，内存不足
last-end = 运行 { MESSAGE($ran) }后退出，退出码 { $code }：{ MESSAGE($why) }
not-started-again-yet = 暂时无法重新启动：{ MESSAGE($why) }

## 容器无法启动的原因

no-command = 镜像 { $image } 没有自带的启动命令，容器 { $container } 需要填写启动命令。
command-missing = 容器 { $container }：镜像 { $image } 中没有命令“{ $command }”。
command-not-executable = 容器 { $container }：“{ $command }”在镜像中没有执行权限。
command-of-another-processor = 容器 { $container }：“{ $command }”不是适用于本机处理器的程序。
container-not-startable = 容器 { $container } 无法启动：{ MESSAGE($why) }。
no-reason-given = 运行时未说明原因

## 被拒绝的请求

region-without = 地域 { $region } 还没有{ MESSAGE($kind) }。
container-not-running = 容器 { $container } 未处于运行中，远程连接需要运行中的容器。

## 订单的规则

choose-vswitch = 请选择交换机。
single-zone-one-vswitch = 单可用区部署只能选择一个交换机；如需更多，请选择多可用区。
vswitch-twice = 同一交换机被选择了两次。
grace-period-range = 终止宽限期为 0 到 300 秒，不能为 { $seconds }。
no-container = 容器组至少包含一个容器。
too-many-containers = 容器组最多包含 { $most } 个容器，不能为 { $number } 个。
container-name-twice = 有两个容器名为“{ $name }”；容器名称在容器组内唯一。
no-such-spec = { $vcpu } vCPU、{ $gib } GiB 不是规格表中的规格。
no-spec-named = 没有名为“{ $name }”的规格；列表中共有 { $count } 种。
no-size = 未选择容器组规格时，必须设置容器的 CPU 和内存。
cpu-above-group = 各容器共需 { $cpu } vCPU，而容器组只有 { $vcpu } vCPU。
memory-above-group = 各容器共需 { $memory } 内存，而容器组只有 { $gib } GiB。
above-largest-spec = 没有规格能容纳 { $cpu } vCPU 和 { $memory }；最大规格为 64 vCPU、256 GiB。
quantity-range = 购买数量为 1 到 { $most }，不能为 { $number }。
one-eip-for-many = 一个 EIP 只能绑定一个容器组，而该订单将创建 { $number } 个；请选择自动创建。
not-agreed = 请同意服务协议和服务等级协议。

## 容器的规则

field-startup-command = 启动命令
field-argument = 启动参数
field-working-directory = 容器工作目录
field-variable-value = 环境变量的值
text-too-long = { MESSAGE($label) }最多 { $most } 字节，且不含 NUL 字符。
too-many-arguments = 一个容器最多有 { $most } 个启动参数，不能为 { $number } 个。
too-many-variables = 一个容器最多有 { $most } 个环境变量，不能为 { $number } 个。
too-many-ports = 一个容器最多有 { $most } 个端口，不能为 { $number } 个。
working-directory-relative = 容器工作目录“{ $directory }”不是绝对路径；应以 / 开头。
variable-name-rule = 变量名“{ $name }”不符合规则：1 到 128 个可见 ASCII 字符，不含 =。
variable-twice = 变量 { $name } 被设置了两次。
port-twice = 端口 { $port } { $protocol } 重复。

## 标签的规则

too-many-tags = 容器组最多有 { $most } 个标签，不能为 { $number } 个。
tag-key-rule = 标签键“{ $key }”不符合规则：1 到 { $most } 个字符。
tag-value-rule = 标签“{ $key }”的值不符合规则：最多 { $most } 个字符。

## 监管进程对容器的说明

is-being-started = 正在启动
supervisor-ended = 其监管进程已退出
ended-while-starting = 启动过程中退出
start-too-slow = 容器 { $container }：运行时未能在 { $seconds } 秒内启动它。
start-killed = 容器 { $container }：运行时在启动它时被终止了 { $tries } 次。
image-without-command = 镜像 { $image } 没有指定启动命令，请为容器 { $container } 填写启动命令。
working-directory-unusable = 容器工作目录 { $directory } 无法使用：{ $error }。
image-user-unknown = 镜像要求使用用户“{ $name }”，但其 { $file } 中没有该用户。
image-group-unknown = 镜像要求使用用户组“{ $name }”，但其 { $file } 中没有该用户组。
image-user-nobody = 镜像要求使用用户 { $number }，内核不会将该编号分配给任何用户。
image-group-nobody = 镜像要求使用用户组 { $number }，内核不会将该编号分配给任何用户组。
create-fails-simulated = 容器 { $container } 无法创建（模拟）。

## 远程连接无法打开的原因

terminal-not-running = 容器 { $container } 未处于运行中。
terminal-without-shell = 容器 { $container } 没有 Shell：其镜像中不包含。
terminal-without-shell-simulated = 该镜像没有 Shell，无法连接。
terminal-runtime-too-slow = 运行时未能及时打开终端。
terminal-too-slow = 终端未能及时打开。
terminal-command-fails = 命令无法启动：{ MESSAGE($why) }。
runtime-killed = 运行时被终止

## 终端

terminal-instance = 实例 ID：{ $group }
terminal-container = 容器：{ $container }
terminal-cut = 与容器的连接已断开。
terminal-not-understood = 页面与服务器版本不一致，请刷新页面。

## 容器组的状态

state-scheduling = 创建中
state-pending = 启动中
state-running = 运行中
state-crash-loop-back-off = 反复崩溃
state-restarting = 重启中
state-updating = 更新中
state-terminating = 终止中
state-succeeded = 运行成功
state-failed = 运行失败
state-schedule-failed = 创建失败
