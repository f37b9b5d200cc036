# Việc đã giao: thẻ việc, danh sách, trả lời.

assignments-letter = CV { $number }
assignments-letter-day = { $letter } ngày { $day }
assignments-letter-provisional = Văn bản tạm gửi, chưa vào số
assignments-given = việc giao trực tiếp

assignments-due-time = { $time } ngày { $day }
assignments-due-extended = gia hạn { $day }
assignments-due-tracking = mốc { $day }
assignments-extended = Gia hạn: { $day }
assignments-promised = Dự kiến: { $day }
assignments-issued-late = Giao sau hạn
assignments-standing = thường xuyên
assignments-tracking = mốc theo dõi { $day } (văn bản không ghi thời hạn)
assignments-undated = văn bản không ghi ngày cụ thể
assignments-period = kỳ { $period }

assignments-status-unanswered = Chưa trả lời
assignments-status-accepted = Đã nhận
assignments-status-in-progress = Đang thực hiện
assignments-status-late = Chậm tiến độ
assignments-status-awaiting = Chờ xác nhận
assignments-status-done = Hoàn thành
assignments-status-withdrawn = Đã rút
assignments-status-maintained = Đang duy trì
assignments-status-difficult = Có khó khăn
assignments-status-promised = { $status }. Đã báo cáo, dự kiến { $day }
assignments-by-unit = { $who }, { $when }
assignments-by-confirm = { $who } xác nhận, { $when }
assignments-by-self = { $who } tự xác nhận, { $when }
assignments-by-supplement = { $who } yêu cầu bổ sung, { $when }
assignments-by-reopen = { $who } mở lại, { $when }
assignments-evidence-count = { $count } minh chứng

assignments-card-units = Chủ trì: { $lead } · Phối hợp: { $cooperating }
assignments-card-lead = Chủ trì: { $lead }
assignments-card-deadline = Thời hạn: { $deadline }
assignments-card-target = Chỉ tiêu: { $target }
assignments-card-product = Sản phẩm: { $product }
assignments-card-status = Tình trạng: { $status }

assignments-button-accept = Đã nhận
assignments-button-start = Đang thực hiện
assignments-button-done = Báo cáo hoàn thành
assignments-button-trouble = Khó khăn, chậm, gia hạn
assignments-button-undo = Hoàn tác
assignments-button-amend = Sửa báo cáo
assignments-button-full = Xem đầy đủ
assignments-button-maintain = Đang duy trì
assignments-button-struggle = Có khó khăn
assignments-button-acceptAll = Đã nhận cả văn bản
assignments-button-acceptPeriod = Đã nhận tất cả

assignments-header-urgent = HỎA TỐC
assignments-header-issuer = của { $issuer }
assignments-header-subject = Về việc: { $subject }
assignments-header-count = Giao { $unit }: { $count } việc
assignments-header-official = Văn bản chính thức gửi qua hệ thống quản lý văn bản; tin này để theo dõi, đôn đốc.
assignments-list-letter = { $letter }: { $count } việc
assignments-list-period = Kỳ mới: { $count } việc
assignments-list-given = Việc giao trực tiếp: { $count } việc
assignments-list-work = Danh sách { $count } việc
assignments-open-heading = Các việc đang mở của đơn vị: { $count } việc
assignments-partner = Kính đề nghị phối hợp: { $unit }, { $count } nội dung
assignments-cooperate = { $unit } phối hợp thực hiện { $count } nội dung
assignments-copy-letter = Kính gửi { $unit }: các việc được giao tại { $source }
assignments-copy-work = Kính gửi { $unit }: các việc được giao
assignments-copy-answer = Khi có kết quả, đề nghị trả lời theo mẫu: { $number } xong
