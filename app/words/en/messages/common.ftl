### What any part of Gantry may answer.

# What kind it is, and what it was called by.
not-found = There is no { MESSAGE($kind) } { $id }.
no-personal-instance = You have no instance of the Personal Edition yet.
internal = Something went wrong inside Gantry; the server's log has the details.
# The words of a program, as they are.
verbatim = { $words }

## What is looked for and is no kind

lookup-blob = blob
lookup-container = container
lookup-instance = instance of a scaling group
lookup-kind = kind
lookup-manifest = manifest
lookup-personal-instance = instance of the Personal Edition
lookup-plan = plan
lookup-resource = resource
lookup-image-version = image version
lookup-upload = upload
lookup-whitelist-rule = whitelist rule

## Values that several forms ask for

port-zero = A port is 1 to 65535, not 0.
# What field.
is-empty = { MESSAGE($label) } is empty.

## Names and their rules

field-container-name = Container Name
field-image-version = Image Version
field-instance = Instance
field-instance-name = Instance Name
field-key-pair-name = Key Pair Name
field-namespace = Namespace
field-repository-name = Repository Name
field-scaling-group-name = Scaling Group Name
field-scaling-rule-name = Scaling Rule Name
rule-instance-name = 2 to 64 characters: digits, lower-case letters and hyphens
rule-scaling-name = 2 to 64 characters: letters, digits, underscores and hyphens
rule-container-name = 1 to 63 characters: digits, lower-case letters and hyphens, beginning and ending with a letter or digit
rule-resource-name = 2 to 64 characters: letters, digits, hyphens, underscores and dots, beginning with a letter
rule-address-part = 2 to 64 characters: lower-case letters, digits, and single hyphens or underscores between them
rule-repository-name = 2 to 120 characters: lower-case letters, digits, and _ - . / between them
rule-image-version = 1 to 128 characters: letters, digits, underscores, periods and hyphens, beginning with a letter, digit or underscore
# What field, what was typed, and one of the rules above.
name-does-not-fit = { MESSAGE($label) } “{ $name }” does not fit: { MESSAGE($rule) }.

## Ranges of addresses

prefix-range = A prefix is 0 to 32, not { $prefix }.
bits-behind-prefix = { $range } has bits behind its prefix; { $better } does not.
no-range = “{ $text }” is not a range such as 10.0.0.0/16.
no-ipv6-range = “{ $text }” is not an IPv6 range such as fd00:1:2::/48.

## Lists and their pages

page-size = A page has 10, 20, 50 or 100 rows, not { $size }.
page-outside = Page { $page } is outside the first { $most } rows; narrow the search instead.
search-too-long = A search has at most { $most } characters.
text-too-long = A text has at most { $most } bytes, not { $bytes }.
operations-sorted-by-at = Operations are sorted by at, not by { $sort }.
hours-not-offered = The last 1, 24, 168 or 720 hours can be asked for, not { $hours }.

## Key pairs

private-key-pasted = This is a private key. Paste the public one: the file that ends in .pub.
public-key-too-long = A public key has at most { $most } characters, not { $characters }.
no-public-key = This is no public key. { MESSAGE($rule) }.
rule-public-key = One line as in id_ed25519.pub: ssh-ed25519, ecdsa-sha2-nistp256, -nistp384, -nistp521, or ssh-rsa of 2,048 bits or more

## What is in use

in-use = { MESSAGE($kind) } { $name } is in use by { MESSAGE($users) }. Delete what uses it first.
# Users of one kind: 2 container groups: web, api.
users-of-kind = { $count } { MESSAGE($kinds) }: { MESSAGE($names) }
users-by-rules = { $count ->
    [one] 1 rule of { MESSAGE($kinds) }: { MESSAGE($names) }
   *[other] { $count } rules of { MESSAGE($kinds) }: { MESSAGE($names) }
    }
names-and-others = { MESSAGE($names) } and others
# Users of one kind, and those of the others.
users-and-users = { MESSAGE($users) }; { MESSAGE($others) }
users-and-more = { MESSAGE($users) }; and { $count } more
part-of = { $name } of { $whole }

## Who asks

sign-in-first = Sign in to do this.
