### 页面之下的提示：registry。

## 其他提示中的标签和词语

field-container-image = 容器镜像
field-instance-name = 实例名称
action-pull = 拉取
action-push = 推送
action-delete = 删除
type-public = 公共
type-private = 私有

## 镜像地址

digest-rule = “{ $digest }”不是有效的摘要值；摘要值形如 sha256: 加 64 位小写十六进制数字。
repository-path-rule = “{ $path }”不符合“实例/命名空间/镜像仓库”的格式。
not-in-this-registry = “{ $address }”不在本系统的容器镜像服务中，目前只能运行其中的镜像。请先将镜像推送到镜像仓库（推送命令见仓库页面），再通过“选择镜像”选用。
image-address-too-long = 容器镜像“{ $address }”不符合规则：最多 { $most } 个字符。
image-address-with-version = 容器镜像“{ $address }”不符合规则：版本请填写在“镜像版本”中。
image-host-rule = 容器镜像“{ $address }”不符合规则：主机由字母、数字、点和连字符组成，如有端口，端口为 1 到 65535。
image-path-rule = 容器镜像“{ $address }”不符合规则：路径由小写字母、数字以及位于其间的 . _ - 组成，各部分以 / 分隔。

## 实例、命名空间和镜像仓库的规则

name-kept-for-personal = 实例名称“{ $name }”保留给个人版使用。
summary-rule = 摘要为一行，最多 { $most } 个字符，不能为 { $length } 个。
code-source-rule = 代码源只能为“本地仓库”，不能为“{ $source }”。
type-name-to-delete = 请输入 { $name } 以确认删除。

## 白名单的规则

ranges-rule = 一个地址或地址范围，例如 203.0.113.7、198.51.100.0/24 或 2001:db8::/32；多个之间用英文逗号分隔
range-unreadable = “{ $range }”不是地址或地址范围。请填写{ MESSAGE($rule) }。
no-ranges = 地址不能为空。请填写{ MESSAGE($rule) }。
ipv6-prefix-rule = IPv6 的前缀长度为 0 到 128，不能为 { $prefix }。
too-many-ranges = 一条规则最多包含 { $most } 个地址范围，其余请添加到另一条规则。
comment-rule = 备注为一行，最多 { $most } 个字符，不能为 { $length } 个。
too-many-rules = 白名单最多有 { $most } 条规则；请将多个地址范围合并到一条规则中。
rule-changed-meanwhile = 该规则在此期间已被修改，请重新加载页面后再试。

## 表格中客户端被拒绝的原因

refused-entry-off = 访问入口已关闭
refused-not-listed = 不在白名单中
refused-subscription-ended = 订购已到期

## 无权进行的访问

entry-off = 容器镜像实例 { $instance } 未对公网开放：访问入口已关闭，而 { $address } 不在地域 { $region } 的虚拟私有云中。
not-listed = 容器镜像实例 { $instance } 不允许 { $address } 访问：该地址不在白名单中。
pull-only = 容器镜像实例 { $instance } 的订购已于 { $end } 到期：可以拉取镜像，但不能推送或删除。请在控制台续费。
suspended = 容器镜像实例 { $instance } 的订购已于 { $end } 到期：该实例已停用。请在控制台续费。
no-instance-lets-in = 没有容器镜像实例允许 { $address } 访问：请开启某个实例的访问入口，将该地址加入其白名单，或从我们的虚拟私有云中访问。
not-reached-from-region = 容器镜像实例 { $instance } 位于地域 { $home }：地域 { $region } 的容器组需通过公网访问该实例，而其访问入口已关闭。
log-in = 请使用用户名和 Docker 登录密码登录。
log-in-to = 请先登录，再{ MESSAGE($action) } { $path }。
log-in-to-list = 请先登录，再查看镜像仓库列表。
token-not-valid = 令牌无效或已失效，请重新登录。
may-not = { $person } 无权{ MESSAGE($action) } { $path }。
nobody-pushes = 容器镜像实例 { $instance } 由 Gantry 内置并维护，任何人都不能向其推送或从中删除。
kept-by-gantry = 容器镜像实例 { $instance } 由 Gantry 内置并维护。
only-persons = 只有用户才能拥有个人版实例。

## 无法创建或删除的原因

instance-being-deleted = 容器镜像实例 { $instance } 正在删除中。
namespace-holds = 命名空间 { $namespace } 中有 { $count } 个镜像仓库：{ MESSAGE($repositories) }。请先删除。
namespace-holds-more = 命名空间 { $namespace } 中有 { $count } 个镜像仓库：{ MESSAGE($repositories) } 等。请先删除。
personal-namespaces-full = 个人版实例最多包含 { $most } 个命名空间。如需更多，请创建企业版实例。
personal-repositories-full = 个人版实例最多包含 { $most } 个镜像仓库。如需更多，请创建企业版实例。
names-taken = 以 { $name } 开头的名称均已被占用。
versions-not-sorted = 镜像版本不能按“{ $sort }”排序。

## 推送的目标不存在

