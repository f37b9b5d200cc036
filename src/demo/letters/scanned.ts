// What a poor scan looks like once recognised: marks lost, letters wrong, while number, day and headings can still be made out.

export const scannedLetter = `UY BAN NHAN DAN
XA AN KHANH

CONG HOA XA HQI CHU NGHIA VIET NAM
Dgc lap - Ty do - Hanh phuc

So: 98/UBND-VHXH
V/v tang cuong ky luat, ky cuong hanh chinh

An Khanh, ngay 10 thang 9 nam 2026

Kinh giri: Cac co quan, don vi thuoc xa

Chu tich Uy ban nhan dan xa yeu cau cac don vi thuc hien cac nhi@m vu sau:

1. Van phong HDND va UBND

- Kiem tra vi@c chap hanh gio giac lam vi@c cua can bo, cong chirc; bao cao trong thang 9/2026.

2. Phong Kinh te

- Cong khai quy che chi tieu noi b@ truoc ngay 30/9/2026.

3. Trung tam Phuc vu hanh chinh cong

- Giai quyet 100% ho so dung h@n, khong de nguoi dan di lai nhieu lan.

Yeu cau cac don vi nghiem tuc thyc hi@n./.

Noi nhan:
- Nhu tren;
- Luu: VT, VHXH.

CHU TICH

Do Minh Duc
`
