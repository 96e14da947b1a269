// What of the output of `docker compose config --format json` concerns networking, without empty values. Both sides of a
// comparison go through it.
const KEYS =
  'command container_name depends_on dns dns_opt dns_search domainname entrypoint environment expose external_links extra_hosts hostname image labels links mac_address network_mode networks ports profiles scale restart tty stdin_open'.split(
    ' ',
  )

const isEmpty = (value) =>
  value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)

const only = (entries) => Object.fromEntries(entries.filter(([, value]) => !isEmpty(value)))

/** @param {any} document what the command printed, as JSON */
export function networkingPart({ name, networks = {}, services = {} }) {
  return {
    name,
    networks,
    services: Object.fromEntries(
      Object.entries(services).map(([key, service]) => [
        key,
        only([
          ...KEYS.map((k) => [k, k === 'ports' ? service.ports?.map(port) : service[k]]),
          ['replicas', service.deploy?.replicas],
          ['endpoint_mode', service.deploy?.endpoint_mode],
        ]),
      ]),
    ),
  }
}

/** Names of ports and of what is spoken on them are for people. */
const port = ({ name: _name, app_protocol: _protocol, ...rest }) => rest
