### 各类事物的名称：资源、产品、状态、限制。

## 资源类型；数量不在其中

container-group = 容器组
scaling-group = 伸缩组
scaling-configuration = 伸缩配置
scaling-rule = 伸缩规则
scaling-activity = 伸缩活动
registry-instance = 容器镜像实例
namespace = 命名空间
repository = 镜像仓库
vpc = 虚拟私有云
vswitch = 交换机
security-group = 安全组
eip = 弹性 IP
order = 订单
quota = 配额
key-pair = 密钥对
user = 用户
session = 会话
# 伸缩配置的版本，镜像的版本。
version = 版本
image = 镜像
# $noun 是资源类型：安全组的规则。
rule-of = { $noun }的规则

## 产品与领域

product-containers = 弹性容器实例
product-network = 网络
product-scaling = 弹性伸缩
product-registry = 容器镜像服务
product-quota = 权益配额
product-billing = 费用
product-iam = 账号

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

## 容器组的列表、容器、策略与事件

filter-all = 全部
filter-running = 运行中
filter-on-the-way = 处理中
filter-ended = 已结束
filter-failed = 失败
container-waiting = 启动中
container-running = 运行中
container-terminated = 运行终止
restart-always = 总是重启
restart-on-failure = 失败后重启
restart-never = 永不重启
pull-always = 总是拉取
pull-on-demand = 按需拉取
event-normal = 正常
event-warning = 警告

## 容器镜像实例与镜像仓库

basic-edition = 基础版
phase-running = 运行中
phase-ends-soon = 即将到期
phase-expired = 已到期
phase-suspended = 已停用
repository-public = 公共
repository-private = 私有

## 订单与操作

order-unpaid = 待支付
order-paid = 已支付
order-cancelled = 已取消
order-lapsed = 已失效
item-instance = 容器镜像实例
item-renewal = 容器镜像实例续费
months = { $count } 个月
years = { $count } 年
outcome-done = 成功
outcome-refused = 被拒绝

## 安全组的规则，以及协议

action-allow = 允许
action-drop = 拒绝
protocol-all = 全部
protocol-other = 其他

## 伸缩组的状态

scaling-state-enabled = 已启用
scaling-state-scaling = 伸缩中
scaling-state-disabled = 已停用
scaling-state-deleting = 删除中

## 伸缩配置的状态

configuration-active = 生效中
configuration-inactive = 未生效
configuration-new = 新建

## 伸缩活动及其状态

activity-scale-out = 扩容
activity-scale-in = 缩容
activity-replace = 替换实例
activity-attach = 添加实例
activity-detach = 移出实例
activity-remove = 移除实例
activity-in-progress = 执行中
activity-successful = 成功
activity-partially-successful = 部分成功
activity-failed = 失败
activity-superseded = 已被接替

## 伸缩组的设置和监控指标

origin-automatically-created = 自动创建
origin-manually-added = 手动添加
source-create-from-scratch = 从零开始创建
billing-pay-as-you-go = 按量付费
removal-oldest-instance = 最早创建的实例
removal-newest-instance = 最新创建的实例
removal-oldest-configuration = 最早伸缩配置的实例
metric-cpu = CPU 使用率
metric-memory = 内存使用率
metric-network-in = 入流量
metric-network-out = 出流量

## 伸缩规则的执行结果

acted-none = 无变化
acted-waited = 等待
acted-at-limit = 已达上下限
acted-scaled-out = 已扩容
acted-scaled-in = 已缩容
