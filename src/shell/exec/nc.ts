/** busybox's `nc HOST PORT`: does a connection open? Not modelled: listening, and what is sent over it (there is no input). */
import { cannotConnect } from './cannotConnect.js'
import { connect } from '../../reach/connect.js'
import { getopt } from './options.js'
import { failure, success, type Program } from './program.js'
import { usage } from './usage.js'

/** Exit 0 when a connection opens; nothing is printed then, since nobody sends anything. */
export const ncProgram: Program = (inside, args) => {
  const { given, operands, problem } = getopt(args, 'lnN', 'pwife')
  const [host, portText, ...more] = operands
  if (
    problem !== undefined ||
    given.has('l') ||
    host === undefined ||
    portText === undefined ||
    more.length > 0
  )
    return given.has('l') ? failure('nc: listening is not modelled') : usage('nc', problem)
  const port = Number(portText)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return failure(`nc: bad address '${host}'`)
  const { address, why } = connect(inside.env, inside.world, inside.sandbox, host, port)
  switch (why) {
    case null:
      return success('')
    case 'no-such-name':
      return failure(`nc: bad address '${host}'`)
    case 'refused':
      return failure(`nc: ${cannotConnect(address)}: Connection refused`)
    case 'network-unreachable':
      return failure(`nc: ${cannotConnect(address)}: Network is unreachable`)
    case 'host-unreachable':
      return given.has('w')
        ? failure('nc: timed out')
        : failure(`nc: ${cannotConnect(address)}: No route to host`)
    case 'timeout':
      return failure('nc: timed out')
    // it opened, and was closed by the other side
    case 'reset':
      return success('')
  }
}
