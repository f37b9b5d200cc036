// A plan written for the demo, in the form of real ones: Roman headings, a table of who does what until when.

export const cityLetter = `ỦY BAN NHÂN DÂN
XÃ AN KHÁNH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 45/KH-UBND

An Khánh, ngày 14 tháng 9 năm 2026

KẾ HOẠCH
Nâng cao chất lượng dịch vụ công trực tuyến quý IV năm 2026

Căn cứ Kế hoạch số 88/KH-UBND ngày 02/9/2026 của Ủy ban nhân dân thành phố, Ủy ban nhân dân xã ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

- Nâng cao nhận thức của cán bộ, công chức và người dân.

II. NHIỆM VỤ

1. Trung tâm Phục vụ hành chính công

a) Chủ trì, phối hợp với Phòng Văn hóa - Xã hội hướng dẫn người dân nộp hồ sơ trực tuyến; tỷ lệ hồ sơ trực tuyến đạt tối thiểu 85% trong quý IV/2026.

b) Niêm yết mã QR thủ tục hành chính tại trụ sở và nhà văn hóa thôn trước ngày 30/9/2026.

2. Văn phòng HĐND và UBND

a) Bố trí máy tính, đường truyền cho khu vực tiếp nhận hồ sơ, hoàn thành trước ngày 05/10/2026.

b) Theo dõi, đôn đốc các đơn vị, báo cáo Chủ tịch trước ngày 25 hằng tháng.

3. Phòng Kinh tế

Bố trí kinh phí thực hiện Kế hoạch theo quy định.

III. TỔ CHỨC THỰC HIỆN

Các cơ quan, đơn vị báo cáo kết quả thực hiện trước ngày 15/12/2026./.

Nơi nhận:
- Các cơ quan, đơn vị thuộc xã;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Đỗ Minh Đức
`
