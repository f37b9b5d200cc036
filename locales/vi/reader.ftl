# Đọc văn bản: tệp không đọc được, văn bản không phải chỉ đạo, những chỗ còn nghi vấn.

extract-empty = Tệp { $name } trống, không có chữ nào. Đề nghị đồng chí kiểm tra và gửi lại.
extract-too-large = Tệp { $name } nặng { $size } MB, nhiều nhất đọc được { $most } MB. Đề nghị đồng chí bỏ bớt hình ảnh rồi gửi lại, hoặc dán nội dung văn bản vào đây.
extract-scanned = Tệp { $name } là bản quét, gần như không có chữ đọc được. Đề nghị đồng chí gửi bản soạn thảo .docx, .pdf có chữ, hoặc dán nội dung văn bản vào đây.
extract-picture = { $name } là ảnh chụp hoặc bản quét, không đọc chữ từ ảnh được. Đề nghị đồng chí gửi tệp .docx của văn bản hoặc dán nội dung vào đây.
extract-encrypted = Tệp { $name } đặt mật khẩu nên không đọc được. Đề nghị đồng chí bỏ mật khẩu rồi gửi lại.
extract-spreadsheet = { $name } là bảng tính, không phải văn bản. Đề nghị đồng chí gửi tệp .docx hoặc dán nội dung văn bản vào đây.
extract-slides = { $name } là tệp trình chiếu, không phải văn bản. Đề nghị đồng chí gửi tệp .docx hoặc dán nội dung văn bản vào đây.
extract-archive = { $name } là tệp nén. Đề nghị đồng chí giải nén rồi gửi từng văn bản .docx.
extract-program = { $name } là tệp chạy được trên máy, không nhận loại tệp này. Đề nghị đồng chí gửi tệp .docx, .doc, .pdf hoặc .txt.
extract-media = { $name } là tệp âm thanh hoặc hình ảnh động, không phải văn bản. Đề nghị đồng chí gửi tệp .docx hoặc dán nội dung văn bản vào đây.
extract-other = Không đọc được loại tệp của { $name }. Đề nghị đồng chí gửi tệp .docx, .doc, .pdf, .txt hoặc dán nội dung văn bản vào đây.
extract-corrupt = Tệp { $name } bị hỏng hoặc tải lên chưa hết nên không đọc được. Đề nghị đồng chí mở lại, lưu thành tệp mới rồi gửi lại, hoặc dán nội dung văn bản vào đây.
extract-unsafe = Tệp { $name } có phần khai báo không an toàn nên không đọc. Đề nghị đồng chí mở bằng Word, lưu thành .docx mới rồi gửi lại.
extract-bomb = Tệp { $name } khi mở ra quá lớn nên không đọc. Đề nghị đồng chí dán nội dung văn bản vào đây.
extract-no-text = Tệp { $name } không có chữ, có thể chỉ gồm ảnh quét. Đề nghị đồng chí gửi bản soạn thảo .docx hoặc dán nội dung văn bản vào đây.
extract-encoding = Bảng mã của tệp { $name } không nhận ra được. Đề nghị đồng chí lưu lại theo Unicode (UTF-8) rồi gửi lại, hoặc dán nội dung vào đây.
extract-too-slow = Đọc tệp { $name } quá lâu nên đã dừng. Đề nghị đồng chí dán nội dung văn bản vào đây.

not-directive-regulation = Đây là văn bản quy định chức năng, nhiệm vụ hoặc quy chế, không giao việc có thời hạn.
not-directive-invitation = Đây là giấy mời, không phải văn bản giao việc.
not-directive-report = Đây là báo cáo, tờ trình hoặc biên bản, không phải văn bản giao việc.
not-directive-reply = Đây là văn bản trả lời, không phải văn bản giao việc.
not-directive-news = Đây là tin bài hoặc đoạn văn kể lại, không phải văn bản giao việc.
not-directive-no-task = Không tìm thấy nhiệm vụ nào trong văn bản.

doubt-no-number = Văn bản không có số, ký hiệu.
doubt-blank-number = Số văn bản còn để trống ({ $number }).
doubt-no-date = Văn bản không ghi ngày ban hành.
doubt-blank-date = Ngày ban hành còn để trống, chỉ có { $date }.
doubt-other-year = Văn bản của năm { $year }, nay là năm { $thisYear }.
doubt-bad-ocr = Bản quét mất dấu hoặc sai chữ: tin được số, ngày, đơn vị, thời hạn; không tin được câu chữ. Các việc được Giao theo mục, kèm bản gốc; gõ lại nội dung việc nào là tuỳ đồng chí.
doubt-doubled-heading = Một đề mục ghi hai đơn vị: { $first } và { $second }. Tạm giao cho { $second }.
doubt-unknown-unit = Chưa rõ "{ $unit }" là đơn vị nào.
doubt-empty-heading = Đề mục { $unit } không có nội dung.
doubt-row-without-unit = Dòng này của bảng không ghi đơn vị.
doubt-joined-bullet = Hai đoạn được nối làm một vì câu trước chưa hết. Đề nghị kiểm tra lại.
doubt-no-such-day = Ngày ghi trong văn bản không có trong lịch.
doubt-past-deadline = Thời hạn sớm hơn ngày của văn bản.
doubt-no-year = Thời hạn không ghi năm và văn bản không có ngày.
doubt-no-period = Ghi "{ $words }" nhưng không rõ kỳ nào.
doubt-closing-deadline = Đoạn kết có thời hạn { $date }, chưa thành nhiệm vụ nào.
doubt-year-taken = Thời hạn không ghi năm, sớm hơn ngày của văn bản nên lấy năm sau.
doubt-unknown-heading = Đề mục "{ $heading }" chưa rõ là đơn vị nào. Tạm giao cho { $unit }.
doubt-scanned-header = Số hoặc ngày của văn bản có chữ lẫn trong chữ số, do bản quét. Đề nghị đối chiếu bản gốc.
doubt-scanned-date = Thời hạn có chữ lẫn trong chữ số, do bản quét. Đề nghị đối chiếu bản gốc.
doubt-unread-date = Thời hạn không đọc được vì bản quét sai chữ số.
