people-role-officer = Officer
people-role-chairman = Chairman
people-role-leader = Leader
people-role-head = Head
people-role-deputy = Deputy head
people-role-contact = Contact
people-office-in = { $role }, { $unit }
people-nobody = nobody yet

people-run-by = This is the assistant with which { $commune } follows up its tasks.
people-run-by-several = the participating communes and wards
people-keeps = I keep your name, your messaging account, your role and your answers about the work; type /dulieu to see them.
people-how-to-join = To join, open the invitation link sent by the Culture and Society officer or a leader of your commune; a head can press "I am the head of the unit" in the unit's group.
    .typed = To join, type the line /start with the code sent by the Culture and Society officer or a leader of your commune; a head can type the number of "I am the head of the unit" in the unit's group.
people-start-private = Invitations are opened in a private chat. Please press the link again and choose the private chat.
    .typed = Invitations are opened in a private chat. Please open a private chat with the bot and send the line /start with the code there.

people-code-unknown = The invitation code is wrong or incomplete. Please press exactly the link you received, or ask your commune's Culture and Society officer for a new one.
    .typed = The invitation code is wrong or incomplete. Please copy the whole line /start that you received, or ask your commune's Culture and Society officer for a new one.
people-code-used-issuer = This invitation has been used. Please ask { $issuer } ({ $commune }) for a new one.
people-code-used-operator = This invitation has been used. Please ask the operator of { $commune } for a new one.
people-code-expired-issuer = This invitation has expired or was withdrawn. Please ask { $issuer } ({ $commune }) for a new one.
people-code-expired-operator = This invitation has expired or was withdrawn. Please ask the operator of { $commune } for a new one.
people-code-own = You made this invitation yourself. Please forward it to the person you invite; it can still be used.
people-waiting = Your request to become { $office } was sent to { $issuer }. I will tell you as soon as it is agreed.
people-now-hold = You are now recorded as: { $office }.
people-now-hold-help = You are now recorded as: { $office }. Type /trogiup to see what you can do here.

people-which-commune = You hold offices in several communes. For which one do you work here?
people-commune-chosen = From now on you work for { $commune } here.
people-commune-change = Change commune
people-one-commune = You hold an office in one place only: { $commune }.

people-invite-which = Which office do you invite somebody to?
people-invite-unit = { $role } of which unit?
people-invite-no-units = There are no units yet. Type /donvi to add units first.
people-invite-made = The invitation as { $office } is in the message below. Forward it to the person you invite; I will tell you when it is opened.
people-invite-made-confirm = The invitation as { $office } is in the message below. Forward it to the person you invite; when it is opened I will ask whether you agree.
people-invite-text =
    { $commune } invites you to become { $office } on its assistant for following up tasks.
    Please press the link and then Start:
    { $link }
    The link works once, until { $day }.
people-invite-done = The invitation is ready.
people-invite-asks = { $name } has opened your invitation as { $office }. Do you agree?
people-invite-taken = { $name } has become { $office } by your invitation.
people-invite-replaced = { $name } no longer holds this office.
people-invite-agreed = Agreed: { $name } is { $office }.
people-invite-declined = Declined: { $name } does not become { $office }.
people-invite-declined-you = { $issuer } did not agree to your request. If this is a mistake, please contact them directly.
people-not-your-invite = Only whoever sent the invitation can decide.
people-agree = Agree
people-agree-unit = Agree: { $unit }
people-decline = Decline
people-agreed = Agreed.
people-declined = Declined.
people-decided-before = This request was decided before.

people-group-stranger = This group has not been set up. The commune's Culture and Society officer presses the button below or types /nhom here to choose the group's unit.
    .typed = This group has not been set up. The commune's Culture and Society officer types the number below, or /nhom here, to choose the group's unit.
people-group-set-up = Set up the group
people-group-officers-only = Only an officer of the commune can set up this group.
people-group-elsewhere = This group serves another commune and cannot be set up.
people-group-which-commune = To which commune does this group belong?
people-group-no-units = { $commune } has no units yet. Type /donvi in a private chat with me to create them, then /nhom here.
people-group-which-units = Which units of { $commune } does this group serve? Press a name to choose it or leave it out, then Done.
    .typed = Which units of { $commune } does this group serve? Type the number of a unit to choose it or leave it out, then that of Done.
