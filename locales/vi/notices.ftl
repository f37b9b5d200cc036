# Thông báo cho các đơn vị: /thongbao.

notices-heading = THÔNG BÁO
notices-ask = Đồng chí gõ nội dung thông báo, hoặc gửi một tệp (phần chữ kèm tệp là nội dung). Chưa gửi đi cho đến khi đồng chí bấm Gửi.
    .typed = Đồng chí gõ nội dung thông báo, hoặc gửi một ảnh kèm phần chữ. Chưa gửi đi cho đến khi đồng chí chọn Gửi.
notices-empty = Thông báo chưa có nội dung. Đồng chí gõ /thongbao kèm nội dung.
notices-too-long = Thông báo dài { $length } ký tự, tối đa { $most }. Đồng chí rút gọn hoặc gửi bằng tệp.
notices-runs = Tệp “{ $name }” là loại chạy được nên không được nhận.
notices-file-coming = Đang nhận tệp của thông báo.
notices-file-empty = Tệp rỗng nên không dùng làm thông báo được.
notices-file-failed = Không lấy được tệp (có thể quá 20 MB). Đồng chí gửi lại bằng /thongbao.
notices-with-file = Kèm tệp: { $name }
notices-reach = Gửi tới { $units } đơn vị trong { $groups } nhóm.
notices-without = Chưa có nhóm: { $units }.
notices-button-send = Gửi
notices-button-now = Gửi ngay
notices-button-drop = Huỷ
notices-button-received = Đã nhận
notices-button-nudge = Nhắc đơn vị chưa nhận
notices-no-group = Chưa đơn vị nào có nhóm nên không gửi được. Đồng chí đưa bot vào nhóm của đơn vị trước.
notices-already-sent = Thông báo này đã được gửi.
notices-already-dropped = Thông báo này đã huỷ.
notices-dropped = Đã huỷ thông báo, chưa gửi cho ai.
notices-done = Đang gửi tới { $count } nhóm.
notices-later = Sẽ gửi lúc { $when }.
notices-copy =
    { $units } chưa có nhóm. Nội dung để chép gửi qua Zalo hoặc cách khác:

    { $text }
notices-sent = Đã nhận: { $count }/{ $all } đơn vị.
notices-open = Chưa nhận: { $units }.
notices-received-line = ✓ { $unit }{ $who }, { $when }
notices-received = Đã ghi nhận.
notices-received-before = Đơn vị đã xác nhận trước đó.
notices-all-received = Tất cả đơn vị đã nhận.
notices-nudge = { $units }: đề nghị xác nhận đã nhận thông báo: “{ $text }”
notices-nudged = Đã nhắc { $count } nhóm (mỗi ngày một lần).
