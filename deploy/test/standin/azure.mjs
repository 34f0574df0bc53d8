/**
 * What stands in for Azure: it remembers, refuses and does what Azure is documented to do with the calls
 * that azdeploy.sh makes. Templates are evaluated, images built, applications run.
 */
import { randomUUID } from 'node:crypto';
import { madeByAzure, PLACE } from '../arm/charla.mjs';
import { Deployment } from '../arm/deployment.mjs';
import { TemplateError } from '../arm/expression.mjs';
import { problemsOf } from '../arm/types.mjs';
import { answerLogin } from './login.mjs';
import { Registry } from './registry.mjs';

const ok = (body) => ({ status: 200, body });
export const failure = (status, code, message) => ({ status, body: { error: { code, message } } });

export class Azure {
  groups = new Map();
  resources = new Map();
  deployments = new Map();
  deleted = new Map();
  registered = new Set(
    ['Authorization', 'ContainerRegistry', 'Insights', 'OperationalInsights', 'Web'].map(
      (n) => `Microsoft.${n}`,
    ),
  );
  permissions = [{ actions: ['*'], notActions: [] }];
  /** Answers to give instead: { call: RegExp, once: boolean, answer }. */
  failures = [];
  /** Calls that wait until a test lets them go on: { call: RegExp, arrive, released: Promise }. */
  holds = [];

  /** sites: runs applications; see sites.mjs. engine: builds images. */
  constructor({ engine, sites, workDirectory }) {
    this.sites = sites;
    this.registry = new Registry({ engine, workDirectory });
  }

  failOnce(call, status, code, message = code) {
    this.failures.push({ call, answer: failure(status, code, message) });
  }

  /**
   * Keeps the next such call waiting, or with "at work on" before the call a deployment at its work.
   * Returns { arrived: Promise, release }.
   */
  holdOnce(call) {
    let arrive;
    let release;
    const arrived = new Promise((resolve) => (arrive = resolve));
    const released = new Promise((resolve) => (release = resolve));
    this.holds.push({ call, arrive, released });
    return { arrived, release };
  }

