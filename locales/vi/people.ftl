people-role-officer = Cán bộ theo dõi
people-role-chairman = Chủ tịch
people-role-leader = Lãnh đạo
people-role-head = Trưởng đơn vị
people-role-deputy = Phó trưởng đơn vị
people-role-contact = Đầu mối
people-office-in = { $role }, { $unit }
people-nobody = chưa có

people-run-by = Đây là trợ lý theo dõi, đôn đốc nhiệm vụ của { $commune }.
people-run-by-several = các UBND xã, phường tham gia
people-keeps = Tôi lưu họ tên, tài khoản nhắn tin, vai trò và các câu trả lời về công việc của đồng chí; gõ /dulieu để xem.
people-how-to-join = Để tham gia, đồng chí mở đường dẫn mời do cán bộ Văn hóa - Xã hội hoặc lãnh đạo của xã, phường gửi; trưởng đơn vị có thể bấm "Tôi là lãnh đạo đơn vị" trong nhóm của đơn vị.
    .typed = Để tham gia, đồng chí gõ dòng /start kèm mã mời do cán bộ Văn hóa - Xã hội hoặc lãnh đạo của xã, phường gửi; trưởng đơn vị có thể gõ số của mục "Tôi là lãnh đạo đơn vị" trong nhóm của đơn vị.
people-start-private = Lời mời được mở trong trò chuyện riêng. Đề nghị đồng chí bấm lại đường dẫn và chọn nhắn riêng.
    .typed = Lời mời được mở trong trò chuyện riêng. Đề nghị đồng chí mở trò chuyện riêng với bot và gửi lại dòng /start kèm mã mời.

people-code-unknown = Mã mời không đúng hoặc bị thiếu ký tự. Đề nghị đồng chí bấm lại đúng đường dẫn đã nhận, hoặc xin mã mới từ cán bộ Văn hóa - Xã hội của xã, phường.
    .typed = Mã mời không đúng hoặc bị thiếu ký tự. Đề nghị đồng chí chép lại nguyên dòng /start đã nhận, hoặc xin mã mới từ cán bộ Văn hóa - Xã hội của xã, phường.
people-code-used-issuer = Lời mời này đã được dùng. Đề nghị đồng chí xin lời mời mới từ đồng chí { $issuer } ({ $commune }).
people-code-used-operator = Lời mời này đã được dùng. Đề nghị đồng chí xin lời mời mới từ người vận hành hệ thống của { $commune }.
people-code-expired-issuer = Lời mời này đã hết hạn hoặc đã thu lại. Đề nghị đồng chí xin lời mời mới từ đồng chí { $issuer } ({ $commune }).
people-code-expired-operator = Lời mời này đã hết hạn hoặc đã thu lại. Đề nghị đồng chí xin lời mời mới từ người vận hành hệ thống của { $commune }.
people-code-own = Lời mời này do chính đồng chí tạo. Đề nghị chuyển tiếp cho người được mời; lời mời vẫn còn dùng được.
people-waiting = Đã gửi đề nghị nhận vai trò { $office } tới đồng chí { $issuer }. Khi được đồng ý, tôi sẽ báo ngay.
people-now-hold = Đồng chí đã được ghi nhận: { $office }.
people-now-hold-help = Đồng chí đã được ghi nhận: { $office }. Gõ /trogiup để xem các việc có thể làm ở đây.

people-which-commune = Đồng chí có vai trò ở nhiều xã, phường. Ở đây đồng chí làm việc cho nơi nào?
people-commune-chosen = Từ nay ở đây đồng chí làm việc cho { $commune }.
people-commune-change = Đổi xã, phường
people-one-commune = Đồng chí chỉ có vai trò ở một nơi: { $commune }.

people-invite-which = Đồng chí muốn mời vào vai trò nào?
people-invite-unit = { $role } của đơn vị nào?
people-invite-no-units = Chưa có đơn vị nào. Đồng chí gõ /donvi để thêm đơn vị trước.
people-invite-made = Lời mời làm { $office } ở tin dưới đây. Đồng chí chuyển tiếp cho người được mời; khi người đó mở, tôi sẽ báo.
people-invite-made-confirm = Lời mời làm { $office } ở tin dưới đây. Đồng chí chuyển tiếp cho người được mời; khi người đó mở, tôi sẽ hỏi đồng chí có đồng ý không.
people-invite-text =
    { $commune } trân trọng mời đồng chí nhận vai trò { $office } trên trợ lý theo dõi nhiệm vụ.
    Đề nghị đồng chí bấm vào đường dẫn rồi bấm Bắt đầu:
    { $link }
    Đường dẫn dùng một lần, có hiệu lực đến ngày { $day }.
