### Orders, how they are confirmed and paid, and the account that pays them.

## The list of orders

orders-purpose = What was ordered for this installation. An order that is not paid within a day lapses.
search-orders = Search orders
name-or-id = Name or ID
all-states = All
no-orders = No orders yet
no-orders-text = Registry instances of the Enterprise Edition are ordered and paid from the internal account.
pay = Pay
cancel-order = Cancel Order
cancel-question = Cancel the order for { $name }? Nothing was charged, and its name is free again.
cancelled = Cancelled the order for { $name }

## An order

order = Order
state = State
product = Product
instance-name = Instance Name
instance-type = Instance Type
subscription-duration = Subscription Duration
duration = Duration
total = Total
ends = Ends
not-known = not known
placed = Placed
placed-by = Placed by
by = by { $person }
open-instance = Open the instance
place-another = Place another order

## Confirming and paying

confirm-order = Confirm Order
confirm-purpose = Nothing is charged before the payment.
price = Price
# $duration is the length of a subscription: 2 Months.
price-for = for { $duration }, paid in advance
agreement = Agreement
later = Later
payment = Payment
payment-purpose = Paid from the internal account of this installation.
after-this-order = After this order
not-enough = not enough
agree-first = Agree to the terms on Confirm Order first
not-agreed = The terms are not agreed to yet.
balance-short = The balance does not suffice
balance-short-title = The balance does not suffice.
balance-short-text = An administrator can credit the account.
complete-payment = Complete Payment
paid = Paid; { $name } is ready

## The account

balance = Balance
credited = Credited
spent = Paid for orders
add-credit = Add Credit
credit = Credit
amount = Amount
amount-help = 0.01 to 1000000.00, in the currency of the price list; noted in the operation log
credit-added = Credited { $amount }
