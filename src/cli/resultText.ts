/** A probe's result in one line, or a few. */
import type { RecordedProbe } from '../shell/recording/recording.js'

/** Lines without newlines. Of a ping and of a connection the first word is the answer, `yes:` or `no:`. */
export function resultLines(probe: RecordedProbe): readonly string[] {
  switch (probe.probe) {
    case 'ping': {
      const { ok, address, ttl, why } = probe.result
      return [
        ok
          ? `yes: ${address ?? ''} answers, ttl ${ttl ?? ''}`
          : `no: ${why ?? ''}${address ? ` (${address})` : ''}`,
      ]
    }
    case 'http': {
      const { ok, answeredBy, why } = probe.result
      return [ok ? `yes: ${answeredBy ?? ''} answers` : `no: ${why ?? ''}`]
    }
    case 'dns': {
      const { server, rcode, answers } = probe.result
      const head = server === null ? 'there is no server to ask' : `${rcode ?? ''} from ${server}`
      return [head, ...answers.map(({ ttl, type, data }) => `${type} ${data} (ttl ${ttl})`)]
    }
    case 'state': {
      const { interfaces, routes, routes6, hosts, resolv } = probe.result
      return [
        ...interfaces.map(({ name, address }) => `${name} ${address}`),
        ...[...routes, ...routes6].map((route) => `route ${route}`),
        ...hosts.map((line) => `hosts ${line.replaceAll('\t', ' ')}`),
        ...resolv.map((line) => `resolv.conf ${line}`),
      ]
    }
    case 'rules':
      return probe.result
  }
}
