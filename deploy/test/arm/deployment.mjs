/** What Azure Resource Manager does with a template, as far as it can be known without Azure. */
import { eachCall, evaluate, isExpression, parse, TemplateError } from './expression.mjs';

const TYPES = {
  string: (v) => typeof v === 'string',
  securestring: (v) => typeof v === 'string',
  int: Number.isInteger,
  bool: (v) => typeof v === 'boolean',
  object: (v) => v !== null && typeof v === 'object' && !Array.isArray(v),
  array: Array.isArray,
};

function checkParameter(name, rule, value) {
  const wrong = (why) => {
    throw new TemplateError(`parameter "${name}" ${why}`);
  };
  if (!TYPES[rule.type]?.(value)) wrong(`must be of type ${rule.type}`);
  if (rule.allowedValues && !rule.allowedValues.includes(value)) {
    wrong(`is "${value}" and must be one of ${rule.allowedValues.join(', ')}`);
  }
  if (typeof value === 'string') {
    if (value.length < (rule.minLength ?? 0))
      wrong(`must have ${rule.minLength} characters or more`);
    if (value.length > (rule.maxLength ?? Infinity))
      wrong(`must have ${rule.maxLength} characters or less`);
  }
  if (value < (rule.minValue ?? -Infinity) || value > (rule.maxValue ?? Infinity)) {
    wrong(`must be from ${rule.minValue} to ${rule.maxValue}`);
  }
}

const resourceId = (base, type, names) => {
  const [namespace, ...kinds] = type.split('/');
  if (kinds.length !== names.length) {
    throw new TemplateError(`${type} wants ${kinds.length} names, not ${names.length}`);
  }
  return `${base}/providers/${namespace}${kinds.map((kind, i) => `/${kind}/${names[i]}`).join('')}`;
};

/**
 * One deployment of a template.
 *
 * @typedef {object} Place
 * @property {string} subscription
 * @property {string} tenant
 * @property {string} group
 * @property {string} location
 */
export class Deployment {
  #template;
  #place;
  #parameters = {};
  #state = new Map();
  #scope;

  /** Throws TemplateError where Azure would refuse. place: {@link Place}. */
  constructor(template, parameters, place) {
    this.#template = template;
    this.#place = place;
    this.#scope = this.#functions();
    for (const name of Object.keys(parameters)) {
      if (!(name in template.parameters))
        throw new TemplateError(`there is no parameter "${name}"`);
    }
    for (const [name, rule] of Object.entries(template.parameters)) {
      if (!(name in parameters) && !('defaultValue' in rule)) {
        throw new TemplateError(`parameter "${name}" has no value`);
      }
      const value = name in parameters ? parameters[name] : this.value(rule.defaultValue);
      checkParameter(name, rule, value);
      this.#parameters[name] = value;
    }
  }

  #functions() {
    const { subscription, tenant, group, location } = this.#place;
    const subscriptionId = `/subscriptions/${subscription}`;
    const groupId = `${subscriptionId}/resourceGroups/${group}`;
    const declared = (kind, name) => {
      const all = this.#template[kind] ?? {};
      if (!(name in all)) throw new TemplateError(`there is no ${kind.slice(0, -1)} "${name}"`);
      return all[name];
    };
    return {
      parameters: (name) => {
        declared('parameters', name);
        return this.#parameters[name];
      },
      variables: (name) => this.value(declared('variables', name)),
      subscription: () => ({ id: subscriptionId, subscriptionId: subscription, tenantId: tenant }),
      resourcegroup: () => ({ id: groupId, name: group, location }),
      environment: () => ({
        authentication: { loginEndpoint: 'https://login.microsoftonline.com/' },
      }),
      resourceid: (type, ...names) => resourceId(groupId, type, names),
      subscriptionresourceid: (type, ...names) => resourceId(subscriptionId, type, names),
      reference: (symbol) => {
        declared('resources', symbol);
        if (!this.#state.has(symbol)) {
          throw new TemplateError(
            `"${symbol}" is referred to, but this deployment does not make it`,
          );
        }
        return this.#state.get(symbol);
      },
    };
  }

  /** Replaces every expression in value. */
  value(value) {
    if (typeof value === 'string') {
      if (value.startsWith('[[')) return value.slice(1);
      return isExpression(value) ? evaluate(parse(value.slice(1, -1)), this.#scope) : value;
    }
    if (Array.isArray(value)) return value.map((each) => this.value(each));
    if (value && typeof value === 'object') {
      return Object.fromEntries(
        Object.entries(value).map(([k, v]) => [this.value(k), this.value(v)]),
      );
    }
    return value;
  }

  /**
   * Makes the resources in the order that their dependencies ask for.
   *
   * @param make called with each resource; returns what Azure would add to its properties
   * @returns the resources by symbol, in order, and the outputs
   */
  run(make) {
    const resources = {};
    for (const symbol of this.order()) {
      const { condition = true, dependsOn: _, ...body } = this.#template.resources[symbol];
      if (!this.value(condition)) continue;
      const resource = this.value(body);
      resource.id = this.#idOf(symbol, resource);
      resources[symbol] = resource;
      this.#state.set(symbol, { ...resource.properties, ...make(resource, symbol) });
    }
    const outputs = {};
    for (const [name, { type, value }] of Object.entries(this.#template.outputs ?? {})) {
      outputs[name] = this.value(value);
      if (!TYPES[type](outputs[name]))
        throw new TemplateError(`output "${name}" is not of type ${type}`);
    }
    return { resources, outputs };
  }

  #idOf(symbol, { type, name, scope }) {
    const { subscription, group } = this.#place;
    try {
      return resourceId(
        scope ?? `/subscriptions/${subscription}/resourceGroups/${group}`,
        type,
        name.split('/'),
      );
    } catch (e) {
      throw new TemplateError(`${symbol}: ${e.message}`, { cause: e });
    }
  }

  /** Symbols so that each comes after those it depends on or refers to. */
  order() {
    const { resources } = this.#template;
    const done = new Set();
    const visit = (symbol, path) => {
      if (done.has(symbol)) return;
      if (path.includes(symbol))
        throw new TemplateError(`a circle: ${[...path, symbol].join(' > ')}`);
      if (!(symbol in resources))
        throw new TemplateError(`${path.at(-1)} depends on "${symbol}", which is not there`);
      const needs = new Set(resources[symbol].dependsOn ?? []);
      eachCall(resources[symbol], (call) => {
        if (call.name.toLowerCase() === 'reference') needs.add(call.args[0].value);
      });
      for (const need of needs) visit(need, [...path, symbol]);
      done.add(symbol);
    };
    for (const symbol of Object.keys(resources)) visit(symbol, []);
    return [...done];
  }
}
