// Which of the areas of the reform programme a task belongs to, by the words it uses.
import { plain, searched } from './plain.js'
import type { Area } from './reading.js'

const words: [area: Area, weight: number, pattern: RegExp][] = [
  [
    'institutions',
    3,
    /quy pham phap luat|the che|thi hanh phap luat|xay dung phap luat|ra soat van ban|nghi dinh sua doi|thong tu sua doi/g,
  ],
  [
    'procedures',
    2,
    /thu tuc hanh chinh|tthc\b|ho so|mot cua|dung han|truoc han|lien thong|niem yet|don gian hoa|phan anh,? kien nghi|tiep nhan va tra|dich vu cong/g,
  ],
  [
    'organisation',
    3,
    /co cau|so luong lanh dao|bien che|sap xep|bo may|phan cap|uy quyen|phan dinh tham quyen|don vi su nghiep cong lap/g,
  ],
  [
    'civil-service',
    2,
    /ky luat|ky cuong|dao tao|boi duong|tap huan|vi tri viec lam|cong vu|can bo, cong chuc|cong chuc, vien chuc|tuyen dung|luan chuyen|danh gia, xep loai/g,
  ],
  ['public-finance', 3, /giai ngan|dau tu cong|ngan sach|tai san cong|tai chinh|chi tieu noi bo|kinh phi|von dau tu/g],
  [
    'digital',
    2,
    /chu ky so|van ban dien tu|dang dien tu|ndxp|lgsp|truc tuyen|cong thong tin dien tu|chuyen doi so|so hoa|nen tang|du lieu|he thong thong tin|an toan thong tin|an ninh mang|phan mem|iso 9001|chinh quyen so|chinh quyen dien tu|he thong quan ly van ban|thanh toan dien tu/g,
  ],
  [
    'direction',
    1,
    /ke hoach|kiem tra|tu kiem tra|tuyen truyen|sang kien|theo doi|don doc|bao cao|cham diem|chi so|chi dao|dieu hanh|tong hop|to chuc trien khai|chi tieu, nhiem vu/g,
  ],
]

export function areaOf(text: string): Area {
  const low = plain(text.slice(0, searched))
  let best: Area = 'other'
  let most = 0
  for (const [area, weight, pattern] of words) {
    const score = weight * [...low.matchAll(pattern)].length
    if (score > most) {
      best = area
      most = score
    }
  }
  return best
}
