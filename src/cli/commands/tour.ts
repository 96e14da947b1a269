/** `cnm tour`: a networking course's walkthrough, played and explained. */
import { createLab } from '../../shell/lab/lab.js'
import type { Command } from '../io.js'
import { playTour, type Saved } from '../tour/playTour.js'
import { tour as steps } from '../tour/tour.js'
import { wronglyAsked } from '../wronglyAsked.js'

/**
 * Two hosts, since its last part leads over a tunnel. Always the same text: it is a page of the documentation as
 * well.
 */
export const tour: Command = {
  use: '',
  short: "Play a container networking course's walkthrough, every answer explained",
  flags: [],
  run: ({ operands }, io) => {
    if (operands.length > 0)
      return wronglyAsked(io, 'tour', `it takes no words, and got '${operands.join(' ')}'`)
    const lab = createLab({ hosts: 2, terminal: true })
    const saved: Saved = new Map()
    for (const step of steps) io.out(playTour(lab, step, saved))
    return 0
  },
}
