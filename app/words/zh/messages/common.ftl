### Gantry 各部分都可能给出的答复。

not-found = 没有{ MESSAGE($kind) } { $id }。
no-personal-instance = 您还没有个人版实例。
internal = Gantry 内部出错，详情见服务器日志。
verbatim = { $words }

## 要找的、不属于资源种类的对象

lookup-blob = Blob
lookup-container = 容器
lookup-instance = 伸缩组实例
lookup-kind = 种类
lookup-manifest = 镜像清单
lookup-personal-instance = 个人版实例
lookup-plan = 运行计划
lookup-resource = 资源
lookup-image-version = 镜像版本
lookup-upload = 上传任务
lookup-whitelist-rule = 白名单规则

## 多处表单填写的值

port-zero = 端口为 1 到 65535，不能为 0。
is-empty = { MESSAGE($label) }不能为空。

## 名称及其规则

field-container-name = 容器名称
field-image-version = 镜像版本
field-instance = 实例
field-instance-name = 实例名称
field-key-pair-name = 密钥对名称
field-namespace = 命名空间
field-repository-name = 仓库名称
field-scaling-group-name = 伸缩组名称
field-scaling-rule-name = 伸缩规则名称
rule-instance-name = 2 到 64 个字符：数字、小写字母和连字符
rule-scaling-name = 2 到 64 个字符：字母、数字、下划线和连字符
rule-container-name = 1 到 63 个字符：数字、小写字母和连字符，以字母或数字开头和结尾
rule-resource-name = 2 到 64 个字符：字母、数字、连字符、下划线和点，以字母开头
rule-address-part = 2 到 64 个字符：小写字母、数字，以及位于其间的单个连字符或下划线
rule-repository-name = 2 到 120 个字符：小写字母、数字，以及位于其间的 _ - . /
rule-image-version = 1 到 128 个字符：字母、数字、下划线、点和连字符，以字母、数字或下划线开头
name-does-not-fit = { MESSAGE($label) }“{ $name }”不符合规则：{ MESSAGE($rule) }。

## 地址范围

prefix-range = 前缀长度为 0 到 32，不能为 { $prefix }。
bits-behind-prefix = { $range } 的前缀之后有非零位；应为 { $better }。
no-range = “{ $text }”不是有效的网段，例如 10.0.0.0/16。
no-ipv6-range = “{ $text }”不是有效的 IPv6 网段，例如 fd00:1:2::/48。

## 列表与分页

page-size = 每页 10、20、50 或 100 行，不能为 { $size } 行。
page-outside = 第 { $page } 页超出前 { $most } 行的范围；请缩小搜索范围。
search-too-long = 搜索内容最多 { $most } 个字符。
text-too-long = 文本最多 { $most } 字节，不能为 { $bytes } 字节。
operations-sorted-by-at = 操作日志只能按 at 排序，不能按 { $sort } 排序。
hours-not-offered = 只能查询最近 1、24、168 或 720 小时，不能为 { $hours } 小时。

## 密钥对

private-key-pasted = 这是私钥。请粘贴公钥，即以 .pub 结尾的文件的内容。
public-key-too-long = 公钥最多 { $most } 个字符，不能为 { $characters } 个。
no-public-key = 这不是公钥。应为{ MESSAGE($rule) }。
rule-public-key = 一行公钥，格式与 id_ed25519.pub 相同：ssh-ed25519、ecdsa-sha2-nistp256、-nistp384、-nistp521，或 2,048 位及以上的 ssh-rsa

## 正在使用中的资源

in-use = { MESSAGE($kind) } { $name } 正在使用中，使用它的有：{ MESSAGE($users) }。请先删除这些资源。
users-of-kind = { $count } 个{ MESSAGE($kinds) }：{ MESSAGE($names) }
users-by-rules = { $count } 条{ MESSAGE($kinds) }的规则：{ MESSAGE($names) }
names-and-others = { MESSAGE($names) } 等
users-and-users = { MESSAGE($users) }；{ MESSAGE($others) }
users-and-more = { MESSAGE($users) }；以及另外 { $count } 个
part-of = { $whole } 的 { $name }

## 请求者

sign-in-first = 请先登录再执行此操作。
