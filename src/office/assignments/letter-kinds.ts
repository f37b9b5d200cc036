// What kind of document a letter is, by the abbreviation in its number: "12/KH-UBND" is a plan, "57-NQ/TW" a resolution of the Party.

/** Nghị định 30/2020/NĐ-CP, Phụ lục III; what is none of them is a công văn. */
const kinds: Record<string, string> = {
  NQ: 'Nghị quyết',
  QĐ: 'Quyết định',
  CT: 'Chỉ thị',
  QC: 'Quy chế',
  TB: 'Thông báo',
  HD: 'Hướng dẫn',
  CTr: 'Chương trình',
  KH: 'Kế hoạch',
  PA: 'Phương án',
  ĐA: 'Đề án',
  BC: 'Báo cáo',
  TTr: 'Tờ trình',
  CĐ: 'Công điện',
  KL: 'Kết luận',
  GM: 'Giấy mời',
  CV: 'Công văn',
}

/** The kind that stands in the number, in full; undefined where none does, as in a công văn's "85/UBND-VHXH". */
export function kindIn(number: string): string | undefined {
  return kinds[/(?:\/|^\s*\d+\s*-)\s*(\p{L}+)(?=[-/]|\s*$)/u.exec(number)?.[1] ?? '']
}
