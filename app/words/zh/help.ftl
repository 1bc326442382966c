### 帮助：常见问题、术语、应用场景、协议。尚未支持的功能如实说明，不作承诺。

## 帮助首页

purpose = 了解本系统的使用方式，以及向谁求助。
search-label = 搜索常见问题
search-placeholder = 问题或答案中的词语
search = 搜索
faq-purpose = 关于镜像、网络、费用和配额的常见问题与解答。
glossary-purpose = 控制台中的术语，以及对应的 Kubernetes 概念。
scenarios-purpose = Gantry 适用的场景、尚未支持的功能，以及各层之间的关系。
agreements-purpose = 提交订单时需要接受的协议。
support = 支持
support-text = 如果这里没有您要的答案，请联系：
no-support = 本系统未设置支持联系方式，请咨询系统的运维人员；运维人员可通过 --support-contact 进行设置。
about = 本系统
version = 版本
runtime = 运行时
simulated = 模拟运行，不运行容器
registry-host = 镜像仓库地址
time-zone = 时区

## 常见问题

questions-purpose = Gantry 对常见问题的解答；尚未支持的功能会如实说明。
question-count = { $count ->
   *[other] { $count } 个问题
    }
nothing-found = 没有包含这些词语的问题
nothing-found-text = 请减少或更换词语，或查看全部问题。
all-questions = 全部问题
topics = 主题
see = 相关页面
link-to = 指向此问题的链接
topic-registry = 镜像与镜像仓库
topic-groups = 容器组
topic-network = 网络
topic-scaling = 弹性伸缩与交付
topic-cost = 费用、配额与监控

find-instance = 购买企业版实例后，在哪里可以找到它？
find-instance-1 = 在容器镜像服务的“实例列表”中。单击实例名称即可进入其管理页面：概览、命名空间、镜像仓库和访问控制。

personal-images = 伸缩组可以使用个人版的镜像吗？
personal-images-1 = 可以。伸缩配置支持企业版镜像、个人版镜像，以及按地址填写的镜像。
personal-images-2 = 选择镜像时默认显示企业版镜像，因为个人版实例归个人所有且有数量限制；团队应共用企业版实例。

whitelist = 保留或删除默认的白名单规则会怎样？
whitelist-1 = 只要白名单中有规则，就只有规则中的地址可以访问公网访问地址。默认规则只允许本机 (127.0.0.1/32 和 ::1/128)。
whitelist-2 = 没有任何规则时，所有地址均可访问，任何持有有效凭证的客户端都可以拉取和推送镜像。本地域的容器组以及其虚拟私有云内的客户端不需要规则。

private-images = 是否支持私有镜像？
private-images-1 = 支持本系统镜像仓库中的私有镜像。同一地域的容器组无需凭证即可拉取私有仓库中的镜像。
private-images-2 = 暂不支持：其他镜像仓库中的私有镜像。请先将其复制到本系统的镜像仓库。

docker-hub = 是否支持使用 Docker Hub 的镜像？
docker-hub-1 = 暂不支持直接按地址拉取：容器组只运行本系统镜像仓库中的镜像。模拟运行时接受任何地址，因为并不真正运行容器。
docker-hub-2 = 您可以把镜像带到这里：在能访问 Docker Hub 的机器上拉取镜像，用 docker tag 改为本系统的仓库地址，再推送。命令见镜像仓库的页面。

image-cache = 是否有镜像缓存，是否支持更新？
image-cache-1 = 暂不支持：目前没有可创建或更新的镜像缓存。
image-cache-2 = 解压过的镜像会保留在本机上，直到磁盘空间不足；使用相同镜像的其他容器组无需再次等待。镜像拉取策略为“总是拉取”时，容器组每次启动都会使用该版本的最新镜像。

group-id = 如何获取容器组 ID？
group-id-1 = 在容器组列表的名称下方，以及容器组详情页的标题旁。ID 以 eci- 开头，单击即可复制。