no-instance-to-push-to = 没有容器镜像实例 { $instance }；请先在控制台的“容器镜像服务”中创建。
no-namespace-to-push-to = 容器镜像实例 { $instance } 中没有命名空间 { $namespace }；请先在控制台的“容器镜像服务” > { $instance } >“命名空间”中创建。
no-repository-to-push-to = 没有镜像仓库 { $path }，且 { $instance } 不会在推送时自动创建；请先在控制台的“容器镜像服务” > { $instance } >“镜像仓库”中创建。

## 要运行的镜像

no-such-repository = 本系统的容器镜像服务中没有镜像仓库 { $address }。
no-such-image = 没有镜像 { $image }。
no-sample = 此版本不含示例镜像。
image-is-artifact = { $image } 不是可运行的镜像，而是制品。
image-is-of-type = { $image } 不是可运行的镜像，其类型为 { $kind }。
image-of-other-platforms = { $image } 适用于 { MESSAGE($platforms) }，而本机为 linux/amd64。
image-of-another-platform = { $image } 适用于其他平台，而本机为 linux/amd64。
configuration-unreadable = 无法读取镜像的配置：{ $why }。
configuration-too-large = { $image } 的配置过大。
configuration-no-text = { $image } 的配置不是文本。
layers-do-not-match = { $image } 有 { $layers } 个镜像层，而其配置中列出了 { $named } 个。
layer-not-distributed = { $image } 的镜像层 { $layer } 不允许分发，因此未被推送。

## 镜像清单

manifest-too-large = 镜像清单为 { $bytes } 字节，最多接受 { $most } 字节。
manifest-unreadable = 无法读取镜像清单：{ $why }。
manifest-schema = 镜像清单的 schemaVersion 为 { $version }，只支持 2。
manifest-of-two-types = 镜像清单以 { $sent } 类型发送，而其自身声明的类型为 { $own }。
manifest-type = 不支持类型为“{ $kind }”的镜像清单，请使用 application/vnd.oci.image.manifest.v1+json、application/vnd.oci.image.index.v1+json、application/vnd.docker.distribution.manifest.v2+json 或 application/vnd.docker.distribution.manifest.list.v2+json。
manifest-of-image = 镜像的清单应有 config 和 layers，且没有 manifests。
manifest-of-index = 镜像索引应有 manifests，且没有 config 和 layers。
manifest-too-many-parts = 镜像清单列出了 { $count } 个组成部分，最多支持 { $most } 个。
manifest-of-other-digest = 镜像清单的摘要值为 { $actual }，而不是 { $wanted }。
manifest-without-blob = 镜像清单引用了 Blob { $digest }，但镜像仓库中没有，请先推送。
manifest-without-manifest = 镜像清单引用了镜像清单 { $digest }，但镜像仓库中没有，请先推送。
manifest-with-wrong-size = 镜像清单称 { $digest } 为 { $said } 字节，实际为 { $actual } 字节。
manifest-of-an-index = 镜像清单 { $digest } 是 { $index } 的一部分，请先删除后者。

## 上传与 Blob

content-range-rule = Content-Range“{ $range }”不符合规则：应为 FIRST-LAST，以字节计，从 0 开始。
chunk-elsewhere = 已上传 { $received } 字节，从 { $first } 开始的分块无法衔接。
chunk-too-long = 分块超出了其 Content-Range 的长度。
chunk-of-other-length = 分块为 { $bytes } 字节，与其 Content-Range 不符。
blob-too-large = Blob 超过 { $most } 字节的上限。
blob-of-size-too-large = Blob 为 { $bytes } 字节，最多接受 { $most } 字节。
blob-damaged = 容器镜像服务磁盘上的 Blob { $digest } 已损坏，请重新推送。
bytes-of-other-digest = 收到的 { $bytes } 字节的摘要值为 { $actual }，而不是 { $wanted }。
digest-missing = 缺少参数 digest，即整个 Blob 的摘要值。
digest-algorithm-rule = 摘要值的算法为 sha256 或 sha512，不能为“{ $algorithm }”。
connection-ended = 上传中断：连接已断开。请从中断处继续。
connection-silent = 上传中断：一分钟内没有收到数据。请从中断处继续。
upload-in-use = 另一个请求正在写入该上传任务。
too-many-uploads = 有 { $count } 个上传任务正在进行，最多同时进行 { $most } 个。请稍后再试。
too-many-uploads-of-person = { $person } 有 { $count } 个上传任务正在进行，最多同时进行 { $most } 个。请稍后再试。
too-many-uploads-to-repository = 有 { $count } 个到 { $path } 的上传任务正在进行，最多同时进行 { $most } 个。请稍后再试。
disk-refuses = 容器镜像服务的磁盘无法写入。未做任何更改，请重试。
disk-full = 容器镜像服务的磁盘已满。未做任何更改，请清理空间后重新推送。

## 操作日志的内容

logged-entry-on = { $instance }：访问入口已开启
logged-entry-off = { $instance }：访问入口已关闭
logged-create-on-push-on = { $instance }：推送时自动创建仓库已开启
logged-create-on-push-off = { $instance }：推送时自动创建仓库已关闭
logged-instance-deleted = { $instance }，{ $count } 个镜像仓库
logged-repository-changed = { $path }，{ MESSAGE($kind) }
logged-repository-deleted = { $path }，{ $count } 个版本
