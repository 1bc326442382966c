### 订单的确认与支付，以及用于支付的账户。

## 订单列表

orders-purpose = 本系统的全部订单。一天内未支付的订单将失效。
search-orders = 搜索订单
name-or-id = 名称或 ID
all-states = 全部
no-orders = 暂无订单
no-orders-text = 企业版容器镜像实例通过订单订购，并从内部账户支付。
pay = 支付
cancel-order = 取消订单
cancel-question = 确定取消【{ $name }】的订单吗？尚未扣费，取消后该名称可以再次使用。
cancelled = 已取消 { $name } 的订单

## 订单

order = 订单
state = 状态
product = 产品
instance-name = 实例名称
instance-type = 实例类型
subscription-duration = 购买时长
duration = 时长
total = 总额
ends = 到期时间
not-known = 未知
placed = 下单时间
placed-by = 下单人
by = 由 { $person } 提交
open-instance = 打开实例
place-another = 重新下单

## 确认与支付

confirm-order = 确认订单
confirm-purpose = 支付之前不会扣费。
price = 价格
# $duration 是购买时长：2 个月。
price-for = { $duration }，预付
agreement = 服务协议
later = 稍后支付
payment = 支付
payment-purpose = 从本系统的内部账户支付。
after-this-order = 支付后余额
not-enough = 余额不足
agree-first = 请先在“确认订单”中同意协议
not-agreed = 尚未同意协议。
balance-short = 余额不足
balance-short-title = 余额不足。
balance-short-text = 管理员可以为账户充值。
complete-payment = 完成支付
paid = 支付成功，{ $name } 已就绪

## 账户

balance = 余额
credited = 充值总额
spent = 订单支出
add-credit = 充值
credit = 充值
amount = 金额
amount-help = 0.01 至 1000000.00，货币与价格表一致；充值会记入操作日志
credit-added = 已充值 { $amount }
