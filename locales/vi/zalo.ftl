zalo-choose = (Gõ số để chọn, ví dụ: { $number })
zalo-choose-group = (Trả lời tin này hoặc nhắc tên bot kèm số, ví dụ: { $number })
zalo-file-left-out = (Tệp “{ $name }” không gửi được qua Zalo; đề nghị đồng chí nhận tại hệ thống quản lý văn bản hoặc từ cán bộ.)
zalo-which = Số { $number } có trong tin gửi trước đó. Để khỏi nhầm, đồng chí chọn lại:
zalo-unreadable = Zalo không chuyển tệp, ghi âm và nhãn dán cho bot nên tin này không đọc được. Đồng chí gửi ảnh, hoặc gõ nội dung, hoặc ghi số và ngày văn bản.
zalo-quota = Từ ngày { $day }, bot trên Zalo đã dùng { $used }/{ $quota } tin của tháng (trên { $percent }%). Hết số tin này Zalo sẽ không nhận thêm đến đầu tháng sau; đề nghị đồng chí cân nhắc nâng gói hoặc chuyển bớt nhóm sang Telegram.
zalo-quota-out = Bot trên Zalo đã dùng hết số tin của tháng ({ $used }/{ $quota }, từ ngày { $day }). Tin gửi qua Zalo có thể không đến; tin chưa gửi được giữ lại và gửi tiếp khi Zalo nhận. Đề nghị đồng chí báo các đơn vị bằng cách khác nếu việc gấp.
zalo-groups-closed = Tài khoản bot trên Zalo hiện chưa được vào nhóm (Zalo trả lời can_join_groups là sai). Trên Zalo chỉ dùng được trò chuyện riêng với từng đồng chí; việc của đơn vị dùng Zalo đề nghị gửi bằng “Sao chép gửi Zalo”.
