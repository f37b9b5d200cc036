// Words a task opens with, on the plain text: verbs of the office's language, the adverbs before them, and other beginnings of a task.

/** Verbs that are safe also inside a sentence, where a unit's name ends and its predicate begins. */
const verbs = [
  'xong(?= (?:truoc|trong|cham nhat) )|danh(?= (?:thoi gian|toi thieu|it nhat) )|du toan(?= (?:day du|chi tiet) )|ky so|ky cam ket|ky ket|dam nhan|ve(?= (?:ngay|truc tiep|hop|lam viec|tan thon) )|chu tri|phoi hop|phoi ket hop|tham muu|xay dung|ban hanh|trinh|phe duyet|trien khai|to chuc|thuc hien|thuc thi|hoan thanh|hoan thien|ho tro|tham gia',
  'long ghep|keu goi|tuan tra|thao do|cuong che|gia co(?! (?:trach nhiem|nhiem vu|y kien))|so tan|chang chong|chot(?= (?:chan|so lieu|khoi luong|danh sach))|bao(?= so lieu)|hoan chinh|tham hoi|trich xuat|doi khop|lay(?= (?:ket qua|y kien|them (?:y kien|mau|thong tin)|mau|phieu|thong tin))|thu(?= (?:phi|thue|no|ban|phieu|gom|thap|mau|du (?!toan)))|tang (?:them|so|thoi luong)|phu song|den(?= tung)|tiet kiem(?= (?:them|toi thieu|it nhat|\\d))|mo(?= (?:\\d|lop|so|dot|chuyen|cua|rong|cong (?!ty|doan|an|khai)))|to giac|yeu cau|de nghi|kinh de nghi|phan cong|giao(?= (?:nhiem vu|cho|cac|[a-z]+ (?:phong|ban|don vi))| phong| van phong| trung tam| cong an| thu truong| chu tich| hieu truong| giam doc| dong chi| truong (?:cac|phong|thon|ban)| so [a-z]| ubnd| hop tac xa| tram y te| thue (?:co so|tinh)| chi cuc)|cho(?! den)|nhan(?= (?:cham soc|phung duong|ho tro))|hop(?= (?:xet|ban|danh gia|kiem diem|giao ban|lay y kien|thong qua|dan))|treo(?= (?:co|quoc ky|bang|khau|pano|ap))|co y kien|nam (?:bat|chac|ro|vung|tinh|dien bien|so)|truc(?! thuoc| ban| tiep)|truc ban(?= (?:24|nghiem|theo|dam bao|bao dam|lien tuc))|xem xet|bam sat|kiem diem|kiem dem|no luc|de cao|lam tot|tim hieu|cung co|phan loai|nghiem thu|giai toa|lap dat|thay the|tu sua|ra quan',
  'du(?= (?:day du|hop|cac (?:cuoc|buoi|phien|hoi)|sinh hoat))|xuong(?= (?:co so|tung|dia ban|thon|ban|ap|xom|khu))|giao ban(?= (?:vao|hang|dinh ky|luc|truc tuyen|moi|cung))|co mat(?= (?:tai|luc|truoc|o|day du))|tong (?:ve sinh|kiem tra|ra soat|don ve sinh|kiem ke)|trieu tap|don dep|khoi thong|chat tia|tiem phong|tieu huy|khu trung(?! tam)|khu khuan|nhac nho|phan luong|tam dung|tam ung|nghiem cam|luu y|ung truc|tuc truc|du thao|soan thao|binh xet|ra quet|trao(?= qua)|cam(?= (?:bien|moc|co))',
  'quan ly|theo doi|don doc|kiem tra|giam sat|tong hop|bao cao|cap nhat|danh gia|cham diem|thong ke|ra soat|soat xet|lap|nang cao|nang cap|tang cuong|day manh',
  'day nhanh|duy tri|bao dam|dam bao|khac phuc|chan chinh|doi moi|cai thien|cai tao|cong khai|cong bo(?! tri)|niem yet|tuyen truyen|truyen thong|huong dan|pho bien',
  'quan triet|chi dao|lanh dao|dieu hanh|dieu chinh|dieu dong|phan cong|phan bo|bo tri|bo sung|sap xep|kien toan|thanh lap|ap dung|su dung|khai thac',
  'du bao(?=, canh bao)|tinh toan|can nhac|van hanh|ket noi|chia se|so hoa|chuan hoa|lam sach|de xuat|kien nghi|giai quyet|xu ly|tiep nhan|tiep thu|giai ngan|giai trinh|giai dap|cat giam|don gian hoa',
  'thuc day|phat trien|phat(?= (?:\\d|tin|song|ban tin|thong diep|cac|to roi|loa|thong bao|giay|phieu|the cu tri))|phan anh(?= (?:tinh|kip|ngay|ve|kho|qua|dien))|cu the hoa|dua tin|phat huy|phat dong|phat hien|phat hanh|phong ngua|ngan chan|ngan ngua|van dong|huy dong|dang ky|dang tai|cung cap|cu|gui|nop|thong bao(?! cao)|thong tin',
  'bien soan|in an|in(?= (?:danh sach|tai lieu|giay|to roi|phieu|the |bien ban|so theo))|vot(?= (?:luc binh|beo|rac|cui))|cap phat|trang tri|chuan bi|mua sam|sua(?= (?:chua|cong(?! (?:van|viec|trinh))|duong|kenh|cau|nha|mai|be|ong|bo))|thu thap|khao sat|dieu tra|nghien cuu|phan tich|lam ro|lam viec|lam(?= (?:the|thu tuc))|(?<!dau )tu ra soat|(?<!dau )tu kiem tra|(?<!dau )tu danh gia|tu cham diem',
  'ren luyen|tap huan|tuyen dung|luan chuyen|khen thuong|bieu duong|chap hanh|tuan thu|doi thoai|lay y kien|gop y|tra loi|tham dinh|tham van|kiem soat|ban giao',
  'nhan rong|lua chon|xac dinh|xac nhan|xac minh|ke khai|giu gin|phan dau|can doi|chi tra|thanh toan|quyet toan|thu hoi|doi chieu|kiem ke|thong nhat|ung dung',
  'tich hop|dong bo|khoi tao|tao lap|tao dieu kien|duy tu|nao vet|di doi|san sang|ung pho|canh bao|tu van|gioi thieu|don tiep|tien hanh|dua|phu trach|dam nhiem|giup',
  // Work in the fields, on the roads, in the houses.
  'tong ket|so ket|du tru|du phong|ra (?:quyet dinh|van ban|thong bao)|quyet dinh(?= (?:cong nhan|phe duyet|ban hanh|thanh lap|kien toan|xu (?:phat|ly)) )|ky (?:quyet dinh|ban hanh)|thay mat|treo(?= (?:co|bang|khau|quoc|pa no|pano|ap phich)(?![a-z]))|bom(?= nuoc)|trong(?= (?:cay|hoa|rung|rau))|dap(?= (?:bo|de|dat|cong))|phun(?= (?:thuoc|hoa chat|khu))|nau(?= (?:an|com))|cat(?= (?:dien|co|tia))|chat(?= (?:tia|cay))|do(?= (?:dac|dat|ve))|cap(?= (?:giong|thuoc))|don(?= (?:ve sinh|dep|rac|co|bun))|rai(?= voi)|di(?= tung)|lat(?= (?:via|gach))|nhap(?= (?:du lieu|lieu|so lieu|ho so|thong tin))|bat(?= (?:cho|chuot|giu))|tat(?= (?:dien|den))',
  // What is given, collected, caught, cleared away, kept apart or set going.
  'ban bac|bieu dien|binh bau|boc go|boc tham|cach ly|cai dat|cam hoa|canh gac|canh phong|cham dut|ket thuc(?= (?:kiem tra|thanh tra|dieu tra|giam sat|viec|dot|truoc))|cham lo|chang buoc|chu y|chup anh|co cau lai|dang nhap|dap dich|dieu tiet|dinh chi|dinh chinh|dinh huong|diu dat|do dau|doi soat|don nhan|dong gop|ghi chep|ghi hinh|giang day|gieo cay|giu nguyen|giu vung|hach toan|hiep dong|hiep thuong|hieu chinh|hoan tra|huong ung|ke thua|kem cap|keo giam|khai bao|khich le|khien trach|khoanh vung|khoi cong|khoi day|kich hoat|kiem che|kiem dem|lan toa|luu giu|mien nhiem|nang hang|neu cao|neu guong|niem phong|noi guong|phan chia|phan hoi|phan phat|phat quang|phe binh|phuc dap|phuc tra|quay phim|quet don|quyen gop|quyet tam|ran de|sat khuan|so cuu|so sanh|suu tam|tam giu|tam hoan|tap hop|tap ket|tay ue|thanh ly|thao go|thao luan|thu hoach|thuyet phuc|tich thu|tiem bu|tien dua|tiep suc|tinh gian|tran ap|trao doi|trao tang|triet pha|truy cap|truy quet|truy thu|truyen dat|tu giac|ung ho|xet chon|xet xu|xoa bo|(?<!vien )kiem sat|tiep xuc(?= cu tri)|(?<!nha |tam )cung ung(?! (?:dich vu|dv))|son(?= (?:sua|lai|ke|vach))|gieo (?:sa|trong|ma)|(?<!ban )tiep don|(?<!hoi dong )xet duyet|(?<!khu )neo dau|(?<!bi )dong vien|tuy (?:theo|thuoc|kha nang|dieu kien|tinh hinh)|thi dua(?= (?:lap|hoan|thuc|dat|yeu))',
  'sua doi|bai bo|khoi phuc|la dau moi|lam dau moi|la co quan|la don vi|co trach nhiem|chiu trach nhiem|co nhiem vu|co ke hoach|co van ban|co bien phap|co giai phap|co phuong an|khong de|khong duoc|khong',
].join('|')
const adverbs = [
  'tiep tuc|chu dong|kip thoi|nghiem tuc|khan truong|thuong xuyen|kien quyet|tap trung|tap chung|tich cuc|dinh ky|hang (?:ngay|tuan|thang|quy|nam)|truc tiep|cham nhat|uu tien|quyet liet',
  'phai|hay(?= )|can cu|can(?= )|tren co so|theo (?:chuc nang|nhiem vu|tham quyen|chi dao|linh vuc|dia ban|phan cong|pham vi)|trong (?:thang|quy|tham quyen|pham vi|qua trinh)|truoc (?:ngay|\\d)|sau khi|nham|quan tam|chu trong|linh hoat',
].join('|')
/** Only at the start of an item: too short or too common inside one. */
const starts = [
  'quan ly|chuyen|dao tao|boi duong|thanh tra|tiep cong dan|ky luat|yeu cau|de nghi|giao(?! (?:duc|thong|vien|dich|luu|ban (?!chi|quan|giam|cong|dan|to |xay|tuyen|thuong|dieu|noi)))|khuyen khich|ton vinh|nhap|ra quan|gia co(?! (?:trach nhiem|nhiem vu|y kien))|so tan|so huu|du bao|van chuyen|treo|don|ve sinh|ve viec|lap dat|trang bi|dau tu',
  'phat|moi|quay|viet|xay|lam|mo|dong|dat|gan|hop|ky|ky ket|xet|loai bo|cham soc|tang qua|tham hoi|sang loc|tiem|kham|phun|rut kinh nghiem|bo nhiem|chi|thu|cap|giam|tang|han che|giu|dau tranh|bao ve|luu tru|bao quan',
  'gap mat|guong mau|tien phong|di dau|co vu|do dau|dien tap|tuyen chon|dang huong|tri an|cam ket|cu(?= (?:lanh dao|can bo))|cuu (?:ho|nan|tro)|dieu tri|boi thuong|dau gia|giai phong|chia(?= (?:nhom|to|ca|thanh|\\d))|diet(?= (?:lang|bo|chuot|muoi|khuan|tru))|dan(?= (?:thong bao|to|ap phich|ma|nhan))|danh(?= (?:thoi|nguon|kinh|it nhat|toi thieu|quy))|ghi(?= (?:nhan|so|ro|day|bien|hinh))|hoa giai|hoc tap|in(?= (?:an|sao|to|the|giay|tai|va|\\d))|ke(?= cao)|keo(?= (?:dai|dien|day|giam))|chang|neo(?= )|nhac(?= (?:nho|viec))|nuoi duong|phan (?:phoi|cap|quyen|nhom)|sang loc|sua(?= (?:chua|doi|sai))|tap luyen|tao(?= (?:dieu kien|chuyen bien|moi truong|su|lap|nguon|tai khoan|ma|dong))|tim(?= (?:kiem|hieu|nguon))|tru(?= dap)|xep(?= (?:loai|hang|gon))|xin(?= y kien)|xoa(?= (?:bo|ngheo|nha|diem|cac|\\d))|xu phat|chung thuc|chuyen (?:doi|giao)|bien tap',
  'doi voi|truong hop|de|theo|tu|neu|khi|voi|qua|tai|den|trong|truoc|sau|ngay|nguoi dung dau|ngoai ra|rieng|cung|toi thieu|it nhat|luon|xong|va|manh dan|lien tuc|co|som|dong thoi|truoc mat|phong, chong|cho y kien|thay the|thay doi|quy dinh|cai cach|tra ket qua|tra',
].join('|')

