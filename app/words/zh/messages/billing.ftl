### 页面之下的提示：billing。

## 订单不能再处理的原因

order-paid = 该订单已支付。
order-cancelled = 该订单已取消。
order-lapsed = 该订单一天内未支付，已失效。

## 被拒绝的请求

instance-type-other = 实例类型为“基础版”，不能为“{ $given }”。
duration-range = 购买时长为 1 个月到 5 年，不能为“{ $given }”。
beyond-calendar = 到期时间过晚，超出日历范围。
name-held = 一个待支付的订单已占用名称“{ $name }”。请在“订单”中支付或取消该订单，或选择其他名称。
agree-first = 请先在“确认订单”中同意协议。
balance-short = 账户余额为 { $balance } { $currency }，该订单需要 { $price } { $currency }。
no-end-to-renew = 容器镜像实例 { $name } 没有到期时间，无需续费。
amount-range = 金额为 0.01 到 1000000.00。
amount-range-not = 金额为 0.01 到 1000000.00，不能为“{ $given }”。

## 操作日志中的详情

# $duration 为购买时长。
for-instance = 容器镜像实例 { $name }，{ MESSAGE($duration) }，{ $amount } { $currency }
for-renewal = 续费容器镜像实例 { $name }，{ MESSAGE($duration) }，{ $amount } { $currency }
months = { $count } 个月
years = { $count } 年
