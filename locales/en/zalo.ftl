zalo-choose = (Type a number to choose, such as { $number })
zalo-choose-group = (Reply to this message, or mention the bot, with a number such as { $number })
zalo-file-left-out = (The file “{ $name }” cannot be sent over Zalo; please take it from the document system or from the officer.)
zalo-which = The number { $number } stands in an earlier message. To be sure, please choose again:
zalo-unreadable = Zalo hands no files, recordings or stickers to the bot, so this cannot be read. Please send a picture, type the text, or give the number and date of the document.
