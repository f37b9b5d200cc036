// Why the database cannot be used now: told to the operator in one line, never with a stack.

/** A database that must be left alone. The message is one Vietnamese sentence that says what to do. */
export class DatabaseRefusal extends Error {
  override name = 'DatabaseRefusal'
}

/** Another process has the folder of the embedded database open. */
export class FolderInUse extends DatabaseRefusal {
  override name = 'FolderInUse'
  constructor(readonly folder: string) {
    super(`Thư mục dữ liệu ${folder} đang được một tiến trình dondoc khác sử dụng.`)
  }
}
