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

/** The server that `DATABASE_URL` names cannot be used now; it may be up a moment later. */
export class ServerRefusal extends DatabaseRefusal {
  override name = 'ServerRefusal'
}

/** SQLSTATE and system errors of a server that is not there, or does not let us in (PostgreSQL, Appendix A). */
const noConnection =
  /^(?:E(?:CONN\w+|NOTFOUND|AI_AGAIN|TIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE)|CONNECT_TIMEOUT|CONNECTION_\w+|08\w{3}|53300|57P03)$/
const noEntry = /^28\w{3}$/

/** A PostgreSQL that cannot be used as `DATABASE_URL` says: in one line, without the address, which holds a password. Undefined for any other error. */
export function serverRefusal(error: unknown): ServerRefusal | undefined {
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code = '' } = one as NodeJS.ErrnoException
    if (code === '3D000')
      return new ServerRefusal('DATABASE_URL: cơ sở dữ liệu này chưa có trên máy chủ; tạo trước (createdb).')
    if (noEntry.test(code))
      return new ServerRefusal(`DATABASE_URL: máy chủ từ chối tên người dùng hoặc mật khẩu (${code}).`)
    if (noConnection.test(code))
      return new ServerRefusal(
        `DATABASE_URL: không kết nối được máy chủ PostgreSQL (${code}); kiểm tra địa chỉ và máy chủ.`,
      )
  }
  return undefined
}
