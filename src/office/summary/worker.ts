// The worker's own file: an SVG in, a PNG out.
import { serveAside } from '../../lib/thread.js'
import { renderSvg } from './render.js'

serveAside(renderSvg)
