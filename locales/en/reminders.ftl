# Reminders: the morning's digest and the second one of the due day.
reminders-title = Reminders of { $day }
reminders-title-unit = Reminders of { $day } · { $unit }
reminders-title-second = Second reminder of { $day }: last day today, not yet reported
reminders-title-second-unit = Second reminder of { $day } · { $unit }: last day today, not yet reported
reminders-dear = To
reminders-section-overdue = Overdue ({ $count })
reminders-section-behind = Tracking date missed ({ $count })
reminders-section-issued-late = Issued after the deadline, not counted as overdue ({ $count })
reminders-section-last = Today is the last day that counts as on time ({ $count })
reminders-section-today = Due today ({ $count })
reminders-section-coming = Due soon ({ $count })
reminders-section-receipt = Receipt not confirmed ({ $count })
reminders-missed-besides = … and { $count } more not reported, see all: /viec
reminders-missed-only = see all with /viec
reminders-part-ungrouped = Units that could not be reminded in a group of their own ({ $count })
reminders-part-officer = Newly overdue ({ $count })
reminders-part-leader = Overdue for 3 working days or more ({ $count })
reminders-more = … and { $count } more, see /viec
reminders-please = Please report the result, or say what is difficult and when it will be done.
reminders-due = due { $day }
reminders-due-before = before { $day }
reminders-due-time = due { $time } on { $day }
reminders-due-before-time = before { $time } on { $day }
reminders-due-tracking = tracking date { $day }
reminders-due-extended = extended to { $day }
reminders-issued-late = issued after its deadline
reminders-joined = joined letter: { $day }
reminders-promised = expected { $day }
reminders-overdue = overdue
reminders-behind = tracking date missed
reminders-last-by-letter = today is the last day by the letter
reminders-last-by-order = today is the last day by the deadline given
reminders-unconfirmed = receipt not confirmed
reminders-unreached = messages do not reach the group
reminders-show = Show #{ $number }
reminders-dry-nothing = Nothing would be sent at { $when }.
reminders-dry-count = { $count } reminders would be sent at { $when }:
reminders-dry-to = --- { $commune } · { $chat }

# Pressing a unit
reminders-urge-title-officer = Reminder · { $unit }
reminders-urge-title-leader = Request to report · { $unit }
reminders-urge-by-officer = Officer { $who } reminds of { $count } not yet reported:
reminders-urge-by-chairman = Chairman { $who } asks for a report on { $count }:
reminders-urge-by-leader = { $who }, of the leadership, asks for a report on { $count }:
reminders-urge-after-hours = The office is closed. Remind { $unit } now, or wait until { $when }?
reminders-urge-now = Send now
reminders-urged-group = { $unit } was reminded: { $numbers }. You will be told when it answers.
reminders-urged-head = The head of { $unit } was reminded in private: { $numbers }. You will be told when they answer.
reminders-urged-later = { $unit } will be reminded at { $when }: { $numbers }.
reminders-urged-nobody = Recorded, but { $unit } has no group and its head does not use the bot ({ $numbers }). Please pass on the message below.
reminders-urge-answered = The unit has answered; there is nothing left to remind of.
reminders-urge-today = You have reminded of this today already. Once a day for each assignment.

# After a long gap
reminders-gap = The bot was down from { $from } to { $to }. Answers sent from { $from } to { $lost } may be missing. Please send again what was answered but does not show.
reminders-gap-whole = The bot was down from { $from } to { $to }. What was sent to it in that time may be missing. Please send again what was answered but does not show.
