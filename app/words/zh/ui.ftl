### 组件库：组件自身在各页面上显示的文字。

## 对话框与询问

ok = 确定
cancel = 取消
close = 关闭
close-unsaved = 不保存就关闭？在此填写的内容将会丢失。
keep-editing = 继续编辑
notice = 提示
# $name 以代码形式显示。
type-name = 请输入 { NODE($name) } 以继续
type-name-first = 请先输入 { $name } 再继续
leave-unsaved = 不保存就离开？
leave = 离开
stay = 留在此页
filled-in-is-lost = 在此填写的内容将会丢失。

## 批量操作

nothing-selected = 未选择任何项。
nouns = { $count } 个{ $noun }
# $noun 是对象的名称，$done 是所做的操作：重启。
bulk-one-refused = 该{ $noun }未能{ $done }：
bulk-all-refused = { $count } 个{ $noun }均未能{ $done }：
bulk-some-refused = 已{ $done } { $count } 个{ $noun }中的 { $some } 个。被拒绝的有：
left-out = 未包括：{ $why }
selected = 已选择 { $count } 项
selected-rows = 已选择的行
select-nothing = 取消选择
select-all = 选择本页全部
select-row = 选择 { $name }

## 列表与表格

actions = 操作
created = 创建时间
refresh = 刷新
nothing-found = 未找到匹配项
no-row-fits = 没有符合搜索和筛选条件的内容。
show-all = 显示全部
rows-of = 第 { $first }–{ $last } 条，共 { $total } 条
total = 共 { $count } 条
rows-per-page = 每页条数
pages = 分页
page-number = 第 { $page } 页
page-of = 第 { $page } 页，共 { $pages } 页
previous-page = 上一页
next-page = 下一页
first-page-already = 已是第一页。
last-page-already = 已是最后一页。
loading = 加载中

## 字段与表单

needs-another-value = 有 { $count } 个字段需要修改
show = 显示
hide = 隐藏
at-most-characters = 最多 { $most } 个字符，当前为 { $length } 个。
whole-number-missing = 请输入 { $min } 到 { $max } 之间的整数。
whole-number-wrong = { $text } 不是 { $min } 到 { $max } 之间的整数。
narrow-list = 筛选下方列表
find-among = 在 { $count } 项中查找
one-less = 减一
one-more = 加一
added = 已添加
add = 添加
remove = 移除 { $name }
nothing-typed = 尚未输入内容
at-most-values = 最多 { $max } 个值
name = 名称
value = 值
name-missing = 请输入名称
in-list-already = { $name } 已在列表中
steps = 步骤
format = 格式
faults = 错误
line = 第 { $number } 行

## 复制

copy = 复制
copied = 已复制
copy-text = 复制 { $text }

## 页面、订单与消息

breadcrumb = 面包屑导航
messages = 消息
dismiss = 关闭消息
what-will-be-made = 将要创建
order-summary = 订单摘要
not-loaded-title = 无法加载
not-loaded = 无法加载。
not-refreshed = 刷新失败，下方内容可能不是最新的。
not-allowed = 没有权限。
not-here-now = 此内容不存在。
signed-out = 您已退出登录。
sign-in = 登录
show-whole-list = 显示完整列表
try-now = 立即重试
overview = 概览
not-found = 未找到
not-here = 此内容不存在
not-here-text = 它已被删除，或者地址有误。
show-list = 显示列表
not-done = 操作未完成
no-answer = Gantry 没有响应。请确认它正在运行，且本机可以访问它。
malformed-input = 输入内容不符合要求：{ $why }。
malformed-field = 输入内容的字段 { $field } 不符合要求：{ $why }。

## 时间与数据

just-now = 刚刚
ago = { $span }前
ahead = { $span }后
seconds = { $count } 秒
minutes = { $count } 分钟
hours = { $count } 小时
days = { $count } 天
no-figures = 无数据
no-figures-here = 该时间段内没有数据。
at-time = { $time }
# $figure 是一个数据点的含义：平均值、总和。
figures-range = { $from } 至 { $to }，每 { $seconds } 秒一个{ $figure }
range = 时间范围
range-five-minutes = 5 分钟（实时）
range-hour = 1 小时
range-six-hours = 6 小时
range-day = 24 小时
range-week = 7 天

## 日志

log-find = 在日志中查找
log-searching = 正在查找
log-none = 无
log-none-here = 此处没有
log-hit = 第 { $at } 个，共 { $count } 个
log-hit-of-more = 第 { $at } 个，共 { $count }+ 个
log-previous = 上一个匹配项
log-next = 下一个匹配项
log-level = 级别
log-all-levels = 全部级别
log-warnings = 警告和错误
log-errors = 错误
log-times = 时间戳
log-wrap = 自动换行
download = 下载
log-lines = 日志行
log-nothing-yet = 尚未输出日志。
log-nothing = 没有输出日志。
log-no-line-of-level = 此处没有该级别的日志。
log-ended = 已结束
log-following = 跟踪中
log-paused = 已暂停
log-pause = 暂停
log-follow = 跟踪
log-shown = { $all } 行中的 { $shown } 行
log-last = 最后 { $count } 行
log-count = { $count } 行

## 终端

terminal = 终端
terminal-sessions = 会话
terminal-close = 关闭 { $name } { $shell }
full-screen = 全屏
connecting = 连接中
connected = 已连接
terminal-copy = 复制：Ctrl Shift C
terminal-paste = 粘贴：Ctrl Shift V
terminal-not-loaded = 终端加载失败
terminal-ended = 连接已断开
terminal-exit = 已结束，退出码 { $code }