people-invite-done = Đã tạo lời mời.
people-invite-asks = { $name } đã mở lời mời của đồng chí để nhận vai trò { $office }. Đồng chí có đồng ý không?
people-invite-taken = { $name } đã nhận vai trò { $office } theo lời mời của đồng chí.
people-invite-replaced = Đồng chí { $name } thôi giữ vai trò này.
people-invite-agreed = Đã đồng ý: { $name } giữ vai trò { $office }.
people-invite-declined = Đã từ chối: { $name } không giữ vai trò { $office }.
people-invite-declined-you = Đồng chí { $issuer } chưa đồng ý với đề nghị của đồng chí. Nếu có nhầm lẫn, đề nghị liên hệ trực tiếp.
people-not-your-invite = Chỉ người đã gửi lời mời mới quyết định được.
people-agree = Đồng ý
people-agree-unit = Đồng ý: { $unit }
people-decline = Từ chối
people-agreed = Đã đồng ý.
people-declined = Đã từ chối.
people-decided-before = Đề nghị này đã được quyết định trước đó.

people-group-stranger = Nhóm này chưa được thiết lập. Cán bộ Văn hóa - Xã hội của xã, phường bấm nút dưới đây hoặc gõ /nhom tại nhóm để chọn đơn vị của nhóm.
    .typed = Nhóm này chưa được thiết lập. Cán bộ Văn hóa - Xã hội của xã, phường gõ số dưới đây hoặc gõ /nhom tại nhóm để chọn đơn vị của nhóm.
people-group-set-up = Thiết lập nhóm
people-group-officers-only = Chỉ cán bộ theo dõi của xã, phường mới thiết lập được nhóm này.
people-group-elsewhere = Nhóm này đang phục vụ xã, phường khác nên không thiết lập được.
people-group-which-commune = Nhóm này thuộc xã, phường nào?
people-group-no-units = { $commune } chưa có đơn vị nào. Đồng chí gõ /donvi trong trò chuyện riêng với tôi để tạo, rồi gõ /nhom tại đây.
people-group-which-units = Nhóm này phục vụ đơn vị nào của { $commune }? Bấm vào tên để chọn hoặc bỏ chọn, rồi bấm Xong.
    .typed = Nhóm này phục vụ đơn vị nào của { $commune }? Gõ số của đơn vị để chọn hoặc bỏ chọn, rồi gõ số của mục Xong.
people-group-elsewhere-unit = { $unit } (đang ở { $group })
people-group-other = nhóm khác
people-group-untitled = không có tên
people-chat-group = nhóm của đơn vị
people-chat-titled = nhóm "{ $title }"
people-chat-private = trò chuyện riêng
people-group-common-sure = Nhóm này đang là nhóm riêng của: { $units }. Nếu chuyển thành nhóm chung, việc của các đơn vị chưa có nhóm riêng cũng gửi vào đây và tên việc quá hạn không nêu trong nhóm nữa. Đồng chí có chuyển không?
people-group-make-common = Chuyển thành nhóm chung
people-group-all-heads = Nhóm chung tất cả trưởng đơn vị
people-group-done = Xong
people-group-none = Chưa chọn đơn vị nào. Đồng chí bấm vào tên đơn vị trước; để thôi dùng nhóm này, đồng chí đưa bot ra khỏi nhóm.
    .typed = Chưa chọn đơn vị nào. Đồng chí gõ số của đơn vị trước; để thôi dùng nhóm này, đồng chí đưa bot ra khỏi nhóm.
people-group-list-changed = Danh sách đơn vị vừa thay đổi, đề nghị đồng chí chọn lại.
people-group-serves = Nhóm này nhận việc của: { $units }.
people-group-common = Đây là nhóm chung của các trưởng đơn vị, nhận việc của những đơn vị chưa có nhóm riêng.
people-group-official = Văn bản chính thức gửi qua hệ thống quản lý văn bản; tin ở đây để theo dõi, đôn đốc.
people-invite-zalo =
    Nếu dùng Zalo: đồng chí nhắn riêng cho bot { $bot } dòng sau:
    /start { $code }