gpu = 如何创建 GPU 实例？
gpu-1 = 暂不支持。“指定规格”中可以按 GPU 类型筛选，但没有对应的规格：本系统不为容器提供 GPU。

persistence = 是否支持数据持久化？
persistence-1 = 暂不支持：目前没有数据卷。容器写入的文件位于临时存储中，重启后丢失，退订容器组时一并删除。
persistence-2 = 在支持数据卷之前，请将需要长期保存的数据存放在容器组之外。

security-group = 容器组是否支持修改安全组？
security-group-1 = 不支持。安全组在下单时确定；如需更换，请重新创建容器组。
security-group-2 = 安全组的规则可以随时修改并立即生效，对已建立的连接也有效。

outside-access = 如何从外网访问容器组？
outside-access-1 = 为容器组绑定 EIP：下单时选择“自动创建”或“使用已有”，也可以之后在容器组或 EIP 的页面绑定。安全组必须允许相应的端口。
outside-access-2 = 未设置 --eip-pool 时，EIP 地址池是本机的回环地址段，只能从本机访问。
outside-access-3 = 暂不支持：NAT 网关、负载均衡，以及容器主动访问外网。容器组可以通过 EIP 应答，但不能通过它主动发起连接。

port-mapping = 是否支持端口映射？
port-mapping-1 = 不支持。在同一个虚拟私有云中，可直接通过容器组的内网 IP 和容器端口访问；默认安全组在内部放通全部流量。
port-mapping-2 = 从外网访问时使用 EIP 和相同的端口。暂不支持：可映射端口的 NAT 网关。

change-image = 伸缩配置启用后，能修改其中的镜像吗？
change-image-1 = 不能直接修改：启用过的版本不再改变。“编辑”会以某个版本为基础生成下一个版本；通过“应用”可使其生效，也可以恢复到旧版本。
change-image-2 = 新实例按生效的版本创建；正在运行的实例保持不变，直到被替换。

verify-deployment = 如何确认新镜像已部署到伸缩组？
verify-deployment-1 = 在伸缩组页面，“实例配置来源”显示生效的版本及其镜像，“实例”列出正在运行的实例。
verify-deployment-2 = 单击实例即可打开其容器组：“事件”显示拉取了哪个镜像，“容器”显示镜像地址。
verify-deployment-3 = 暂不支持：带发布单的流水线，用于执行并记录这样的交付。

charging = 如何收费？
charging-1 = 容器组按秒计价，价格由 vCPU 和内存决定；下单页和详情页显示每小时的价格。目前只显示价格，尚未从余额中扣除。
charging-2 = 企业版实例按订阅收费：支付订单时从本系统的余额中扣除。余额是 Gantry 的内部账户，不涉及银行卡。
charging-3 = 弹性伸缩免费，其实例按容器组计价。网络、EIP 和个人版没有价格。本系统不包含需要另行付费的其他产品。

vcpu = 如何查看 vCPU 的使用额？
vcpu-1 = “权益配额”显示 vCPU 以及本地域其他受限资源的已使用量和使用上限。可创建的容器组数量取决于这两者。
vcpu-2 = 管理员可以通过“修改上限”进行调整。

monitoring-spec = 为什么监控数据显示的规格与订购的不一致？
monitoring-spec-1 = 不会不一致：监控显示的是容器组自身的数据，并以订购的规格为基准。
monitoring-spec-2 = 容器中的程序如果向内核查询 (free、/proc/cpuinfo)，可能看到整台机器的处理器和内存，但最多只能使用容器组的规格。

one-console = 除了这里，还需要其他控制台吗？
one-console-1 = 不需要。容器组、伸缩组、镜像仓库、网络、订单、配额、密钥对和操作日志都在这里操作。
one-console-2 = 暂不支持：流水线、负载均衡、NAT 网关、云盘、文件和对象存储、日志服务、Kubernetes 集群。

## 术语

