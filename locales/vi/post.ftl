# Câu chữ của bộ phận nhận và gửi tin
post-busy = Hệ thống đang bận, thao tác của đồng chí chưa được ghi nhận. Đề nghị đồng chí thử lại sau ít phút.
