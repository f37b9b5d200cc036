// How often something asks the database: every `select` of this handle is noted, and goes through.
export function countedSelects<Handle extends object>(handle: Handle, noted: string[]): Handle {
  return new Proxy(handle, {
    get(target, name) {
      if (name === 'select' || name === 'selectDistinct') noted.push(name)
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}