glossary-here = Gantry 的术语
glossary-here-note = 控制台中使用的词语
glossary-kubernetes = Kubernetes 的概念
glossary-kubernetes-note = 供熟悉或使用 Kubernetes 的用户对照
term = 术语
meaning = 说明
beside = Gantry 中的对应

container = 容器
container-means = 轻量的、可独立运行的软件包，是镜像运行的实体。
container-group = 容器组
container-group-means = 一组调度到同一台机器上的容器，共享生命周期和网络，与 Kubernetes 的 Pod 类似。
image = 镜像
image-means = 包含应用运行所需的程序、库和配置的文件系统，来自镜像仓库。
image-cache-term = 镜像缓存
image-cache-means = 提前准备好的镜像，用于加快启动。暂不支持。
volume = 数据卷
volume-means = 由容器组中的容器共享、并在其结束后保留的存储。暂不支持。
tag = 标签
tag-means = 容器组上的键值对，在下单时设置；最多 20 个，键不可重复。与 Kubernetes 的 Label 类似。
virtual-node = 虚拟节点
virtual-node-means = Kubernetes 集群中的节点，其 Pod 以容器组的形式运行。暂不支持。
scaling-group = 伸缩组
scaling-group-means = 一组相同的容器组，数量由您、时间或负载决定，介于最小值与最大值之间。

k8s-master = Master
k8s-node = Node
k8s-pod = Pod
k8s-deployment = Deployment
k8s-stateful-set = StatefulSet
k8s-service = Service
k8s-config-map = ConfigMap
k8s-namespace = Namespace
k8s-label = Label
k8s-volume = Volume
k8s-persistent-volume = PersistentVolume
k8s-persistent-volume-claim = PersistentVolumeClaim

master-means = 集群中的控制节点，负责整个集群的管理和调度。
master-here = Gantry 自身，在一台机器上
node-means = 集群中运行工作负载的节点。节点宕机时，其上的工作负载会转移到其他节点。
node-here = 本机，仅此一台
pod-means = 创建或部署的最小单元，封装一个或多个紧密相关的容器。
pod-here = 容器组
deployment-means = 无状态工作负载，定义一组 Pod 的副本数和版本。
deployment-here = 伸缩组及其伸缩配置；可由 Deployment 的 YAML 创建
stateful-set-means = 有状态工作负载，与 Deployment 类似，但每个 Pod 有自己的标识符和持久化存储。
stateful-set-here = 暂不支持
service-means = 为一组 Pod 提供统一、稳定的访问地址。
service-here = 暂不支持；EIP 指向单个容器组
config-map-means = 以键值对保存的配置，可以是单个属性，也可以是配置文件。
config-map-here = 容器的环境变量；暂不支持文件
namespace-means = 集群内部的逻辑隔离，用于划分和管理资源对象。
namespace-here = 地域和虚拟私有云隔离容器组；镜像仓库的命名空间存放仓库
label-means = 附加在资源对象上的键值对，用于分组管理。
label-here = 标签
volume-k8s-means = Pod 中可由多个容器访问的文件目录。
volume-k8s-here = 暂不支持
persistent-volume-means = 集群中由管理员配置的存储资源。
persistent-volume-here = 暂不支持
persistent-volume-claim-means = 对存储资源的请求。
persistent-volume-claim-here = 暂不支持

## 应用场景与分层

