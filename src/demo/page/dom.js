// Making elements. Text only ever becomes text: nothing here parses markup.

/** `make('button', { class: 'key', type: 'button', onclick }, 'Giao việc')`. Functions become listeners, the rest attributes. */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue
    if (typeof value === 'function') node.addEventListener(name.slice(2), value)
    else node.setAttribute(name, value === true ? '' : String(value))
  }
  node.append(...children.filter((child) => child !== undefined && child !== null && child !== false))
  return node
}

/** One of the icons that stand in page.html. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use')
  use.setAttribute('href', `#i-${name}`)
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  svg.append(use)
  return svg
}

/** Makes the children of `parent` exactly `wanted`; what is there already is not moved, so it keeps focus and place. */
export function arrange(parent, wanted) {
  const keep = new Set(wanted)
  for (const node of [...parent.childNodes]) if (!keep.has(node)) node.remove()
  wanted.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null)
  })
}

/** A round picture with the initial of a name: the last word, as Vietnamese names are called. */
export function avatar(name, accent) {
  const node = make('span', { class: 'avatar', 'aria-hidden': 'true' }, initialOf(name))
  if (accent) node.style.setProperty('--accent', accent)
  return node
}

function initialOf(name) {
  return [...(name.trim().split(/\s+/).at(-1) ?? '?')][0]?.toUpperCase() ?? '?'
}
