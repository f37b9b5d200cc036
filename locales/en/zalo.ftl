zalo-choose = (Type a number to choose, such as { $number })
zalo-choose-group = (Reply to this message, or mention the bot, with a number such as { $number })
zalo-file-left-out = (The file “{ $name }” cannot be sent over Zalo; please take it from the document system or from the officer.)
zalo-which = The number { $number } stands in an earlier message. To be sure, please choose again:
zalo-unreadable = Zalo hands no files, recordings or stickers to the bot, so this cannot be read. Please send a picture, type the text, or give the number and date of the document.
zalo-quota = Since { $day } the bot on Zalo has used { $used } of { $quota } messages of the month (over { $percent }%). When they are used up Zalo takes no more until next month; please consider a larger plan, or moving groups to Telegram.
zalo-quota-out = The bot on Zalo has used up the month's messages ({ $used } of { $quota }, since { $day }). What is sent over Zalo may not arrive; what could not be sent is kept and goes out when Zalo takes it. Please tell the units by other means if it is urgent.
zalo-groups-closed = The bot's account on Zalo may not be in groups at present (Zalo says can_join_groups is false). On Zalo it can only be used in private; please pass work to units on Zalo with “Copy for Zalo”.