  async #held(call) {
    const at = this.holds.findIndex((each) => each.call.test(call));
    if (at < 0) return;
    const [hold] = this.holds.splice(at, 1);
    hold.arrive();
    await hold.released;
  }

  async answer(request) {
    await this.#held(request.call);
    const at = this.failures.findIndex(({ call }) => call.test(request.call));
    if (at >= 0) return this.failures.splice(at, 1)[0].answer;
    const { host } = request;
    if (host === 'login.microsoftonline.com') return answerLogin(request);
    if (host.endsWith('.azurewebsites.net')) return this.sites.visit(request);
    if (host.endsWith('.azurecr.io')) return this.registry.answerDocker(request);
    if (host.endsWith('.blob.core.windows.net')) return this.registry.answerBlob(request);
    if (host === 'api.loganalytics.io') return this.#logs();
    return this.#manage(request);
  }

  async #logs() {
    const lines = await this.sites.logs();
    return ok({
      tables: [
        { name: 'PrimaryResult', rows: lines.map((line) => ['2026-11-25T08:00:00Z', line]) },
      ],
    });
  }

  async #manage(request) {
    const { path, method } = request;
    const { subscription, tenant } = PLACE;
    const own = {
      id: `/subscriptions/${subscription}`,
      subscriptionId: subscription,
      tenantId: tenant,
      displayName: 'Stand-in',
      state: 'Enabled',
    };
    if (path === '/tenants') return ok({ value: [{ id: `/tenants/${tenant}`, tenantId: tenant }] });
    if (path === '/subscriptions') return ok({ value: [own] });
    if (path === own.id) return ok(own);
    const rest = path.slice(own.id.length);
    if (/\/providers\/Microsoft\.Authorization\/permissions$/.test(rest))
      return ok({ value: this.permissions });
    if (/^\/providers(\/[^/]+)?(\/register)?$/.test(rest)) return this.#providers(rest, method);
    if (/\/deletedAccounts/i.test(rest)) return this.#deletedAccounts(rest, method);
    const group = /^\/resourcegroups\/([^/]+)(.*)$/i.exec(rest);
    if (group) return this.#inGroup(group[1], group[2], request);
    if (rest === '/resources') {
      const name = /resourceGroup eq '([^']+)'/.exec(request.query.get('$filter') ?? '')?.[1];
      return ok({ value: this.#listed(name) });
    }
    return failure(404, 'NotFound', `the stand-in does not know ${request.call}`);
  }

  #providers(rest, method) {
    const [, , namespace, register] = rest.split('/');
    const state = (name) => ({
      namespace: name,
      registrationState: this.registered.has(name) ? 'Registered' : 'NotRegistered',
      resourceTypes: [],
    });
    if (register && method === 'POST') this.registered.add(namespace);
    return ok(namespace ? state(namespace) : { value: [...this.registered].map(state) });
  }

  #deletedAccounts(rest, method) {
    if (method === 'DELETE') {
      const name = rest.split('/').at(-1);
      if (!this.deleted.delete(name)) return failure(404, 'ResourceNotFound', name);
      return ok();
    }
    const value = [...this.deleted.values()].map(({ name, location, group }) => ({
      id:
        `/subscriptions/${PLACE.subscription}/providers/Microsoft.CognitiveServices/locations/${location}` +
        `/resourceGroups/${group}/deletedAccounts/${name}`,
      name,
      location,
      type: 'Microsoft.CognitiveServices/deletedAccounts',
      properties: {},
    }));
    return ok({ value });
  }

  #listed(group) {
    return [...this.resources.values()].filter(
      (each) => each.tags && each.id.includes(`/resourceGroups/${group}/`),
    );
  }

  async #inGroup(name, rest, request) {
    const { method } = request;
    const known = this.groups.get(name);
    if (rest === '') return this.#group(name, known, request);
    if (!known)
      return failure(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
    if (rest === '/resources') return ok({ value: this.#listed(name) });
    if (/^\/providers\/Microsoft\.Resources\/deployments\//i.test(rest))
      return this.#deployment(name, rest, request);
    const resource = this.#find(request.path);
    if (!resource) return failure(404, 'ResourceNotFound', `The Resource '${rest}' was not found.`);
    if (resource.type === 'Microsoft.ContainerRegistry/registries') {
      const answer = await this.registry.manage(resource, request);
      if (answer) return answer;
    }
    if (/\/config\/web$/.test(rest)) return ok({ properties: resource.properties.siteConfig });
    if (/\/config\/appsettings\/list$/.test(rest) && method === 'POST') {
      const settings = resource.properties.siteConfig.appSettings.map(({ name: key, value }) => [
        key,
        value,
      ]);
      return ok({ properties: Object.fromEntries(settings) });
    }
    return ok(resource);
  }

  #find(path) {
    const lower = path.toLowerCase();
    return [...this.resources.values()]
      .filter((each) => each.tags && lower.startsWith(each.id.toLowerCase()))
      .sort((a, b) => b.id.length - a.id.length)[0];
  }

  async #group(name, known, { method, json }) {
    const body = () => ({
      id: `/subscriptions/${PLACE.subscription}/resourceGroups/${name}`,
      name,
      ...this.groups.get(name),
      properties: { provisioningState: 'Succeeded' },
    });
    if (method === 'PUT') {
      const { location, tags } = json();
      if (known && known.location !== location)
        return failure(409, 'InvalidResourceGroupLocation', 'another region');
      this.groups.set(name, { location, tags });
      return { status: known ? 200 : 201, body: body() };
    }
    if (!known)
      return failure(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
    if (method === 'HEAD') return { status: 204 };
    if (method === 'DELETE') {
      await this.#deleteGroup(name);
      return ok();
    }
    return ok(body());
  }

  async #deleteGroup(group) {
    for (const [key, resource] of this.resources) {
      if (!resource.id.includes(`/resourceGroups/${group}/`)) continue;
      const { type, name, location } = resource;
      if (type === 'Microsoft.CognitiveServices/accounts')
        this.deleted.set(name, { name, location, group });
      if (type === 'Microsoft.Web/sites') await this.sites.remove(name);
      this.resources.delete(key);
    }
    this.groups.delete(group);
    for (const key of this.deployments.keys())
      if (key.startsWith(`${group}/`)) this.deployments.delete(key);
  }

  async #deployment(group, rest, request) {
    const [, , , , name, action] = rest.split('/');
    const key = `${group}/${name}`;
    if (action?.toLowerCase() === 'validate')
      return this.#evaluate(group, request) ?? ok({ properties: {} });
    if (action?.toLowerCase() === 'whatif') return this.#whatIf(group, request);
    if (action) return ok({ value: [] });
    if (request.method === 'PUT') return this.#deploy(group, name, request);
    const found = this.deployments.get(key);
    return found
      ? ok(found)
      : failure(404, 'DeploymentNotFound', `Deployment '${name}' could not be found.`);
  }

  #read(group, { json }) {
    const { template, parameters = {} } = json().properties;
    const values = Object.fromEntries(
      Object.entries(parameters).map(([name, { value }]) => [name, value]),
    );
    const deployment = new Deployment(template, values, {
      ...PLACE,
      group,
      location: this.groups.get(group).location,
    });
    return { values, made: deployment.run(madeByAzure) };
  }

  /** The refusal of a template, if it is refused. */
  #evaluate(group, request) {
    try {
      const { made } = this.#read(group, request);
      const problems = Object.entries(made.resources).flatMap(([symbol, each]) =>
        problemsOf(symbol, each),
      );
      if (problems.length) return failure(400, 'InvalidTemplate', problems.join('; '));
      return this.#refusal(Object.values(made.resources));
    } catch (e) {
      if (!(e instanceof TemplateError)) throw e;
      return failure(400, 'InvalidTemplate', `Deployment template validation failed: ${e.message}`);
    }
  }

  #refusal(resources) {
    for (const { type } of resources) {
      const namespace = type.split('/')[0];
      if (!this.registered.has(namespace))
        return failure(409, 'MissingSubscriptionRegistration', namespace);
    }
    const account = resources.find(({ type }) => type === 'Microsoft.CognitiveServices/accounts');
    const wasDeleted = this.deleted.has(account?.name);
    if (wasDeleted && !account.properties.restore)
      return failure(409, 'FlagMustBeSetForRestore', account.name);
    if (!wasDeleted && account?.properties.restore && !this.resources.has(account.id)) {
      return failure(409, 'CanNotRestoreANonExistingResource', account.name);
    }
    return undefined;
  }

  #whatIf(group, request) {
    const refused = this.#evaluate(group, request);
    if (refused) return refused;
    const changes = Object.values(this.#read(group, request).made.resources).map((resource) => {
      const before = this.resources.get(resource.id);
      const after = { ...resource };
      if (!before) return { resourceId: resource.id, changeType: 'Create', after };
      const same =
        JSON.stringify(this.#comparable(before)) === JSON.stringify(this.#comparable(resource));
      return {
        resourceId: resource.id,
        changeType: same ? 'NoChange' : 'Modify',
        before,
        after,
        delta: [],
      };
    });
    return ok({ status: 'Succeeded', properties: { changes } });
  }

  #comparable({ properties, ...rest }) {
    return { ...rest, properties };
  }

  async #deploy(group, name, request) {
    const key = `${group}/${name}`;
    if (this.deployments.get(key)?.properties.provisioningState === 'Running')
      return failure(409, 'DeploymentActive', 'The deployment is already in progress');
    const refused = this.#evaluate(group, request);
    if (refused) return refused;
    const { values, made } = this.#read(group, request);
    const record = this.#record(name, request, values);
    this.deployments.set(key, record);
    try {
      await this.#held(`at work on ${request.call}`);
      await this.#make(Object.values(made.resources));
    } catch (e) {
      record.properties.provisioningState = 'Failed';
      throw e;
    }
    const { outputs } = request.json().properties.template;
    record.properties.outputs = Object.fromEntries(
      Object.entries(made.outputs).map(([output, value]) => [
        output,
        { type: outputs[output].type, value },
      ]),
    );
    record.properties.provisioningState = 'Succeeded';
    return { status: 201, body: record };
  }

  async #make(resources) {
    for (const resource of resources) {
      this.resources.set(resource.id, resource);
      if (resource.type === 'Microsoft.CognitiveServices/accounts')
        this.deleted.delete(resource.name);
      if (resource.type === 'Microsoft.Web/sites') await this.#startSite(resource, resources);
    }
  }

  /** What Azure keeps of a deployment, as it is while it is at work. */
  #record(name, request, values) {
    const { parameters: rules } = request.json().properties.template;
    const shown = (parameter) =>
      rules[parameter].type.startsWith('secure')
        ? { type: 'SecureString' }
        : { type: 'String', value: values[parameter] };
    return {
      id: request.path,
      name,
      type: 'Microsoft.Resources/deployments',
      properties: {
        provisioningState: 'Running',
        mode: 'Incremental',
        timestamp: new Date().toISOString(),
        duration: 'PT1S',
        correlationId: randomUUID(),
        parameters: Object.fromEntries(Object.keys(values).map((key) => [key, shown(key)])),
        outputResources: [],
        providers: [],
        dependencies: [],
      },
    };
  }

  /** Pulls as the site's identity: which must be the one with the role. */
  async #startSite(site, resources) {
    const { siteConfig } = site.properties;
    const image = siteConfig.linuxFxVersion.split('|')[1];
    const identity = resources.find(({ type }) => type.endsWith('/userAssignedIdentities'));
    const { clientId, principalId } = madeByAzure(identity);
    const mayPull = resources.some(
      ({ type, scope, properties }) =>
        type === 'Microsoft.Authorization/roleAssignments' &&
        scope.includes('/registries/') &&
        properties.principalId === principalId,
    );
    const asItself =
      siteConfig.acrUseManagedIdentityCreds &&
      siteConfig.acrUserManagedIdentityID === clientId &&
      identity.id in site.identity.userAssignedIdentities;
    if (!mayPull || !asItself) return;
    await this.sites.run(
      site.name,
      image,
      Object.fromEntries(siteConfig.appSettings.map((s) => [s.name, s.value])),
    );
  }
}
