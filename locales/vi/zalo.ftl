zalo-choose = (Gõ số để chọn, ví dụ: { $number })
zalo-choose-group = (Trả lời tin này hoặc nhắc tên bot kèm số, ví dụ: { $number })
zalo-file-left-out = (Tệp “{ $name }” không gửi được qua Zalo; đề nghị đồng chí nhận tại hệ thống quản lý văn bản hoặc từ cán bộ.)
zalo-which = Số { $number } có trong tin gửi trước đó. Để khỏi nhầm, đồng chí chọn lại:
zalo-unreadable = Zalo không chuyển tệp, ghi âm và nhãn dán cho bot nên tin này không đọc được. Đồng chí gửi ảnh, hoặc gõ nội dung, hoặc ghi số và ngày văn bản.