people-invite-text-zalo =
    { $commune } trân trọng mời đồng chí nhận vai trò { $office } trên trợ lý theo dõi nhiệm vụ.
    Đề nghị đồng chí mở Zalo, nhắn riêng cho bot { $bot } dòng sau:
    /start { $code }
    Lời mời dùng một lần, đến hết ngày { $day }.
people-group-hearing-mention = Trong nhóm này tôi chỉ nhận được tin nhắc tên tôi (chọn tên bot sau dấu @) hoặc tin trả lời tin của tôi.
people-menu-ketnoi = Dùng thêm tài khoản của tôi ở nền tảng khác
people-link-nowhere = Bot này chỉ có trên một nền tảng nên chưa kết nối được tài khoản khác.
people-link-offer = Trong 60 phút tới, đồng chí mở nền tảng kia, nhắn riêng cho bot { $bots } đúng dòng ở tin dưới đây. Không chuyển dòng đó cho người khác.
people-link-expired = Mã kết nối này đã dùng hoặc đã hết hạn. Đồng chí gõ /ketnoi để lấy mã mới.
people-link-other = Đồng chí đã có một tài khoản khác trên nền tảng này. Đề nghị dùng tài khoản đó.
people-link-taken = Tài khoản này đang giữ vai trò của một người khác nên không kết nối được.
people-link-done = Đã kết nối: đây là tài khoản thứ hai của đồng chí { $name }. Mỗi việc chỉ được báo một lần, ở nơi đồng chí vừa dùng.
people-link-told = Tài khoản { $name } trên nền tảng khác vừa được kết nối với đồng chí bằng mã do đồng chí lấy. Nếu không phải, đề nghị báo ngay cán bộ Văn hóa - Xã hội.
people-group-hearing = Khi trả lời bằng chữ hoặc gửi tệp, đồng chí bấm giữ tin của tôi, chọn Trả lời; hoặc đặt tôi làm quản trị viên của nhóm để tôi đọc được mọi tin.
people-group-claim-hint = Lãnh đạo đơn vị bấm nút dưới đây để được ghi nhận.
    .typed = Lãnh đạo đơn vị gõ số dưới đây để được ghi nhận.
people-group-change = Đổi đơn vị của nhóm
people-group-left = Từ nay việc của { $units } được gửi ở nhóm khác.

people-claim = Tôi là lãnh đạo đơn vị
people-claim-unbound = Nhóm này chưa chọn đơn vị. Cán bộ theo dõi gõ /nhom tại nhóm để chọn trước.
people-claim-already = Đồng chí đã được ghi nhận là trưởng đơn vị.
people-claim-waiting = Đề nghị của đồng chí đã được gửi, đang chờ cán bộ theo dõi đồng ý.
people-claim-refused-lately = Đề nghị của đồng chí chưa được đồng ý. Đề nghị liên hệ trực tiếp cán bộ theo dõi.
people-claim-sent = Đã gửi đề nghị tới cán bộ theo dõi. Khi được đồng ý, tôi sẽ báo tại nhóm.
people-claim-nobody = Đã ghi đề nghị, nhưng hiện chưa báo được cho cán bộ theo dõi. Đề nghị đồng chí liên hệ trực tiếp.
people-claim-asks = { $name } ở { $group } đề nghị được ghi nhận là lãnh đạo đơn vị: { $units }. Đồng chí có đồng ý không?
people-claim-head-now = Hiện trưởng đơn vị { $unit } là đồng chí { $name }; nếu đồng ý, đồng chí { $name } thôi giữ vai trò này.
people-claim-agreed = { $name } được ghi nhận là trưởng đơn vị { $unit } (đồng chí { $officer } đồng ý).
people-claim-declined = Đề nghị của { $name } không được đồng ý (đồng chí { $officer } từ chối).
people-claim-declined-you = Đồng chí { $officer } chưa đồng ý với đề nghị của đồng chí. Nếu có nhầm lẫn, đề nghị liên hệ trực tiếp.
people-claim-group = Đã ghi nhận: { $name } là trưởng đơn vị { $unit }. Đề nghị đồng chí mở trò chuyện riêng với tôi và bấm Bắt đầu để nhận tin riêng khi cần.
    .typed = Đã ghi nhận: { $name } là trưởng đơn vị { $unit }. Đề nghị đồng chí mở trò chuyện riêng và nhắn cho tôi một tin để nhận tin riêng khi cần.
people-claim-moved = { $unit } không còn được phục vụ ở nhóm đó, nên chưa ghi nhận được.