people-group-elsewhere-unit = { $unit } (now in { $group })
people-group-other = another group
people-group-untitled = without a name
people-chat-group = the group of the unit
people-chat-titled = the group "{ $title }"
people-chat-private = private chat
people-group-common-sure = This group belongs to: { $units }. As a common group it will also get the work of units without a group of their own, and overdue work will no longer be named in it. Change it?
people-group-make-common = Make it the common group
people-group-all-heads = Common group of all heads
people-group-done = Done
people-group-none = No unit is chosen. Press a unit's name first; to stop using this group, remove the bot from it.
    .typed = No unit is chosen. Type the number of a unit first; to stop using this group, remove the bot from it.
people-group-list-changed = The list of units has just changed, please choose again.
people-group-serves = This group receives the work of: { $units }.
people-group-common = This is the common group of the heads; it receives the work of units without a group of their own.
people-group-official = Official letters are sent through the document system; messages here are for following up.
people-invite-zalo =
    On Zalo: write this line to the bot { $bot } in private:
    /start { $code }
people-invite-text-zalo =
    { $commune } invites you to become { $office } on its assistant for following up tasks.
    Please open Zalo and write this line to the bot { $bot } in private:
    /start { $code }
    The invitation works once, until the end of { $day }.
people-group-hearing-mention = In this group I receive only messages that mention me (choose the bot's name after @) or reply to one of mine.
people-menu-ketnoi = Use my account on another platform as well
people-link-nowhere = This bot is on one platform only, so there is no other account to connect.
people-link-offer = Within 60 minutes, open the other platform and write to the bot { $bots } in private exactly the line in the message below. Pass that line to nobody.
people-link-expired = This code was used or is too old. Type /ketnoi for a new one.
people-link-other = You have another account on this platform already. Please use that one.
people-link-taken = This account holds another person's office, so it cannot be connected.
people-link-done = Connected: this is the second account of { $name }. Everything is told once, where you were last active.
people-link-told = The account { $name } on another platform was just connected to you with a code you asked for. If that was not you, please tell the officer at once.
people-group-hearing = To answer in words or with a file, hold my message and choose Reply; or make me an administrator of the group so that I can read every message.
people-group-claim-hint = The head of the unit presses the button below to be recorded.
    .typed = The head of the unit types the number below to be recorded.
people-group-change = Change the group's units
people-group-left = From now on the work of { $units } is sent to another group.

people-claim = I am the head of the unit
people-claim-unbound = No unit has been chosen for this group. An officer types /nhom here first.
people-claim-already = You are recorded as the head already.
people-claim-waiting = Your request was sent and waits for an officer.
people-claim-refused-lately = Your request was not agreed. Please contact an officer directly.
people-claim-sent = Your request was sent to the officers. I will say so here when it is agreed.
people-claim-nobody = Your request was recorded, but no officer can be told at present. Please contact them directly.
people-claim-asks = { $name } in { $group } asks to be recorded as the head of: { $units }. Do you agree?
people-claim-head-now = The head of { $unit } is { $name } at present; if you agree, { $name } no longer is.
people-claim-agreed = { $name } is recorded as the head of { $unit } (agreed by { $officer }).
people-claim-declined = The request of { $name } was not agreed (declined by { $officer }).
people-claim-declined-you = { $officer } did not agree to your request. If this is a mistake, please contact them directly.
people-claim-group = Recorded: { $name } is the head of { $unit }. Please open a private chat with me and press Start to receive private messages when needed.
    .typed = Recorded: { $name } is the head of { $unit }. Please open a private chat and send me a message, to receive private messages when needed.
people-claim-moved = { $unit } is no longer served in that group, so nothing was recorded.

people-lost-removed = I am no longer in { $chat } and cannot reach: { $whom }. Messages to it are kept; add the bot again, or use another group.
people-lost-restricted = I may not write in { $chat } and cannot reach: { $whom }. Messages to it are kept until I may.
people-lost-blocked = { $whom } has blocked me and cannot be told privately. Private messages are kept; please contact them directly.
people-lost-other = Messages cannot be sent at present to: { $whom } ({ $chat }). They are kept and go out when it can be reached.
people-regained = { $whom } ({ $chat }) can be reached again; the messages kept are being sent.
people-group-of-no-unit = a group without a unit

people-staff-button = People, end an office
people-staff-all = Who takes part
people-staff-of = People of { $unit }
people-staff-none = Nobody yet.
people-staff-hint = Press a name to end the office.
    .typed = Type the number of a person to end the office.
people-no-post = This office has ended or does not exist.
people-last-officer = This is the only officer, so the office cannot end yet. Please invite another officer first; the chairman can do so too, with /moi.
people-end = End the office
people-end-sure = End the office { $office } of { $name }? Invitations made and questions open for this person become void at once.
people-ended = { $name } no longer is { $office }.
people-ended-you = You no longer are { $office }. Thank you.
people-replaced-you = You no longer are { $office }; { $by } is recorded instead. If this is a mistake, please contact an officer.
people-merge-which = Merge { $unit } into which unit?
people-merge-sure = Merge { $unit } into { $into }? Open work, people, group and names of { $unit } go over to { $into }; past figures keep the old name.
people-merge-reports = { $reports } of the reports of { $unit } that wait for confirmation go over as they are.
people-merge-both = { $withdrawn } that both units owe are followed once: the reported one stays (of two reports the earlier), the other is withdrawn and its evidence goes over.
people-merge-for-good = This cannot be undone.
people-merged = { $unit } was merged into { $into }; { $moved } open assignments went over.
people-merged-twice = { $withdrawn } that both units owed are followed once, at { $into }.
people-merged-you = { $unit } was merged into { $into }. Your office from now on: { $office }.
people-close-sure = Close { $unit }? Everyone's office in it ends and its group no longer receives its work; past figures stay.
people-closed = { $unit } is closed.
people-unit-closed = { $unit } was closed, so your office in it has ended. Thank you.

people-own-title = What is kept about you
people-own-nothing = I keep nothing about you.
people-own-name = Name: { $name } (known since { $day })
people-own-account = Messaging account: { $id }{ $username }
people-own-post = Office: { $office }, { $commune }, since { $from }
people-own-post-ended = Former office: { $office }, { $commune }, from { $from } to { $to }
people-own-events = Your actions recorded in the trail: { $count }
people-own-kept = Besides, the answers and evidence you send are kept in the commune's records of the work; see /nhatky. To have something corrected or deleted, please contact an officer.
people-own-leave = Leave the office: { $office }

people-which-locale = Choose the language of this chat.
people-locale-chosen = From now on I use English here.

people-help-title = { $commune } · { $offices }
people-help-officer = Send a letter (.docx, .doc, .pdf, .txt), forward it or paste its text here to assign its work.
    .typed = Paste or forward the text of a letter here to assign its work. Files do not pass over this platform; where the bot has a web page, type /lienket to hand them over there.
people-help-unit = Answer with the buttons below each assignment, or type, for example: 17 xong; 17 dang lam; 17 tre 25/7 do thieu kinh phi; 17 xin gia han den 31/7 vi cho huong dan.
    .typed = Answer with the numbers below each assignment, or type, for example: 17 xong; 17 dang lam; 17 tre 25/7 do thieu kinh phi; 17 xin gia han den 31/7 vi cho huong dan.
people-help-contact = Answer with the buttons below each assignment, or type, for example: 17 xong; 17 dang lam; 17 vuong: cho so lieu.
    .typed = Answer with the numbers below each assignment, or type, for example: 17 xong; 17 dang lam; 17 vuong: cho so lieu.
people-help-figures = Figures: /solieu, or type CT03 23/25. Evidence of a figure: a file or picture with the caption CT03, or type minh chứng CT03: 45/BC-KT.
    .typed = Figures: /solieu, or type CT03 23/25. Evidence of a figure: a picture with the caption CT03, or type minh chứng CT03: 45/BC-KT.
people-help-leader = Type /tongket to see where things stand; what awaits your decision is sent here.
people-help-communes = You hold offices in several communes: type /xa to change.

people-menu-viec = Open work
people-menu-quahan = Overdue work
people-menu-tongket = Where things stand
people-menu-bangtraloi = The unit's answers as .xlsx
people-menu-solieu = The unit's figures
people-menu-baocaodonvi = The unit's monthly report
people-menu-baocao = The report on administrative reform
people-menu-chitieu = The commune's indicators
people-menu-vanban = How to send a letter
people-menu-giaoviec = Assign one task without a letter
people-menu-nhatky = History of an assignment or an indicator
people-menu-donvi = The units
people-menu-lich = Calendar, days off
people-menu-caidat = The commune's settings
people-menu-moi = Invite people, list of people
people-menu-nhom = Choose this group's units
people-menu-dulieu = What is kept about me
people-menu-ngonngu = Language (Ngôn ngữ)
people-menu-trogiup = What I can do here

# Absence, handing over
people-menu-vang = Say that I am away, choose a stand-in
people-menu-bangiao = Hand my office over
people-away-button = I am away
people-away-no-post = Only heads and deputies say here that they are away; a stand-in cannot pass it on.
people-away-now = You are away ({ $unit }) from { $from } to { $to }.
people-away-ask = From when to when are you away? Answer this message, for example: 5/10 đến 9/10, or: thứ sáu.
people-away-placeholder = 5/10 đến 9/10
people-away-as-text = Please type the days, for example: 5/10 đến 9/10.
people-away-unreadable = I cannot read the days in "{ $words }". For example: 5/10 đến 9/10, or: thứ sáu.
people-away-past = The day in "{ $words }" is past. Please give days from today on.
people-away-backwards = The first day { $from } is after the last day { $to }. Please type it again.
people-away-long = For more than a year a hand-over is better: type /bangiao.
people-away-noted = Noted: you are away from { $from } to { $to }. Who answers in your place?
people-away-nobody = Nobody
people-away-who = This person holds no office here any more. Type /vang to choose again.
people-away-chosen = From { $from } to { $to } { $standIn } answers in your place for { $units }. It ends by itself.
people-away-alone = From { $from } to { $to } you are away without a stand-in. The unit's group is still reminded.
people-away-you = From { $from } to { $to } you answer in place of { $name } for { $units }. Type /viec for the open work.
people-away-told = { $name } ({ $units }) is away from { $from } to { $to }; { $standIn } stands in.
people-away-told-alone = { $name } ({ $units }) is away from { $from } to { $to } without a stand-in.
people-away-back = I am back
people-away-ended = You are no longer away.
people-away-over = You have no absence that is still open.
people-away-handed = { $name } no longer holds an office in { $unit }; you no longer answer for it. Thank you.
people-away-returned = { $name } is back; you no longer answer for { $units }. Thank you.
people-handover-which = Which office do you hand over?
people-handover-whom = To whom do you hand over { $office }? They have to agree. Who is not listed is invited by /moi first.
people-handover-nobody = Nobody else is here to take { $office }. Invite them by /moi, or ask the officer to.
people-handover-who = This person holds no office here any more. Type /bangiao to choose again.
people-handover-offered = { $name } was asked to take { $office }. When they agree, yours ends. The offer stands for 7 days.
people-handover-offer = { $name } asks you to take over { $office }.
people-handover-open = Open work: { $count }.
people-handover-take = Take over
people-handover-void = This offer no longer stands.
people-handover-taken = You took over { $office } from { $from }.
people-handover-done = { $from } handed { $office } over to { $to }.
people-handover-refused = { $name } does not take { $office }.
people-handover-declined = You did not take over { $office } from { $from }.
people-handover-replaced = { $name } made another offer to hand { $office } over; this one no longer stands.
people-menu-lienket = Open the web page: see and answer without Telegram or Zalo
people-invite-page =
    Without any of these apps, open this page to take the role and answer:
    { $link }
people-page-nowhere = This bot has no web page. Please ask the operator to set PUBLIC_URL.
people-page-act =
    Your own link, good once, until { $until }:
    { $link }
    The device on which it is opened can answer for you for 30 days. Do not pass this link on.
people-page-end-button = End all my links
people-page-ended = { $count } of your links and opened devices were ended.
people-page-read =
    Open work of { $unit }, to read only, for 31 days:
    { $link }
    To answer, reply in this group, or write /lienket to the bot in private for a link of your own.
people-page-common = This is not the group of one unit, so it has no page. Write /lienket to the bot in private for a link of your own.
people-menu-thongbao = Send a notice to the units, with confirmation of receipt
