import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { Ingress, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { Namespace, Service, ServiceAccount } from 'kubernetes-models/v1';
import { parse, parseAllDocuments } from 'yaml';
import { leftOut } from './standin/world.mjs';

const DIRECTORY = new URL('../kubernetes/', import.meta.url);
const read = (name) => parse(readFileSync(new URL(name, DIRECTORY), 'utf8'));
const kustomization = read('kustomization.yaml');
const manifests = Object.fromEntries(
  kustomization.resources.map((name) => [name.replace('.yaml', ''), read(name)]),
);
const MODELS = {
  Namespace,
  ServiceAccount,
  Deployment,
  Service,
  Ingress,
  PodDisruptionBudget,
  HorizontalPodAutoscaler,
  NetworkPolicy,
};

/** Notes in seen what is read of a value: what a validator never reads, it does not know. */
function watched(value, path, seen) {
  if (value === null || typeof value !== 'object') return value;
  return new Proxy(value, {
    get(target, key) {
      if (typeof key === 'symbol') return target[key];
      seen.add(`${path}.${key}`);
      return watched(target[key], `${path}.${key}`, seen);
    },
  });
}

function* paths(value, path) {
  if (value === null || typeof value !== 'object') return;
  for (const [key, member] of Object.entries(value)) {
    yield `${path}.${key}`;
    yield* paths(member, `${path}.${key}`);
  }
}

/** What is wrong with a manifest by the types of Kubernetes. */
function problemsOf(manifest) {
  const Model = MODELS[manifest.kind];
  if (manifest.apiVersion !== Model.apiVersion) return [`${manifest.kind} is ${Model.apiVersion}`];
  const seen = new Set();
  const model = new Model(manifest);
  try {
    model.validate.call(watched(model, '', seen));
  } catch (e) {
    return [e.message];
  }
  return [...paths(manifest, '')]
    .filter((path) => !seen.has(path))
    .map((path) => `${path} is not known`);
}

const environment = (name) =>
  Object.fromEntries(
    readFileSync(new URL(name, DIRECTORY), 'utf8')
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
      .map((line) => line.split(/=(.*)/).slice(0, 2)),
  );

describe('the manifests', () => {
  it('are what Kubernetes knows', () => {
    for (const [name, manifest] of Object.entries(manifests)) {
      assert.deepEqual(problemsOf(manifest), [], name);
    }
  });

  it('are checked by something that finds mistakes', () => {
    const broken = (change) => {
      const copy = structuredClone(manifests.deployment);
      change(copy.spec.template.spec.containers[0], copy);
      return problemsOf(copy);
    };

    assert.deepEqual(
      broken(() => {}),
      [],
    );
    assert.match(broken((c) => (c.livnessProbe = {}))[0], /livnessProbe is not known/);
    assert.match(broken((c) => (c.ports[0].containerPort = 'http'))[0], /must be integer/);
    assert.match(broken((_, d) => delete d.spec.selector)[0], /selector/);
    assert.match(broken((_, d) => (d.apiVersion = 'apps/v1beta1'))[0], /Deployment is apps\/v1/);
  });

  it('are all in the kustomization, and fit together', () => {
    const files = readdirSync(DIRECTORY).filter(
      (name) => /\.yaml$/.test(name) && name !== 'kustomization.yaml',
    );
    const pod = manifests.deployment.spec.template;
    const ports = pod.spec.containers[0].ports.map(({ name }) => name);

    assert.deepEqual(files.sort(), [...kustomization.resources].sort());
    const selectors = [
      manifests.deployment.spec.selector.matchLabels,
      manifests.service.spec.selector,
      manifests.disruption.spec.selector.matchLabels,
      manifests.network.spec.podSelector.matchLabels,
    ];
    for (const selector of selectors) assert.deepEqual(selector, pod.metadata.labels);
    assert.equal(manifests.autoscaler.spec.scaleTargetRef.name, manifests.deployment.metadata.name);
    assert.equal(
      manifests.ingress.spec.rules[0].http.paths[0].backend.service.name,
      manifests.service.metadata.name,
    );
    assert.ok(ports.includes(manifests.service.spec.ports[0].targetPort));
    assert.equal(pod.spec.serviceAccountName, manifests.serviceaccount.metadata.name);
    assert.equal(kustomization.images[0].name, pod.spec.containers[0].image);
  });
});

describe('a pod', () => {
  const { spec } = manifests.deployment.spec.template;
  const [container] = spec.containers;

  it('may do nothing that it need not', () => {
    assert.equal(spec.securityContext.runAsNonRoot, true);
    assert.equal(spec.securityContext.runAsUser, 65532, 'the user of the image');
    assert.equal(spec.automountServiceAccountToken, false);
    assert.equal(container.securityContext.readOnlyRootFilesystem, true);
    assert.equal(container.securityContext.allowPrivilegeEscalation, false);
    assert.deepEqual(container.securityContext.capabilities.drop, ['ALL']);
    assert.ok(container.volumeMounts.some(({ mountPath }) => mountPath === '/tmp'));
  });

  it('is asked how it is at a port that the ingress does not lead to', () => {
    const settings = environment('settings.env');
    const management = container.ports.find(({ name }) => name === 'management').containerPort;

    assert.equal(settings.MANAGEMENT_SERVER_PORT, String(management));
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
      assert.equal(container[probe].httpGet.port, 'management', probe);
    }
    assert.deepEqual(
      manifests.service.spec.ports.map(({ targetPort }) => targetPort),
      ['http'],
    );
  });

  it('has time to start, and its conversations have time to end', () => {
    const { periodSeconds, failureThreshold } = container.startupProbe;
    const drain = Number.parseInt(environment('settings.env').CHARLA_DRAIN_PATIENCE, 10);

    assert.ok(periodSeconds * failureThreshold >= 60);
    assert.ok(
      container.lifecycle.preStop.sleep.seconds + drain < spec.terminationGracePeriodSeconds,
    );
  });

  it('is replaced only when another is ready, and never taken away with all others', () => {
    assert.equal(manifests.deployment.spec.strategy.rollingUpdate.maxUnavailable, 0);
    assert.equal(manifests.disruption.spec.maxUnavailable, 1);
    assert.ok(manifests.autoscaler.spec.minReplicas >= 2);
  });

  it('is one of as many as the open conversations ask for, by a figure that Charla gives', () => {
    const { metric } = manifests.autoscaler.spec.metrics[0].pods;
    const source = readFileSync(
      new URL(
        '../../spring-boot-autoconfigure/src/main/java/dev/charla/boot/browser/BrowserConfiguration.java',
        import.meta.url,
      ),
      'utf8',
    );

    assert.ok(source.includes(`"${metric.name.replaceAll('_', '.')}"`));
    assert.ok(manifests.autoscaler.spec.behavior.scaleDown.stabilizationWindowSeconds >= 600);
    assert.equal(
      manifests.deployment.spec.replicas,
      undefined,
      'or each apply would undo the autoscaler',
    );
  });

  it('holds no secret in its settings', () => {
    assert.doesNotMatch(
      readFileSync(new URL('settings.env', DIRECTORY), 'utf8'),
      /^\w*(KEY|CODE|SECRET)\w*=/m,
    );
  });
});

const kubectl = () => {
  try {
    const version = execFileSync('kubectl', ['version', '--client'], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return /Kustomize Version: v[5-9]/.test(version) ? '' : 'this kubectl has an old kustomize';
  } catch {
    return 'there is no kubectl';
  }
};

describe('kustomize', leftOut(kubectl()), () => {
  it('puts them together, with names and labels', () => {
    const out = execFileSync('kubectl', ['kustomize', DIRECTORY.pathname], { encoding: 'utf8' });
    const made = parseAllDocuments(out).map((document) => document.toJS());
    const deployment = made.find(({ kind }) => kind === 'Deployment');
    const settings = made.find(({ kind }) => kind === 'ConfigMap');

    assert.equal(made.length, kustomization.resources.length + 1);
    assert.equal(
      deployment.spec.template.spec.containers[0].envFrom[0].configMapRef.name,
      settings.metadata.name,
    );
    assert.deepEqual(settings.data, environment('settings.env'));
    for (const each of made) {
      assert.equal(each.metadata.labels['app.kubernetes.io/name'], 'charla', each.kind);
      if (each.kind !== 'Namespace') assert.equal(each.metadata.namespace, 'charla', each.kind);
    }
  });
});