people-lost-removed = Tôi không còn trong { $chat } nên không gửi được tới: { $whom }. Tin gửi tới đó được giữ lại; đồng chí thêm lại bot vào nhóm, hoặc dùng nhóm khác.
people-lost-restricted = Tôi không được phép gửi tin trong { $chat } nên không gửi được tới: { $whom }. Tin gửi tới đó được giữ lại cho đến khi được phép.
people-lost-blocked = { $whom } đã chặn tôi nên không nhắn riêng được. Tin riêng được giữ lại; đề nghị đồng chí liên hệ trực tiếp.
people-lost-other = Hiện không gửi được tin tới: { $whom } ({ $chat }). Tin được giữ lại và gửi khi liên lạc được.
people-regained = Đã liên lạc lại được với { $whom } ({ $chat }); các tin giữ lại đang được gửi.
people-group-of-no-unit = nhóm chưa chọn đơn vị

people-staff-button = Danh sách, thôi vai trò
people-staff-all = Những người đang tham gia
people-staff-of = Người của { $unit }
people-staff-none = Chưa có ai.
people-staff-hint = Bấm vào tên để kết thúc vai trò.
    .typed = Gõ số của một người để kết thúc vai trò.
people-no-post = Vai trò này đã kết thúc hoặc không có.
people-last-officer = Đây là cán bộ theo dõi duy nhất nên chưa kết thúc được. Đề nghị mời cán bộ khác trước; Chủ tịch cũng mời được bằng /moi.
people-end = Kết thúc vai trò
people-end-sure = Kết thúc vai trò { $office } của { $name }? Lời mời đã tạo và câu hỏi đang chờ của người này hết hiệu lực ngay.
people-ended = { $name } thôi giữ vai trò { $office }.
people-ended-you = Đồng chí thôi giữ vai trò { $office }. Xin cảm ơn đồng chí.
people-replaced-you = Đồng chí thôi giữ vai trò { $office }; { $by } được ghi nhận thay. Nếu có nhầm lẫn, đề nghị liên hệ cán bộ theo dõi.
people-merge-which = Gộp { $unit } vào đơn vị nào?
people-merge-sure = Gộp { $unit } vào { $into }? Việc đang mở, nhân sự, nhóm và tên gọi của { $unit } chuyển sang { $into }; số liệu đã có giữ tên cũ.
people-merge-reports = { $reports } báo cáo đang chờ xác nhận của { $unit } chuyển sang nguyên vẹn.
people-merge-both = { $withdrawn } việc mà cả hai đơn vị cùng được giao chỉ còn theo dõi một lần: giữ việc đã báo cáo (cả hai đã báo cáo thì giữ báo cáo trước), việc kia ghi Đã rút và chuyển minh chứng sang việc được giữ.
people-merge-for-good = Không hoàn tác được.
people-merged = Đã gộp { $unit } vào { $into }; { $moved } việc đang mở được chuyển sang.
people-merged-twice = { $withdrawn } việc mà cả hai đơn vị cùng được giao chỉ còn theo dõi một lần ở { $into }.
people-merged-you = { $unit } được gộp vào { $into }. Vai trò của đồng chí từ nay: { $office }.
people-close-sure = Đóng { $unit }? Vai trò của mọi người trong đơn vị kết thúc, nhóm thôi nhận việc của đơn vị; số liệu đã có được giữ nguyên.
people-closed = Đã đóng { $unit }.
people-unit-closed = { $unit } đã đóng nên vai trò của đồng chí ở đơn vị này kết thúc. Xin cảm ơn đồng chí.

people-own-title = Dữ liệu về đồng chí
people-own-nothing = Tôi chưa lưu gì về đồng chí.
people-own-name = Họ tên: { $name } (biết từ ngày { $day })
people-own-account = Tài khoản nhắn tin: { $id }{ $username }
people-own-post = Vai trò: { $office }, { $commune }, từ { $from }
people-own-post-ended = Vai trò cũ: { $office }, { $commune }, từ { $from } đến { $to }
people-own-events = Số lần thao tác được ghi trong nhật ký: { $count }
people-own-kept = Ngoài ra, câu trả lời và minh chứng đồng chí gửi được lưu trong hồ sơ công việc của xã, phường; xem bằng /nhatky. Muốn sửa hoặc xoá, đề nghị liên hệ cán bộ theo dõi.
people-own-leave = Thôi vai trò: { $office }

people-which-locale = Chọn ngôn ngữ của cuộc trò chuyện này.
people-locale-chosen = Từ nay tôi dùng tiếng Việt ở đây.

