# Assignments: cards, lists, answers.

assignments-letter = Letter { $number }
assignments-letter-day = { $letter } of { $day }
assignments-letter-provisional = Sent provisionally, letter not numbered yet
assignments-given = given directly

assignments-due-time = { $time } on { $day }
assignments-due-extended = extended to { $day }
assignments-due-tracking = tracking date { $day }
assignments-extended = Extended to: { $day }
assignments-promised = Expected: { $day }
assignments-issued-late = Given after its deadline
assignments-standing = ongoing
assignments-tracking = tracking date { $day } (the letter names no deadline)
assignments-undated = the letter names no day
assignments-period = period { $period }

assignments-status-unanswered = Not answered
assignments-status-accepted = Accepted
assignments-status-in-progress = In progress
assignments-status-late = Late
assignments-status-awaiting = Awaiting confirmation
assignments-status-done = Done
assignments-status-withdrawn = Withdrawn
assignments-status-maintained = Kept up
assignments-status-difficult = Has difficulties
assignments-status-promised = { $status }. Reported, expected { $day }
assignments-by-unit = { $who }, { $when }
assignments-by-hand = entered by officer { $who }, sent by hand, { $when }
assignments-by-confirm = confirmed by { $who }, { $when }
assignments-by-self = self-confirmed by { $who }, { $when }
assignments-by-supplement = { $who } asked for more, { $when }
assignments-by-reopen = reopened by { $who }, { $when }
assignments-evidence-count = evidence: { $count }

assignments-card-units = Lead: { $lead } · With: { $cooperating }
assignments-card-lead = Lead: { $lead }
assignments-card-deadline = Deadline: { $deadline }
assignments-card-target = Target: { $target }
assignments-card-product = Product: { $product }
assignments-card-status = Status: { $status }

assignments-button-accept = Accept
assignments-button-start = In progress
assignments-button-done = Report completion
assignments-button-trouble = Difficulty, delay, extension
assignments-button-undo = Undo
assignments-button-amend = Amend the report
assignments-button-full = Full text
assignments-button-maintain = Kept up
assignments-button-struggle = Has difficulties
assignments-button-acceptAll = Accept the whole letter
assignments-button-acceptPeriod = Accept all

assignments-header-urgent = MOST URGENT
assignments-header-issuer = of { $issuer }
assignments-header-subject = Subject: { $subject }
assignments-header-count = { $unit }: { $count } assignments
assignments-header-official = The official letter comes through the document system; this message is for tracking and reminding.
assignments-list-letter = { $letter }: { $count } assignments
assignments-list-period = New period: { $count } assignments
assignments-list-given = Work given directly: { $count } assignments
assignments-list-work = List of { $count } assignments
assignments-open-heading = Open work of the unit: { $count } assignments
assignments-partner = { $unit } is kindly asked to cooperate: { $count } items
assignments-cooperate = { $unit } cooperates in { $count } items
assignments-copy-letter = To { $unit }: work assigned by { $source }
assignments-copy-work = To { $unit }: assigned work
assignments-copy-answer = When it is done, please answer in this form: { $number } xong
