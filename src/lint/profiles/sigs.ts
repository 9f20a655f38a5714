import type { Group } from '../model/people.js'

const current = (name: string, ...nicknames: readonly string[]): Group => ({ name, kind: 'current', nicknames })
const retired = (name: string): Group => ({ name, kind: 'retired', nicknames: [] })

/** What a group is, in front of its name: `sig-node`. */
export const groupKinds: readonly string[] = ['sig', 'wg', 'ug', 'committee']

/** A path through the directory of a SIG. */
export const inSigDirectory = /(?:^|\/)sig-[^/]+\//

/**
 * The groups of Kubernetes by the names of their directories in kubernetes/community, for trees that have no
 * roster of their own. Retired are those that its `archive/` and older versions of its `sigs.yaml` name. The
 * nicknames are what people write and no group was ever called.
 */
export const groups: readonly Group[] = [
  { name: 'kubernetes-wide', kind: 'everybody', nicknames: [] },

  current('sig-api-machinery', 'sig-machinery', 'sig-api'),
  current('sig-apps'),
  current('sig-architecture', 'sig-arch'),
  current('sig-auth'),
  current('sig-autoscaling'),
  current('sig-cli'),
  current('sig-cloud-provider', 'sig-cloud'),
  current('sig-cluster-lifecycle', 'sig-lifecycle'),
  current('sig-contributor-experience', 'sig-contribex', 'sig-contrib-ex'),
  current('sig-docs'),
  current('sig-etcd'),
  current('sig-instrumentation'),
  current('sig-k8s-infra'),
  current('sig-multicluster'),
  current('sig-network'),
  current('sig-node'),
  current('sig-release'),
  current('sig-scalability', 'sig-scale'),
  current('sig-scheduling'),
  current('sig-security'),
  current('sig-storage'),
  current('sig-testing'),
  current('sig-ui'),
  current('sig-windows'),

  current('wg-ai-gateway'),
  current('wg-batch'),
  current('wg-checkpoint-restore'),
  current('wg-data-protection'),
  current('wg-device-management'),
  current('wg-etcd-operator'),
  current('wg-node-lifecycle'),
  current('wg-workload-aware-scheduling'),

  current('committee-code-of-conduct'),
  current('committee-security-response'),
  current('committee-steering'),

  retired('sig-aws'),
  retired('sig-azure'),
  retired('sig-big-data'),
  retired('sig-cluster-ops'),
  retired('sig-configuration'),
  retired('sig-federation'),
  retired('sig-gcp'),
  retired('sig-ibmcloud'),
  retired('sig-on-premise'),
  retired('sig-openstack'),
  retired('sig-pm'),
  retired('sig-product-management'),
  retired('sig-rktnetes'),
  retired('sig-service-catalog'),
  retired('sig-usability'),
  retired('sig-vmware'),

  retired('wg-ai-conformance'),
  retired('wg-ai-integration'),
  retired('wg-api-expression'),
  retired('wg-app-def'),
  retired('wg-apply'),
  retired('wg-cloud-provider'),
  retired('wg-cluster-api'),
  retired('wg-component-standard'),
  retired('wg-container-identity'),
  retired('wg-iot-edge'),
  retired('wg-k8s-infra'),
  retired('wg-kubeadm-adoption'),
  retired('wg-lts'),
  retired('wg-machine-learning'),
  retired('wg-multitenancy'),
  retired('wg-naming'),
  retired('wg-policy'),
  retired('wg-reliability'),
  retired('wg-resource-management'),
  retired('wg-security-audit'),
  retired('wg-serving'),
  retired('wg-structured-logging'),

  retired('ug-big-data'),
  retired('ug-vmware-users'),

  retired('code-of-conduct-committee'),
  retired('committee-product-security'),
  retired('product-security-committee'),
  retired('security-response-committee'),
  retired('steering-committee'),
]
