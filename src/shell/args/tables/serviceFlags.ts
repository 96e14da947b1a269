/** The flags of `service create` and `service update` (docker/cli cli/command/service/opts.go addServiceFlags). */
import { ipAddress, searchDomain } from '../checks/dns.js'
import { extraHost } from '../checks/extraHost.js'
import { genericResource } from '../checks/genericResource.js'
import { environmentVariable, label } from '../checks/label.js'
import { flagTable, oneValue, type FlagExtras, type FlagSpec } from '../flagSpec.js'

// create has `--dns`, update `--dns-add`: the same values
const checks = (suffix: string): FlagExtras => ({
  [`dns${suffix}`]: { check: oneValue(ipAddress) },
  [`dns-search${suffix}`]: { check: oneValue(searchDomain) },
  [`env${suffix}`]: { check: oneValue(environmentVariable) },
  [`generic-resource${suffix}`]: { check: oneValue(genericResource) },
  [`host${suffix}`]: { check: oneValue(extraHost) },
  [`label${suffix}`]: { check: oneValue(label) },
  [`container-label${suffix}`]: { check: oneValue(label) },
})

const common = flagTable(`
        --cap-add list | Add Linux capabilities
        --cap-drop list | Drop Linux capabilities
        --credential-spec credential-spec | Credential spec for managed service account (Windows only)
    -d, --detach | Exit immediately instead of waiting for the service to converge
        --endpoint-mode string | Endpoint mode (vip or dnsrr) (default "vip")
        --entrypoint command | Overwrite the default ENTRYPOINT of the image
        --health-cmd string | Command to run to check health
        --health-interval duration | Time between running the check (ms|s|m|h)
        --health-retries int | Consecutive failures needed to report unhealthy
        --health-start-interval duration | Time between running the check during the start period (ms|s|m|h)
        --health-start-period duration | Start period for the container to initialize before counting retries towards unstable (ms|s|m|h)
        --health-timeout duration | Maximum time to allow one check to run (ms|s|m|h)
        --hostname string | Container hostname
        --init | Use an init inside each service container to forward signals and reap processes
        --isolation string | Service container isolation mode
        --limit-cpu decimal | Limit CPUs
        --limit-memory bytes | Limit Memory
        --limit-pids int | Limit maximum number of processes (default 0 = unlimited)
        --log-driver string | Logging driver for service
        --log-opt list | Logging driver options
        --max-concurrent uint | Number of job tasks to run concurrently (default equal to --replicas)
        --no-healthcheck | Disable any container-specified HEALTHCHECK
        --no-resolve-image | Do not query the registry to resolve image digest and supported platforms
        --oom-score-adj int | Tune host's OOM preferences (-1000 to 1000)\u0020
    -q, --quiet | Suppress progress output
        --read-only | Mount the container's root filesystem as read only
        --replicas uint | Number of tasks
        --replicas-max-per-node uint | Maximum number of tasks per node (default 0 = unlimited)
        --reserve-cpu decimal | Reserve CPUs
        --reserve-memory bytes | Reserve Memory
        --restart-condition string | Restart when condition is met ("none", "on-failure", "any") (default "any")
        --restart-delay duration | Delay between restart attempts (ns|us|ms|s|m|h) (default 5s)
        --restart-max-attempts uint | Maximum number of restarts before giving up
        --restart-window duration | Window used to evaluate the restart policy (ns|us|ms|s|m|h)
        --rollback-delay duration | Delay between task rollbacks (ns|us|ms|s|m|h) (default 0s)
        --rollback-failure-action string | Action on rollback failure ("pause", "continue") (default "pause")
        --rollback-max-failure-ratio float | Failure rate to tolerate during a rollback (default 0)
        --rollback-monitor duration | Duration after each task rollback to monitor for failure (ns|us|ms|s|m|h) (default 5s)
        --rollback-order string | Rollback order ("start-first", "stop-first") (default "stop-first")
        --rollback-parallelism uint | Maximum number of tasks rolled back simultaneously (0 to roll back all at once) (default 1)
        --stop-grace-period duration | Time to wait before force killing a container (ns|us|ms|s|m|h) (default 10s)
        --stop-signal string | Signal to stop the container
    -t, --tty | Allocate a pseudo-TTY
        --update-delay duration | Delay between updates (ns|us|ms|s|m|h) (default 0s)
        --update-failure-action string | Action on update failure ("pause", "continue", "rollback") (default "pause")
        --update-max-failure-ratio float | Failure rate to tolerate during an update (default 0)
        --update-monitor duration | Duration after each task update to monitor for failure (ns|us|ms|s|m|h) (default 5s)
        --update-order string | Update order ("start-first", "stop-first") (default "stop-first")
        --update-parallelism uint | Maximum number of tasks updated simultaneously (0 to update all at once) (default 1)
    -u, --user string | Username or UID (format: <name|uid>[:<group|gid>])
        --with-registry-auth | Send registry authentication details to swarm agents
    -w, --workdir string | Working directory inside the container
`)

