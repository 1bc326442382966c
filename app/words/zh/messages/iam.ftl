### 页面之下的提示：iam。

## 登录

user-or-password-wrong = 用户名或密码错误。
registry-password-wrong = 用户名或镜像仓库密码错误。镜像仓库密码可通过“重置 Docker 登录密码”设置。
too-many-wrong-passwords = 密码错误次数过多。请在 { $seconds } 秒后重试。
too-many-sign-ins = 当前登录人数过多。请在几秒后重试。
session-ended = 您的会话已结束，请重新登录。

## 密码

choose-password-first = 请先设置您自己的密码。
password-rule = 8 到 128 个字符，至少包含大写字母、小写字母、数字、其他字符中的三类
password-unfit = 密码不符合要求：{ MESSAGE($rule) }。
password-same = 新密码与当前密码相同，请设置其他密码。
password-changed-meanwhile = 您的密码已在此期间被修改，请使用新密码登录。

## 会话已打开的连接

too-many-pages = 该会话已打开 { $most } 个页面，不能再打开更多。请关闭其中一些。
too-many-logs = 该会话已打开 { $most } 个日志，不能再打开更多。请关闭其中一些。
too-many-terminals = 该会话已打开 { $most } 个终端，不能再打开更多。请关闭其中一些。

## 请求的来源

not-from-console = 该请求不是来自本控制台的页面，因此未执行。
from-another-site = 该请求来自其他网站的页面，因此未执行。
stream-from-elsewhere = 该数据流仅供本控制台的页面使用。
no-host = 该请求没有指明主机名。
two-hosts = 该请求指明了两个主机名。
# 请求用来称呼服务器的名称。
foreign-host = 本服务器不使用名称 { $name }。本机的管理人员可以通过 --public-url 允许使用该名称。

## 操作日志中的详情

all-sessions-ended = 已结束全部会话。
sessions-ended = 已结束 { $number } 个会话。
wrong-password = 密码错误。
no-such-user = 没有该用户。
first-start = 首次启动。

## 查询操作日志的条件

no-such-outcome = 没有结果“{ $value }”。
no-such-kind = 没有类型“{ $value }”。
no-such-hours = 时间范围不能为“{ $value }”小时。

## 密钥对

public-key-unread = 无法读取该公钥。应为：{ MESSAGE($rule) }。
rsa-key-too-short = 该 RSA 密钥只有 { $bits } 位，长度不足。应为：{ MESSAGE($rule) }。
key-type-not-taken = 不支持该类型的密钥。应为：{ MESSAGE($rule) }。
