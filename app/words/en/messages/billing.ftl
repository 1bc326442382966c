### What is said of orders and the account below the pages.

## Why nothing can be done with an order any more

order-paid = This order is paid.
order-cancelled = This order was cancelled.
order-lapsed = This order was not paid within a day and has lapsed.

## What is refused

instance-type-other = Instance Type is “Basic Edition”, not “{ $given }”.
duration-range = Subscription Duration is 1 Month to 5 Years, not “{ $given }”.
beyond-calendar = The subscription would end later than any calendar goes.
name-held = An unpaid order asks for the name “{ $name }”. Pay or cancel it under Orders, or choose another.
agree-first = Agree to the terms on Confirm Order first.
balance-short = The balance of the account is { $balance } { $currency }; this order costs { $price } { $currency }.
no-end-to-renew = The registry instance { $name } has no end and needs no renewal.
amount-range = Amount is 0.01 to 1000000.00.
amount-range-not = Amount is 0.01 to 1000000.00, not “{ $given }”.

## Details in the operation log

# $duration is the length of the subscription.
for-instance = Registry instance { $name }, { MESSAGE($duration) }, { $amount } { $currency }
for-renewal = Renewal of a registry instance { $name }, { MESSAGE($duration) }, { $amount } { $currency }
months = { $count ->
    [one] 1 Month
   *[other] { $count } Months
    }
years = { $count ->
    [one] 1 Year
   *[other] { $count } Years
    }