people-help-title = { $commune } · { $offices }
people-help-officer = Gửi văn bản (.docx, .doc, .pdf, .txt), chuyển tiếp hoặc dán nội dung vào đây để giao việc.
    .typed = Dán hoặc chuyển tiếp nội dung văn bản vào đây để giao việc. Tệp không gửi được qua nền tảng này; nếu có trang web của bot, đồng chí gõ /lienket để gửi tệp tại đó.
people-help-unit = Trả lời bằng nút dưới mỗi việc, hoặc gõ, ví dụ: 17 xong; 17 đang làm; 17 trễ 25/7 do thiếu kinh phí; 17 xin gia hạn đến 31/7 vì chờ hướng dẫn.
    .typed = Trả lời bằng số dưới mỗi việc, hoặc gõ, ví dụ: 17 xong; 17 đang làm; 17 trễ 25/7 do thiếu kinh phí; 17 xin gia hạn đến 31/7 vì chờ hướng dẫn.
people-help-contact = Trả lời bằng nút dưới mỗi việc, hoặc gõ, ví dụ: 17 xong; 17 đang làm; 17 vướng: chờ số liệu.
    .typed = Trả lời bằng số dưới mỗi việc, hoặc gõ, ví dụ: 17 xong; 17 đang làm; 17 vướng: chờ số liệu.
people-help-figures = Số liệu chỉ tiêu: /solieu, hoặc gõ CT03 23/25. Minh chứng của số liệu: gửi tệp, ảnh ghi chú thích CT03, hoặc gõ minh chứng CT03: 45/BC-KT.
    .typed = Số liệu chỉ tiêu: /solieu, hoặc gõ CT03 23/25. Minh chứng của số liệu: gửi ảnh ghi chú thích CT03, hoặc gõ minh chứng CT03: 45/BC-KT.
people-help-leader = Gõ /tongket để xem tình hình; các việc cần đồng chí quyết định được gửi vào đây.
people-help-communes = Đồng chí có vai trò ở nhiều xã, phường: gõ /xa để đổi.

people-menu-viec = Việc đang mở
people-menu-quahan = Việc quá hạn
people-menu-tongket = Tổng kết tình hình
people-menu-bangtraloi = Bảng trả lời (.xlsx) của đơn vị
people-menu-solieu = Số liệu chỉ tiêu của đơn vị
people-menu-baocaodonvi = Báo cáo tháng của đơn vị
people-menu-baocao = Báo cáo cải cách hành chính của kỳ
people-menu-chitieu = Bộ chỉ tiêu của xã, phường
people-menu-vanban = Cách gửi văn bản để giao việc
people-menu-giaoviec = Giao một việc không kèm văn bản
people-menu-nhatky = Nhật ký của một việc hoặc chỉ tiêu
people-menu-donvi = Các đơn vị
people-menu-lich = Lịch làm việc, ngày nghỉ
people-menu-caidat = Cài đặt của xã, phường
people-menu-moi = Mời người tham gia, danh sách người
people-menu-nhom = Chọn đơn vị của nhóm này
people-menu-dulieu = Dữ liệu về tôi
people-menu-ngonngu = Ngôn ngữ (Language)
people-menu-trogiup = Tôi làm được gì ở đây

