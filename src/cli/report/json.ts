/** For programs. */
import type { Report } from './item.js'

export const jsonReport = ({ data }: Report): string => `${JSON.stringify(data, null, 2)}\n`
