// The signed page as a browser without script sees it: links, forms, the cookie of the device.

/** A browser that keeps the page's cookie and sends forms as the page itself does. */
export class Browser {
  /** Where the program serves the page, with its path. */
  static site = ''
  cookie = ''
  readonly own = { origin: 'http://localhost:9', 'sec-fetch-site': 'same-origin' }

  async get(path: string): Promise<{ status: number; text: string; headers: Headers }> {
    const answer = await fetch(path.startsWith('http') ? path : Browser.site + path, {
      headers: { cookie: this.cookie },
      redirect: 'manual',
    })
    return { status: answer.status, text: await answer.text(), headers: answer.headers }
  }

  /** Sends a form and follows where it leads. */
  async post(path: string, fields: Record<string, string | File> = {}, headers: Record<string, string> = this.own) {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    const answer = await fetch(path.startsWith('http') ? path : Browser.site + path, {
      method: 'POST',
      body: form,
      headers: { cookie: this.cookie, ...headers },
      redirect: 'manual',
    })
    const set = answer.headers.get('set-cookie')
    if (set) this.cookie = set.split(';')[0] ?? ''
    const to = answer.headers.get('location')
    if (answer.status === 303 && to) return { ...(await this.get(new URL(to, Browser.site).href)), to, set }
    return { status: answer.status, text: await answer.text(), headers: answer.headers, to, set }
  }

  async bytes(path: string): Promise<Uint8Array> {
    const answer = await fetch(Browser.site + path, { headers: { cookie: this.cookie } })
    return new Uint8Array(await answer.arrayBuffer())
  }

  async once(): Promise<string> {
    return /name="once" value="([^"]+)"/.exec((await this.get('/viec')).text)?.[1] ?? ''
  }
}

/** What a button of the page does, by its label. */
export function buttonOf(page: string, label: string): string | undefined {
  return new RegExp(`<button[^>]*name="do" value="([^"]+)"[^>]*>${label}</button>`).exec(page)?.[1]
}