/** Of `docker service create`: what both commands have, and how lists are given from the start. */
export const serviceCreateFlags: readonly FlagSpec[] = [
  ...common,
  ...flagTable(
    `
        --config config | Specify configurations to expose to the service
        --constraint list | Placement constraints
        --container-label list | Container labels
        --dns list | Set custom DNS servers
        --dns-option list | Set DNS options
        --dns-search list | Set custom DNS search domains
    -e, --env list | Set environment variables
        --env-file list | Read in a file of environment variables
        --generic-resource list | User defined resources
        --group list | Set one or more supplementary user groups for the container
        --host list | Set one or more custom host-to-IP mappings (host:ip)
    -l, --label list | Service labels
        --mode string | Service mode ("replicated", "global", "replicated-job", "global-job") (default "replicated")
        --mount mount | Attach a filesystem mount to the service
        --name string | Service name
        --network network | Network attachments
        --placement-pref pref | Add a placement preference
    -p, --publish port | Publish a port as a node port
        --secret secret | Specify secrets to expose to the service
        --sysctl list | Sysctl options
        --ulimit ulimit | Ulimit options (default [])
`,
    checks(''),
  ),
]

/** An update keeps what it is not told, so its help names no defaults. */
const withoutDefault = (spec: FlagSpec): FlagSpec => ({
  ...spec,
  help: spec.help.replace(/ \(default ("[^"]*"|\d+s?)\)$/, ''),
})

/** Of `docker service update`: lists are added to and taken from. */
export const serviceUpdateFlags: readonly FlagSpec[] = [
  ...common.map(withoutDefault),
  ...flagTable(
    `
        --args command | Service command args
        --config-add config | Add or update a config file on a service
        --config-rm list | Remove a configuration file
        --constraint-add list | Add or update a placement constraint
        --constraint-rm list | Remove a constraint
        --container-label-add list | Add or update a container label
        --container-label-rm list | Remove a container label by its key
        --dns-add list | Add or update a custom DNS server
        --dns-option-add list | Add or update a DNS option
        --dns-option-rm list | Remove a DNS option
        --dns-rm list | Remove a custom DNS server
        --dns-search-add list | Add or update a custom DNS search domain
        --dns-search-rm list | Remove a DNS search domain
        --env-add list | Add or update an environment variable
        --env-rm list | Remove an environment variable
        --force | Force update even if no changes require it
        --generic-resource-add list | Add a Generic resource
        --generic-resource-rm list | Remove a Generic resource
        --group-add list | Add an additional supplementary user group to the container
        --group-rm list | Remove a previously added supplementary user group from the container
        --host-add list | Add a custom host-to-IP mapping ("host:ip")
        --host-rm list | Remove a custom host-to-IP mapping ("host:ip")
        --image string | Service image tag
        --label-add list | Add or update a service label
        --label-rm list | Remove a label by its key
        --mount-add mount | Add or update a mount on a service
        --mount-rm list | Remove a mount by its target path
        --network-add network | Add a network
        --network-rm list | Remove a network
        --placement-pref-add pref | Add a placement preference
        --placement-pref-rm pref | Remove a placement preference
        --publish-add port | Add or update a published port
        --publish-rm port | Remove a published port by its target port
        --rollback | Rollback to previous specification
        --secret-add secret | Add or update a secret on a service
        --secret-rm list | Remove a secret
        --sysctl-add list | Add or update a Sysctl option
        --sysctl-rm list | Remove a Sysctl option
        --ulimit-add ulimit | Add or update a ulimit option (default [])
        --ulimit-rm list | Remove a ulimit option
`,
    checks('-add'),
  ),
]
