### People: signing in, passwords, the account; key pairs; operation logs.

## Signing in

sign-in-purpose = The private container cloud on this machine
user-name = User name
password = Password
keep-signed-in = Keep me signed in on this machine for 7 days
signed-out = You are signed out.
# $user is the name admin, set apart.
first-time = First time? The one-time password for { NODE($user) } stands in the terminal where Gantry was started.
forgotten = Gantry { $version } · Forgotten? Ask whoever runs this machine.
too-many-tries = Too many tries. Wait { $seconds } s, then try again.

## Changing the password

change-purpose = All other sessions of yours end with it.
change-purpose-forced = The one-time password has done its work; choose your own.
one-time-password = One-time password
present-password = Present password
new-password = New password
new-password-again = New password, again
not-present-password = This is not your present password.
new-passwords-differ = The two new passwords differ.
same-password = This is the password that you have. Choose another.
too-many-tries-minute = Too many tries. Wait a minute, then try again.
# $rule says what fits.
password-unfit = This password does not fit: { $rule }.

## The account

account-purpose = Your passwords, and where you are signed in.
console-password = Console password
# $time is when it was.
set-at = Set { NODE($time) }
role = Role
administrator = Administrator
docker-password = Docker login password
docker-password-missing = Not set yet; clients cannot log in to the registry
since = Since
docker-login = Docker login
reset-docker-password = Reset Docker Login Password
reset-docker-password-text = With this password, docker and other clients log in to the registry. It is not the console's.
confirm-password = Confirm password
passwords-differ = The two passwords differ.
docker-password-set = Docker login password set
docker-password-set-text = Clients that use the old one are refused from now on.

## Sessions

sessions = Sessions
sessions-note = A session ends after 8 hours without use, and after 7 days in any case.
browser = Browser
browser-on = { $name } on { $system }
browser-unknown = Unknown
this-one = This one
address = Address
signed-in = Signed in
last-used = Last used
ends = Ends
own-session = This is the session you are in
signed-out-there = Signed out there
sign-out-elsewhere = Sign Out Elsewhere
sign-out-elsewhere-question = Sign out everywhere else?
sign-out-elsewhere-text = All your other browsers and open terminals lose their session at once. This one stays.
signed-out-elsewhere = Signed out elsewhere
signed-out-elsewhere-text = { $count ->
    [one] 1 session ended
   *[other] { $count } sessions ended
    }
nowhere-else = You are signed in nowhere else

## Key pairs

key-pairs-purpose = An SSH key by which Gantry proves to others who it is. Give its public half to whom it shall reach.
search-key-pairs = Search key pairs
key-pairs-placeholder = Name, ID or fingerprint
no-key-pairs = No key pairs in this region
no-key-pairs-text = Gantry makes an Ed25519 key and keeps its private half, or keeps a public key of yours.
key-pair-id-name = Key Pair ID/Name
key-pair-name = Key Pair Name
algorithm = Type
fingerprint = Fingerprint
private-key = Private Key
private-kept = Kept by Gantry
private-elsewhere = Not here
public-key-of-pair = Public key
public-key-note = Give this line to whom the key shall reach
delete = Delete
deleted-for-ever = Its private half is lost for ever: whoever trusts the public one has to be given another.
create = Create
key = Key
key-made = Made by Gantry
key-made-help = An Ed25519 key; its private half is encrypted and never shown
key-given = Public key of yours
key-given-help = Gantry keeps the public half alone, so it cannot sign in anywhere with it
public-key = Public Key
created-key-pair = Created key pair { $name }

## Operation logs

operations-purpose = Who did what, from where, and what came of it. Entries cannot be changed, and they are kept.
operations = Operations
search-operations = Search operations
operations-placeholder = Who, address, operation, object or request
no-operations = No operations yet
no-operations-text = Each sign-in, each change and each refusal is written here, with who asked and from where.
outcome = Outcome
all-outcomes = All
kind = Kind
all-kinds = All kinds
time = Time
all-time = All time
last-hour = Last hour
last-day = Last 24 h
last-week = Last 7 days
last-month = Last 30 days
who = Who
from = From
operation = Operation
object = Object
request = Request
