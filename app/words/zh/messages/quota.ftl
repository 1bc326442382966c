### 页面之下的提示：quota。

## 配额页中的名称

container-groups = 容器组
vpcs = 虚拟私有云
vswitches = 交换机
security-groups = 安全组
eips = 弹性 IP
scaling-groups = 伸缩组
scaling-configurations = 伸缩配置
scaling-rules = 伸缩规则
registry-instances = 容器镜像实例
namespaces = 命名空间
repositories = 镜像仓库
key-pairs = 密钥对
vcpu = vCPU
memory = 内存

## 被拒绝的请求

gib-of-memory = 内存（GiB）
# $what 为 vCPU、内存（GiB）或某类资源。
exceeded = 地域 { $region } 的{ MESSAGE($what) }配额为 { $limit }，已使用 { $used }，本次订单需要 { $asked }。
no-such-quota = 没有配额项“{ $counter }”。可用的有：{ $all }。
limit-range = 使用上限为 0 到 1000000000，不能为 { $limit }。
limit-changed-meanwhile = { MESSAGE($what) }的使用上限已在此期间由 { $seen } 改为 { $now }。请查看后重试。

## 操作日志中的详情

limit-changed = { MESSAGE($what) }：由 { $before } 改为 { $after }
