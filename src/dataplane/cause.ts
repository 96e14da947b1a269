/** Why a fact of the data plane is there: every interface, route and rule is signed with one. */

/**
 * The signature of a fact. `purpose` is a short code such as `isolate-networks` or `publish-port`; drivers of third
 * parties may use codes of their own. `network` and `endpoint` are names as the user gave them.
 */
export interface Cause {
  readonly purpose: string
  readonly network?: string
  readonly endpoint?: string
}
