/** Ports as rules name them: `tcp(5432)` in code, `5432`, `5432/tcp` or `53/udp` in files. */
import type { ConnectProtocol } from '../../reach/connect.js'

/** A port as a program has it; a rule about it holds for published ports that lead there, too. */
export interface Port {
  readonly protocol: ConnectProtocol
  /** 1 to 65535. */
  readonly port: number
}

/** Throws a RangeError for a number that is no port. */
export const tcp = (port: number): Port => portOf('tcp', port)
/** Throws a RangeError for a number that is no port. */
export const udp = (port: number): Port => portOf('udp', port)

/** Throws for a number that is no port: a rule about it could never fail. */
function portOf(protocol: ConnectProtocol, port: number): Port {
  if (!isPortNumber(port)) throw new RangeError(`${port} is no port: a number from 1 to 65535 was expected`)
  return { protocol, port }
}

const isPortNumber = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65535

/** `8080`, `8080/tcp`; undefined for anything else. TCP where nothing is said. */
export function parsePort(text: string): Port | undefined {
  const [, digits, protocol = 'tcp'] = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/.exec(text.trim()) ?? []
  const port = Number(digits)
  return isProtocol(protocol) && isPortNumber(port) ? { protocol, port } : undefined
}

const isProtocol = (text: string): text is ConnectProtocol =>
  text === 'tcp' || text === 'udp' || text === 'sctp'

/** `5432/tcp` */
export const portText = ({ port, protocol }: Port): string => `${port}/${protocol}`

/** 53/udp is not 53/tcp. */
export const samePort = (a: Port, b: Port): boolean => a.port === b.port && a.protocol === b.protocol