const opener = new RegExp(`^(?:${verbs}|${adverbs}|${starts})(?![a-z])`)

/** Whether an item begins like something to do, and not like the name of a thing. Takes the plain text. */
export function opensTask(text: string): boolean {
  return opener.test(text) || /^(?:tren |duoi |>= ?|≥ ?)?\d[\d.,]*\s*%/.test(text)
}

const predicate = new RegExp(`(?<=[\\s,;)])(?:${verbs}|${adverbs})(?![a-z])`, 'g')

/** Verbs of one syllable that are other words with other marks: "cán sự", "thi đua", "đất san lấp", "chợ". */
const spellings: Record<string, string> = {
  bao: 'báo',
  bat: 'bắt',
  bom: 'bơm',
  cap: 'cấp',
  cat: 'cắt',
  chat: 'chặt',
  can: 'cần',
  cho: 'cho',
  cu: 'cử',
  dap: 'đắp',
  di: 'đi',
  do: 'đo',
  don: 'dọn',
  du: 'dự',
  dua: 'đưa',
  giup: 'giúp',
  gui: 'gửi',
  hay: 'hãy',
  hop: 'họp',
  lap: 'lập|lắp',
  lat: 'lát',
  mo: 'mở',
  nau: 'nấu',
  nhan: 'nhận',
  nhap: 'nhập',
  nop: 'nộp',
  phai: 'phải',
  rai: 'rải',
  tat: 'tắt',
  thu: 'thu',
  trinh: 'trình',
  trong: 'trồng',
  truc: 'trực',
  xuong: 'xuống',
  'gia co': 'gia cố',
  'so hoa': 'số hóa|số hoá',
}

/** Whether the text begins with the verb that it looks like without its marks; a word typed without any is taken for it. */
export function isSpelt(text: string, verb: string): boolean {
  const spelling = spellings[verb]
  const word = text.slice(0, verb.length).toLowerCase()
  return spelling === undefined || word === verb || spelling.split('|').includes(word ?? '')
}

/** Places where a predicate can begin after a unit's name, on the plain text. */
export function predicates(text: string): IterableIterator<RegExpMatchArray> {
  return text.matchAll(predicate)
}

const strictVerb = new RegExp(`^(?:${verbs}|${adverbs})(?![a-z])`)

export function opensWithVerb(text: string): boolean {
  return strictVerb.test(text)
}