scenarios-title = 应用场景
goals = 所有场景都有两个目标：容器组在数秒内启动，并按需创建和释放。
today = 目前支持
not-yet = 暂不支持
elastic = 弹性流量业务
elastic-text = 实例数量自动随负载变化，高峰时数量充足，空闲时不占用资源。
elastic-today = 伸缩组，以及简单、步进、目标追踪和定时伸缩规则。
elastic-not-yet = 实例前的负载均衡、Kubernetes 集群的虚拟节点。
delivery = 持续交付集成
delivery-text = 为测试或发布创建环境，用完即释放；交付的是处处相同的镜像。
delivery-today = 可推送镜像的镜像仓库、可回退的多版本伸缩配置，以及每个容器组的事件和日志。
delivery-not-yet = 流水线和发布单、告警、更新正在运行的实例。
data = 大数据计算处理
data-text = 在短时间内启动大量任务，每个任务按需选择规格，完成后自行结束。
data-today = 最小 1 vCPU 1 GiB 的规格、每个订单最多 50 个容器组、适合任务的重启策略、按秒计价。
data-not-yet = 与云主机共池混部、GPU、存放数据的数据卷。
engines = 多种引擎统一调度
engines-text = 容器、函数和智算引擎按需启动容器组，由同一个底座统一调度 Pod。
engines-today = 容器组与伸缩组共用的底座。
engines-not-yet = 函数和智算引擎，以及供其他程序下单的接口。

layers-title = 分层
layers-text = 每一层只使用其下一层。Gantry 调度和管理容器组（与 Pod 类似）；工作负载由其上层管理。
layer-workloads = 工作负载
layer-workloads-text = Kubernetes 在 Pod 之上管理工作负载：暂不支持接入。弹性伸缩负责保持相同容器组的数量。
layer-groups = 容器组
layer-groups-text = 由 Gantry 调度和管理：位置、地址、镜像、启动、重启和结束。
layer-ground = 网络与镜像仓库
layer-ground-text = 虚拟私有云、安全组和 EIP；镜像及其访问权限。
layer-runtime = 运行时
layer-runtime-text = 本机 Linux 上的 crun 或 runc，每个容器组不超过其规格。

## 协议

agreements-note = 两份协议均按本系统的实际情况编写。如果运营方与您另有约定，以该约定为准。

operator = 运营方
operator-text = 这是一套私有部署的系统，由在本机上部署它的一方（运营方）负责运营。Gantry 是其软件，按 Apache License 2.0 许可提供，不附带任何担保。
contents = 服务内容
contents-text = 您订购的容器组、网络和容器镜像实例均在本机上创建。所有容器组共用本机及其内核，通过 Linux 的命名空间、资源限制和安全组隔离，而不是虚拟机。
duties = 您的责任
duties-text = 您对自己的镜像和容器的行为负责，并应妥善保管密码。
measured = 计量内容
measured-text = 每个容器组的处理器、内存、网络和磁盘每隔数秒采集一次，保留一周。操作日志记录何人在何时、从哪个地址进行了何种操作。
charged = 费用
charged-text = 价格见下单页。容器镜像实例从本系统的内部余额中支付；容器组的价格目前只显示，尚未扣费。Gantry 不经手真实资金，费用不予退还。
your-data = 您的数据
your-data-text = 镜像、日志和设置存放在本机磁盘上，运营方可以读取。密码以散列值保存，密钥加密保存。Gantry 不为您的镜像和数据制作备份。
ending = 服务终止
ending-text = 退订会立即结束容器组，其文件和日志一并删除。订阅到期后，镜像仍可拉取 15 天；此后实例停用，直到续费。其中的内容不会自动删除。

availability = 可用性
availability-text = 不承诺任何可用性指标。系统只有一台机器：无论可用区如何命名，机器停机时其上的一切都会停止。
going-on = 持续运行
going-on-text = 服务器重启或升级期间，容器继续运行。结束的容器按其重启策略重新启动；伸缩组会替换失败的实例，除非关闭了健康检查。
performance = 性能
performance-text = 容器组的规格是上限，而不是预留：机器繁忙时由各容器组共享。机器内存不足时，容器组不会启动，并会说明原因。
durability = 已确认的操作
durability-text = 控制台确认过的更改已写入磁盘。如果磁盘损坏，其中的一切也会丢失。
support-level = 支持
support-level-text = 此处不承诺响应或修复时间。如果运营方设置了联系方式，可在“帮助”页面查看。
compensation = 赔偿
compensation-text = 不支付赔偿，也不提供抵扣额度。
