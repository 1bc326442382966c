### 容器镜像服务：实例、命名空间、镜像仓库、镜像版本，以及访问控制。

## 实例

instance = 实例
instance-list = 实例列表
instance-name = 实例名称
instance-type = 实例类型
instances-purpose = 容器镜像实例用于保存镜像。同一地域的容器组通过内部网络从实例拉取镜像。
search-instances = 搜索实例
no-instances = 当前地域没有实例
no-instances-text = 容器镜像实例通过命名空间和镜像仓库保存镜像。
state = 状态
deleting = 删除中
# $state 是状态名称，在此用作标题。
state-title = { $state }
edition = 版本类型
public-endpoint = 公网访问地址
vpc-endpoint = 虚拟私有云访问地址
expires = 到期时间
never = 永不到期
built-in = 内置
basic-information = 基本信息
manage = 管理
renew = 续费
edit = 编辑
delete = 删除
more-actions = { $name } 的更多操作
nothing-can-be-made = 此处不能创建任何内容。
gantry-keeps-instance = 该实例由 Gantry 内置并维护。
instance-read-only = 该实例由 Gantry 内置并维护，其中的镜像只读。
instance-being-deleted = 该实例正在删除中。
ends-soon-notice = 到期后 15 天内仍可拉取镜像，但不能推送；此后实例将被停用。
expired-notice = 仍可拉取镜像，但不能推送或删除。到期 15 天后实例将被停用。
suspended-notice = 实例已停止提供服务。镜像仍然保留，续费后即可恢复使用。
access-entry-refuses = 访问入口已关闭：虚拟私有云之外的客户端会被拒绝
enable-entry = 请先在访问控制中开启访问入口
create-on-push = 推送时自动创建仓库
create-on-push-changed = 已修改“推送时自动创建仓库”
create-on-push-refused = 已关闭：该实例不接受推送
create-on-push-on = 已开启：向已有命名空间推送镜像时，自动创建私有仓库
create-on-push-off = 已关闭：向不存在的仓库推送镜像会被拒绝
turn-on = 开启
turn-off = 关闭

## 删除实例

delete-instance = 确定删除实例【{ $name }】吗？
deleting-instance = 正在删除实例 { $name }
deleting-instance-text = 实例中的内容将在后台清除。
being-deleted-already = 该实例已在删除中。
namespaces-lost = { $count } 个命名空间
repositories-lost = { $count } 个镜像仓库及其全部版本
lost = 将被删除
subscription-left = 订购的剩余时长（至 { $end }）
not-paid-back = 不予退款
running-groups = 正在运行的容器组
running-groups-fate = 继续运行，但不能再从该实例启动新的容器组

## 订购与续费

create-purpose = 购买企业版实例，用于保存私有和公共镜像。
no-further-instance = 当前地域不能再订购实例。
region-help = 该地域的容器组无需公网访问即可拉取镜像
# $address 以代码形式显示。
addresses-will-be = 镜像地址将为 { NODE($address) }
term = 时长
term-purpose = 从本系统的账户余额中预付。
subscription-duration = 购买时长
subscription-help = 到期后 15 天内仍可拉取镜像，但不能推送；此后实例将被停用，直至续费
buy-now = 立即购买
order = 订单
not-named = 未命名
summary-type = 类型
instances-in-use = 已使用实例
# $price 和 $balance 是金额，$currency 是价格的货币。
month-note = 每月 { $price } { $currency }。账户余额：{ $balance }。此时不会扣费，请在下一页确认订单。
balance-note = 账户余额：{ $balance }。此时不会扣费，请在下一页确认订单。
renew-instance = 续费 { $name }
renew-purpose = 新的时长从当前到期时间起算；已到期的，从现在起算。
no-end = 该实例没有到期时间。
new-end = 新的到期时间

## 个人版

personal-purpose = 每人一个，免费：{ $namespaces } 个命名空间，{ $repositories } 个镜像仓库。
personal-none = 您还没有个人版实例
personal-none-text = 个人版实例用于保存您自己的镜像，使用 Docker 登录密码即可从任意位置访问。
create-instance = 创建实例
personal-created = 已创建您的个人版实例
personal-created-text = 接下来请设置 Docker 登录密码。

## Docker 登录

docker-login = Docker 登录
docker-login-note = 每人一个，适用于 docker、podman、buildah 和 skopeo
host = 主机
user-name = 用户名
password = 密码
password-set = 设置于 { NODE($time) }
password-not-set = 未设置
password-not-set-reason = 设置密码之前，无法使用您的账号登录。
log-in = 登录

## 访问控制