# Vắng mặt, bàn giao
people-menu-vang = Báo vắng, chọn người thay
people-menu-bangiao = Bàn giao vai trò cho người khác
people-away-button = Tôi vắng
people-away-no-post = Chỉ trưởng, phó đơn vị báo vắng ở đây; người đang thay không giao lại cho người khác.
people-away-now = Đồng chí đang báo vắng ({ $unit }): từ { $from } đến { $to }.
people-away-ask = Đồng chí vắng từ ngày nào đến ngày nào? Trả lời tin này, ví dụ: 5/10 đến 9/10, hoặc: thứ sáu.
people-away-placeholder = 5/10 đến 9/10
people-away-as-text = Đề nghị đồng chí gõ ngày vắng, ví dụ: 5/10 đến 9/10.
people-away-unreadable = Tôi chưa đọc được ngày trong "{ $words }". Ví dụ: 5/10 đến 9/10, hoặc: thứ sáu.
people-away-past = Ngày trong "{ $words }" đã qua. Đề nghị đồng chí ghi ngày từ hôm nay trở đi.
people-away-backwards = Ngày đầu { $from } sau ngày cuối { $to }. Đề nghị đồng chí ghi lại.
people-away-long = Vắng quá một năm thì nên bàn giao: gõ /bangiao.
people-away-noted = Đã ghi: đồng chí vắng từ { $from } đến hết { $to }. Ai trả lời thay đồng chí trong những ngày đó?
people-away-nobody = Không có người thay
people-away-who = Người này không còn giữ vai trò nào ở đây. Đề nghị đồng chí gõ /vang để chọn lại.
people-away-chosen = Từ { $from } đến hết { $to }, đồng chí { $standIn } trả lời thay đồng chí cho { $units }. Hết ngày đó việc thay tự kết thúc.
people-away-alone = Từ { $from } đến hết { $to } đồng chí vắng, không có người thay. Việc vẫn được nhắc trong nhóm của đơn vị.
people-away-you = Từ { $from } đến hết { $to }, đồng chí trả lời thay đồng chí { $name } cho { $units }. Gõ /viec để xem việc đang mở.
people-away-told = { $name } ({ $units }) vắng từ { $from } đến hết { $to }; { $standIn } trả lời thay.
people-away-told-alone = { $name } ({ $units }) vắng từ { $from } đến hết { $to }, không có người thay.
people-away-back = Tôi đã làm việc lại
people-away-ended = Đã kết thúc báo vắng.
people-away-over = Đồng chí không còn báo vắng nào đang mở.
people-away-handed = Đồng chí { $name } không còn giữ vai trò ở { $unit }; đồng chí thôi trả lời thay cho đơn vị này. Xin cảm ơn đồng chí.
people-away-returned = { $name } đã làm việc lại; đồng chí thôi trả lời thay cho { $units }. Xin cảm ơn đồng chí.
people-handover-which = Đồng chí bàn giao vai trò nào?
people-handover-whom = Bàn giao vai trò { $office } cho ai? Người nhận cần đồng ý. Người chưa có trong danh sách: mời bằng /moi trước.
people-handover-nobody = Chưa có ai khác để nhận vai trò { $office }. Đề nghị đồng chí mời người đó bằng /moi, hoặc nhờ cán bộ theo dõi mời.
people-handover-who = Người này không còn giữ vai trò nào ở đây. Đề nghị đồng chí gõ /bangiao để chọn lại.
people-handover-offered = Đã gửi { $name } đề nghị nhận vai trò { $office }. Khi đồng chí ấy nhận, vai trò của đồng chí kết thúc. Đề nghị có hiệu lực trong 7 ngày.
people-handover-offer = { $name } đề nghị bàn giao cho đồng chí vai trò { $office }.
people-handover-open = Việc đang mở: { $count }.
people-handover-take = Nhận bàn giao
people-handover-void = Đề nghị bàn giao này không còn hiệu lực.
people-handover-taken = Đồng chí đã nhận bàn giao vai trò { $office } từ { $from }.
people-handover-done = { $from } đã bàn giao vai trò { $office } cho { $to }.
people-handover-refused = { $name } không nhận bàn giao vai trò { $office }.
people-handover-declined = Đồng chí đã từ chối nhận bàn giao vai trò { $office } từ { $from }.
people-handover-replaced = { $name } đã gửi đề nghị khác về bàn giao vai trò { $office }; đề nghị này không còn hiệu lực.
people-menu-lienket = Mở trang web: xem và trả lời không cần Telegram, Zalo
people-invite-page =
    Nếu không dùng ứng dụng nào ở trên, mở trang web sau để nhận vai trò và trả lời:
    { $link }
people-page-nowhere = Bot này chưa có trang web. Đề nghị đồng chí báo người vận hành đặt PUBLIC_URL.
people-page-act =
    Liên kết riêng của đồng chí, dùng một lần, đến { $until }:
    { $link }
    Mở trên máy nào thì máy đó trả lời được thay đồng chí trong 30 ngày. Không chuyển liên kết này cho người khác.
people-page-end-button = Thu hồi các liên kết của tôi
people-page-ended = Đã thu hồi { $count } liên kết và máy đã mở của đồng chí.
people-page-read =
    Việc đang mở của { $unit }, chỉ để xem, trong 31 ngày:
    { $link }
    Để trả lời, đồng chí trả lời tại nhóm này, hoặc nhắn riêng cho bot /lienket để lấy liên kết của mình.
people-page-common = Nhóm này không phải nhóm của một đơn vị nên không có trang chung. Đồng chí nhắn riêng cho bot /lienket để lấy liên kết của mình.
people-menu-thongbao = Gửi thông báo cho các đơn vị, có xác nhận đã nhận
