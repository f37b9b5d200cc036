# Câu chữ của bộ phận nhận và gửi tin
post-busy = Hệ thống đang bận, thao tác của đồng chí chưa ghi được ngay và sẽ được ghi khi hệ thống trở lại. Sau ít phút chưa thấy thay đổi thì đề nghị đồng chí thử lại.
