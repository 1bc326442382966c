### 页面之下的提示：machine。

## 本机的容器组及其监管进程

group-needs-container = 容器组至少需要一个容器。
container-name-illegal = “{ $name }”不能用作容器名称。
address-outside = { $address } 不在交换机的网段 { $range } 内。
group-still-there = 容器组 { $group } 仍在 { $vpc } 中。
not-unpacked = { $image } 尚未在本机解包。
another-groups-plan = 这是另一个容器组的运行计划。
group-busy = 容器组已在启动或停止中。
group-being-removed = 容器组正在被移除。
group-being-stopped = 容器组正在停止。
supervisor-silent = { $group } 的监管进程没有响应。
supervisor-newer = { $group } 的监管进程使用协议版本 { $theirs }，本程序最高支持 { $ours }。
supervisor-ended = 该容器组的监管进程在处理请求时已退出。
supervisor-absent = 该容器组的监管进程不存在。
supervisor-too-slow = 监管进程在 { $seconds } 秒内没有响应。
supervisor-not-started = 容器组的监管进程无法启动：{ $why }。
earlier-supervisor = 容器组之前的监管进程尚未退出，请重试。

## 本机不具备的条件

not-allowed = 没有执行“{ $doing }”的权限：主机运行时必须以 root 身份运行。
disk-full = 本机磁盘已满，请释放部分空间后重试。
memory-short = 本机可用内存为 { $mib } MiB，启动容器组需要留有 512 MiB 的余量。
program-not-startable = { $program } 无法启动：{ $error }。
program-did-not-end = { $program } 在 { $seconds } 秒内没有结束。
cgroup-stays = 暂时无法移除 cgroup { $path }：{ $error }。

## 镜像

no-such-image-simulated = { $image }：镜像仓库中没有该镜像（模拟）。
image-config-unreadable = { $image }：无法读取其镜像配置（{ $error }）。
image-of-another-platform = { $image } 适用于 { $platform }，而本机为 { $here }。
image-layers-differ = { $image }：其镜像清单与镜像配置列出的层不一致。
image-layers-not-sha256 = { $image }：镜像层必须以 sha256 命名。
layer-trouble = { $image }，层 { $layer }：{ MESSAGE($what) }
layer-not-unpackable = 无法在本机解包：{ $error }。
layer-damaged = 内容已损坏或与声明不符：{ MESSAGE($why) }。
layer-of-another-digest = 内容的摘要值为 sha256:{ $found }，而镜像声明为 { $expected }。
layer-media-type = 本机不支持媒体类型 { $media }。

## 镜像层的归档文件的问题

archive-ends-in-file = 归档文件在某个文件中间结束
archive-ends-in-header = 归档文件在某个文件头中间结束
archive-ends-behind-name = 归档文件在长文件名之后结束
archive-size-illegal = 归档文件中有一个条目的大小无效
archive-sparse-file = 归档文件包含镜像层不允许的稀疏文件
archive-header-too-long = 归档文件中有过长的名称或文件头
archive-header-sum = 归档文件中有校验和错误的文件头
archive-header-unreadable = 归档文件中有无法读取的扩展文件头
archive-path-too-long = 归档文件中有超出系统限制的路径
archive-too-many-entries = 归档文件的条目超过 { $most } 个
archive-leads-out = 归档文件中的“{ $path }”指向镜像之外
archive-entry-not-made = 归档文件中的条目“{ $path }”无法创建：{ $error }
archive-entry-unnamed = 归档文件中有一个没有名称的条目
archive-entry-unknown = 归档文件中有一个未知类型的条目
archive-link-to-nothing = 归档文件中有一个没有目标的链接
archive-link-leads-out = 归档文件中有一个指向镜像之外的链接
archive-link-to-root = 归档文件中有一个指向根目录的链接
archive-hides-unnamed = 归档文件隐藏了一个没有名称的对象
archive-attributes-too-long = 归档文件中有一个文件的扩展属性超出系统限制
archive-attribute-nul = 归档文件中有一个扩展属性的名称含有 NUL 字符
archive-too-large = 归档文件解包后超过 { $most } 字节
archive-trap = 归档文件解包后超过其自身大小的 { $ratio } 倍，疑似恶意压缩

## 本机的网络

rules-not-in-place = { $group } 的规则尚未生效。
rules-not-known = { $vpc } 的规则尚未获知。
rules-would-not-hold = 规则无法生效时不会启动容器组：{ MESSAGE($missing) }。
network-absent = { $vpc } 的网络不存在。
group-does-not-answer = { $address } 没有响应：{ $error }。
no-br-netfilter = 缺少内核模块 br_netfilter：没有它，同一子网内的容器组之间的规则无法生效。请执行：modprobe br_netfilter

## 规则无法在本机生效的原因

probe-failed = 检测失败
no-network-namespaces = 没有网络命名空间：{ $error }
no-rtnetlink = 没有 rtnetlink：{ $error }
no-bridges = 没有网桥：{ $error }；请尝试：modprobe bridge
no-bridge-rules = 规则在子网内无法生效：{ $path }：{ $error }；请尝试：modprobe br_netfilter
bridge-rules-stay = 规则在子网内无法生效：{ $path } 的值仍为 { $value }
no-connection-tracking = 无法列出和清除连接：{ $error }；请尝试：modprobe nf_conntrack_netlink
no-token-buckets = 没有令牌桶：{ $error }；请尝试：modprobe sch_tbf
no-veth-pairs = 没有 veth 设备对：{ $error }；请尝试：modprobe veth
packet-lost = 规则允许的数据包未能通过网桥，是否被其他规则集阻挡？
packet-not-dropped = 规则拒绝的数据包仍然通过了网桥：规则在子网内无法生效

## 数据存储

changed-meanwhile = { MESSAGE($kind) } { $id } 已被修改，请刷新后重试。
name-taken = 已存在名为“{ $name }”的{ MESSAGE($kind) }，请使用其他名称。
store-disk-full = 数据目录所在磁盘已满。未做任何更改，请腾出空间后重试。
store-disk-refuses = 数据目录所在磁盘无法写入。未做任何更改。
store-disk-failed = 数据目录所在磁盘出现故障或已满。未做任何更改，请腾出空间后重试。
store-busy = 数据存储繁忙。未做任何更改，请重试。
store-stopping = 数据存储正在停止，未做任何更改。
too-many-changes = 等待写入磁盘的更改过多，请稍后重试。
blob-in-use = Blob { $digest } 是该镜像仓库中某个镜像的一部分。

## 列表

no-such-place = 列表中没有该位置，请从第一页开始。
place-of-another-order = 该位置属于另一种排序的列表，请从第一页开始。
pages-end = 分页到第 { $row } 行为止，请缩小搜索范围。
no-such-column = 此类列表没有“{ $name }”列。
no-such-change = “{ $place }”不是变更日志中的位置。

## 服务器

no-such-region = 没有地域“{ $name }”；可用的地域有 { MESSAGE($known) }。
cancelled = 该操作已取消。
server-stopping = 服务器正在停止。
