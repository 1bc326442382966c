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
