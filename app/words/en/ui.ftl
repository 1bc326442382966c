### The library of components: what it says by itself, on pages of every area.

## Dialogs and questions

ok = OK
cancel = Cancel
close = Close
close-unsaved = Close without saving? What was filled in here is lost.
keep-editing = Keep Editing
notice = Notice
# $name is shown as code.
type-name = Type { NODE($name) } to go on
type-name-first = Type { $name } to go on
leave-unsaved = Leave without saving?
leave = Leave
stay = Stay
filled-in-is-lost = What was filled in here is lost.

## Several rows at once

nothing-selected = Nothing is selected.
nouns = { $count } { $noun }
# $noun is one of a kind, $done what was done: restarted.
bulk-one-refused = The { $noun } was not { $done }:
bulk-all-refused = None of the { $count } { $noun } was { $done }:
bulk-some-refused = { $some ->
    [one] 1 of { $count } { $noun } was { $done }
   *[other] { $some } of { $count } { $noun } were { $done }
    }. Refused:
left-out = left out: { $why }
selected = { $count } selected
selected-rows = Selected rows
select-nothing = Select nothing
select-all = Select all on this page
select-row = Select { $name }

## Lists and tables

actions = Actions
created = Created
refresh = Refresh
nothing-found = Nothing found
no-row-fits = No row fits the search and the filters.
show-all = Show all
rows-of = { $first } to { $last } of { $total }
total = Total { $count }
rows-per-page = Rows per page
pages = Pages
page-number = Page { $page }
page-of = { $page } of { $pages }
previous-page = Previous page
next-page = Next page
first-page-already = This is the first page.
last-page-already = This is the last page.
loading = Loading

## Fields and forms

needs-another-value = { $count ->
    [one] 1 field needs another value
   *[other] { $count } fields need another value
    }
show = Show
hide = Hide
at-most-characters = At most { $most } characters, not { $length }.
whole-number-missing = A whole number from { $min } to { $max } is missing.
whole-number-wrong = { $text } is not a whole number from { $min } to { $max }.
narrow-list = Narrow the list below
find-among = Find among { $count }
one-less = One less
one-more = One more
added = Added
add = Add
remove = Remove { $name }
nothing-typed = Nothing is typed yet
at-most-values = At most { $max } values
name = Name
value = Value
name-missing = The name is missing
in-list-already = { $name } is in the list already
steps = Steps
format = Format
faults = Faults
line = Line { $number }

## Copying

copy = Copy
copied = Copied
copy-text = Copy { $text }

## Pages, orders and messages

breadcrumb = Breadcrumb
messages = Messages
dismiss = Dismiss
what-will-be-made = What will be made
order-summary = Order summary
not-loaded-title = This could not be loaded
not-loaded = This could not be loaded.
not-refreshed = This could not be refreshed; what stands below may be old.
not-allowed = This is not allowed.
not-here-now = This is not here.
signed-out = You are signed out.
sign-in = Sign in
show-whole-list = Show the whole list
try-now = Try now
overview = Overview
not-found = Not found
not-here = This is not here
not-here-text = It was deleted, or the address has a fault.
show-list = Show the list
not-done = This was not done
no-answer = Gantry does not answer. Check that it runs and that this machine reaches it.
malformed-input = The input does not fit: { $why }.
malformed-field = The field { $field } of the input does not fit: { $why }.

## Time and figures

just-now = just now
ago = { $span } ago
ahead = in { $span }
seconds = { $count } s
minutes = { $count } min
hours = { $count } h
days = { $count ->
    [one] 1 day
   *[other] { $count } days
    }
no-figures = No figures
no-figures-here = No figures in this stretch of time.
at-time = at { $time }
# $figure is what one figure stands for: average, sum.
figures-range = { $from } to { $to }, one { $figure } every { $seconds } s
range = Range
range-five-minutes = 5 min, live
range-hour = 1 h
range-six-hours = 6 h
range-day = 24 h
range-week = 7 d

## Logs

log-find = Find in log
log-searching = searching
log-none = none
log-none-here = none here
log-hit = { $at } of { $count }
log-hit-of-more = { $at } of { $count }+
log-previous = Previous match
log-next = Next match
log-level = Level
log-all-levels = All levels
log-warnings = Warnings and errors
log-errors = Errors
log-times = Time stamps
log-wrap = Wrap lines
download = Download
log-lines = Lines
log-nothing-yet = Nothing has been written yet.
log-nothing = Nothing was written.
log-no-line-of-level = No line here is of this level.
log-ended = Ended
log-following = Following
log-paused = Paused
log-pause = Pause
log-follow = Follow
log-shown = { $shown } of { $all } lines
log-last = the last { $count } lines
log-count = { $count ->
    [one] 1 line
   *[other] { $count } lines
    }

## Terminals

terminal = Terminal
terminal-sessions = Sessions
terminal-close = Close { $name } { $shell }
full-screen = Full screen
connecting = Connecting
connected = Connected
terminal-copy = Copy: Ctrl Shift C
terminal-paste = Paste: Ctrl Shift V
terminal-not-loaded = The terminal could not be loaded
terminal-ended = The connection has ended
terminal-exit = Ended with exit code { $code }
