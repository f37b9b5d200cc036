# Bảng tính gửi vào
files-sheet-no = Tệp này không phải .xlsx. Đề nghị lưu lại từ Excel với kiểu "Excel Workbook (.xlsx)".
files-sheet-corrupt = Không đọc được bảng: tệp hỏng hoặc có mật khẩu. Đề nghị lưu lại từ Excel rồi gửi.
files-sheet-large = Bảng quá lớn. Đề nghị gửi bảng có không quá { $most } dòng.
