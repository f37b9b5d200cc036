# Reading letters: files that cannot be read, letters that are no directives, what is in doubt.

extract-empty = The file { $name } is empty. Please check it and send it again.
extract-too-large = The file { $name } has { $size } MB; at most { $most } MB can be read. Please remove pictures and send it again, or paste the text of the letter here.
extract-scanned = { $name } is a scan with hardly any text in it. Please send the typed .docx, a .pdf with text, or paste the text of the letter here.
extract-picture = { $name } is a photo or a scan; letters cannot be read from pictures. Please send the .docx file of the letter or paste the text here.
extract-encrypted = The file { $name } is protected by a password. Please remove the password and send it again.
extract-spreadsheet = { $name } is a spreadsheet, not a letter. Please send a .docx file or paste the text of the letter here.
extract-slides = { $name } is a presentation, not a letter. Please send a .docx file or paste the text of the letter here.
extract-archive = { $name } is a compressed archive. Please unpack it and send each letter as .docx.
extract-program = { $name } can run as a program; such files are not accepted. Please send a .docx, .doc, .pdf or .txt file.
extract-media = { $name } is sound or video, not a letter. Please send a .docx file or paste the text of the letter here.
extract-other = The type of { $name } cannot be read. Please send a .docx, .doc, .pdf or .txt file or paste the text of the letter here.
extract-corrupt = The file { $name } is damaged or was not uploaded completely. Please open it, save it as a new file and send it again, or paste the text of the letter here.
extract-unsafe = The file { $name } contains an unsafe declaration and was not read. Please open it in Word, save it as a new .docx and send it again.
extract-bomb = The file { $name } is too large once unpacked and was not read. Please paste the text of the letter here.
extract-no-text = The file { $name } has no text; it may consist of scanned pictures. Please send the typed .docx or paste the text of the letter here.
extract-encoding = The character encoding of { $name } was not recognised. Please save it as Unicode (UTF-8) and send it again, or paste the text here.
extract-too-slow = Reading { $name } took too long and was stopped. Please paste the text of the letter here.

not-directive-regulation = This is a regulation on functions or procedures; it assigns no work with a deadline.
not-directive-invitation = This is an invitation, not a letter that assigns work.
not-directive-report = This is a report, a proposal or minutes, not a letter that assigns work.
not-directive-reply = This is a reply, not a letter that assigns work.
not-directive-news = This is news or a narration, not a letter that assigns work.
not-directive-no-task = No task was found in the letter.

doubt-no-number = The letter has no number.
doubt-blank-number = The number is left blank ({ $number }).
doubt-no-date = The letter has no date.
doubt-blank-date = The date is left blank; only { $date } is given.
doubt-other-year = The letter is of { $year }; this is { $thisYear }.
doubt-bad-ocr = The scan has lost diacritics or letters: number, date, units and deadlines can be trusted, the wording cannot. Tasks are given by clause with the original attached; typing a wording anew is up to you.
doubt-doubled-heading = One heading names two units: { $first } and { $second }. Given to { $second } for now.
doubt-unknown-unit = It is not clear which unit "{ $unit }" is.
doubt-empty-heading = The heading { $unit } has no content.
doubt-row-without-unit = This row of the table names no unit.
doubt-joined-bullet = Two paragraphs were joined because the sentence was not finished. Please check.
doubt-no-such-day = The letter names a day that does not exist.
doubt-past-deadline = The deadline lies before the date of the letter.
doubt-no-year = The deadline names no year and the letter has no date.
doubt-no-period = It says "{ $words }" but not for which period.
doubt-closing-deadline = The closing paragraph names the deadline { $date }, which is in no task.
doubt-year-taken = The deadline names no year and lies before the date of the letter; the next year was taken.
doubt-unknown-heading = It is not clear which unit the heading "{ $heading }" means. Given to { $unit } for now.
doubt-scanned-header = The scan shows letters in the number or the date of the letter. Compare it with the original.
doubt-scanned-date = The scan shows letters in the deadline. Compare it with the original.
doubt-unread-date = The deadline cannot be read: the scan has letters for its digits.
