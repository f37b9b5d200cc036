# Notices to the units: /thongbao.

notices-heading = NOTICE
notices-ask = Type the notice, or send a file (its caption is the text). Nothing goes out until you press Send.
    .typed = Type the notice, or send a picture with its text. Nothing goes out until you choose Send.
notices-empty = The notice is empty. Type /thongbao with its text.
notices-too-long = The notice has { $length } characters, { $most } at most. Shorten it or send it as a file.
notices-runs = “{ $name }” is a file that can be run, so it is not taken.
notices-file-coming = The file is being fetched.
notices-file-empty = The file is empty.
notices-file-failed = The file could not be fetched (perhaps it is over 20 MB). Please try /thongbao again.
notices-with-file = With file: { $name }
notices-reach = Goes to { $units } units in { $groups } groups.
notices-without = Without a group: { $units }.
notices-button-send = Send
notices-button-now = Send now
notices-button-drop = Cancel
notices-button-received = Received
notices-button-nudge = Remind who has not received it
notices-no-group = No unit has a group yet, so it cannot be sent. Add the bot to the units' groups first.
notices-already-sent = This notice was sent.
notices-already-dropped = This notice was cancelled.
notices-dropped = The notice was cancelled; nobody got it.
notices-done = Being sent to { $count } groups.
notices-later = It will be sent at { $when }.
notices-copy =
    { $units } have no group. Text to pass on by Zalo or otherwise:

    { $text }
notices-sent = Received: { $count }/{ $all } units.
notices-open = Not yet: { $units }.
notices-received-line = ✓ { $unit }{ $who }, { $when }
notices-received = Noted.
notices-received-before = Your unit has confirmed before.
notices-all-received = All units have received it.
notices-nudge = { $units }: please confirm that you have received the notice “{ $text }”
notices-nudged = { $count } groups reminded (once a day).
