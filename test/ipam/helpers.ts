/** Short words for ipam tests: text in, values out, errors thrown so that a test reads as a list of facts. */

import { type Cidr, mustParseCidr } from '../../src/addr/cidr.js'
import { type Ip, mustParseIp } from '../../src/addr/ip.js'
import type { Result } from '../../src/addr/result.js'
import {
  type AddressSpace,
  emptyAddressSpace,
  localDefaultPools,
  type PredefinedPool,
} from '../../src/ipam/addressSpace.js'
import { type PoolGrant, requestPool } from '../../src/ipam/requestPool.js'

export const ip = (text: string): Ip => mustParseIp(text)
export const cidr = (text: string): Cidr => mustParseCidr(text)
export const cidrs = (texts: string): Cidr[] => (texts === '' ? [] : texts.split(' ').map(cidr))

/** 'base size, base size'. */
export const predefined = (text: string): PredefinedPool[] =>
  text.split(', ').map((pool) => {
    const [base = '', size = ''] = pool.split(' ')
    return { base: cidr(base), size: Number(size) }
  })

export const local: AddressSpace = emptyAddressSpace(localDefaultPools)

export const valueOf = <T, E>(result: Result<T, E>): T => {
  if (result.ok) return result.value
  throw new Error(`refused: ${JSON.stringify(result.error)}`)
}

/** The error's code, or 'ok'. */
export const codeOf = (result: Result<unknown, { readonly code: string }>): string =>
  result.ok ? 'ok' : result.error.code

/** A pool for `subnet`, with `range` when given. */
export const grant = (space: AddressSpace, subnet: string, range?: string): PoolGrant =>
  valueOf(tryGrant(space, subnet, range))

export const tryGrant = (space: AddressSpace, subnet: string, range?: string) =>
  requestPool(space, {
    subnet: cidr(subnet),
    range: range === undefined ? undefined : cidr(range),
    family: 4,
    reserved: [],
  })
