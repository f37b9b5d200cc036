// The clock on top: business time, running on, and the ways to move it.
import { make } from './dom.js'

const zoneOffset = 7 * 3600_000

/** `table`: api, t, busy(), say(text). `parts` are the elements of page.html. */
export function makeClock(table, parts) {
  const { api, t } = table
  let now = 0
  let heardAt = 0
  let next
  let isMoving = false

  const at = () => now + (performance.now() - heardAt)
  const moves = [parts.next, parts.morning, parts.day, parts.go]

  async function move(to) {
    const answer = await table.busy(api.clock(to))
    if (answer.error) table.say(t.error(answer))
    else if (!answer.moved) table.say(t(`clock-${answer.why}`))
    else table.foldClock()
    return answer.moved === true
  }

  function tick() {
    if (now === 0) return
    const day = t.day(at())
    const time = t.time(at())
    if (parts.day_.textContent !== day) parts.day_.textContent = day
    if (parts.time.textContent !== time) parts.time.textContent = time
  }

  function render() {
    tick()
    parts.root.classList.toggle('is-moving', isMoving)
    for (const button of moves) button.disabled = isMoving
    const isToday = next !== undefined && t.day(next) === t.day(at())
    const when =
      next === undefined ? t('clock-nothing') : isToday ? t.time(next) : `${t.shortDay(next)}, ${t.time(next)}`
    parts.next.disabled = isMoving || next === undefined
    parts.next.replaceChildren(
      make('span', {}, t('clock-next')),
      make('small', {}, isMoving ? t('clock-moving') : when),
    )
  }

  parts.next.addEventListener('click', () => void move('next'))
  parts.morning.addEventListener('click', () => void move('morning'))
  parts.day.addEventListener('click', () => void move('day'))
  parts.jump.addEventListener('click', () => {
    // The picker starts at this very minute of the game, in the commune's own time.
    const local = new Date(at() + zoneOffset).toISOString().slice(0, 16)
    parts.when.min = local
    parts.when.value = local
    parts.jumpForm.hidden = !parts.jumpForm.hidden
    parts.jump.setAttribute('aria-expanded', String(!parts.jumpForm.hidden))
    if (!parts.jumpForm.hidden) parts.when.focus()
  })
  parts.jumpForm.addEventListener('submit', async (event) => {
    event.preventDefault()
    const [day, time] = parts.when.value.split('T')
    if (!day || !time || !(await move({ day, time: time.slice(0, 5) }))) return
    closeJump()
  })
  parts.jumpForm.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closeJump()
  })
  function closeJump() {
    parts.jumpForm.hidden = true
    parts.jump.setAttribute('aria-expanded', 'false')
    parts.jump.focus()
  }
  setInterval(tick, 1000)

  return {
    render,
    hear(view) {
      now = view.now
      next = view.next
      heardAt = performance.now()
      const stopped = isMoving && !view.moving
      isMoving = view.moving
      render()
      if (stopped) table.announce(`${t.day(at())}, ${t.time(at())}`)
    },
  }
}
