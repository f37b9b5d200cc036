// A letter written for the demo in the form real ones have: numbered headings that are units, bullets, deadlines in words.

export const sampleLetter = `ỦY BAN NHÂN DÂN
XÃ AN KHÁNH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 112/UBND-VHXH
V/v đẩy mạnh cải cách hành chính
những tháng cuối năm 2026

An Khánh, ngày 14 tháng 9 năm 2026

Kính gửi: Các cơ quan, đơn vị thuộc xã

Thực hiện Công văn số 2210/UBND-KSTTHC ngày 07/9/2026 của Ủy ban nhân dân thành phố về việc đẩy mạnh cải cách hành chính, Chủ tịch Ủy ban nhân dân xã yêu cầu các cơ quan, đơn vị thực hiện các nhiệm vụ sau:

1. Văn phòng HĐND và UBND

- Rà soát, cập nhật Quy chế làm việc của Ủy ban nhân dân xã, trình Chủ tịch ký ban hành trong quý III/2026.

- Bảo đảm 100% văn bản đi, đến được xử lý trên hệ thống quản lý văn bản và điều hành, ký số theo đúng thẩm quyền.

2. Phòng Kinh tế

- Đẩy nhanh tiến độ giải ngân, phấn đấu hoàn thành 100% kế hoạch vốn đầu tư công trước ngày 31/12/2026.

- Thực hiện công khai dự toán, quyết toán ngân sách theo quy định.

3. Phòng Văn hóa - Xã hội

- Chủ trì, phối hợp với Văn phòng HĐND và UBND tham mưu Kế hoạch tự kiểm tra công tác cải cách hành chính, hoàn thành trước ngày 25/9/2026.

- Tổng hợp kết quả cải cách hành chính của các đơn vị, báo cáo Ủy ban nhân dân xã trước ngày 20 hằng tháng.

- Thường xuyên tuyên truyền về dịch vụ công trực tuyến trên hệ thống truyền thanh xã.

4. Trung tâm Phục vụ hành chính công

- Bảo đảm 100% hồ sơ thủ tục hành chính được giải quyết đúng hạn, không để phát sinh hồ sơ quá hạn trong tháng 9/2026.

- Nâng tỷ lệ hồ sơ nộp trực tuyến toàn trình đạt tối thiểu 80%, tỷ lệ thanh toán trực tuyến đạt tối thiểu 70% trong năm 2026.

- Công khai đầy đủ thủ tục hành chính tại trụ sở và trên Cổng thông tin điện tử xã trước ngày 18/9/2026.

- Lấy ý kiến đánh giá mức độ hài lòng của người dân, doanh nghiệp đến giao dịch.

5. Trung tâm Dịch vụ sự nghiệp công

- Xây dựng 02 phóng sự tuyên truyền về cải cách hành chính, hoàn thành trước ngày 15/10/2026.

6. Chế độ thông tin, báo cáo

Các cơ quan, đơn vị báo cáo kết quả thực hiện về Ủy ban nhân dân xã (qua Phòng Văn hóa - Xã hội) trước ngày 17 hằng tháng.

Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.

Nơi nhận:
- Như trên;
- CT, các PCT UBND xã;
- Lưu: VT, VHXH.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn Minh
`
