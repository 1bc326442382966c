### 权益配额：每个地域各类资源的使用上限。

title = 权益配额
purpose = 地域 { $region } 的可用额度。超过上限的请求会在创建之前被拒绝，并说明超过了哪一项。
what = 配额项
used = 已使用量
upper-limit = 使用上限
state = 状态
state-full = 已满
state-near = 接近上限
state-room = 充足
use-of = 使用情况
used-of = { $used } / { $limit }
default-limit = 默认 { $limit }
vcpu = vCPU
memory = 内存
eips = 弹性 IP
image-repositories = 镜像仓库

## 修改上限

change-limit = 修改上限
change-limit-of = 修改上限：{ $what }
limit = 限制项
limit-field = 使用上限
limit-wrong = 使用上限须为整数，而不是“{ $text }”。
limit-help = 已使用 { $used }。上限低于已使用量时，已有资源保留，但不能再创建新的。默认值为 { $limit }
back-to-default = 恢复默认值
none-chosen = 未选择配额项。
changed = 已修改{ $what }的上限
changed-text = 立即生效。

## 固定限制

fixed-limits = 固定限制
fixed-limits-note = 各地域相同，不能提高
fixed-value = 上限
fixed-range = { $least } 至 { $most }
fixed-containers = 每个容器组的容器数
fixed-tags = 每个容器组的标签数
fixed-tag-characters = 标签键或标签值的字符数
fixed-groups-of-order = 每个订单的容器组数
fixed-temporary-storage = 每个容器组的临时存储
fixed-vcpu = 每个容器组的 vCPU
fixed-memory = 每个容器组的内存
fixed-repository-name = 镜像仓库名称的字符数
fixed-bandwidth = 每个弹性 IP 的带宽
fixed-security-rules = 每个安全组的规则数
fixed-whitelist-rules = 每个白名单的规则数
fixed-personal-namespaces = 每个个人版实例的命名空间数
fixed-personal-repositories = 每个个人版实例的镜像仓库数
fixed-manifest = 每个镜像清单的大小
