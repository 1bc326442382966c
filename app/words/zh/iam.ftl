### 账号：登录、密码、账号信息；密钥对；操作日志。

## 登录

sign-in-purpose = 运行在本机上的私有容器云
user-name = 用户名
password = 密码
keep-signed-in = 在本机上保持登录 7 天
signed-out = 您已退出登录。
# $user 是用户名 admin，突出显示。
first-time = 首次使用？{ NODE($user) } 的一次性密码显示在启动 Gantry 的终端中。
forgotten = Gantry { $version } · 忘记密码？请联系本机的管理人员。
too-many-tries = 尝试次数过多。请等待 { $seconds } 秒后重试。

## 修改密码

change-purpose = 修改后，您的其他会话将全部结束。
change-purpose-forced = 一次性密码已完成使命，请设置您自己的密码。
one-time-password = 一次性密码
present-password = 当前密码
new-password = 新密码
new-password-again = 再次输入新密码
not-present-password = 当前密码不正确。
new-passwords-differ = 两次输入的新密码不一致。
same-password = 新密码与当前密码相同，请设置其他密码。
too-many-tries-minute = 尝试次数过多。请等待一分钟后重试。
# $rule 说明密码的要求。
password-unfit = 密码不符合要求：{ $rule }。

## 账号

account-purpose = 您的密码，以及您在哪里登录。
console-password = 控制台密码
# $time 是设置的时间。
set-at = 设置于 { NODE($time) }
role = 角色
administrator = 管理员
docker-password = Docker 登录密码
docker-password-missing = 尚未设置，客户端无法登录镜像仓库
since = 创建时间
docker-login = Docker 登录
reset-docker-password = 重置 Docker 登录密码
reset-docker-password-text = docker 等客户端使用此密码登录镜像仓库。它与控制台密码不同。
confirm-password = 确认密码
passwords-differ = 两次输入的密码不一致。
docker-password-set = 已设置 Docker 登录密码
docker-password-set-text = 即刻起，使用旧密码的客户端将被拒绝。

## 会话

sessions = 会话
sessions-note = 会话在 8 小时未使用后结束，最长保持 7 天。
browser = 浏览器
browser-on = { $system } 上的 { $name }
browser-unknown = 未知
this-one = 当前会话
address = 地址
signed-in = 登录时间
last-used = 最近使用
ends = 结束时间
own-session = 这是您当前的会话
signed-out-there = 已退出该会话
sign-out-elsewhere = 退出其他会话
sign-out-elsewhere-question = 退出其他所有会话？
sign-out-elsewhere-text = 您的其他浏览器和已打开的终端将立即失去会话，当前会话保留。
signed-out-elsewhere = 已退出其他会话
signed-out-elsewhere-text = 已结束 { $count } 个会话
nowhere-else = 您没有在其他地方登录

## 密钥对

key-pairs-purpose = Gantry 用于向其他系统证明身份的 SSH 密钥。请将公钥提供给 Gantry 需要访问的系统。
search-key-pairs = 搜索密钥对
key-pairs-placeholder = 名称、ID 或指纹
no-key-pairs = 当前地域没有密钥对
no-key-pairs-text = Gantry 可以生成 Ed25519 密钥并保存私钥，也可以保存您自己的公钥。
key-pair-id-name = 密钥对 ID/名称
key-pair-name = 密钥对名称
algorithm = 类型
fingerprint = 指纹
private-key = 私钥
private-kept = 由 Gantry 保存
private-elsewhere = 未保存
public-key-of-pair = 公钥
public-key-note = 请将此行提供给该密钥需要访问的系统
delete = 删除
deleted-for-ever = 私钥将永久丢失：信任其公钥的系统需要更换其他公钥。
create = 创建
key = 密钥
key-made = 由 Gantry 生成
key-made-help = Ed25519 密钥，私钥加密保存，不会显示
key-given = 使用已有公钥
key-given-help = Gantry 只保存公钥，因此无法用它登录任何系统
public-key = 公钥
created-key-pair = 已创建密钥对 { $name }

## 操作日志

operations-purpose = 谁在哪里做了什么，结果如何。日志不可修改，并会一直保留。
operations = 操作
search-operations = 搜索操作
operations-placeholder = 操作人、地址、操作、对象或请求
no-operations = 暂无操作
no-operations-text = 每次登录、每次修改和每次拒绝都会记录在此，包括操作人和来源。
outcome = 结果
all-outcomes = 全部
kind = 类型
all-kinds = 全部类型
time = 时间
all-time = 全部时间
last-hour = 最近 1 小时
last-day = 最近 24 小时
last-week = 最近 7 天
last-month = 最近 30 天
who = 操作人
from = 来源
operation = 操作
object = 对象
request = 请求
