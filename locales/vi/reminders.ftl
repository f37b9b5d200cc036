# Nhắc việc: tin tổng hợp buổi sáng và tin thứ hai trong ngày đến hạn.
reminders-title = Nhắc việc ngày { $day }
reminders-title-unit = Nhắc việc ngày { $day } · { $unit }
reminders-title-second = Nhắc lần 2 ngày { $day }: việc hết hạn hôm nay, chưa báo cáo
reminders-title-second-unit = Nhắc lần 2 ngày { $day } · { $unit }: việc hết hạn hôm nay, chưa báo cáo
reminders-dear = Kính gửi đồng chí
reminders-section-overdue = Quá hạn ({ $count })
reminders-section-behind = Chậm mốc theo dõi ({ $count })
reminders-section-issued-late = Giao sau hạn, không tính là quá hạn ({ $count })
reminders-section-last = Hôm nay là ngày cuối còn tính đúng hạn ({ $count })
reminders-section-today = Đến hạn hôm nay ({ $count })
reminders-section-coming = Sắp đến hạn ({ $count })
reminders-section-receipt = Chưa xác nhận nhận việc ({ $count })
reminders-missed-besides = … và { $count } việc khác chưa báo cáo, xem đủ: /viec
reminders-missed-only = xem đủ ở /viec
reminders-part-ungrouped = Đơn vị chưa nhắc được trong nhóm riêng ({ $count })
reminders-part-officer = Việc vừa quá hạn ({ $count })
reminders-part-leader = Việc quá hạn từ 3 ngày làm việc trở lên ({ $count })
reminders-more = … và { $count } việc khác, xem /viec
reminders-please = Đề nghị đồng chí báo cáo kết quả, hoặc nêu khó khăn và ngày dự kiến hoàn thành.
reminders-due = hạn { $day }
reminders-due-before = trước ngày { $day }
reminders-due-time = hạn { $time } ngày { $day }
reminders-due-before-time = trước { $time } ngày { $day }
reminders-due-tracking = mốc { $day }
reminders-due-extended = gia hạn đến { $day }
reminders-issued-late = giao sau hạn
reminders-joined = văn bản gắn thêm: { $day }
reminders-promised = dự kiến { $day }
reminders-overdue = quá hạn
reminders-behind = chậm mốc
reminders-last-by-letter = hôm nay là ngày cuối theo văn bản
reminders-last-by-order = hôm nay là ngày cuối theo thời hạn được giao
reminders-unconfirmed = chưa xác nhận nhận việc
reminders-unreached = tin không đến được nhóm
reminders-show = Xem #{ $number }
reminders-dry-nothing = Lúc { $when } không có tin nhắc nào.
reminders-dry-count = Lúc { $when } sẽ gửi { $count } tin nhắc:
reminders-dry-to = --- { $commune } · { $chat }

# Nhắc, yêu cầu báo cáo một đơn vị
reminders-urge-title-officer = Nhắc việc · { $unit }
reminders-urge-title-leader = Yêu cầu báo cáo · { $unit }
reminders-urge-by-officer = Cán bộ { $who } nhắc { $count } việc chưa báo cáo:
reminders-urge-by-chairman = Chủ tịch { $who } yêu cầu báo cáo { $count } việc:
reminders-urge-by-leader = Lãnh đạo { $who } yêu cầu báo cáo { $count } việc:
reminders-urge-after-hours = Đang ngoài giờ làm việc. Nhắc { $unit } ngay, hay để đến { $when }?
reminders-urge-now = Gửi ngay
reminders-urged-group = Đã nhắc { $unit }: { $numbers }. Khi đơn vị trả lời, đồng chí sẽ được báo.
reminders-urged-head = Đã nhắc riêng trưởng đơn vị { $unit }: { $numbers }. Khi đơn vị trả lời, đồng chí sẽ được báo.
reminders-urged-later = Sẽ nhắc { $unit } lúc { $when }: { $numbers }.
reminders-urged-nobody = Đã ghi, nhưng { $unit } chưa có nhóm và trưởng đơn vị chưa dùng bot ({ $numbers }). Đồng chí chuyển giúp tin dưới đây.
reminders-urge-answered = Đơn vị đã trả lời, không còn việc cần nhắc.
reminders-urge-today = Hôm nay đồng chí đã nhắc việc này rồi. Mỗi việc nhắc một lần trong ngày.

# Tạm ngừng lâu
reminders-gap = Bot tạm ngừng từ { $from } đến { $to }. Câu trả lời gửi từ { $from } đến { $lost } có thể chưa nhận được. Đề nghị đồng chí gửi lại nếu việc đã trả lời mà chưa được ghi nhận.
reminders-gap-whole = Bot tạm ngừng từ { $from } đến { $to }. Tin gửi cho bot trong thời gian đó có thể chưa nhận được. Đề nghị đồng chí gửi lại nếu việc đã trả lời mà chưa được ghi nhận.
