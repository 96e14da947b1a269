/** Programs whose answer is one line, the same in every container: nothing of users, processes or kernels is modelled. */
import { hostnameOf, hostnameProgram } from './hostname.js'
import { getopt } from './options.js'
import { failure, success, type Program } from './program.js'

/** Every program runs as root. */
export const idProgram: Program = (_, args) => {
  const { given, operands, problem } = getopt(args, 'ugnr', '')
  if (problem !== undefined) return failure(`id: ${problem}`)
  if (operands.length > 0 && operands[0] !== 'root') return failure(`id: unknown user ${operands[0] ?? ''}`)
  if (given.has('u')) return success(given.has('n') ? 'root\n' : '0\n')
  return success(given.has('g') ? '0\n' : 'uid=0(root) gid=0 groups=0\n')
}

/** Of -a and its parts only the name of the kernel and that of the machine are known. */
export const unameProgram: Program = (inside, args) => {
  const { given, problem } = getopt(args, 'asnrvmp', '')
  if (problem !== undefined) return failure(`uname: ${problem}`)
  return success(given.has('n') ? `${hostnameOf(inside)}\n` : 'Linux\n')
}

/** Of `docker exec -w`, else the root: images' working directories are not modelled. */
export const pwdProgram: Program = ({ workingDir }) => success(`${workingDir}\n`)

/** The same as `hostname -d`. */
export const dnsdomainnameProgram: Program = (inside) => hostnameProgram(inside, ['-d'])
