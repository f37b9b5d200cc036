communes-name-empty = Tên chưa có chữ nào đọc được. Đề nghị đồng chí nhập lại.
communes-name-long = Tên dài { $length } ký tự, nhiều nhất là { $most }. Đề nghị đồng chí nhập tên ngắn hơn.
communes-name-taken = "{ $name }" đang là tên của { $unit }. Đề nghị đồng chí chọn tên khác.
communes-name-as-text = Đề nghị đồng chí nhập tên bằng chữ.
communes-too-many-units = Đã có { $most } đơn vị, không thêm được nữa. Đề nghị đóng đơn vị không còn hoạt động.
communes-too-many-aliases = Đơn vị này đã có { $most } tên gọi, không thêm được nữa.
communes-no-unit = Không có đơn vị này hoặc đơn vị đã đóng. Đồng chí gõ /donvi để xem danh sách hiện nay.
communes-not-a-leader = Chỉ Chủ tịch và lãnh đạo đã tham gia mới được chọn làm lãnh đạo phụ trách.
communes-unit-owes = { $unit } còn { $count } việc chưa xong nên chưa đóng được.

communes-setup-title = Thiết lập đơn vị của { $commune }
communes-setup-kind = Địa phương là xã, phường hay đặc khu? Xã và đặc khu có Phòng Kinh tế; phường và đặc khu Phú Quốc có Phòng Kinh tế, Hạ tầng và Đô thị (đặc khu Phú Quốc đề nghị chọn Phường).
communes-kind-xa = Xã
communes-kind-phuong = Phường
communes-kind-dackhu = Đặc khu
communes-setup-list = Các đơn vị theo mô hình từ tháng 7/2025
communes-setup-list-hint = Bấm vào tên để chọn hoặc bỏ chọn. Tên gọi tắt (VP, KT, VHXH…) được tạo sẵn; sau này sửa bằng /donvi.
communes-ticked = ✓ { $unit }
communes-unticked = ○ { $unit }
communes-setup-there = { $unit } (đã có)
communes-setup-create = Tạo các đơn vị
communes-setup-none = Chưa chọn đơn vị nào. Đồng chí bấm vào tên đơn vị để chọn.
communes-setup-exist = Các đơn vị này đã có, không tạo thêm.
communes-setup-done = Đã có { $count } đơn vị
communes-setup-done-short = Đã tạo { $count } đơn vị.
communes-setup-next =
    Tiếp theo, đồng chí có thể:
    1. Thêm bot vào nhóm của từng đơn vị rồi chọn đơn vị của nhóm. Đơn vị chưa có nhóm vẫn được giao việc.
    2. Gõ /moi để mời lãnh đạo, trưởng đơn vị.
    3. Gửi văn bản vào đây để giao việc.
communes-see-units = Xem các đơn vị
communes-back = Quay lại

communes-none = Chưa có đơn vị nào. Đồng chí có thể tạo các đơn vị theo mô hình từ tháng 7/2025, hoặc thêm từng đơn vị.
communes-standard = Các đơn vị chuẩn
communes-add = Thêm đơn vị
communes-add-partner = Thêm khối phối hợp
communes-list-title = { $count } đơn vị
communes-head = Trưởng đơn vị: { $head }
communes-leader = Lãnh đạo phụ trách: { $leader }
communes-group = Nhóm: { $group }
communes-group-lost = Nhóm: { $group } (đang không gửi được)
communes-no-group = Chưa có nhóm
communes-unnamed = chưa có tên
communes-nobody = chưa có
communes-nothing = chưa có
communes-is-partner = Khối phối hợp: chỉ đề nghị phối hợp, không đôn đốc, không xếp hạng.
communes-aliases = Tên gọi khác: { $aliases }
communes-no-staff = Chưa có ai của đơn vị tham gia.
communes-staff-head = Trưởng đơn vị
communes-staff-deputy = Phó trưởng đơn vị
communes-staff-contact = Đầu mối
communes-rename = Đổi tên
communes-alias = Thêm tên gọi khác
communes-choose-leader = Lãnh đạo phụ trách
communes-invite-head = Mời trưởng đơn vị
communes-staff = Nhân sự
communes-close = Đóng đơn vị
communes-which-leader = Lãnh đạo nào phụ trách { $unit }?
communes-no-leaders = Chưa có lãnh đạo nào tham gia nên chưa chọn được người phụ trách { $unit }. Đồng chí gõ /moi để mời lãnh đạo.
communes-leader-nobody = Chưa phân công
communes-saved = Đã lưu.
communes-ask-add = Tên đơn vị mới là gì? Có thể ghi tên gọi tắt trong ngoặc, ví dụ: Trường Mầm non Hoa Sen (MNHS)
communes-ask-addPartner = Tên cơ quan phối hợp là gì? Có thể ghi tên gọi tắt trong ngoặc, ví dụ: Hội Nông dân (HND)
communes-ask-rename = Tên mới của { $unit } là gì? Tên cũ vẫn được hiểu.
communes-ask-alias = { $unit } còn được gọi là gì?
communes-placeholder = Nhập tên
