### 每个页面的框架、首页，以及各领域共用的文字。

## 文档

# $page 是页面的名称。
page-title = { $page } · Gantry
not-loaded = 控制台加载失败，本页面无法操作。请重新加载页面后再试。
skip-to-content = 跳到主要内容

## 产品与页面

elastic-containers-purpose = 运行容器组，按秒计费
network-purpose = 虚拟私有云、交换机、安全组、公网地址
scaling-purpose = 按负载需要调整实例数量
registry-purpose = 保存镜像，管理访问权限
overview = 概览
overview-purpose = 一览当前地域的全部资源
container-groups = 容器组
create-container-group = 创建弹性容器组
scaling-groups = 伸缩组
create-scaling-group = 创建伸缩组
registry-instances = 容器镜像实例
create-enterprise-instance = 创建企业版实例
personal-instance = 个人版实例
vpcs = 虚拟私有云
create-vpc = 创建虚拟私有云
vswitches = 交换机
create-vswitch = 创建交换机
security-groups = 安全组
create-security-group = 创建安全组
eips = 弹性 IP (EIP)
create-eip = 创建EIP
orders = 订单
entitlement-quota = 权益配额
key-pairs = 密钥对
create-key-pair = 创建密钥对
operation-logs = 操作日志
account = 账号

## 左侧导航栏

run = 运行
connect = 网络
build = 构建
instances = 实例列表
personal-edition = 个人版
repository-management = 仓库管理
namespace = 命名空间
namespaces = 命名空间
repositories = 镜像仓库
image-repositories = 镜像仓库
security = 安全
access-control = 访问控制
runtime-simulated = 模拟运行，不运行容器
runtime-title = 容器运行时
zone-title = 所有时间采用的时区
keyboard-shortcuts = 键盘快捷键
collapse-navigation = 收起导航栏

## 顶栏

navigation = 导航
all-products = 全部产品
products = 产品
simulated = 模拟运行时
simulated-title = 没有真正运行的容器，由模拟程序代为响应
signed-out = 已退出登录
signed-out-title = 会话已结束，当前内容可能不是最新的
no-connection = 连接已断开
no-connection-title = 正在重新连接，当前内容可能不是最新的
search-hint = 搜索页面、资源、操作
region = 地域
region-named = 地域：{ $region }
regions = 地域列表
language = 语言
theme = 主题
theme-system = 跟随系统
theme-light = 浅色
theme-dark = 深色
user-menu = 用户菜单
user-menu-of = 用户菜单：{ $user }
change-password = 修改密码
sign-out = 退出登录

## 通知

notifications = 通知
notifications-running = 通知：{ $count } 项进行中
operations = 操作
operations-groups = 容器组
operations-none = 没有进行中的操作，也没有失败的操作。
operation-create = 创建容器组 { $name }
operation-restart = 重启容器组 { $name }
operation-update = 更新容器组 { $name }
operation-unsubscribe = 退订容器组 { $name }
operation-run = 运行容器组 { $name }

## 全局搜索与快捷键

search = 搜索
results = 搜索结果
result-count = { $count } 条结果
group-actions = 操作
group-pages = 页面
group-resources = 资源
searching = 正在搜索。
nothing-has-name = 没有此名称的内容。
open-it = 打开
open-aside = 在新标签页中打开
keys-search-anywhere = 在任意位置搜索
keys-create = 创建，或本页的主要操作
keys-refresh = 刷新
keys-list = 显示此列表
keys-close = 关闭已打开的窗口
close = 关闭

## 会话结束，服务升级

not-now = 暂不
sign-in-new-tab = 在新标签页中登录
session-ended = 会话已结束。请在新标签页中登录后返回：本页面及已填写的内容会保留，并自动继续。
signed-in-again = 已重新登录
typed-is-here = 已填写的内容仍然保留。
upgraded = Gantry 已升级。本页面属于旧版本：请先保存已填写的内容，再重新加载页面。
reload = 重新加载

## 页面不存在

page-not-found = 页面不存在
not-found = 未找到
nothing-hangs-here = 这里什么都没有
# $path 以代码形式显示。
no-page-at = { NODE($path) } 没有对应的页面。它可能已被移除，或者地址有误。

## 删除

ok = 确定
notice = 提示
# $then 是一个句子：说明所含内容会怎样。
delete-question = 确定删除{ $noun }【{ $name }】吗？{ $then }
deleted = 已删除{ $noun } { $name }
looking-for-users = 正在查找使用它的资源。
in-use = { $noun } { $name } 正在使用中。
in-use-by = { $noun } { $name } 正在使用中，无法删除。使用它的资源有：
used-by = 使用方
and-more = 以及另外 { $count } 个
# $name 是 $whole 的一部分。
part-of = { $whole } 的 { $name }

## 容器状态

before = 上一次：{ $end }

## 首页

home-purpose = 一览地域 { $region } 的全部资源。
sample-title = 运行示例
run-sample = 运行示例
sample-text = 在默认虚拟私有云中创建一个容器组，运行小型 Web 服务器，规格为 1 vCPU、2 GiB。不到一秒即可响应，一键即可退订。
sample-steps = 创建过程
step-schedule = 调度
step-pull = 拉取镜像
step-network = 配置网络
step-create = 创建
step-start = 启动
choose-settings = 自定义配置
sample-price = 每小时 { $price }，按秒计费
own-image = 或使用您自己的镜像
figure-groups = 容器组
count-running = { $count } 个运行中
count-on-the-way = { $count } 个处理中
count-ended = { $count } 个已结束
count-failed = { $count } 个失败
none-yet = 暂无
memory = 内存
figure-repositories = 镜像仓库
in-all-instances = 全部容器镜像实例
# $limit 含单位：512 GiB。
of-limit = / { $limit }
used-of = { $used } / { $limit }
left-in-region = 地域 { $region } 剩余 { $left }
needs-attention = 需要关注
nothing-failed = 没有。失败的容器组及其原因会显示在这里。
events = 事件
lately = 最近操作
was-refused = 被拒绝
did-sign-in = 登录
did-sign-out = 退出登录
did-sign-out-elsewhere = 退出其他会话
did-change-password = 修改密码
did-set-docker-password = 设置 Docker 登录密码
did-connect = 连接到
did-create = 创建{ $what }
did-change = 修改{ $what }
did-delete = 删除{ $what }
did-restart = 重启{ $what }
did-unsubscribe = 退订{ $what }
did-push = 推送{ $what }

## 帮助与协议

help = 帮助
help-purpose = 常见问题、术语、协议和支持联系方式
help-faq = 常见问题
help-glossary = 术语表
help-scenarios = 应用场景与分层
help-agreements = 协议
support-contact = 支持联系方式
service-agreement = 服务协议
service-level-agreement = 服务等级协议
# $service、$level 是链接。
agree = 我已阅读、理解并接受《{ NODE($service) }》和《{ NODE($level) }》
