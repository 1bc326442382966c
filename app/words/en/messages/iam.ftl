### What is said of people, sessions and key pairs below the pages.

## Signing in

user-or-password-wrong = User name or password is wrong.
registry-password-wrong = User name or registry password is wrong. The registry's password is set by Reset Docker Login Password.
too-many-wrong-passwords = Too many wrong passwords. Try again in { $seconds } s.
too-many-sign-ins = Too many people sign in at this moment. Try again in a few seconds.
session-ended = Your session has ended. Sign in again.

## Passwords

choose-password-first = Choose a password first.
password-rule = 8 to 128 characters, at least three of: upper case, lower case, digit, other
password-unfit = This password does not fit: { MESSAGE($rule) }.
password-same = This is the password that you have now. Choose another one.
password-changed-meanwhile = Your password was changed meanwhile. Sign in with the new one.

## What a session has open

too-many-pages = This session has { $most } pages open, and no more are allowed. Close some of them.
too-many-logs = This session has { $most } logs open, and no more are allowed. Close some of them.
too-many-terminals = This session has { $most } terminals open, and no more are allowed. Close some of them.

## Where a request comes from

not-from-console = This request does not come from a page of this console, so it was not carried out.
from-another-site = This request comes from a page of another site, so it was not carried out.
stream-from-elsewhere = This stream is for pages of this console.
no-host = The request names no host.
two-hosts = The request names two hosts.
# The name that the request calls the server by.
foreign-host = This server does not go by the name { $name }. Whoever runs it can allow that with --public-url.

## Details in the operation log

all-sessions-ended = All sessions ended.
sessions-ended = Sessions ended: { $number }.
wrong-password = Wrong password.
no-such-user = There is no such user.
first-start = First start.

## What is asked of the operation log

no-such-outcome = There is no outcome "{ $value }".
no-such-kind = There is no kind "{ $value }".
no-such-hours = There is no hours "{ $value }".

## Key pairs

public-key-unread = This public key does not read. { MESSAGE($rule) }.
rsa-key-too-short = This RSA key has { $bits } bits, which are too few. { MESSAGE($rule) }.
key-type-not-taken = Keys of this type are not taken. { MESSAGE($rule) }.