access-purpose = 管理谁可以从哪里访问该实例。任何访问都需要凭证。
networks = 网络
public-network = 公网
vpc = 虚拟私有云
access-entry = 访问入口
access-entry-note = 开启后，虚拟私有云之外的客户端可以通过公网访问地址推送和拉取镜像
access-entry-on = 访问入口已开启
access-entry-off = 访问入口已关闭
no-change = 没有需要应用的更改
closed = 未开放
whitelist = 白名单
whitelist-note = 只有以下地址可以访问公网访问地址。列表为空时允许所有地址，但仍需凭证。
whitelist-caption = 公网白名单
rules-full = 已有 { $most } 条规则，达到上限
rules-of = 共 { $count } 条规则，最多 { $most } 条
no-rules = 暂无规则
no-rules-text = 访问入口开启时，任何公网客户端都可以连接，但仍需有效凭证。
rule = 规则
add-rule = 添加规则
edit-rule = 编辑规则
address-range = 地址范围
# $rule 说明地址范围的格式。
ranges-help = { $rule }。您当前的地址为 { $address }
comment = 备注
default-rule = 默认
added-by = 添加人
added = 添加时间
rule-saved = 已保存规则
rule-saved-text = 立即生效。
rule-deleted = 已删除规则
delete-rule = 确定删除 { $ranges } 的规则吗？删除后，除非其他规则允许，来自该范围的客户端将被拒绝。
delete-last-rule = 确定删除 { $ranges } 的规则吗？这是最后一条规则：删除后，任何持有有效凭证的公网客户端均可访问。
try-address = 测试地址
try-question = 该地址是否允许访问？
try-nothing = 无有效地址
let-in = 允许访问
refused = 拒绝访问
refused-requests = 被拒绝的请求
refused-requests-note = 服务启动以来的最近 50 条，相同的请求合并为一条
refused-none = 没有被拒绝的请求。
client-address = 来源地址
reason = 原因
requests = 请求次数
last-request = 最近一次
vpcs-note = 这些虚拟私有云中的客户端不受访问入口和规则限制。该地址使用 HTTP，需要 Docker 登录
vpcs-caption = 可访问该实例的虚拟私有云
cidr = 网段
access = 访问权限

## 命名空间

namespaces-purpose = 命名空间用于对镜像仓库分组，并且是镜像地址的一部分。
search-namespaces = 搜索命名空间
no-namespaces = 暂无命名空间
no-namespaces-text = 镜像仓库需要在命名空间中创建，请先创建命名空间。
create-namespace = 创建命名空间
new-namespace = 新建命名空间
namespace-created = 已创建命名空间 { $name }
namespace-deleted = 已删除命名空间 { $name }
delete-namespace = 确定删除命名空间【{ $name }】吗？删除后，该名称可以再次使用。
gantry-keeps-namespace = 该命名空间由 Gantry 内置并维护。
namespace-holds = 其中有 { $count } 个镜像仓库，请先删除。

## 镜像仓库

repository = 镜像仓库
repository-name = 仓库名称
repository-type = 仓库类型
repository-type-help = 公共：无需登录即可拉取；私有：需要密码才能拉取
summary = 摘要
summary-help = 简要说明该仓库的用途
code-source = 代码源
local-repository = 本地仓库
versions = 版本数
repository-address = 镜像地址
changed = 更新时间
repositories-purpose = 一个镜像仓库保存一个镜像的各个版本。
repositories-caption = 镜像仓库
search-repositories = 搜索镜像仓库
name-or-summary = 名称或摘要
all-namespaces = 全部命名空间
no-repositories = 暂无镜像仓库
no-repositories-text = 创建镜像仓库，使用 docker 登录，然后将镜像推送到仓库地址。
image-repository = 镜像仓库
repository-views = 镜像仓库
details = 详情
gantry-keeps-repository = 该镜像仓库由 Gantry 内置并维护。
refused-now = 当前会被拒绝：实例的访问入口已关闭
how-to-push = 如何推送镜像
how-to-push-note = 容器组会自动通过虚拟私有云访问地址拉取镜像，无需密码
push-with-docker = 使用 docker 推送
copy-with-skopeo = 使用 skopeo 复制
pull = 拉取
edit-repository = 编辑镜像仓库
repository-changed = 已修改镜像仓库 { $name }
repository-deleted = 已删除镜像仓库 { $name }
delete-repository = 确定删除镜像仓库【{ $name }】吗？{ $versions ->
    [0] 其中没有版本。
   *[other] 其中的 { $versions } 个版本将被删除。
    }正在运行的容器组继续运行，但不能再从该仓库启动新的容器组。

## 创建镜像仓库

create = 创建
create-repository = 创建镜像仓库
create-image-repository = 创建镜像仓库
repository-info = 仓库信息
step-info = 步骤 1
step-source = 步骤 2
next = 下一步
previous = 上一步
code-source-help = 使用 docker、podman、buildah 或 skopeo 推送镜像
# $address 以代码形式显示。
address-will-be = 镜像地址将为 { NODE($address) }
choose-namespace = 请选择命名空间
namespace-missing = 请选择命名空间。
no-namespace-yet = 还没有命名空间，请先创建。
repository-created = 已创建镜像仓库 { $name }
repository-created-text = 现在可以将镜像推送到仓库地址。

## 镜像版本

image-versions = 镜像版本
versions-caption = 镜像版本
search-versions = 搜索版本
version = 版本
digest = 摘要值
platforms = 平台
no-platforms = 无
runs-elsewhere = 无法在本机运行
size = 大小
pushed = 推送时间
pushed-by = 由 { $person } 推送
copy-address = 复制地址
no-versions = 暂无版本
no-versions-text = 推送到该仓库的每个标签都是一个版本。推送方法见“详情”页签。
gantry-keeps-image = 该镜像由 Gantry 内置并维护。
version-deleted = 已删除版本 { $tag }
delete-version = 确定删除版本【{ $tag }】吗？其他版本未使用的镜像层将被清除，正在运行的容器组不受影响。
